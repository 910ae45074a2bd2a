-- Why: a service of several areas triages each area by its team, before there is a case as after (RDR-7). A referral of a district
-- that is another team's is not there for whoever is in a team, unless they wrote it down themselves to pass it on.

create function app.is_other_teams_referral(svc uuid, district text, entered_by uuid, of_staff uuid) returns boolean
language sql stable set search_path = pg_catalog as $$
  select of_staff is not null and entered_by is distinct from of_staff
     and app.is_other_teams(svc, (select d.team_id from app.team_districts d where d.service_id = svc and d.postcode_district = district), of_staff)
$$;
create function app.acting_staff() returns uuid language sql stable set search_path = pg_catalog as
  $$ select case when i[3] = 'hand' and i[4] like 'staff\_%' then substr(i[4], 7)::uuid end from (select app.identity() as i) as me $$;
revoke execute on function app.is_other_teams_referral, app.acting_staff from public;
grant execute on function app.is_other_teams_referral to tp_staff, tp_hand;
grant execute on function app.acting_staff to tp_hand;

-- The districts of other teams are asked once a query, not once a row.
drop policy staff_who_triage_or_read_the_case on app.referrals;
create policy staff_who_triage_or_read_the_case on app.referrals for select to tp_staff using (
  service_id = (select app.service_id()) and (
    (case_id is null
      and exists (select from app.staff_roles r
        where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
          and r.role in ('coordinator', 'supervisor', 'manager'))
      and (entered_by = (select app.staff_id())
        or not exists (select from app.team_members m
          where m.service_id = (select app.service_id()) and m.staff_id = (select app.staff_id()))
        or postcode_district not in (select d.postcode_district from app.team_districts d
          where d.service_id = (select app.service_id()) and d.team_id not in (select m.team_id from app.team_members m
            where m.service_id = (select app.service_id()) and m.staff_id = (select app.staff_id())))))
    or exists (select from app.case_readers reader
      where reader.service_id = (select app.service_id()) and reader.staff_id = (select app.staff_id()) and reader.case_id = referrals.case_id)));

-- REF-9: nor is it held or decided for them. Locking a row asks this too, so that the hand finds nothing to hold.
create policy ref_9_decided_in_its_area on app.referrals as restrictive for update to tp_hand
  using (not app.is_other_teams_referral(service_id, postcode_district, entered_by, (select app.acting_staff())));
