-- Why: what is older than sealing is sealed at the next start. The search finds the numbers of those people by marks that can only
-- be copied then.

create procedure app.mark_search_entries() language plpgsql set search_path = pg_catalog as $$
begin
  alter table app.search_entries no force row level security;
  alter table app.participants no force row level security;
  alter table app.contact_points no force row level security;
  update app.search_entries e set marks = known.marks
    from (select q.service_id, q.case_id, q.id, array_agg(p.value_index order by p.value_index) as marks
            from app.participants q join app.contact_points p on p.service_id = q.service_id and p.person_id = q.person_id
           where p.is_in_use and p.channel <> 'post' group by q.service_id, q.case_id, q.id) known
   where e.service_id = known.service_id and e.case_id = known.case_id and e.about_id = known.id;
  alter table app.search_entries force row level security;
  alter table app.participants force row level security;
  alter table app.contact_points force row level security;
end $$;
revoke execute on procedure app.mark_search_entries from public;
