-- Why: the body that pays asks how many came and how far they came. It is told by figures that can be about nobody: made ready once a
-- quarter, with every small number, and every number that would give one away, left out before a row is written.

-- Somebody of the body that pays signs in as staff do, and holds no role of the service.
alter table app.staff_roles drop constraint staff_roles_role_check;
alter table app.staff_roles add constraint staff_roles_role_check check (role in
  ('coordinator', 'facilitator', 'volunteer-facilitator', 'supervisor', 'manager', 'data-officer', 'administrator', 'referrer', 'commissioner'));
create or replace function app.agn_3_apart_from_staff() returns trigger language plpgsql set search_path = pg_catalog as $$
declare held text[];
begin
  -- Two roles given to one person at one moment come one after the other.
  perform from app.staff s where s.service_id = new.service_id and s.id = new.staff_id for update;
  select coalesce(array_agg(r.role), '{}') into held from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role <> new.role;
  if held <> '{}' and ('referrer' = new.role or 'referrer' = any (held)) then call app.refuse('agn_3_apart_from_staff'); end if;
  if held <> '{}' and ('commissioner' = new.role or 'commissioner' = any (held)) then call app.refuse('com_1_apart_from_staff'); end if;
  return new;
end $$;
-- COM-2: neither they nor people of agencies are ever let into a case.
create function app.com_2_opens_no_case() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role in ('referrer', 'commissioner')) then
    call app.refuse('com_2_opens_no_case');
  end if;
  return new;
end $$;
revoke execute on function app.com_2_opens_no_case from public;
create trigger com_2_opens_no_case before insert on app.case_readers for each row execute function app.com_2_opens_no_case();

create table app.commissioners (
  service_id uuid not null,
  staff_id uuid not null,
  body_name text not null constraint com_3_of_a_body check (length(body_name) between 1 and 200),
  primary key (service_id, staff_id),
  foreign key (service_id, staff_id) references app.staff
);
comment on table app.commissioners is 'Somebody of the body that pays for the service, who sees its released figures';
call app.seal_service_table('app.commissioners');
revoke update on app.commissioners from tp_hand;
call trails.watch('app.commissioners');

-- A quarter whose figures are made ready: once, and they stay as they were released.
create table app.figure_releases (
  service_id uuid not null references app.services,
  quarter date not null constraint fig_3_is_a_quarter check (quarter = date_trunc('quarter', quarter)::date),
  -- Which definitions the numbers follow.
  definitions smallint not null,
  made_at timestamptz not null,
  constraint fig_3_made_ready_once primary key (service_id, quarter),
  constraint fig_3_the_quarter_is_over check ((made_at at time zone 'Europe/London')::date >= (quarter + interval '3 months')::date)
);
comment on table app.figure_releases is 'A quarter whose figures were made ready for commissioners';
call app.seal_service_table('app.figure_releases');
revoke update on app.figure_releases from tp_hand;
call trails.watch('app.figure_releases');

create table app.released_figures (
  service_id uuid not null,
  quarter date not null,
  of_table text not null check (of_table ~ '^[a-z-]{1,40}$'),
  part text not null check (part ~ '^[a-z0-9-]{1,40}$'),
  -- Null where it is not shown.
  shown int constraint fig_1_never_small check (shown >= 5),
  primary key (service_id, quarter, of_table, part),
  foreign key (service_id, quarter) references app.figure_releases
);
comment on table app.released_figures is 'One number of a quarter as commissioners may see it';
call app.seal_service_table('app.released_figures');
revoke update on app.released_figures from tp_hand;

-- FIG-2: in each table whose total is shown, nothing that is hidden can be worked out from what is shown.
create function app.fig_2_nothing_follows() returns trigger language plpgsql set search_path = pg_catalog as $$
declare whole int; parts int; hidden int; told int;
begin
  select max(f.shown) filter (where f.part = 'total'), count(*) filter (where f.part <> 'total'),
         count(*) filter (where f.part <> 'total' and f.shown is null), coalesce(sum(f.shown) filter (where f.part <> 'total'), 0)
    into whole, parts, hidden, told
    from app.released_figures f where f.service_id = new.service_id and f.quarter = new.quarter and f.of_table = new.of_table;
  if parts = 0 then return null; end if;
  if whole is null and hidden < parts or whole is not null and (
       hidden = 0 and told <> whole or hidden = 1 or hidden between 2 and parts - 1 and whole - told < 9) then
    call app.refuse('fig_2_nothing_follows');
  end if;
  return null;
end $$;
revoke execute on function app.fig_2_nothing_follows from public;
create constraint trigger fig_2_nothing_follows after insert on app.released_figures
  deferrable initially deferred for each row execute function app.fig_2_nothing_follows();

-- FIG-4: what a commissioner's own reader finds: their own entry, and the figures of their one service while they have it.
create policy own_place on app.commissioners for select to tp_commissioner using (
  service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy of_ones_service on app.figure_releases for select to tp_commissioner using (
  service_id = (select app.service_id()) and exists (select from app.commissioners c where c.service_id = figure_releases.service_id));
create policy of_ones_service on app.released_figures for select to tp_commissioner using (
  service_id = (select app.service_id()) and exists (select from app.commissioners c where c.service_id = released_figures.service_id));
grant select on app.commissioners, app.figure_releases, app.released_figures to tp_commissioner;
grant usage on schema trails to tp_commissioner;
grant execute on function trails.note_read, trails.note_closed_door to tp_commissioner;

-- Counting goes over all records, so it is done by two functions of the owner that give numbers and nothing else, to the worker alone:
-- the owner reads these tables only in a session of the worker's.
do $$
declare tab text;
begin
  foreach tab in array array['referrals', 'agency_referrals', 'contacts', 'preparation_sessions', 'conferences', 'letters', 'item_releases', 'agreements',
      'amends', 'closures', 'surveys', 'harm_links', 'figure_releases'] loop
    execute format('create policy counted_by_the_worker on app.%I for select to tp_owner using (session_user = ''tp_worker'')', tab);
  end loop;
end $$;

-- Quarters that ended by a day, from the first referral on and of the last so many months, whose figures are not made ready yet.
create function app.quarters_to_count(ended_by date, months int) returns table (service_id uuid, quarter date)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query
    select f.service_id, q::date
      from (select r.service_id, min(r.received_on) as first_on from app.referrals r group by r.service_id) as f,
           generate_series(date_trunc('quarter', greatest(f.first_on, ended_by - make_interval(months => months))), ended_by - interval '3 months', interval '3 months') as q
     where not exists (select from app.figure_releases d where d.service_id = f.service_id and d.quarter = q::date)
     order by 1, 2;
end $$;

-- How many of each kind there were in a quarter: what happened in it, each thing counted once.
create function app.counts_of_quarter(svc uuid, from_on date) returns table (of_table text, part text, number int)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare until_on date := (from_on + interval '3 months - 1 day')::date;
begin
  return query
    with came as (
      select r.* from app.referrals r where r.service_id = svc and r.received_on between from_on and until_on),
    began as (
      select r.case_id, min(r.received_on) as on_day from app.referrals r where r.service_id = svc and r.case_id is not null group by r.case_id),
    touched as (
      select k.case_id, min(k.happened_on) as on_day from app.contacts k where k.service_id = svc and k.kind = 'conversation' group by k.case_id),
    prepared as (
      select s.case_id, min(s.held_on) as on_day from app.preparation_sessions s where s.service_id = svc group by s.case_id),
    communicated as (
      select distinct on (e.case_id) e.case_id, e.on_day, e.way from (
        select c.case_id, (c.starts_at at time zone 'Europe/London')::date as on_day, 'conference' as way, 1 as place
          from app.conferences c where c.service_id = svc and c.status = 'held'
        union all
        select l.case_id, (l.delivered_at at time zone 'Europe/London')::date, 'letter', 2 from app.letters l where l.service_id = svc and l.status = 'delivered'
        union all
        select i.case_id, (i.released_at at time zone 'Europe/London')::date, 'message', 3
          from app.item_releases i where i.service_id = svc and i.kind <> 'first-name' and i.revoked_at is null) as e
       order by e.case_id, e.on_day, e.place),
    joined as (
      select p.case_id, p.id, w.is_under_18 or coalesce(w.date_of_birth > c.opened_on - interval '18 years', false) as is_young,
             exists (select from app.harm_links h where h.service_id = svc and h.case_id = p.case_id and h.harmed_id = p.id) as is_harmed,
             exists (select from app.harm_links h where h.service_id = svc and h.case_id = p.case_id and h.responsible_id = p.id) as is_responsible
        from app.cases c
        join app.participants p on p.service_id = svc and p.case_id = c.id
        join app.people w on w.service_id = svc and w.id = p.person_id
       where c.service_id = svc and c.opened_on between from_on and until_on),
    each (of_table, part) as (
      select 'referrals-by-month', (extract(month from age(date_trunc('month', r.received_on), from_on)) + 1)::int::text from came r
      union all select 'referrals-by-source', r.source from came r
      union all select 'referrals-by-incident', r.incident_kind from came r
      union all select 'decisions', r.status from app.referrals r
        where r.service_id = svc and r.decided_at is not null and (r.decided_at at time zone 'Europe/London')::date between from_on and until_on
      union all select 'decisions', 'withdrawn' from app.agency_referrals a
        where a.service_id = svc and (a.withdrawn_at at time zone 'Europe/London')::date between from_on and until_on
      union all select 'first-contact', case when d.days <= 7 then 'within-a-week' when d.days <= 14 then 'within-two-weeks' when d.days <= 28 then 'within-four-weeks' else 'later' end
        from (select t.on_day - b.on_day as days from touched t join began b on b.case_id = t.case_id where t.on_day between from_on and until_on) as d
      union all select 'preparation', 'total' from prepared p where p.on_day between from_on and until_on
      union all select 'communication', c.way from communicated c where c.on_day between from_on and until_on
      union all select 'until-communication', case when d.days <= 91 then 'within-three-months' when d.days <= 182 then 'within-six-months' when d.days <= 365 then 'within-a-year' else 'later' end
        from (select c.on_day - b.on_day as days from communicated c join began b on b.case_id = c.case_id where c.on_day between from_on and until_on) as d
      union all select 'agreements', 'total' from app.agreements g where g.service_id = svc and g.replaces_id is null and g.made_on between from_on and until_on
      union all select 'amends', m.status from app.amends m where m.service_id = svc and m.settled_on between from_on and until_on
      union all select 'closed', k.reason from app.closures k where k.service_id = svc and k.closed_on between from_on and until_on
      union all select 'satisfied-' || s.part, case when s.satisfied >= 4 then 'satisfied' when s.satisfied = 3 then 'neither' else 'not-satisfied' end
        from app.surveys s where s.service_id = svc and s.answered_as = 'self' and s.satisfied is not null and s.answered_on between from_on and until_on
      union all select 'people-by-side', case when j.is_harmed and j.is_responsible then 'both' when j.is_harmed then 'harmed' when j.is_responsible then 'responsible' else 'beside' end from joined j
      union all select 'people-by-age', case when j.is_young then 'under-18' else 'adult' end from joined j)
    select e.of_table, e.part, count(*)::int from each e group by 1, 2;
end $$;
revoke execute on function app.quarters_to_count, app.counts_of_quarter from public;
grant execute on function app.quarters_to_count, app.counts_of_quarter to tp_worker;
