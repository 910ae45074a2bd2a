-- Why: the service itself: who works in it, where it works, where people can meet.

create table app.services (
  service_id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  area_name text not null,
  phone text not null default '',
  email text not null default '',
  is_demonstration boolean not null default false,
  -- Gender-based cases may not start from the responsible side when this is on (H10; used by a later stage).
  opened_at timestamptz not null default now()
);
call app.seal('app.services');
create policy own_service on app.services for select to tp_public, tp_participant, tp_staff, tp_hand using (service_id = (select app.service_id()));
grant select on app.services to tp_public, tp_participant, tp_staff, tp_hand;
create policy first_service on app.services for insert to tp_hand with check (service_id = (select app.service_id()));
grant insert on app.services to tp_hand;

create table app.staff (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and email like '%@%'),
  phone text not null default '',
  practice_level text not null check (practice_level in ('foundation', 'intermediate', 'advanced')),
  is_active boolean not null default true,
  primary key (service_id, id),
  constraint staff_email_once unique (email)
);
call app.seal_service_table('app.staff');
create policy facilitator_of_my_case on app.staff for select to tp_participant using (service_id = (select app.service_id()));
grant select (service_id, id, name) on app.staff to tp_participant;

create table app.staff_roles (
  service_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('coordinator', 'facilitator', 'volunteer-facilitator', 'supervisor', 'manager', 'data-officer', 'administrator')),
  primary key (service_id, staff_id, role),
  foreign key (service_id, staff_id) references app.staff
);
call app.seal_service_table('app.staff_roles');

create table app.areas (
  service_id uuid not null references app.services,
  postcode_district text not null check (postcode_district ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
  town text not null,
  primary key (service_id, postcode_district)
);
call app.seal_service_table('app.areas');
create policy area_check on app.areas for select to tp_public using (service_id = (select app.service_id()));
grant select on app.areas to tp_public;

create table app.venues (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  address text not null check (length(address) between 1 and 500),
  access text not null default '' check (length(access) <= 2000),
  neutrality text not null default '' check (length(neutrality) <= 2000),
  has_two_waiting_rooms boolean not null default false,
  has_two_entrances boolean not null default false,
  is_open boolean not null default true,
  primary key (service_id, id)
);
create unique index ven_1_name_once on app.venues (service_id, lower(name));
call app.seal_service_table('app.venues');

-- What leaves the building, or waits to be printed or sent by hand. A notice is written down in the transaction that caused it,
-- without an address and without words; both are found when it leaves, as its reader and by the safe-contact rules of that moment.
create table app.notices (
  service_id uuid not null references app.services,
  id uuid not null default gen_random_uuid(),
  case_id uuid,
  participant_id uuid,
  referral_id uuid,
  -- The announcement that caused it; with kind and reader it keeps a retried step from writing it twice.
  cause text not null,
  kind text not null check (length(kind) between 1 and 100),
  -- The conference, letter, agreement or amends it tells of.
  about_id uuid,
  send_after timestamptz not null default now(),
  -- How often a mail server said "not now".
  tries int not null default 0,
  status text not null default 'waiting' check (status in ('waiting', 'leaving', 'sent', 'stopped', 'by-hand', 'failed', 'unsure')),
  channel text check (channel in ('text', 'email', 'post')),
  sent_to text not null default '',
  subject text not null default '',
  body text not null default '' check (length(body) <= 20000),
  because text not null default '',
  written_at timestamptz not null default now(),
  -- When its safe-contact check passed, and it left or was made ready to leave by hand.
  left_at timestamptz,
  settled_at timestamptz,
  primary key (service_id, id),
  constraint notice_once unique nulls not distinct (service_id, cause, kind, participant_id, referral_id),
  constraint notice_settled_has_time check ((status in ('waiting', 'leaving')) = (settled_at is null)),
  constraint ntc_1_waiting_has_no_address check (status <> 'waiting' or (sent_to = '' and body = '' and channel is null)),
  constraint notice_has_one_reader check (num_nonnulls(participant_id, referral_id) = 1),
  constraint notice_of_a_side_names_its_case check (participant_id is null or case_id is not null),
  constraint notice_sent_has_words check (status not in ('leaving', 'sent', 'by-hand', 'unsure') or (body <> '' and sent_to <> '' and channel is not null and left_at is not null))
);
create index notices_of_case on app.notices (service_id, case_id, written_at);
create index notices_newest on app.notices (service_id, written_at desc, id desc);
create index notices_by_status on app.notices (service_id, status, written_at desc, id desc);
create index notices_unfinished on app.notices (send_after) where status in ('waiting', 'leaving');
