-- Why: who came in, who failed to, and who was let into what, in a trail of its own. Triggers on the tables write it, so that
-- whatever function or page gives somebody a role, a case or a session cannot forget to.

create table trails.security (
  service_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null default now(),
  login text not null default session_user,
  actor_kind text not null check (actor_kind in ('staff', 'participant', 'visitor', 'system', 'database')),
  actor_id uuid,
  event text not null check (event ~ '^[a-z]+(-[a-z]+)*$' and length(event) <= 60),
  -- Why it was refused, or for what reason it was done: a code, never words.
  because text not null default '' check (because ~ '^[a-z0-9-]*$' and length(because) <= 100),
  -- Whom it is about, where that is not whoever did it.
  about_kind text check (about_kind in ('staff', 'participant')),
  about_id uuid,
  case_id uuid,
  -- A keyed digest of what was typed, so that the same address can be found again and none can be read.
  tried text check (tried ~ '^[0-9a-f]{64}$'),
  salt bytea,
  detail jsonb,
  digest bytea not null check (length(digest) = 32),
  erased_in bigint,
  primary key (service_id, seq),
  constraint trl_3_whole_or_erased check ((salt is null) = (erased_in is not null) and (salt is not null or detail is null)),
  constraint security_about_somebody check ((about_kind is null) = (about_id is null))
);
create index security_newest on trails.security (service_id, at desc, seq desc);
create index security_of_case on trails.security (service_id, case_id, at desc, seq desc) where case_id is not null;
create index security_of_actor on trails.security (service_id, actor_id, at desc, seq desc) where actor_id is not null;
create index security_about on trails.security (service_id, about_id, at desc, seq desc) where about_id is not null;
create index security_tried on trails.security (service_id, tried, at desc, seq desc) where tried is not null;

call trails.seal_trail('trails.security');
grant select (service_id, seq, at, login, actor_kind, actor_id, event, because, about_kind, about_id, case_id, tried, detail, erased_in)
  on trails.security to tp_staff;
grant select (service_id, seq, at, login, actor_kind, actor_id, event, because, about_kind, about_id, case_id, tried, digest)
  on trails.security to tp_worker;
grant select on sequence trails.security_seq_seq to tp_worker;

create function trails.add_security(svc uuid, who_kind text, who uuid, event text, because text, about_kind text, about uuid, of_case uuid,
                                    tried text, detail jsonb)
returns bigint language plpgsql set search_path = pg_catalog as $$
declare
  grain bytea := uuid_send(gen_random_uuid());
  place bigint;
begin
  -- The transaction has its number before the row takes a place, which sealing relies on.
  perform pg_current_xact_id();
  insert into trails.security (service_id, actor_kind, actor_id, event, because, about_kind, about_id, case_id, tried, salt, detail, digest)
  values (svc, who_kind, who, add_security.event, coalesce(add_security.because, ''), add_security.about_kind, about, of_case, add_security.tried,
          grain, add_security.detail, trails.digest_of(grain, add_security.detail::text, null))
  returning seq into place;
  return place;
end $$;

-- TRL-7: what happened to somebody's access, said by the hand (who acts is the signed identity's, within the service it holds)
-- or by the doorkeeper (nobody is known yet; without a service it is the one whose pages are shown).
create function trails.note_security(svc uuid, event text, because text default '', about_kind text default null, about uuid default null,
                                     of_case uuid default null, tried text default null, detail jsonb default null)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  service uuid := svc;
begin
  if session_user = 'tp_hand' and svc is distinct from app.service_id() then call app.refuse('trl_7_of_ones_own_service'); end if;
  if service is null then
    select s.service_id into service from app.services s order by s.opened_at, s.service_id limit 1;
    if service is null then return; end if;
  end if;
  perform trails.add_security(service, case who.kind when 'database' then 'visitor' else who.kind end, who.id, note_security.event,
    note_security.because, note_security.about_kind, about, coalesce(of_case, who.case_id), note_security.tried, note_security.detail);
end $$;
grant usage on schema trails to tp_hand, tp_doorkeeper;
grant execute on function trails.note_security to tp_hand, tp_doorkeeper;

-- Sessions: opening one is a sign-in, ending one before its time a sign-out, or done to them by somebody else. One that is only half
-- way opens nothing yet; what is swept away later is no news.
create function trails.note_session() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s jsonb := to_jsonb(case tg_op when 'INSERT' then new else old end);
  whole boolean := coalesce(s ->> 'stage', 'full') = 'full';
  kind text := case when s ->> 'staff_id' is null then 'participant' else 'staff' end;
  whose uuid := coalesce(s ->> 'staff_id', s ->> 'participant_id')::uuid;
  who record := trails.actor();
begin
  if tg_op = 'DELETE' and (not whole or (s ->> 'ends_at')::timestamptz <= now()) then return null; end if;
  if who.kind = 'database' or who.id = whose then
    perform trails.add_security((s ->> 'service_id')::uuid, kind, whose,
      case when tg_op = 'DELETE' then 'signed-out' when whole then 'signed-in' else 'password-accepted' end,
      coalesce(s ->> 'how', ''), null, null, (s ->> 'case_id')::uuid, null, null);
  else
    perform trails.add_security((s ->> 'service_id')::uuid, who.kind, who.id, 'session-ended', '', kind, whose, (s ->> 'case_id')::uuid, null, null);
  end if;
  return null;
end $$;
create trigger trl_7_is_written after insert or delete on app.sessions for each row execute function trails.note_session();

create function trails.note_invitation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  what text := case
    when tg_op = 'INSERT' then 'invitation-made'
    when old.used_at is null and new.used_at is not null then 'invitation-used'
    when old.stopped_at is null and new.stopped_at is not null then 'invitation-stopped'
    when new.tries > old.tries then 'invitation-code-wrong' end;
begin
  if what is null then return null; end if;
  if what in ('invitation-used', 'invitation-code-wrong') then
    who.kind := case what when 'invitation-used' then 'participant' else 'visitor' end;
    who.id := case what when 'invitation-used' then new.participant_id end;
  end if;
  perform trails.add_security(new.service_id, who.kind, who.id, what, '', 'participant', new.participant_id, new.case_id, null, null);
  return null;
end $$;
create trigger trl_7_is_written after insert or update on app.invitations for each row execute function trails.note_invitation();

-- Roles, passwords, who works here, who may open which case, and conflicts of interest. Everybody who reads every case by their
-- role becomes a reader of each new one; that is no news.
create function trails.note_permission() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
    when 'staff' then case when tg_op = 'INSERT' then 'staff-added' when was ->> 'is_active' is distinct from becomes ->> 'is_active'
      then case becomes ->> 'is_active' when 'true' then 'staff-started' else 'staff-ended' end end end;
begin
  if what is null then return null; end if;
  perform trails.add_security((whole ->> 'service_id')::uuid, who.kind, who.id, what,
    case tg_table_name when 'case_readers' then whole ->> 'because' else '' end,
    'staff', coalesce(whole ->> 'staff_id', whole ->> 'id')::uuid, (whole ->> 'case_id')::uuid, null,
    case tg_table_name when 'staff_roles' then jsonb_build_object('role', whole ->> 'role') end);
  return null;
end $$;
create trigger trl_7_is_written after insert or update or delete on app.staff_roles for each row execute function trails.note_permission();
create trigger trl_7_is_written after insert or update or delete on app.staff_passwords for each row execute function trails.note_permission();
create trigger trl_7_is_written after insert or delete on app.case_readers for each row execute function trails.note_permission();
create trigger trl_7_is_written after insert or update on app.conflicts for each row execute function trails.note_permission();
create trigger trl_7_is_written after insert or update on app.staff for each row execute function trails.note_permission();

-- TRL-3: a data officer erases values, with the reason; the digest stays, so nothing else loses its proof. The erasure is a row of
-- the security trail, and the erased rows name its place.
create function trails.erase(trail text, places bigint[], because text) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  service uuid := app.service_id();
  said bigint;
  erased int;
begin
  if trail not in ('changes', 'reads', 'security') or length(trim(because)) = 0 then call app.refuse('trl_3_erased_with_a_reason'); end if;
  if who.kind <> 'staff' or not exists (select from app.staff_roles r
      where r.service_id = service and r.staff_id = who.id and r.role = 'data-officer') then
    call app.refuse('trl_3_erased_by_a_data_officer');
  end if;
  said := trails.add_security(service, who.kind, who.id, 'values-erased', '', null, null, null, null,
    jsonb_build_object('trail', trail, 'places', to_jsonb(places), 'because', because));
  execute format('update trails.%I set salt = null, %s, erased_in = $1 where service_id = $2 and seq = any($3) and erased_in is null',
    trail, case trail when 'changes' then 'old = null, new = null' else 'detail = null' end) using said, service, places;
  get diagnostics erased = row_count;
  return erased;
end $$;
revoke execute on all functions in schema trails from public;
grant execute on function trails.erase to tp_hand;
create policy values_erased on trails.changes for update to tp_owner using (service_id = (select app.service_id()) and session_user = 'tp_hand');
create policy values_erased on trails.reads for update to tp_owner using (service_id = (select app.service_id()) and session_user = 'tp_hand');
create policy values_erased on trails.security for update to tp_owner using (service_id = (select app.service_id()) and session_user = 'tp_hand');
