-- Why: before a reader is known, somebody must ask who this is. The doorkeeper's login has no table at all, only these functions.

create table app.staff_passwords (
  service_id uuid not null,
  staff_id uuid not null,
  -- argon2id, with its salt and cost in the text.
  hash text not null check (hash like '$argon2id$%'),
  set_at timestamptz not null default now(),
  primary key (service_id, staff_id),
  foreign key (service_id, staff_id) references app.staff
);
call app.seal('app.staff_passwords');
create policy hand_in_service on app.staff_passwords to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy doorkeeper on app.staff_passwords to tp_owner using (true) with check (true);
grant select, insert, update on app.staff_passwords to tp_hand;

create table app.sessions (
  service_id uuid not null references app.services,
  -- SHA-256 of the token in the cookie: a stolen table opens no door.
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  staff_id uuid,
  participant_id uuid,
  case_id uuid,
  began_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ends_at timestamptz not null,
  primary key (service_id, token_hash),
  constraint session_once unique (token_hash),
  constraint session_is_one_kind check ((staff_id is null) <> (participant_id is null) and (participant_id is null) = (case_id is null)),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
call app.seal('app.sessions');
create policy doorkeeper on app.sessions to tp_owner using (true) with check (true);

create table app.invitations (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  -- SHA-256 of token and code together; the code goes another safe way.
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  tries int not null default 0,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  ends_at timestamptz not null default now() + interval '7 days',
  used_at timestamptz,
  stopped_at timestamptz,
  primary key (service_id, token_hash),
  constraint invitation_once unique (token_hash),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
call app.seal('app.invitations');
create policy hand_in_case on app.invitations to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id = (select app.case_id()));
create policy staff_reader_of_case on app.invitations for select to tp_staff using (
  service_id = (select app.service_id()) and exists (select from app.case_readers reader
     where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = invitations.case_id));
create policy doorkeeper on app.invitations to tp_owner using (true) with check (true);
grant select (service_id, case_id, participant_id, made_by, made_at, ends_at, used_at, stopped_at) on app.invitations to tp_staff;
grant select, insert, update on app.invitations to tp_hand;

create table app.sign_in_tries (
  service_id uuid not null references app.services,
  -- SHA-256 of what was tried (an e-mail address in small letters), so that no list of addresses grows here.
  tried text not null,
  failures int not null default 0,
  last_at timestamptz not null default now(),
  primary key (service_id, tried)
);
call app.seal('app.sign_in_tries');
create policy doorkeeper on app.sign_in_tries to tp_owner using (true) with check (true);

create policy doorkeeper on app.services for select to tp_owner using (true);
create policy doorkeeper on app.staff for select to tp_owner using (true);
create policy doorkeeper on app.staff_roles for select to tp_owner using (true);
create policy doorkeeper on app.participants for select to tp_owner using (true);
create policy doorkeeper on app.people for select to tp_owner using (true);
create policy doorkeeper on app.organisations for select to tp_owner using (true);
create policy doorkeeper on app.cases for select to tp_owner using (true);

-- The service whose public pages this installation shows: the oldest one.
create function doorkeeper.home_service() returns table (service_id uuid, name text, is_demonstration boolean)
language sql stable security definer set search_path = pg_catalog as
  $$ select s.service_id, s.name, s.is_demonstration from app.services s order by s.opened_at, s.service_id limit 1 $$;

create function doorkeeper.staff_by_email(wanted text)
returns table (service_id uuid, staff_id uuid, hash text, failures int, last_failure_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, s.id, p.hash, coalesce(t.failures, 0), t.last_at
    from app.staff s
    join app.staff_passwords p on p.service_id = s.service_id and p.staff_id = s.id
    left join app.sign_in_tries t on t.service_id = s.service_id and t.tried = encode(sha256(convert_to(lower(wanted), 'utf8')), 'hex')
   where s.email = lower(wanted) and s.is_active
$$;

create function doorkeeper.note_try(svc uuid, email text, worked boolean) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into app.sign_in_tries as t (service_id, tried, failures)
  values (svc, encode(sha256(convert_to(lower(email), 'utf8')), 'hex'), case when worked then 0 else 1 end)
  on conflict (service_id, tried) do update set failures = case when worked then 0 else t.failures + 1 end, last_at = now()
$$;

create function doorkeeper.open_staff_session(svc uuid, staff uuid, token text, until timestamptz) returns void
language sql security definer set search_path = pg_catalog as
  $$ insert into app.sessions (service_id, staff_id, token_hash, ends_at) values (svc, staff, token, until) $$;

-- Who holds this token now; being seen keeps a session awake, once a minute at most.
create function doorkeeper.staff_of_session(token text, idle interval)
returns table (service_id uuid, service_name text, is_demonstration boolean, staff_id uuid, name text, roles text[])
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name, v.is_demonstration, s.staff_id, f.name,
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.staff_id order by r.role)
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
     where s.token_hash = token and s.ends_at > now() and s.seen_at > now() - idle;
end $$;

create function doorkeeper.participant_of_session(token text, idle interval)
returns table (service_id uuid, service_name text, is_demonstration boolean, participant_id uuid, person_id uuid, case_id uuid, called text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name, v.is_demonstration, s.participant_id, q.person_id, s.case_id, p.called
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.participants q on q.service_id = s.service_id and q.case_id = s.case_id and q.id = s.participant_id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
     where s.token_hash = token and s.ends_at > now() and s.seen_at > now() - idle;
end $$;

create function doorkeeper.end_session(token text) returns void
language sql security definer set search_path = pg_catalog as
  $$ delete from app.sessions s where s.token_hash = token $$;

-- Whether a link still leads somewhere; says nothing about whose it is.
create function doorkeeper.is_invitation_open(token text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from app.invitations i where i.token_hash = token and i.used_at is null and i.stopped_at is null and i.ends_at > now() and i.tries < 5)
$$;

-- Uses an invitation up, once, and opens the session in the same step. Five wrong codes end it.
create function doorkeeper.use_invitation(token text, code text, session_token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare found app.invitations;
begin
  select * into found from app.invitations i
   where i.token_hash = token and i.used_at is null and i.stopped_at is null and i.ends_at > now() and i.tries < 5 for update;
  if found.token_hash is null then return false; end if;
  if found.code_hash <> code then
    update app.invitations i set tries = i.tries + 1 where i.token_hash = token;
    return false;
  end if;
  update app.invitations i set used_at = now() where i.token_hash = token;
  insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
  values (found.service_id, found.case_id, found.participant_id, session_token, until);
  return true;
end $$;

-- Demonstration only: everybody who can be signed in with one press. Empty for any other service.
create function doorkeeper.demonstration_people()
returns table (service_id uuid, kind text, id uuid, case_id uuid, name text, role text, case_reference text)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, 'staff', f.id, null::uuid, f.name, string_agg(r.role, ', ' order by r.role), null
    from app.services s join app.staff f on f.service_id = s.service_id and f.is_active
    join app.staff_roles r on r.service_id = f.service_id and r.staff_id = f.id
   where s.is_demonstration group by s.service_id, f.id, f.name
  union all
  select s.service_id, 'participant', q.id, q.case_id, p.called, '', c.reference
    from app.services s join app.cases c on c.service_id = s.service_id
    join app.participants q on q.service_id = c.service_id and q.case_id = c.id
    join app.people p on p.service_id = q.service_id and p.id = q.person_id
   where s.is_demonstration
$$;

create function doorkeeper.open_demonstration_session(who_kind text, who uuid, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into app.sessions (service_id, staff_id, participant_id, case_id, token_hash, ends_at)
  select d.service_id, case when d.kind = 'staff' then d.id end, case when d.kind = 'participant' then d.id end, d.case_id, token, until
    from doorkeeper.demonstration_people() d where d.kind = who_kind and d.id = who;
  return found;
end $$;

-- What a worker that ended in the middle may have left behind: notices that were leaving, and those that are due. Only ids.
create policy doorkeeper on app.notices for select to tp_owner using (status in ('waiting', 'leaving'));
create function doorkeeper.unfinished_notices() returns table (service_id uuid, case_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog as
  $$ select n.service_id, n.case_id, n.id from app.notices n where n.status = 'leaving' or (n.status = 'waiting' and n.send_after <= now()) $$;

-- Once a day: what was kept for a time only is gone when that time is over.
create policy doorkeeper on app.referral_drafts to tp_owner using (expires_at < now());
create function doorkeeper.sweep() returns table (drafts bigint, sessions bigint)
language sql security definer set search_path = pg_catalog as $$
  with old_drafts as (delete from app.referral_drafts d where d.expires_at < now() returning 1),
       old_sessions as (delete from app.sessions s where s.ends_at < now() returning 1),
       old_tries as (delete from app.sign_in_tries t where t.last_at < now() - interval '30 days' returning 1)
  select (select count(*) from old_drafts), (select count(*) from old_sessions)
$$;

revoke execute on all functions in schema doorkeeper from public;
grant execute on all functions in schema doorkeeper to tp_doorkeeper;
