-- Why: what a wall costs a page is mostly what PostgreSQL gets ready for each statement and does not need in the end (0320 of the
-- decisions). The rules stay as they are; they are said with fewer parts.

-- An id is one member of staff's in the whole installation (STF-8), and whoever asks about a row of a case names its service: that the
-- service is asked about again within the list of readers held nothing, and was got ready for each table of each statement.
alter policy own_cases on app.case_readers using (staff_id = (select app.staff_id()) and (until_at is null or until_at > now()));

-- Who triages: the service of the reader, where their role lets them, and the districts whose referrals go to teams they are not in.
-- Asked apart, so that what only referrals without a case need is got ready when the first such referral is met.
create function app.service_triaged() returns uuid language plpgsql stable set search_path = pg_catalog as $$ begin
  return (select r.service_id from app.staff_roles r
           where r.service_id = (select app.service_of_staff()) and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'supervisor', 'manager') limit 1);
end $$;
create function app.districts_of_other_teams() returns text[] language plpgsql stable set search_path = pg_catalog as $$
declare
  mine uuid[] := array(select m.team_id from app.team_members m where m.service_id = (select app.service_of_staff()) and m.staff_id = (select app.staff_id()));
begin
  if mine = '{}' then return '{}'; end if;
  return array(select d.postcode_district from app.team_districts d where d.service_id = (select app.service_of_staff()) and d.team_id <> all (mine));
end $$;
revoke execute on function app.service_triaged, app.districts_of_other_teams from public;
grant execute on function app.service_triaged, app.districts_of_other_teams to tp_staff;

alter policy staff_who_triage_or_read_the_case on app.referrals using (service_id = (select app.named_service()) and (
  exists (select from app.case_readers reader where reader.service_id = referrals.service_id and reader.case_id = referrals.case_id offset 0)
  or (case_id is null and service_id = (select app.service_triaged())
    and (entered_by = (select app.staff_id()) or postcode_district <> all ((select app.districts_of_other_teams())::text[])))));

-- What belongs to a referral is read by whoever reads the referral, whose policy proves who that is. `offset 0` forbids the planner to
-- read all referrals in order to look up a few (0115).
do $$
declare each record; of_referrals int := 0;
begin
  for each in
    select p.tablename, p.policyname, p.qual from pg_policies p
     where p.schemaname = 'app' and p.policyname in ('staff_who_read_the_referral', 'staff_of_referral') and p.tablename <> 'eligibility_answers'
       and p.qual like '((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT%FROM app.referrals r%'
  loop
    execute format('alter policy %I on app.%I using (%s)', each.policyname, each.tablename,
      replace(left(each.qual, -3) || ' offset 0)))', '( SELECT app.service_id() AS service_id)', '(select app.named_service())'));
    of_referrals := of_referrals + 1;
  end loop;
  if of_referrals < 14 then raise exception 'Policies of % tables follow the referral', of_referrals; end if;
end $$;

-- Answers of a case are looked up among the readers first; only those of a referral without one are looked up there.
alter policy staff_who_read_the_referral on app.eligibility_answers using (service_id = (select app.named_service()) and referral_id is not null
  and exists (select from app.referrals r where r.service_id = eligibility_answers.service_id and r.id = eligibility_answers.referral_id offset 0));
