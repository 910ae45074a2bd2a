-- Why: nothing is quietly read (H14). Whoever reads a case, a person, a letter, a message, searches, prints or exports leaves a
-- row before the page is sent; where the row cannot be written, the page is not shown.

create table trails.reads (
  service_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null default now(),
  login text not null default session_user,
  actor_kind text not null check (actor_kind in ('staff', 'participant')),
  actor_id uuid not null,
  what text not null check (what in ('case', 'person', 'referral', 'letter', 'message', 'search', 'print', 'export', 'own-page')),
  -- The way in, as it is registered: never an address with anything of a person in it.
  place text not null check (length(place) between 1 and 200),
  case_id uuid,
  participant_id uuid,
  person_id uuid,
  referral_id uuid,
  -- The letter, agreement, message or other thing that the page is of.
  item_id uuid,
  -- Whether whoever read it worked on the case at that moment; null where there is no case, or for somebody's own page.
  is_own_worker boolean,
  -- Of a search: keyed digests of its words, and the cases it found. Of an export: what was asked for.
  salt bytea,
  detail jsonb,
  digest bytea not null check (length(digest) = 32),
  erased_in bigint,
  primary key (service_id, seq),
  constraint trl_3_whole_or_erased check ((salt is null) = (erased_in is not null) and (salt is not null or detail is null)),
  constraint trl_6_participants_read_their_own check (actor_kind = 'staff' or (what = 'own-page' and participant_id = actor_id and case_id is not null))
);
create index reads_newest on trails.reads (service_id, at desc, seq desc);
create index reads_of_case on trails.reads (service_id, case_id, at desc, seq desc);
create index reads_of_actor on trails.reads (service_id, actor_id, at desc, seq desc);
create index reads_by_searching on trails.reads (service_id, at desc, seq desc) where what = 'search';

call trails.seal_trail('trails.reads');
grant select (service_id, seq, at, login, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id,
  is_own_worker, detail, erased_in) on trails.reads to tp_staff;
grant select (service_id, seq, at, login, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id,
  is_own_worker, digest) on trails.reads to tp_worker;
grant select on sequence trails.reads_seq_seq to tp_worker;

create policy trails on app.allocations for select to tp_owner using (service_id = (select app.service_id()));

-- TRL-6: one look. The reader is whoever the signed identity says, never an argument; a participant's look is at their own page,
-- whatever is said. Looking at the same thing again within a minute is one look, unless it leaves the building.
create function trails.note_read(signed text, what text, place text, of_case uuid, of_participant uuid, of_referral uuid, of_item uuid, detail jsonb)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  me text[];
  reader uuid;
  service uuid;
  person uuid;
  own_worker boolean;
  grain bytea := uuid_send(gen_random_uuid());
begin
  perform set_config('app.identity', signed, true);
  me := app.identity();
  if me is null or me[3] not in ('staff', 'participant') then call app.refuse('trl_6_reader_is_known'); end if;
  service := me[2]::uuid;
  reader := me[4]::uuid;
  if me[3] = 'participant' then
    of_case := me[5]::uuid;
    of_participant := reader;
  elsif of_case is not null then
    own_worker := exists (select from app.allocations a
      where a.service_id = service and a.case_id = of_case and a.staff_id = reader and a.until_at is null);
  end if;
  if note_read.what not in ('print', 'export') and exists (
    select from trails.reads r
     where r.service_id = service and r.actor_id = reader and r.at > now() - interval '1 minute' and r.what = note_read.what and r.place = note_read.place
       and r.case_id is not distinct from of_case and r.participant_id is not distinct from of_participant
       and r.referral_id is not distinct from of_referral and r.item_id is not distinct from of_item
       and r.detail is not distinct from note_read.detail) then
    return;
  end if;
  if of_participant is not null then
    select p.person_id into person from app.participants p where p.service_id = service and p.case_id = of_case and p.id = of_participant;
  end if;
  -- The transaction has its number before the row takes a place, which sealing relies on.
  perform pg_current_xact_id();
  insert into trails.reads (service_id, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id, is_own_worker,
                            salt, detail, digest)
  values (service, me[3], reader, note_read.what, note_read.place, of_case, of_participant, person, of_referral, of_item, own_worker,
          grain, note_read.detail, trails.digest_of(grain, note_read.detail::text, null));
end $$;
revoke execute on function trails.note_read from public;
grant usage on schema trails to tp_participant;
grant execute on function trails.note_read to tp_staff, tp_participant;
