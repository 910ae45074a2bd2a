-- Why: a password can be guessed, reused and given to a false page; a passkey cannot. Whoever works here signs in with one where they
-- can, and comes in the first time by a link that works once.

-- The passkeys of whoever works here. What the database keeps proves nothing by itself: the other half never leaves their device.
create table app.staff_passkeys (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  credential_id text not null check (credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) between 16 and 1400),
  public_key bytea not null check (length(public_key) between 32 and 2000),
  -- How often the device says it was used. One that goes back is a copy.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}' check (cardinality(transports) <= 10),
  name text not null check (length(name) between 1 and 60),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (service_id, id),
  constraint crd_4_passkey_is_one_persons unique (credential_id),
  foreign key (service_id, staff_id) references app.staff
);
create index passkeys_of_staff on app.staff_passkeys (service_id, staff_id, made_at);
call app.seal('app.staff_passkeys');
create policy hand_in_service on app.staff_passkeys to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy own on app.staff_passkeys for select to tp_staff using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy doorkeeper on app.staff_passkeys to tp_owner using (true) with check (true);
grant select (service_id, id, staff_id, name, made_at, used_at) on app.staff_passkeys to tp_staff;
grant select, insert, delete on app.staff_passkeys to tp_hand;

-- What a device is asked to sign: kept until it is used or five minutes are over. Only a hash of it and of what it is for.
create table app.passkey_challenges (
  service_id uuid not null references app.services,
  mark text not null check (mark ~ '^[0-9a-f]{64}$'),
  ends_at timestamptz not null,
  primary key (service_id, mark)
);
create index challenges_over on app.passkey_challenges (ends_at);
call app.seal('app.passkey_challenges');
create policy doorkeeper on app.passkey_challenges to tp_owner using (true) with check (true);

-- A link by which somebody comes in for the first time, or again when everything is lost. It opens nothing but setting up.
create table app.staff_invitations (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  -- SHA-256 of the token in the link.
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  -- Null for the first of all, which the command makes that begins a service.
  made_by uuid,
  made_at timestamptz not null default now(),
  ends_at timestamptz not null,
  used_at timestamptz,
  stopped_at timestamptz,
  primary key (service_id, id),
  constraint staff_invitation_once unique (token_hash),
  constraint sgn_7_link_ends check (ends_at <= made_at + interval '7 days'),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, made_by) references app.staff (service_id, id)
);
create unique index sgn_7_one_link_at_a_time on app.staff_invitations (service_id, staff_id) where used_at is null and stopped_at is null;
create index staff_invitations_newest on app.staff_invitations (service_id, staff_id, made_at desc);
call app.seal('app.staff_invitations');
create policy hand_in_service on app.staff_invitations to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_of_service on app.staff_invitations for select to tp_staff using (service_id = (select app.service_id()) and (select app.staff_id()) is not null);
create policy doorkeeper on app.staff_invitations to tp_owner using (true) with check (true);
grant select (service_id, id, staff_id, made_by, made_at, ends_at, used_at, stopped_at) on app.staff_invitations to tp_staff;
grant select, insert, update on app.staff_invitations to tp_hand;

alter table app.sessions
  drop constraint sessions_how_check,
  add constraint sessions_how_check check (how in ('demonstration', 'password', 'password-and-code', 'recovery-code', 'passkey', 'invitation')),
  drop constraint sgn_4_password_alone_opens_nothing,
  add constraint sgn_4_password_alone_opens_nothing check (stage <> 'full' or how is null or how not in ('password', 'invitation'));

-- CRD-5: whoever works here keeps a way in: a passkey, a password with a code app, or a link that is still open. Two who take the last
-- two away at one moment come one after the other, by the lock. In a demonstration a name is pressed.
create function app.crd_5_a_way_in_remains() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform from app.staff s where s.service_id = old.service_id and s.id = old.staff_id and s.is_active for update;
  if not found
     or exists (select from app.staff_passkeys k where k.service_id = old.service_id and k.staff_id = old.staff_id)
     or exists (select from app.code_apps c join app.staff_passwords p on p.service_id = c.service_id and p.staff_id = c.staff_id
                 where c.service_id = old.service_id and c.staff_id = old.staff_id)
     or exists (select from app.staff_invitations i where i.service_id = old.service_id and i.staff_id = old.staff_id
                 and i.used_at is null and i.stopped_at is null and i.ends_at > now())
     or exists (select from app.services s where s.service_id = old.service_id and s.is_demonstration) then
    return null;
  end if;
  raise exception using errcode = '23514', constraint = 'crd_5_a_way_in_remains', message = 'The last way in stays';
end $$;
revoke execute on function app.crd_5_a_way_in_remains() from public;
create trigger crd_5_a_way_in_remains after delete on app.staff_passkeys for each row execute function app.crd_5_a_way_in_remains();
create trigger crd_5_a_way_in_remains after delete on app.code_apps for each row execute function app.crd_5_a_way_in_remains();
create trigger crd_5_a_way_in_remains after delete on app.staff_passwords for each row execute function app.crd_5_a_way_in_remains();

create function doorkeeper.keep_challenge(mark text, at timestamptz, until timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from app.passkey_challenges c where c.ends_at < at;
  insert into app.passkey_challenges (service_id, mark, ends_at)
  select s.service_id, keep_challenge.mark, until from app.services s order by s.opened_at, s.service_id limit 1
$$;

-- Whether it is there and its time is not over. It is gone afterwards: of two who bring it one is right.
create function doorkeeper.take_challenge(mark text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from app.passkey_challenges c where c.mark = take_challenge.mark and c.ends_at > at;
  return found;
end $$;

create function doorkeeper.staff_of_passkey(credential text)
returns table (service_id uuid, staff_id uuid, public_key bytea, counter bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select k.service_id, k.staff_id, k.public_key, k.counter from app.staff_passkeys k
    join app.staff s on s.service_id = k.service_id and s.id = k.staff_id and s.is_active
   where k.credential_id = credential
$$;

-- SGN-6: the counter only goes up, where the device has one; the database looks for itself.
create function doorkeeper.open_with_passkey(credential text, seen bigint, token text, until timestamptz, from_browser text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare used app.staff_passkeys;
begin
  update app.staff_passkeys k set counter = seen, used_at = now() from app.staff s
   where k.credential_id = credential and s.service_id = k.service_id and s.id = k.staff_id and s.is_active
     and (k.counter < seen or (k.counter = 0 and seen = 0))
  returning k.* into used;
  if used.id is null then return false; end if;
  insert into app.sessions (service_id, staff_id, token_hash, ends_at, how, browser)
  values (used.service_id, used.staff_id, token, until, 'passkey', from_browser);
  return true;
end $$;

-- Whom a link is for, while it is open.
create function doorkeeper.staff_of_invitation(link text)
returns table (service_id uuid, service_name text, staff_id uuid, name text, email text)
language sql stable security definer set search_path = pg_catalog as $$
  select i.service_id, v.name, s.id, s.name, s.email from app.staff_invitations i
    join app.services v on v.service_id = i.service_id
    join app.staff s on s.service_id = i.service_id and s.id = i.staff_id and s.is_active
   where i.token_hash = link and i.used_at is null and i.stopped_at is null and i.ends_at > now()
$$;

-- SGN-7: the link is used up when something is set up, not when it is opened: a phone that runs out of power costs nobody their link.
create function doorkeeper.open_invited_session(link text, token text, at timestamptz, until timestamptz, from_browser text) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with opened as (
    insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
    select i.service_id, i.staff_id, token, at, until, 'invitation', from_browser, 'must-enrol'
      from doorkeeper.staff_of_invitation(link) i
    returning 1)
  select exists (select from opened)
$$;

-- A right password leads to the second step for whoever has set anything up: nothing further is set up with a password alone.
create or replace function doorkeeper.open_half_session(svc uuid, staff uuid, token text, at timestamptz, until timestamptz, from_browser text) returns text
language sql security definer set search_path = pg_catalog as $$
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  values (svc, staff, token, at, until, 'password', from_browser,
    case when exists (select from app.code_apps c where c.service_id = svc and c.staff_id = staff)
           or exists (select from app.staff_passkeys k where k.service_id = svc and k.staff_id = staff) then 'second-step' else 'must-enrol' end)
  returning stage
$$;

drop function doorkeeper.half_way(text);
-- Who stands between the first and the second step. This opens no page of the service.
create function doorkeeper.half_way(token text)
returns table (service_id uuid, service_name text, staff_id uuid, name text, email text, stage text, sealed_secret text, has_password boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, v.name, s.staff_id, f.name, f.email, s.stage, c.sealed_secret,
         exists (select from app.staff_passwords p where p.service_id = s.service_id and p.staff_id = s.staff_id)
    from app.sessions s
    join app.services v on v.service_id = s.service_id
    join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
    left join app.code_apps c on c.service_id = s.service_id and c.staff_id = s.staff_id
   where s.token_hash = token and s.stage <> 'full' and s.ends_at > now()
$$;

-- After setting up: the database looks for itself whether there is something to prove who they are with. The link is used up now.
create or replace function doorkeeper.complete_set_up(half_token text, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  half app.sessions;
  proof text;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'must-enrol' and s.ends_at > now() for update;
  if half.token_hash is null then return false; end if;
  proof := case
    when exists (select from app.staff_passkeys k where k.service_id = half.service_id and k.staff_id = half.staff_id) then 'passkey'
    when exists (select from app.code_apps c join app.staff_passwords p on p.service_id = c.service_id and p.staff_id = c.staff_id
                  where c.service_id = half.service_id and c.staff_id = half.staff_id) then 'password-and-code' end;
  if proof is null then return false; end if;
  update app.staff_invitations i set used_at = now()
   where i.service_id = half.service_id and i.staff_id = half.staff_id and i.used_at is null and i.stopped_at is null;
  perform doorkeeper.complete(half, proof, token, until);
  return true;
end $$;

create or replace function doorkeeper.sweep() returns table (drafts bigint, sessions bigint)
language sql security definer set search_path = pg_catalog as $$
  with old_drafts as (delete from app.referral_drafts d where d.expires_at < now() returning 1),
       old_sessions as (delete from app.sessions s where s.ends_at < now() returning 1),
       old_challenges as (delete from app.passkey_challenges c where c.ends_at < now() returning 1),
       old_tries as (delete from app.sign_in_tries t where t.last_at < now() - interval '30 days' returning 1)
  select (select count(*) from old_drafts), (select count(*) from old_sessions)
$$;

-- TRL-7: passkeys, code apps, recovery codes and links of staff in the security trail; a session half way says how far it came.
create function trails.note_way_in() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  row_now jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
  what text := case tg_table_name
    when 'staff_passkeys' then case tg_op when 'INSERT' then 'passkey-added' when 'DELETE' then 'passkey-removed' end
    when 'code_apps' then case tg_op when 'DELETE' then 'code-app-removed' when 'INSERT' then 'code-app-set-up'
      else case when to_jsonb(old) ->> 'sealed_secret' is distinct from to_jsonb(new) ->> 'sealed_secret' then 'code-app-set-up' end end
    when 'staff_invitations' then case tg_op when 'INSERT' then 'link-made'
      else case when to_jsonb(old) ->> 'used_at' is null and to_jsonb(new) ->> 'used_at' is not null then 'link-used'
                when to_jsonb(old) ->> 'stopped_at' is null and to_jsonb(new) ->> 'stopped_at' is not null then 'link-stopped' end end end;
begin
  if what is null then return null; end if;
  if what = 'link-used' then
    who.kind := 'staff';
    who.id := (row_now ->> 'staff_id')::uuid;
  end if;
  perform trails.add_security((row_now ->> 'service_id')::uuid, who.kind, who.id, what, '', 'staff', (row_now ->> 'staff_id')::uuid, null, null, null);
  return null;
end $$;
revoke execute on function trails.note_way_in() from public;
create trigger trl_7_is_written after insert or delete on app.staff_passkeys for each row execute function trails.note_way_in();
create trigger trl_7_is_written after insert or update or delete on app.code_apps for each row execute function trails.note_way_in();
create trigger trl_7_is_written after insert or update on app.staff_invitations for each row execute function trails.note_way_in();

-- Ten codes at once are one thing that happened.
create function trails.note_recovery_codes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  one record;
begin
  for one in select distinct service_id, staff_id from changed_codes loop
    perform trails.add_security(one.service_id, who.kind, who.id, 'recovery-codes-made', '', 'staff', one.staff_id, null, null, null);
  end loop;
  return null;
end $$;
revoke execute on function trails.note_recovery_codes() from public;
create trigger trl_7_is_written after insert on app.recovery_codes referencing new table as changed_codes
  for each statement execute function trails.note_recovery_codes();

create or replace function trails.note_session() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s jsonb := to_jsonb(case tg_op when 'INSERT' then new else old end);
  whole boolean := coalesce(s ->> 'stage', 'full') = 'full';
  kind text := case when s ->> 'staff_id' is null then 'participant' else 'staff' end;
  whose uuid := coalesce(s ->> 'staff_id', s ->> 'participant_id')::uuid;
  who record := trails.actor();
begin
  if tg_op = 'DELETE' and (not whole or (s ->> 'ends_at')::timestamptz <= now()) then return null; end if;
  if who.kind = 'database' or who.id = whose then
    perform trails.add_security((s ->> 'service_id')::uuid, kind, whose,
      case when tg_op = 'DELETE' then 'signed-out' when whole then 'signed-in' when s ->> 'how' = 'invitation' then 'link-opened' else 'password-accepted' end,
      coalesce(s ->> 'how', ''), null, null, (s ->> 'case_id')::uuid, null, null);
  else
    perform trails.add_security((s ->> 'service_id')::uuid, who.kind, who.id, 'session-ended', '', kind, whose, (s ->> 'case_id')::uuid, null, null);
  end if;
  return null;
end $$;

revoke execute on all functions in schema doorkeeper from public;
grant execute on all functions in schema doorkeeper to tp_doorkeeper;
revoke execute on function doorkeeper.complete from tp_doorkeeper;
