-- Why: somebody whom a participant chose to stand beside them needs to know when, where, what the ground rules are and whom to ring, and
-- nothing else. They are a reader of their own kind: no policy that was written for participants lets them see a row.

create function app.supporter_id() returns uuid language sql stable set search_path = pg_catalog as
  $$ select case when i[3] = 'supporter' then nullif(i[4], '')::uuid end from (select app.identity() as i) as me $$;
create function app.supporter_case_id() returns uuid language sql stable set search_path = pg_catalog as
  $$ select case when i[3] = 'supporter' then nullif(i[5], '')::uuid end from (select app.identity() as i) as me $$;
revoke execute on function app.supporter_id(), app.supporter_case_id() from public;
grant execute on function app.supporter_id(), app.supporter_case_id() to tp_participant, tp_owner;

-- SUP-1: who is let in is a supporter beside this very participant.
alter table app.companions add constraint companion_of_a_kind unique (service_id, case_id, id, participant_id, kind);

-- The way in of one supporter: the link they were given, and what the participant said yes to. A new link takes the place of the one before.
create table app.supporter_access (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  companion_id uuid not null,
  kind text not null default 'supporter' constraint sup_1_only_supporters check (kind = 'supporter'),
  -- The day on which the participant said that this supporter may know when it is, and whether they may know where.
  agreed_on date not null,
  shows_place boolean not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  tries int not null default 0 constraint sup_2_few_wrong_codes check (tries <= 5),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  link_ends_at timestamptz not null default now() + interval '7 days',
  used_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  ended_because text not null default '' check (length(ended_because) <= 1000),
  primary key (service_id, case_id, id),
  constraint supporter_link_once unique (token_hash),
  constraint sup_1_beside_this_participant foreign key (service_id, case_id, companion_id, participant_id, kind)
    references app.companions (service_id, case_id, id, participant_id, kind),
  foreign key (service_id, made_by) references app.staff,
  foreign key (service_id, ended_by) references app.staff,
  constraint sup_1_agreed_before_made check (agreed_on <= (made_at at time zone 'Europe/London')::date),
  constraint sup_4_ended_says_why check ((ended_at is null) = (ended_because = ''))
);
comment on table app.supporter_access is 'The way in of a supporter: a link, what they may know, when it ended and why';
-- SUP-2: one way in at a time.
create unique index sup_2_one_way_in on app.supporter_access (service_id, case_id, companion_id) where ended_at is null;
call app.seal('app.supporter_access');
create policy hand_in_case on app.supporter_access to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id = (select app.case_id()));
create policy staff_reader_of_case on app.supporter_access for select to tp_staff using (
  service_id = (select app.service_id()) and exists (select from app.case_readers reader
     where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = supporter_access.case_id));
create policy own_way_in on app.supporter_access for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.supporter_case_id()) and companion_id = (select app.supporter_id())
  and used_at is not null and ended_at is null);
create policy doorkeeper on app.supporter_access to tp_owner using (true) with check (true);
grant select (service_id, case_id, id, participant_id, companion_id, agreed_on, shows_place, made_by, made_at, link_ends_at, used_at, ended_at, ended_by,
  ended_because) on app.supporter_access to tp_staff;
grant select (service_id, case_id, companion_id, used_at, ended_at, shows_place) on app.supporter_access to tp_participant;
grant select, insert on app.supporter_access to tp_hand;
grant update (ended_at, ended_by, ended_because) on app.supporter_access to tp_hand;

create table app.supporter_sessions (
  service_id uuid not null,
  -- SHA-256 of the token in the cookie: a stolen table opens no door.
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  case_id uuid not null,
  access_id uuid not null,
  began_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ends_at timestamptz not null,
  primary key (service_id, token_hash),
  constraint supporter_session_once unique (token_hash),
  foreign key (service_id, case_id, access_id) references app.supporter_access
);
comment on table app.supporter_sessions is 'A supporter who is signed in';
create index supporter_sessions_of_access on app.supporter_sessions (service_id, case_id, access_id);
call app.seal('app.supporter_sessions');
create policy hand_in_case on app.supporter_sessions to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id = (select app.case_id()));
create policy doorkeeper on app.supporter_sessions to tp_owner using (true) with check (true);
grant select (service_id, case_id, access_id), delete on app.supporter_sessions to tp_hand;

-- SUP-3: what a supporter reads. Each policy begins at their own way in; when that ends nothing is left to begin at.
create policy supporter_self on app.companions for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.supporter_case_id()) and id = (select app.supporter_id())
  and exists (select from app.supporter_access a where a.service_id = companions.service_id and a.case_id = companions.case_id and a.companion_id = companions.id));
create policy supporter_self on app.conference_attendees for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.supporter_case_id()) and companion_id = (select app.supporter_id())
  and exists (select from app.supporter_access a
    where a.service_id = conference_attendees.service_id and a.case_id = conference_attendees.case_id and a.companion_id = conference_attendees.companion_id));
-- A meeting that is settled, or was and does not go ahead; not longer than it is needed.
create policy supporter_comes on app.conferences for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.supporter_case_id())
  and status in ('booked', 'cancelled', 'postponed') and ends_at > now() - interval '1 day'
  and exists (select from app.conference_attendees a
    where a.service_id = conferences.service_id and a.case_id = conferences.case_id and a.conference_id = conferences.id));
create policy supporter_comes on app.conference_facilitators for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.supporter_case_id())
  and exists (select from app.conferences c
    where c.service_id = conference_facilitators.service_id and c.case_id = conference_facilitators.case_id and c.id = conference_facilitators.conference_id));
-- These two were open to whoever came by the participants' login; a supporter has narrower ones.
alter policy facilitator_of_my_case on app.staff
  using (service_id = (select app.service_id()) and (select app.participant_id()) is not null);
create policy facilitator_there on app.staff for select to tp_participant using (
  service_id = (select app.service_id()) and (select app.supporter_id()) is not null
  and exists (select from app.conference_facilitators f where f.service_id = staff.service_id and f.staff_id = staff.id));
alter policy invited_there on app.venues using (
  service_id = (select app.service_id()) and (select app.participant_id()) is not null
  and exists (select from app.conferences c where c.service_id = venues.service_id and c.venue_id = venues.id));
create policy supporter_may_know_where on app.venues for select to tp_participant using (
  service_id = (select app.service_id()) and (select app.supporter_id()) is not null
  and exists (select from app.supporter_access a where a.shows_place)
  and exists (select from app.conferences c where c.service_id = venues.service_id and c.venue_id = venues.id and c.status = 'booked'));

create policy doorkeeper on app.companions for select to tp_owner using (true);

create function trails.note_supporter_access() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  what text := case
    when tg_op = 'INSERT' then 'supporter-link-made'
    when old.ended_at is null and new.ended_at is not null then 'supporter-access-ended'
    when old.used_at is null and new.used_at is not null then 'supporter-link-used'
    when new.tries > old.tries then 'supporter-code-wrong' end;
begin
  if what is null then return null; end if;
  if what in ('supporter-link-used', 'supporter-code-wrong') then
    who.kind := 'visitor';
    who.id := null;
  end if;
  perform trails.add_security(new.service_id, who.kind, who.id, what, '', 'participant', new.participant_id, new.case_id, null,
    jsonb_build_object('supporter', new.companion_id));
  return null;
end $$;
revoke execute on function trails.note_supporter_access() from public;
create trigger trl_7_is_written after insert or update on app.supporter_access for each row execute function trails.note_supporter_access();

create function doorkeeper.is_supporter_link_open(token text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from app.supporter_access a
    where a.token_hash = token and a.used_at is null and a.ended_at is null and a.link_ends_at > now() and a.tries < 5)
$$;

-- SUP-2: uses a link up, once, and opens the session in the same step. Five wrong codes end it.
create function doorkeeper.use_supporter_link(token text, code text, session_token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare found_link app.supporter_access;
begin
  select * into found_link from app.supporter_access a
   where a.token_hash = token and a.used_at is null and a.ended_at is null and a.link_ends_at > now() and a.tries < 5 for update;
  if found_link.id is null then return false; end if;
  if found_link.code_hash <> code then
    update app.supporter_access a set tries = a.tries + 1 where a.token_hash = token;
    return false;
  end if;
  update app.supporter_access a set used_at = now() where a.token_hash = token;
  insert into app.supporter_sessions (service_id, case_id, access_id, token_hash, ends_at)
  values (found_link.service_id, found_link.case_id, found_link.id, session_token, until);
  return true;
end $$;

create function doorkeeper.supporter_of_session(token text, idle interval)
returns table (service_id uuid, is_demonstration boolean, case_id uuid, companion_id uuid, called text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.supporter_sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.is_demonstration, s.case_id, a.companion_id, k.called
      from app.supporter_sessions s
      join app.services v on v.service_id = s.service_id
      join app.supporter_access a on a.service_id = s.service_id and a.case_id = s.case_id and a.id = s.access_id and a.ended_at is null
      join app.companions k on k.service_id = a.service_id and k.case_id = a.case_id and k.id = a.companion_id
     where s.token_hash = token and s.ends_at > now() and s.seen_at > now() - idle;
end $$;

create function doorkeeper.end_supporter_session(token text) returns void
language sql security definer set search_path = pg_catalog as
  $$ delete from app.supporter_sessions s where s.token_hash = token $$;

create function doorkeeper.sweep_supporter_sessions() returns bigint
language sql security definer set search_path = pg_catalog as $$
  with over as (delete from app.supporter_sessions s where s.ends_at < now() returning 1) select count(*) from over
$$;
revoke execute on function doorkeeper.is_supporter_link_open, doorkeeper.use_supporter_link, doorkeeper.supporter_of_session,
  doorkeeper.end_supporter_session, doorkeeper.sweep_supporter_sessions from public;
grant execute on function doorkeeper.is_supporter_link_open, doorkeeper.use_supporter_link, doorkeeper.supporter_of_session,
  doorkeeper.end_supporter_session, doorkeeper.sweep_supporter_sessions to tp_doorkeeper;

-- TRL-6: a supporter's look is a look too: at the page of the day, beside the participant they stand beside.
alter table trails.reads drop constraint reads_actor_kind_check, drop constraint trl_6_participants_read_their_own;
alter table trails.reads
  add constraint reads_actor_kind_check check (actor_kind in ('staff', 'participant', 'supporter')),
  add constraint trl_6_participants_read_their_own check (actor_kind = 'staff'
    or (what = 'own-page' and case_id is not null and (actor_kind = 'supporter' or participant_id = actor_id)));
create or replace function trails.note_read(signed text, what text, place text, of_case uuid, of_participant uuid, of_referral uuid, of_item uuid, detail jsonb)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  me text[];
  reader uuid;
  service uuid;
  person uuid;
  own_worker boolean;
  grain bytea := uuid_send(gen_random_uuid());
begin
  perform set_config('app.identity', signed, true);
  me := app.identity();
  if me is null or me[3] not in ('staff', 'participant', 'supporter') then call app.refuse('trl_6_reader_is_known'); end if;
  service := me[2]::uuid;
  reader := me[4]::uuid;
  if me[3] = 'participant' then
    of_case := me[5]::uuid;
    of_participant := reader;
  elsif me[3] = 'supporter' then
    of_case := me[5]::uuid;
    select a.participant_id into of_participant from app.supporter_access a
     where a.service_id = service and a.case_id = of_case and a.companion_id = reader limit 1;
  elsif of_case is not null then
    own_worker := exists (select from app.allocations a
      where a.service_id = service and a.case_id = of_case and a.staff_id = reader and a.until_at is null);
  end if;
  if note_read.what not in ('print', 'export') and exists (
    select from trails.reads r
     where r.service_id = service and r.actor_id = reader and r.at > now() - interval '1 minute' and r.what = note_read.what and r.place = note_read.place
       and r.case_id is not distinct from of_case and r.participant_id is not distinct from of_participant
       and r.referral_id is not distinct from of_referral and r.item_id is not distinct from of_item
       and r.detail is not distinct from note_read.detail) then
    return;
  end if;
  if of_participant is not null then
    select p.person_id into person from app.participants p where p.service_id = service and p.case_id = of_case and p.id = of_participant;
  end if;
  -- The transaction has its number before the row takes a place, which sealing relies on.
  perform pg_current_xact_id();
  insert into trails.reads (service_id, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id, is_own_worker,
                            salt, detail, digest)
  values (service, me[3], reader, note_read.what, note_read.place, of_case, of_participant, person, of_referral, of_item, own_worker,
          grain, note_read.detail, trails.digest_of(grain, note_read.detail::text, null));
end $$;
