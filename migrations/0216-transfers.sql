-- Why: a case may be better off with another service: somebody moved, or it was never ours to take. The other service is asked with
-- nothing that tells of anybody; each person is asked whether they want it; only then, and only of whoever said yes, do details go.

alter table app.consents drop constraint consents_purpose_check;
alter table app.consents add constraint consents_purpose_check check (purpose in (
  'be-contacted', 'approach-other', 'share-item', 'share-name', 'mode', 'attend', 'agreement-terms', 'follow-up', 'move'));
alter table app.consents drop constraint con_1_subject_is_whole;
alter table app.consents add constraint con_1_subject_is_whole check (
  (purpose = 'mode') = (mode is not null) and (purpose in ('share-item', 'attend', 'agreement-terms', 'move')) = (item_id is not null));

-- The names of the services beside one's own: what each says of itself to everybody.
create function app.services_beside() returns table (id uuid, name text, area_name text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select s.service_id, s.name, s.area_name from app.services s where s.service_id <> app.service_id() order by s.name, s.service_id limit 200;
end $$;
revoke execute on function app.services_beside() from public;
grant execute on function app.services_beside() to tp_staff, tp_hand;

create table app.transfers (
  service_id uuid not null,
  case_id uuid not null,
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
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id) references app.cases,
  foreign key (service_id, offered_by) references app.staff,
  foreign key (service_id, sent_by) references app.staff,
  constraint trf_1_to_another_service check (to_service_id <> service_id),
  constraint trf_2_a_no_says_why check ((status = 'rejected') = (because is not null)),
  constraint trf_2_an_answer_has_a_moment check ((status in ('accepted', 'rejected', 'sent')) <= (answered_at is not null)),
  constraint trf_5_sent_says_who check ((status = 'sent') = (sent_by is not null) and (status = 'sent') = (sent_at is not null)),
  constraint trf_5_received_says_who check ((received_by = '') = (received_on is null)),
  constraint sea_1_transfers_received_by_is_sealed check (app.is_sealed(received_by, 200))
);
comment on table app.transfers is 'A case that is offered to another service: what that service said, and who has it there';
create unique index trf_1_one_at_a_time on app.transfers (service_id, case_id) where status in ('offered', 'accepted', 'sent');
call app.seal_case_table('app.transfers');
create trigger closed_case_rests before insert on app.transfers for each row execute function app.closed_case_rests();
call trails.watch('app.transfers');
create policy own_case on app.transfers for select to tp_participant
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and status in ('offered', 'accepted'));
grant select (service_id, case_id, id, to_name, status) on app.transfers to tp_participant;

-- TRF-2: step by step. TRF-3: details go when the other service said yes, everybody who was spoken with answered, and somebody said yes.
create function app.trf_steps_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status <> old.status and (old.status, new.status) not in (('offered', 'accepted'), ('offered', 'rejected'), ('offered', 'taken-back'),
      ('accepted', 'taken-back'), ('accepted', 'sent')) then
    call app.refuse('trf_2_step_by_step');
  end if;
  if new.status = 'sent' and old.status <> 'sent' then
    if exists (select from app.participants q where q.service_id = new.service_id and q.case_id = new.case_id
         and not exists (select from app.consents c where c.service_id = q.service_id and c.case_id = q.case_id and c.participant_id = q.id
           and c.purpose = 'move' and c.item_id = new.id)
         and q.approached_on is not null) then
      call app.refuse('trf_3_everybody_was_asked');
    end if;
    if not exists (select from app.participants q where q.service_id = new.service_id and q.case_id = new.case_id
         and app.agrees(q.service_id, q.case_id, q.id, 'move', null, null, new.id)) then
      call app.refuse('trf_3_somebody_says_yes');
    end if;
  end if;
  return new;
end $$;
revoke execute on function app.trf_steps_in_order() from public;
create trigger trf_steps_in_order before update on app.transfers for each row execute function app.trf_steps_in_order();

-- What the other service knows before it says yes, and after: a row of its own, with nothing of anybody in it.
create table app.transfer_offers (
  service_id uuid not null references app.services,
  -- The same as that of the transfer.
  id uuid not null,
  from_service_id uuid not null,
  -- By which the hand finds the transfer there; nobody opens anything by it.
  from_case_id uuid not null,
  from_name text not null check (length(from_name) between 1 and 200),
  kind text not null check (kind in ('justice', 'mediation', 'circle')),
  why text not null check (why in ('out-of-area', 'moved', 'specialist', 'other')),
  status text not null default 'offered' check (status in ('offered', 'accepted', 'rejected', 'taken-back', 'taken-in')),
  offered_at timestamptz not null,
  because text check (because in ('not-our-area', 'no-capacity', 'no-specialist', 'not-eligible', 'other')),
  answered_by uuid,
  answered_at timestamptz,
  taken_in_by uuid,
  taken_in_at timestamptz,
  -- The referral it became here.
  referral_id uuid,
  primary key (service_id, id),
  foreign key (service_id, answered_by) references app.staff,
  foreign key (service_id, taken_in_by) references app.staff,
  foreign key (service_id, referral_id) references app.referrals,
  constraint trf_2_a_no_says_why check ((status = 'rejected') = (because is not null)),
  constraint trf_4_answered_says_who check ((answered_at is null) = (answered_by is null) and (status in ('accepted', 'rejected', 'taken-in')) <= (answered_by is not null)),
  constraint trf_5_taken_in_says_who check ((status = 'taken-in') = (referral_id is not null) and (referral_id is null) = (taken_in_by is null) and (referral_id is null) = (taken_in_at is null))
);
comment on table app.transfer_offers is 'A case that another service offers to this one, told with nothing of anybody in it, and what was said to it';
create index transfer_offers_newest on app.transfer_offers (service_id, offered_at desc, id);
call app.seal('app.transfer_offers');
create policy hand_in_service on app.transfer_offers to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_who_decide_referrals on app.transfer_offers for select to tp_staff using (service_id = (select app.service_id())
  and exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'supervisor', 'manager')));
grant select, insert, update on app.transfer_offers to tp_hand;
grant select on app.transfer_offers to tp_staff;
call trails.watch('app.transfer_offers');
create function app.trf_offers_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status <> old.status and (old.status, new.status) not in (('offered', 'accepted'), ('offered', 'rejected'), ('offered', 'taken-back'),
      ('accepted', 'taken-back'), ('accepted', 'taken-in')) then
    call app.refuse('trf_2_step_by_step');
  end if;
  return new;
end $$;
revoke execute on function app.trf_offers_in_order() from public;
create trigger trf_offers_in_order before update on app.transfer_offers for each row execute function app.trf_offers_in_order();
