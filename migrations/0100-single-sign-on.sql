-- Why: a service that belongs to a larger organisation lets its staff sign in where they sign in for everything else. Who somebody is
-- there is linked to them once, by themselves, after they proved who they are here; never because two e-mail addresses are alike.

-- Who somebody who works here is at the provider: the issuer, and what the issuer calls them, which means nothing elsewhere.
create table app.provider_links (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  issuer text not null check (length(issuer) between 8 and 500),
  subject text not null check (length(subject) between 1 and 255),
  linked_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (service_id, id),
  constraint crd_8_account_is_one_persons unique (issuer, subject),
  constraint crd_8_one_account_each unique (service_id, staff_id, issuer),
  foreign key (service_id, staff_id) references app.staff
);
call app.seal('app.provider_links');
create policy hand_in_service on app.provider_links to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy own on app.provider_links for select to tp_staff using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy doorkeeper on app.provider_links to tp_owner using (true) with check (true);
grant select (service_id, id, staff_id, issuer, linked_at, used_at) on app.provider_links to tp_staff;
grant select, insert, delete on app.provider_links to tp_hand;
create trigger crd_5_a_way_in_remains after delete on app.provider_links for each row execute function app.crd_5_a_way_in_remains();

-- A browser that was sent to the provider and is expected back: for what, and sealed what the answer must fit.
create table app.provider_askings (
  service_id uuid not null references app.services,
  -- SHA-256 of what the provider sends back, and of what the browser holds.
  state_hash text not null check (state_hash ~ '^[0-9a-f]{64}$'),
  browser_hash text not null check (browser_hash ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('sign-in', 'link', 'join')),
  -- Whose account it will be, where that is known already.
  staff_id uuid,
  sealed text not null check (sealed like '1.%'),
  ends_at timestamptz not null,
  primary key (service_id, state_hash),
  constraint asking_for_somebody check ((purpose = 'sign-in') = (staff_id is null)),
  foreign key (service_id, staff_id) references app.staff (service_id, id)
);
create index provider_askings_over on app.provider_askings (ends_at);
call app.seal('app.provider_askings');
create policy doorkeeper on app.provider_askings to tp_owner using (true) with check (true);

alter table app.sessions
  -- When somebody proved who they are, where that was elsewhere and before this session began.
  add column proved_at timestamptz,
  drop constraint sessions_how_check,
  add constraint sessions_how_check check (how in ('demonstration', 'password', 'password-and-code', 'recovery-code', 'passkey', 'invitation',
    'provider', 'single-sign-on', 'single-sign-on-and-code')),
  drop constraint sgn_4_password_alone_opens_nothing,
  add constraint sgn_4_password_alone_opens_nothing
    check (stage <> 'full' or how is null or how not in ('password', 'invitation', 'provider'));
grant select (proved_at) on app.sessions to tp_staff, tp_hand;

-- CRD-5: an account at the provider is a way in too.
create or replace function app.crd_5_a_way_in_remains() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform from app.staff s where s.service_id = old.service_id and s.id = old.staff_id and s.is_active for update;
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

create or replace procedure app.forget_ways_in(svc uuid, staff uuid) language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.recovery_codes r where r.service_id = svc and r.staff_id = forget_ways_in.staff;
  delete from app.code_apps c where c.service_id = svc and c.staff_id = forget_ways_in.staff;
  delete from app.staff_passwords p where p.service_id = svc and p.staff_id = forget_ways_in.staff;
  delete from app.staff_passkeys k where k.service_id = svc and k.staff_id = forget_ways_in.staff;
  delete from app.provider_links l where l.service_id = svc and l.staff_id = forget_ways_in.staff;
end $$;

create function doorkeeper.keep_asking(state text, browser text, what_for text, staff uuid, sealed text, at timestamptz, until timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from app.provider_askings a where a.ends_at < at;
  insert into app.provider_askings (service_id, state_hash, browser_hash, purpose, staff_id, sealed, ends_at)
  select s.service_id, state, browser, what_for, staff, keep_asking.sealed, until from app.services s order by s.opened_at, s.service_id limit 1
$$;

-- SGN-9: what comes back counts once, in its time, and in the browser that asked. Another browser takes nothing away.
create function doorkeeper.take_asking(state text, browser text, at timestamptz) returns table (purpose text, staff_id uuid, sealed text)
language sql security definer set search_path = pg_catalog as $$
  delete from app.provider_askings a where a.state_hash = state and a.browser_hash = browser and a.ends_at > at
  returning a.purpose, a.staff_id, a.sealed
$$;

-- Whose account it is, and whether they may come in: not who is suspended, has left, or whose last day is over.
create function doorkeeper.staff_of_provider(from_issuer text, whose text)
returns table (service_id uuid, staff_id uuid, may_come_in boolean, has_app boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select l.service_id, l.staff_id, s.is_active and (s.ends_on is null or s.ends_on >= (now() at time zone 'Europe/London')::date),
         exists (select from app.code_apps c where c.service_id = l.service_id and c.staff_id = l.staff_id)
    from app.provider_links l join app.staff s on s.service_id = l.service_id and s.id = l.staff_id
   where l.issuer = from_issuer and l.subject = whose
$$;

-- SGN-10: opens everything where the provider is enough, else the second step. The database looks for itself who may come in.
create function doorkeeper.open_with_provider(from_issuer text, whose text, is_enough boolean, token text, at timestamptz, until timestamptz,
                                              proved timestamptz, from_browser text) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  used app.provider_links;
  becomes text;
begin
  update app.provider_links l set used_at = at from doorkeeper.staff_of_provider(from_issuer, whose) w
   where l.issuer = from_issuer and l.subject = whose and w.may_come_in and (is_enough or w.has_app)
  returning l.* into used;
  if used.id is null then return null; end if;
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage, proved_at)
  values (used.service_id, used.staff_id, token, at, until, case when is_enough then 'single-sign-on' else 'provider' end, from_browser,
    case when is_enough then 'full' else 'second-step' end, case when is_enough then proved end)
  returning stage into becomes;
  return becomes;
end $$;

-- Whoever has linked an account has set something up: a password alone sets up nothing further.
create or replace function doorkeeper.open_half_session(svc uuid, staff uuid, token text, at timestamptz, until timestamptz, from_browser text) returns text
language sql security definer set search_path = pg_catalog as $$
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  values (svc, staff, token, at, until, 'password', from_browser,
    case when exists (select from app.code_apps c where c.service_id = svc and c.staff_id = staff)
           or exists (select from app.staff_passkeys k where k.service_id = svc and k.staff_id = staff)
           or exists (select from app.provider_links l where l.service_id = svc and l.staff_id = staff) then 'second-step' else 'must-enrol' end)
  returning stage
$$;

drop function doorkeeper.half_way(text);
-- Who stands between the first and the second step. This opens no page of the service.
create function doorkeeper.half_way(token text)
returns table (service_id uuid, service_name text, staff_id uuid, name text, email text, stage text, sealed_secret text, has_password boolean,
               has_provider boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, v.name, s.staff_id, f.name, f.email, s.stage, c.sealed_secret,
         exists (select from app.staff_passwords p where p.service_id = s.service_id and p.staff_id = s.staff_id),
         exists (select from app.provider_links l where l.service_id = s.service_id and l.staff_id = s.staff_id)
    from app.sessions s
    join app.services v on v.service_id = s.service_id
    join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
    left join app.code_apps c on c.service_id = s.service_id and c.staff_id = s.staff_id
   where s.token_hash = token and s.stage <> 'full' and s.ends_at > now()
$$;

create or replace function doorkeeper.complete_with_code(half_token text, step bigint, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare half app.sessions;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() for update;
  if half.token_hash is null then return false; end if;
  update app.code_apps c set last_step = step where c.service_id = half.service_id and c.staff_id = half.staff_id and c.last_step < step;
  if not found then return false; end if;
  perform doorkeeper.complete(half, case half.how when 'provider' then 'single-sign-on-and-code' else 'password-and-code' end, token, until);
  return true;
end $$;

drop function doorkeeper.complete_set_up(text, text, timestamptz);
-- After setting up: the database looks for itself whether there is something to prove who they are with. The link is used up now.
create function doorkeeper.complete_set_up(half_token text, provider_is_enough boolean, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  half app.sessions;
  linked boolean;
  proof text;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'must-enrol' and s.ends_at > now() for update;
  if half.token_hash is null then return false; end if;
  linked := exists (select from app.provider_links l where l.service_id = half.service_id and l.staff_id = half.staff_id);
  proof := case
    when exists (select from app.staff_passkeys k where k.service_id = half.service_id and k.staff_id = half.staff_id) then 'passkey'
    when exists (select from app.code_apps c join app.staff_passwords p on p.service_id = c.service_id and p.staff_id = c.staff_id
                  where c.service_id = half.service_id and c.staff_id = half.staff_id) then 'password-and-code'
    when linked and provider_is_enough then 'single-sign-on'
    when linked and exists (select from app.code_apps c where c.service_id = half.service_id and c.staff_id = half.staff_id)
      then 'single-sign-on-and-code' end;
  if proof is null then return false; end if;
  update app.staff_invitations i set used_at = now()
   where i.service_id = half.service_id and i.staff_id = half.staff_id and i.used_at is null and i.stopped_at is null;
  perform doorkeeper.complete(half, proof, token, until);
  return true;
end $$;

-- TRL-7: linking and unlinking stand in the security trail, without what the provider calls anybody.
create or replace function trails.note_way_in() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  row_now jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
  what text := case tg_table_name
    when 'staff_passkeys' then case tg_op when 'INSERT' then 'passkey-added' when 'DELETE' then 'passkey-removed' end
    when 'provider_links' then case tg_op when 'INSERT' then 'provider-linked' when 'DELETE' then 'provider-unlinked' end
    when 'code_apps' then case tg_op when 'DELETE' then 'code-app-removed' when 'INSERT' then 'code-app-set-up'
      else case when to_jsonb(old) ->> 'sealed_secret' is distinct from to_jsonb(new) ->> 'sealed_secret' then 'code-app-set-up' end end
    when 'staff_invitations' then case tg_op when 'INSERT' then 'link-made'
      else case when to_jsonb(old) ->> 'used_at' is null and to_jsonb(new) ->> 'used_at' is not null then 'link-used'
                when to_jsonb(old) ->> 'stopped_at' is null and to_jsonb(new) ->> 'stopped_at' is not null then 'link-stopped' end end end;
begin
  if what is null then return null; end if;
  if what = 'link-used' then
    who.kind := 'staff';
    who.id := (row_now ->> 'staff_id')::uuid;
  end if;
  perform trails.add_security((row_now ->> 'service_id')::uuid, who.kind, who.id, what, '', 'staff', (row_now ->> 'staff_id')::uuid, null, null, null);
  return null;
end $$;
create trigger trl_7_is_written after insert or delete on app.provider_links for each row execute function trails.note_way_in();

create or replace function trails.note_session() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s jsonb := to_jsonb(case tg_op when 'INSERT' then new else old end);
  whole boolean := coalesce(s ->> 'stage', 'full') = 'full';
  kind text := case when s ->> 'staff_id' is null then 'participant' else 'staff' end;
  whose uuid := coalesce(s ->> 'staff_id', s ->> 'participant_id')::uuid;
  who record := trails.actor();
begin
  if tg_op = 'DELETE' and (not whole or (s ->> 'ends_at')::timestamptz <= now()) then return null; end if;
  if who.kind = 'database' or (who.id = whose and tg_op = 'INSERT') then
    perform trails.add_security((s ->> 'service_id')::uuid, kind, whose,
      case when tg_op = 'DELETE' then 'signed-out' when whole then 'signed-in'
        else case s ->> 'how' when 'invitation' then 'link-opened' when 'provider' then 'provider-accepted' else 'password-accepted' end end,
      coalesce(s ->> 'how', ''), null, null, (s ->> 'case_id')::uuid, null, null);
  else
    perform trails.add_security((s ->> 'service_id')::uuid, who.kind, who.id, 'session-ended', '', kind, whose, (s ->> 'case_id')::uuid, null, null);
  end if;
  return null;
end $$;

revoke execute on function doorkeeper.keep_asking, doorkeeper.take_asking, doorkeeper.staff_of_provider, doorkeeper.open_with_provider, doorkeeper.half_way, doorkeeper.complete_set_up from public;
grant execute on function doorkeeper.keep_asking, doorkeeper.take_asking, doorkeeper.staff_of_provider, doorkeeper.open_with_provider, doorkeeper.half_way, doorkeeper.complete_set_up to tp_doorkeeper;
