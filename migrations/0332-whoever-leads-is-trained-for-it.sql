-- Why: that abuse at home and sexual harm ask for trained facilitators, and harmful sexual behaviour by a child for two, stood beside a supervisor's
-- words and nothing held it (domain 81, 83, 84).

-- What a case asks of whoever leads it, by its signs: `trainingsAsked` of the vocabulary says the same.
create function app.trainings_asked(signs text[]) returns text[] language sql immutable set search_path = pg_catalog as $$
  select array_remove(array[case when 'domestic' = any (signs) then 'domestic-abuse-training' end,
    case when signs && array['sexual', 'young-sexual'] then 'sexual-harm-training' end], null)
$$;

-- Which of these trainings a colleague lacks on a day. It runs as its owner, because whoever works on a case may not read the register: it says
-- of somebody of the same service that a training is there or not, and nothing else of it.
create function app.trainings_lacked(who uuid, asked text[], on_day date) returns text[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(k order by k), '{}') from unnest(asked) as k
   where k in ('domestic-abuse-training', 'sexual-harm-training') and not coalesce((select c.holds_until is null or c.holds_until >= on_day from app.facilitator_checks c
      where c.service_id = (select app.service_id()) and c.staff_id = who and c.kind = k
      order by c.done_on desc, c.recorded_at desc limit 1), false)
$$;
revoke execute on function app.trainings_asked, app.trainings_lacked from public;
grant execute on function app.trainings_asked, app.trainings_lacked to tp_hand, tp_staff;

-- ALC-9: whoever leads is trained for what the case is about, or a supervisor gave it to them with a reason.
create function app.alc_9_lead_is_trained() returns trigger language plpgsql set search_path = pg_catalog as $$
declare asked text[];
begin
  select app.trainings_asked(c.complex_because) into asked from app.cases c where c.service_id = new.service_id and c.id = new.case_id;
  if app.trainings_lacked(new.staff_id, asked, (new.from_at at time zone 'Europe/London')::date) <> '{}' then
    call app.refuse('alc_9_lead_is_trained');
  end if;
  return new;
end $$;
revoke execute on function app.alc_9_lead_is_trained() from public;
create trigger alc_9_lead_is_trained before insert or update on app.allocations for each row
  when (new.role = 'lead' and new.until_at is null and new.override_by is null) execute function app.alc_9_lead_is_trained();

-- PRP-12: nothing passes, and nobody responsible is told, while whoever leads is not trained for it, or somebody works alone where there must be two;
-- where a supervisor gave the lead with a reason, that is theirs to answer for.
create function app.facilitators_do_not_fit(svc uuid, cas uuid, on_day date) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.cases c
    where c.service_id = svc and c.id = cas and c.complex_because && array['domestic', 'sexual', 'young-sexual']
      and not exists (select from app.allocations a where a.service_id = svc and a.case_id = cas and a.role = 'lead' and a.until_at is null and a.override_by is not null)
      and (exists (select from app.allocations a where a.service_id = svc and a.case_id = cas and a.role = 'lead' and a.until_at is null
             and app.trainings_lacked(a.staff_id, app.trainings_asked(c.complex_because), on_day) <> '{}')
        or ('young-sexual' = any (c.complex_because)
             and (select count(*) from app.allocations a where a.service_id = svc and a.case_id = cas and a.until_at is null) < 2)))
$$;
revoke execute on function app.facilitators_do_not_fit from public;
grant execute on function app.facilitators_do_not_fit to tp_hand;

create function app.prp_12_facilitators_fit() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.id)
     and app.facilitators_do_not_fit(new.service_id, new.case_id, new.approached_on) then
    call app.refuse('prp_12_facilitators_fit');
  end if;
  return new;
end $$;
revoke execute on function app.prp_12_facilitators_fit() from public;
create trigger prp_12_facilitators_fit before update of approached_on on app.participants for each row
  when (new.approached_on is not null and old.approached_on is null) execute function app.prp_12_facilitators_fit();

create or replace procedure app.must_be_free_to_communicate(IN svc uuid, IN cas uuid, IN by_mode text, IN one uuid, IN other uuid, IN on_day date)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
declare risk app.risk_assessments; taken record;
begin
  if not exists (select from app.cases c where c.service_id = svc and c.id = cas and c.status = 'open') then
    call app.refuse('clo_closed_case_rests');
  end if;
  if not app.agrees(svc, cas, one, 'mode', by_mode, other, null) or not app.agrees(svc, cas, other, 'mode', by_mode, one, null) then
    call app.refuse('h1_everyone_agrees_to_the_mode');
  end if;
  for taken in
    select distinct l.responsible_id as id from app.harm_links l
     where l.service_id = svc and l.case_id = cas and ((l.harmed_id = one and l.responsible_id = other) or (l.harmed_id = other and l.responsible_id = one))
  loop
    if not coalesce((select r.level = 'full' or r.signed_off_by is not null from app.responsibility r
        where r.service_id = svc and r.case_id = cas and r.participant_id = taken.id order by r.assessed_on desc, r.seq desc limit 1), false) then
      call app.refuse('h5_responsibility_taken');
    end if;
  end loop;
  if taken is null then call app.refuse('h5_responsibility_taken'); end if;
  select * into risk from app.risk_assessments r where r.service_id = svc and r.case_id = cas order by r.assessed_on desc, r.seq desc limit 1;
  if risk.id is null or risk.review_by < on_day or risk.residual = 'not-manageable' then call app.refuse('sui_3_risk_is_current'); end if;
  if risk.residual = 'high' and risk.approved_by is null then call app.refuse('h8_high_risk_is_approved'); end if;
  if exists (select from app.legal_orders o where o.service_id = svc and o.case_id = cas
      and ((o.restrains_id = one and o.protects_id = other) or (o.restrains_id = other and o.protects_id = one))
      and (o.covers = 'all' or by_mode in ('video', 'meeting'))
      and o.starts_on <= on_day and (o.ends_on is null or o.ends_on >= on_day)
      and not coalesce(on_day between o.permission_from and o.permission_until, false)) then
    call app.refuse('h3_no_order_stands_between');
  end if;
  if exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = svc and a.case_id = cas order by a.question, a.seq desc) newest
      where newest.answer in ('yes', 'not-known') and (newest.question <> 'cannot-be-mediated'
        or exists (select from app.cases c where c.service_id = svc and c.id = cas and c.kind = 'mediation'))) then
    call app.refuse('elg_5_nothing_stands_in_the_way');
  end if;
  if app.facilitators_do_not_fit(svc, cas, on_day) then call app.refuse('prp_12_facilitators_fit'); end if;
end $procedure$;
