-- Why: on a computer that others use, the page of the day stayed on the screen when its session was over. Our script takes it off; it asks how long
-- the session has, which does not keep it awake.

create function doorkeeper.supporter_session_left(token text, idle interval) returns table (companion_id uuid, seconds int)
language sql stable security definer set search_path = pg_catalog as $$
  select a.companion_id, greatest(0, floor(extract(epoch from least(s.ends_at, s.seen_at + idle) - now())))::int
    from app.supporter_sessions s
    join app.supporter_access a on a.service_id = s.service_id and a.case_id = s.case_id and a.id = s.access_id and a.ended_at is null
   where s.token_hash = token
$$;
revoke execute on function doorkeeper.supporter_session_left from public;
grant execute on function doorkeeper.supporter_session_left to tp_doorkeeper;
