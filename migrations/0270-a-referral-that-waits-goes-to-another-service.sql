-- Why: much that reaches a service was never its own: it is seen at the first reading, before there is a case. A referral that waits is
-- offered to another service as a case is: told with nothing of anybody, and what somebody said yes to goes once they were asked anew.

create table app.referral_transfers (
  service_id uuid not null,
  referral_id uuid not null,
  id uuid not null,
  -- Another service of this installation; null for one elsewhere.
  to_service_id uuid,
  to_name text not null check (length(to_name) between 1 and 200),
  why text not null check (why in ('out-of-area', 'moved', 'specialist', 'other')),
  status text not null default 'offered' check (status in ('offered', 'accepted', 'rejected', 'taken-back', 'sent')),
  offered_by uuid not null,
  offered_at timestamptz not null,
  -- Why the other service said no.
  because text check (because in ('not-our-area', 'no-capacity', 'no-specialist', 'not-eligible', 'other')),
  answered_at timestamptz,
  -- Who of the staff wrote down the answer of a service elsewhere.
  answered_by uuid,
  sent_by uuid,
  sent_at timestamptz,
  -- Who has it there.
  received_by text not null default '',
  received_on date,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, offered_by) references app.staff,
  foreign key (service_id, answered_by) references app.staff,
  foreign key (service_id, sent_by) references app.staff,
  constraint trf_1_to_another_service check (to_service_id <> service_id),
  constraint trf_2_a_no_says_why check ((status = 'rejected') = (because is not null)),
  constraint trf_2_an_answer_has_a_moment check ((status in ('accepted', 'rejected', 'sent')) <= (answered_at is not null)),
  constraint trf_5_sent_says_who check ((status = 'sent') = (sent_by is not null) and (status = 'sent') = (sent_at is not null)),
  constraint trf_5_received_says_who check ((received_by = '') = (received_on is null)),
  constraint sea_1_referral_transfers_received_by_is_sealed check (app.is_sealed(received_by, 200))
);
comment on table app.referral_transfers is 'A referral that waits and is offered to another service: what that service said, and who has it there';
create unique index trf_1_one_at_a_time_of_a_referral on app.referral_transfers (service_id, referral_id) where status in ('offered', 'accepted', 'sent');
create index referral_transfers_newest on app.referral_transfers (service_id, referral_id, offered_at desc, id);
call app.seal('app.referral_transfers');
create policy hand_in_service on app.referral_transfers to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_who_read_the_referral on app.referral_transfers for select to tp_staff using (service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = referral_transfers.service_id and r.id = referral_transfers.referral_id));
grant select, insert, update on app.referral_transfers to tp_hand;
grant select on app.referral_transfers to tp_staff;
call trails.watch('app.referral_transfers');

-- What each of a referral says to going along: lines of a ledger, each with the question as it was asked. The newest of each speaker holds.
create table app.move_answers (
  service_id uuid not null,
  seq bigint generated always as identity,
  transfer_id uuid not null,
  referral_id uuid not null,
  -- Whom it is about: the referral itself stands for whoever is referred, as everywhere; else somebody beside them on it.
  about_id uuid not null,
  speaker text not null check (speaker in ('self', 'guardian')),
  answer text not null check (answer in ('given', 'declined')),
  how text not null check (how in ('in-person', 'by-phone', 'in-writing')),
  wording text not null,
  written_by uuid not null,
  said_at timestamptz not null,
  primary key (service_id, seq),
  foreign key (service_id, transfer_id) references app.referral_transfers,
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, written_by) references app.staff,
  constraint sea_1_move_answers_wording_is_sealed check (app.is_sealed(wording, 2000) and wording <> '')
);
comment on table app.move_answers is 'What somebody of a referral that waits said to going to another service, with the question as it was asked';
create index move_answers_of_transfer on app.move_answers (service_id, transfer_id, seq);
call app.seal('app.move_answers');
call app.only_grows('app.move_answers');
create policy hand_in_service on app.move_answers to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_who_read_the_referral on app.move_answers for select to tp_staff using (service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = move_answers.service_id and r.id = move_answers.referral_id));
grant select, insert on app.move_answers to tp_hand;
grant select on app.move_answers to tp_staff;
call trails.watch('app.move_answers');

-- TRF-1: of a referral that waits. TRF-2: step by step. TRF-3: it goes once whoever is referred says yes, and a guardian of a child as well.
create function app.trf_referral_steps_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
declare moved app.referrals;
begin
  select * into moved from app.referrals r where r.service_id = new.service_id and r.id = new.referral_id;
  if tg_op = 'INSERT' then
    if moved.status not in ('received', 'acknowledged') then call app.refuse('ref_3_decided_once'); end if;
    return new;
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('offered', 'accepted'), ('offered', 'rejected'), ('offered', 'taken-back'),
      ('accepted', 'taken-back'), ('accepted', 'sent')) then
    call app.refuse('trf_2_step_by_step');
  end if;
  if new.status = 'sent' and old.status <> 'sent' then
    if moved.status not in ('received', 'acknowledged') then call app.refuse('ref_3_decided_once'); end if;
    if exists (select from (values ('self'), ('guardian')) as needed (speaker)
        where (needed.speaker = 'self' or moved.is_under_18)
          and 'given' is distinct from (select a.answer from app.move_answers a
               where a.service_id = new.service_id and a.transfer_id = new.id and a.about_id = new.referral_id and a.speaker = needed.speaker
               order by a.seq desc limit 1)) then
      call app.refuse('trf_3_somebody_says_yes');
    end if;
  end if;
  return new;
end $$;
revoke execute on function app.trf_referral_steps_in_order() from public;
create trigger trf_referral_steps_in_order before insert or update on app.referral_transfers for each row execute function app.trf_referral_steps_in_order();

-- TRF-3: asked while it is on offer, about somebody of that referral.
create function app.trf_3_asked_while_on_offer() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.referral_transfers t where t.service_id = new.service_id and t.id = new.transfer_id
      and t.referral_id = new.referral_id and t.status in ('offered', 'accepted')) then
    call app.refuse('trf_2_step_by_step');
  end if;
  if new.about_id <> new.referral_id and not exists (select from app.referral_others o
      where o.service_id = new.service_id and o.referral_id = new.referral_id and o.id = new.about_id) then
    call app.refuse('trf_3_asked_of_somebody_on_it');
  end if;
  return new;
end $$;
revoke execute on function app.trf_3_asked_while_on_offer() from public;
create trigger trf_3_asked_while_on_offer before insert on app.move_answers for each row execute function app.trf_3_asked_while_on_offer();

-- The other service hears of a case or of a referral; of a referral nobody knows yet which kind of case it becomes.
alter table app.transfer_offers alter column from_case_id drop not null, alter column kind drop not null;
alter table app.transfer_offers add column from_referral_id uuid;
alter table app.transfer_offers add constraint trf_1_of_a_case_or_a_referral check ((from_case_id is null) <> (from_referral_id is null) and (kind is null) = (from_case_id is null));
