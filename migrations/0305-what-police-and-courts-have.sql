-- Why: a referral had one line for whatever number somebody gave. The police, the courts and a prison each have their own, by which they
-- ask and are asked, and by which the same matter is found again (domain 16). And whoever took the report has to tell the person of
-- restorative justice within days (domain 17): nobody could see whether they had.

create table app.referral_matters (
  service_id uuid not null,
  referral_id uuid not null,
  crime_number text not null default '',
  urn text not null default '',
  prison_number text not null default '',
  reported_on date,
  -- Of whoever is a vulnerable or intimidated witness, or was harmed most seriously: they are told sooner.
  is_enhanced boolean not null default false,
  -- The day by which whoever took the report tells them, and the day they did.
  inform_by date,
  informed_on date,
  constraint mat_2_one_of_each_referral primary key (service_id, referral_id),
  foreign key (service_id, referral_id) references app.referrals,
  constraint mat_3_days_in_order check ((reported_on is null) = (inform_by is null) and inform_by > reported_on and informed_on >= reported_on),
  constraint sea_1_referral_matters_crime_number_is_sealed check (app.is_sealed(crime_number, 200)),
  constraint sea_1_referral_matters_urn_is_sealed check (app.is_sealed(urn, 200)),
  constraint sea_1_referral_matters_prison_number_is_sealed check (app.is_sealed(prison_number, 200))
);
comment on table app.referral_matters is 'What the police, the courts and a prison have of what a referral is about: their numbers, and the days that others have to keep';
call app.seal('app.referral_matters');
create policy hand_in_service on app.referral_matters to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, update on app.referral_matters to tp_hand;
create policy staff_who_read_the_referral on app.referral_matters for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = referral_matters.service_id and r.id = referral_matters.referral_id));
grant select on app.referral_matters to tp_staff;
-- An agency counts by the days of its own referrals how often people were told in time, and reads no number that we wrote.
create policy days_of_the_agency on app.referral_matters for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a where a.service_id = referral_matters.service_id and a.referral_id = referral_matters.referral_id));
grant select (service_id, referral_id, reported_on, inform_by, informed_on) on app.referral_matters to tp_referrer;
call trails.watch('app.referral_matters');

-- MAT-4: it stays of its referral, and once there is a case it is changed by whoever may open that, and not by a broken glass.
create function app.mat_4_of_a_case_one_may_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and new.referral_id <> old.referral_id then call app.refuse('mat_4_of_a_case_one_may_open'); end if;
  if app.acting_staff() is not null and exists (select from app.referrals r
      where r.service_id = new.service_id and r.id = new.referral_id and r.case_id is not null and not exists (select from app.case_readers c
        where c.service_id = r.service_id and c.case_id = r.case_id and c.staff_id = app.acting_staff() and c.because <> 'break-glass'
          and (c.until_at is null or c.until_at > now()))) then
    call app.refuse('mat_4_of_a_case_one_may_open');
  end if;
  return new;
end $$;
revoke execute on function app.mat_4_of_a_case_one_may_open() from public;
create trigger mat_4_of_a_case_one_may_open before insert or update on app.referral_matters
  for each row execute function app.mat_4_of_a_case_one_may_open();
