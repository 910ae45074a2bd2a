-- run as: migrator
-- Why: where many have such a name, the database told of any five hundred of them, and whoever was looked for could be left out. Now
-- whoever was found by more of what is compared is told of first.

set local role tp_owner;
grant create on schema app to tp_search;
set local role tp_search;
-- LIK-2: nobody is found in a case that the asking member of staff may not open, nor on a referral they may not read.
create or replace function app.alike(wanted_words text[], wanted_sounds text[], wanted_marks text[], wanted_born date[], district text, from_day date, until_day date, most int)
returns table (about_id uuid, referral_id uuid, case_id uuid, full_name text, words text, born date, happened_on date, postcode_district text, incident_kind text, marks_met text[])
language sql stable security definer rows 20 set search_path = pg_catalog, public set pg_trgm.similarity_threshold = 0.55 as $$
  with hits as materialized (
    select f.about_id, sum(f.strength) as strength from (
      select e.about_id, (select max(similarity(e.words, w)) from unnest(wanted_words) as w) as strength
        from app.likeness_entries e where e.service_id = (select app.service_id()) and e.words % any (wanted_words)
      union all
      select e.about_id, 1 from app.likeness_entries e where e.service_id = (select app.service_id()) and e.sounds && wanted_sounds
      union all
      select e.about_id, 3 from app.likeness_entries e where e.service_id = (select app.service_id()) and e.marks <> '{}' and e.marks && wanted_marks
      union all
      select s.about_id, 3 from app.search_entries s where s.service_id = (select app.service_id()) and s.marks && wanted_marks
      union all
      select e.about_id, 2 from app.likeness_entries e where e.service_id = (select app.service_id()) and e.born = any (wanted_born)
      union all
      select e.about_id, 1 from app.likeness_entries e where e.service_id = (select app.service_id()) and district <> '' and e.postcode_district = district
         and e.happened_on between from_day and until_day) f
     group by f.about_id)
  select e.about_id, e.referral_id, e.case_id, e.full_name, e.words, e.born, e.happened_on, e.postcode_district, e.incident_kind,
         array(select m from unnest(e.marks || coalesce((select s.marks from app.search_entries s
                 where s.service_id = e.service_id and s.case_id = e.case_id and s.about_id = e.about_id), '{}')) as m where m = any (wanted_marks))
    from hits h join app.likeness_entries e on e.service_id = (select app.service_id()) and e.about_id = h.about_id
   where case when e.case_id is not null then exists (select from app.case_readers r
           where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = e.case_id)
         else exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
             and r.role in ('coordinator', 'supervisor', 'manager'))
           and not app.is_other_teams_referral(e.service_id, e.postcode_district, e.entered_by, (select app.staff_id())) end
   order by h.strength desc, e.about_id
   limit least(most, 500)
$$;
set local role tp_owner;
revoke create on schema app from tp_search;

-- Who was added a moment ago stands in the index itself: a list beside it is read through from end to end by each look.
alter index app.likeness_words set (fastupdate = off);
alter index app.likeness_sounds set (fastupdate = off);
alter index app.likeness_marks set (fastupdate = off);
reset role;
