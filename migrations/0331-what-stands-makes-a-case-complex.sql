-- Why: a referral that was flagged as sexual harm, abuse at home, stalking, hate or exploitation, or of which that was answered, opened a standard case
-- that an intermediate practitioner could lead (domain 86, 87).

-- Whether a flag that stands on a referral of the case, or an answer about the case, makes it complex: `signsOf` of the vocabulary says the same.
create function app.is_complex_by_what_stands(service uuid, in_case uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.safety_flags f join app.referrals r on r.service_id = f.service_id and r.id = f.referral_id
           where r.service_id = service and r.case_id = in_case and f.lowered_at is null
             and f.kind in ('child-at-risk', 'self-harm', 'domestic-abuse', 'sexual-harm', 'stalking', 'serious-harm', 'exploitation', 'hate'))
      or exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
           where a.service_id = service and a.case_id = in_case order by a.question, a.seq desc) newest
          where newest.answer in ('yes', 'allowed')
            and newest.question in ('child-without-guardian', 'capacity-in-doubt', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour'))
$$;
revoke execute on function app.is_complex_by_what_stands from public;
grant execute on function app.is_complex_by_what_stands to tp_hand;

-- CAS-7: a case is not made standard while something stands that makes it complex.
create function app.cas_7_a_sign_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if app.is_complex_by_what_stands(new.service_id, new.id) then call app.refuse('cas_7_a_sign_stands'); end if;
  return new;
end $$;
revoke execute on function app.cas_7_a_sign_stands() from public;
create trigger cas_7_a_sign_stands before update of complexity on app.cases for each row
  when (new.complexity = 'standard' and old.complexity = 'complex') execute function app.cas_7_a_sign_stands();

-- ALC-3 (H6): who leads is weighed by what stands, whatever the case is called.
create or replace function app.h6_lead_has_level() returns trigger language plpgsql set search_path = pg_catalog as $$
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
  select case when app.is_complex_by_what_stands(c.service_id, c.id) then 'complex' else c.complexity end into asked
    from app.cases c where c.service_id = new.service_id and c.id = new.case_id;
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
