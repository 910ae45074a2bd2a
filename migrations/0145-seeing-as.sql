-- Why: whoever learns or shows the work in a demonstration wants to see what another role sees, and come back. They are that made-up
-- colleague while it lasts, so the policies of that colleague's real role decide; who is behind stands in the session and in the security trail.

alter table app.sessions
  add column behind_id uuid,
  add constraint session_behind foreign key (service_id, behind_id) references app.staff (service_id, id),
  -- What `how` says here is let in for demonstrations only, by a trigger of the same rule as SGN-4.
  add constraint sgn_11_seeing_as_is_of_a_demonstration
    check (behind_id is null or (staff_id is not null and behind_id <> staff_id and coalesce(how = 'demonstration', false)));
grant select (behind_id) on app.sessions to tp_staff;

-- SGN-11: turns one's session into one of somebody else who works in the same demonstration, or back into one's own where nobody is named.
create function doorkeeper.see_as(token text, who uuid, next_token text)
returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  was app.sessions;
  oneself uuid;
  as_whom uuid;
begin
  select s.* into was from app.sessions s
    join app.services v on v.service_id = s.service_id and v.is_demonstration
   where s.token_hash = token and s.staff_id is not null and s.stage = 'full' and s.ends_at > now()
     for update of s;
  if not found then return false; end if;
  oneself := coalesce(was.behind_id, was.staff_id);
  as_whom := coalesce(who, oneself);
  if as_whom = was.staff_id or not exists (select from doorkeeper.demonstration_people() d
      where d.service_id = was.service_id and d.kind = 'staff' and d.id = as_whom) then
    return false;
  end if;
  delete from app.sessions s where s.token_hash = token;
  -- It ends when the first one would have: going to and fro lengthens nothing.
  insert into app.sessions (service_id, staff_id, behind_id, token_hash, ends_at, how, browser)
  values (was.service_id, as_whom, nullif(oneself, as_whom), next_token, was.ends_at, 'demonstration', was.browser);
  return true;
end $$;

drop function doorkeeper.staff_of_session(text, interval);
-- Who a session is of, and who is behind it where they see as somebody else.
create function doorkeeper.staff_of_session(token text, idle interval)
returns table (service_id uuid, service_name text, is_demonstration boolean, session_id uuid, staff_id uuid, name text, roles text[],
               behind_name text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name, v.is_demonstration, s.id, s.staff_id, f.name,
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.staff_id order by r.role),
           (select b.name from app.staff b where b.service_id = s.service_id and b.id = s.behind_id)
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
           and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
     where s.token_hash = token and s.stage = 'full' and s.ends_at > now() and s.seen_at > now() - idle;
end $$;
revoke execute on function doorkeeper.see_as, doorkeeper.staff_of_session from public;
grant execute on function doorkeeper.see_as, doorkeeper.staff_of_session to tp_doorkeeper;

-- TRL-7: who is behind is the one who acts.
create or replace function trails.note_session() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  s jsonb := to_jsonb(case tg_op when 'INSERT' then new else old end);
  whole boolean := coalesce(s ->> 'stage', 'full') = 'full';
  kind text := case when s ->> 'staff_id' is null then 'participant' else 'staff' end;
  whose uuid := coalesce(s ->> 'staff_id', s ->> 'participant_id')::uuid;
  behind uuid := (s ->> 'behind_id')::uuid;
  who record := trails.actor();
begin
  if tg_op = 'DELETE' and (not whole or (s ->> 'ends_at')::timestamptz <= now()) then return null; end if;
  if behind is not null then
    perform trails.add_security((s ->> 'service_id')::uuid, 'staff', behind, case tg_op when 'DELETE' then 'seeing-as-ended' else 'seeing-as-began' end,
      '', 'staff', whose, null, null, null);
  elsif who.kind = 'database' or (who.id = whose and tg_op = 'INSERT') then
    perform trails.add_security((s ->> 'service_id')::uuid, kind, whose,
      case when tg_op = 'DELETE' then 'signed-out' when whole then 'signed-in'
        else case s ->> 'how' when 'invitation' then 'link-opened' when 'provider' then 'provider-accepted' else 'password-accepted' end end,
      coalesce(s ->> 'how', ''), null, null, (s ->> 'case_id')::uuid, null, null);
  else
    perform trails.add_security((s ->> 'service_id')::uuid, who.kind, who.id, 'session-ended', '', kind, whose, (s ->> 'case_id')::uuid, null, null);
  end if;
  return null;
end $$;
