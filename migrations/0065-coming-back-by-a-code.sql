-- Why: somebody who came in once by their link comes back by a code that goes where it is safe to reach them, and staff can end
-- that way in at once. Who asks is answered alike whether anybody is known by what they typed.

-- How it is safe to reach somebody says too whether the name of the service may stand on their page and in messages.
alter table app.safe_contact_rules add column hides_service_name boolean not null default false;
create policy doorkeeper on app.safe_contact_rules for select to tp_owner using (true);
create policy doorkeeper on app.contact_points for select to tp_owner using (true);

-- Every asking is a row, also where nobody is known: the same work, the same words.
create table app.own_code_requests (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  -- SHA-256 of the token in the browser that asked: the code opens nothing anywhere else.
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  channel text not null check (channel in ('email', 'phone')),
  -- Whom what was typed reaches; what was typed is not kept.
  person_ids uuid[] not null default '{}',
  -- A keyed mark of what was typed: the one under which tries are counted.
  tried text not null check (tried ~ '^[0-9a-f]{64}$'),
  tries int not null default 0,
  asked_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  primary key (service_id, id),
  constraint own_code_request_once unique (token_hash),
  constraint psi_3_a_code_is_short_lived check (ends_at <= asked_at + interval '30 minutes'),
  constraint psi_3_few_wrong_codes check (tries <= 5)
);
comment on table app.own_code_requests is 'Somebody asked to come back to their own page; kept for a day';
call app.seal('app.own_code_requests');
create policy doorkeeper on app.own_code_requests to tp_owner using (true) with check (true);

-- One for each page that what was typed leads to. The asking may have come in through another service of this installation.
create table app.own_codes (
  service_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  -- A keyed mark of code and browser: six figures alone would be guessed from their hash in a moment.
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default now(),
  -- When a mail server took it or refused it for good: it is not sent again.
  sent_at timestamptz,
  ended_at timestamptz,
  primary key (service_id, request_id, participant_id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
comment on table app.own_codes is 'A code on its way to a participant, as a keyed mark; kept for a day';
create index own_codes_of_participant on app.own_codes (service_id, case_id, participant_id);
call app.seal('app.own_codes');
create policy hand_in_case on app.own_codes to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id = (select app.case_id()));
create policy doorkeeper on app.own_codes to tp_owner using (true) with check (true);
grant select, insert, update on app.own_codes to tp_hand;

-- Staff ended somebody's way in. It opens again by a new invitation that is used, and by nothing else.
create table app.access_ends (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  because text not null check (because in ('they-asked', 'somebody-else-has-it', 'not-safe', 'no-longer-takes-part', 'another-reason')),
  words text not null default '' check (length(words) <= 1000),
  ended_by uuid not null,
  -- The moment itself, not the start of the transaction: whoever came in while it waited came in before.
  ended_at timestamptz not null default clock_timestamp(),
  primary key (service_id, case_id, id),
  constraint psi_5_another_reason_is_said check (because <> 'another-reason' or words <> ''),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, ended_by) references app.staff
);
comment on table app.access_ends is 'Staff ended a participant''s way in to their own page, with the reason';
create index access_ends_of_participant on app.access_ends (service_id, case_id, participant_id, ended_at desc);
call app.seal_case_table('app.access_ends');
call app.only_grows('app.access_ends');
create policy doorkeeper on app.access_ends for select to tp_owner using (true);
call trails.watch('app.access_ends');
grant select (participant_id, case_id) on app.sessions to tp_hand;
create index sessions_of_participant on app.sessions (service_id, case_id, participant_id) where participant_id is not null;
create index invitations_of_participant on app.invitations (service_id, case_id, participant_id);

create function trails.note_access_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare who record := trails.actor();
begin
  perform trails.add_security(new.service_id, who.kind, who.id, 'access-ended', new.because, 'participant', new.participant_id, new.case_id, null, null);
  return null;
end $$;
revoke execute on function trails.note_access_end() from public;
create trigger trl_7_is_written after insert on app.access_ends for each row execute function trails.note_access_end();

-- PSI-5: a page of one's own is open to whoever used an invitation since staff last ended it.
create function doorkeeper.has_own_page(svc uuid, of_case uuid, participant uuid) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from app.invitations i
    where i.service_id = svc and i.case_id = of_case and i.participant_id = participant and i.used_at is not null
      and not exists (select from app.access_ends e
        where e.service_id = svc and e.case_id = of_case and e.participant_id = participant and e.ended_at >= i.used_at))
$$;

-- Whom a checked e-mail address or phone number in use reaches: the one place that knows how they are kept.
create function doorkeeper.people_reached_at(wanted_channel text, wanted text) returns table (service_id uuid, person_id uuid)
language sql stable set search_path = pg_catalog as $$
  select c.service_id, c.person_id from app.contact_points c
   where c.channel = wanted_channel and c.is_in_use and c.checked_on is not null
     and lower(regexp_replace(regexp_replace(c.value, '[\s()-]', '', 'g'), '^(\+|00)44', '0')) = wanted
$$;
create index contact_points_reached on app.contact_points (channel, lower(regexp_replace(regexp_replace(value, '[\s()-]', '', 'g'), '^(\+|00)44', '0')))
  where is_in_use and checked_on is not null;

-- Somebody asks to come back. Nobody is looked for where the asking came too often; nothing outside differs.
create function doorkeeper.ask_to_come_back(wanted_channel text, wanted text, heard boolean, mark text, token text, at timestamptz, until timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  home uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  reached uuid[] := array(select distinct p.person_id from doorkeeper.people_reached_at(wanted_channel, wanted) p);
  made uuid;
begin
  if home is null then return null; end if;
  insert into app.own_code_requests (service_id, token_hash, channel, person_ids, tried, asked_at, ends_at)
  values (home, token, wanted_channel, case when heard then reached else '{}' end, mark, at, until)
  returning id into made;
  perform trails.add_security(home, 'visitor', null, 'own-code-asked', case when heard then '' else 'must-wait' end, null, null, null, mark, null);
  return made;
end $$;

-- For the worker: whose pages an asking leads to, where they have one. Ids alone, and the hash that their code is marked with.
create function doorkeeper.own_codes_wanted(request uuid)
returns table (service_id uuid, case_id uuid, participant_id uuid, channel text, token_hash text, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select q.service_id, q.case_id, q.id, r.channel, r.token_hash, r.ends_at
    from app.own_code_requests r
    join app.participants q on q.person_id = any(r.person_ids)
   where r.id = request and r.used_at is null and r.ends_at > now() and doorkeeper.has_own_page(q.service_id, q.case_id, q.id)
     and not exists (select from app.own_codes c where c.service_id = q.service_id and c.request_id = r.id and c.participant_id = q.id
                        and c.sent_at is not null)
   order by q.added_at desc, q.id limit 5
$$;

-- PSI-3: uses a code up, once, in the browser that asked for it, and opens the session in the same step. Five wrong ones end the asking.
create function doorkeeper.use_own_code(token text, code text, session_token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  asked app.own_code_requests;
  found_code app.own_codes;
begin
  select * into asked from app.own_code_requests r
   where r.token_hash = token and r.used_at is null and r.ends_at > now() and r.tries < 5 for update;
  if asked.id is null then return false; end if;
  select * into found_code from app.own_codes c
   where c.request_id = asked.id and c.code_hash = code and c.ended_at is null order by c.made_at limit 1 for update;
  if found_code.request_id is null or not doorkeeper.has_own_page(found_code.service_id, found_code.case_id, found_code.participant_id) then
    update app.own_code_requests r set tries = r.tries + 1 where r.service_id = asked.service_id and r.id = asked.id;
    perform trails.add_security(asked.service_id, 'visitor', null, 'own-code-wrong', '', null, null, null, asked.tried, null);
    return false;
  end if;
  update app.own_code_requests r set used_at = now() where r.service_id = asked.service_id and r.id = asked.id;
  update app.own_codes c set ended_at = now() where c.request_id = asked.id and c.ended_at is null;
  update app.sign_in_tries t set failures = 0 where t.service_id = asked.service_id and t.tried = asked.tried;
  perform trails.add_security(found_code.service_id, 'participant', found_code.participant_id, 'own-code-used', '', null, null, found_code.case_id, null, null);
  insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
  values (found_code.service_id, found_code.case_id, found_code.participant_id, session_token, until);
  return true;
end $$;

-- Once a day: askings and their codes are gone a day after they were made.
create function doorkeeper.sweep_own_codes() returns bigint
language sql security definer set search_path = pg_catalog as $$
  with codes as (delete from app.own_codes c where c.made_at < now() - interval '1 day' returning 1),
       requests as (delete from app.own_code_requests r where r.asked_at < now() - interval '1 day' returning 1)
  select (select count(*) from codes) + (select count(*) from requests)
$$;

drop function doorkeeper.participant_of_session(text, interval);
create function doorkeeper.participant_of_session(token text, idle interval)
returns table (service_id uuid, service_name text, hides_service_name boolean, is_demonstration boolean, participant_id uuid, person_id uuid, case_id uuid,
               called text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name,
           coalesce((select r.hides_service_name from app.safe_contact_rules r
              where r.service_id = q.service_id and r.person_id = q.person_id order by r.seq desc limit 1), false),
           v.is_demonstration, s.participant_id, q.person_id, s.case_id, p.called
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.participants q on q.service_id = s.service_id and q.case_id = s.case_id and q.id = s.participant_id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
     where s.token_hash = token and s.ends_at > now() and s.seen_at > now() - idle
       and not exists (select from app.access_ends e
         where e.service_id = s.service_id and e.case_id = s.case_id and e.participant_id = s.participant_id and e.ended_at >= s.began_at);
end $$;

revoke execute on function doorkeeper.participant_of_session, doorkeeper.has_own_page, doorkeeper.people_reached_at, doorkeeper.ask_to_come_back,
  doorkeeper.own_codes_wanted, doorkeeper.use_own_code, doorkeeper.sweep_own_codes from public;
grant execute on function doorkeeper.participant_of_session, doorkeeper.ask_to_come_back, doorkeeper.own_codes_wanted, doorkeeper.use_own_code,
  doorkeeper.sweep_own_codes to tp_doorkeeper;
