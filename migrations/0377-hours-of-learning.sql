-- Why: whoever has a practice level keeps it by so many hours of learning in a year, half of them approved (domain 85), and a supervisor by
-- more (domain 86). The register could not say how many somebody has, what is missing, nor when it runs out.

create table app.learning_hours (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  kind text not null,
  done_on date not null,
  minutes int not null,
  -- By the Restorative Justice Council.
  is_approved boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, recorded_by) references app.staff,
  constraint prc_1_kind_is_one_of check (kind in ('course', 'observed-practice', 'reading', 'conference', 'teaching')),
  constraint prc_1_hours_that_can_be check (minutes between 1 and 6000),
  constraint prc_1_by_the_day_it_is_written check (done_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint prc_2_by_somebody_else check (recorded_by <> staff_id),
  constraint prc_2_taken_back_after check (taken_back_at >= recorded_at)
);
comment on table app.learning_hours is 'Hours that somebody who works on cases learned, as somebody else wrote them down; a wrong line is taken back';
create index learning_hours_of_staff on app.learning_hours (service_id, staff_id, done_on desc) where taken_back_at is null;
call app.seal_service_table('app.learning_hours');
revoke update on app.learning_hours from tp_hand;
grant update (taken_back_at) on app.learning_hours to tp_hand;
drop policy staff_of_service on app.learning_hours;
create policy own_or_of_whoever_keeps on app.learning_hours for select to tp_staff using (
  service_id = (select app.service_id()) and (staff_id = (select app.staff_id()) or exists (select from app.staff_roles r
    where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'supervisor', 'manager'))));
call trails.watch('app.learning_hours');

-- PRC-2: what is taken back stays taken back.
create function app.prc_2_taken_back_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.refuse('prc_2_taken_back_once');
  return new;
end $$;
revoke execute on function app.prc_2_taken_back_once() from public;
create trigger prc_2_taken_back_once before update on app.learning_hours for each row
  when (old.taken_back_at is not null) execute function app.prc_2_taken_back_once();

-- Since when somebody is an advanced practitioner, and until when that holds: whoever supervises has been one for two years.
alter table app.facilitator_checks drop constraint fac_2_kind_is_one_of,
  add constraint fac_2_kind_is_one_of check (kind in ('vetting', 'facilitator-training', 'safeguarding-training', 'complex-case-training',
    'domestic-abuse-training', 'sexual-harm-training', 'data-protection-training', 'advanced-status'));
