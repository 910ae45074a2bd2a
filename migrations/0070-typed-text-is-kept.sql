-- Why: people write about hard things slowly. What somebody typed and had not sent yet is kept sealed, for a few days, for
-- them alone: a session that ends, a browser that breaks or a machine that stops takes nothing from them.

alter table app.data_keys drop constraint data_keys_owner_kind_check;
alter table app.data_keys add constraint data_keys_owner_kind_check
  check (owner_kind in ('person', 'organisation', 'case', 'referral', 'service', 'drafts', 'staff'));

create table app.kept_texts (
  service_id uuid not null references app.services,
  id uuid not null,
  staff_id uuid,
  participant_id uuid,
  case_id uuid,
  -- The page where the form stands, and which of its forms it is.
  page text not null check (page ~ '^/[^/\\]' and length(page) <= 500),
  form text not null check (form ~ '^/' and length(form) <= 300),
  -- Every field that somebody filled in, as one text.
  fields text not null,
  -- The fingerprint of what the form showed when it was opened; empty where it showed nothing.
  opened text not null default '' check (opened ~ '^[A-Za-z0-9_-]{0,43}$'),
  -- The window that wrote last, and its how manieth writing this is.
  writer uuid not null,
  turn int not null check (turn >= 0),
  -- Set where it was sent after the session had ended: offered only to the browser that holds this key.
  browser_hash text check (browser_hash ~ '^[0-9a-f]{64}$'),
  kept_at timestamptz not null,
  expires_at timestamptz not null,
  -- What was sent is kept no more; the row stays an hour, so that a late writing does not bring it back.
  sent_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint kpt_1_is_of_one_person
    check ((staff_id is null) <> (participant_id is null) and (participant_id is null) = (case_id is null)),
  constraint kpt_2_kept_for_a_few_days check (expires_at <= kept_at + interval '7 days'),
  constraint kpt_4_gone_when_sent check ((sent_at is not null) = (fields = '')),
  constraint sea_1_kept_texts_fields_is_sealed check (app.is_sealed(fields, 200000))
);
create index kept_texts_of_staff on app.kept_texts (service_id, staff_id) where staff_id is not null;
create index kept_texts_of_participant on app.kept_texts (service_id, case_id, participant_id) where participant_id is not null;
create index kept_texts_expire on app.kept_texts (expires_at);
call app.seal('app.kept_texts');

-- KPT-1: whoever typed it, and nobody else: no colleague, no supervisor, not the hand when it acts for somebody else.
create policy own on app.kept_texts for select to tp_staff
  using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy own_side on app.kept_texts for select to tp_participant
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()));
create policy hand_of_the_same on app.kept_texts to tp_hand
  using (service_id = (select app.service_id())
    and (select (app.identity())[4]) = coalesce('staff_' || staff_id, 'participant_' || participant_id))
  with check (service_id = (select app.service_id())
    and (select (app.identity())[4]) = coalesce('staff_' || staff_id, 'participant_' || participant_id));
create policy doorkeeper on app.kept_texts to tp_owner using (expires_at < now());
grant select on app.kept_texts to tp_staff, tp_participant;
grant select, insert, update, delete on app.kept_texts to tp_hand;

-- Once a day, with everything else that was kept for a time only.
create or replace function doorkeeper.sweep() returns table (drafts bigint, sessions bigint)
language sql security definer set search_path = pg_catalog as $$
  with old_drafts as (delete from app.referral_drafts d where d.expires_at < now() returning 1),
       old_texts as (delete from app.kept_texts k where k.expires_at < now() returning 1),
       old_sessions as (delete from app.sessions s where s.ends_at < now() returning 1),
       old_tries as (delete from app.sign_in_tries t where t.last_at < now() - interval '30 days' returning 1)
  select (select count(*) from old_drafts) + (select count(*) from old_texts), (select count(*) from old_sessions)
$$;

-- How many seconds a session has left when nobody is there. Asking does not keep it awake.
create function doorkeeper.session_left(token text, idle interval) returns int
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select greatest(0, floor(extract(epoch from least(s.ends_at, s.seen_at + idle) - now())))::int
      from app.sessions s where s.token_hash = token and s.stage = 'full'), 0)
$$;
revoke execute on function doorkeeper.session_left from public;
grant execute on function doorkeeper.session_left to tp_doorkeeper;
