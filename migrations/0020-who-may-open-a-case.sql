-- Why: who may open a case follows from their role, from being allocated or named, from a restriction and from a conflict of
-- interest. The rows that say so follow by themselves, so that no action can forget them, and everything else looks there.

-- A restricted case opens for its facilitators and for named people only; to everybody else there is no such case.
create table app.restrictions (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  because text not null check (length(because) between 1 and 1000),
  restricted_by uuid not null,
  restricted_at timestamptz not null default now(),
  lifted_because text not null default '' check (length(lifted_because) <= 1000),
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, restricted_by) references app.staff,
  constraint rdr_3_lifted_says_why check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_because = ''))
);
create unique index rdr_3_restricted_once on app.restrictions (service_id, case_id) where lifted_at is null;
call app.seal_case_table('app.restrictions');
revoke update on app.restrictions from tp_hand;
grant update (lifted_because, lifted_by, lifted_at) on app.restrictions to tp_hand;

-- Who was named as somebody who may open a case without working on it.
create table app.named_readers (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  named_by uuid not null,
  named_at timestamptz not null default now(),
  ended_by uuid,
  ended_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, staff_id) references app.staff,
  constraint rdr_5_ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
create unique index rdr_5_named_once on app.named_readers (service_id, case_id, staff_id) where ended_at is null;
call app.seal_case_table('app.named_readers');
revoke update on app.named_readers from tp_hand;
grant update (ended_by, ended_at) on app.named_readers to tp_hand;

alter table app.case_readers drop constraint case_readers_because_check;
alter table app.case_readers add constraint case_readers_because_check check (because in ('allocated', 'service-wide', 'named'));

-- RDR-1 to RDR-3, H6: who may be a reader of a case at all.
create function app.reader_may_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
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
drop trigger h6_conflicted_cannot_open on app.case_readers;
create trigger reader_may_open before insert on app.case_readers for each row execute function app.reader_may_open();

-- RDR-2: who reads a case by a role they hold alone.
create function app.reads_by_role(svc uuid, of_case uuid) returns setof uuid language sql stable set search_path = pg_catalog as $$
  select distinct r.staff_id from app.staff_roles r
   where r.service_id = svc and r.role in ('coordinator', 'supervisor', 'manager')
     and not exists (select from app.restrictions x where x.service_id = svc and x.case_id = of_case and x.lifted_at is null)
     and not exists (select from app.conflicts c
       where c.service_id = svc and c.case_id = of_case and c.staff_id = r.staff_id and c.lifted_at is null)
$$;
create procedure app.let_in_by_role(svc uuid, of_case uuid) language sql set search_path = pg_catalog as $$
  insert into app.case_readers (service_id, staff_id, case_id, because)
  select svc, staff, of_case, 'service-wide' from app.reads_by_role(svc, of_case) staff on conflict do nothing
$$;

create function app.readers_of_new_cases() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  insert into app.case_readers (service_id, staff_id, case_id, because)
  select c.service_id, staff, c.id, 'service-wide' from added c cross join lateral app.reads_by_role(c.service_id, c.id) staff
  on conflict do nothing;
  return null;
end $$;
create trigger readers_of_new_cases after insert on app.cases
  referencing new table as added for each statement execute function app.readers_of_new_cases();

-- RDR-4: a restricted case is never left without a supervisor or a manager who works here and may open it.
create function app.somebody_remains(svc uuid, of_case uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.case_readers r
    join app.staff s on s.service_id = r.service_id and s.id = r.staff_id and s.is_active
    join app.staff_roles o on o.service_id = r.service_id and o.staff_id = r.staff_id and o.role in ('supervisor', 'manager')
   where r.service_id = svc and r.case_id = of_case and r.because in ('named', 'allocated'))
$$;
create function app.rdr_4_somebody_remains() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from (select distinct service_id, case_id from removed) gone
      join app.restrictions x on x.service_id = gone.service_id and x.case_id = gone.case_id and x.lifted_at is null
     where not app.somebody_remains(gone.service_id, gone.case_id)) then
    call app.refuse('rdr_4_somebody_remains');
  end if;
  return null;
end $$;
create trigger rdr_4_somebody_remains after delete on app.case_readers
  referencing old table as removed for each statement execute function app.rdr_4_somebody_remains();

-- A restriction shuts out whoever comes by role, and whoever was let in without working on the case; lifting it lets roles in again.
create function app.readers_follow_restriction() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.lifted_at is not null then
    call app.let_in_by_role(new.service_id, new.case_id);
    return null;
  end if;
  if not app.somebody_remains(new.service_id, new.case_id) then call app.refuse('rdr_4_somebody_remains'); end if;
  delete from app.case_readers r where r.service_id = new.service_id and r.case_id = new.case_id
    and (r.because = 'service-wide' or r.because = 'allocated' and not exists (select from app.allocations a
      where a.service_id = r.service_id and a.case_id = r.case_id and a.staff_id = r.staff_id and a.until_at is null));
  return null;
end $$;
create trigger readers_follow_restriction after insert or update on app.restrictions
  for each row execute function app.readers_follow_restriction();

create function app.readers_follow_names() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.ended_at is null then
    insert into app.case_readers (service_id, staff_id, case_id, because)
    values (new.service_id, new.staff_id, new.case_id, 'named') on conflict do nothing;
  else
    delete from app.case_readers r
     where r.service_id = new.service_id and r.case_id = new.case_id and r.staff_id = new.staff_id and r.because = 'named';
  end if;
  return null;
end $$;
create trigger readers_follow_names after insert or update on app.named_readers
  for each row execute function app.readers_follow_names();

-- H6: a conflict of interest shuts out in the moment it is declared, and ends being named; lifting it lets a role in again.
create function app.readers_follow_conflicts() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.lifted_at is null then
    update app.named_readers n set ended_at = new.declared_at, ended_by = new.declared_by
     where n.service_id = new.service_id and n.case_id = new.case_id and n.staff_id = new.staff_id and n.ended_at is null;
    delete from app.case_readers r
     where r.service_id = new.service_id and r.case_id = new.case_id and r.staff_id = new.staff_id;
  else
    call app.let_in_by_role(new.service_id, new.case_id);
  end if;
  return null;
end $$;
create trigger readers_follow_conflicts after insert or update on app.conflicts
  for each row execute function app.readers_follow_conflicts();

-- A role that opens every case opens those that are there already, and closes them again when it ends. The hand holds one case
-- at most, so this runs as the owner, which sees of all this only what it needs.
create policy readers_follow_roles on app.case_readers to tp_owner using (true) with check (true);
create policy readers_follow_roles on app.restrictions for select to tp_owner using (true);
create policy readers_follow_roles on app.conflicts for select to tp_owner using (true);
create policy readers_follow_roles on app.named_readers for select to tp_owner using (true);
create policy readers_follow_roles on app.allocations for select to tp_owner using (true);
create function app.readers_follow_roles() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into app.case_readers (service_id, staff_id, case_id, because)
    select c.service_id, new.staff_id, c.id, 'service-wide' from app.cases c
     where c.service_id = new.service_id and new.role in ('coordinator', 'supervisor', 'manager')
       and new.staff_id in (select app.reads_by_role(c.service_id, c.id))
    on conflict do nothing;
  elsif not exists (select from app.staff_roles r
      where r.service_id = old.service_id and r.staff_id = old.staff_id and r.role in ('coordinator', 'supervisor', 'manager')) then
    delete from app.case_readers r where r.service_id = old.service_id and r.staff_id = old.staff_id and r.because = 'service-wide';
  end if;
  return null;
end $$;
create trigger readers_follow_roles after insert or delete on app.staff_roles
  for each row execute function app.readers_follow_roles();
revoke execute on function app.readers_follow_roles from public;

-- A data officer answers for the trails of every case and opens one only when named, or by giving a reason.
alter table app.case_readers no force row level security;
delete from app.case_readers r where r.because = 'service-wide' and not exists (select from app.staff_roles o
  where o.service_id = r.service_id and o.staff_id = r.staff_id and o.role in ('coordinator', 'supervisor', 'manager'));
alter table app.case_readers force row level security;

revoke execute on function app.reads_by_role, app.somebody_remains from public;
revoke execute on procedure app.let_in_by_role from public;
grant execute on function app.reads_by_role, app.somebody_remains to tp_hand, tp_owner;
grant execute on procedure app.let_in_by_role to tp_hand, tp_owner;

-- A referral is its case's once it has become one: triage no longer opens it for whoever may not open the case.
drop policy staff_who_triage_or_read_the_case on app.referrals;
create policy staff_who_triage_or_read_the_case on app.referrals for select to tp_staff using (
  service_id = (select app.service_id()) and (
    (case_id is null and exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
      and r.role in ('coordinator', 'supervisor', 'manager')))
    or exists (select from app.case_readers reader
      where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = referrals.case_id)));

-- What answers a referral is for whoever may see the referral, also after it became a case.
drop policy staff_notices on app.notices;
create policy staff_notices on app.notices for select to tp_staff using (
  service_id = (select app.service_id()) and (
    exists (select from app.case_readers reader
      where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = notices.case_id)
    or (case_id is null and exists (select from app.referrals r
      where r.service_id = (select app.service_id()) and r.id = notices.referral_id))));

-- A task of no case is for whoever may see its referral; one of neither for the person or the role it falls to.
drop policy staff_tasks on app.tasks;
create policy staff_tasks on app.tasks for select to tp_staff using (
  service_id = (select app.service_id()) and (
    exists (select from app.case_readers reader
      where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = tasks.case_id)
    or (case_id is null and referral_id is not null and exists (select from app.referrals r
      where r.service_id = (select app.service_id()) and r.id = tasks.referral_id))
    or (case_id is null and referral_id is null and (staff_id = (select app.staff_id()) or exists (select from app.staff_roles o
      where o.service_id = (select app.service_id()) and o.staff_id = (select app.staff_id()) and o.role = tasks.role)))));

call trails.watch('app.restrictions');
call trails.watch('app.named_readers');

-- A data officer reads the trail of every case but of those that are closed to them: one they have a conflict of interest in, and
-- a restricted one that they are not named in.
create function trails.closed_cases() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select x.case_id from app.restrictions x
   where x.service_id = (select app.service_id()) and x.lifted_at is null and not exists (select from app.case_readers r
     where r.service_id = x.service_id and r.case_id = x.case_id and r.staff_id = (select app.staff_id()))
  union
  select c.case_id from app.conflicts c
   where c.service_id = (select app.service_id()) and c.staff_id = (select app.staff_id()) and c.lifted_at is null
$$;
revoke execute on function trails.closed_cases from public;
grant execute on function trails.closed_cases to tp_staff;
drop policy of_cases_open_to_them on trails.changes;
create policy of_cases_not_closed_to_them on trails.changes as restrictive for select to tp_staff using (
  case_id is null or case_id <> all (array(select trails.closed_cases())));
