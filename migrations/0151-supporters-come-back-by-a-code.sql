-- Why: a supporter who came in once by their link comes back by a code, where they said themselves that it is safe to write to them. It is a
-- way of their own, narrower than that of participants: by e-mail only, to the page of the day only, while there is a day to come to.

-- SUP-5: the blind index of the e-mail address that they said is safe; null where they did not, and only a new link lets them in again.
alter table app.supporter_access
  add column code_index text constraint sup_5_is_a_blind_index check (code_index ~ '^m1\.[A-Za-z0-9_-]{43}$'),
  add column comes_back boolean generated always as (code_index is not null) stored;
create index supporter_access_reached on app.supporter_access (code_index) where ended_at is null and used_at is not null;
grant select (comes_back) on app.supporter_access to tp_staff;

-- Every asking is a row, also where nobody is known: the same work, the same words.
create table app.supporter_codes (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  -- SHA-256 of the token in the browser that asked: the code opens nothing anywhere else.
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  -- Whose way in what was typed reaches, if anybody's; what was typed is not kept.
  case_id uuid,
  access_id uuid,
  -- A keyed mark of what was typed: the one under which tries are counted.
  tried text not null check (tried ~ '^[0-9a-f]{64}$'),
  tries int not null default 0,
  -- A keyed mark of code and browser; null until one leaves.
  code_hash text check (code_hash ~ '^[0-9a-f]{64}$'),
  asked_at timestamptz not null,
  ends_at timestamptz not null,
  -- When a mail server took it or refused it for good: it is not sent again.
  sent_at timestamptz,
  used_at timestamptz,
  primary key (service_id, id),
  constraint supporter_code_asked_once unique (token_hash),
  constraint sup_6_a_code_is_short_lived check (ends_at <= asked_at + interval '30 minutes'),
  constraint sup_6_few_wrong_codes check (tries <= 5),
  constraint supporter_code_of_a_way_in check ((case_id is null) = (access_id is null)),
  foreign key (service_id, case_id, access_id) references app.supporter_access
);
comment on table app.supporter_codes is 'Somebody asked to come back to a page of the day, and the mark of the code that went to them; kept for a day';
create index supporter_codes_of_access on app.supporter_codes (service_id, case_id, access_id) where access_id is not null;
call app.seal('app.supporter_codes');
create policy hand_in_case on app.supporter_codes to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id = (select app.case_id()));
create policy doorkeeper on app.supporter_codes to tp_owner using (true) with check (true);
grant select (service_id, id, case_id, access_id, sent_at), update (code_hash, sent_at) on app.supporter_codes to tp_hand;
call app.only_looked_at('app.supporter_codes');

-- Somebody asks to come back. Nobody is looked for where the asking came too often; nothing outside differs. One address may have been
-- given twice: the newest way in is meant.
create function doorkeeper.ask_as_supporter(marks text[], heard boolean, mark text, token text, at timestamptz, until timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  home uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  reached app.supporter_access;
  made uuid;
begin
  if home is null then return null; end if;
  select * into reached from app.supporter_access a
   where heard and a.code_index = any (marks) and a.used_at is not null and a.ended_at is null order by a.made_at desc limit 1;
  insert into app.supporter_codes (service_id, case_id, access_id, token_hash, tried, asked_at, ends_at)
  values (coalesce(reached.service_id, home), reached.case_id, reached.id, token, mark, at, until)
  returning id into made;
  perform trails.add_security(home, 'visitor', null, 'supporter-back-asked', case when heard then '' else 'must-wait' end, null, null, null, mark, null);
  return made;
end $$;

-- For the worker: whose way in an asking leads to, while it does. Ids alone, and the hash that the code is marked with.
create function doorkeeper.supporter_code_wanted(asking uuid)
returns table (service_id uuid, case_id uuid, participant_id uuid, companion_id uuid, token_hash text)
language sql stable security definer set search_path = pg_catalog as $$
  select c.service_id, c.case_id, a.participant_id, a.companion_id, c.token_hash from app.supporter_codes c
    join app.supporter_access a on a.service_id = c.service_id and a.case_id = c.case_id and a.id = c.access_id and a.ended_at is null
   where c.id = asking and c.used_at is null and c.sent_at is null and c.ends_at > now()
$$;

-- SUP-6: uses a code up, once, in the browser that asked for it, and opens the session in the same step. Five wrong ones end the asking.
create function doorkeeper.use_supporter_code(token text, code text, session_token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  asked app.supporter_codes;
  way app.supporter_access;
begin
  select * into asked from app.supporter_codes c
   where c.token_hash = token and c.used_at is null and c.ends_at > now() and c.tries < 5 for update;
  if asked.id is null then return false; end if;
  -- Held: whoever ends it at this moment ends the session too, or comes first.
  select * into way from app.supporter_access a
   where a.service_id = asked.service_id and a.case_id = asked.case_id and a.id = asked.access_id and a.ended_at is null for share;
  if way.id is null or asked.code_hash is distinct from code then
    update app.supporter_codes c set tries = c.tries + 1 where c.service_id = asked.service_id and c.id = asked.id;
    perform trails.add_security(asked.service_id, 'visitor', null, 'supporter-back-wrong', '', null, null, null, asked.tried, null);
    return false;
  end if;
  update app.supporter_codes c set used_at = now() where c.service_id = asked.service_id and c.id = asked.id;
  update app.sign_in_tries t set failures = 0
   where t.service_id = (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1) and t.tried = asked.tried;
  perform trails.add_security(way.service_id, 'visitor', null, 'supporter-back', '', 'participant', way.participant_id, way.case_id, null,
    jsonb_build_object('supporter', way.companion_id));
  insert into app.supporter_sessions (service_id, case_id, access_id, token_hash, ends_at)
  values (way.service_id, way.case_id, way.id, session_token, until);
  return true;
end $$;

-- Once a day: sessions that are over go, and askings a day after they were made.
create or replace function doorkeeper.sweep_supporter_sessions() returns bigint
language sql security definer set search_path = pg_catalog as $$
  with over as (delete from app.supporter_sessions s where s.ends_at < now() returning 1),
       askings as (delete from app.supporter_codes c where c.asked_at < now() - interval '1 day' returning 1)
  select (select count(*) from over) + (select count(*) from askings)
$$;

revoke execute on function doorkeeper.ask_as_supporter, doorkeeper.supporter_code_wanted, doorkeeper.use_supporter_code from public;
grant execute on function doorkeeper.ask_as_supporter, doorkeeper.supporter_code_wanted, doorkeeper.use_supporter_code to tp_doorkeeper;

-- SEA-6: when somebody is erased, the ways in of those who stood beside them go with their key: a blind index would still say who came.
create function app.sea_6_no_way_in_beside_them() returns trigger language plpgsql set search_path = pg_catalog as $$
declare theirs uuid[] := array(select q.id from app.participants q where q.service_id = new.service_id and q.person_id = new.owner_id);
begin
  delete from app.supporter_codes c using app.supporter_access a
   where a.service_id = new.service_id and a.participant_id = any (theirs)
     and c.service_id = a.service_id and c.case_id = a.case_id and c.access_id = a.id;
  delete from app.supporter_sessions s using app.supporter_access a
   where a.service_id = new.service_id and a.participant_id = any (theirs)
     and s.service_id = a.service_id and s.case_id = a.case_id and s.access_id = a.id;
  delete from app.supporter_access a where a.service_id = new.service_id and a.participant_id = any (theirs);
  return null;
end $$;
revoke execute on function app.sea_6_no_way_in_beside_them() from public;
create trigger sea_6_no_way_in_beside_them after update on app.data_keys
  for each row when (old.destroyed_at is null and new.destroyed_at is not null and new.owner_kind = 'person')
  execute function app.sea_6_no_way_in_beside_them();
