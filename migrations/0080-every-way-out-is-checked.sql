-- Why: an address in a letter was caught, one in the terms of an agreement was not. Whatever else crosses or leaves with words
-- that somebody typed is looked through in the transaction in which it does, and the row that lets it is refused otherwise.

-- By which way the words go, and what they are about; empty for checks from before there was a list of ways.
alter table app.word_checks add column way text not null default '' check (way in ('', 'letter', 'message', 'letter-advice',
  'conference', 'ground-rules', 'arrival', 'agreement-terms', 'amends-note', 'notice'));
alter table app.word_checks add column about_id uuid;

-- Refuses unless words on this way, about this, were looked through for this reader in this transaction.
create procedure app.must_be_checked_on(the_way text, svc uuid, cas uuid, reader uuid, about uuid) language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.word_checks c where c.service_id = svc and c.case_id = cas and c.participant_id = reader
      and c.way = the_way and c.about_id = about and c.checked_in = pg_current_xact_id()) then
    call app.refuse('pro_6_every_way_is_checked');
  end if;
end $$;

-- The advice of whoever reads a letter, for the one who writes it.
create function app.pro_6_advice_is_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
declare author uuid;
begin
  select l.participant_id into author from app.letters l
   where l.service_id = new.service_id and l.case_id = new.case_id and l.id = new.letter_id;
  call app.must_be_checked_on('letter-advice', new.service_id, new.case_id, author, new.letter_id);
  return new;
end $$;
create trigger pro_6_every_way_is_checked before insert on app.letter_reviews for each row when (new.verdict = 'return' and new.advice <> '')
  execute function app.pro_6_advice_is_checked();

-- Who comes, where and by which rules, for everybody who is asked.
create function app.pro_6_asked_is_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.must_be_checked_on('conference', new.service_id, new.case_id, new.participant_id, new.conference_id);
  return new;
end $$;
create trigger pro_6_every_way_is_checked before insert on app.conference_invitations for each row execute function app.pro_6_asked_is_checked();

create function app.pro_6_shown_is_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
declare reader uuid;
begin
  for reader in select i.participant_id from app.conference_invitations i
      where i.service_id = new.service_id and i.case_id = new.case_id and i.conference_id = new.conference_id loop
    call app.must_be_checked_on('conference', new.service_id, new.case_id, reader, new.conference_id);
  end loop;
  return new;
end $$;
create trigger pro_6_every_way_is_checked before update of shown_since, shown_as on app.conference_attendees for each row
  when (new.shown_since is not null and (new.shown_since is distinct from old.shown_since or new.shown_as <> old.shown_as))
  execute function app.pro_6_shown_is_checked();

create function app.pro_6_rules_are_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
declare reader uuid;
begin
  for reader in select i.participant_id from app.conference_invitations i
      where i.service_id = new.service_id and i.case_id = new.case_id and i.conference_id = new.id loop
    call app.must_be_checked_on('ground-rules', new.service_id, new.case_id, reader, new.id);
  end loop;
  return new;
end $$;
create trigger pro_6_every_way_is_checked before update of ground_rules on app.conferences for each row
  when (new.ground_rules <> old.ground_rules) execute function app.pro_6_rules_are_checked();

create function app.pro_6_arrival_is_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.must_be_checked_on('arrival', new.service_id, new.case_id, new.participant_id, new.conference_id);
  return new;
end $$;
create trigger pro_6_arrival_is_checked before update of waits_in on app.conference_attendees for each row
  when (new.waits_in <> '' and new.waits_in <> old.waits_in) execute function app.pro_6_arrival_is_checked();

-- The terms of an agreement, for each of its parties.
create function app.pro_6_terms_are_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
declare reader uuid;
begin
  for reader in select p.participant_id from app.agreement_parties p
      where p.service_id = new.service_id and p.case_id = new.case_id and p.agreement_id = new.id loop
    call app.must_be_checked_on('agreement-terms', new.service_id, new.case_id, reader, new.id);
  end loop;
  return new;
end $$;
create trigger pro_6_every_way_is_checked before update of status on app.agreements for each row
  when (new.status = 'proposed' and old.status <> 'proposed') execute function app.pro_6_terms_are_checked();

-- What staff note about a promise, for whoever owes it.
create function app.pro_6_note_is_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
declare reader uuid;
begin
  select a.participant_id into reader from app.amends a
   where a.service_id = new.service_id and a.case_id = new.case_id and a.id = new.amends_id;
  call app.must_be_checked_on('amends-note', new.service_id, new.case_id, reader, new.amends_id);
  return new;
end $$;
create trigger pro_6_every_way_is_checked before insert on app.amends_progress for each row
  when (new.actor_kind = 'staff' and new.note <> '') execute function app.pro_6_note_is_checked();

-- A message, whole, as it leaves.
create function app.pro_6_notice_is_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.must_be_checked_on('notice', new.service_id, new.case_id, new.participant_id, new.id);
  return new;
end $$;
create trigger pro_6_every_way_is_checked before update of status on app.notices for each row
  when (new.participant_id is not null and new.status in ('leaving', 'by-hand') and old.status = 'waiting')
  execute function app.pro_6_notice_is_checked();

-- A message that is held back fails before it leaves; a person takes it up when its words were changed.
create or replace function app.ntc_2_moves_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
declare before text := case when tg_op = 'UPDATE' then old.status else '' end;
begin
  if before = new.status then return new; end if;
  if before || '>' || new.status not in ('>waiting', 'waiting>leaving', 'waiting>by-hand', 'waiting>stopped', 'waiting>failed',
      'leaving>sent', 'leaving>waiting', 'leaving>failed', 'leaving>unsure', 'by-hand>sent', 'by-hand>stopped',
      'unsure>sent', 'unsure>waiting', 'unsure>stopped', 'failed>waiting', 'failed>stopped') then
    call app.refuse('ntc_2_moves_in_order');
  end if;
  return new;
end $$;

-- What a notice says while it is held back is for staff to see; its reader sees it once it left.
drop policy own_notices on app.notices;
create policy own_notices on app.notices for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id())
  and status <> 'failed');

-- What the record has no field of its own for: where somebody works or learns, the names of their children, a new name.
create table app.protected_words (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Whose it is.
  participant_id uuid not null,
  kind text not null check (kind in ('workplace', 'school', 'childs-name', 'new-name')),
  words text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  -- When it was said to be no secret any more.
  ended_at timestamptz,
  ended_by uuid,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, added_by) references app.staff (service_id, id),
  foreign key (service_id, ended_by) references app.staff (service_id, id),
  constraint sea_1_protected_words_words_is_sealed check (app.is_sealed(words, 200) and words <> ''),
  constraint pro_8_ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
create index protected_words_newest on app.protected_words (service_id, case_id, added_at desc, id desc);
call app.seal_case_table('app.protected_words');
revoke update on app.protected_words from tp_hand;
grant update (ended_at, ended_by) on app.protected_words to tp_hand;
call trails.watch('app.protected_words');
