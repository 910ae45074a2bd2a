-- Why: whoever reads a referral sees first what could hurt somebody: a child at risk, abuse at home, a way of reaching that is not safe.
-- A flag follows from what the referral says, or somebody of the service raises it. Participants and referrers never read one.

create table app.safety_flags (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  kind text not null check (kind in ('immediate-danger', 'child-at-risk', 'not-safe-to-contact', 'domestic-abuse', 'sexual-harm', 'stalking', 'serious-harm', 'self-harm', 'hate', 'exploitation')),
  -- What somebody wrote of it; empty where it follows from the referral.
  words text not null,
  -- Null where it follows from the referral.
  raised_by uuid,
  raised_at timestamptz not null,
  lowered_by uuid,
  lowered_at timestamptz,
  lowered_because text not null default '',
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, raised_by) references app.staff,
  foreign key (service_id, lowered_by) references app.staff,
  constraint flg_2_lowered_by_somebody_with_a_reason check (
    (lowered_at is null) = (lowered_by is null) and (lowered_at is null or lowered_because <> '')),
  constraint sea_1_safety_flags_words_is_sealed check (app.is_sealed(words, 5000)),
  constraint sea_1_safety_flags_lowered_because_is_sealed check (app.is_sealed(lowered_because, 5000))
);
comment on table app.safety_flags is 'What could hurt somebody in a referral, until it was looked at; never read by participants or referrers';
create unique index flg_1_stands_once on app.safety_flags (service_id, referral_id, kind) where lowered_at is null;
call app.seal('app.safety_flags');
create policy hand_in_service on app.safety_flags to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, update on app.safety_flags to tp_hand;
create policy staff_who_read_the_referral on app.safety_flags for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = safety_flags.service_id and r.id = safety_flags.referral_id));
grant select on app.safety_flags to tp_staff;
call trails.watch('app.safety_flags');

-- FLG-3: what was lowered stays lowered, and a flag stays what it is about.
create function app.flg_3_lowered_stays_lowered() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.lowered_at is not null or (new.referral_id, new.kind) is distinct from (old.referral_id, old.kind) then
    call app.refuse('flg_3_lowered_stays_lowered');
  end if;
  return new;
end $$;
create trigger flg_3_lowered_stays_lowered before update on app.safety_flags for each row execute function app.flg_3_lowered_stays_lowered();
