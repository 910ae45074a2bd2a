-- Why: a referral often says too little to be decided. Whoever referred is asked for more: an agency at its own door, somebody who asked
-- us themselves in a safe way, everybody else by a person of ours. Meanwhile the clock of triage stands still.

create table app.more_asked (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  asked_of text not null check (asked_of in ('agency', 'person', 'ourselves')),
  reason text not null check (reason in ('who-is-involved', 'what-happened', 'how-to-reach', 'whether-they-agree', 'safety', 'something-else')),
  words text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer text not null default '',
  answered_by uuid,
  answered_at timestamptz,
  -- Nobody waits for an answer any more.
  let_go_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, asked_by) references app.staff,
  foreign key (service_id, answered_by) references app.staff,
  constraint mor_3_answered_in_words_by_somebody check (
    (answered_at is null) = (answered_by is null) and (answered_at is null) = (answer = '') and (answered_at is null or let_go_at is null)),
  constraint sea_1_more_asked_words_is_sealed check (app.is_sealed(words, 10000) and words <> ''),
  constraint sea_1_more_asked_answer_is_sealed check (app.is_sealed(answer, 20000))
);
comment on table app.more_asked is 'What whoever referred was asked before a referral was decided, and what they answered';
create unique index mor_1_one_question_at_a_time on app.more_asked (service_id, referral_id) where answered_at is null and let_go_at is null;
create index more_asked_of_referral on app.more_asked (service_id, referral_id, asked_at);
call app.seal('app.more_asked');
create policy hand_in_service on app.more_asked to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, update on app.more_asked to tp_hand;
create policy staff_who_read_the_referral on app.more_asked for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = more_asked.service_id and r.id = more_asked.referral_id));
grant select on app.more_asked to tp_staff;
-- An agency reads what it is asked of its own referrals, and nothing that we asked in another way.
create policy asked_of_the_agency on app.more_asked for select to tp_referrer using (
  service_id = (select app.service_id()) and asked_of = 'agency'
  and exists (select from app.agency_referrals a where a.service_id = more_asked.service_id and a.referral_id = more_asked.referral_id));
grant select (service_id, id, referral_id, asked_of, reason, words, asked_at, answer, answered_at, let_go_at) on app.more_asked to tp_referrer;
call trails.watch('app.more_asked');

-- MOR-2: asked while a referral is acknowledged and waits, of whom it came from; what was settled stays settled.
create function app.mor_2_asked_of_who_referred() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' then
    if old.answered_at is not null or old.let_go_at is not null then call app.refuse('mor_3_settled_once'); end if;
    return new;
  end if;
  if not exists (select from app.referrals r where r.service_id = new.service_id and r.id = new.referral_id and r.status = 'acknowledged'
      and (new.asked_of <> 'person' or r.source = 'self')
      and (new.asked_of <> 'agency' or exists (select from app.agency_referrals a where a.service_id = r.service_id and a.referral_id = r.id))) then
    call app.refuse('mor_2_asked_of_who_referred');
  end if;
  return new;
end $$;
create trigger mor_2_asked_of_who_referred before insert or update on app.more_asked for each row execute function app.mor_2_asked_of_who_referred();
