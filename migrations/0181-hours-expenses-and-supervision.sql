-- Why: volunteers give hours and spend money for the service, and everybody who works on cases is supervised. Whoever answers for them
-- has to see that it is paid back and that nobody works alone; and what somebody must be checked for has to be asked for in time.

-- Hours that somebody worked, or money they spent, as they say it. Decided once, by somebody else.
create table app.claims (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  happened_on date not null,
  kind text not null,
  minutes int,
  pence int,
  said_at timestamptz not null default now(),
  taken_back_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision text,
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, decided_by) references app.staff,
  constraint vol_1_kind_is_one_of check (kind in ('case-work', 'training', 'supervision', 'other-work', 'travel', 'meal', 'care', 'materials')),
  constraint vol_1_hours_or_money check (case when kind in ('case-work', 'training', 'supervision', 'other-work') then minutes is not null and pence is null else pence is not null and minutes is null end),
  constraint vol_1_an_amount_that_can_be check (case when pence is null then minutes between 1 and 1440 else pence between 1 and 100000 end),
  constraint vol_2_decision_is_one_of check (decision in ('approved', 'no-receipt', 'not-agreed', 'wrong-amount', 'said-twice')),
  constraint vol_2_decided_by_another check (decided_by <> staff_id),
  constraint vol_2_decided_whole check (num_nonnulls(decided_by, decided_at, decision) in (0, 3)),
  constraint vol_3_taken_back_before_it_is_decided check (taken_back_at is null or decided_at is null)
);
create index claims_of_staff on app.claims (service_id, staff_id, happened_on desc, id desc) where taken_back_at is null;
create index claims_to_decide on app.claims (service_id, happened_on, id) where decided_at is null and taken_back_at is null;
call app.seal_service_table('app.claims');
revoke update on app.claims from tp_hand;
grant update (taken_back_at, decided_by, decided_at, decision) on app.claims to tp_hand;
drop policy staff_of_service on app.claims;
create policy own_or_of_whoever_decides on app.claims for select to tp_staff using (
  service_id = (select app.service_id()) and (staff_id = (select app.staff_id()) or exists (select from app.staff_roles r
    where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role = 'manager')));

-- VOL-2: what is decided stays decided.
create function app.vol_2_decided_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.decided_at is not null then call app.refuse('vol_2_decided_once'); end if;
  return new;
end $$;
create trigger vol_2_decided_once before update on app.claims for each row execute function app.vol_2_decided_once();

-- When somebody and their supervisor talked about the work: that they did, and never what they said.
create table app.supervisions (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  supervisor_id uuid not null,
  held_on date not null,
  next_on date,
  recorded_at timestamptz not null default now(),
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, supervisor_id) references app.staff,
  constraint vol_4_with_somebody_else check (supervisor_id <> staff_id),
  constraint vol_4_next_is_later check (next_on > held_on)
);
create index supervisions_of_staff on app.supervisions (service_id, staff_id, held_on desc);
call app.seal_service_table('app.supervisions');
revoke update on app.supervisions from tp_hand;
drop policy staff_of_service on app.supervisions;
create policy own_or_of_whoever_keeps on app.supervisions for select to tp_staff using (
  service_id = (select app.service_id()) and (staff_id = (select app.staff_id()) or exists (select from app.staff_roles r
    where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'supervisor', 'manager'))));

call trails.watch('app.claims');
call trails.watch('app.supervisions');

-- The worker asks whose vetting or needed training runs out within a month, or has. Only ids, kinds and days.
create policy runs_out on app.facilitator_checks for select to tp_owner using (true);
create function doorkeeper.checks_running_out() returns table (service_id uuid, staff_id uuid, kind text, holds_until date)
language sql stable security definer set search_path = pg_catalog as $$
  select newest.service_id, newest.staff_id, newest.kind, newest.holds_until
    from (select distinct on (c.service_id, c.staff_id, c.kind) c.service_id, c.staff_id, c.kind, c.holds_until
            from app.facilitator_checks c order by c.service_id, c.staff_id, c.kind, c.done_on desc, c.recorded_at desc) newest
    join app.staff s on s.service_id = newest.service_id and s.id = newest.staff_id and s.is_active
   where newest.kind in ('vetting', 'facilitator-training', 'safeguarding-training')
     and newest.holds_until <= (now() at time zone 'Europe/London')::date + 30
$$;
revoke execute on function doorkeeper.checks_running_out() from public;
grant execute on function doorkeeper.checks_running_out() to tp_doorkeeper;
