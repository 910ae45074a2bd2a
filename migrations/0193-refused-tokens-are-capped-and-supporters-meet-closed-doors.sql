-- Why: a program that is refused a token again and again must not be able to flood the security trail, as nobody can by other closed
-- doors (TRL-8); and a supporter who asks for what is not there leaves a row of it as everybody does who is signed in.

create index security_refused_tokens on trails.security (service_id, at desc) where event = 'api-token-refused';

-- TRL-8: the same within a minute is one row; a client has thirty an hour, all that is no client a hundred; the last says that more are
-- not written. Nobody signs in by it: it is asked by the doorkeeper's function below only.
create function trails.note_refused_token(home uuid, client app.api_clients, why text) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  most int := case when client.id is null then 100 else 30 end;
  lately int;
begin
  if exists (select from trails.security r
      where r.service_id = home and r.event = 'api-token-refused' and r.at > now() - interval '1 minute' and r.because = why
        and (r.detail ->> 'client')::uuid is not distinct from client.id) then
    return;
  end if;
  select count(*) into lately from trails.security r
   where r.service_id = home and r.event = 'api-token-refused' and r.at > now() - interval '1 hour'
     and (r.detail ->> 'client')::uuid is not distinct from client.id;
  if lately >= most then return; end if;
  perform trails.add_security(home, 'visitor', null, 'api-token-refused', case when lately = most - 1 then 'more-are-not-written' else why end,
    case when client.id is not null then 'staff' end, client.staff_id, null, null,
    case when client.id is not null then jsonb_build_object('client', client.id) end);
end $$;
revoke execute on function trails.note_refused_token from public;

create or replace function doorkeeper.open_api_token(client uuid, secret text, token text, at timestamptz, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  found_client app.api_clients;
  home uuid;
begin
  select c.* into found_client from app.api_clients c
    join app.staff f on f.service_id = c.service_id and f.id = c.staff_id and f.is_active
         and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
    join app.staff_roles r on r.service_id = c.service_id and r.staff_id = c.staff_id and r.role = 'referrer'
   where c.id = client and c.secret_hash = secret and c.ended_at is null;
  if found_client.id is null then
    select c.* into found_client from app.api_clients c where c.id = client;
    home := coalesce(found_client.service_id, (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1));
    if home is null then return false; end if;
    perform trails.note_refused_token(home, found_client,
      case when found_client.id is null then 'no-such-client' when found_client.ended_at is not null then 'client-ended'
           when found_client.secret_hash <> secret then 'wrong-secret' else 'nobody-answers-for-it' end);
    return false;
  end if;
  delete from app.api_tokens t where t.service_id = found_client.service_id and t.client_id = client and t.ends_at < at;
  insert into app.api_tokens (service_id, token_hash, client_id, made_at, ends_at) values (found_client.service_id, token, client, at, until);
  perform trails.add_security(found_client.service_id, 'staff', found_client.staff_id, 'api-token-given', '', null, null, null, null,
    jsonb_build_object('client', client));
  return true;
end $$;

-- TRL-8: a supporter is somebody who is signed in, and stands beside a participant.
alter table trails.security drop constraint security_actor_kind_check;
alter table trails.security
  add constraint security_actor_kind_check check (actor_kind in ('staff', 'participant', 'supporter', 'visitor', 'system', 'database'));
create or replace function trails.note_closed_door(signed text, event text, place text, tried text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  me text[];
  service uuid;
  who_kind text := 'visitor';
  who uuid;
  of_case uuid;
  beside uuid;
  lately int;
  most int;
begin
  if signed <> '' then
    perform set_config('app.identity', signed, true);
    me := app.identity();
    if me is null or me[3] not in ('staff', 'participant', 'supporter') then call app.refuse('trl_8_who_asks_is_known'); end if;
    service := me[2]::uuid;
    who_kind := me[3];
    who := me[4]::uuid;
    if who_kind <> 'staff' then of_case := me[5]::uuid; end if;
    if who_kind = 'supporter' then
      select a.participant_id into beside from app.supporter_access a
       where a.service_id = service and a.case_id = of_case and a.companion_id = who limit 1;
    end if;
  elsif session_user = 'tp_doorkeeper' then
    select s.service_id into service from app.services s order by s.opened_at, s.service_id limit 1;
    if service is null then return; end if;
  else
    call app.refuse('trl_8_who_asks_is_known');
  end if;
  if exists (select from trails.security r
      where r.service_id = service and r.event = note_closed_door.event and r.at > now() - interval '1 minute'
        and r.actor_id is not distinct from who and r.tried = note_closed_door.tried) then
    return;
  end if;
  -- A person meets thirty closed doors an hour, all strangers together a hundred of a kind; the last row says that more are not written.
  most := case when who is null then 100 else 30 end;
  select count(*) into lately from trails.security r
   where r.service_id = service and r.event = note_closed_door.event and r.at > now() - interval '1 hour' and r.actor_id is not distinct from who;
  if lately >= most then return; end if;
  perform trails.add_security(service, who_kind, who, note_closed_door.event, case when lately = most - 1 then 'more-are-not-written' else '' end,
    case when beside is not null then 'participant' end, beside, of_case, note_closed_door.tried, jsonb_build_object('place', note_closed_door.place));
end $$;
