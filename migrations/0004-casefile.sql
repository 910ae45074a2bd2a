-- Why: what is kept throughout a case: the case, its people, who works on it, who said what when, what falls due.

create table app.cases (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  reference text not null check (reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  kind text not null check (kind in ('justice', 'mediation', 'circle')),
  stage text not null default 'new' check (stage in ('new', 'first-contact', 'preparation', 'communication', 'agreement', 'follow-up')),
  status text not null default 'open' check (status in ('open', 'on-hold', 'closed')),
  complexity text not null default 'standard' check (complexity in ('standard', 'complex')),
  -- Which signs of domain 87 were ticked when it was last looked at.
  complex_because text[] not null default '{}',
  -- Which side was approached first, and why (H17).
  order_of_approach text not null default 'harmed-first' check (order_of_approach in ('harmed-first', 'responsible-first')),
  order_reason text not null default '',
  opened_on date not null,
  recorded_at timestamptz not null default now(),
  -- Moves with every announcement; the caseload is in this order.
  touched_at timestamptz not null default now(),
  primary key (service_id, id),
  constraint case_reference_once unique (service_id, reference),
  constraint h17_responsible_first_has_reason check (order_of_approach = 'harmed-first' or length(order_reason) > 0)
);
create index cases_newest on app.cases (service_id, touched_at desc, id desc);
create index cases_by_status on app.cases (service_id, status, touched_at desc, id desc);
create index cases_by_stage on app.cases (service_id, stage, touched_at desc, id desc);

-- CAS-1: a case moves forward by what happened, and never back.
create function app.cas_1_stage_never_moves_back() returns trigger language plpgsql set search_path = pg_catalog as $$
declare stages text[] := array['new', 'first-contact', 'preparation', 'communication', 'agreement', 'follow-up'];
begin
  if array_position(stages, new.stage) < array_position(stages, old.stage) then call app.refuse('cas_1_stage_never_moves_back'); end if;
  return new;
end $$;
create trigger cas_1_stage_never_moves_back before update of stage on app.cases for each row execute function app.cas_1_stage_never_moves_back();

-- Who of the staff may open which case; supervisors have rows too, so that a policy is one look-up for everybody.
create table app.case_readers (
  service_id uuid not null,
  staff_id uuid not null,
  case_id uuid not null,
  because text not null check (because in ('allocated', 'service-wide')),
  primary key (service_id, staff_id, case_id, because),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, case_id) references app.cases
);
create index case_readers_of_case on app.case_readers (service_id, case_id);

call app.seal('app.case_readers');
create policy hand_in_service on app.case_readers to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy own_cases on app.case_readers for select to tp_staff, tp_search using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
grant select on app.case_readers to tp_staff, tp_search;
grant select, insert, delete on app.case_readers to tp_hand;

call app.seal('app.cases');
create policy hand_in_case on app.cases to tp_hand
  using (service_id = (select app.service_id()) and id = (select app.case_id()))
  with check (service_id = (select app.service_id()) and id = (select app.case_id()));
create policy staff_reader_of_case on app.cases for select to tp_staff using (
  service_id = (select app.service_id()) and exists (
    select from app.case_readers reader
     where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = cases.id));
create policy own_case on app.cases for select to tp_participant using (service_id = (select app.service_id()) and id = (select app.case_id()));
grant select on app.cases to tp_staff;
grant select, insert, update on app.cases to tp_hand;
grant select (service_id, id, reference, status) on app.cases to tp_participant;

create table app.incidents (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('neighbour-dispute', 'criminal-damage', 'burglary', 'assault', 'anti-social-behaviour', 'shop-theft', 'serious-crime', 'other')),
  summary text not null check (length(summary) between 1 and 5000),
  -- People say "in the spring": the words are kept, and the day where there is one.
  when_words text not null default '',
  happened_on date,
  where_words text not null default '',
  police_reference text not null default '',
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases
);
call app.seal_case_table('app.incidents');

create table app.people (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  full_name text not null check (length(full_name) between 1 and 200),
  called text not null check (length(called) between 1 and 100),
  pronouns text not null default '',
  date_of_birth date,
  -- Asked when a date of birth is not known.
  is_under_18 boolean not null default false,
  language text not null default 'English',
  needs_interpreter boolean not null default false,
  access_needs text not null default '',
  -- The word the person chose for themselves, such as "survivor"; empty means ours.
  own_word text not null default '',
  primary key (service_id, id)
);

create table app.organisations (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  -- Organisations are reached through a role, not a person (domain 98).
  contact_role text not null default '',
  email text not null default '',
  phone text not null default '',
  primary key (service_id, id)
);

create table app.participants (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  person_id uuid,
  organisation_id uuid,
  -- When the service first told this person about restorative practice; the order of approach is read from it (H17).
  approached_on date,
  added_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, person_id) references app.people (service_id, id),
  foreign key (service_id, organisation_id) references app.organisations (service_id, id),
  constraint participant_is_a_person_or_an_organisation check (num_nonnulls(person_id, organisation_id) = 1),
  constraint participant_once_a_case unique (service_id, case_id, person_id),
  constraint organisation_once_a_case unique (service_id, case_id, organisation_id)
);
create index participants_of_person on app.participants (service_id, person_id);
create index participants_of_organisation on app.participants (service_id, organisation_id);
call app.seal_case_table('app.participants');
create policy self on app.participants for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and id = (select app.participant_id()));
grant select (service_id, case_id, id, person_id, organisation_id) on app.participants to tp_participant;

-- A person belongs to nobody's case alone: whoever may open a case the person is in may see the person.
call app.seal('app.people');
create policy hand_people_of_case on app.people to tp_hand
  using (service_id = (select app.service_id())
    and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.person_id = people.id))
  with check (service_id = (select app.service_id()));
create policy staff_people_of_cases on app.people for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.person_id = people.id));
create policy self on app.people for select to tp_participant using (
  service_id = (select app.service_id())
  and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.person_id = people.id));
grant select on app.people to tp_staff, tp_participant;
grant select, insert, update on app.people to tp_hand;

call app.seal('app.organisations');
create policy hand_in_service on app.organisations to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_organisations_of_cases on app.organisations for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.organisation_id = organisations.id));
create policy self on app.organisations for select to tp_participant using (
  service_id = (select app.service_id())
  and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.organisation_id = organisations.id));
grant select on app.organisations to tp_staff, tp_participant;
grant select, insert, update on app.organisations to tp_hand;

-- The same reach for what hangs on a person.
create procedure app.seal_person_table(tab regclass) language plpgsql set search_path = pg_catalog as $$
declare
  reach text := format('service_id = (select app.service_id()) and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.person_id = %s.person_id)', tab);
begin
  call app.seal(tab);
  execute format('create policy hand_people_of_case on %s to tp_hand using (%s) with check (%s)', tab, reach, reach);
  execute format('create policy staff_people_of_cases on %s for select to tp_staff using (%s)', tab, reach);
  execute format('create policy self on %s for select to tp_participant using (%s)', tab, reach);
  execute format('grant select on %s to tp_staff, tp_participant', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
end $$;

create table app.contact_points (
  service_id uuid not null,
  person_id uuid not null,
  id uuid not null default gen_random_uuid(),
  channel text not null check (channel in ('phone', 'email', 'post')),
  value text not null check (length(value) between 1 and 500),
  -- A new number is not used before it was checked through the old safe way, or in person (domain 199).
  checked_on date,
  checked_how text check (checked_how in ('in-person', 'old-safe-way', 'with-the-referral')),
  is_in_use boolean not null default true,
  added_at timestamptz not null default now(),
  primary key (service_id, id),
  foreign key (service_id, person_id) references app.people (service_id, id),
  constraint peo_2_checked_says_how check ((checked_on is null) = (checked_how is null))
);
create index contact_points_of_person on app.contact_points (service_id, person_id);
call app.seal_person_table('app.contact_points');
-- PEO-1: another number is another row, unchecked: what was checked once is never written over.
revoke update on app.contact_points from tp_hand;
grant update (checked_on, checked_how, is_in_use) on app.contact_points to tp_hand;

-- How it is safe to reach somebody; each answer is a new row, the newest holds.
create table app.safe_contact_rules (
  service_id uuid not null,
  person_id uuid not null,
  seq bigint generated always as identity,
  may_phone boolean not null,
  may_text boolean not null,
  may_email boolean not null,
  may_post boolean not null,
  -- The hours, London time, in which a call or a text is safe; null means any.
  from_hour int check (from_hour between 0 and 23),
  until_hour int check (until_hour between 1 and 24),
  times_words text not null default '',
  may_leave_voicemail boolean not null default false,
  may_say_who_calls boolean not null default false,
  codeword text not null default '',
  if_someone_else_answers text not null default '',
  said_on date not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, person_id, seq),
  foreign key (service_id, person_id) references app.people (service_id, id),
  constraint peo_3_safe_hours_in_order check ((from_hour is null) = (until_hour is null) and from_hour < until_hour),
  constraint peo_4_said_before_recorded check (said_on <= (recorded_at at time zone 'Europe/London')::date)
);
call app.seal_person_table('app.safe_contact_rules');
call app.only_grows('app.safe_contact_rules');

create table app.harm_links (
  service_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  harmed_id uuid not null,
  responsible_id uuid not null,
  primary key (service_id, case_id, incident_id, harmed_id, responsible_id),
  foreign key (service_id, case_id, incident_id) references app.incidents,
  foreign key (service_id, case_id, harmed_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, responsible_id) references app.participants (service_id, case_id, id),
  constraint nobody_harms_themselves check (harmed_id <> responsible_id)
);
call app.seal_case_table('app.harm_links');
create policy own_links on app.harm_links for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id())
  and (select app.participant_id()) in (harmed_id, responsible_id));
grant select (service_id, case_id, incident_id, harmed_id, responsible_id) on app.harm_links to tp_participant;

create table app.companions (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  kind text not null check (kind in ('supporter', 'guardian', 'interpreter', 'representative')),
  full_name text not null check (length(full_name) between 1 and 200),
  called text not null check (length(called) between 1 and 100),
  relation text not null default '',
  phone text not null default '',
  email text not null default '',
  added_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id)
);
call app.seal_case_table('app.companions');
call app.own_side('app.companions', 'service_id, case_id, id, participant_id, kind, full_name, called, relation');

create table app.allocations (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  role text not null check (role in ('lead', 'co')),
  from_at timestamptz not null default now(),
  until_at timestamptz,
  -- A supervisor may let somebody lead above their level, with a reason (domain 86).
  override_reason text not null default '',
  override_by uuid,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, staff_id) references app.staff,
  constraint override_has_reason check ((override_by is null) = (override_reason = '')),
  constraint override_by_another check (override_by <> staff_id)
);
create unique index alc_1_one_lead on app.allocations (service_id, case_id) where role = 'lead' and until_at is null;
create unique index alc_2_once_at_a_time on app.allocations (service_id, case_id, staff_id) where until_at is null;
create index allocations_of_staff on app.allocations (service_id, staff_id) where until_at is null;
call app.seal_case_table('app.allocations');
create policy own_case on app.allocations for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()));
grant select (service_id, case_id, staff_id, role, until_at) on app.allocations to tp_participant;

-- Whoever knows somebody in the case, or is close to them, works on another one (domain 195).
create table app.conflicts (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  because text not null check (length(because) between 1 and 1000),
  declared_by uuid not null,
  declared_at timestamptz not null default now(),
  lifted_because text not null default '' check (length(lifted_because) <= 1000),
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, staff_id) references app.staff,
  constraint alc_5_lifted_by_another check (lifted_by <> staff_id),
  constraint alc_5_lifted_says_why check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_because = ''))
);
create unique index alc_4_declared_once on app.conflicts (service_id, case_id, staff_id) where lifted_at is null;
call app.seal_case_table('app.conflicts');

-- H6: whoever has a conflict of interest can neither be given the case nor open it.
create function app.h6_conflicted_cannot_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.conflicts c
      where c.service_id = new.service_id and c.case_id = new.case_id and c.staff_id = new.staff_id and c.lifted_at is null) then
    call app.refuse('h6_conflicted_cannot_open');
  end if;
  return new;
end $$;
create trigger h6_conflicted_cannot_open before insert on app.case_readers for each row execute function app.h6_conflicted_cannot_open();
create trigger h6_conflicted_is_not_allocated before insert on app.allocations for each row execute function app.h6_conflicted_cannot_open();

-- H6: whoever leads has the level the case asks for, or a supervisor's reason.
create function app.h6_lead_has_level() returns trigger language plpgsql set search_path = pg_catalog as $$
declare own text; asked text;
begin
  if new.until_at is not null then return new; end if;
  if new.override_by is not null then
    if not exists (select from app.staff_roles r
        where r.service_id = new.service_id and r.staff_id = new.override_by and r.role = 'supervisor') then
      call app.refuse('h6_override_by_a_supervisor');
    end if;
    return new;
  end if;
  select s.practice_level into own from app.staff s where s.service_id = new.service_id and s.id = new.staff_id;
  select c.complexity into asked from app.cases c where c.service_id = new.service_id and c.id = new.case_id;
  if own = 'advanced' or (own = 'intermediate' and asked = 'standard') then return new; end if;
  if new.role = 'lead' then call app.refuse('h6_lead_has_level'); end if;
  if own = 'foundation' and asked = 'standard' then return new; end if;
  -- What is left: beside an advanced lead, an intermediate practitioner may work on a complex case.
  if own = 'foundation' or not exists (select from app.allocations a
      join app.staff s on s.service_id = a.service_id and s.id = a.staff_id
     where a.service_id = new.service_id and a.case_id = new.case_id and a.role = 'lead' and a.until_at is null
       and s.practice_level = 'advanced') then
    call app.refuse('h6_co_has_level');
  end if;
  return new;
end $$;
create trigger h6_lead_has_level before insert or update on app.allocations for each row execute function app.h6_lead_has_level();

create table app.contacts (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  kind text not null check (kind in ('attempt', 'conversation', 'letter')),
  channel text not null check (channel in ('phone', 'text', 'email', 'post', 'in-person', 'video-call')),
  happened_on date not null,
  outcome text not null,
  note text not null default '' check (length(note) <= 5000),
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint ctc_1_not_in_the_future check (happened_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint ctc_2_outcome_fits_its_kind check (case kind
    when 'attempt' then outcome in ('no-answer', 'voicemail-left', 'message-sent', 'someone-else-answered', 'not-a-good-time', 'does-not-work')
    when 'conversation' then outcome in ('talked', 'wants-time', 'does-not-want-contact')
    else outcome in ('sent', 'came-back') end)
);
create index contacts_of_case on app.contacts (service_id, case_id, happened_on desc, id desc);
call app.seal_case_table('app.contacts');
call app.only_grows('app.contacts');

create table app.tasks (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  case_id uuid,
  referral_id uuid,
  participant_id uuid,
  kind text not null,
  -- Said without names: a task list is read over shoulders.
  words text not null check (length(words) between 1 and 500),
  due_on date not null,
  -- For a person, or for whoever holds a role; null and null is the case's lead.
  staff_id uuid,
  role text,
  cause text not null,
  made_at timestamptz not null default now(),
  done_at timestamptz,
  done_by uuid,
  done_how text not null default '',
  primary key (service_id, id),
  constraint task_once unique (service_id, cause, kind),
  constraint tsk_2_done_says_how check ((done_at is null) = (done_how = ''))
);
create index tasks_due on app.tasks (service_id, due_on, id) where done_at is null;
create index tasks_of_case on app.tasks (service_id, case_id, due_on);
call app.seal('app.tasks');
create policy hand_in_service on app.tasks to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_tasks on app.tasks for select to tp_staff using (
  service_id = (select app.service_id()) and (select app.staff_id()) is not null
  and (case_id is null or exists (select from app.case_readers reader
     where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = tasks.case_id)));
grant select on app.tasks to tp_staff;
grant select, insert, update on app.tasks to tp_hand;

create table app.notes (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Whose side it belongs to; null is about the case as a whole.
  participant_id uuid,
  words text not null check (length(words) between 1 and 20000),
  happened_on date not null,
  written_by uuid not null,
  written_at timestamptz not null default now(),
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint not_1_not_in_the_future check (happened_on <= (written_at at time zone 'Europe/London')::date)
);
create index notes_of_case on app.notes (service_id, case_id, written_at desc, id desc);
call app.seal_case_table('app.notes');
call app.only_grows('app.notes');

create table app.history (
  service_id uuid not null references app.services,
  seq bigint generated always as identity,
  case_id uuid,
  name text not null,
  participant_id uuid,
  -- Ids, days and codes; never anybody's words.
  detail jsonb not null default '{}',
  happened_on date not null,
  recorded_at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'participant', 'visitor', 'system')),
  actor_id uuid,
  primary key (service_id, seq)
);
create index history_of_case on app.history (service_id, case_id, seq desc);
call app.seal('app.history');
create policy hand_in_case on app.history to tp_hand
  using (service_id = (select app.service_id()) and case_id is not distinct from (select app.case_id()))
  with check (service_id = (select app.service_id()) and case_id is not distinct from (select app.case_id()));
create policy staff_reader_of_case on app.history for select to tp_staff using (
  service_id = (select app.service_id()) and exists (select from app.case_readers reader
     where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = history.case_id));
grant select on app.history to tp_staff;
grant select, insert on app.history to tp_hand;

-- A closed case does not change, but for what is written late about it: its history, notes, contacts, tasks and follow-up.
create function app.closed_case_rests() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status = 'closed') then
    raise exception 'the case is closed' using errcode = '23514', constraint = 'clo_closed_case_rests';
  end if;
  return new;
end $$;
create procedure app.rests_when_closed(tab regclass) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('create trigger closed_case_rests before insert or update on %s for each row execute function app.closed_case_rests()', tab);
end $$;
call app.rests_when_closed('app.participants');
call app.rests_when_closed('app.harm_links');
call app.rests_when_closed('app.companions');

-- Notices and venues a participant may see.
call app.seal('app.notices');
create policy hand_in_service on app.notices to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_notices on app.notices for select to tp_staff using (
  service_id = (select app.service_id()) and (select app.staff_id()) is not null
  and (case_id is null or exists (select from app.case_readers reader
     where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = notices.case_id)));
create policy own_notices on app.notices for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()));
grant select on app.notices to tp_staff;
grant select (service_id, id, case_id, participant_id, kind, channel, subject, body, status, written_at) on app.notices to tp_participant;
grant select, insert, update on app.notices to tp_hand;

-- H16: a notice leaves only by a way its reader called safe last, and only to a number or an address that was checked.
-- The hours and the age of what they said are the rule's: they move while a notice waits.
create function app.h16_goes_where_it_is_safe() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.participant_id is null or new.status not in ('leaving', 'sent') then return new; end if;
  if tg_op = 'UPDATE' and old.status in ('leaving', 'sent', 'unsure') then return new; end if;
  if exists (
    select from app.participants q
      join app.contact_points p on p.service_id = q.service_id and p.person_id = q.person_id
      join app.safe_contact_rules r on r.service_id = q.service_id and r.person_id = q.person_id
     where q.service_id = new.service_id and q.case_id = new.case_id and q.id = new.participant_id
       and p.is_in_use and p.checked_on is not null and p.value = new.sent_to
       and p.channel = case new.channel when 'text' then 'phone' else new.channel end
       and r.seq = (select max(newest.seq) from app.safe_contact_rules newest
         where newest.service_id = r.service_id and newest.person_id = r.person_id)
       and case new.channel when 'text' then r.may_text when 'email' then r.may_email else r.may_post end)
  then return new; end if;
  if new.channel = 'email' and exists (
    select from app.participants q join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where q.service_id = new.service_id and q.case_id = new.case_id and q.id = new.participant_id and o.email = new.sent_to)
  then return new; end if;
  call app.refuse('h16_goes_where_it_is_safe');
  return new;
end $$;
create trigger h16_goes_where_it_is_safe before insert or update on app.notices for each row execute function app.h16_goes_where_it_is_safe();

-- NTC-2: a notice begins waiting, goes once, and what was stopped stays stopped. Only a person takes up one that failed or
-- that nobody is sure of.
create function app.ntc_2_moves_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
declare before text := case when tg_op = 'UPDATE' then old.status else '' end;
begin
  if before = new.status then return new; end if;
  if before || '>' || new.status not in ('>waiting', 'waiting>leaving', 'waiting>by-hand', 'waiting>stopped',
      'leaving>sent', 'leaving>waiting', 'leaving>failed', 'leaving>unsure', 'by-hand>sent', 'by-hand>stopped',
      'unsure>sent', 'unsure>waiting', 'unsure>stopped', 'failed>waiting', 'failed>stopped') then
    call app.refuse('ntc_2_moves_in_order');
  end if;
  return new;
end $$;
create trigger ntc_2_moves_in_order before insert or update on app.notices for each row execute function app.ntc_2_moves_in_order();
