-- Why: a statement or a question of one side, and a first name, cross to the other side only by a release: this item, to this
-- person, by whom, when, with whose consent; frozen as released, and taken back only until it is read (H4).

create table app.items (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Whose side it belongs to.
  participant_id uuid not null,
  to_id uuid not null,
  kind text not null check (kind in ('statement', 'question')),
  -- The question that this statement answers.
  answers_id uuid,
  words text not null check (length(words) between 1 and 5000),
  actor_kind text not null check (actor_kind in ('staff', 'participant')),
  actor_id uuid not null,
  written_at timestamptz not null,
  -- What its own side is told; whether it was read is the other's.
  passed_on_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, to_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, answers_id) references app.items (service_id, case_id, id),
  constraint rel_1_not_to_oneself check (participant_id <> to_id),
  constraint rel_6_a_statement_answers check (answers_id is null or kind = 'statement')
);
create index items_newest on app.items (service_id, case_id, written_at desc, id desc);
call app.seal_case_table('app.items');
call app.rests_when_closed('app.items');
call app.own_side('app.items', 'service_id, case_id, id, participant_id, to_id, kind, answers_id, words, written_at, passed_on_at');
revoke update on app.items from tp_hand;
grant update (words, written_at, passed_on_at) on app.items to tp_hand;

create table app.item_releases (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('statement', 'question', 'first-name')),
  -- The item; for a first name, whose it is.
  item_id uuid not null,
  from_id uuid not null,
  -- The reader.
  participant_id uuid not null,
  words text not null check (length(words) between 1 and 5000),
  words_digest text not null,
  released_by uuid not null,
  released_at timestamptz not null,
  -- The line of the consent ledger that it rests on.
  consent_seq bigint not null,
  revoked_at timestamptz,
  -- Null where the yes it rested on was taken back.
  revoked_by uuid,
  read_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, from_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, released_by) references app.staff (service_id, id),
  constraint rel_3_read_or_taken_back check (read_at is null or revoked_at is null)
);
create unique index rel_7_released_once on app.item_releases (service_id, case_id, kind, item_id, participant_id) where revoked_at is null;
call app.seal_case_table('app.item_releases');
-- The reader reads the copy that was released to them, and nothing of where it came from.
create policy reader on app.item_releases for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()) and revoked_at is null);
grant select (service_id, case_id, id, kind, item_id, participant_id, words, released_at, revoked_at, read_at) on app.item_releases to tp_participant;
call trails.watch('app.items');
call trails.watch('app.item_releases');
-- REL-4: released copies stay as they were released.
revoke update on app.item_releases from tp_hand;
grant update (revoked_at, revoked_by, read_at) on app.item_releases to tp_hand;

-- H4, REL-2 and REL-5: the owner says yes to this item towards this person now, these two may communicate by carried messages,
-- and the words were looked through in this transaction.
create function app.rel_2_release_rests_on_a_yes() returns trigger language plpgsql set search_path = pg_catalog as $$
declare said bigint;
begin
  if new.kind = 'first-name' then
    if new.item_id <> new.from_id then call app.refuse('rel_2_a_name_is_its_owners'); end if;
    if not exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status <> 'closed') then
      call app.refuse('clo_closed_case_rests');
    end if;
    if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-name', null, new.participant_id, null) then
      call app.refuse('h4_owner_shares_it');
    end if;
  else
    if not exists (select from app.items i where i.service_id = new.service_id and i.case_id = new.case_id and i.id = new.item_id
        and i.kind = new.kind and i.participant_id = new.from_id and i.to_id = new.participant_id) then
      call app.refuse('rel_2_an_item_to_whom_it_is_for');
    end if;
    if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-item', null, new.participant_id, new.item_id) then
      call app.refuse('h4_owner_shares_it');
    end if;
    call app.must_be_free_to_communicate(new.service_id, new.case_id, 'shuttle', new.from_id, new.participant_id,
      (new.released_at at time zone 'Europe/London')::date);
  end if;
  select max(c.seq) into said from app.consents c
   where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.from_id and c.answer = 'given'
     and c.purpose = case new.kind when 'first-name' then 'share-name' else 'share-item' end
     and c.item_id is not distinct from case new.kind when 'first-name' then null else new.item_id end;
  if new.consent_seq is distinct from said then call app.refuse('rel_2_release_names_its_yes'); end if;
  call app.must_be_checked(new.service_id, new.case_id, new.participant_id, new.words_digest);
  return new;
end $$;
create trigger rel_2_release_rests_on_a_yes before insert on app.item_releases for each row execute function app.rel_2_release_rests_on_a_yes();

-- REL-3: what was read cannot be taken back, and what was taken back stays so.
create function app.rel_3_taken_back_until_read() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.revoked_at is distinct from old.revoked_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('rel_3_taken_back_until_read');
  end if;
  if new.read_at is distinct from old.read_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('rel_3_read_once');
  end if;
  return new;
end $$;
create trigger rel_3_taken_back_until_read before update on app.item_releases for each row execute function app.rel_3_taken_back_until_read();

-- REL-4: words that their owner shares, or that are on the other side, do not change under them.
create function app.rel_4_shared_words_stay() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.words = old.words then return new; end if;
  if app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, new.to_id, new.id)
     or exists (select from app.item_releases r where r.service_id = new.service_id and r.case_id = new.case_id and r.item_id = new.id and r.revoked_at is null) then
    call app.refuse('rel_4_shared_words_stay');
  end if;
  return new;
end $$;
create trigger rel_4_shared_words_stay before update of words on app.items for each row execute function app.rel_4_shared_words_stay();

-- REL-6: an answer is to a question that was read.
create function app.rel_6_answers_what_was_read() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.answers_id is not null and not exists (select from app.item_releases r where r.service_id = new.service_id and r.case_id = new.case_id
      and r.item_id = new.answers_id and r.kind = 'question' and r.participant_id = new.participant_id and r.from_id = new.to_id
      and r.read_at is not null) then
    call app.refuse('rel_6_answers_what_was_read');
  end if;
  return new;
end $$;
create trigger rel_6_answers_what_was_read before insert on app.items for each row execute function app.rel_6_answers_what_was_read();
