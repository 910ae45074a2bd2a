-- Why: nothing is silently overwritten. Every change of a row of the record leaves its old and new values in a trail that only
-- grows; the worker seals it in batches with a key kept outside the database, so that a row somebody takes out, alters or moves is named.

create schema trails;
grant usage on schema trails to tp_staff, tp_worker;

-- Texts as one run of bytes in which none can pass for another: each with its length before it, a missing one as a dash.
-- src/platform/fingerprint.ts makes the same bytes; verifying never asks the database for a digest.
create function trails.digest_of(salt bytea, one text, other text) returns bytea language sql immutable set search_path = pg_catalog as $$
  select sha256(salt || convert_to(coalesce(octet_length(one) || ':' || one, '-') || coalesce(octet_length(other) || ':' || other, '-'), 'utf8'))
$$;

-- Who acts in this transaction: said by the signed identity, so that no login can say it is somebody else. Without one it is
-- whoever logged in: a person at the database itself, or the doorkeeper.
create function trails.actor(out kind text, out id uuid, out case_id uuid) language sql stable set search_path = pg_catalog as $$
  select coalesce(case when i[3] <> 'hand' then i[3] when i[4] = '' then 'system' else split_part(i[4], '_', 1) end, 'database'),
         case when i[3] = 'hand' then nullif(split_part(i[4], '_', 2), '')::uuid when i[3] in ('staff', 'participant') then i[4]::uuid end,
         case when i[3] in ('hand', 'participant') then nullif(i[5], '')::uuid end
    from (select app.identity() as i) as me
$$;

create table trails.changes (
  service_id uuid not null,
  -- Its place in the trail. The transaction has its number before it takes a place, which sealing relies on.
  seq bigint generated always as identity,
  at timestamptz not null default now(),
  login text not null default session_user,
  actor_kind text not null check (actor_kind in ('staff', 'participant', 'visitor', 'system', 'database')),
  actor_id uuid,
  table_name text not null,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  key jsonb not null,
  case_id uuid,
  participant_id uuid,
  person_id uuid,
  referral_id uuid,
  -- The values may be erased; their digest stays, and with it the proof of everything else.
  salt bytea,
  old jsonb,
  new jsonb,
  digest bytea not null check (length(digest) = 32),
  -- Where the security trail says that and why the values were erased.
  erased_in bigint,
  primary key (service_id, seq),
  constraint trl_3_whole_or_erased check ((salt is null) = (erased_in is not null) and (salt is not null or (old is null and new is null)))
);
create index changes_newest on trails.changes (service_id, at desc, seq desc);
create index changes_of_case on trails.changes (service_id, case_id, at desc, seq desc);
create index changes_of_person on trails.changes (service_id, person_id, at desc, seq desc) where person_id is not null;
create index changes_of_actor on trails.changes (service_id, actor_id, at desc, seq desc) where actor_id is not null;

-- TRL-1: a trail only grows, also for its owner and for whoever may do everything. Values may be erased, once.
create function trails.trl_1_only_grows() returns trigger language plpgsql set search_path = pg_catalog as $$
declare values_of text[] := array['salt', 'old', 'new', 'detail', 'erased_in'];
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(old) ->> 'erased_in' is null and to_jsonb(new) ->> 'erased_in' is not null
       and to_jsonb(old) - values_of = to_jsonb(new) - values_of then return new; end if;
  end if;
  call app.refuse('trl_1_only_grows');
  return null;
end $$;

-- The usual seal of a trail: written by functions of this schema alone, read by the data officers of its service, sealed by the worker.
create procedure trails.seal_trail(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  call app.seal(tab);
  execute format('create trigger trl_1_only_grows before update or delete on %s for each row execute function trails.trl_1_only_grows()', tab);
  execute format('create trigger trl_1_is_never_emptied before truncate on %s for each statement execute function trails.trl_1_only_grows()', tab);
  execute format('create policy written_by_functions on %s for insert to tp_owner with check (true)', tab);
  execute format('create policy verified on %s for select to tp_owner using (true)', tab);
  execute format('create policy sealed_by_worker on %s for select to tp_worker using (true)', tab);
  -- TRL-5
  execute format('create policy data_officer on %s for select to tp_staff using (service_id = (select app.service_id()) and (select trails.is_data_officer()))', tab);
end $$;

-- Whether the member of staff who asks is a data officer.
create function trails.is_data_officer() returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.staff_roles r
    where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role = 'data-officer')
$$;

call trails.seal_trail('trails.changes');
grant select (service_id, seq, at, login, actor_kind, actor_id, table_name, operation, key, case_id, participant_id, person_id, referral_id,
  old, new, erased_in) on trails.changes to tp_staff;
grant select (service_id, seq, at, login, actor_kind, actor_id, table_name, operation, key, case_id, participant_id, person_id, referral_id,
  digest) on trails.changes to tp_worker;
grant select on sequence trails.changes_seq_seq to tp_worker;
-- Words of a case that somebody may not open, a conflict of interest among them, stay closed in the trail too.
create policy of_cases_open_to_them on trails.changes as restrictive for select to tp_staff using (
  case_id is null or exists (select from app.case_readers reader
    where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = changes.case_id));

-- TRL-2: one row for each row that was written. The arguments are the key of the table and the columns that are no news.
create function trails.note_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  whole jsonb;
  before jsonb;
  was jsonb;
  becomes jsonb;
  who record;
  participant uuid;
  person uuid;
  grain bytea := uuid_send(gen_random_uuid());
begin
  if tg_op = 'DELETE' then
    whole := to_jsonb(old);
    select jsonb_object_agg(each.key, each.value) into was from jsonb_each(whole) each where each.value <> 'null' and each.key <> 'service_id';
  elsif tg_op = 'INSERT' then
    whole := to_jsonb(new);
    select jsonb_object_agg(each.key, each.value) into becomes from jsonb_each(whole) each where each.value <> 'null' and each.key <> 'service_id';
  else
    whole := to_jsonb(new);
    before := to_jsonb(old);
    select jsonb_object_agg(each.key, before -> each.key), jsonb_object_agg(each.key, each.value) into was, becomes
      from jsonb_each(whole) each
     where each.value is distinct from before -> each.key and each.key <> all (string_to_array(tg_argv[1], ','));
    if becomes is null then return null; end if;
  end if;
  who := trails.actor();
  participant := coalesce(whole ->> 'participant_id', case tg_table_name when 'participants' then whole ->> 'id' end)::uuid;
  person := coalesce(whole ->> 'person_id', case tg_table_name when 'people' then whole ->> 'id' end)::uuid;
  who.case_id := coalesce((whole ->> 'case_id')::uuid, case tg_table_name when 'cases' then (whole ->> 'id')::uuid end, who.case_id);
  if person is null and participant is not null then
    select p.person_id into person from app.participants p
     where p.service_id = (whole ->> 'service_id')::uuid and p.case_id = who.case_id and p.id = participant;
  end if;
  insert into trails.changes (service_id, actor_kind, actor_id, table_name, operation, key, case_id, participant_id, person_id, referral_id,
                              salt, old, new, digest)
  values ((whole ->> 'service_id')::uuid, who.kind, who.id, tg_table_name, lower(tg_op),
          (select jsonb_object_agg(each, whole -> each) from unnest(string_to_array(tg_argv[0], ',')) each), who.case_id, participant, person,
          coalesce(whole ->> 'referral_id', case tg_table_name when 'referrals' then whole ->> 'id' end)::uuid,
          grain, was, becomes, trails.digest_of(grain, was::text, becomes::text));
  return null;
end $$;

-- Watches a table of the record. Columns that are no news change without a row.
create procedure trails.watch(tab regclass, no_news text default '') language plpgsql set search_path = pg_catalog as $$
declare keys text;
begin
  select string_agg(a.attname, ',' order by k.at) into keys
    from pg_index i cross join unnest(i.indkey) with ordinality as k (num, at)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
   where i.indrelid = tab and i.indisprimary and (a.attname <> 'service_id' or i.indnkeyatts = 1);
  execute format('create trigger trl_2_change_is_written after insert or update or delete on %s for each row execute function trails.note_change(%L, %L)',
    tab, keys, no_news);
end $$;

call trails.watch('app.services');
call trails.watch('app.staff');
call trails.watch('app.staff_roles');
call trails.watch('app.areas');
call trails.watch('app.venues');
call trails.watch('app.notices');
-- Touching a case moves it to the top of lists; what touched it has a row of its own.
call trails.watch('app.cases', 'touched_at');
call trails.watch('app.case_readers');
call trails.watch('app.incidents');
call trails.watch('app.people');
call trails.watch('app.organisations');
call trails.watch('app.participants');
call trails.watch('app.contact_points');
call trails.watch('app.safe_contact_rules');
call trails.watch('app.harm_links');
call trails.watch('app.companions');
call trails.watch('app.allocations');
call trails.watch('app.conflicts');
call trails.watch('app.contacts');
call trails.watch('app.tasks');
call trails.watch('app.notes');
call trails.watch('app.history');
call trails.watch('app.referrals');
call trails.watch('app.referral_others');
call trails.watch('app.consents');
call trails.watch('app.responsibility');
call trails.watch('app.risk_assessments');
call trails.watch('app.risk_factors');
call trails.watch('app.mitigations');
call trails.watch('app.legal_orders');
call trails.watch('app.preparation_sessions');
call trails.watch('app.preparation_checks');
call trails.watch('app.letters');
call trails.watch('app.letter_reviews');
call trails.watch('app.releases');
call trails.watch('app.conferences');
call trails.watch('app.conference_facilitators');
call trails.watch('app.conference_attendees');
call trails.watch('app.run_sheet_steps');
call trails.watch('app.conference_invitations');
call trails.watch('app.agreements');
call trails.watch('app.agreement_parties');
call trails.watch('app.amends');
call trails.watch('app.amends_instalments');
call trails.watch('app.amends_progress');
call trails.watch('app.follow_ups');
call trails.watch('app.surveys');
call trails.watch('app.reoffending_checks');
call trails.watch('app.closures');
call trails.watch('app.holds');

-- One seal for each batch of a trail: what its rows were, and the seal before it. The key is kept outside the database.
create table trails.seals (
  service_id uuid not null,
  trail text not null check (trail in ('changes', 'reads', 'security')),
  number int not null check (number > 0),
  -- The places it covers, without a gap to the seal before it.
  from_seq bigint not null,
  to_seq bigint not null,
  count int not null check (count > 0),
  -- For each row in order: its place (8 bytes) and the first 16 bytes of its keyed digest.
  entries bytea not null,
  -- SHA-256 of the entries.
  root bytea not null check (length(root) = 32),
  -- The mac of the seal before it; empty for the first.
  before bytea not null,
  mac bytea not null check (length(mac) = 32),
  -- Which key made it: the first figures of the key's own digest.
  key_name text not null,
  sealed_at timestamptz not null,
  primary key (service_id, trail, number),
  constraint trl_4_covers_its_places check (from_seq <= to_seq and length(entries) = count * 24),
  constraint trl_4_first_or_after_another check ((number = 1) = (length(before) = 0))
);
call app.seal('trails.seals');
create trigger trl_1_only_grows before update or delete on trails.seals for each row execute function trails.trl_1_only_grows();
create trigger trl_1_is_never_emptied before truncate on trails.seals for each statement execute function trails.trl_1_only_grows();
create policy sealed_by_worker on trails.seals for select to tp_worker using (true);
create policy worker_seals on trails.seals for insert to tp_worker with check (true);
create policy verified on trails.seals for select to tp_owner using (true);
grant select, insert on trails.seals to tp_worker;
-- The worker seals the trails of every service, and learns only which there are.
create policy seals_for_each on app.services for select to tp_worker using (true);
grant select (service_id) on app.services to tp_worker;

revoke execute on all functions in schema trails from public;
grant execute on function trails.is_data_officer to tp_staff;
