-- run as: migrator
-- Why: each policy asked who is reading as often as it names them, five times a table, and each answer checks the signature anew:
-- a case page checked it some three hundred times, which made its queries three times as long as without policies. Now a table
-- asks once: within those who may open a case, for the service and the person together.

set local role tp_owner;

-- The identity with its parts in places of their own, so that whoever wants one of them asks once. The first five stay as they were.
create or replace function app.identity() returns text[] language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  parts text[] := string_to_array(nullif(current_setting('app.identity', true), ''), '|');
  pads app.identity_key;
begin
  if parts is null or array_length(parts, 1) <> 7 or parts[1] <> session_user then return null; end if;
  if parts[6] !~ '^[0-9]{1,12}$' or abs(extract(epoch from now()) - parts[6]::bigint) > 300 then return null; end if;
  select * into pads from app.identity_key;
  if pads.inner_pad is null then return null; end if;
  if encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(array_to_string(parts[1:6], '|'), 'utf8'))), 'hex')
     <> parts[7] then return null; end if;
  return parts[1:5] || array[
    case when parts[3] = 'staff' then nullif(parts[4], '') end,
    case when parts[3] = 'participant' then nullif(parts[4], '') end,
    case when parts[3] in ('participant', 'hand') then nullif(parts[5], '') end,
    case when parts[3] = 'supporter' then nullif(parts[4], '') end,
    case when parts[3] = 'supporter' then nullif(parts[5], '') end,
    case when parts[3] = 'visitor' then nullif(parts[4], '') end];
end $$;

-- Without a search path of their own these become part of the statement. Their words are looked up here and now, not where they are asked.
create or replace function app.service_id() returns uuid language sql stable return nullif((app.identity())[2], '')::uuid;
create or replace function app.staff_id() returns uuid language sql stable return (app.identity())[6]::uuid;
create or replace function app.participant_id() returns uuid language sql stable return (app.identity())[7]::uuid;
create or replace function app.case_id() returns uuid language sql stable return (app.identity())[8]::uuid;
create or replace function app.supporter_id() returns uuid language sql stable return (app.identity())[9]::uuid;
create or replace function app.supporter_case_id() returns uuid language sql stable return (app.identity())[10]::uuid;
create or replace function app.visitor() returns text language sql stable return (app.identity())[11];

alter policy own_cases on app.case_readers using (
  (service_id, staff_id) = (select nullif(i[2], '')::uuid, i[6]::uuid from (select app.identity() as i offset 0) as me)
  and (until_at is null or until_at > now()));

-- The service that an identity names, not proven: an index finds its rows by it, in a policy whose other half proves who reads.
create function app.named_service() returns uuid language sql stable
  return nullif(split_part(current_setting('app.identity', true), '|', 2), '')::uuid;
revoke execute on function app.named_service() from public;
grant execute on function app.named_service() to tp_staff;

-- Whose rows of case_readers are seen at all says the policy above: no other policy has to say it again. And `offset 0` keeps the
-- planner from reading everything that somebody may open to find out about the few rows of one case: it knows how many cases people
-- read on the average, and those who read every case are not the average.
do $$
declare each record; said text; changed int := 0; of_cases int := 0;
begin
  for each in
    select p.tablename, p.policyname, p.qual from pg_policies p
     where p.schemaname = 'app' and p.roles = '{tp_staff}' and p.qual ~ '\m(reader|p|r|o)\.service_id = \( SELECT app\.service_id\(\)'
  loop
    said := regexp_replace(each.qual,
      '\(reader\.service_id = \( SELECT app\.service_id\(\) AS service_id\)\) AND \(reader\.staff_id = \( SELECT app\.staff_id\(\) AS staff_id\)\)',
      format('(reader.service_id = %I.service_id)', each.tablename), 'g');
    said := regexp_replace(said, '\m(p|r|o)\.service_id = \( SELECT app\.service_id\(\) AS service_id\)', format('\1.service_id = %I.service_id', each.tablename), 'g');
    said := regexp_replace(said, '\((reader\.case_id = \w+\.(case_)?id|p\.\w+_id = \w+\.\w+)\)\)', '\& offset 0', 'g');
    if each.policyname = 'staff_reader_of_case' then
      said := replace(said, '(service_id = ( SELECT app.service_id() AS service_id))', '(service_id = ( SELECT app.named_service() AS service_id))');
      if said like '%app.service_id%' or said not like '%app.named_service%' then raise exception 'The policy of % is none of the usual: %', each.tablename, said; end if;
      of_cases := of_cases + 1;
    end if;
    execute format('alter policy %I on app.%I using (%s)', each.policyname, each.tablename, said);
    changed := changed + 1;
  end loop;
  if of_cases < 46 or changed < 55 then raise exception 'Only % policies of cases and % in all were found', of_cases, changed; end if;
end $$;

create or replace procedure app.seal_case_table(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  call app.seal(tab);
  execute format('create policy hand_in_case on %s to tp_hand using (service_id = (select app.service_id()) and case_id = (select app.case_id())) with check (service_id = (select app.service_id()) and case_id = (select app.case_id()))', tab);
  execute format('create policy staff_reader_of_case on %1$s for select to tp_staff using (service_id = (select app.named_service()) and exists (select from app.case_readers reader where reader.service_id = %1$s.service_id and reader.case_id = %1$s.case_id offset 0))', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
  call app.only_looked_at(tab);
end $$;

-- A search finds a few cases. Without saying so the planner takes it for a thousand, and reads all cases to join them.
grant create on schema app to tp_search;
set local role tp_search;
alter function app.search_cases(text, text, int) rows 20;
set local role tp_owner;
revoke create on schema app from tp_search;
reset role;
