-- Why: what happens, a stage at a time. Every step that cannot be undone has its second wall here, named after its rule.

create function app.visitor() returns text language sql stable set search_path = pg_catalog as
  $$ select case when i[3] = 'visitor' then nullif(i[4], '') end from (select app.identity() as i) as me $$;
revoke execute on function app.visitor() from public;
grant execute on function app.visitor() to tp_public, tp_owner;

-- asking --------------------------------------------------------------------------------------------------------------

create table app.referral_drafts (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  visitor text not null check (visitor ~ '^[0-9a-f]{64}$'),
  answers jsonb not null default '{}' check (length(answers::text) < 60000),
  sent_at timestamptz,
  begun_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '1 day',
  primary key (service_id, visitor),
  constraint draft_once unique (service_id, id),
  constraint ask_3_sent_draft_is_empty check (sent_at is null or answers = '{}')
);
create index drafts_expire on app.referral_drafts (service_id, expires_at);
call app.seal('app.referral_drafts');
-- ASK-2: for its own visitor only, and only for a day.
create policy own_draft on app.referral_drafts for select to tp_public using (
  service_id = (select app.service_id()) and visitor = (select app.visitor()) and expires_at > now());
create policy hand_in_service on app.referral_drafts to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select on app.referral_drafts to tp_public;
grant select, insert, update, delete on app.referral_drafts to tp_hand;

-- ASK-3: what was sent stays sent; writing again is another draft.
create function app.ask_3_sent_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.sent_at is not null and (new.sent_at, new.answers, new.id) is distinct from (old.sent_at, old.answers, old.id) then
    raise exception 'sent already' using errcode = '23514', constraint = 'ask_3_sent_once';
  end if;
  return new;
end $$;
create trigger ask_3_sent_once before update on app.referral_drafts for each row execute function app.ask_3_sent_once();

-- referral ------------------------------------------------------------------------------------------------------------

create table app.referrals (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  reference text not null check (reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  -- The draft it was sent from, when the person wrote it here themselves.
  draft_id uuid,
  -- Who wrote or rang, when that is not the person themselves: a name and a safe way to answer.
  referrer_name text not null default '' check (length(referrer_name) <= 200),
  referrer_contact text not null default '' check (length(referrer_contact) <= 500),
  source text not null check (source in ('self', 'police', 'probation', 'prison', 'victim-service', 'housing', 'council', 'school', 'court', 'other')),
  part text not null check (part in ('harmed', 'responsible')),
  status text not null default 'received' check (status in ('received', 'acknowledged', 'accepted', 'declined')),
  -- Who is referred.
  full_name text not null check (length(full_name) between 1 and 200),
  called text not null default '',
  pronouns text not null default '',
  date_of_birth date,
  is_under_18 boolean not null default false,
  guardian_name text not null default '',
  language text not null default 'English',
  needs_interpreter boolean not null default false,
  access_needs text not null default '',
  -- How to reach them safely.
  phone text not null default '',
  email text not null default '',
  address text not null default '',
  may_phone boolean not null default false,
  may_text boolean not null default false,
  may_email boolean not null default false,
  may_post boolean not null default false,
  -- The hours, London time, in which a call or a text is safe; null means any.
  from_hour int check (from_hour between 0 and 23),
  until_hour int check (until_hour between 1 and 24),
  safe_times text not null default '',
  may_leave_voicemail boolean not null default false,
  codeword text not null default '',
  if_someone_else_answers text not null default '',
  -- What happened.
  incident_kind text not null check (incident_kind in ('neighbour-dispute', 'criminal-damage', 'burglary', 'assault', 'anti-social-behaviour', 'shop-theft', 'serious-crime', 'other')),
  what_happened text not null check (length(what_happened) between 1 and 10000),
  when_words text not null default '',
  happened_on date,
  where_words text not null default '',
  postcode_district text not null default '',
  in_area boolean,
  other_people_words text not null default '',
  hopes text not null default '',
  agreed_to_referral boolean not null default true,
  received_on date not null,
  entered_at timestamptz not null default now(),
  entered_by uuid,
  acknowledged_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  decline_reason text check (decline_reason in ('out-of-area', 'not-suitable', 'live-court-case', 'no-contact-wanted', 'duplicate', 'other-service', 'not-enough-known')),
  decline_words text not null default '',
  case_id uuid,
  primary key (service_id, id),
  constraint referral_reference_once unique (service_id, reference),
  foreign key (service_id, case_id) references app.cases deferrable initially deferred,
  constraint ref_6_one_referral_a_draft unique (service_id, draft_id),
  constraint ref_1_safe_way_has_an_address check (
    ((not may_phone and not may_text) or phone <> '') and (not may_email or email <> '') and (not may_post or address <> '')),
  constraint ref_1_safe_hours_in_order check ((from_hour is null) = (until_hour is null) and from_hour < until_hour),
  constraint ref_2_received_before_entered check (received_on <= (entered_at at time zone 'Europe/London')::date),
  constraint ref_3_acknowledged_has_time check (status <> 'acknowledged' or acknowledged_at is not null),
  constraint ref_4_declined_has_reason check ((status = 'declined') = (decline_reason is not null)),
  constraint ref_4_decided_has_who check (
    (status in ('accepted', 'declined')) = (decided_at is not null) and (status in ('accepted', 'declined')) = (decided_by is not null)),
  constraint ref_5_accepted_is_a_case check ((status = 'accepted') = (case_id is not null))
);
create index referrals_inbox on app.referrals (service_id, status, received_on, id);
create index referrals_of_case on app.referrals (service_id, case_id);
call app.seal('app.referrals');
create policy hand_in_service on app.referrals to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_who_triage_or_read_the_case on app.referrals for select to tp_staff using (
  service_id = (select app.service_id()) and (
    exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
      and r.role in ('coordinator', 'supervisor', 'manager'))
    or exists (select from app.case_readers reader
      where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = referrals.case_id)));
create policy own_sent on app.referrals for select to tp_public using (
  service_id = (select app.service_id())
  and draft_id in (select d.id from app.referral_drafts d where d.visitor = (select app.visitor())));
grant select on app.referrals to tp_staff;
grant select (service_id, id, reference, draft_id) on app.referrals to tp_public;
grant select, insert, update on app.referrals to tp_hand;

-- Everybody else whom the referral is about, as the coordinator understands it at triage. They become participants with the case.
create table app.referral_others (
  service_id uuid not null,
  referral_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('person', 'organisation')),
  part text not null check (part in ('harmed', 'responsible')),
  full_name text not null check (length(full_name) between 1 and 200),
  called text not null default '' check (length(called) <= 100),
  is_under_18 boolean not null default false,
  -- Of an organisation: through which role it is reached (domain 98).
  contact_role text not null default '' check (length(contact_role) <= 200),
  phone text not null default '' check (length(phone) <= 50),
  added_by uuid not null,
  added_at timestamptz not null default now(),
  primary key (service_id, referral_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  constraint ref_7_organisations_are_harmed check (kind = 'person' or part = 'harmed')
);
call app.seal('app.referral_others');
create policy hand_in_service on app.referral_others to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_of_referral on app.referral_others for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = (select app.service_id()) and r.id = referral_others.referral_id));
grant select on app.referral_others to tp_staff;
grant select, insert, delete on app.referral_others to tp_hand;

-- REF-3 and REF-5: decided once, and accepted only with somebody on the other side.
create function app.ref_decided_once_with_both_sides() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.status in ('accepted', 'declined') and (new.status, new.decline_reason, new.case_id) is distinct from (old.status, old.decline_reason, old.case_id) then
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
create trigger ref_decided_once_with_both_sides before update on app.referrals for each row execute function app.ref_decided_once_with_both_sides();

-- The people of a decided referral are those it was decided with.
create function app.ref_3_others_rest() returns trigger language plpgsql set search_path = pg_catalog as $$
declare other app.referral_others := case tg_op when 'DELETE' then old else new end;
begin
  if exists (select from app.referrals r where r.service_id = other.service_id and r.id = other.referral_id and r.status in ('accepted', 'declined')) then
    raise exception 'decided already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  return other;
end $$;
create trigger ref_3_others_rest before insert or delete on app.referral_others for each row execute function app.ref_3_others_rest();

-- consent -------------------------------------------------------------------------------------------------------------

create table app.consents (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity,
  participant_id uuid not null,
  -- Who spoke for a child; null is the person.
  guardian_id uuid,
  purpose text not null check (purpose in ('be-contacted', 'approach-other', 'share-item', 'share-name', 'mode', 'attend', 'agreement-terms', 'follow-up')),
  mode text check (mode in ('letter', 'shuttle', 'video', 'meeting')),
  toward_id uuid,
  item_id uuid,
  answer text not null check (answer in ('given', 'declined', 'not-now', 'withdrawn')),
  ask_after date,
  -- What they were shown or told, word for word.
  wording text not null check (length(wording) between 1 and 5000),
  how text not null check (how in ('online', 'in-person', 'by-phone', 'video-call', 'in-writing')),
  said_on date not null,
  recorded_at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'participant')),
  actor_id uuid not null,
  primary key (service_id, case_id, seq),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, guardian_id) references app.companions (service_id, case_id, id),
  foreign key (service_id, case_id, toward_id) references app.participants (service_id, case_id, id),
  constraint con_1_subject_is_whole check (
    (purpose = 'mode') = (mode is not null)
    and (purpose in ('share-item', 'attend', 'agreement-terms')) = (item_id is not null)),
  constraint con_2_not_now_has_a_day check ((answer = 'not-now') = (ask_after is not null)),
  constraint con_4_said_before_recorded check (said_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint con_5_nobody_towards_themselves check (toward_id <> participant_id)
);
call app.seal_case_table('app.consents');
call app.only_grows('app.consents');
call app.own_side('app.consents', 'service_id, case_id, seq, participant_id, guardian_id, purpose, mode, toward_id, item_id, answer, ask_after, wording, how, said_on, recorded_at');

-- CON-3: only what was given can be withdrawn.
create function app.con_3_withdraws_what_was_given() returns trigger language plpgsql set search_path = pg_catalog as $$
declare last_answer text;
begin
  if new.answer = 'withdrawn' then
    select c.answer into last_answer from app.consents c
     where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.participant_id
       and c.guardian_id is not distinct from new.guardian_id and c.purpose = new.purpose
       and c.mode is not distinct from new.mode and c.toward_id is not distinct from new.toward_id
       and c.item_id is not distinct from new.item_id
     order by c.seq desc limit 1;
    if last_answer is distinct from 'given' then
      raise exception 'nothing to withdraw' using errcode = '23514', constraint = 'con_3_withdraws_what_was_given';
    end if;
  end if;
  return new;
end $$;
create trigger con_3_withdraws_what_was_given before insert on app.consents for each row execute function app.con_3_withdraws_what_was_given();

-- suitability ---------------------------------------------------------------------------------------------------------

-- Whether somebody supervises in a service: sign-offs, approvals and waivers are a supervisor's.
create function app.supervises(svc uuid, who uuid) returns boolean language sql stable set search_path = pg_catalog as
  $$ select exists (select from app.staff_roles r where r.service_id = svc and r.staff_id = who and r.role = 'supervisor') $$;

create procedure app.refuse(wall text) language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%', wall using errcode = '23514', constraint = wall;
end $$;

create table app.responsibility (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity,
  participant_id uuid not null,
  level text not null check (level in ('none', 'minimising', 'partial', 'full')),
  evidence text not null check (length(evidence) between 1 and 5000),
  assessed_on date not null,
  assessed_by uuid not null,
  -- Less than full goes on only when a supervisor says so, and why (domain 31).
  signed_off_by uuid,
  sign_off_reason text not null default '',
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, seq),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint sui_1_not_in_the_future check (assessed_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint sui_2_sign_off_has_reason check ((signed_off_by is null) = (sign_off_reason = '')),
  constraint sui_2_none_is_never_signed_off check (signed_off_by is null or level in ('minimising', 'partial')),
  constraint sui_2_signed_off_by_another check (signed_off_by <> assessed_by)
);
call app.seal_case_table('app.responsibility');
call app.only_grows('app.responsibility');
call app.rests_when_closed('app.responsibility');

create function app.sui_1_only_of_the_responsible() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.harm_links l
      where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.participant_id) then
    call app.refuse('sui_1_only_of_the_responsible');
  end if;
  if new.signed_off_by is not null and not app.supervises(new.service_id, new.signed_off_by) then
    call app.refuse('sui_2_signed_off_by_a_supervisor');
  end if;
  return new;
end $$;
create trigger sui_1_only_of_the_responsible before insert on app.responsibility
  for each row execute function app.sui_1_only_of_the_responsible();

create table app.risk_assessments (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  seq bigint generated always as identity,
  occasion text not null check (occasion in ('triage', 'after-first-meeting', 'before-communication', 'before-conference', 'on-the-day', 'after', 'something-changed')),
  residual text not null check (residual in ('low', 'medium', 'high', 'not-manageable')),
  reasons text not null check (length(reasons) between 1 and 10000),
  strengths text not null default '',
  assessed_on date not null,
  review_by date not null,
  written_by uuid not null,
  recorded_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  constraint sui_3_not_in_the_future check (assessed_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint sui_3_review_after_assessment check (review_by >= assessed_on),
  constraint h8_approved_by_another check (approved_by <> written_by),
  constraint risk_approval_has_time check ((approved_by is null) = (approved_at is null))
);
create index risk_newest on app.risk_assessments (service_id, case_id, assessed_on desc, seq desc);
call app.seal_case_table('app.risk_assessments');
call app.rests_when_closed('app.risk_assessments');
-- What was judged stays as it was judged; only the approval is added to it.
revoke update on app.risk_assessments from tp_hand;
grant update (approved_by, approved_at) on app.risk_assessments to tp_hand;

create function app.h8_approved_by_a_supervisor() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.approved_by is not null and not app.supervises(new.service_id, new.approved_by) then
    call app.refuse('h8_approved_by_a_supervisor');
  end if;
  return new;
end $$;
create trigger h8_approved_by_a_supervisor before insert or update on app.risk_assessments
  for each row execute function app.h8_approved_by_a_supervisor();

create table app.risk_factors (
  service_id uuid not null,
  case_id uuid not null,
  assessment_id uuid not null,
  id uuid not null default gen_random_uuid(),
  about_id uuid,
  factor text not null check (length(factor) between 1 and 200),
  rating text not null check (rating in ('low', 'medium', 'high')),
  reason text not null check (length(reason) between 1 and 5000),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, assessment_id) references app.risk_assessments,
  foreign key (service_id, case_id, about_id) references app.participants (service_id, case_id, id)
);
create index risk_factors_of_assessment on app.risk_factors (service_id, case_id, assessment_id);
call app.seal_case_table('app.risk_factors');
call app.only_grows('app.risk_factors');
call app.rests_when_closed('app.risk_factors');

create table app.mitigations (
  service_id uuid not null,
  case_id uuid not null,
  factor_id uuid not null,
  id uuid not null default gen_random_uuid(),
  words text not null check (length(words) between 1 and 2000),
  owner_id uuid not null,
  due_on date not null,
  done_on date,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, factor_id) references app.risk_factors,
  foreign key (service_id, owner_id) references app.staff
);
create index mitigations_of_factor on app.mitigations (service_id, case_id, factor_id);
call app.seal_case_table('app.mitigations');
call app.rests_when_closed('app.mitigations');
revoke update on app.mitigations from tp_hand;
grant update (done_on) on app.mitigations to tp_hand;

create table app.legal_orders (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('restraining', 'non-molestation', 'occupation', 'domestic-abuse-protection', 'stalking-protection', 'sexual-harm-prevention', 'criminal-behaviour', 'bail', 'licence', 'injunction', 'prison-no-contact', 'child-protection')),
  restrains_id uuid not null,
  protects_id uuid not null,
  -- Whether it covers indirect contact too; most do.
  covers text not null default 'all' check (covers in ('all', 'direct')),
  starts_on date not null,
  ends_on date,
  document_reference text not null check (length(document_reference) between 1 and 200),
  permission_reference text not null default '',
  permission_from date,
  permission_until date,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, restrains_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, protects_id) references app.participants (service_id, case_id, id),
  constraint h3_order_is_between_two check (restrains_id <> protects_id),
  constraint h3_order_ends_after_it_starts check (ends_on >= starts_on),
  constraint h3_permission_is_whole check (
    (permission_reference = '') = (permission_from is null) and (permission_from is null) = (permission_until is null)
    and (permission_until is null or permission_until >= permission_from))
);
call app.seal_case_table('app.legal_orders');
call app.rests_when_closed('app.legal_orders');
revoke update on app.legal_orders from tp_hand;
grant update (permission_reference, permission_from, permission_until) on app.legal_orders to tp_hand;

-- The heart of every gate of communication ----------------------------------------------------------------------------

create function app.agrees(svc uuid, cas uuid, who uuid, what text, by_mode text, toward uuid, item uuid) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
declare own text; guardian text; child boolean;
begin
  select c.answer into own from app.consents c
   where c.service_id = svc and c.case_id = cas and c.participant_id = who and c.guardian_id is null and c.purpose = what
     and c.mode is not distinct from by_mode and c.item_id is not distinct from item and (c.toward_id is null or c.toward_id = toward)
   order by (c.toward_id is not null) desc, c.seq desc limit 1;
  if own is distinct from 'given' then return false; end if;
  select p.is_under_18 or (p.date_of_birth is not null and p.date_of_birth > (now() at time zone 'Europe/London')::date - interval '18 years')
    into child from app.participants q join app.people p on p.service_id = q.service_id and p.id = q.person_id
   where q.service_id = svc and q.case_id = cas and q.id = who;
  if not coalesce(child, false) then return true; end if;
  select c.answer into guardian from app.consents c
   where c.service_id = svc and c.case_id = cas and c.participant_id = who and c.guardian_id is not null and c.purpose = what
     and c.mode is not distinct from by_mode and c.item_id is not distinct from item and (c.toward_id is null or c.toward_id = toward)
   order by (c.toward_id is not null) desc, c.seq desc limit 1;
  return guardian is not distinct from 'given';
end $$;

-- Refuses, by the name of the rule, unless these two may communicate in this mode on this day.
create procedure app.must_be_free_to_communicate(svc uuid, cas uuid, by_mode text, one uuid, other uuid, on_day date)
language plpgsql set search_path = pg_catalog as $$
declare risk app.risk_assessments; taken record;
begin
  if not exists (select from app.cases c where c.service_id = svc and c.id = cas and c.status = 'open') then
    call app.refuse('clo_closed_case_rests');
  end if;
  if not app.agrees(svc, cas, one, 'mode', by_mode, other, null) or not app.agrees(svc, cas, other, 'mode', by_mode, one, null) then
    call app.refuse('h1_everyone_agrees_to_the_mode');
  end if;
  for taken in
    select distinct l.responsible_id as id from app.harm_links l
     where l.service_id = svc and l.case_id = cas and ((l.harmed_id = one and l.responsible_id = other) or (l.harmed_id = other and l.responsible_id = one))
  loop
    if not coalesce((select r.level = 'full' or r.signed_off_by is not null from app.responsibility r
        where r.service_id = svc and r.case_id = cas and r.participant_id = taken.id order by r.assessed_on desc, r.seq desc limit 1), false) then
      call app.refuse('h5_responsibility_taken');
    end if;
  end loop;
  if taken is null then call app.refuse('h5_responsibility_taken'); end if;
  select * into risk from app.risk_assessments r where r.service_id = svc and r.case_id = cas order by r.assessed_on desc, r.seq desc limit 1;
  if risk.id is null or risk.review_by < on_day or risk.residual = 'not-manageable' then call app.refuse('sui_3_risk_is_current'); end if;
  if risk.residual = 'high' and risk.approved_by is null then call app.refuse('h8_high_risk_is_approved'); end if;
  if exists (select from app.legal_orders o where o.service_id = svc and o.case_id = cas
      and ((o.restrains_id = one and o.protects_id = other) or (o.restrains_id = other and o.protects_id = one))
      and (o.covers = 'all' or by_mode in ('video', 'meeting'))
      and o.starts_on <= on_day and (o.ends_on is null or o.ends_on >= on_day)
      and not coalesce(on_day between o.permission_from and o.permission_until, false)) then
    call app.refuse('h3_no_order_stands_between');
  end if;
end $$;

-- H17: somebody responsible is first told of restorative practice when every person they harmed agrees to it, or when the
-- other order was chosen with its reason. Where both harmed each other, one of them has to be first.
create function app.h17_approach_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.approached_on is null or old.approached_on is not null then return new; end if;
  if exists (select from app.cases c
      where c.service_id = new.service_id and c.id = new.case_id and c.order_of_approach = 'responsible-first') then return new; end if;
  if not exists (select from app.harm_links l
      where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.id
        and not app.agrees(new.service_id, new.case_id, l.harmed_id, 'approach-other', null, new.id, null)) then return new; end if;
  if exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.harmed_id = new.id)
     and not exists (select from app.participants p
      where p.service_id = new.service_id and p.case_id = new.case_id and p.id <> new.id and p.approached_on is not null) then return new; end if;
  call app.refuse('h17_approach_in_order');
  return new;
end $$;
create trigger h17_approach_in_order before update of approached_on on app.participants for each row execute function app.h17_approach_in_order();

-- preparation ---------------------------------------------------------------------------------------------------------

create table app.preparation_sessions (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  part text not null check (part in ('harmed', 'responsible')),
  held_on date not null,
  minutes int check (minutes between 1 and 600),
  account text not null default '',
  -- harmed: impact on them, on others, what would make it better, questions, what they do not want
  impact text not null default '',
  impact_on_others text not null default '',
  would_help text not null default '',
  questions text not null default '',
  not_wanted text not null default '',
  -- responsible: who was affected, what they could do to make amends, feelings
  who_was_affected text not null default '',
  could_do text not null default '',
  feelings text not null default '',
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint prp_1_not_in_the_future check (held_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint prp_2_something_was_said check (length(account || impact || impact_on_others || would_help || questions || not_wanted || who_was_affected || could_do || feelings) > 0)
);
create index preparation_of_case on app.preparation_sessions (service_id, case_id, participant_id, held_on);
call app.seal_case_table('app.preparation_sessions');
call app.only_grows('app.preparation_sessions');
call app.rests_when_closed('app.preparation_sessions');

-- The checklist of domain 47; the newest row of an item holds.
create table app.preparation_checks (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity,
  participant_id uuid not null,
  item text not null check (item in ('understands-process', 'limits-recorded', 'unwanted-topics-recorded', 'supporters-confirmed', 'access-needs-arranged', 'travel-arranged', 'ground-rules-accepted', 'after-care-named', 'expectations-talked-through')),
  answer text not null check (answer in ('done', 'waived', 'not-done')),
  waived_because text not null default '',
  waived_by uuid,
  checked_on date not null,
  checked_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, seq),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint prp_3_waiver_has_reason check ((answer = 'waived') = (waived_because <> '' and waived_by is not null))
);
call app.seal_case_table('app.preparation_checks');
call app.only_grows('app.preparation_checks');
call app.rests_when_closed('app.preparation_checks');

create function app.prp_3_waived_by_a_supervisor() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.waived_by is not null and not app.supervises(new.service_id, new.waived_by) then
    call app.refuse('prp_3_waived_by_a_supervisor');
  end if;
  return new;
end $$;
create trigger prp_3_waived_by_a_supervisor before insert on app.preparation_checks
  for each row execute function app.prp_3_waived_by_a_supervisor();
