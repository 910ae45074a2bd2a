-- Why: where meeting could be used to abuse somebody again, direct ways stop, all are told and support is kept (domain 81), and there was no way to say so.

alter table app.eligibility_answers drop constraint eligibility_answers_question_check,
  add constraint eligibility_answers_question_check check (question in ('said-no', 'not-acknowledged', 'responsible-not-known',
    'proceedings-not-over', 'order-forbids-contact', 'holder-has-not-agreed', 'child-without-guardian', 'capacity-in-doubt', 'domestic-abuse',
    'sexual-harm', 'young-sexual-behaviour', 'could-abuse-again', 'cannot-be-mediated'));

-- ELG-9: it stands in the way of a video call and of a meeting alone.
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
        or exists (select from app.cases c where c.service_id = svc and c.id = cas and c.kind = 'mediation'))
        and (newest.question <> 'could-abuse-again' or by_mode in ('video', 'meeting'))) then
    call app.refuse('elg_5_nothing_stands_in_the_way');
  end if;
  if app.facilitators_do_not_fit(svc, cas, on_day) then call app.refuse('prp_12_facilitators_fit'); end if;
end $procedure$;
