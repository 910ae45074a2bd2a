-- Why: somebody is away for two weeks, and the people in their cases must not wait that long. Until now a colleague was given the case
-- outright, and kept it; or asked to be named, and nobody thought of ending it. Who covers now opens what the other works on, from the
-- first day away to the last, and the database ends it.

-- ALC-8: who holds no role that works on cases could not open what they were given.
create function app.works_on_cases(svc uuid, of_staff uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.staff_roles r where r.service_id = svc and r.staff_id = of_staff
    and r.role in ('coordinator', 'facilitator', 'volunteer-facilitator', 'supervisor', 'manager'))
$$;
revoke execute on function app.works_on_cases from public;
grant execute on function app.works_on_cases to tp_hand, tp_owner;
create function app.alc_8_role_works_on_cases() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not app.works_on_cases(new.service_id, new.staff_id) then call app.refuse('alc_8_role_works_on_cases'); end if;
  return new;
end $$;
create trigger alc_8_role_works_on_cases before insert on app.allocations for each row execute function app.alc_8_role_works_on_cases();

create table app.covers (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  absence_id uuid not null,
  cover_id uuid not null,
  said_by uuid not null,
  said_at timestamptz not null default now(),
  ended_by uuid,
  ended_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, absence_id) references app.absences,
  foreign key (service_id, cover_id) references app.staff,
  foreign key (service_id, said_by) references app.staff,
  foreign key (service_id, ended_by) references app.staff,
  constraint cov_3_ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
-- COV-2: one at a time for the same days.
create unique index cov_2_covered_once on app.covers (service_id, absence_id) where ended_at is null;
create index covers_of_staff on app.covers (service_id, cover_id) where ended_at is null;
call app.seal_service_table('app.covers');
revoke update on app.covers from tp_hand;
grant update (ended_by, ended_at) on app.covers to tp_hand;
call trails.watch('app.covers');
create policy readers_follow_covers on app.covers for select to tp_owner using (true);
create policy readers_follow_covers on app.absences for select to tp_owner using (true);

-- COV-1: somebody else, who works on cases, whose checks hold, and who is not away on one of these days themselves.
create function app.cov_1_may_cover() returns trigger language plpgsql set search_path = pg_catalog as $$
declare away app.absences;
begin
  select * into away from app.absences b where b.service_id = new.service_id and b.id = new.absence_id;
  if away.staff_id = new.cover_id then call app.refuse('cov_1_somebody_else'); end if;
  if not app.works_on_cases(new.service_id, new.cover_id) then call app.refuse('cov_1_works_on_cases'); end if;
  if app.check_is_over(new.service_id, new.cover_id, (new.said_at at time zone 'Europe/London')::date) then
    call app.refuse('cov_1_checks_hold');
  end if;
  if exists (select from app.absences o where o.service_id = new.service_id and o.staff_id = new.cover_id and o.cancelled_at is null
      and o.from_on <= away.until_on and away.from_on <= o.until_on) then
    call app.refuse('cov_1_is_there');
  end if;
  return new;
end $$;
create trigger cov_1_may_cover before insert on app.covers for each row execute function app.cov_1_may_cover();
-- COV-3: what ended has ended.
create function app.cov_3_ends_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null then call app.refuse('cov_3_ends_once'); end if;
  return new;
end $$;
create trigger cov_3_ends_once before update on app.covers for each row execute function app.cov_3_ends_once();

alter table app.case_readers drop constraint case_readers_because_check;
alter table app.case_readers add constraint case_readers_because_check check (because in ('allocated', 'service-wide', 'named', 'break-glass', 'covering'));
alter table app.case_readers drop constraint brk_1_only_breaking_the_glass_ends;
alter table app.case_readers add constraint brk_1_breaking_the_glass_and_covering_end check ((because in ('break-glass', 'covering')) = (until_at is not null));
create index case_readers_covering on app.case_readers (service_id) where because = 'covering';

-- Whether a level is enough for what somebody does on a case (ALC-3), asked of a colleague who would do it for a while.
create function app.level_is_enough(svc uuid, of_case uuid, of_staff uuid, as_role text) returns boolean language sql stable set search_path = pg_catalog as $$
  select case when s.practice_level = 'advanced' then true
              when as_role = 'lead' then s.practice_level = 'intermediate' and c.complexity = 'standard'
              when c.complexity = 'standard' then true
              else s.practice_level = 'intermediate' and exists (select from app.allocations a
                join app.staff l on l.service_id = a.service_id and l.id = a.staff_id and l.practice_level = 'advanced'
               where a.service_id = svc and a.case_id = of_case and a.role = 'lead' and a.until_at is null) end
    from app.staff s, app.cases c where s.service_id = svc and s.id = of_staff and c.service_id = svc and c.id = of_case
$$;

-- COV-4: what covering opens today: open cases of whoever is away, that the other could be given, in which they have no conflict of
-- interest, and that are not restricted. Until the end of the last day away.
create function app.covering_due(svc uuid) returns table (staff_id uuid, case_id uuid, until_at timestamptz) language sql stable set search_path = pg_catalog as $$
  select v.cover_id, a.case_id, max((b.until_on + 1)::timestamp at time zone 'Europe/London')
    from app.covers v
    join app.absences b on b.service_id = v.service_id and b.id = v.absence_id and b.cancelled_at is null
     and (now() at time zone 'Europe/London')::date between b.from_on and b.until_on
    join app.staff s on s.service_id = v.service_id and s.id = v.cover_id and s.is_active
    join app.allocations a on a.service_id = v.service_id and a.staff_id = b.staff_id and a.until_at is null
    join app.cases c on c.service_id = a.service_id and c.id = a.case_id and c.status <> 'closed'
   where v.service_id = svc and v.ended_at is null and app.works_on_cases(svc, v.cover_id)
     and not app.check_is_over(svc, v.cover_id, (now() at time zone 'Europe/London')::date)
     and app.level_is_enough(svc, a.case_id, v.cover_id, a.role)
     and not exists (select from app.restrictions x where x.service_id = svc and x.case_id = a.case_id and x.lifted_at is null)
     and not exists (select from app.conflicts k where k.service_id = svc and k.case_id = a.case_id and k.staff_id = v.cover_id and k.lifted_at is null)
   group by v.cover_id, a.case_id
$$;
revoke execute on function app.level_is_enough, app.covering_due from public;
grant execute on function app.level_is_enough, app.covering_due to tp_owner;

-- COV-4: nobody is let in as covering but by what is due.
create or replace function app.reader_may_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.because = 'break-glass' then
    if not exists (select from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id
        and r.role in ('coordinator', 'facilitator', 'supervisor', 'manager', 'data-officer')) then
      call app.refuse('brk_4_role_breaks_glass');
    end if;
    if not exists (select from app.glass_openings g where g.service_id = new.service_id and g.case_id = new.case_id
        and g.staff_id = new.staff_id and g.until_at = new.until_at and g.until_at > now()) then
      call app.refuse('brk_1_opening_is_written_down');
    end if;
    return new;
  end if;
  if exists (select from app.conflicts c
      where c.service_id = new.service_id and c.case_id = new.case_id and c.staff_id = new.staff_id and c.lifted_at is null) then
    call app.refuse('h6_conflicted_cannot_open');
  end if;
  if not exists (select from app.staff_roles r
      where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role <> 'administrator') then
    call app.refuse('rdr_1_holds_a_role_that_reads');
  end if;
  if new.because = 'named' and not exists (select from app.named_readers n
      where n.service_id = new.service_id and n.case_id = new.case_id and n.staff_id = new.staff_id and n.ended_at is null) then
    call app.refuse('rdr_5_named_is_written_down');
  end if;
  if new.because in ('service-wide', 'allocated') and exists (select from app.restrictions x
      where x.service_id = new.service_id and x.case_id = new.case_id and x.lifted_at is null)
     and (new.because = 'service-wide' or not exists (select from app.allocations a
       where a.service_id = new.service_id and a.case_id = new.case_id and a.staff_id = new.staff_id and a.until_at is null)) then
    call app.refuse('rdr_3_restricted_opens_for_named_people');
  end if;
  -- Only the function that works out what is due runs as the owner; nobody else says who covers what.
  if new.because = 'covering' and current_user <> 'tp_owner' then call app.refuse('cov_4_covering_follows'); end if;
  return new;
end $$;

-- The rows of whoever covers, as they are due today. It runs as the owner, since the hand holds one case at most.
create function app.follow_covers(svc uuid) returns void language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.covers v where v.service_id = svc and v.ended_at is null)
     and not exists (select from app.case_readers r where r.service_id = svc and r.because = 'covering') then return; end if;
  delete from app.case_readers r where r.service_id = svc and r.because = 'covering' and not exists (select from app.covering_due(svc) d
    where d.staff_id = r.staff_id and d.case_id = r.case_id and d.until_at = r.until_at);
  insert into app.case_readers (service_id, staff_id, case_id, because, until_at)
  select svc, d.staff_id, d.case_id, 'covering', d.until_at from app.covering_due(svc) d on conflict do nothing;
end $$;
revoke execute on function app.follow_covers from public;
grant execute on function app.follow_covers to tp_owner;

create function app.readers_follow_covers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform app.follow_covers(new.service_id);
  return null;
end $$;
revoke execute on function app.readers_follow_covers from public;
create trigger readers_follow_covers after insert or update on app.covers for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after update on app.absences for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after insert or update on app.allocations for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after insert or update on app.conflicts for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after insert or update on app.restrictions for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after update of status, complexity on app.cases for each row execute function app.readers_follow_covers();

-- The worker begins on the first day what was said before, and takes away what has ended; row security hides it from the moment it ends.
create function doorkeeper.follow_covers() returns void language plpgsql security definer set search_path = pg_catalog as $$
declare svc uuid;
begin
  for svc in select distinct v.service_id from app.covers v where v.ended_at is null
             union select r.service_id from app.case_readers r where r.because = 'covering' loop
    perform app.follow_covers(svc);
  end loop;
end $$;
revoke execute on function doorkeeper.follow_covers from public;
grant execute on function doorkeeper.follow_covers to tp_doorkeeper;

-- BRK-3: whose covering has ended, and who then broke the glass, looks only.
create or replace function app.looks_only() returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.case_readers r where r.service_id = me.service and r.case_id = me.held and r.staff_id = me.staff and r.because = 'break-glass')
     and not exists (select from app.case_readers r where r.service_id = me.service and r.case_id = me.held and r.staff_id = me.staff
           and r.because <> 'break-glass' and (r.until_at is null or r.until_at > now()))
    from (select i[2]::uuid as service, nullif(i[5], '')::uuid as held, case when i[4] like 'staff\_%' then substr(i[4], 7)::uuid end as staff
            from (select app.identity() as i) as said where i[3] = 'hand') as me
$$;
