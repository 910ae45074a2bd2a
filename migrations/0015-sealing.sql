-- Why: a stolen copy of the database must show nobody's account, letter or address. Free text is sealed before it gets here,
-- under a data key of whoever it is about; the data keys are wrapped by a key that is never in the database. Destroying one
-- data key erases one person.

-- Which of the installation's keys wraps data keys now. A rotation moves it on.
create table app.key_in_force (
  only_one boolean primary key default true check (only_one),
  number int not null default 1 check (number > 0)
);
insert into app.key_in_force default values;

create table app.data_keys (
  service_id uuid not null references app.services,
  id uuid not null,
  -- Whose texts it seals: a person in whatever case, an organisation, a case as a whole.
  owner_kind text not null check (owner_kind in ('person', 'organisation', 'case')),
  owner_id uuid not null,
  -- The key itself, under the installation's key of that number; null once it was destroyed.
  wrapped bytea check (length(wrapped) = 60),
  wrapped_by int not null,
  made_at timestamptz not null default now(),
  destroyed_at timestamptz,
  primary key (service_id, id),
  constraint sea_2_destroyed_key_is_gone check ((destroyed_at is null) = (wrapped is not null))
);
create unique index sea_3_one_live_key_an_owner on app.data_keys (service_id, owner_kind, owner_id) where destroyed_at is null;
create index data_keys_to_wrap on app.data_keys (wrapped_by, service_id, id) where destroyed_at is null;
call app.seal('app.data_keys');
-- Nobody is granted anything: two functions give out what is wrapped, and only of the service that the identity names.
create policy through_functions on app.data_keys to tp_owner using (true) with check (true);

-- SEA-4: no key is wrapped by an older key of the installation, or that one could never be put away.
create function app.sea_4_wrapped_by_the_key_in_force() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- Shared until this transaction ends: a rotation waits for it, so that no key slips in behind its back.
  perform from app.key_in_force k where k.number = new.wrapped_by for share;
  if not found then call app.refuse('sea_4_wrapped_by_the_key_in_force'); end if;
  return new;
end $$;
create trigger sea_4_wrapped_by_the_key_in_force before insert or update of wrapped on app.data_keys
  for each row when (new.wrapped is not null) execute function app.sea_4_wrapped_by_the_key_in_force();

-- The live data keys of these owners, for whoever is about to write; where there is none, the fresh one becomes it. When the
-- fresh ones are wrapped by a key that is no longer in force, the row has no key, and says which number is.
create function app.sealing_keys(kinds text[], owners uuid[], fresh uuid[], wraps bytea[], by int)
returns table (place int, id uuid, wrapped bytea, by_number int)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  svc uuid := app.service_id(); cas uuid := app.case_id();
  kind text; owner uuid; live app.data_keys; in_force int;
begin
  for nth in 1 .. cardinality(kinds) loop
    kind := kinds[nth]; owner := owners[nth];
    if kind = 'participant' then
      select case when q.person_id is null then 'organisation' else 'person' end, coalesce(q.person_id, q.organisation_id)
        into strict kind, owner from app.participants q
       where q.service_id = svc and q.case_id = cas and q.id = owners[nth];
    end if;
    select * into live from app.data_keys k
     where k.service_id = svc and k.owner_kind = kind and k.owner_id = owner and k.destroyed_at is null;
    if live.id is null then
      select k.number into in_force from app.key_in_force k for share;
      if in_force = by then
        insert into app.data_keys as k (service_id, id, owner_kind, owner_id, wrapped, wrapped_by)
        values (svc, fresh[nth], kind, owner, wraps[nth], by) on conflict do nothing;
        -- Whoever came first made it; by now they have committed.
        select * into strict live from app.data_keys k
         where k.service_id = svc and k.owner_kind = kind and k.owner_id = owner and k.destroyed_at is null;
      end if;
    end if;
    place := nth; id := live.id; wrapped := live.wrapped; by_number := coalesce(live.wrapped_by, in_force);
    return next;
  end loop;
end $$;

-- The data keys of these ids. Whoever reads of a case mostly reads on of those in it: their keys come along, so that a page
-- asks once.
create function app.opening_keys(wanted uuid[]) returns table (id uuid, wrapped bytea, by_number int)
language sql stable security definer set search_path = pg_catalog as $$
  with asked as materialized (
    select k.service_id, k.id, k.owner_kind, k.owner_id, k.wrapped, k.wrapped_by from app.data_keys k
     where k.service_id = (select app.service_id()) and k.id = any (wanted))
  select a.id, a.wrapped, a.wrapped_by from asked a
  union all
  (select k.id, k.wrapped, k.wrapped_by from asked a
     join app.participants q on q.service_id = a.service_id and q.case_id = a.owner_id
     join app.data_keys k on k.service_id = q.service_id and k.destroyed_at is null
      and k.owner_kind = case when q.person_id is null then 'organisation' else 'person' end
      and k.owner_id = coalesce(q.person_id, q.organisation_id)
    where a.owner_kind = 'case' and k.id <> all (wanted) limit 100)
$$;
revoke execute on function app.sealing_keys, app.opening_keys from public;
grant execute on function app.sealing_keys to tp_hand;
grant execute on function app.opening_keys to tp_public, tp_participant, tp_staff, tp_referrer, tp_commissioner, tp_api, tp_hand;

-- SEA-1: what a sealed column holds is empty or sealed, so that nobody writes in clear by mistake. The bound allows for every
-- text that the rules allow: four bytes a sign at most, and four signs for each three bytes.
create function app.is_sealed(value text, most int) returns boolean language sql immutable set search_path = pg_catalog as $$
  select value = '' or (value ~ '^tp1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]{38,}$' and length(value) <= 82 + most * 16 / 3)
$$;
revoke execute on function app.is_sealed from public;
grant execute on function app.is_sealed to tp_hand, tp_owner;

alter table app.notes drop constraint notes_words_check;
alter table app.notes add constraint sea_1_notes_words_is_sealed check (app.is_sealed(words, 20000) and words <> '');
