-- Why: who a transaction is for is said by a signed text that holds for that transaction only. Any login may call
-- set_config, so the signature, the login and the age are checked here, with a key that no login can read.

-- HMAC-SHA-256 needs only sha256 when the two padded keys are kept ready.
create table app.identity_key (
  only_one boolean primary key default true check (only_one),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);

-- The verified fields (login, service, kind, id, case), or null: nothing is visible to nobody.
create function app.identity() returns text[]
language plpgsql stable security definer set search_path = pg_catalog as $$
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
  return parts[1:5];
end $$;

-- Policies call these as (select app.x()), so that each is worked out once a query.
create function app.service_id() returns uuid language sql stable set search_path = pg_catalog as
  $$ select nullif((app.identity())[2], '')::uuid $$;
create function app.staff_id() returns uuid language sql stable set search_path = pg_catalog as
  $$ select case when i[3] = 'staff' then nullif(i[4], '')::uuid end from (select app.identity() as i) as me $$;
create function app.participant_id() returns uuid language sql stable set search_path = pg_catalog as
  $$ select case when i[3] = 'participant' then nullif(i[4], '')::uuid end from (select app.identity() as i) as me $$;
-- The case a participant is in, or the case the hand holds.
create function app.case_id() returns uuid language sql stable set search_path = pg_catalog as
  $$ select case when i[3] in ('participant', 'hand') then nullif(i[5], '')::uuid end from (select app.identity() as i) as me $$;

revoke execute on all functions in schema app from public;
grant execute on all functions in schema app
  to tp_public, tp_participant, tp_staff, tp_referrer, tp_commissioner, tp_api, tp_hand, tp_worker, tp_search, tp_owner;

-- The usual seal of a table of a service: nobody sees anything but through a policy, the owner neither.
create procedure app.seal(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
end $$;

-- A table of the service as a whole: the hand writes within the service it holds, staff of the service read.
create procedure app.seal_service_table(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  call app.seal(tab);
  execute format('create policy hand_in_service on %s to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()))', tab);
  execute format('create policy staff_of_service on %s for select to tp_staff using (service_id = (select app.service_id()) and (select app.staff_id()) is not null)', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
end $$;

-- A table of one case: the hand reaches the case it holds, staff the cases they are readers of.
create procedure app.seal_case_table(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  call app.seal(tab);
  execute format('create policy hand_in_case on %s to tp_hand using (service_id = (select app.service_id()) and case_id = (select app.case_id())) with check (service_id = (select app.service_id()) and case_id = (select app.case_id()))', tab);
  execute format('create policy staff_reader_of_case on %1$s for select to tp_staff using (service_id = (select app.service_id()) and exists (select from app.case_readers reader where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = %1$s.case_id))', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
end $$;

-- What belongs to one participant's own side, and to nobody else's.
create procedure app.own_side(tab regclass, columns text) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create policy own_side on %s for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()))', tab);
  execute format('grant select (%s) on %s to tp_participant', columns, tab);
end $$;

-- What only grows: a correction is another row.
create procedure app.only_grows(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('revoke update, delete on %s from tp_hand', tab);
end $$;
