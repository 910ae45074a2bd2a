-- Why: what the police settle themselves, out of court, has been called restorative in thousands of cases and is no facilitated service (domain 82).
-- Where such a thing is sent to us it has to be kept, and must not be counted as what this service does.

alter table app.referral_matters
  add column origin text not null default 'service',
  add constraint mat_6_origin_is_one_of check (origin in ('service', 'police-out-of-court'));
create index referral_matters_apart on app.referral_matters (service_id, referral_id) where origin = 'police-out-of-court';
create policy counted_by_the_worker on app.referral_matters for select to tp_owner using (session_user = 'tp_worker');

-- CAS-8: a case has the origin of its referrals; one that somebody sent to this service makes it a case of the service.
alter table app.cases
  add column origin text not null default 'service',
  add constraint cas_8_origin_is_one_of check (origin in ('service', 'police-out-of-court'));
create index cases_apart on app.cases (service_id, id) where origin = 'police-out-of-court';

create function app.cas_8_of_its_referrals() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.referrals r
      left join app.referral_matters m on m.service_id = r.service_id and m.referral_id = r.id
     where r.service_id = new.service_id and r.case_id = new.id and m.origin is distinct from 'police-out-of-court')
    or not exists (select from app.referrals r where r.service_id = new.service_id and r.case_id = new.id) then
    call app.refuse('cas_8_of_its_referrals');
  end if;
  return new;
end $$;
revoke execute on function app.cas_8_of_its_referrals() from public;
create trigger cas_8_of_its_referrals before insert or update of origin on app.cases for each row
  when (new.origin = 'police-out-of-court') execute function app.cas_8_of_its_referrals();

-- FIG-6: what the police settled themselves is in no number: not as a referral, and not by what happened in its case.
CREATE OR REPLACE FUNCTION app.counts_of_quarter(svc uuid, from_on date)
 RETURNS TABLE(of_table text, part text, number integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare until_on date := (from_on + interval '3 months - 1 day')::date;
begin
  return query
    with apart as (
      select c.id from app.cases c where c.service_id = svc and c.origin = 'police-out-of-court'),
    apart_referrals as (
      select m.referral_id as id from app.referral_matters m where m.service_id = svc and m.origin = 'police-out-of-court'),
    came as (
      select r.* from app.referrals r where r.service_id = svc and r.received_on between from_on and until_on
         and r.id not in (select p.id from apart_referrals p)),
    began as (
      select r.case_id, min(r.received_on) as on_day from app.referrals r where r.service_id = svc and r.case_id is not null group by r.case_id),
    touched as (
      select k.case_id, min(k.happened_on) as on_day from app.contacts k where k.service_id = svc and k.kind = 'conversation'
         and k.case_id not in (select p.id from apart p) group by k.case_id),
    prepared as (
      select s.case_id, min(s.held_on) as on_day from app.preparation_sessions s where s.service_id = svc and s.case_id not in (select p.id from apart p) group by s.case_id),
    communicated as (
      select distinct on (e.case_id) e.case_id, e.on_day, e.way from (
        select c.case_id, (c.starts_at at time zone 'Europe/London')::date as on_day, 'conference' as way, 1 as place
          from app.conferences c where c.service_id = svc and c.status = 'held'
        union all
        select l.case_id, (l.delivered_at at time zone 'Europe/London')::date, 'letter', 2 from app.letters l where l.service_id = svc and l.status = 'delivered'
        union all
        select i.case_id, (i.released_at at time zone 'Europe/London')::date, 'message', 3
          from app.item_releases i where i.service_id = svc and i.kind not in ('availability', 'first-name') and i.revoked_at is null) as e
       where e.case_id not in (select p.id from apart p)
       order by e.case_id, e.on_day, e.place),
    joined as (
      select p.case_id, p.id, w.is_under_18 or coalesce(w.date_of_birth > c.opened_on - interval '18 years', false) as is_young,
             exists (select from app.harm_links h where h.service_id = svc and h.case_id = p.case_id and h.harmed_id = p.id) as is_harmed,
             exists (select from app.harm_links h where h.service_id = svc and h.case_id = p.case_id and h.responsible_id = p.id) as is_responsible
        from app.cases c
        join app.participants p on p.service_id = svc and p.case_id = c.id
        join app.people w on w.service_id = svc and w.id = p.person_id
       where c.service_id = svc and c.opened_on between from_on and until_on and c.origin = 'service'),
    each (of_table, part) as (
      select 'referrals-by-month', (extract(month from age(date_trunc('month', r.received_on), from_on)) + 1)::int::text from came r
      union all select 'referrals-by-source', r.source from came r
      union all select 'referrals-by-incident', r.incident_kind from came r
      union all select 'decisions', r.status from app.referrals r
        where r.service_id = svc and r.decided_at is not null and (r.decided_at at time zone 'Europe/London')::date between from_on and until_on
          and r.id not in (select p.id from apart_referrals p)
      union all select 'decisions', 'withdrawn' from app.agency_referrals a
        where a.service_id = svc and (a.withdrawn_at at time zone 'Europe/London')::date between from_on and until_on
          and a.referral_id not in (select p.id from apart_referrals p)
      union all select 'first-contact', case when d.days <= 7 then 'within-a-week' when d.days <= 14 then 'within-two-weeks' when d.days <= 28 then 'within-four-weeks' else 'later' end
        from (select t.on_day - b.on_day as days from touched t join began b on b.case_id = t.case_id where t.on_day between from_on and until_on) as d
      union all select 'preparation', 'total' from prepared p where p.on_day between from_on and until_on
      union all select 'communication', c.way from communicated c where c.on_day between from_on and until_on
      union all select 'until-communication', case when d.days <= 91 then 'within-three-months' when d.days <= 182 then 'within-six-months' when d.days <= 365 then 'within-a-year' else 'later' end
        from (select c.on_day - b.on_day as days from communicated c join began b on b.case_id = c.case_id where c.on_day between from_on and until_on) as d
      union all select 'agreements', 'total' from app.agreements g where g.service_id = svc and g.replaces_id is null and g.made_on between from_on and until_on
        and g.case_id not in (select p.id from apart p)
      union all select 'amends', m.status from app.amends m where m.service_id = svc and m.settled_on between from_on and until_on
        and m.case_id not in (select p.id from apart p)
      union all select 'closed', k.reason from app.closures k where k.service_id = svc and k.closed_on between from_on and until_on
        and k.case_id not in (select p.id from apart p)
      union all select 'satisfied-' || s.part, case when s.satisfied >= 4 then 'satisfied' when s.satisfied = 3 then 'neither' else 'not-satisfied' end
        from app.surveys s where s.service_id = svc and s.answered_as = 'self' and s.satisfied is not null and s.answered_on between from_on and until_on
        and s.case_id not in (select p.id from apart p)
      union all select 'people-by-side', case when j.is_harmed and j.is_responsible then 'both' when j.is_harmed then 'harmed' when j.is_responsible then 'responsible' else 'beside' end from joined j
      union all select 'people-by-age', case when j.is_young then 'under-18' else 'adult' end from joined j)
    select e.of_table, e.part, count(*)::int from each e group by 1, 2;
end $function$;
