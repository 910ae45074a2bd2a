-- Why: whom an e-mail address or a number reaches was found in clear. It is sealed now, and found by its blind index: each service of
-- the installation has a key of its own for those, so whoever asks brings the mark of each.

-- The keys of the blind indexes of every service, wrapped, for the doorkeeper: nobody is known yet, and no service.
create function doorkeeper.index_keys() returns table (service_id uuid, id uuid, wrapped bytea, by_number int)
language sql stable security definer set search_path = pg_catalog as $$
  select k.service_id, k.id, k.wrapped, k.wrapped_by from app.data_keys k where k.owner_kind = 'service' and k.destroyed_at is null
$$;

drop function doorkeeper.ask_to_come_back(text, text, boolean, text, text, timestamptz, timestamptz);
drop function doorkeeper.people_reached_at(text, text);
drop index app.contact_points_reached;
create index contact_points_reached on app.contact_points (value_index) where is_in_use and checked_on is not null;

create function doorkeeper.people_reached_at(wanted_channel text, marks text[]) returns table (service_id uuid, person_id uuid)
language sql stable set search_path = pg_catalog as $$
  select c.service_id, c.person_id from app.contact_points c
   where c.channel = wanted_channel and c.is_in_use and c.checked_on is not null and c.value_index = any (marks)
$$;

create function doorkeeper.ask_to_come_back(wanted_channel text, marks text[], heard boolean, mark text, token text, at timestamptz, until timestamptz)
returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare
  home uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  reached uuid[] := array(select distinct p.person_id from doorkeeper.people_reached_at(wanted_channel, marks) p);
  made uuid;
begin
  if home is null then return null; end if;
  insert into app.own_code_requests (service_id, token_hash, channel, person_ids, tried, asked_at, ends_at)
  values (home, token, wanted_channel, case when heard then reached else '{}' end, mark, at, until)
  returning id into made;
  perform trails.add_security(home, 'visitor', null, 'own-code-asked', case when heard then '' else 'must-wait' end, null, null, null, mark, null);
  return made;
end $$;
revoke execute on function doorkeeper.index_keys, doorkeeper.people_reached_at, doorkeeper.ask_to_come_back from public;
grant execute on function doorkeeper.index_keys, doorkeeper.ask_to_come_back to tp_doorkeeper;
