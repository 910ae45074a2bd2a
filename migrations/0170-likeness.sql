-- run as: migrator
-- Why: the same harm reaches a service twice: the person asks, and the police refer them a week later. Whoever reads the second is
-- told of the first while there is still one story, links the two, and can take the link back.

set local role tp_owner;

-- What is compared, of each person on a referral that is no case yet, and of each person of a case. Made from the record.
create table app.likeness_entries (
  service_id uuid not null,
  -- The referral itself for whoever was referred, one of its others, or a participant.
  about_id uuid not null,
  referral_id uuid,
  case_id uuid,
  full_name text not null,
  -- Small letters without accents, short names written out: for the index of letters.
  words text not null,
  -- How each two of the names sound together.
  sounds text[] not null default '{}',
  -- Blind indexes of a number, an e-mail address, the number an agency gave it.
  marks text[] not null default '{}',
  born date,
  happened_on date,
  postcode_district text not null default '',
  incident_kind text check (incident_kind in ('neighbour-dispute', 'criminal-damage', 'burglary', 'assault', 'anti-social-behaviour', 'shop-theft', 'serious-crime', 'other')),
  -- Who wrote the referral down: they see it wherever it is from (REF-9).
  entered_by uuid,
  primary key (service_id, about_id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, case_id) references app.cases,
  constraint lik_1_of_a_referral_or_a_case check ((referral_id is null) <> (case_id is null))
);
comment on table app.likeness_entries is 'What duplicates are found by: names as they are compared, of people on referrals and in cases';
create index likeness_words on app.likeness_entries using gin (words public.gin_trgm_ops);
create index likeness_sounds on app.likeness_entries using gin (sounds);
create index likeness_marks on app.likeness_entries using gin (marks) where marks <> '{}';
create index likeness_born on app.likeness_entries (service_id, born) where born is not null;
create index likeness_incident on app.likeness_entries (service_id, postcode_district, happened_on) where happened_on is not null and postcode_district <> '';
create index likeness_of_referral on app.likeness_entries (service_id, referral_id) where referral_id is not null;
create index likeness_of_case on app.likeness_entries (service_id, case_id) where case_id is not null;
call app.seal('app.likeness_entries');
create policy hand_in_case_or_before on app.likeness_entries to tp_hand
  using (service_id = (select app.service_id()) and (case_id is null or case_id = (select app.case_id())))
  with check (service_id = (select app.service_id()) and (case_id is null or case_id = (select app.case_id())));
create policy search on app.likeness_entries for select to tp_search using (true);
grant select, insert, update, delete on app.likeness_entries to tp_hand;
grant select on app.likeness_entries to tp_search;
call app.only_looked_at('app.likeness_entries');

-- What the function below asks to know who sees a referral before it is a case, and nothing more of it.
create policy search on app.staff_roles for select to tp_search using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy search on app.team_members for select to tp_search using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy search on app.team_districts for select to tp_search using (service_id = (select app.service_id()));
grant select (service_id, staff_id, role) on app.staff_roles to tp_search;
grant select (service_id, staff_id, team_id) on app.team_members to tp_search;
grant select (service_id, postcode_district, team_id) on app.team_districts to tp_search;
grant execute on function app.is_other_teams_referral, app.is_other_teams to tp_search;

-- LIK-2: nobody is found in a case that the asking member of staff may not open, nor on a referral they may not read.
grant create on schema app to tp_search;
set local role tp_search;
create function app.alike(wanted_words text[], wanted_sounds text[], wanted_marks text[], wanted_born date[], district text, from_day date, until_day date, most int)
returns table (about_id uuid, referral_id uuid, case_id uuid, full_name text, words text, born date, happened_on date, postcode_district text, incident_kind text, marks_met text[])
language sql stable security definer rows 20 set search_path = pg_catalog, public set pg_trgm.similarity_threshold = 0.55 as $$
  with hits as materialized (
    select e.about_id from app.likeness_entries e where e.service_id = (select app.service_id()) and e.words % any (wanted_words)
    union
    select e.about_id from app.likeness_entries e where e.service_id = (select app.service_id()) and e.sounds && wanted_sounds
    union
    select e.about_id from app.likeness_entries e where e.service_id = (select app.service_id()) and e.marks <> '{}' and e.marks && wanted_marks
    union
    select s.about_id from app.search_entries s where s.service_id = (select app.service_id()) and s.marks && wanted_marks
    union
    select e.about_id from app.likeness_entries e where e.service_id = (select app.service_id()) and e.born = any (wanted_born)
    union
    select e.about_id from app.likeness_entries e where e.service_id = (select app.service_id()) and district <> '' and e.postcode_district = district
       and e.happened_on between from_day and until_day)
  select e.about_id, e.referral_id, e.case_id, e.full_name, e.words, e.born, e.happened_on, e.postcode_district, e.incident_kind,
         array(select m from unnest(e.marks || coalesce((select s.marks from app.search_entries s
                 where s.service_id = e.service_id and s.case_id = e.case_id and s.about_id = e.about_id), '{}')) as m where m = any (wanted_marks))
    from hits h join app.likeness_entries e on e.service_id = (select app.service_id()) and e.about_id = h.about_id
   where case when e.case_id is not null then exists (select from app.case_readers r
           where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = e.case_id)
         else exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
             and r.role in ('coordinator', 'supervisor', 'manager'))
           and not app.is_other_teams_referral(e.service_id, e.postcode_district, e.entered_by, (select app.staff_id())) end
   limit least(most, 500)
$$;
revoke execute on function app.alike from public;
grant execute on function app.alike to tp_staff;
set local role tp_owner;
revoke create on schema app from tp_search;

-- Somebody looked at both and said that they are not the same; it may be taken back.
create table app.told_apart (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  -- A referral or a case.
  other_id uuid not null,
  said_by uuid not null,
  said_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, said_by) references app.staff,
  constraint lik_3_from_another check (referral_id <> other_id)
);
comment on table app.told_apart is 'A referral that looks like another or like a case, and is not the same: somebody looked';
create unique index lik_3_told_apart_once on app.told_apart (service_id, referral_id, other_id) where taken_back_at is null;
create index told_apart_from on app.told_apart (service_id, other_id) where taken_back_at is null;

-- LIK-4: a referral that is about a case already there, so that one case has two referrals; it can be taken back.
create table app.referral_links (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  case_id uuid not null,
  linked_by uuid not null,
  linked_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, linked_by) references app.staff,
  foreign key (service_id, undone_by) references app.staff,
  constraint lik_5_undone_says_who check ((undone_at is null) = (undone_by is null))
);
comment on table app.referral_links is 'A referral that was linked to a case which was there before it';
create unique index lik_4_linked_once on app.referral_links (service_id, referral_id) where undone_at is null;
create index referral_links_of_case on app.referral_links (service_id, case_id) where undone_at is null;

do $$
declare tab text;
begin
  foreach tab in array array['told_apart', 'referral_links'] loop
    execute format('call app.seal(%L)', 'app.' || tab);
    execute format('create policy hand_in_service on app.%I to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()))', tab);
    execute format('create policy staff_who_read_the_referral on app.%1$I for select to tp_staff using (service_id = (select app.service_id())
      and exists (select from app.referrals r where r.service_id = %1$I.service_id and r.id = %1$I.referral_id))', tab);
    execute format('grant select on app.%I to tp_staff', tab);
    execute format('grant select, insert on app.%I to tp_hand', tab);
    execute format('call trails.watch(%L)', 'app.' || tab);
  end loop;
end $$;
grant update (taken_back_at) on app.told_apart to tp_hand;
grant update (undone_by, undone_at) on app.referral_links to tp_hand;
call app.only_looked_at('app.referral_links');

-- REF-3 stays: what was decided stays decided, but for a link that is taken back. REF-5: the case has both sides already.
create or replace function app.ref_decided_once_with_both_sides() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.status in ('accepted', 'declined', 'withdrawn') and (new.status, new.decline_reason, new.case_id) is distinct from (old.status, old.decline_reason, old.case_id)
     and not (old.status = 'accepted' and new.status = 'acknowledged'
       and exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.case_id = old.case_id and l.undone_at is not null)
       and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null)) then
    raise exception 'decided already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  if old.status = 'acknowledged' and new.status = 'received' then
    raise exception 'acknowledged already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  if new.status = 'accepted' and old.status <> 'accepted' and not exists (
    select from app.referral_others o where o.service_id = new.service_id and o.referral_id = new.id and o.part <> new.part)
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.case_id = new.case_id and l.undone_at is null) then
    raise exception 'nobody on the other side' using errcode = '23514', constraint = 'ref_5_has_both_sides';
  end if;
  return new;
end $$;

-- SEA-6: whoever is erased is not found by their name here either.
do $$
declare said text := pg_get_functiondef('app.erase_person(uuid, uuid, text)'::regprocedure); changed text;
begin
  changed := replace(said, '''app.search_entries'', ', '''app.search_entries'', ''app.likeness_entries'', ');
  changed := replace(changed, '  delete from app.sessions s where', '  delete from app.likeness_entries e where e.service_id = svc and (e.about_id = any(theirs) or e.referral_id = any(referred) or e.full_name = named and e.case_id in (
    select q.case_id from app.participants q where q.service_id = svc and q.person_id = person));
  delete from app.sessions s where');
  if length(changed) - length(said) < 300 then raise exception 'app.erase_person is not the one that this changes'; end if;
  execute changed;
end $$;

-- What is there already is found by its letters and by its date of birth; how it sounds is added when a name is next written.
do $$
declare each text;
begin
  foreach each in array array['app.participants', 'app.people', 'app.referrals', 'app.cases', 'app.likeness_entries'] loop
    execute format('alter table %s no force row level security', each);
  end loop;
  insert into app.likeness_entries (service_id, about_id, case_id, full_name, words, born)
  select q.service_id, q.id, q.case_id, p.full_name, lower(p.full_name), p.date_of_birth
    from app.participants q join app.people p on p.service_id = q.service_id and p.id = q.person_id where p.full_name <> 'Erased person';
  insert into app.likeness_entries (service_id, about_id, referral_id, full_name, words, born, happened_on, postcode_district, incident_kind, entered_by)
  select r.service_id, r.id, r.id, r.full_name, lower(r.full_name), r.date_of_birth, r.happened_on, r.postcode_district, r.incident_kind, r.entered_by
    from app.referrals r where r.case_id is null and r.full_name <> 'Erased person';
  foreach each in array array['app.participants', 'app.people', 'app.referrals', 'app.cases', 'app.likeness_entries'] loop
    execute format('alter table %s force row level security', each);
  end loop;
end $$;
reset role;
