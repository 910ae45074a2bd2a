-- Why: whoever is signed in and asks for what is not theirs, and whoever tries to get round what guards us, leaves a row of the security
-- trail. What was asked for is a keyed mark, so that it is known again and cannot be read; nobody can flood the trail by asking often.

create index security_closed_doors on trails.security (service_id, event, at desc)
  where event in ('closed-door', 'came-from-elsewhere', 'asked-too-often', 'sent-what-is-not-taken');

-- TRL-8: a row for a door that stayed shut. The signed identity says who asked; without one it is somebody whom nobody knows. What is
-- not there and what is not theirs come by here alike, and whoever asks learns nothing from it.
create function trails.note_closed_door(signed text, event text, place text, tried text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  me text[];
  service uuid;
  who_kind text := 'visitor';
  who uuid;
  of_case uuid;
  lately int;
  most int;
begin
  if signed <> '' then
    perform set_config('app.identity', signed, true);
    me := app.identity();
    if me is null or me[3] not in ('staff', 'participant') then call app.refuse('trl_8_who_asks_is_known'); end if;
    service := me[2]::uuid;
    who_kind := me[3];
    who := me[4]::uuid;
    if who_kind = 'participant' then of_case := me[5]::uuid; end if;
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
    null, null, of_case, note_closed_door.tried, jsonb_build_object('place', note_closed_door.place));
end $$;
revoke execute on function trails.note_closed_door from public;
grant execute on function trails.note_closed_door to tp_staff, tp_participant, tp_referrer, tp_doorkeeper;
