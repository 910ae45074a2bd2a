-- Why: a service of several areas has teams. Whoever works in a team opens by their role the cases of their teams and those of no
-- team; it follows by itself, as restrictions and conflicts do, so that no action can forget it.

create table app.teams (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 100),
  primary key (service_id, id)
);
create unique index tea_1_name_once on app.teams (service_id, lower(name));
call app.seal_service_table('app.teams');

-- Where a team works: a new case of this district is theirs.
create table app.team_districts (
  service_id uuid not null,
  postcode_district text not null check (postcode_district ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
  team_id uuid not null,
  constraint tea_2_district_has_one_team primary key (service_id, postcode_district),
  foreign key (service_id, team_id) references app.teams
);
create index team_districts_of_team on app.team_districts (service_id, team_id);
call app.seal_service_table('app.team_districts');
revoke update on app.team_districts from tp_hand;
grant delete on app.team_districts to tp_hand;

create table app.team_members (
  service_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  primary key (service_id, team_id, staff_id),
  foreign key (service_id, team_id) references app.teams,
  foreign key (service_id, staff_id) references app.staff
);
create index team_members_of_staff on app.team_members (service_id, staff_id);
call app.seal_service_table('app.team_members');
revoke update on app.team_members from tp_hand;
grant delete on app.team_members to tp_hand;

-- Null: every coordinator, supervisor and manager opens it, whatever their team.
alter table app.cases add column team_id uuid;
alter table app.cases add constraint case_of_a_team foreign key (service_id, team_id) references app.teams;
create index cases_of_team on app.cases (service_id, team_id) where team_id is not null;

-- RDR-7: whether a case is of other teams than somebody's; whoever is in no team has no other teams.
create function app.is_other_teams(svc uuid, of_team uuid, of_staff uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select of_team is not null
     and exists (select from app.team_members m where m.service_id = svc and m.staff_id = of_staff)
     and not exists (select from app.team_members m where m.service_id = svc and m.staff_id = of_staff and m.team_id = of_team)
$$;
create or replace function app.reads_by_role(svc uuid, of_case uuid) returns setof uuid language sql stable set search_path = pg_catalog as $$
  select distinct r.staff_id from app.staff_roles r
   where r.service_id = svc and r.role in ('coordinator', 'supervisor', 'manager')
     and not app.is_other_teams(svc, (select c.team_id from app.cases c where c.service_id = svc and c.id = of_case), r.staff_id)
     and not exists (select from app.restrictions x where x.service_id = svc and x.case_id = of_case and x.lifted_at is null)
     and not exists (select from app.conflicts c
       where c.service_id = svc and c.case_id = of_case and c.staff_id = r.staff_id and c.lifted_at is null)
$$;

-- A wall of its own beside the one of restrictions and conflicts: nobody is let in by their role to a case of another team.
create function app.rdr_7_role_opens_own_teams() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if app.is_other_teams(new.service_id, (select c.team_id from app.cases c where c.service_id = new.service_id and c.id = new.case_id), new.staff_id) then
    call app.refuse('rdr_7_role_opens_own_teams');
  end if;
  return new;
end $$;
create trigger rdr_7_role_opens_own_teams before insert on app.case_readers
  for each row when (new.because = 'service-wide') execute function app.rdr_7_role_opens_own_teams();

-- Another team has the case: whoever came by role from elsewhere is shut out, whoever comes by role from there is let in.
create function app.readers_follow_team() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.case_readers r where r.service_id = new.service_id and r.case_id = new.id and r.because = 'service-wide'
    and r.staff_id not in (select app.reads_by_role(new.service_id, new.id));
  call app.let_in_by_role(new.service_id, new.id);
  return null;
end $$;
create trigger readers_follow_team after update of team_id on app.cases
  for each row when (old.team_id is distinct from new.team_id) execute function app.readers_follow_team();

-- Somebody joins a team or leaves it. The hand holds one case at most, so this runs as the owner.
create policy readers_follow_teams on app.team_members for select to tp_owner using (true);
create function app.readers_follow_members() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed record := coalesce(new, old);
begin
  delete from app.case_readers r using app.cases c
   where c.service_id = r.service_id and c.id = r.case_id and r.service_id = changed.service_id and r.staff_id = changed.staff_id
     and r.because = 'service-wide' and app.is_other_teams(c.service_id, c.team_id, r.staff_id);
  insert into app.case_readers (service_id, staff_id, case_id, because)
  select c.service_id, changed.staff_id, c.id, 'service-wide' from app.cases c
   where c.service_id = changed.service_id and changed.staff_id in (select app.reads_by_role(c.service_id, c.id))
  on conflict do nothing;
  return null;
end $$;
create trigger readers_follow_members after insert or delete on app.team_members
  for each row execute function app.readers_follow_members();

-- Who works in which team says what they may open: it is news of the security trail.
create function trails.note_team() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  who record := trails.actor();
  changed record := coalesce(new, old);
begin
  perform trails.add_security(changed.service_id, who.kind, who.id, case tg_op when 'INSERT' then 'joined-team' else 'left-team' end, '',
    'staff', changed.staff_id, null, null, jsonb_build_object('team', changed.team_id));
  return null;
end $$;
create trigger trl_7_is_written after insert or delete on app.team_members for each row execute function trails.note_team();

revoke execute on function app.readers_follow_members, app.is_other_teams, trails.note_team from public;
grant execute on function app.is_other_teams to tp_hand, tp_owner, tp_staff;

call trails.watch('app.teams');
call trails.watch('app.team_districts');
call trails.watch('app.team_members');
