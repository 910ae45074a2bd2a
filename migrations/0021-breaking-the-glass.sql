-- Why: somebody who may not open a case can have to. They give a reason, a data officer is told in the same transaction, they look
-- for an hour and change nothing, and the database ends the hour.

create table app.glass_openings (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  -- What they typed; of a case only where there is one.
  reference text not null check (length(reference) between 1 and 20),
  because text not null check (length(because) between 20 and 1000),
  case_id uuid,
  opened_at timestamptz not null default now(),
  until_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, case_id) references app.cases,
  constraint brk_1_lasts_an_hour check ((case_id is null) = (until_at is null) and until_at = opened_at + interval '1 hour')
);
create index glass_openings_newest on app.glass_openings (service_id, opened_at desc, id desc);
create index glass_openings_of_staff on app.glass_openings (service_id, staff_id, opened_at desc);
call app.seal('app.glass_openings');
create policy hand_in_service on app.glass_openings to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
-- A data officer sees every try; supervisors and managers those of cases that they may open.
create policy data_officer on app.glass_openings for select to tp_staff using (
  service_id = (select app.service_id()) and (
    (select trails.is_data_officer())
    or (exists (select from app.staff_roles o where o.service_id = (select app.service_id()) and o.staff_id = (select app.staff_id()) and o.role in ('supervisor', 'manager'))
      and exists (select from app.case_readers reader
        where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = glass_openings.case_id))));
grant select on app.glass_openings to tp_staff;
grant select, insert on app.glass_openings to tp_hand;
call trails.watch('app.glass_openings');

alter table app.case_readers add column until_at timestamptz;
alter table app.case_readers drop constraint case_readers_because_check;
alter table app.case_readers add constraint case_readers_because_check check (because in ('allocated', 'service-wide', 'named', 'break-glass'));
alter table app.case_readers add constraint brk_1_only_breaking_the_glass_ends check ((because = 'break-glass') = (until_at is not null));

-- BRK-1: every other policy selects through this one, so what has ended has ended everywhere.
drop policy own_cases on app.case_readers;
create policy own_cases on app.case_readers for select to tp_staff, tp_search using (
  service_id = (select app.service_id()) and staff_id = (select app.staff_id()) and (until_at is null or until_at > now()));

create or replace function app.reader_may_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.because = 'break-glass' then
    if not exists (select from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id
        and r.role in ('coordinator', 'facilitator', 'supervisor', 'manager', 'data-officer')) then
      call app.refuse('brk_4_role_breaks_glass');
    end if;
    if not exists (select from app.glass_openings g where g.service_id = new.service_id and g.case_id = new.case_id
        and g.staff_id = new.staff_id and g.until_at = new.until_at and g.until_at > now()) then
      call app.refuse('brk_1_opening_is_written_down');
    end if;
    return new;
  end if;
  if exists (select from app.conflicts c
      where c.service_id = new.service_id and c.case_id = new.case_id and c.staff_id = new.staff_id and c.lifted_at is null) then
    call app.refuse('h6_conflicted_cannot_open');
  end if;
  if not exists (select from app.staff_roles r
      where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role <> 'administrator') then
    call app.refuse('rdr_1_holds_a_role_that_reads');
  end if;
  if new.because = 'named' and not exists (select from app.named_readers n
      where n.service_id = new.service_id and n.case_id = new.case_id and n.staff_id = new.staff_id and n.ended_at is null) then
    call app.refuse('rdr_5_named_is_written_down');
  end if;
  if new.because in ('service-wide', 'allocated') and exists (select from app.restrictions x
      where x.service_id = new.service_id and x.case_id = new.case_id and x.lifted_at is null)
     and (new.because = 'service-wide' or not exists (select from app.allocations a
       where a.service_id = new.service_id and a.case_id = new.case_id and a.staff_id = new.staff_id and a.until_at is null)) then
    call app.refuse('rdr_3_restricted_opens_for_named_people');
  end if;
  return new;
end $$;

-- The case opens in the moment in which the opening is written down; one that ended before makes room.
create function app.reader_by_glass() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.case_id is null then return null; end if;
  delete from app.case_readers r where r.service_id = new.service_id and r.case_id = new.case_id and r.staff_id = new.staff_id and r.because = 'break-glass';
  insert into app.case_readers (service_id, staff_id, case_id, because, until_at)
  values (new.service_id, new.staff_id, new.case_id, 'break-glass', new.until_at);
  return null;
end $$;
create trigger reader_by_glass after insert on app.glass_openings for each row execute function app.reader_by_glass();

-- BRK-2: five tries in an hour, whether something opened or not.
create function app.brk_2_five_an_hour() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- One try after another, so that ten at once are not all the fifth.
  perform pg_advisory_xact_lock(hashtext('glass ' || new.staff_id));
  if (select count(*) from app.glass_openings g where g.service_id = new.service_id and g.staff_id = new.staff_id
      and g.opened_at > now() - interval '1 hour') >= 5 then
    call app.refuse('brk_2_five_an_hour');
  end if;
  return new;
end $$;
create trigger brk_2_five_an_hour before insert on app.glass_openings for each row execute function app.brk_2_five_an_hour();

-- The case behind a reference, for the hand, which shows nothing.
create function app.case_of_reference(wanted text) returns uuid language sql stable security definer set search_path = pg_catalog as
  $$ select c.id from app.cases c where c.service_id = (select app.service_id()) and c.reference = wanted $$;
revoke execute on function app.case_of_reference from public;
grant execute on function app.case_of_reference to tp_hand;

-- BRK-3: whoever the hand acts for, and who is in the case it holds by a broken glass alone, only looks. Also when the hour is over.
create function app.looks_only() returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.case_readers r where r.service_id = me.service and r.case_id = me.held and r.staff_id = me.staff and r.because = 'break-glass')
     and not exists (select from app.case_readers r where r.service_id = me.service and r.case_id = me.held and r.staff_id = me.staff and r.because <> 'break-glass')
    from (select i[2]::uuid as service, nullif(i[5], '')::uuid as held, case when i[4] like 'staff\_%' then substr(i[4], 7)::uuid end as staff
            from (select app.identity() as i) as said where i[3] = 'hand') as me
$$;
revoke execute on function app.looks_only from public;
grant execute on function app.looks_only to tp_hand;
create function app.brk_3_looks_only() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'tp_hand' and app.looks_only() then call app.refuse('brk_3_looks_only'); end if;
  return case when tg_level = 'ROW' then case when tg_op = 'DELETE' then old else new end end;
end $$;
create procedure app.only_looked_at(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create trigger brk_3_looks_only before insert or update or delete on %s for each statement execute function app.brk_3_looks_only()', tab);
end $$;
do $$
declare tab regclass;
begin
  for tab in select c.oid::regclass from pg_class c
     where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname not in ('case_readers', 'glass_openings', 'sessions')
       and (c.relname in ('cases', 'people', 'contact_points', 'safe_contact_rules', 'organisations')
         or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id'))
  loop
    call app.only_looked_at(tab);
  end loop;
end $$;
create trigger brk_3_lets_nobody_in before insert on app.case_readers for each row when (new.because <> 'break-glass') execute function app.brk_3_looks_only();
create trigger brk_3_lets_nobody_out before delete on app.case_readers for each row when (old.because <> 'break-glass') execute function app.brk_3_looks_only();

-- Every table of a case that is still to come is only looked at too.
create or replace procedure app.seal_case_table(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  call app.seal(tab);
  execute format('create policy hand_in_case on %s to tp_hand using (service_id = (select app.service_id()) and case_id = (select app.case_id())) with check (service_id = (select app.service_id()) and case_id = (select app.case_id()))', tab);
  execute format('create policy staff_reader_of_case on %1$s for select to tp_staff using (service_id = (select app.service_id()) and exists (select from app.case_readers reader where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = %1$s.case_id))', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
  call app.only_looked_at(tab);
end $$;
