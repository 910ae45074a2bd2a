-- Why: an agency sends people our way by itself, follows its own referrals in allowed words, and learns nothing else of them.

create table app.agencies (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  name text not null constraint agn_1_has_a_name check (length(name) between 1 and 200),
  kind text not null check (kind in ('police', 'probation', 'prison', 'victim-service', 'housing', 'council', 'school', 'court', 'other')),
  primary key (service_id, id)
);
comment on table app.agencies is 'An organisation that refers people to the service';
create unique index agn_1_name_once on app.agencies (service_id, lower(name));
call app.seal_service_table('app.agencies');
call trails.watch('app.agencies');

-- Who refers for an agency signs in as staff do, and holds no role of the service.
alter table app.staff_roles drop constraint staff_roles_role_check;
alter table app.staff_roles add constraint staff_roles_role_check check (role in
  ('coordinator', 'facilitator', 'volunteer-facilitator', 'supervisor', 'manager', 'data-officer', 'administrator', 'referrer'));
create table app.agency_people (
  service_id uuid not null,
  staff_id uuid not null,
  agency_id uuid not null,
  -- Whether they follow what their colleagues referred too.
  sees_all boolean not null default false,
  -- AGN-2: one person refers for one agency.
  constraint agn_2_one_agency_each primary key (service_id, staff_id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, agency_id) references app.agencies
);
comment on table app.agency_people is 'Somebody of an agency who may refer people';
create index agency_people_of_agency on app.agency_people (service_id, agency_id);
call app.seal_service_table('app.agency_people');
call trails.watch('app.agency_people');
create function app.agn_3_apart_from_staff() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- Two roles given to one person at one moment come one after the other.
  perform from app.staff s where s.service_id = new.service_id and s.id = new.staff_id for update;
  if exists (select from app.staff_roles r
      where r.service_id = new.service_id and r.staff_id = new.staff_id and (r.role = 'referrer') <> (new.role = 'referrer')) then
    call app.refuse('agn_3_apart_from_staff');
  end if;
  return new;
end $$;
revoke execute on function app.agn_3_apart_from_staff() from public;
create trigger agn_3_apart_from_staff before insert on app.staff_roles for each row execute function app.agn_3_apart_from_staff();

-- What belongs to a referral only because an agency made it.
create table app.agency_referrals (
  service_id uuid not null,
  referral_id uuid not null,
  agency_id uuid not null,
  referred_by uuid not null,
  -- The agency's own number for it, and how things stand there.
  agency_reference text not null default '',
  situation_words text not null default '',
  -- Who told the person of us.
  told_words text not null default '',
  withdrawn_at timestamptz,
  withdrawn_because text check (withdrawn_because in ('the-person-asked', 'sent-by-mistake', 'sent-twice', 'another-way-was-found', 'another-reason')),
  withdrawn_words text not null default '',
  -- When the case it became was closed: all that an agency learns of a case.
  finished_at timestamptz,
  primary key (service_id, referral_id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, agency_id) references app.agencies,
  constraint agy_1_made_by_one_of_the_agency foreign key (service_id, referred_by) references app.agency_people (service_id, staff_id),
  constraint agy_3_withdrawn_has_reason check ((withdrawn_at is null) = (withdrawn_because is null)),
  constraint agy_3_another_reason_is_said check (withdrawn_because <> 'another-reason' or withdrawn_words <> ''),
  constraint sea_1_agency_referrals_agency_reference_is_sealed check (app.is_sealed(agency_reference, 500)),
  constraint sea_1_agency_referrals_situation_words_is_sealed check (app.is_sealed(situation_words, 5000)),
  constraint sea_1_agency_referrals_told_words_is_sealed check (app.is_sealed(told_words, 1000)),
  constraint sea_1_agency_referrals_withdrawn_words_is_sealed check (app.is_sealed(withdrawn_words, 2000))
);
comment on table app.agency_referrals is 'Which agency made a referral, and what only an agency says of one';
create index agency_referrals_by_person on app.agency_referrals (service_id, referred_by, referral_id);
create index agency_referrals_of_agency on app.agency_referrals (service_id, agency_id, referral_id);
call app.seal('app.agency_referrals');
create policy hand_in_service on app.agency_referrals to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, update on app.agency_referrals to tp_hand;
-- Whoever may read the referral.
create policy staff_who_read_the_referral on app.agency_referrals for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = agency_referrals.service_id and r.id = agency_referrals.referral_id));
grant select on app.agency_referrals to tp_staff;
call trails.watch('app.agency_referrals');

-- Everything an agency changed or said afterwards, with what stood there before: it only grows.
create table app.referral_amendments (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  field text not null check (field in
    ('message', 'agency-reference', 'situation', 'phone', 'email', 'address', 'safe-times', 'what-happened', 'where', 'other-people', 'hopes')),
  before text not null default '',
  words text not null default '',
  because text not null default '',
  -- Whether the referral itself was changed; one that is decided stays as it was decided, and somebody is told.
  was_applied boolean not null,
  amended_by uuid not null,
  amended_at timestamptz not null default now(),
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.agency_referrals,
  foreign key (service_id, amended_by) references app.agency_people (service_id, staff_id),
  constraint agy_2_says_why check (field = 'message' or because <> ''),
  constraint agy_2_a_message_says_something check (field <> 'message' or words <> ''),
  constraint agy_2_a_message_changes_nothing check (field <> 'message' or not was_applied),
  constraint sea_1_referral_amendments_before_is_sealed check (app.is_sealed(before, 10000)),
  constraint sea_1_referral_amendments_words_is_sealed check (app.is_sealed(words, 10000)),
  constraint sea_1_referral_amendments_because_is_sealed check (app.is_sealed(because, 1000))
);
comment on table app.referral_amendments is 'What an agency changed in its referral or said of it afterwards, and why';
create index referral_amendments_of_referral on app.referral_amendments (service_id, referral_id, amended_at desc, id);
call app.seal('app.referral_amendments');
create policy hand_in_service on app.referral_amendments to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert on app.referral_amendments to tp_hand;
create policy staff_who_read_the_referral on app.referral_amendments for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = referral_amendments.service_id and r.id = referral_amendments.referral_id));
grant select on app.referral_amendments to tp_staff;
call trails.watch('app.referral_amendments');

-- A referral that the agency took back is decided too.
alter table app.referrals drop constraint referrals_status_check;
alter table app.referrals add constraint referrals_status_check check (status in ('received', 'acknowledged', 'accepted', 'declined', 'withdrawn'));
create or replace function app.ref_decided_once_with_both_sides() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.status in ('accepted', 'declined', 'withdrawn') and (new.status, new.decline_reason, new.case_id) is distinct from (old.status, old.decline_reason, old.case_id) then
    raise exception 'decided already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  if old.status = 'acknowledged' and new.status = 'received' then
    raise exception 'acknowledged already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  if new.status = 'accepted' and not exists (
    select from app.referral_others o where o.service_id = new.service_id and o.referral_id = new.id and o.part <> new.part) then
    raise exception 'nobody on the other side' using errcode = '23514', constraint = 'ref_5_has_both_sides';
  end if;
  return new;
end $$;

-- AGY-1: what an agency's own reader finds. Each policy begins at the agency they refer for.
create policy own_place on app.agency_people for select to tp_referrer using (
  service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy own_agency on app.agencies for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_people p where p.service_id = agencies.service_id and p.agency_id = agencies.id));
create policy own_referrals on app.agency_referrals for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_people p
    where p.service_id = agency_referrals.service_id and p.agency_id = agency_referrals.agency_id
      and (p.sees_all or agency_referrals.referred_by = p.staff_id)));
create policy own_referrals on app.referrals for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a where a.service_id = referrals.service_id and a.referral_id = referrals.id));
create policy own_referrals on app.referral_amendments for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a
    where a.service_id = referral_amendments.service_id and a.referral_id = referral_amendments.referral_id));
grant select on app.agency_people, app.agencies, app.agency_referrals to tp_referrer;
grant select (service_id, id, referral_id, field, before, words, because, was_applied, amended_at) on app.referral_amendments to tp_referrer;
-- What they wrote themselves, and the status: never why it was declined, by whom, or which case it became.
grant select (service_id, id, reference, status, part, full_name, called, date_of_birth, is_under_18, guardian_name, language, needs_interpreter,
  access_needs, phone, email, address, may_phone, may_text, may_email, may_post, safe_times, incident_kind, what_happened, when_words, happened_on,
  where_words, postcode_district, other_people_words, hopes, agreed_to_referral, received_on, entered_at, acknowledged_at)
  on app.referrals to tp_referrer;
-- What they are typing is kept for them as for staff.
create policy own_as_referrer on app.kept_texts for select to tp_referrer using (
  service_id = (select app.service_id()) and staff_id = (select app.staff_id())
  and exists (select from app.agency_people p where p.service_id = kept_texts.service_id and p.staff_id = kept_texts.staff_id));
grant select on app.kept_texts to tp_referrer;
grant usage on schema trails to tp_referrer;
grant execute on function app.opening_keys(uuid[]), trails.note_read to tp_referrer;
