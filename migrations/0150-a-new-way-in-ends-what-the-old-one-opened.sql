-- Why: somebody is given a new way in because the one before is lost, or in other hands. Whoever came in by it is out in that moment
-- (STF-7), and whoever was on the way comes no further: what they proved themselves with is looked at again, and held, where a session opens.

create or replace procedure app.forget_ways_in(svc uuid, staff uuid) language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.recovery_codes r where r.service_id = svc and r.staff_id = forget_ways_in.staff;
  delete from app.code_apps c where c.service_id = svc and c.staff_id = forget_ways_in.staff;
  delete from app.staff_passwords p where p.service_id = svc and p.staff_id = forget_ways_in.staff;
  delete from app.staff_passkeys k where k.service_id = svc and k.staff_id = forget_ways_in.staff;
  delete from app.provider_links l where l.service_id = svc and l.staff_id = forget_ways_in.staff;
  -- Last: whoever came in by one of them while this waited is out too; and once more, for whoever was between the two steps.
  loop
    delete from app.sessions s where s.service_id = svc and s.staff_id = forget_ways_in.staff;
    exit when not found;
  end loop;
end $$;

-- As before, but whoever signs in meanwhile need not wait for it: they would wait for each other.
create or replace function app.crd_5_a_way_in_remains() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform from app.staff s where s.service_id = old.service_id and s.id = old.staff_id and s.is_active for no key update;
  if not found
     or exists (select from app.staff_passkeys k where k.service_id = old.service_id and k.staff_id = old.staff_id)
     or exists (select from app.provider_links l where l.service_id = old.service_id and l.staff_id = old.staff_id)
     or exists (select from app.code_apps c join app.staff_passwords p on p.service_id = c.service_id and p.staff_id = c.staff_id
                 where c.service_id = old.service_id and c.staff_id = old.staff_id)
     or exists (select from app.staff_invitations i where i.service_id = old.service_id and i.staff_id = old.staff_id
                 and i.used_at is null and i.stopped_at is null and i.ends_at > now())
     or exists (select from app.services s where s.service_id = old.service_id and s.is_demonstration) then
    return null;
  end if;
  raise exception using errcode = '23514', constraint = 'crd_5_a_way_in_remains', message = 'The last way in stays';
end $$;

-- Checking a password takes a while on purpose. Meanwhile it may have been taken away or changed; without this it led whoever knew it
-- to setting up a way in of their own.
drop function doorkeeper.open_half_session(uuid, uuid, text, timestamptz, timestamptz, text);
create function doorkeeper.open_half_session(svc uuid, staff uuid, checked text, token text, at timestamptz, until timestamptz, from_browser text)
returns text language plpgsql security definer set search_path = pg_catalog as $$
declare becomes text;
begin
  perform from app.staff_passwords p where p.service_id = svc and p.staff_id = open_half_session.staff and p.hash = checked for share;
  if not found then return null; end if;
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  values (svc, staff, token, at, until, 'password', from_browser,
    case when exists (select from app.code_apps c where c.service_id = svc and c.staff_id = open_half_session.staff)
           or exists (select from app.staff_passkeys k where k.service_id = svc and k.staff_id = open_half_session.staff)
           or exists (select from app.provider_links l where l.service_id = svc and l.staff_id = open_half_session.staff)
         then 'second-step' else 'must-enrol' end)
  returning stage into becomes;
  return becomes;
end $$;
revoke execute on function doorkeeper.open_half_session from public;
grant execute on function doorkeeper.open_half_session to tp_doorkeeper;

create or replace function doorkeeper.open_invited_session(link text, token text, at timestamptz, until timestamptz, from_browser text)
returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from app.staff_invitations i where i.token_hash = link for share;
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  select i.service_id, i.staff_id, token, at, until, 'invitation', from_browser, 'must-enrol' from doorkeeper.staff_of_invitation(link) i;
  return found;
end $$;
