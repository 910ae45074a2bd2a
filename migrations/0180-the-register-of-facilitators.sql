-- Why: whoever gives a case to somebody has to know what they bring: languages, where they can travel, how much they take on, when they
-- are away, and whether what they must be checked for and trained in still holds. Until now that stood in a spreadsheet, or in one head.

create table app.facilitators (
  service_id uuid not null,
  staff_id uuid not null,
  -- As they say it themselves: some people would rather meet a woman, or a man.
  gender text not null default 'not-said',
  languages text[] not null default '{}',
  -- Postcode districts; none means anywhere the service works.
  districts text[] not null default '{}',
  available text[] not null default '{}',
  -- How much they take on at once, a complex case counting twice; null for what is usual.
  most_work int,
  primary key (service_id, staff_id),
  foreign key (service_id, staff_id) references app.staff,
  constraint fac_1_gender_is_one_of check (gender in ('woman', 'man', 'another', 'not-said')),
  constraint fac_1_available_is_one_of check (available <@ array['weekdays', 'evenings', 'weekends']::text[]),
  constraint fac_1_few_languages check (cardinality(languages) <= 20 and length(array_to_string(languages, ',')) <= 800),
  constraint fac_1_districts_are_districts check (cardinality(districts) <= 200 and (cardinality(districts) = 0
    or array_to_string(districts, ',') ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?(,[A-Z]{1,2}[0-9][0-9A-Z]?)*$')),
  constraint fac_1_work_is_some check (most_work between 0 and 99)
);
call app.seal_service_table('app.facilitators');

-- What somebody was checked for or trained in. A newer one takes the place of an older one of its kind; nothing is changed or taken away.
create table app.facilitator_checks (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  kind text not null,
  done_on date not null,
  -- The last day on which it holds; null where it does not run out.
  holds_until date,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, recorded_by) references app.staff,
  constraint fac_2_kind_is_one_of check (kind in ('vetting', 'facilitator-training', 'safeguarding-training', 'complex-case-training', 'data-protection-training')),
  constraint fac_2_days_in_order check (holds_until >= done_on),
  constraint fac_2_by_somebody_else check (recorded_by <> staff_id)
);
create index facilitator_checks_of_staff on app.facilitator_checks (service_id, staff_id, kind, done_on desc);
call app.seal_service_table('app.facilitator_checks');
revoke update on app.facilitator_checks from tp_hand;
-- Whether somebody's vetting holds is theirs to know, and for whoever gives cases to people.
drop policy staff_of_service on app.facilitator_checks;
create policy own_or_of_whoever_gives_cases on app.facilitator_checks for select to tp_staff using (
  service_id = (select app.service_id()) and (staff_id = (select app.staff_id()) or exists (select from app.staff_roles r
    where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'supervisor', 'manager'))));

-- When somebody is away, from the first day to the last.
create table app.absences (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  from_on date not null,
  until_on date not null,
  said_by uuid not null,
  said_at timestamptz not null default now(),
  cancelled_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.staff,
  foreign key (service_id, said_by) references app.staff,
  constraint fac_4_days_in_order check (until_on >= from_on and until_on - from_on <= 366),
  constraint fac_4_away_once exclude using gist (service_id with =, staff_id with =, daterange(from_on, until_on, '[]') with &&) where (cancelled_at is null)
);
create index absences_of_staff on app.absences (service_id, staff_id, until_on) where cancelled_at is null;
call app.seal_service_table('app.absences');
revoke update on app.absences from tp_hand;
grant update (cancelled_at) on app.absences to tp_hand;

-- FAC-3: whose vetting or training is over on the day is given no case. What was never written down refuses nothing: a service that
-- keeps its register elsewhere would otherwise stand still.
create function app.check_is_over(svc uuid, of_staff uuid, on_day date) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (
    select from (select distinct on (c.kind) c.kind, c.holds_until from app.facilitator_checks c
                  where c.service_id = svc and c.staff_id = of_staff order by c.kind, c.done_on desc, c.recorded_at desc) newest
     where newest.holds_until < on_day and newest.kind in ('vetting', 'facilitator-training', 'safeguarding-training'))
$$;
revoke execute on function app.check_is_over from public;
grant execute on function app.check_is_over to tp_hand, tp_owner;
create function app.fac_3_checks_hold() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if app.check_is_over(new.service_id, new.staff_id, (new.from_at at time zone 'Europe/London')::date) then
    call app.refuse('fac_3_checks_hold');
  end if;
  return new;
end $$;
create trigger fac_3_checks_hold before insert on app.allocations for each row execute function app.fac_3_checks_hold();

-- How much everybody works on now: counts, never which cases. For whoever gives cases to people, who may not open all that are counted.
create function app.caseloads() returns table (staff_id uuid, open_cases int, complex_cases int, led_cases int)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if session_user <> 'tp_hand' and not exists (select from app.staff_roles r
      where r.service_id = app.service_id() and r.staff_id = app.staff_id() and r.role in ('coordinator', 'supervisor', 'manager')) then
    return;
  end if;
  return query
    select a.staff_id, count(*)::int, count(*) filter (where c.complexity = 'complex')::int, count(*) filter (where a.role = 'lead')::int
      from app.allocations a join app.cases c on c.service_id = a.service_id and c.id = a.case_id
     where a.service_id = app.service_id() and a.until_at is null and c.status <> 'closed'
     group by a.staff_id;
end $$;
revoke execute on function app.caseloads() from public;
grant execute on function app.caseloads() to tp_staff, tp_hand;

-- With whom a participant would rather speak, where they said so: a new answer takes the place of the last.
create table app.facilitator_wishes (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  wish text not null,
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (service_id, case_id, participant_id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint wis_1_wish_is_one_of check (wish in ('woman', 'man', 'no-matter'))
);
call app.seal_case_table('app.facilitator_wishes');

call trails.watch('app.facilitators');
call trails.watch('app.facilitator_checks');
call trails.watch('app.absences');
call trails.watch('app.facilitator_wishes');
