-- Why: a document crosses to somebody only as a copy that was passed on: this document, to this person, by whom, when, with whose
-- consent; looked through by us as far as its words can be read, and by a person who says so; frozen, and taken back only until it is opened (H4).

create table app.papers (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  -- Whose document it is.
  from_id uuid not null,
  -- The reader; their own side may have a copy too.
  participant_id uuid not null,
  name text not null,
  kind text not null check (kind in ('pdf', 'jpeg', 'png', 'text', 'docx', 'odt')),
  size int not null,
  -- The key of this one content, under the key of whose document it is: no other content can take its place.
  file_key text not null,
  words_digest text not null,
  -- Who read it for addresses of the other side, and said so as they passed it on.
  read_through_by uuid not null,
  released_by uuid not null,
  released_at timestamptz not null,
  -- The line of the consent ledger that it rests on; none where it goes back to whose it is.
  consent_seq bigint,
  revoked_at timestamptz,
  -- Null where the yes it rested on was taken back, or the document taken away.
  revoked_by uuid,
  read_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, document_id) references app.documents (service_id, case_id, id),
  foreign key (service_id, case_id, from_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, released_by) references app.staff (service_id, id),
  constraint pap_2_read_through_by_whoever_passes_it_on check (read_through_by = released_by),
  constraint pap_1_rests_on_a_yes check ((consent_seq is null) = (from_id = participant_id)),
  constraint pap_3_opened_or_taken_back check (read_at is null or revoked_at is null),
  constraint sea_5_papers_words_digest_is_keyed check (app.is_keyed(words_digest)),
  constraint sea_1_papers_name_is_sealed check (app.is_sealed(name, 200) and name <> ''),
  constraint sea_1_papers_file_key_is_sealed check (app.is_sealed(file_key, 43) and file_key <> '')
);
create unique index pap_5_passed_on_once on app.papers (service_id, case_id, document_id, participant_id) where revoked_at is null;
create index papers_newest on app.papers (service_id, case_id, released_at desc, id desc);
call app.seal_case_table('app.papers');
-- The reader reads the copy that was passed on to them, and nothing of where it came from.
create policy reader on app.papers for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()) and revoked_at is null);
grant select (service_id, case_id, id, document_id, participant_id, name, kind, size, file_key, released_at, revoked_at, read_at) on app.papers to tp_participant;
call trails.watch('app.papers');
-- PAP-4: a copy stays as it was passed on.
revoke update on app.papers from tp_hand;
grant update (revoked_at, revoked_by, read_at) on app.papers to tp_hand;

alter table app.word_checks drop constraint word_checks_way_check;
alter table app.word_checks add constraint word_checks_way_check check (way in ('', 'letter', 'message', 'letter-advice',
  'conference', 'ground-rules', 'arrival', 'agreement-terms', 'amends-note', 'notice', 'document'));

-- H4, PAP-1 and PRO-5: its owner says yes to this document towards this person now, these two may communicate by carried messages,
-- the document is there and of that side, and its name and words were looked through in this transaction.
create function app.pap_1_paper_rests_on_a_yes() returns trigger language plpgsql set search_path = pg_catalog as $$
declare said bigint;
begin
  if not exists (select from app.documents d where d.service_id = new.service_id and d.case_id = new.case_id and d.id = new.document_id
      and d.participant_id = new.from_id and d.kind = new.kind and d.size = new.size and d.taken_away_at is null) then
    call app.refuse('pap_1_a_document_of_that_side');
  end if;
  if new.from_id = new.participant_id then
    if not exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status <> 'closed') then
      call app.refuse('clo_closed_case_rests');
    end if;
  else
    if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-item', null, new.participant_id, new.document_id) then
      call app.refuse('h4_owner_shares_it');
    end if;
    call app.must_be_free_to_communicate(new.service_id, new.case_id, 'shuttle', new.from_id, new.participant_id,
      (new.released_at at time zone 'Europe/London')::date);
    select max(c.seq) into said from app.consents c
     where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.from_id and c.answer = 'given'
       and c.purpose = 'share-item' and c.item_id = new.document_id;
    if new.consent_seq is distinct from said then call app.refuse('pap_1_paper_names_its_yes'); end if;
  end if;
  call app.must_be_checked(new.service_id, new.case_id, new.participant_id, new.words_digest);
  call app.must_be_checked_on('document', new.service_id, new.case_id, new.participant_id, new.document_id);
  return new;
end $$;
create trigger pap_1_paper_rests_on_a_yes before insert on app.papers for each row execute function app.pap_1_paper_rests_on_a_yes();

-- PAP-3: what was opened cannot be taken back, and what was taken back stays so.
create function app.pap_3_taken_back_until_opened() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.revoked_at is distinct from old.revoked_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('pap_3_taken_back_until_opened');
  end if;
  if new.read_at is distinct from old.read_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('pap_3_opened_once');
  end if;
  return new;
end $$;
create trigger pap_3_taken_back_until_opened before update on app.papers for each row execute function app.pap_3_taken_back_until_opened();
