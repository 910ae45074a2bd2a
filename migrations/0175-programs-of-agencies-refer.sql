-- Why: a program of an agency refers as its people do, by JSON, and finds no more than whoever answers for it would.

create table app.api_clients (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- API-1: somebody of the agency answers for it; it reaches what they reach.
  staff_id uuid not null,
  name text not null constraint api_2_has_a_name check (length(name) between 1 and 200),
  -- SHA-256 of a secret of 256 random bits, which was shown once.
  secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default now(),
  renewed_at timestamptz,
  ended_at timestamptz,
  primary key (service_id, id),
  constraint api_client_once unique (id),
  constraint api_1_somebody_of_the_agency_answers_for_it foreign key (service_id, staff_id) references app.agency_people (service_id, staff_id)
);
comment on table app.api_clients is 'A program of an agency that refers by the API, and who answers for it';
create index api_clients_of_person on app.api_clients (service_id, staff_id);
call app.seal('app.api_clients');
create policy hand_in_service on app.api_clients to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_of_service on app.api_clients for select to tp_staff using (
  service_id = (select app.service_id()) and (select app.staff_id()) is not null);
create policy doorkeeper on app.api_clients for select to tp_owner using (true);
grant select, insert, update on app.api_clients to tp_hand;
grant select (service_id, id, staff_id, name, made_at, renewed_at, ended_at) on app.api_clients to tp_staff;

create table app.api_tokens (
  service_id uuid not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  client_id uuid not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (service_id, token_hash),
  constraint api_token_once unique (token_hash),
  constraint api_3_a_token_is_short_lived check (ends_at <= made_at + interval '1 hour'),
  foreign key (service_id, client_id) references app.api_clients (service_id, id)
);
comment on table app.api_tokens is 'What a program shows for an hour instead of its secret, as a hash';
create index api_tokens_of_client on app.api_tokens (service_id, client_id, ends_at);
call app.seal('app.api_tokens');
create policy hand_in_service on app.api_tokens to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy doorkeeper on app.api_tokens to tp_owner using (true) with check (true);
grant select (service_id, client_id), delete on app.api_tokens to tp_hand;

-- API-4: what a request was answered, so that asking again with its key does nothing again and answers the same.
create table app.api_answers (
  service_id uuid not null,
  client_id uuid not null,
  -- Keyed marks of the key that the client chose, and of what it asked.
  key_mark text not null check (key_mark ~ '^[0-9a-f]{64}$'),
  asked_mark text not null check (asked_mark ~ '^[0-9a-f]{64}$'),
  status int not null default 0 check (status = 0 or status between 200 and 299),
  -- A reference and codes; never anybody's words.
  body jsonb not null default '{}' constraint api_4_no_words check (length(body::text) <= 1000),
  made_at timestamptz not null,
  primary key (service_id, client_id, key_mark),
  foreign key (service_id, client_id) references app.api_clients (service_id, id)
);
comment on table app.api_answers is 'What a program was answered under a key of its own, so that it can ask again';
create index api_answers_by_age on app.api_answers (service_id, client_id, made_at);
call app.seal('app.api_answers');
create policy hand_in_service on app.api_answers to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, update, delete on app.api_answers to tp_hand;

create function trails.note_api_client() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  said text := case
    when tg_op = 'INSERT' then 'api-client-made'
    when new.ended_at is not null and old.ended_at is null then 'api-client-ended'
    when new.secret_hash <> old.secret_hash then 'api-client-secret-renewed' end;
begin
  if said is not null then
    perform trails.add_security(new.service_id, who.kind, who.id, said, '', 'staff', new.staff_id, null, null,
      jsonb_build_object('client', new.id));
  end if;
  return null;
end $$;
revoke execute on function trails.note_api_client() from public;
create trigger trl_7_is_written after insert or update on app.api_clients for each row execute function trails.note_api_client();

-- A client shows its secret and is given a token; what it had that is over is thrown away.
create function doorkeeper.open_api_token(client uuid, secret text, token text, at timestamptz, until timestamptz) returns boolean
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
    perform trails.add_security(home, 'visitor', null, 'api-token-refused',
      case when found_client.id is null then 'no-such-client' when found_client.ended_at is not null then 'client-ended'
           when found_client.secret_hash <> secret then 'wrong-secret' else 'nobody-answers-for-it' end,
      case when found_client.id is not null then 'staff' end, found_client.staff_id, null, null,
      case when found_client.id is not null then jsonb_build_object('client', found_client.id) end);
    return false;
  end if;
  delete from app.api_tokens t where t.service_id = found_client.service_id and t.client_id = client and t.ends_at < at;
  insert into app.api_tokens (service_id, token_hash, client_id, made_at, ends_at) values (found_client.service_id, token, client, at, until);
  perform trails.add_security(found_client.service_id, 'staff', found_client.staff_id, 'api-token-given', '', null, null, null, null,
    jsonb_build_object('client', client));
  return true;
end $$;

-- Whom a token stands for, while client and person may still come in.
create function doorkeeper.client_of_token(token text)
returns table (service_id uuid, client_id uuid, staff_id uuid, name text)
language sql stable security definer set search_path = pg_catalog as $$
  select c.service_id, c.id, c.staff_id, f.name
    from app.api_tokens t
    join app.api_clients c on c.service_id = t.service_id and c.id = t.client_id and c.ended_at is null
    join app.staff f on f.service_id = c.service_id and f.id = c.staff_id and f.is_active
         and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
    join app.staff_roles r on r.service_id = c.service_id and r.staff_id = c.staff_id and r.role = 'referrer'
   where t.token_hash = token and t.ends_at > now()
$$;
revoke execute on function doorkeeper.open_api_token, doorkeeper.client_of_token from public;
grant execute on function doorkeeper.open_api_token, doorkeeper.client_of_token to tp_doorkeeper;

-- API-1: a client finds what whoever answers for it would, on a login of its own.
create policy api_own_place on app.agency_people for select to tp_api using (
  service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy api_own_agency on app.agencies for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.agency_people p where p.service_id = agencies.service_id and p.agency_id = agencies.id));
create policy api_own_referrals on app.agency_referrals for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.agency_people p
    where p.service_id = agency_referrals.service_id and p.agency_id = agency_referrals.agency_id
      and (p.sees_all or agency_referrals.referred_by = p.staff_id)));
create policy api_own_referrals on app.referrals for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a where a.service_id = referrals.service_id and a.referral_id = referrals.id));
grant select on app.agency_people, app.agencies, app.agency_referrals to tp_api;
grant select (service_id, id, reference, status, part, full_name, called, date_of_birth, is_under_18, guardian_name, language, needs_interpreter,
  access_needs, phone, email, address, may_phone, may_text, may_email, may_post, safe_times, incident_kind, what_happened, when_words, happened_on,
  where_words, postcode_district, other_people_words, hopes, agreed_to_referral, received_on, entered_at, acknowledged_at)
  on app.referrals to tp_api;
grant usage on schema trails to tp_api;
grant execute on function app.opening_keys(uuid[]), trails.note_read to tp_api;
