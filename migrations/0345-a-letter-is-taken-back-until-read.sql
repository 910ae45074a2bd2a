-- Why: a letter crosses as every item does: to this person, by whom, when, on which yes; its copy stays as it was released,
-- and what nobody has opened can be taken back, without a word to the person it was for.

-- Null only for what crossed before the line was named.
alter table app.releases add column consent_seq bigint;
-- Null where the yes it rested on was taken back.
alter table app.releases add column revoked_by uuid;
alter table app.releases add constraint exc_15_read_or_taken_back check (read_at is null or revoked_at is null);

-- What was taken back stays on file as it was, and crosses again as another release.
alter table app.releases drop constraint exc_7_released_once;
create unique index exc_7_released_once on app.releases (service_id, case_id, kind, item_id, participant_id) where revoked_at is null;

-- EXC-14: a released copy stays as it was released, and so does who let it cross, to whom, when and on which yes.
revoke update on app.releases from tp_hand;
grant update (revoked_at, revoked_by, read_at, answer, answered_at, ask_after, author_may_know) on app.releases to tp_hand;

-- H4 and EXC-14: what crosses is its writer's, who shares it now; the release says who let it cross and names the line of the ledger.
create function app.exc_14_release_rests_on_a_yes() returns trigger language plpgsql set search_path = pg_catalog as $$
declare said bigint;
begin
  if not exists (select from app.letters l where l.service_id = new.service_id and l.case_id = new.case_id and l.id = new.item_id
      and l.participant_id = new.from_id) then
    call app.refuse('exc_14_from_who_wrote_it');
  end if;
  if new.released_by is null then call app.refuse('exc_14_release_says_by_whom'); end if;
  if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-item', null, new.participant_id, new.item_id) then
    call app.refuse('h4_author_shares_the_letter');
  end if;
  select max(c.seq) into said from app.consents c
   where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.from_id and c.answer = 'given'
     and c.purpose = 'share-item' and c.item_id = new.item_id;
  if new.consent_seq is distinct from said then call app.refuse('exc_14_release_names_its_yes'); end if;
  return new;
end $$;
create trigger released_on_a_yes before insert on app.releases for each row execute function app.exc_14_release_rests_on_a_yes();

-- EXC-15: what was read stays read, what was read aloud or handed over was heard, and what was taken back stays so.
create function app.exc_15_taken_back_until_read() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.revoked_at is not null then call app.refuse('exc_15_taken_back_stays_so'); end if;
  if new.read_at is distinct from old.read_at and (old.read_at is not null or old.kind <> 'letter') then
    call app.refuse('exc_15_read_once');
  end if;
  if new.revoked_at is distinct from old.revoked_at then
    if old.read_at is not null then call app.refuse('exc_15_taken_back_until_read'); end if;
    if old.kind = 'letter' and not exists (select from app.letters l where l.service_id = old.service_id and l.case_id = old.case_id
        and l.id = old.item_id and l.accepted_how = 'online') then
      call app.refuse('exc_15_what_was_heard_stays');
    end if;
    if old.kind = 'letter-offer' and exists (select from app.releases w where w.service_id = old.service_id and w.case_id = old.case_id
        and w.kind = 'letter' and w.item_id = old.item_id and w.revoked_at is null) then
      call app.refuse('exc_15_words_are_taken_back_first');
    end if;
  end if;
  return new;
end $$;
create trigger exc_15_taken_back_until_read before update on app.releases for each row execute function app.exc_15_taken_back_until_read();

-- EXC-15: a delivered letter goes back only when its words were taken back.
create function app.exc_15_delivered_stays_delivered() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.status = 'delivered' and new.status <> 'delivered' and (new.status <> 'frozen' or exists (
      select from app.releases r where r.service_id = old.service_id and r.case_id = old.case_id and r.kind = 'letter'
        and r.item_id = old.id and r.revoked_at is null)) then
    call app.refuse('exc_15_delivered_stays_delivered');
  end if;
  return new;
end $$;
create trigger exc_15_delivered_stays_delivered before update of status on app.letters for each row
  execute function app.exc_15_delivered_stays_delivered();
