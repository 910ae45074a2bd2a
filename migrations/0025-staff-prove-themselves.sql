-- Why: a password alone lets nobody in. Somebody who works here proves who they are with a passkey, or with a password and a
-- code from an app on their phone; until then their session opens nothing, and the database says so.

-- What a member of staff has besides a password: an app that shows a new code every half minute.
create table app.code_apps (
  service_id uuid not null,
  staff_id uuid not null,
  -- Sealed with a key outside the database: a stolen table makes no codes.
  sealed_secret text not null check (sealed_secret like '1.%'),
  -- The half minute of the last code used: a code works once.
  last_step bigint not null,
  set_at timestamptz not null default now(),
  primary key (service_id, staff_id),
  foreign key (service_id, staff_id) references app.staff
);
call app.seal('app.code_apps');
create policy hand_in_service on app.code_apps to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy own on app.code_apps for select to tp_staff using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy doorkeeper on app.code_apps to tp_owner using (true) with check (true);
grant select (service_id, staff_id, set_at) on app.code_apps to tp_staff;
grant select, insert, update, delete on app.code_apps to tp_hand;

-- For the day the phone is lost: each works once.
create table app.recovery_codes (
  service_id uuid not null,
  staff_id uuid not null,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (service_id, staff_id, code_hash),
  foreign key (service_id, staff_id) references app.staff
);
call app.seal('app.recovery_codes');
create policy hand_in_service on app.recovery_codes to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy own on app.recovery_codes for select to tp_staff using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy doorkeeper on app.recovery_codes to tp_owner using (true) with check (true);
grant select (service_id, staff_id, made_at, used_at) on app.recovery_codes to tp_staff;
grant select, insert, delete on app.recovery_codes to tp_hand;

create policy own on app.staff_passwords for select to tp_staff using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
grant select (service_id, staff_id, set_at) on app.staff_passwords to tp_staff;
grant delete on app.staff_passwords to tp_hand;

-- Sessions of staff say how they began, and whether anything is open to them yet. Those of before did not: people sign in again.
delete from app.sessions where staff_id is not null;
alter table app.sessions
  add column id uuid not null default gen_random_uuid(),
  add column stage text not null default 'full' check (stage in ('second-step', 'must-enrol', 'full')),
  add column how text check (how in ('demonstration', 'password', 'password-and-code', 'recovery-code')),
  -- The browser in words, so that somebody knows which of their sessions this is. Never an address.
  add column browser text not null default '' check (length(browser) <= 100),
  add constraint session_of_staff_says_how check ((staff_id is null) = (how is null)),
  add constraint sgn_4_password_alone_opens_nothing check (stage <> 'full' or how is distinct from 'password'),
  add constraint session_half_way_is_short check (stage = 'full' or ends_at <= began_at + interval '1 hour');
create unique index session_by_id on app.sessions (service_id, id);
create index sessions_of_staff on app.sessions (service_id, staff_id) where staff_id is not null;

create policy own on app.sessions for select to tp_staff using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy hand_in_service on app.sessions to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select (service_id, id, staff_id, stage, how, browser, began_at, seen_at, ends_at) on app.sessions to tp_staff;
grant select (service_id, id, staff_id, stage), delete on app.sessions to tp_hand;

-- Pressing a name is for made-up people only, whatever asks.
create function app.sgn_4_only_a_demonstration_has_no_proof() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from app.services s where s.service_id = new.service_id and s.is_demonstration) then
    raise exception using errcode = '23514', constraint = 'sgn_4_only_a_demonstration_has_no_proof',
      message = 'A real service has no sessions without proof';
  end if;
  return new;
end $$;
create trigger sgn_4_only_a_demonstration_has_no_proof before insert or update on app.sessions
  for each row when (new.how = 'demonstration') execute function app.sgn_4_only_a_demonstration_has_no_proof();

drop function doorkeeper.note_try(uuid, text, boolean);

-- A try is counted before it is made, under a lock, so that a thousand at once are one after the other. Whoever must wait is
-- told until when, and is not counted: nobody can push somebody else's wait on for ever. The waits are minutes after no
-- failure, one, two ...; the last of them holds ever after.
create function doorkeeper.begin_try(key text, waits int[], at timestamptz) returns timestamptz
language plpgsql security definer set search_path = pg_catalog as $$
declare
  svc uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  known app.sign_in_tries;
  wait int;
begin
  if svc is null then return null; end if;
  insert into app.sign_in_tries (service_id, tried, failures, last_at) values (svc, key, 0, at) on conflict do nothing;
  select * into known from app.sign_in_tries t where t.service_id = svc and t.tried = key for update;
  if known.last_at < at - interval '1 day' then known.failures := 0; end if;
  wait := waits[least(known.failures + 1, array_length(waits, 1))];
  -- Two at one moment need not come in the order of their clocks: where nothing is to be waited, nobody waits.
  if wait > 0 and known.last_at + make_interval(mins => wait) > at then
    return known.last_at + make_interval(mins => wait);
  end if;
  update app.sign_in_tries t set failures = known.failures + 1, last_at = at where t.service_id = svc and t.tried = key;
  return null;
end $$;

-- The try was right: what is the person's own starts anew, what many share is only not counted.
create function doorkeeper.end_try(own text[], common text[]) returns void
language sql security definer set search_path = pg_catalog as $$
  update app.sign_in_tries t set failures = case when t.tried = any(own) then 0 else greatest(0, t.failures - 1) end
   where t.service_id = (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1)
     and (t.tried = any(own) or t.tried = any(common))
$$;

drop function doorkeeper.staff_by_email(text);
create function doorkeeper.staff_by_email(wanted text) returns table (service_id uuid, staff_id uuid, hash text)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, s.id, p.hash from app.staff s
    join app.staff_passwords p on p.service_id = s.service_id and p.staff_id = s.id
   where s.email = lower(wanted) and s.is_active
$$;

-- After a right password: the second step for whoever has one, else setting one up. Nothing else is open to such a session.
drop function doorkeeper.open_staff_session(uuid, uuid, text, timestamptz);
create function doorkeeper.open_half_session(svc uuid, staff uuid, token text, at timestamptz, until timestamptz, from_browser text) returns text
language sql security definer set search_path = pg_catalog as $$
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  values (svc, staff, token, at, until, 'password', from_browser,
    case when exists (select from app.code_apps c where c.service_id = svc and c.staff_id = staff) then 'second-step' else 'must-enrol' end)
  returning stage
$$;

-- Who stands between the first and the second step. This opens no page of the service.
create function doorkeeper.half_way(token text)
returns table (service_id uuid, service_name text, staff_id uuid, name text, email text, stage text, sealed_secret text)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, v.name, s.staff_id, f.name, f.email, s.stage, c.sealed_secret
    from app.sessions s
    join app.services v on v.service_id = s.service_id
    join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
    left join app.code_apps c on c.service_id = s.service_id and c.staff_id = s.staff_id
   where s.token_hash = token and s.stage <> 'full' and s.ends_at > now()
$$;

-- The session that opens everything takes the place of the one half way, under a token of its own.
create function doorkeeper.complete(half app.sessions, proof text, token text, until timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.sessions s where s.service_id = half.service_id and s.staff_id = half.staff_id and s.stage <> 'full';
  insert into app.sessions (service_id, staff_id, token_hash, ends_at, how, browser)
  values (half.service_id, half.staff_id, token, until, proof, half.browser);
end $$;

create function doorkeeper.complete_with_code(half_token text, step bigint, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare half app.sessions;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() for update;
  if half.token_hash is null then return false; end if;
  update app.code_apps c set last_step = step where c.service_id = half.service_id and c.staff_id = half.staff_id and c.last_step < step;
  if not found then return false; end if;
  perform doorkeeper.complete(half, 'password-and-code', token, until);
  return true;
end $$;

-- How many codes are left, or null when this one does not work.
create function doorkeeper.complete_with_recovery_code(half_token text, code text, token text, until timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare half app.sessions;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() for update;
  if half.token_hash is null then return null; end if;
  update app.recovery_codes r set used_at = now()
   where r.service_id = half.service_id and r.staff_id = half.staff_id and r.code_hash = code and r.used_at is null;
  if not found then return null; end if;
  perform doorkeeper.complete(half, 'recovery-code', token, until);
  return (select count(*) from app.recovery_codes r where r.service_id = half.service_id and r.staff_id = half.staff_id and r.used_at is null);
end $$;

-- After setting up: the database looks for itself whether there is something to prove who they are with.
create function doorkeeper.complete_set_up(half_token text, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare half app.sessions;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'must-enrol' and s.ends_at > now() for update;
  if half.token_hash is null
     or not exists (select from app.code_apps c where c.service_id = half.service_id and c.staff_id = half.staff_id)
     or not exists (select from app.staff_passwords p where p.service_id = half.service_id and p.staff_id = half.staff_id) then
    return false;
  end if;
  perform doorkeeper.complete(half, 'password-and-code', token, until);
  return true;
end $$;

drop function doorkeeper.staff_of_session(text, interval);
-- Who holds this token now; being seen keeps a session awake, once a minute at most. Half-way sessions are nobody's.
create function doorkeeper.staff_of_session(token text, idle interval)
returns table (service_id uuid, service_name text, is_demonstration boolean, session_id uuid, staff_id uuid, name text, roles text[])
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name, v.is_demonstration, s.id, s.staff_id, f.name,
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.staff_id order by r.role)
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
     where s.token_hash = token and s.stage = 'full' and s.ends_at > now() and s.seen_at > now() - idle;
end $$;

create or replace function doorkeeper.open_demonstration_session(who_kind text, who uuid, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into app.sessions (service_id, staff_id, participant_id, case_id, token_hash, ends_at, how)
  select d.service_id, case when d.kind = 'staff' then d.id end, case when d.kind = 'participant' then d.id end, d.case_id, token, until,
         case when d.kind = 'staff' then 'demonstration' end
    from doorkeeper.demonstration_people() d where d.kind = who_kind and d.id = who;
  return found;
end $$;

revoke execute on all functions in schema doorkeeper from public;
grant execute on all functions in schema doorkeeper to tp_doorkeeper;
revoke execute on function doorkeeper.complete from tp_doorkeeper;
revoke execute on function app.sgn_4_only_a_demonstration_has_no_proof() from public;
