-- Why: a service promises how soon a referral is acknowledged, decided, given to somebody, and each person first spoken with. What it
-- promises is its own; how a referral stands to it is kept in days, so that what is due soonest is found by an index.

-- Without a row, a service promises what the code says (1, 3, 5 and 5 working days).
create table app.service_levels (
  service_id uuid not null references app.services,
  acknowledge smallint not null,
  triage smallint not null,
  allocate smallint not null,
  first_contact smallint not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (service_id),
  foreign key (service_id, set_by) references app.staff,
  constraint lvl_1_from_1_to_30_days check (acknowledge between 1 and 30 and triage between 1 and 30 and allocate between 1 and 30 and first_contact between 1 and 30),
  constraint lvl_2_read_before_decided check (acknowledge <= triage)
);
comment on table app.service_levels is 'How soon the service does what it promises, in working days';
call app.seal_service_table('app.service_levels');
-- Whoever writes to us, or refers somebody, is told how soon it is read and decided.
create policy whoever_writes_to_us on app.service_levels for select to tp_public, tp_referrer using (service_id = (select app.service_id()));
grant select (service_id, acknowledge, triage) on app.service_levels to tp_public, tp_referrer;
call trails.watch('app.service_levels');

create table app.referral_clocks (
  service_id uuid not null,
  referral_id uuid not null,
  -- The case it became, whose clocks it carries on.
  case_id uuid,
  received_on date not null,
  acknowledge_by date not null,
  acknowledged_on date,
  triage_by date not null,
  triaged_on date,
  -- Since when we wait for an answer of whoever referred: the clock of triage stands still.
  paused_on date,
  allocate_by date,
  allocated_on date,
  contact_by date,
  contacted_on date,
  -- Nothing of it is to be done any more: it was withdrawn, or its case is closed.
  stopped_on date,
  -- 0 where a safety flag stands: those come first.
  flag_rank smallint not null default 1 check (flag_rank in (0, 1)),
  -- The soonest of the clocks that run; far away where none does.
  next_due_on date not null generated always as (
    case when stopped_on is not null then date '9999-12-31' else coalesce(least(
      case when acknowledged_on is null then acknowledge_by end,
      case when triaged_on is null and paused_on is null then triage_by end,
      case when allocated_on is null then allocate_by end,
      case when contacted_on is null then contact_by end), date '9999-12-31') end) stored,
  primary key (service_id, referral_id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, case_id) references app.cases deferrable initially deferred,
  constraint clk_1_decided_is_acknowledged check (triaged_on is null or acknowledged_on is not null),
  constraint clk_2_in_their_order check (
    (allocate_by is null or (case_id is not null and triaged_on is not null)) and (allocated_on is null or allocate_by is not null)
    and (contact_by is null or allocated_on is not null) and (contacted_on is null or contact_by is not null)),
  constraint clk_3_waits_only_while_triaged check (paused_on is null or triaged_on is null)
);
comment on table app.referral_clocks is 'How a referral, and the case it became, stands to what the service promises';
create index referral_clocks_waiting on app.referral_clocks (service_id, flag_rank, next_due_on, referral_id) where triaged_on is null and stopped_on is null;
create index referral_clocks_running on app.referral_clocks (service_id, flag_rank, next_due_on, referral_id) where next_due_on < date '9999-12-31';
create index referral_clocks_of_case on app.referral_clocks (service_id, case_id) where case_id is not null;
call app.seal('app.referral_clocks');
create policy hand_in_service on app.referral_clocks to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, update on app.referral_clocks to tp_hand;
create policy staff_who_read_the_referral on app.referral_clocks for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = referral_clocks.service_id and r.id = referral_clocks.referral_id));
grant select on app.referral_clocks to tp_staff;
call trails.watch('app.referral_clocks');
call app.only_looked_at('app.referral_clocks');

-- Referrals of before: working days of 2024 to 2028 as the code knows them. What was promised of a case of before was never said.
create function app.working_days_of_before(day date, count int) returns date language sql as $$
  select d::date from generate_series(day + 1, day + 90, interval '1 day') as d
   where extract(isodow from d) < 6 and d::date not in (
     '2024-01-01', '2024-03-29', '2024-04-01', '2024-05-06', '2024-05-27', '2024-08-26', '2024-12-25', '2024-12-26',
     '2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05', '2025-05-26', '2025-08-25', '2025-12-25', '2025-12-26',
     '2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28',
     '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28',
     '2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26')
   order by d offset count - 1 limit 1
$$;
do $$
declare written bigint; wanted bigint;
begin
  alter table app.referrals no force row level security;
  alter table app.referral_clocks no force row level security;
  alter table app.referral_clocks disable trigger user;
  insert into app.referral_clocks (service_id, referral_id, case_id, received_on, acknowledge_by, acknowledged_on, triage_by, triaged_on, stopped_on)
  select r.service_id, r.id, r.case_id, r.received_on, app.working_days_of_before(r.received_on, 1),
         (coalesce(r.acknowledged_at, r.decided_at) at time zone 'Europe/London')::date,
         app.working_days_of_before(r.received_on, 3), (r.decided_at at time zone 'Europe/London')::date,
         case when r.status = 'withdrawn' then (now() at time zone 'Europe/London')::date end
    from app.referrals r;
  get diagnostics written = row_count;
  select count(*) into wanted from app.referrals;
  if written <> wanted then raise exception 'Of % referrals % have clocks', wanted, written; end if;
  alter table app.referral_clocks enable trigger user;
  alter table app.referral_clocks force row level security;
  alter table app.referrals force row level security;
end $$;
drop function app.working_days_of_before;
