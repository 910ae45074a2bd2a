-- Why: the weekly list came by e-mail, and a coordinator typed who sent it. Somebody of the agency sends it at their own door, says which
-- column is what, sees which rows are left out, and mends them. Whoever coordinates still takes it in. What the agency sees of it says
-- nothing of anybody whom another agency sent, or whom we know.

alter table app.lists add column sent_by_agency boolean not null default false;

-- LST-9: a list that an agency sent is of the agency of whoever sent it. LST-10: whoever sends for an agency takes nothing in.
create function app.lst_9_of_their_own_agency() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.sent_by_agency and not exists (select from app.agency_people p
      where p.service_id = new.service_id and p.staff_id = new.added_by and p.agency_id = new.agency_id) then
    call app.refuse('lst_9_of_their_own_agency');
  end if;
  return new;
end $$;
revoke execute on function app.lst_9_of_their_own_agency() from public;
create trigger lst_9_of_their_own_agency before insert or update of agency_id, added_by, sent_by_agency on app.lists
  for each row execute function app.lst_9_of_their_own_agency();
create function app.lst_10_the_service_takes_in() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.agency_people p where p.service_id = new.service_id and 'staff_' || p.staff_id = (app.identity())[4]) then
    call app.refuse('lst_10_the_service_takes_in');
  end if;
  return new;
end $$;
revoke execute on function app.lst_10_the_service_takes_in() from public;
create trigger lst_10_the_service_takes_in before update of status on app.lists
  for each row when (new.status in ('importing', 'imported', 'undone') and new.status <> old.status) execute function app.lst_10_the_service_takes_in();

-- AGY-1: what they sent themselves, or where they follow their colleagues, what those sent. Not how many rows are taken in or known already:
-- that would tell of people of others.
create policy sent_by_them on app.lists for select to tp_referrer using (service_id = (select app.service_id()) and sent_by_agency
  and exists (select from app.agency_people p where p.service_id = (select app.service_id()) and p.staff_id = (select app.staff_id())
    and p.agency_id = lists.agency_id and (p.sees_all or lists.added_by = p.staff_id)));
grant select (service_id, id, agency_id, size, file_name, head, columns, part, safe_ways, status, problem, rows_read, has_merged_cells, added_by,
  added_at, moved_at, imported_at, sent_by_agency) on app.lists to tp_referrer;
create policy of_their_agency on app.list_mappings for select to tp_referrer using (service_id = (select app.service_id())
  and exists (select from app.agency_people p where p.service_id = (select app.service_id()) and p.staff_id = (select app.staff_id())
    and p.agency_id = list_mappings.agency_id));
grant select on app.list_mappings to tp_referrer;
-- LST-11: that somebody came with a list of another agency is not told to this one.
create policy of_lists_sent_by_them on app.list_faults for select to tp_referrer using (service_id = (select app.service_id())
  and not reasons && array['on-a-list-of-another'] and exists (select from app.lists l where l.service_id = (select app.service_id()) and l.id = list_faults.list_id));
grant select on app.list_faults to tp_referrer;
create index lists_newest_of_agency on app.lists (service_id, agency_id, added_at desc, id desc) where sent_by_agency;

-- Which of these rows are of somebody who is on a list already (LST-3), by their place, and whether one of the same agency.
drop function app.listed_already(text[], text[], text[], text[]);
create function app.listed_already(agency uuid, born text[], phone text[], email text[], reference text[]) returns table (place int, is_of_agency boolean)
language plpgsql stable set search_path = pg_catalog set enable_seqscan = off as $$
declare svc uuid := app.service_id();
begin
  return query
    select found.nth::int, bool_or(found.agency_id = agency) from (
      select r.nth, same.agency_id from unnest(born, reference) with ordinality as r (born, reference, nth) join lateral (
          select p.agency_id from app.listed_people p where p.service_id = svc and r.born <> '' and p.like_born = r.born and p.like_born <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) offset 0) as same on true
      union all
      select r.nth, same.agency_id from unnest(phone, reference) with ordinality as r (phone, reference, nth) join lateral (
          select p.agency_id from app.listed_people p where p.service_id = svc and r.phone <> '' and p.like_phone = r.phone and p.like_phone <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) offset 0) as same on true
      union all
      select r.nth, same.agency_id from unnest(email, reference) with ordinality as r (email, reference, nth) join lateral (
          select p.agency_id from app.listed_people p where p.service_id = svc and r.email <> '' and p.like_email = r.email and p.like_email <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) offset 0) as same on true) as found
     group by found.nth;
end $$;
revoke execute on function app.listed_already from public;
grant execute on function app.listed_already to tp_hand;
