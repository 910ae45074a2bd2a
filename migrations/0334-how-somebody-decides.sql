-- Why: who may agree for an organisation (domain 98), whether a guardian holds parental responsibility or has a side in what happened, a child's own view, and whether somebody can decide this for
-- themselves, with what help, stood nowhere; a guardian who was harmed or is responsible could be the only one who speaks for a child (domain 88, 90).

create table app.guardian_standings (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity,
  participant_id uuid not null,
  companion_id uuid not null,
  kind text not null default 'guardian' check (kind = 'guardian'),
  parental text not null,
  side text not null,
  words text not null default '',
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (service_id, case_id, seq),
  foreign key (service_id, recorded_by) references app.staff (service_id, id),
  constraint dcd_1_of_a_guardian_of_theirs foreign key (service_id, case_id, companion_id, participant_id, kind)
    references app.companions (service_id, case_id, id, participant_id, kind),
  constraint dcd_1_parental_is_one_of check (parental in ('yes', 'no', 'not-known')),
  constraint dcd_1_side_is_one_of check (side in ('none', 'harmed', 'responsible', 'close', 'not-known')),
  constraint dcd_1_a_side_has_words check (side in ('none', 'not-known') or words <> ''),
  constraint dcd_4_not_in_the_future check (said_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint sea_1_guardian_standings_words_is_sealed check (app.is_sealed(words, 2000))
);
comment on table app.guardian_standings is 'Whether a guardian holds parental responsibility and has a side in what happened; the newest of each guardian holds. (DCD-1)';
call app.seal_case_table('app.guardian_standings');
revoke update on app.guardian_standings from tp_hand;
create trigger closed_case_rests before insert or update on app.guardian_standings for each row execute function app.closed_case_rests();
call trails.watch('app.guardian_standings');

create table app.decision_views (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity,
  participant_id uuid not null,
  kind text not null,
  decision text not null default '',
  view text,
  words text not null default '',
  support text not null default '',
  safeguarding text not null default '',
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (service_id, case_id, seq),
  foreign key (service_id, recorded_by) references app.staff (service_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint dcd_2_kind_is_one_of check (kind in ('child', 'capacity', 'authority')),
  constraint dcd_2_view_is_one_of check (view in ('can', 'with-support', 'cannot')),
  constraint dcd_2_a_view_is_of_one_decision check (words <> '' and (kind = 'capacity') = (view is not null) and (kind <> 'capacity' or decision <> '')),
  constraint dcd_3_support_and_safeguarding_are_said check (view is null or ((view = 'can' or support <> '') and (view <> 'cannot' or safeguarding <> ''))),
  constraint dcd_4_not_in_the_future check (said_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint sea_1_decision_views_decision_is_sealed check (app.is_sealed(decision, 500)),
  constraint sea_1_decision_views_words_is_sealed check (app.is_sealed(words, 2000)),
  constraint sea_1_decision_views_support_is_sealed check (app.is_sealed(support, 2000)),
  constraint sea_1_decision_views_safeguarding_is_sealed check (app.is_sealed(safeguarding, 2000))
);
comment on table app.decision_views is 'A child''s own view, who may agree for an organisation, and whether somebody can decide one thing for themselves: on what it rests, what helps, who was told to keep them safe. (DCD-2, DCD-3)';
call app.seal_case_table('app.decision_views');
revoke update on app.decision_views from tp_hand;
create index decision_views_of_participant on app.decision_views (service_id, case_id, participant_id, seq desc);
create trigger closed_case_rests before insert or update on app.decision_views for each row execute function app.closed_case_rests();
call trails.watch('app.decision_views');

-- DCD-5: nothing passes where nobody without a side of their own speaks for a child.
create function app.nobody_speaks_for(svc uuid, cas uuid, who uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from app.participants q join app.people p on p.service_id = q.service_id and p.id = q.person_id
      where q.service_id = svc and q.case_id = cas and q.id = who
        and (p.is_under_18 or p.date_of_birth > (now() at time zone 'Europe/London')::date - interval '18 years'))
    and not exists (select from app.companions m where m.service_id = svc and m.case_id = cas and m.participant_id = who and m.kind = 'guardian'
      and coalesce((select s.side from app.guardian_standings s where s.service_id = svc and s.case_id = cas and s.companion_id = m.id
        order by s.seq desc limit 1), 'not-known') in ('none', 'not-known'))
$$;
revoke execute on function app.nobody_speaks_for from public;
grant execute on function app.nobody_speaks_for to tp_hand;

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
  if app.nobody_speaks_for(svc, cas, one) or app.nobody_speaks_for(svc, cas, other) then call app.refuse('dcd_5_somebody_speaks_for_the_child'); end if;
end $procedure$;
