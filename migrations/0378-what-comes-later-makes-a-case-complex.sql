-- Why: a case was weighed by the flags and the people it had on its first day. A child who joined it later, a fifth person or an order that was
-- put on file left it standard, and somebody could lead it who may not (domain 86, 87).

-- CAS-7, ALC-3: `everySign` of the journey says the same.
create or replace function app.is_complex_by_what_stands(service uuid, in_case uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.safety_flags f join app.referrals r on r.service_id = f.service_id and r.id = f.referral_id
           where r.service_id = service and r.case_id = in_case and f.lowered_at is null
             and f.kind in ('child-at-risk', 'self-harm', 'domestic-abuse', 'sexual-harm', 'stalking', 'serious-harm', 'exploitation', 'hate'))
      or exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
           where a.service_id = service and a.case_id = in_case order by a.question, a.seq desc) newest
          where newest.answer in ('yes', 'allowed')
            and newest.question in ('child-without-guardian', 'capacity-in-doubt', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour'))
      or (select count(*) > 4 or bool_or(coalesce(p.is_under_18 or p.date_of_birth > (now() at time zone 'Europe/London')::date - interval '18 years', false))
            from app.participants q left join app.people p on p.service_id = q.service_id and p.id = q.person_id
           where q.service_id = service and q.case_id = in_case)
      or exists (select from app.legal_orders o where o.service_id = service and o.case_id = in_case
           and (o.ends_on is null or o.ends_on >= (now() at time zone 'Europe/London')::date))
$$;
