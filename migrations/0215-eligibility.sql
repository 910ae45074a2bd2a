-- Why: whether somebody may take part was in the coordinator's head. What is asked at triage is written down with what each answer rests
-- on; what stands in the way shuts every way between the sides until somebody writes down why it does no longer.

create table app.eligibility_answers (
  service_id uuid not null,
  seq bigint generated always as identity,
  -- Of a referral while it waits; of the case from then on.
  referral_id uuid,
  case_id uuid,
  question text not null check (question in (
    'said-no', 'not-acknowledged', 'responsible-not-known', 'proceedings-not-over', 'order-forbids-contact', 'holder-has-not-agreed',
    'child-without-guardian', 'capacity-in-doubt', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour', 'cannot-be-mediated')),
  answer text not null check (answer in ('no', 'yes', 'not-known', 'allowed')),
  words text not null default '',
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (service_id, seq),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, answered_by) references app.staff,
  constraint elg_1_of_a_referral_or_a_case check ((referral_id is null) <> (case_id is null)),
  constraint elg_3_some_are_never_allowed check (answer <> 'allowed'
    or question in ('holder-has-not-agreed', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour', 'proceedings-not-over')),
  constraint sea_1_eligibility_answers_words_is_sealed check (app.is_sealed(words, 2000))
);
comment on table app.eligibility_answers is 'What was asked of a referral or a case before anybody goes on, what was answered, by whom and on what it rests';
create index eligibility_answers_of_referral on app.eligibility_answers (service_id, referral_id, question, seq desc) where referral_id is not null;
create index eligibility_answers_of_case on app.eligibility_answers (service_id, case_id, question, seq desc) where case_id is not null;

call app.seal('app.eligibility_answers');
call app.only_grows('app.eligibility_answers');
create policy hand_in_case_or_before on app.eligibility_answers to tp_hand
  using (service_id = (select app.service_id()) and (case_id is null or case_id = (select app.case_id())))
  with check (service_id = (select app.service_id()) and (case_id is null or case_id = (select app.case_id())));
create policy staff_reader_of_case on app.eligibility_answers for select to tp_staff using (service_id = (select app.named_service())
  and exists (select from app.case_readers reader where reader.service_id = eligibility_answers.service_id and reader.case_id = eligibility_answers.case_id offset 0));
create policy staff_who_read_the_referral on app.eligibility_answers for select to tp_staff using (service_id = (select app.service_id()) and referral_id is not null
  and exists (select from app.referrals r where r.service_id = eligibility_answers.service_id and r.id = eligibility_answers.referral_id));
grant select on app.eligibility_answers to tp_staff;
grant select, insert on app.eligibility_answers to tp_hand;
call trails.watch('app.eligibility_answers');
call app.only_looked_at('app.eligibility_answers');

-- ELG-2: what stood in the way is lifted with what that rests on. ELG-3: allowed by a supervisor who did not answer, with a reason.
create function app.elg_2_lifted_with_evidence() returns trigger language plpgsql set search_path = pg_catalog as $$
declare before app.eligibility_answers;
begin
  select * into before from app.eligibility_answers a
   where a.service_id = new.service_id and a.question = new.question
     and a.referral_id is not distinct from new.referral_id and a.case_id is not distinct from new.case_id
   order by a.seq desc limit 1;
  if new.answer in ('no', 'allowed') and before.answer in ('yes', 'allowed') and new.words = '' then call app.refuse('elg_2_lifted_with_evidence'); end if;
  if new.answer = 'allowed' then
    if before.answer is distinct from 'yes' or before.answered_by = new.answered_by then call app.refuse('elg_3_allowed_by_another'); end if;
    if not app.supervises(new.service_id, new.answered_by) then call app.refuse('elg_3_allowed_by_a_supervisor'); end if;
  end if;
  if new.referral_id is not null and exists (select from app.referrals r
      where r.service_id = new.service_id and r.id = new.referral_id and r.status not in ('received', 'acknowledged')) then
    call app.refuse('ref_3_decided_once');
  end if;
  return new;
end $$;
revoke execute on function app.elg_2_lifted_with_evidence() from public;
create trigger elg_2_lifted_with_evidence before insert on app.eligibility_answers for each row execute function app.elg_2_lifted_with_evidence();
create trigger closed_case_rests before insert on app.eligibility_answers for each row when (new.case_id is not null) execute function app.closed_case_rests();

-- ELG-4: a referral that something stops becomes no case. One that is linked joins a case with a say of its own.
create function app.elg_4_nothing_stops_it() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = new.service_id and a.referral_id = new.id order by a.question, a.seq desc) newest
      where newest.answer = 'yes' and newest.question in ('said-no', 'not-acknowledged'))
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null) then
    call app.refuse('elg_4_nothing_stops_it');
  end if;
  return new;
end $$;
revoke execute on function app.elg_4_nothing_stops_it() from public;
create trigger elg_4_nothing_stops_it before update of status on app.referrals for each row
  when (new.status = 'accepted' and old.status <> 'accepted') execute function app.elg_4_nothing_stops_it();

-- ELG-5: nothing passes between the sides while something stands in the way, or nobody knows whether it does.
do $$
declare said text := pg_get_functiondef('app.must_be_free_to_communicate(uuid, uuid, text, uuid, uuid, date)'::regprocedure); changed text;
begin
  changed := regexp_replace(said, E'end \\$procedure\\$\\s*$', E'  if exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = svc and a.case_id = cas order by a.question, a.seq desc) newest
      where newest.answer in (\'yes\', \'not-known\') and (newest.question <> \'cannot-be-mediated\'
        or exists (select from app.cases c where c.service_id = svc and c.id = cas and c.kind = \'mediation\'))) then
    call app.refuse(\'elg_5_nothing_stands_in_the_way\');
  end if;
end $procedure$');
  if length(changed) - length(said) < 200 then raise exception 'app.must_be_free_to_communicate is not the one that this changes'; end if;
  execute changed;
end $$;
