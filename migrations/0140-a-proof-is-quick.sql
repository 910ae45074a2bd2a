-- Why: who reads is proven once for each table of a statement (0115), and that proof was most of what the wall costs a page. It now does
-- its work in two steps; tables of a service ask for one answer instead of two; and what only a few rows need is worked out for those.

-- The signature first: what comes after it was signed by us, and needs no other look. The twelfth part is the service of a member of staff.
create or replace function app.identity() returns text[] language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  parts text[] := string_to_array(current_setting('app.identity', true), '|');
  inner_pad bytea;
  outer_pad bytea;
begin
  select k.inner_pad, k.outer_pad into inner_pad, outer_pad from app.identity_key k;
  if encode(sha256(outer_pad || sha256(inner_pad || convert_to(array_to_string(parts[1:6], '|'), 'utf8'))), 'hex') = parts[7]
     and parts[8] is null and parts[1] = session_user and abs(date_part('epoch', now()) - parts[6]::float8) <= 300 then
    return parts[1:5] || case parts[3]
      when 'staff' then array[nullif(parts[4], ''), null, null, null, null, null, parts[2]]
      when 'participant' then array[null, nullif(parts[4], ''), nullif(parts[5], '')]
      when 'hand' then array[null, null, nullif(parts[5], '')]
      when 'supporter' then array[null, null, null, nullif(parts[4], ''), nullif(parts[5], '')]
      when 'visitor' then array[null, null, null, null, null, nullif(parts[4], '')] end;
  end if;
  return null;
end $$;
-- The service of whoever reads, if they are staff.
create function app.service_of_staff() returns uuid language sql stable return (app.identity())[12]::uuid;
revoke execute on function app.service_of_staff from public;
grant execute on function app.service_of_staff to tp_staff;

-- A member of staff is of one service, and no other service has somebody of that id: who reads says of which service they are.
alter table app.staff add constraint stf_8_of_one_service unique (id);
alter policy own_cases on app.case_readers using (
  service_id = (select app.named_service()) and staff_id = (select app.staff_id()) and (until_at is null or until_at > now()));
grant execute on function app.named_service to tp_search;

-- Which referrals the reader may see, for the few tasks that belong to one and to no case: asked apart, so that a page which shows
-- tasks of cases does not get everything ready that triage needs.
create function app.referrals_seen() returns setof uuid language plpgsql stable rows 100 set search_path = pg_catalog as
  $$ begin return query select r.id from app.referrals r; end $$;
revoke execute on function app.referrals_seen from public;
grant execute on function app.referrals_seen to tp_staff;
alter policy staff_tasks on app.tasks using (service_id = (select app.named_service()) and (
  exists (select from app.case_readers reader where reader.service_id = tasks.service_id and reader.case_id = tasks.case_id offset 0)
  or (case_id is null and referral_id is not null and referral_id in (select app.referrals_seen()))
  or (case_id is null and referral_id is null and (staff_id = (select app.staff_id()) or exists (select from app.staff_roles o
        where o.service_id = tasks.service_id and o.staff_id = (select app.staff_id()) and o.role = tasks.role)))));

-- Those whose other half proves who reads find their rows by the service that is named, as the tables of cases do.
do $$
declare each record; of_service int := 0; of_people int := 0;
begin
  for each in select p.tablename from pg_policies p where p.schemaname = 'app' and p.policyname = 'staff_of_service' and p.roles = '{tp_staff}' loop
    execute format('alter policy staff_of_service on app.%I using (service_id = (select app.service_of_staff()))', each.tablename);
    of_service := of_service + 1;
  end loop;
  for each in
    select p.tablename, p.policyname, p.qual from pg_policies p
     where p.schemaname = 'app' and p.policyname in ('staff_people_of_cases', 'staff_organisations_of_cases')
       and p.qual like '((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT%FROM app.participants p%'
  loop
    execute format('alter policy %I on app.%I using (%s)', each.policyname, each.tablename,
      replace(each.qual, '( SELECT app.service_id() AS service_id)', '(select app.named_service())'));
    of_people := of_people + 1;
  end loop;
  if of_service < 10 or of_people <> 4 then raise exception 'Only % policies of services and % of people were found', of_service, of_people; end if;
end $$;

create or replace procedure app.seal_service_table(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  call app.seal(tab);
  execute format('create policy hand_in_service on %s to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()))', tab);
  execute format('create policy staff_of_service on %s for select to tp_staff using (service_id = (select app.service_of_staff()))', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
end $$;
