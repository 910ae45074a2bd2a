-- Why: letters, conferences, agreements, what follows them, and the end of a case.

create table app.letters (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Who writes.
  participant_id uuid not null,
  recipient_id uuid not null,
  kind text not null default 'explanation' check (kind in ('explanation', 'apology', 'own-words', 'reply')),
  status text not null default 'draft' check (status in ('draft', 'in-review', 'returned', 'held', 'offered', 'accepted', 'kept-for-later', 'declined', 'delivered', 'frozen', 'never-sent')),
  -- The writer sees only what the recipient allowed (domain 52).
  shown_to_author text not null default 'draft' check (shown_to_author in ('draft', 'in-review', 'returned', 'held', 'delivered', 'frozen', 'never-sent')),
  author_may_know boolean not null default false,
  body text not null default '' check (length(body) <= 20000),
  version int not null default 1,
  ask_after date,
  accepted_how text check (accepted_how in ('read-aloud', 'handed-over', 'online')),
  begun_at timestamptz not null default now(),
  sent_at timestamptz,
  held_at timestamptz,
  frozen_at timestamptz,
  offered_at timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  delivered_by uuid,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, recipient_id) references app.participants (service_id, case_id, id),
  constraint exc_1_not_to_oneself check (participant_id <> recipient_id),
  constraint exc_2_accepted_says_how check (status not in ('accepted', 'delivered') or (accepted_at is not null and accepted_how is not null)),
  constraint exc_3_kept_for_later_has_a_day check ((status = 'kept-for-later') = (ask_after is not null)),
  constraint exc_4_delivered_has_time check ((status = 'delivered') = (delivered_at is not null))
);
call app.seal_case_table('app.letters');
call app.rests_when_closed('app.letters');
create policy author on app.letters for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()));
grant select (service_id, case_id, id, participant_id, kind, shown_to_author, body, version, begun_at) on app.letters to tp_participant;

create table app.letter_reviews (
  service_id uuid not null,
  case_id uuid not null,
  letter_id uuid not null,
  version int not null,
  reviewer_id uuid not null,
  verdict text not null check (verdict in ('ready', 'return')),
  advice text not null default '',
  reviewed_at timestamptz not null default now(),
  primary key (service_id, case_id, letter_id, version, reviewer_id),
  foreign key (service_id, case_id, letter_id) references app.letters,
  constraint exc_6_return_has_advice check (verdict = 'ready' or advice <> '')
);
call app.seal_case_table('app.letter_reviews');
call app.only_grows('app.letter_reviews');
-- The writer reads what to change, and not who said so.
create policy author_reads_advice on app.letter_reviews for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and verdict = 'return'
  and exists (select from app.letters l where l.service_id = letter_reviews.service_id and l.case_id = letter_reviews.case_id
    and l.id = letter_reviews.letter_id and l.participant_id = (select app.participant_id())));
grant select (service_id, case_id, letter_id, version, verdict, advice, reviewed_at) on app.letter_reviews to tp_participant;

-- What crosses from one side to another: this item, to this person, frozen as it was released.
create table app.releases (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('letter-offer', 'letter')),
  item_id uuid not null,
  from_id uuid not null,
  -- The reader.
  participant_id uuid not null,
  words text not null default '',
  released_by uuid,
  released_at timestamptz not null default now(),
  revoked_at timestamptz,
  read_at timestamptz,
  -- What the reader chose to do with an offer; their own words to themselves, for they do not read the letter's row.
  answer text check (answer in ('online', 'read-aloud', 'handed-over', 'keep-for-later', 'no-thank-you')),
  answered_at timestamptz,
  ask_after date,
  author_may_know boolean not null default false,
  primary key (service_id, case_id, id),
  constraint exc_3_kept_for_later_has_a_day check (answer is null or (answer = 'keep-for-later') = (ask_after is not null)),
  foreign key (service_id, case_id, from_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint exc_7_released_once unique (service_id, case_id, kind, item_id, participant_id)
);
call app.seal_case_table('app.releases');
create policy reader on app.releases for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()) and revoked_at is null);
grant select (service_id, case_id, id, kind, item_id, participant_id, words, released_at, revoked_at, read_at, answer, answered_at, ask_after, author_may_know) on app.releases to tp_participant;

-- H9 and the heart: a letter is delivered after two people reviewed this very version and the recipient said yes. What
-- tells the recipient that there is a letter stands on the same ground, but for her own yes.
create function app.h9_letter_may_be_delivered() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  reaches boolean := new.status is distinct from old.status and new.status in ('offered', 'delivered');
begin
  if new.status = 'delivered' and old.status not in ('accepted', 'delivered') then call app.refuse('h9_recipient_accepted'); end if;
  if (reaches or (new.status = 'held' and old.status <> 'held')) and (select count(distinct r.reviewer_id) from app.letter_reviews r
       where r.service_id = new.service_id and r.case_id = new.case_id and r.letter_id = new.id and r.version = new.version and r.verdict = 'ready') < 2 then
    call app.refuse('h9_two_reviews');
  end if;
  if reaches then
    if not app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, new.recipient_id, new.id) then
      call app.refuse('h4_author_shares_the_letter');
    end if;
    call app.must_be_free_to_communicate(new.service_id, new.case_id, 'letter', new.participant_id, new.recipient_id,
      (case new.status when 'delivered' then new.delivered_at else new.offered_at end at time zone 'Europe/London')::date);
  end if;
  return new;
end $$;
create trigger h9_letter_may_be_delivered before update on app.letters for each row execute function app.h9_letter_may_be_delivered();

-- EXC-5: changed words are a new version, so that no review and no yes is ever about other words than were read.
create function app.exc_5_changed_words_are_a_new_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.body <> old.body then
    if new.version <= old.version or new.status <> 'draft' then call app.refuse('exc_5_changed_words_are_a_new_version'); end if;
    if old.status not in ('draft', 'in-review', 'returned', 'held', 'frozen') then call app.refuse('exc_5_words_on_their_way_stay'); end if;
    if app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, new.recipient_id, new.id) then
      call app.refuse('h4_shared_words_stay');
    end if;
  end if;
  return new;
end $$;
create trigger exc_5_changed_words_are_a_new_version before update of body on app.letters for each row execute function app.exc_5_changed_words_are_a_new_version();

-- Nothing starts its life delivered, and words cross only from a delivered letter.
create function app.h4_release_has_its_reason() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.kind = 'letter' and not exists (select from app.letters l where l.service_id = new.service_id and l.case_id = new.case_id
      and l.id = new.item_id and l.status = 'delivered' and l.recipient_id = new.participant_id and l.body = new.words) then
    call app.refuse('h4_only_a_delivered_letter_crosses');
  end if;
  if new.kind = 'letter-offer' and new.words <> '' then call app.refuse('h4_an_offer_has_no_words'); end if;
  if new.kind = 'letter-offer' and not exists (select from app.letters l where l.service_id = new.service_id and l.case_id = new.case_id
      and l.id = new.item_id and l.status = 'offered' and l.recipient_id = new.participant_id) then
    call app.refuse('h4_only_an_offered_letter_is_told_of');
  end if;
  return new;
end $$;
create trigger h4_release_has_its_reason before insert or update of words, item_id, participant_id, kind on app.releases for each row execute function app.h4_release_has_its_reason();
create function app.h9_letter_starts_as_a_draft() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status <> 'draft' then call app.refuse('h9_letter_starts_as_a_draft'); end if;
  return new;
end $$;
create trigger h9_letter_starts_as_a_draft before insert on app.letters for each row execute function app.h9_letter_starts_as_a_draft();

-- conference ----------------------------------------------------------------------------------------------------------

create table app.conferences (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  mode text not null check (mode in ('meeting', 'video')),
  venue_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null default 'planned' check (status in ('planned', 'booked', 'held', 'cancelled', 'postponed')),
  -- What keeps everyone safe, who sits where, and how the meeting is stopped.
  plan_safety text not null default '' check (length(plan_safety) <= 5000),
  plan_seating text not null default '' check (length(plan_seating) <= 5000),
  plan_stop text not null default '' check (length(plan_stop) <= 5000),
  -- Who wrote the plan last, and who of the others approved it.
  planned_by uuid not null,
  plan_approved_by uuid,
  ground_rules text not null default '' check (length(ground_rules) <= 5000),
  -- One facilitator is enough only when a supervisor says why (H7).
  one_facilitator_reason text not null default '' check (length(one_facilitator_reason) <= 2000),
  one_facilitator_by uuid,
  what_happened text not null default '' check (length(what_happened) <= 10000),
  ended_because text not null default '' check (length(ended_because) <= 2000),
  postponed_from_id uuid,
  planned_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, venue_id) references app.venues,
  foreign key (service_id, case_id, postponed_from_id) references app.conferences (service_id, case_id, id),
  constraint cnf_1_ends_after_it_starts check (ends_at > starts_at and ends_at < starts_at + interval '12 hours'),
  constraint cnf_2_a_meeting_has_a_venue check (mode = 'video' or venue_id is not null),
  constraint h7_waiver_has_reason check ((one_facilitator_by is null) = (one_facilitator_reason = '')),
  constraint h7_plan_approved_by_another check (plan_approved_by <> planned_by),
  constraint h7_approved_plan_is_whole check (plan_approved_by is null or (plan_safety <> '' and plan_seating <> '' and plan_stop <> '')),
  constraint cnf_3_ended_has_reason check (status not in ('cancelled', 'postponed') or ended_because <> ''),
  constraint cnf_4_venue_not_double_booked exclude using gist (
    service_id with =, venue_id with =, tstzrange(starts_at, ends_at) with &&) where (status in ('booked', 'held') and venue_id is not null)
);
create unique index cnf_5_one_at_a_time on app.conferences (service_id, case_id) where status in ('planned', 'booked');
call app.seal_case_table('app.conferences');
call app.rests_when_closed('app.conferences');

create table app.conference_facilitators (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('lead', 'co')),
  during tstzrange not null,
  -- Follows the conference: true while it is booked or held.
  is_booked boolean not null default false,
  primary key (service_id, case_id, conference_id, staff_id),
  foreign key (service_id, case_id, conference_id) references app.conferences,
  foreign key (service_id, staff_id) references app.staff,
  constraint cnf_6_facilitator_not_double_booked exclude using gist (service_id with =, staff_id with =, during with &&) where (is_booked)
);
call app.seal_case_table('app.conference_facilitators');

create table app.conference_attendees (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- On whose side they come.
  participant_id uuid not null,
  -- Null is the participant; otherwise somebody beside them.
  companion_id uuid,
  -- How the others are told of them: "Joanne's sister". It crosses only when the person on whose side they come agreed to it.
  shown_as text not null check (length(shown_as) between 1 and 200),
  shown_since timestamptz,
  arrives_at timestamptz,
  waits_in text not null default '' check (length(waits_in) <= 200),
  accepted_ground_rules_on date,
  came boolean,
  added_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, conference_id) references app.conferences,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, companion_id) references app.companions (service_id, case_id, id),
  constraint cnf_7_asked_once unique nulls not distinct (service_id, case_id, conference_id, participant_id, companion_id)
);
call app.seal_case_table('app.conference_attendees');

create table app.run_sheet_steps (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  position int not null,
  words text not null check (length(words) between 1 and 500),
  minutes int not null check (minutes between 0 and 240),
  done_at timestamptz,
  primary key (service_id, case_id, conference_id, position),
  foreign key (service_id, case_id, conference_id) references app.conferences
);
call app.seal_case_table('app.run_sheet_steps');
grant delete on app.run_sheet_steps, app.conference_attendees, app.conference_facilitators to tp_hand;

-- Who has been asked to a conference. From then on they see when and where, and how the others are told of.
create table app.conference_invitations (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  participant_id uuid not null,
  asked_at timestamptz not null default now(),
  primary key (service_id, case_id, conference_id, participant_id),
  foreign key (service_id, case_id, conference_id) references app.conferences,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
call app.seal_case_table('app.conference_invitations');
call app.own_side('app.conference_invitations', 'service_id, case_id, conference_id, participant_id, asked_at');

create procedure app.seen_by_the_invited(tab regclass, conference text, columns text) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create policy invited on %1$s for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and exists (select from app.conference_invitations i where i.service_id = %1$s.service_id and i.case_id = %1$s.case_id and i.conference_id = %1$s.%2$s))', tab, conference);
  execute format('grant select (%s) on %s to tp_participant', columns, tab);
end $$;
call app.seen_by_the_invited('app.conferences', 'id', 'service_id, case_id, id, mode, venue_id, starts_at, ends_at, status, ground_rules, postponed_from_id');
create policy invited on app.conference_attendees for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id())
  and (shown_since is not null or participant_id = (select app.participant_id()))
  and exists (select from app.conference_invitations i where i.service_id = conference_attendees.service_id
    and i.case_id = conference_attendees.case_id and i.conference_id = conference_attendees.conference_id));
grant select (service_id, case_id, conference_id, id, participant_id, companion_id, shown_as) on app.conference_attendees to tp_participant;
call app.seen_by_the_invited('app.conference_facilitators', 'conference_id', 'service_id, case_id, conference_id, staff_id, role');
create policy invited_there on app.venues for select to tp_participant using (
  service_id = (select app.service_id()) and exists (select from app.conferences c where c.service_id = venues.service_id and c.venue_id = venues.id));
grant select (service_id, id, name, address, access) on app.venues to tp_participant;

-- How one's own arrival goes is nobody else's business: each reads their own row whole.
create function app.my_arrival(conference uuid) returns table (arrives_at timestamptz, waits_in text, accepted_ground_rules_on date)
language sql stable security definer set search_path = pg_catalog as $$
  select a.arrives_at, a.waits_in, a.accepted_ground_rules_on from app.conference_attendees a
   where a.service_id = (select app.service_id()) and a.case_id = (select app.case_id()) and a.conference_id = conference
     and a.participant_id = (select app.participant_id()) and a.companion_id is null
$$;
create policy own_arrival on app.conference_attendees for select to tp_owner using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()));
revoke execute on function app.my_arrival from public;
grant execute on function app.my_arrival to tp_participant;

-- Which places and which staff are taken in a span of time, for whoever plans: never by which case.
create function app.busy_during(from_at timestamptz, until_at timestamptz, but_for uuid) returns table (what text, id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct 'venue', c.venue_id from app.conferences c
   where c.service_id = (select app.service_id()) and c.status in ('booked', 'held') and c.venue_id is not null
     and c.id <> but_for and tstzrange(c.starts_at, c.ends_at) && tstzrange(from_at, until_at)
  union
  select 'staff', f.staff_id from app.conference_facilitators f
   where f.service_id = (select app.service_id()) and f.is_booked and f.conference_id <> but_for and f.during && tstzrange(from_at, until_at)
$$;
create policy diary on app.conferences for select to tp_owner using (service_id = (select app.service_id()));
create policy diary on app.conference_facilitators for select to tp_owner using (service_id = (select app.service_id()));
revoke execute on function app.busy_during from public;
grant execute on function app.busy_during to tp_staff, tp_hand;

-- The pairs who would communicate: harmed and responsible of one link, each coming or having somebody come for them.
create function app.pairs_at(svc uuid, cas uuid, conf uuid) returns table (one uuid, other uuid)
language sql stable set search_path = pg_catalog as $$
  select distinct l.harmed_id, l.responsible_id from app.harm_links l
   where l.service_id = svc and l.case_id = cas
     and exists (select from app.conference_attendees a where a.service_id = svc and a.case_id = cas and a.conference_id = conf and a.participant_id = l.harmed_id)
     and exists (select from app.conference_attendees a where a.service_id = svc and a.case_id = cas and a.conference_id = conf and a.participant_id = l.responsible_id)
$$;

create function app.conference_may_go_on() returns trigger language plpgsql set search_path = pg_catalog as $$
declare pair record; on_day date := (new.starts_at at time zone 'Europe/London')::date;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'planned' then call app.refuse('cnf_8_conference_starts_planned'); end if;
    return new;
  end if;
  if old.status is distinct from new.status then
    if new.status = 'held' and old.status <> 'booked' then call app.refuse('cnf_9_only_a_booked_conference_is_held'); end if;
    if old.status not in ('planned', 'booked') or new.status = 'planned' then call app.refuse('cnf_14_what_ended_stays_ended'); end if;
  end if;
  -- CNF-16: what people were told stands; another time is a postponement.
  if (new.starts_at, new.ends_at, new.mode) is distinct from (old.starts_at, old.ends_at, old.mode) or new.venue_id is distinct from old.venue_id then
    if old.status <> 'planned' or exists (select from app.conference_invitations i
        where i.service_id = new.service_id and i.case_id = new.case_id and i.conference_id = new.id) then
      call app.refuse('cnf_16_what_people_were_told_stands');
    end if;
  end if;
  if new.status in ('booked', 'held') and old.status is distinct from new.status then
    for pair in select * from app.pairs_at(new.service_id, new.case_id, new.id) loop
      call app.must_be_free_to_communicate(new.service_id, new.case_id, new.mode, pair.one, pair.other, on_day);
    end loop;
    if pair is null then call app.refuse('cnf_10_both_sides_come'); end if;
    if new.one_facilitator_by is null and (select count(*) from app.conference_facilitators f
        where f.service_id = new.service_id and f.case_id = new.case_id and f.conference_id = new.id) < 2 then
      call app.refuse('h7_two_facilitators');
    end if;
    if new.status = 'booked' and new.venue_id is not null and not exists (select from app.venues v
        where v.service_id = new.service_id and v.id = new.venue_id and v.is_open) then
      call app.refuse('cnf_17_venue_is_open');
    end if;
    if exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
        and a.conference_id = new.id and a.shown_since is null) then
      call app.refuse('cnf_13_everyone_was_asked');
    end if;
    -- Everyone on whose side somebody comes agreed to everyone of the others.
    if exists (
      select from app.conference_attendees a
        join app.conference_attendees o on o.service_id = a.service_id and o.case_id = a.case_id and o.conference_id = a.conference_id
         and o.participant_id <> a.participant_id
       where a.service_id = new.service_id and a.case_id = new.case_id and a.conference_id = new.id
         and not app.agrees(new.service_id, new.case_id, o.participant_id, 'attend', null, null, a.id)) then
      call app.refuse('cnf_11_everyone_agreed_to_everyone');
    end if;
    if new.status = 'held' then
      if not exists (select from app.risk_assessments r where r.service_id = new.service_id and r.case_id = new.case_id
          and r.assessed_on between on_day - 14 and on_day) then call app.refuse('h7_risk_reviewed_within_14_days'); end if;
      if new.plan_approved_by is null then call app.refuse('h7_plan_is_approved'); end if;
      if new.mode = 'meeting' and exists (
        select from app.conference_attendees a join app.conference_attendees o
            on o.service_id = a.service_id and o.case_id = a.case_id and o.conference_id = a.conference_id and o.participant_id <> a.participant_id
         where a.service_id = new.service_id and a.case_id = new.case_id and a.conference_id = new.id
           and (a.arrives_at is null or o.arrives_at is null or a.arrives_at = o.arrives_at)) then
        call app.refuse('h7_arrivals_are_separate');
      end if;
      -- Nobody waits in the same room as the person who harmed them, or whom they harmed.
      if new.mode = 'meeting' and exists (
        select from app.pairs_at(new.service_id, new.case_id, new.id) as p
          join app.conference_attendees a on a.service_id = new.service_id and a.case_id = new.case_id and a.conference_id = new.id and a.participant_id = p.one
          join app.conference_attendees o on o.service_id = new.service_id and o.case_id = new.case_id and o.conference_id = new.id and o.participant_id = p.other
         where a.waits_in = '' or o.waits_in = '' or lower(a.waits_in) = lower(o.waits_in)) then
        call app.refuse('h7_waiting_rooms_are_apart');
      end if;
      if exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
          and a.conference_id = new.id and a.accepted_ground_rules_on is null) then
        call app.refuse('cnf_15_everyone_accepted_the_ground_rules');
      end if;
      if not exists (
        select from app.pairs_at(new.service_id, new.case_id, new.id) as p
         where exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
                 and a.conference_id = new.id and a.participant_id = p.one and a.came)
           and exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
                 and a.conference_id = new.id and a.participant_id = p.other and a.came)) then
        call app.refuse('cnf_10_both_sides_came');
      end if;
    end if;
  end if;
  return new;
end $$;
create trigger conference_may_go_on before insert or update on app.conferences for each row execute function app.conference_may_go_on();

-- CNF-12: who comes is settled while a conference is planned. CNF-13: how they are told of crosses by their own side's yes alone.
create function app.attendees_keep_their_word() returns trigger language plpgsql set search_path = pg_catalog as $$
declare row app.conference_attendees := case when tg_op = 'DELETE' then old else new end;
  status text := (select c.status from app.conferences c where c.service_id = row.service_id and c.case_id = row.case_id and c.id = row.conference_id);
begin
  if status <> 'planned' and (tg_op <> 'UPDATE' or new.conference_id <> old.conference_id) then call app.refuse('cnf_12_who_comes_is_settled_while_planned'); end if;
  if tg_op = 'DELETE' then return old; end if;
  if new.companion_id is not null and not exists (select from app.companions c where c.service_id = new.service_id
      and c.case_id = new.case_id and c.id = new.companion_id and c.participant_id = new.participant_id) then
    call app.refuse('cnf_7_companion_is_of_that_side');
  end if;
  if tg_op = 'INSERT' then
    if new.shown_since is not null then call app.refuse('h4_told_of_only_as_agreed'); end if;
    return new;
  end if;
  if (new.participant_id, new.shown_as) is distinct from (old.participant_id, old.shown_as) or new.companion_id is distinct from old.companion_id then
    call app.refuse('h4_told_of_only_as_agreed');
  end if;
  if new.shown_since is not null and old.shown_since is null
      and not app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, null, new.id) then
    call app.refuse('h4_told_of_only_as_agreed');
  end if;
  return new;
end $$;
create trigger attendees_keep_their_word before insert or update or delete on app.conference_attendees for each row execute function app.attendees_keep_their_word();

-- The facilitators' time follows the conference, so that the exclusion constraint sees every booking of the service.
create function app.facilitators_follow() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update app.conference_facilitators f
     set is_booked = new.status in ('booked', 'held'), during = tstzrange(new.starts_at, new.ends_at)
   where f.service_id = new.service_id and f.case_id = new.case_id and f.conference_id = new.id;
  return null;
end $$;
create trigger facilitators_follow after update on app.conferences for each row execute function app.facilitators_follow();

-- agreement -----------------------------------------------------------------------------------------------------------

create table app.agreements (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- The participant responsible; one agreement each.
  participant_id uuid not null,
  version int not null default 1,
  -- Proposed: put before the parties, who read it and answer. Set aside: never agreed, and no longer asked about.
  status text not null default 'draft' check (status in ('draft', 'proposed', 'agreed', 'replaced', 'ended', 'set-aside')),
  replaces_id uuid,
  drafted_on date not null,
  proposed_on date,
  made_on date,
  ended_on date,
  is_kept boolean,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, replaces_id) references app.agreements (service_id, case_id, id),
  constraint agr_1_status_tells_its_dates check (
    (status in ('agreed', 'replaced', 'ended')) = (made_on is not null)
    and (status = 'ended') = (ended_on is not null) and (status = 'ended') = (is_kept is not null)
    and (status = 'set-aside' or (status = 'draft') = (proposed_on is null)))
);
create unique index agr_2_one_live on app.agreements (service_id, case_id, participant_id) where status = 'agreed';
create unique index agr_3_one_draft on app.agreements (service_id, case_id, participant_id) where status in ('draft', 'proposed');
call app.seal_case_table('app.agreements');

-- Who is part of an agreement and therefore reads it; whether they want to hear how it goes (H12).
create table app.agreement_parties (
  service_id uuid not null,
  case_id uuid not null,
  agreement_id uuid not null,
  participant_id uuid not null,
  wants_updates boolean not null default true,
  primary key (service_id, case_id, agreement_id, participant_id),
  foreign key (service_id, case_id, agreement_id) references app.agreements,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
call app.seal_case_table('app.agreement_parties');
call app.own_side('app.agreement_parties', 'service_id, case_id, agreement_id, participant_id, wants_updates');

create table app.amends (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  agreement_id uuid not null,
  -- Stays the same when an agreement is changed, so that what was paid or worked before still counts.
  promise_id uuid not null,
  position int not null,
  kind text not null check (kind in ('letter', 'payment', 'voluntary-work', 'apology', 'behaviour', 'other')),
  wording text not null check (length(wording) between 1 and 2000),
  -- The participant who owes, and to whom; null is the community.
  participant_id uuid not null,
  owed_to_id uuid,
  pence int check (pence > 0),
  minutes int check (minutes > 0),
  due_on date,
  -- What will show that it was done.
  proof text not null default '' check (length(proof) <= 500),
  status text not null default 'owed' check (status in ('owed', 'late', 'done', 'not-done', 'released')),
  settled_on date,
  settled_because text not null default '' check (length(settled_because) <= 2000),
  verified_by_kind text check (verified_by_kind in ('staff', 'participant')),
  verified_by uuid,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, agreement_id) references app.agreements,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, owed_to_id) references app.participants (service_id, case_id, id),
  constraint agr_4_payment_has_an_amount check ((kind = 'payment') = (pence is not null)),
  constraint agr_4_work_has_hours check ((kind = 'voluntary-work') = (minutes is not null)),
  constraint agr_5_settled_has_a_day check ((status in ('done', 'not-done', 'released')) = (settled_on is not null)),
  constraint agr_5_late_has_a_due_day check (status <> 'late' or due_on is not null),
  constraint agr_5_released_by_whom_it_is_owed_to check (
    status <> 'released' or (verified_by is not null and verified_by_kind = 'participant' and (owed_to_id is null or owed_to_id = verified_by))),
  constraint agr_6_done_is_verified check (status <> 'done' or (verified_by is not null and verified_by_kind is not null)),
  constraint agr_6_verified_by_another check (verified_by <> participant_id),
  constraint agr_13_not_owed_to_oneself check (owed_to_id <> participant_id),
  constraint agr_13_owed_by_a_party foreign key (service_id, case_id, agreement_id, participant_id) references app.agreement_parties,
  constraint agr_13_owed_to_a_party foreign key (service_id, case_id, agreement_id, owed_to_id) references app.agreement_parties
);
create index amends_of_promise on app.amends (service_id, case_id, promise_id);
create unique index amends_in_order on app.amends (service_id, case_id, agreement_id, position);
create index amends_due on app.amends (service_id, due_on) where status = 'owed';
call app.seal_case_table('app.amends');

create table app.amends_instalments (
  service_id uuid not null,
  case_id uuid not null,
  amends_id uuid not null,
  position int not null,
  due_on date not null,
  pence int not null check (pence > 0),
  primary key (service_id, case_id, amends_id, position),
  foreign key (service_id, case_id, amends_id) references app.amends
);
call app.seal_case_table('app.amends_instalments');
grant delete on app.amends, app.amends_instalments, app.agreement_parties to tp_hand;

create table app.amends_progress (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  amends_id uuid not null,
  happened_on date not null,
  pence int check (pence > 0),
  minutes int check (minutes > 0),
  note text not null default '' check (length(note) <= 2000),
  evidence text not null default '' check (length(evidence) <= 2000),
  actor_kind text not null check (actor_kind in ('staff', 'participant')),
  actor_id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, amends_id) references app.amends,
  -- Who owes may say what they did; what it comes to is counted by staff.
  constraint agr_6_counted_by_staff check (actor_kind = 'staff' or (pence is null and minutes is null and evidence = '')),
  constraint agr_8_progress_not_in_the_future check (happened_on <= (recorded_at at time zone 'Europe/London')::date)
);
create index amends_progress_of_amends on app.amends_progress (service_id, case_id, amends_id);
call app.seal_case_table('app.amends_progress');
call app.only_grows('app.amends_progress');

-- What was paid or worked towards one promise, in every version of its agreement.
create function app.paid_towards(svc uuid, cas uuid, promise uuid) returns bigint language sql stable set search_path = pg_catalog as
  $$ select coalesce(sum(p.pence), 0) from app.amends_progress p join app.amends a on a.service_id = p.service_id and a.case_id = p.case_id and a.id = p.amends_id
      where a.service_id = svc and a.case_id = cas and a.promise_id = promise $$;
create function app.worked_towards(svc uuid, cas uuid, promise uuid) returns bigint language sql stable set search_path = pg_catalog as
  $$ select coalesce(sum(p.minutes), 0) from app.amends_progress p join app.amends a on a.service_id = p.service_id and a.case_id = p.case_id and a.id = p.amends_id
      where a.service_id = svc and a.case_id = cas and a.promise_id = promise $$;
revoke execute on function app.paid_towards(uuid, uuid, uuid), app.worked_towards(uuid, uuid, uuid) from public;
grant execute on function app.paid_towards(uuid, uuid, uuid), app.worked_towards(uuid, uuid, uuid) to tp_hand, tp_owner;

-- AGR-7: nobody pays more than they promised, whoever writes at the same time.
create function app.agr_7_never_more_than_promised() returns trigger language plpgsql set search_path = pg_catalog as $$
declare promised int; promise uuid;
begin
  select a.pence, a.promise_id into promised, promise from app.amends a
   where a.service_id = new.service_id and a.case_id = new.case_id and a.id = new.amends_id;
  -- No key: two who write at once both hold the key of the row already, through the reference, and would wait for each other.
  perform from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.promise_id = promise order by a.id for no key update;
  if promised is not null and app.paid_towards(new.service_id, new.case_id, promise) > promised then
    call app.refuse('agr_7_never_more_than_promised');
  end if;
  return null;
end $$;
create trigger agr_7_never_more_than_promised after insert on app.amends_progress for each row execute function app.agr_7_never_more_than_promised();

-- AGR-9: instalments add up to the payment. Looked at when the transaction ends.
create function app.agr_9_instalments_add_up() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  changed jsonb := coalesce(to_jsonb(new), to_jsonb(old));
  svc uuid := changed->>'service_id'; cas uuid := changed->>'case_id';
  which uuid := case tg_table_name when 'amends' then changed->>'id' else changed->>'amends_id' end;
  promised int; planned bigint;
begin
  select a.pence into promised from app.amends a where a.service_id = svc and a.case_id = cas and a.id = which;
  -- The amends may be gone, and its instalments with it.
  if not found then return null; end if;
  select sum(i.pence) into planned from app.amends_instalments i where i.service_id = svc and i.case_id = cas and i.amends_id = which;
  if promised is distinct from planned and planned is not null then call app.refuse('agr_9_instalments_add_up'); end if;
  return null;
end $$;
create constraint trigger agr_9_instalments_add_up after insert or update or delete on app.amends_instalments
  deferrable initially deferred for each row execute function app.agr_9_instalments_add_up();
create constraint trigger agr_9_instalments_add_up after update of pence on app.amends
  deferrable initially deferred for each row execute function app.agr_9_instalments_add_up();

-- Whether two people may communicate in any mode on a day.
create function app.some_way_is_open(svc uuid, cas uuid, one uuid, other uuid, on_day date) returns boolean
language plpgsql set search_path = pg_catalog as $$
declare way text;
begin
  foreach way in array array['letter', 'shuttle', 'video', 'meeting'] loop
    begin
      call app.must_be_free_to_communicate(svc, cas, way, one, other, on_day);
      return true;
    exception when check_violation then null;
    end;
  end loop;
  return false;
end $$;
revoke execute on function app.some_way_is_open(uuid, uuid, uuid, uuid, date) from public;
grant execute on function app.some_way_is_open(uuid, uuid, uuid, uuid, date) to tp_hand, tp_owner;

-- An agreement moves in one order (AGR-11), is put before people who may communicate (AGR-14), is made when
-- everyone agreed to its terms (AGR-10), and ends when nothing is owed any more, as kept or not as its amends were (AGR-12).
create function app.agreement_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
declare before text := case when tg_op = 'UPDATE' then old.status end; party record;
begin
  if new.status = before then return new; end if;
  if coalesce(before, '') || '>' || new.status not in
    ('>draft', 'draft>proposed', 'draft>set-aside', 'proposed>agreed', 'proposed>set-aside', 'agreed>replaced', 'agreed>ended') then
    call app.refuse('agr_11_moves_in_order');
  end if;
  if new.status in ('proposed', 'agreed') then
    if not exists (select from app.agreement_parties p where p.service_id = new.service_id and p.case_id = new.case_id
        and p.agreement_id = new.id and p.participant_id = new.participant_id) then
      call app.refuse('agr_13_the_responsible_is_a_party');
    end if;
    if not exists (select from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id) then
      call app.refuse('agr_11_has_terms');
    end if;
    for party in select p.participant_id as id from app.agreement_parties p
      where p.service_id = new.service_id and p.case_id = new.case_id and p.agreement_id = new.id
    loop
      if new.status = 'proposed' and party.id <> new.participant_id
        and not app.some_way_is_open(new.service_id, new.case_id, new.participant_id, party.id, new.proposed_on) then
        call app.refuse('agr_14_some_way_is_open');
      end if;
      if new.status = 'agreed' and not app.agrees(new.service_id, new.case_id, party.id, 'agreement-terms', null, null, new.id) then
        call app.refuse('agr_10_everyone_agreed');
      end if;
    end loop;
  end if;
  if new.status = 'agreed' and exists (select from app.amends a
      where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id and a.pence is not null
        and app.paid_towards(a.service_id, a.case_id, a.promise_id) > a.pence) then
    call app.refuse('agr_7_never_more_than_promised');
  end if;
  if new.status = 'ended' and (
      exists (select from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id and a.status in ('owed', 'late'))
      or new.is_kept = exists (select from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id and a.status = 'not-done')) then
    call app.refuse('agr_12_ended_as_its_amends_were');
  end if;
  return new;
end $$;
create trigger agreement_moves before insert or update on app.agreements for each row execute function app.agreement_moves();

-- AGR-11: terms that people were asked about do not change under them: what is drafted may be written, what is agreed may be settled.
create function app.agr_11_terms_stand() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  changed jsonb := coalesce(to_jsonb(new), to_jsonb(old));
  svc uuid := changed->>'service_id'; cas uuid := changed->>'case_id';
  which uuid; stands text; settling text[] := array['status', 'settled_on', 'settled_because', 'verified_by_kind', 'verified_by'];
begin
  if tg_table_name = 'amends_instalments' then
    select a.agreement_id into which from app.amends a where a.service_id = svc and a.case_id = cas and a.id = (changed->>'amends_id')::uuid;
  else
    which := changed->>'agreement_id';
  end if;
  select g.status into stands from app.agreements g where g.service_id = svc and g.case_id = cas and g.id = which;
  if tg_table_name = 'amends' and tg_op = 'UPDATE' and to_jsonb(new) - settling = to_jsonb(old) - settling then
    if stands <> 'agreed' then call app.refuse('agr_11_settled_while_live'); end if;
  elsif tg_table_name = 'agreement_parties' and tg_op = 'UPDATE' and to_jsonb(new) - 'wants_updates' = to_jsonb(old) - 'wants_updates' then
    return new;
  elsif stands <> 'draft' then
    call app.refuse('agr_11_terms_stand');
  end if;
  return coalesce(new, old);
end $$;
create trigger agr_11_terms_stand before insert or update or delete on app.amends for each row execute function app.agr_11_terms_stand();
create trigger agr_11_terms_stand before insert or update or delete on app.amends_instalments for each row execute function app.agr_11_terms_stand();
create trigger agr_11_terms_stand before insert or update or delete on app.agreement_parties for each row execute function app.agr_11_terms_stand();

-- AGR-5 and AGR-6: what is settled stays settled, and done means all that was promised, paid and worked in full.
create function app.amends_settle() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status = old.status then return new; end if;
  if old.status in ('done', 'not-done', 'released') or new.status = 'owed' then call app.refuse('agr_5_settled_stays_settled'); end if;
  if new.status = 'done' and (app.paid_towards(new.service_id, new.case_id, new.promise_id) < coalesce(new.pence, 0)
      or app.worked_towards(new.service_id, new.case_id, new.promise_id) < coalesce(new.minutes, 0)) then
    call app.refuse('agr_6_done_in_full');
  end if;
  return new;
end $$;
create trigger amends_settle before update on app.amends for each row execute function app.amends_settle();

-- Parties read what was put before them and what came of it, never a draft.
create policy party on app.agreements for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and status in ('proposed', 'agreed', 'replaced', 'ended')
  and exists (select from app.agreement_parties p where p.service_id = agreements.service_id and p.case_id = agreements.case_id and p.agreement_id = agreements.id));
grant select (service_id, case_id, id, participant_id, version, status, replaces_id, proposed_on, made_on, ended_on, is_kept) on app.agreements to tp_participant;
create policy party on app.amends for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id())
  and exists (select from app.agreements a where a.service_id = amends.service_id and a.case_id = amends.case_id and a.id = amends.agreement_id));
grant select (service_id, case_id, id, agreement_id, promise_id, position, kind, wording, participant_id, owed_to_id, pence, minutes, due_on, proof, status, settled_on) on app.amends to tp_participant;
create policy party on app.amends_instalments for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id())
  and exists (select from app.amends a where a.service_id = amends_instalments.service_id and a.case_id = amends_instalments.case_id and a.id = amends_instalments.amends_id));
grant select on app.amends_instalments to tp_participant;
-- How the work goes is the business of who owes it; the person harmed hears what they asked to hear.
create policy owner_of_progress on app.amends_progress for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id())
  and exists (select from app.amends a where a.service_id = amends_progress.service_id and a.case_id = amends_progress.case_id
    and a.id = amends_progress.amends_id and a.participant_id = (select app.participant_id())));
grant select (service_id, case_id, id, amends_id, happened_on, pence, minutes, note, recorded_at) on app.amends_progress to tp_participant;

-- follow-up -----------------------------------------------------------------------------------------------------------

create table app.follow_ups (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  -- The letter or conference it follows.
  after_id uuid not null,
  occasion text not null check (occasion in ('next-day', '2-weeks', '6-weeks', '3-months', '6-months')),
  due_on date not null,
  done_on date,
  done_by uuid,
  note text not null default '',
  let_go_because text not null default '',
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint h11_follow_up_once unique (service_id, case_id, participant_id, after_id, occasion),
  constraint fol_2_done_has_who check ((done_on is null) = (done_by is null)),
  constraint fol_3_done_or_let_go check (done_on is null or let_go_because = '')
);
create index follow_ups_due on app.follow_ups (service_id, due_on, id) where done_on is null and let_go_because = '';
call app.seal_case_table('app.follow_ups');
-- A writer who was not told that a letter was delivered does not learn it from what follows the letter either (EXC-9).
create policy own_side on app.follow_ups for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id())
  and not exists (select from app.letters l where l.service_id = follow_ups.service_id and l.case_id = follow_ups.case_id
    and l.id = follow_ups.after_id and l.shown_to_author <> 'delivered'));
grant select (service_id, case_id, id, participant_id, occasion, due_on, done_on) on app.follow_ups to tp_participant;

create table app.surveys (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  part text not null check (part in ('harmed', 'responsible')),
  -- A proxy's answer is kept and does not count as the person's own (H18).
  answered_as text not null default 'self',
  constraint h18_answered_as check (answered_as in ('self', 'representative') and (answered_as = 'self' or actor_kind = 'staff')),
  -- 5 is very satisfied; null is "rather not say".
  satisfied int check (satisfied between 1 and 5),
  would_recommend text not null default '' check (would_recommend in ('', 'yes', 'no', 'not-sure')),
  words text not null default '' check (length(words) <= 10000),
  may_quote boolean not null default false,
  answered_on date not null,
  actor_kind text not null check (actor_kind in ('staff', 'participant')),
  actor_id uuid not null,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint fol_4_something_answered check (satisfied is not null or would_recommend <> '' or words <> '')
);
call app.seal_case_table('app.surveys');
call app.only_grows('app.surveys');
call app.own_side('app.surveys', 'service_id, case_id, id, participant_id, satisfied, would_recommend, words, may_quote, answered_on');

create table app.reoffending_checks (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  from_on date not null,
  months int not null default 12 check (months in (6, 12, 24)),
  source text not null check (length(source) between 1 and 200),
  checked_on date not null,
  reoffences int not null check (reoffences >= 0),
  checked_by uuid not null,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint fol_5_window_is_over check (checked_on >= from_on + make_interval(months => months))
);
call app.seal_case_table('app.reoffending_checks');
call app.only_grows('app.reoffending_checks');

-- closure -------------------------------------------------------------------------------------------------------------

create table app.closures (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  reason text not null check (reason in (
    'completed-direct', 'completed-indirect', 'completed-mediation', 'completed-no-agreement',
    'harmed-declined', 'harmed-withdrew', 'responsible-declined', 'responsible-withdrew', 'no-responsibility-taken',
    'responsible-not-identified', 'could-not-contact-harmed', 'could-not-contact-responsible', 'unsafe', 'legal-bar', 'not-ready-door-open',
    'out-of-area', 'referred-to-other-service', 'duplicate', 'ineligible', 'deceased', 'service-capacity', 'information-only', 'no-send-letter')),
  note text not null default '',
  open_follow_ups_because text not null default '',
  closed_on date not null,
  closed_by uuid not null,
  reopened_on date,
  reopened_by uuid,
  reopened_because text not null default '',
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  constraint clo_2_reopened_has_reason check ((reopened_on is null) = (reopened_because = '') and (reopened_on is null) = (reopened_by is null)),
  constraint clo_3_reopened_after_closed check (reopened_on >= closed_on)
);
create unique index clo_4_closed_once on app.closures (service_id, case_id) where reopened_on is null;
call app.seal_case_table('app.closures');

create table app.holds (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  reason text not null check (length(reason) between 1 and 1000),
  from_on date not null,
  review_on date not null,
  ended_on date,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  constraint clo_5_review_after_start check (review_on > from_on)
);
create unique index clo_6_held_once on app.holds (service_id, case_id) where ended_on is null;
call app.seal_case_table('app.holds');

-- CLO-1 and H11: a case closes with a reason, with nothing booked, and with its follow-ups done or let go.
create function app.close_case_gate() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status = 'closed' and old.status <> 'closed' then
    if not exists (select from app.closures c where c.service_id = new.service_id and c.case_id = new.id and c.reopened_on is null) then
      call app.refuse('clo_1_closed_has_reason');
    end if;
    if exists (select from app.conferences c where c.service_id = new.service_id and c.case_id = new.id and c.status = 'booked') then
      call app.refuse('clo_7_nothing_is_booked');
    end if;
    if exists (select from app.follow_ups f where f.service_id = new.service_id and f.case_id = new.id and f.done_on is null and f.let_go_because = '')
       and not exists (select from app.closures c where c.service_id = new.service_id and c.case_id = new.id and c.reopened_on is null and c.open_follow_ups_because <> '') then
      call app.refuse('h11_follow_ups_done_or_reason');
    end if;
  end if;
  return new;
end $$;
create trigger close_case_gate before update on app.cases for each row execute function app.close_case_gate();
call app.rests_when_closed('app.conference_attendees');
call app.rests_when_closed('app.agreements');
call app.rests_when_closed('app.agreement_parties');
call app.rests_when_closed('app.amends');
call app.rests_when_closed('app.amends_progress');
