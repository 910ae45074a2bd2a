-- Why: whoever keeps the register lets people in and out: with a day on which it ends by itself, at once where it must, and never so
-- that nobody is left who could let anybody in again.

alter table app.staff
  -- The last day somebody works here, where it is known beforehand.
  add column ends_on date,
  -- Inactive without this is suspended: back at any time, with what they signed in with.
  add column left_at timestamptz,
  add constraint stf_4_who_left_is_inactive check (left_at is null or not is_active);
create index staff_whose_time_is_over on app.staff (service_id, ends_on) where ends_on is not null and is_active;
grant delete on app.staff_roles to tp_hand;

-- The cases somebody works on now, by reference: for whoever keeps the register, who opens none of them, and for the hand.
create function app.open_work_of(staff uuid) returns setof text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if session_user <> 'tp_hand' and not exists (select from app.staff_roles r
      where r.service_id = app.service_id() and r.staff_id = app.staff_id() and r.role = 'administrator') then
    return;
  end if;
  return query
    select distinct c.reference from app.allocations a
      join app.cases c on c.service_id = a.service_id and c.id = a.case_id
     where a.service_id = app.service_id() and a.staff_id = staff and a.until_at is null and c.status <> 'closed'
     order by c.reference;
end $$;
revoke execute on function app.open_work_of(uuid) from public;
grant execute on function app.open_work_of(uuid) to tp_staff, tp_hand;

-- What somebody signs in with, all of it.
create procedure app.forget_ways_in(svc uuid, staff uuid) language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.recovery_codes r where r.service_id = svc and r.staff_id = forget_ways_in.staff;
  delete from app.code_apps c where c.service_id = svc and c.staff_id = forget_ways_in.staff;
  delete from app.staff_passwords p where p.service_id = svc and p.staff_id = forget_ways_in.staff;
  delete from app.staff_passkeys k where k.service_id = svc and k.staff_id = forget_ways_in.staff;
end $$;
revoke execute on procedure app.forget_ways_in(uuid, uuid) from public;
grant execute on procedure app.forget_ways_in(uuid, uuid) to tp_hand;

-- STF-4: whoever is no longer active is out in the same moment, whatever asked for it: sessions end, links stop; whoever left keeps no
-- way in, and works on no case.
create function app.stf_4_out_at_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.sessions s where s.service_id = new.service_id and s.staff_id = new.id;
  update app.staff_invitations i set stopped_at = now()
   where i.service_id = new.service_id and i.staff_id = new.id and i.used_at is null and i.stopped_at is null;
  if new.left_at is not null then
    if exists (select from app.open_work_of(new.id)) then call app.refuse('stf_6_cases_are_handed_over'); end if;
    call app.forget_ways_in(new.service_id, new.id);
    delete from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.id;
  end if;
  return null;
end $$;
revoke execute on function app.stf_4_out_at_once() from public;
create trigger stf_4_out_at_once after update on app.staff
  for each row when (not new.is_active and (old.is_active or old.left_at is distinct from new.left_at)) execute function app.stf_4_out_at_once();

-- STF-5: somebody remains who keeps the register, and somebody who supervises. Two who take out the last two at one moment come one
-- after the other. In a demonstration a name is pressed, and nobody is shut out for good.
create function app.stf_5_somebody_remains() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  svc uuid := old.service_id;
  gone text[] := case tg_table_name when 'staff_roles' then array[to_jsonb(old) ->> 'role'] else array['administrator', 'supervisor'] end;
  one text;
begin
  if exists (select from app.services s where s.service_id = svc and s.is_demonstration) then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('staff register ' || svc, 0));
  foreach one in array gone loop
    if one in ('administrator', 'supervisor')
       and (tg_table_name = 'staff_roles' or exists (select from app.staff_roles r
              where r.service_id = svc and r.staff_id = (to_jsonb(old) ->> 'id')::uuid and r.role = one))
       and not exists (select from app.staff_roles r join app.staff s on s.service_id = r.service_id and s.id = r.staff_id
              where r.service_id = svc and r.role = one and s.is_active) then
      call app.refuse('stf_5_somebody_remains');
    end if;
  end loop;
  return null;
end $$;
revoke execute on function app.stf_5_somebody_remains() from public;
create trigger stf_5_somebody_remains after delete on app.staff_roles for each row execute function app.stf_5_somebody_remains();
-- Named to run before everything of who leaves is taken away.
create trigger stf_3_somebody_remains after update on app.staff
  for each row when (old.is_active and not new.is_active) execute function app.stf_5_somebody_remains();

-- Whose last day is over opens nothing from midnight on.
create or replace function doorkeeper.staff_of_session(token text, idle interval)
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
           and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
     where s.token_hash = token and s.stage = 'full' and s.ends_at > now() and s.seen_at > now() - idle;
end $$;

-- And is suspended within ten minutes: the worker asks whose day that is. Only ids.
create function doorkeeper.staff_whose_time_is_over() returns table (service_id uuid, staff_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, s.id from app.staff s where s.is_active and s.ends_on < (now() at time zone 'Europe/London')::date
$$;
revoke execute on function doorkeeper.staff_whose_time_is_over() from public;
grant execute on function doorkeeper.staff_whose_time_is_over() to tp_doorkeeper;

-- TRL-7: leaving for good is told apart from being suspended; so is a new last day and another level.
create or replace function trails.note_permission() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  whole jsonb := coalesce(becomes, was);
  what text := case tg_table_name
    when 'staff_roles' then case tg_op when 'INSERT' then 'role-given' when 'DELETE' then 'role-taken' end
    when 'staff_passwords' then case tg_op when 'DELETE' then 'password-removed' else 'password-set' end
    when 'case_readers' then case when tg_op = 'INSERT' and becomes ->> 'because' <> 'service-wide' then 'let-into-case' when tg_op = 'DELETE' then 'shut-out-of-case' end
    when 'conflicts' then case when tg_op = 'INSERT' then 'conflict-declared' when was ->> 'lifted_at' is null and becomes ->> 'lifted_at' is not null then 'conflict-lifted' end
    when 'staff' then case when tg_op = 'INSERT' then 'staff-added'
      when was ->> 'left_at' is null and becomes ->> 'left_at' is not null then 'staff-left'
      when was ->> 'is_active' is distinct from becomes ->> 'is_active'
        then case becomes ->> 'is_active' when 'true' then 'staff-started' else 'staff-ended' end
      when was ->> 'ends_on' is distinct from becomes ->> 'ends_on' then 'last-day-set' end end;
begin
  if what is null then return null; end if;
  perform trails.add_security((whole ->> 'service_id')::uuid, who.kind, who.id, what,
    case tg_table_name when 'case_readers' then whole ->> 'because' else '' end,
    'staff', coalesce(whole ->> 'staff_id', whole ->> 'id')::uuid, (whole ->> 'case_id')::uuid, null,
    case tg_table_name when 'staff_roles' then jsonb_build_object('role', whole ->> 'role') end);
  return null;
end $$;
