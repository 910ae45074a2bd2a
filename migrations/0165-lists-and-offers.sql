-- Why: few people are ever asked whether restorative practice is for them. An agency's weekly list is taken in whole or not at all, and
-- from it grows who was offered, when, how, by whom, what they said, and who was never asked.

alter table app.data_keys drop constraint data_keys_owner_kind_check;
alter table app.data_keys add constraint data_keys_owner_kind_check
  check (owner_kind in ('person', 'organisation', 'case', 'referral', 'service', 'drafts', 'staff', 'list', 'listed'));

create table app.lists (
  service_id uuid not null references app.services,
  id uuid not null,
  agency_id uuid not null,
  kind text not null check (kind in ('csv', 'xlsx')),
  size int not null check (size > 0),
  file_name text not null,
  -- The key of the content; empty once the content is gone.
  file_key text not null,
  -- The headings and a few rows, to choose by which column is what; then the choice.
  head text not null,
  columns text not null default '',
  part text not null check (part in ('harmed', 'responsible')),
  -- Ways that the agency says are safe for everybody on it who has no word of their own.
  safe_ways text[] not null default '{}'
    constraint lst_5_ways_are_known check (safe_ways <@ array['call', 'text', 'email', 'post']),
  status text not null default 'new'
    check (status in ('new', 'checking', 'checked', 'importing', 'imported', 'undone', 'let-go', 'failed')),
  problem text check (problem ~ '^[a-z-]{1,60}$'),
  rows_read int not null default 0,
  rows_good int not null default 0,
  rows_bad int not null default 0,
  rows_twice int not null default 0,
  rows_known int not null default 0,
  has_merged_cells boolean not null default false,
  added_by uuid not null,
  added_at timestamptz not null,
  imported_at timestamptz,
  undone_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, agency_id) references app.agencies,
  foreign key (service_id, added_by) references app.staff,
  constraint lst_1_failed_says_why check ((status = 'failed') = (problem is not null)),
  constraint lst_1_imported_has_a_moment check ((imported_at is not null) = (status in ('imported', 'undone'))),
  constraint lst_4_undone_within_a_day check (undone_at is null or undone_at <= imported_at + interval '1 day'),
  constraint lst_4_undone_has_a_moment check ((undone_at is not null) = (status = 'undone')),
  constraint sea_1_lists_file_name_is_sealed check (app.is_sealed(file_name, 200)),
  constraint sea_1_lists_file_key_is_sealed check (app.is_sealed(file_key, 100)),
  constraint sea_1_lists_head_is_sealed check (app.is_sealed(head, 100000)),
  constraint sea_1_lists_columns_is_sealed check (app.is_sealed(columns, 20000))
);
comment on table app.lists is 'A list of people an agency asks us to offer restorative practice to, and what became of it';
create index lists_newest on app.lists (service_id, added_at desc, id);
create index lists_of_agency on app.lists (service_id, agency_id);
create function app.lst_1_steps_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status <> old.status and (old.status, new.status) not in (
    ('new', 'checking'), ('new', 'let-go'), ('new', 'failed'), ('checking', 'checked'), ('checking', 'failed'), ('checked', 'checking'),
    ('checked', 'importing'), ('checked', 'let-go'), ('importing', 'imported'), ('importing', 'failed'), ('imported', 'undone')) then
    raise exception 'a list goes step by step' using errcode = '23514', constraint = 'lst_1_steps_in_order';
  end if;
  return new;
end $$;
revoke execute on function app.lst_1_steps_in_order() from public;
create trigger lst_1_steps_in_order before update of status on app.lists for each row execute function app.lst_1_steps_in_order();

create table app.list_mappings (
  service_id uuid not null,
  agency_id uuid not null,
  columns text not null,
  primary key (service_id, agency_id),
  foreign key (service_id, agency_id) references app.agencies,
  constraint sea_1_list_mappings_columns_is_sealed check (app.is_sealed(columns, 20000))
);
comment on table app.list_mappings is 'Which column of an agency’s lists is what, as it was last chosen';

create table app.list_faults (
  service_id uuid not null,
  list_id uuid not null,
  row_number int not null check (row_number > 0),
  reasons text[] not null constraint lst_2_a_fault_says_why check (cardinality(reasons) > 0),
  -- The row of the same file, or none, that says the same.
  like_row int,
  cells text not null,
  primary key (service_id, list_id, row_number),
  foreign key (service_id, list_id) references app.lists,
  constraint sea_1_list_faults_cells_is_sealed check (app.is_sealed(cells, 100000))
);
comment on table app.list_faults is 'A row of a list that is not taken in, and why';

create table app.listed_people (
  service_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  row_number int not null check (row_number > 0),
  part text not null check (part in ('harmed', 'responsible')),
  -- Everything the list says of them, under a key of their own; empty once it was let go.
  details text not null,
  safe_ways text[] not null
    constraint lst_5_ways_are_known check (safe_ways <@ array['call', 'text', 'email', 'post']),
  -- Blind indexes, each of a name with one thing more, and of the agency's number: to find the same person again.
  like_born text not null default '',
  like_phone text not null default '',
  like_email text not null default '',
  reference_index text not null default '',
  standing text not null default 'not-asked' check (standing in ('not-asked', 'asked', 'yes', 'no', 'not-now')),
  ask_after date,
  -- The day of a yes or a no.
  settled_on date,
  listed_at timestamptz not null,
  primary key (service_id, id),
  foreign key (service_id, list_id) references app.lists,
  constraint lst_3_a_row_once unique (service_id, list_id, row_number),
  constraint ofr_4_not_now_says_until_when check ((standing = 'not-now') = (ask_after is not null)),
  constraint ofr_5_settled_has_a_day check ((standing in ('yes', 'no')) = (settled_on is not null)),
  constraint sea_1_listed_people_details_is_sealed check (app.is_sealed(details, 40000)),
  constraint sea_5_listed_people_like_born_is_keyed check (like_born = '' or like_born ~ '^m1\.[A-Za-z0-9_-]{43}$'),
  constraint sea_5_listed_people_like_phone_is_keyed check (like_phone = '' or like_phone ~ '^m1\.[A-Za-z0-9_-]{43}$'),
  constraint sea_5_listed_people_like_email_is_keyed check (like_email = '' or like_email ~ '^m1\.[A-Za-z0-9_-]{43}$'),
  constraint sea_5_listed_people_reference_index_is_keyed check (reference_index = '' or reference_index ~ '^m1\.[A-Za-z0-9_-]{43}$')
);
comment on table app.listed_people is 'Somebody on a list, and how it stands with asking them';
create index listed_people_by_standing on app.listed_people (service_id, standing, listed_at, row_number, id);
create index listed_people_in_order on app.listed_people (service_id, listed_at, row_number, id);
create index listed_people_of_list on app.listed_people (service_id, list_id, standing, listed_at, row_number, id);
create index listed_people_like_born on app.listed_people (service_id, like_born) where like_born <> '';
create index listed_people_like_phone on app.listed_people (service_id, like_phone) where like_phone <> '';
create index listed_people_like_email on app.listed_people (service_id, like_email) where like_email <> '';

create table app.offers (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  listed_person_id uuid not null,
  way text not null check (way in ('call', 'text', 'email', 'post', 'in-person')),
  offered_on date not null,
  offered_by uuid not null,
  recorded_at timestamptz not null,
  note text not null default '',
  answer text check (answer in ('yes', 'no', 'not-now')),
  answered_on date,
  answer_recorded_by uuid,
  answer_recorded_at timestamptz,
  ask_after date,
  answer_note text not null default '',
  referral_id uuid,
  primary key (service_id, id),
  foreign key (service_id, listed_person_id) references app.listed_people,
  foreign key (service_id, offered_by) references app.staff,
  foreign key (service_id, answer_recorded_by) references app.staff,
  foreign key (service_id, referral_id) references app.referrals,
  constraint ofr_1_not_before_it_happened check (offered_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint ofr_3_an_answer_is_whole check (num_nulls(answer, answered_on, answer_recorded_by, answer_recorded_at) in (0, 4)),
  constraint ofr_3_answered_after_it_was_offered check (answered_on >= offered_on
    and answered_on <= (answer_recorded_at at time zone 'Europe/London')::date),
  constraint ofr_4_not_now_says_until_when check ((answer is not distinct from 'not-now') = (ask_after is not null)),
  constraint ofr_4_ask_after_is_later check (ask_after > answered_on),
  constraint ofr_5_yes_is_a_referral check ((answer is not distinct from 'yes') = (referral_id is not null)),
  constraint sea_1_offers_note_is_sealed check (app.is_sealed(note, 2000)),
  constraint sea_1_offers_answer_note_is_sealed check (app.is_sealed(answer_note, 2000))
);
comment on table app.offers is 'That somebody was asked: when, how, by whom, and what they answered or not yet';
create index offers_of_person on app.offers (service_id, listed_person_id, recorded_at);
create index offers_of_referral on app.offers (service_id, referral_id) where referral_id is not null;
create unique index ofr_2_one_offer_waits on app.offers (service_id, listed_person_id) where answer is null;
create function app.ofr_made_in_a_safe_way() returns trigger language plpgsql set search_path = pg_catalog as $$
declare person app.listed_people;
begin
  select * into person from app.listed_people p where p.service_id = new.service_id and p.id = new.listed_person_id;
  if new.way <> 'in-person' and not (person.safe_ways @> array[new.way]) then
    raise exception 'not said to be safe' using errcode = '23514', constraint = 'ofr_6_only_in_a_safe_way';
  end if;
  if exists (select from app.offers o where o.service_id = new.service_id and o.listed_person_id = new.listed_person_id
      and o.answer in ('yes', 'no')) then
    raise exception 'they answered' using errcode = '23514', constraint = 'ofr_2_an_answer_ends_asking';
  end if;
  return new;
end $$;
revoke execute on function app.ofr_made_in_a_safe_way() from public;
create trigger ofr_6_made_in_a_safe_way before insert on app.offers for each row execute function app.ofr_made_in_a_safe_way();
create function app.ofr_3_answered_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.answer is not null and new.answer is distinct from old.answer then
    raise exception 'answered already' using errcode = '23514', constraint = 'ofr_3_answered_once';
  end if;
  return new;
end $$;
revoke execute on function app.ofr_3_answered_once() from public;
create trigger ofr_3_answered_once before update on app.offers for each row execute function app.ofr_3_answered_once();

-- Whoever decides about referrals reads lists and offers; nobody else does.
do $$
declare tab regclass;
begin
  foreach tab in array array['app.lists', 'app.list_mappings', 'app.list_faults', 'app.listed_people', 'app.offers']::regclass[] loop
    call app.seal(tab);
    execute format('create policy hand_in_service on %s to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()))', tab);
    execute format('grant select, insert, update on %s to tp_hand', tab);
    execute format($policy$create policy staff_who_triage on %s for select to tp_staff using (service_id = (select app.service_id())
      and exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
        and r.role in ('coordinator', 'supervisor', 'manager')))$policy$, tab);
    execute format('grant select on %s to tp_staff', tab);
  end loop;
end $$;
grant delete on app.list_faults, app.listed_people to tp_hand;
call trails.watch('app.lists');
call trails.watch('app.list_mappings');
call trails.watch('app.listed_people');
call trails.watch('app.offers');

-- Makes what a list says of people unreadable, wherever it stands. Of the service that the identity names, and of nobody in a case.
create function app.forget_listed(ids uuid[]) returns int language sql security definer set search_path = pg_catalog as $$
  with gone as (
    update app.data_keys k set wrapped = null, destroyed_at = now()
     where k.service_id = app.service_id() and k.owner_kind in ('list', 'listed') and k.owner_id = any (ids) and k.destroyed_at is null
    returning 1)
  select count(*)::int from gone
$$;
revoke execute on function app.forget_listed from public;
grant execute on function app.forget_listed to tp_hand;
