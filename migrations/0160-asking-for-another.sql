-- Why: a parent, a friend or a worker may ask on another's behalf. They are answered where it is safe for them, and whoever they ask for is
-- not reached before they know of it.

alter table app.referrals drop constraint referrals_source_check;
alter table app.referrals add constraint referrals_source_check check (source in
  ('self', 'on-behalf', 'police', 'probation', 'prison', 'victim-service', 'housing', 'council', 'school', 'court', 'other'));
-- ASK-4: nobody is reached before they know that somebody asked for them, and said that we may.
alter table app.referrals add constraint ask_4_not_reached_before_they_agree check (
  source <> 'on-behalf' or agreed_to_referral or not (may_phone or may_text or may_email or may_post));

create table app.askers (
  service_id uuid not null,
  referral_id uuid not null,
  relation text not null check (relation in ('parent', 'family', 'friend', 'worker', 'other')),
  knowing text not null check (knowing in ('agreed', 'knows', 'not-yet')),
  -- How it is safe to reach whoever asked: the ways, numbers and hours, as one text.
  safe_contact text not null,
  primary key (service_id, referral_id),
  foreign key (service_id, referral_id) references app.referrals,
  constraint sea_1_askers_safe_contact_is_sealed check (app.is_sealed(safe_contact, 10000))
);
comment on table app.askers is 'Who asked on another''s behalf, beside their name, and how it is safe to reach them';
call app.seal('app.askers');
create policy hand_in_service on app.askers to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert on app.askers to tp_hand;
-- Whoever may read the referral. ASK-5: neither the asker nor the person asked for finds a row here.
create policy staff_who_read_the_referral on app.askers for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = askers.service_id and r.id = askers.referral_id));
grant select on app.askers to tp_staff;
call trails.watch('app.askers');
