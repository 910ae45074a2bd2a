-- Why: every policy was widened in turn and every table was asked as every reader, on lives in which everything is marked. Three
-- walls were not where they should be.

-- TRL-5: what was written about a referral before it became a case stood open to data officers to whom the case is closed.
create policy trails on app.referrals for select to tp_owner using (service_id = (select app.service_id()));
create function trails.closed_referrals() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select r.id from app.referrals r
   where r.service_id = (select app.service_id()) and r.case_id = any (array(select trails.closed_cases()))
$$;
revoke execute on function trails.closed_referrals from public;
grant execute on function trails.closed_referrals to tp_staff;
alter policy of_cases_not_closed_to_them on trails.changes
  using ((case_id is null or case_id <> all (array(select trails.closed_cases())))
     and (referral_id is null or referral_id <> all (array(select trails.closed_referrals()))));

-- H1: the hand reached the organisations of every case of the service; now those of the case it holds, as with people.
alter policy hand_in_service on app.organisations rename to hand_organisations_of_case;
alter policy hand_organisations_of_case on app.organisations
  using (service_id = (select app.service_id()) and exists (select from app.participants p
    where p.service_id = (select app.service_id()) and p.organisation_id = organisations.id));

-- Another policy lets the owner's functions see every allocation, so this one decided nothing.
drop policy trails on app.allocations;
