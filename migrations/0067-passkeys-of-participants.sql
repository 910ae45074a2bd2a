-- Why: a participant who wants to can come back with a passkey of their own device instead of a code. It is theirs, for their page in one
-- case, and ends with everything else when staff end their access.

create table app.own_passkeys (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  participant_id uuid not null,
  credential_id text not null check (credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) between 16 and 1400),
  public_key bytea not null check (length(public_key) between 32 and 2000),
  -- How often the device says it was used. One that goes back is a copy.
  counter bigint not null check (counter >= 0),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (service_id, id),
  constraint psi_6_passkey_is_one_persons unique (credential_id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
comment on table app.own_passkeys is 'A passkey by which a participant comes back to their own page';
create index own_passkeys_of_participant on app.own_passkeys (service_id, case_id, participant_id);
call app.seal('app.own_passkeys');
call app.own_side('app.own_passkeys', 'service_id, case_id, id, participant_id, made_at, used_at');
create policy hand_in_case on app.own_passkeys to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id = (select app.case_id()));
create policy doorkeeper on app.own_passkeys to tp_owner using (true) with check (true);
grant select, insert, delete on app.own_passkeys to tp_hand;
call app.only_looked_at('app.own_passkeys');

-- PSI-6: nobody keeps more than five, also where two windows add one at the same moment.
create function app.psi_6_five_passkeys() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform from app.participants q where q.service_id = new.service_id and q.case_id = new.case_id and q.id = new.participant_id for update;
  if (select count(*) from app.own_passkeys k
       where k.service_id = new.service_id and k.case_id = new.case_id and k.participant_id = new.participant_id) > 5 then
    raise exception using errcode = '23514', constraint = 'psi_6_five_passkeys', message = 'Five passkeys are enough';
  end if;
  return null;
end $$;
revoke execute on function app.psi_6_five_passkeys() from public;
create trigger psi_6_five_passkeys after insert on app.own_passkeys for each row execute function app.psi_6_five_passkeys();

create function trails.note_own_passkey() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  it app.own_passkeys := case tg_op when 'DELETE' then old else new end;
begin
  perform trails.add_security(it.service_id, who.kind, who.id, case tg_op when 'DELETE' then 'own-passkey-removed' else 'own-passkey-added' end, '',
    'participant', it.participant_id, it.case_id, null, null);
  return null;
end $$;
revoke execute on function trails.note_own_passkey() from public;
create trigger trl_7_is_written after insert or delete on app.own_passkeys for each row execute function trails.note_own_passkey();

create function doorkeeper.participant_of_passkey(credential text) returns table (participant_id uuid, public_key bytea, counter bigint)
language sql stable security definer set search_path = pg_catalog as
  $$ select k.participant_id, k.public_key, k.counter from app.own_passkeys k where k.credential_id = credential $$;

-- The counter only goes up, where the device has one; and the page must still be open to them.
create function doorkeeper.open_with_own_passkey(credential text, seen bigint, token text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare used app.own_passkeys;
begin
  update app.own_passkeys k set counter = seen, used_at = now()
   where k.credential_id = credential and (k.counter < seen or (k.counter = 0 and seen = 0))
     and doorkeeper.has_own_page(k.service_id, k.case_id, k.participant_id)
  returning k.* into used;
  if used.id is null then return false; end if;
  perform trails.add_security(used.service_id, 'participant', used.participant_id, 'own-passkey-used', '', null, null, used.case_id, null, null);
  insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
  values (used.service_id, used.case_id, used.participant_id, token, until);
  return true;
end $$;
revoke execute on function doorkeeper.participant_of_passkey, doorkeeper.open_with_own_passkey from public;
grant execute on function doorkeeper.participant_of_passkey, doorkeeper.open_with_own_passkey to tp_doorkeeper;
