-- Why: a case has papers: a police notice, a certificate, a photograph. Each belongs to one side or to the case as a whole; staff
-- read it, nobody else does. The content lies sealed in the data folder, and the only key of it lies sealed in this row.

create table app.documents (
  service_id uuid not null,
  case_id uuid not null,
  -- Also what its content is called in the data folder.
  id uuid not null,
  -- Whose side it belongs to; null is the case as a whole.
  participant_id uuid,
  name text not null,
  about text not null,
  kind text not null check (kind in ('pdf', 'jpeg', 'png', 'text', 'docx', 'odt')),
  size int not null,
  -- A fresh key for this one content, sealed under the key of whose side it is: with that one destroyed, nobody opens it.
  file_key text not null,
  -- What could be read of it, for the look through words before it crosses.
  words text not null,
  are_words_whole boolean not null,
  added_by uuid not null,
  added_at timestamptz not null,
  taken_away_at timestamptz,
  taken_away_by uuid,
  taken_away_because text not null default '',
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases (service_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, added_by) references app.staff (service_id, id),
  foreign key (service_id, taken_away_by) references app.staff (service_id, id),
  constraint doc_3_twenty_megabytes check (size between 1 and 20971520),
  constraint doc_5_taken_away_by_somebody_with_a_reason check ((taken_away_at is null) = (taken_away_by is null) and (taken_away_at is null) = (taken_away_because = '')),
  constraint sea_1_documents_name_is_sealed check (app.is_sealed(name, 200) and name <> ''),
  constraint sea_1_documents_about_is_sealed check (app.is_sealed(about, 500)),
  constraint sea_1_documents_file_key_is_sealed check (app.is_sealed(file_key, 43) and file_key <> ''),
  constraint sea_1_documents_words_is_sealed check (app.is_sealed(words, 200000)),
  constraint sea_1_documents_taken_away_because_is_sealed check (app.is_sealed(taken_away_because, 1000))
);
create index documents_newest on app.documents (service_id, case_id, added_at desc, id desc);
create index documents_by_id on app.documents (id);
call app.seal_case_table('app.documents');
call trails.watch('app.documents');
-- DOC-4: what was added stays as it was; it is only taken away.
revoke update on app.documents from tp_hand;
grant update (taken_away_at, taken_away_by, taken_away_because) on app.documents to tp_hand;

-- DOC-3: half a gigabyte a case. The case is held by whoever adds, so no two count at once.
create function app.doc_3_case_has_room() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (select sum(d.size) from app.documents d where d.service_id = new.service_id and d.case_id = new.case_id) > 524288000 then
    call app.refuse('doc_3_case_has_room');
  end if;
  return null;
end $$;
create trigger doc_3_case_has_room after insert on app.documents for each row execute function app.doc_3_case_has_room();

-- DOC-5: once, and it stays so.
create function app.doc_5_taken_away_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.taken_away_at is not null then call app.refuse('doc_5_taken_away_once'); end if;
  return new;
end $$;
create trigger doc_5_taken_away_once before update on app.documents for each row execute function app.doc_5_taken_away_once();

-- Which of these contents have a row: the worker throws away those that were kept for a row that was never written.
create policy doorkeeper on app.documents for select to tp_owner using (true);
create function doorkeeper.documents_there(ids uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog as
  $$ select d.id from app.documents d where d.id = any(ids) $$;
revoke execute on function doorkeeper.documents_there from public;
grant execute on function doorkeeper.documents_there to tp_doorkeeper;

-- Opening a document is a look of its own in the trail.
alter table trails.reads drop constraint reads_what_check;
alter table trails.reads add constraint reads_what_check
  check (what in ('case', 'person', 'referral', 'letter', 'message', 'document', 'search', 'print', 'export', 'own-page', 'trail'));
