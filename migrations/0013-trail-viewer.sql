-- Why: whoever reads the trails is written down as well.
alter table trails.reads drop constraint reads_what_check;
alter table trails.reads add constraint reads_what_check
  check (what in ('case', 'person', 'referral', 'letter', 'message', 'search', 'print', 'export', 'own-page', 'trail'));

-- A data officer reads the trails without being a reader of the cases. What the ids in a trail stand for is told to them here, but
-- nothing of a case that is closed to them.
create function trails.case_of(wanted text) returns uuid language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select c.id from app.cases c where c.service_id = app.service_id() and c.reference = wanted and trails.is_data_officer()
     and c.id <> all (array(select trails.closed_cases())));
end $$;

create function trails.people_named(words text) returns table (id uuid, name text) language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select p.id, p.full_name from app.people p
   where p.service_id = app.service_id() and trails.is_data_officer()
     and (lower(p.full_name) like '%' || words || '%' or lower(p.called) like '%' || words || '%')
     and exists (select from trails.of_people(array[p.id]))
   order by p.full_name, p.id limit 20;
end $$;

create function trails.of_people(people uuid[]) returns table (participant_id uuid, case_id uuid)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select q.id, q.case_id from app.participants q
   where q.service_id = app.service_id() and q.person_id = any(people) and trails.is_data_officer()
     and q.case_id <> all (array(select trails.closed_cases()));
end $$;

-- The names of staff, participants and people, and the references of cases.
create function trails.names_of(ids uuid[]) returns table (id uuid, name text) language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  svc uuid := app.service_id();
  closed uuid[] := array(select trails.closed_cases());
begin
  if not trails.is_data_officer() then return; end if;
  return query
    select s.id, s.name from app.staff s where s.service_id = svc and s.id = any(ids)
    union all select c.id, c.reference from app.cases c where c.service_id = svc and c.id = any(ids) and c.id <> all (closed)
    union all select q.id, coalesce(p.called, o.name) from app.participants q
      left join app.people p on p.service_id = q.service_id and p.id = q.person_id
      left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where q.service_id = svc and q.id = any(ids) and q.case_id <> all (closed)
    union all select p.id, p.full_name from app.people p
     where p.service_id = svc and p.id = any(ids) and exists (select from app.participants q
       where q.service_id = svc and q.person_id = p.id and q.case_id <> all (closed));
end $$;
revoke execute on all functions in schema trails from public;
grant execute on function trails.case_of, trails.people_named, trails.of_people, trails.names_of to tp_staff;
