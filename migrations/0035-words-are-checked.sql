-- Why: a confidential address leaks in free text. Words that cross from one side to another are compared with everything
-- the record protects, in the same transaction, and the row that lets them cross is refused without that check.

-- A member of staff saying why what was found in one text for one reader is not what it looks like. Only digests and places:
-- the words stay where they are kept.
create table app.false_alarms (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Who is to read the words.
  participant_id uuid not null,
  words_digest text not null check (length(words_digest) = 43),
  -- Each place that was marked: what kind of thing, whose, from where to where.
  found jsonb not null check (jsonb_array_length(found) > 0),
  is_about_contact boolean not null,
  reason text not null check (length(reason) <= 2000),
  said_by uuid not null,
  said_at timestamptz not null default now(),
  seconded_by uuid,
  seconded_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, said_by) references app.staff (service_id, id),
  foreign key (service_id, seconded_by) references app.staff (service_id, id),
  constraint pro_4_answered_with_a_reason check (length(trim(reason)) > 0),
  constraint pro_4_second_is_somebody_else check (seconded_by <> said_by),
  constraint pro_4_seconded_has_time check ((seconded_by is null) = (seconded_at is null))
);
create index false_alarms_of_words on app.false_alarms (service_id, case_id, participant_id, words_digest);
create index false_alarms_newest on app.false_alarms (service_id, case_id, said_at desc, id desc);
call app.seal_case_table('app.false_alarms');
revoke update on app.false_alarms from tp_hand;
grant update (seconded_by, seconded_at) on app.false_alarms to tp_hand;

-- Each look through words on their way, by their digest: never the words.
create table app.word_checks (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Who is to read the words.
  participant_id uuid not null,
  words_digest text not null check (length(words_digest) = 43),
  found int not null check (found >= 0),
  -- The answer to what was found.
  false_alarm_id uuid,
  checked_at timestamptz not null,
  -- A check is good for what is written in the transaction that made it, and for nothing later.
  checked_in xid8 not null default pg_current_xact_id(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, false_alarm_id) references app.false_alarms (service_id, case_id, id),
  constraint pro_3_found_is_answered check ((found = 0) = (false_alarm_id is null))
);
create index word_checks_of_words on app.word_checks (service_id, case_id, participant_id, words_digest);
call app.seal_case_table('app.word_checks');
call app.only_grows('app.word_checks');

-- PRO-3 and PRO-4: what was found is answered for this very text and reader, and contact details by two people.
create function app.pro_3_answer_is_for_these_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.checked_in <> pg_current_xact_id() then call app.refuse('pro_5_checked_as_it_crosses'); end if;
  if new.false_alarm_id is null then return new; end if;
  if not exists (select from app.false_alarms a where a.service_id = new.service_id and a.case_id = new.case_id
      and a.id = new.false_alarm_id and a.participant_id = new.participant_id and a.words_digest = new.words_digest) then
    call app.refuse('pro_3_answer_is_for_these_words');
  end if;
  if exists (select from app.false_alarms a where a.service_id = new.service_id and a.case_id = new.case_id
      and a.id = new.false_alarm_id and a.is_about_contact and a.seconded_by is null) then
    call app.refuse('pro_4_contact_details_need_two');
  end if;
  return new;
end $$;
create trigger pro_3_answer_is_for_these_words before insert on app.word_checks for each row execute function app.pro_3_answer_is_for_these_words();

-- Refuses unless exactly these words were looked through for this reader in this transaction.
create procedure app.must_be_checked(svc uuid, cas uuid, reader uuid, digest text) language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.word_checks c where c.service_id = svc and c.case_id = cas and c.participant_id = reader
      and c.words_digest = digest and c.checked_in = pg_current_xact_id()) then
    call app.refuse('pro_5_checked_as_it_crosses');
  end if;
end $$;

-- PRO-5: nobody is told of a letter, and no words of it cross, but in the transaction that looked through them.
alter table app.releases add column words_digest text not null default '';
create function app.pro_5_checked_as_it_crosses() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.must_be_checked(new.service_id, new.case_id, new.participant_id, new.words_digest);
  return new;
end $$;
create trigger pro_5_checked_as_it_crosses before insert or update of released_at, words, words_digest on app.releases
  for each row execute function app.pro_5_checked_as_it_crosses();

call trails.watch('app.false_alarms');
call trails.watch('app.word_checks');
