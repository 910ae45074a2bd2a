-- Why: addresses, numbers and what somebody said is safe are what a stolen copy would harm people with first. They are sealed
-- like what people write. Where the database has to know whether two are the same, it has a blind index of them: a mark made
-- with a key of the service, which is kept here wrapped like every other.

alter table app.data_keys drop constraint data_keys_owner_kind_check;
alter table app.data_keys add constraint data_keys_owner_kind_check
  check (owner_kind in ('person', 'organisation', 'case', 'referral', 'drafts', 'service'));

-- A blind index is empty or a mark, never the text.
-- What is there already is sealed before anything is served; then the constraints are validated.
alter table app.contact_points add column value_index text not null default '',
  drop constraint contact_points_value_check,
  add constraint sea_1_contact_points_value_is_sealed check (app.is_sealed(value, 500) and value <> '') not valid,
  add constraint sea_5_contact_points_value_index check (value_index = '' or value_index ~ '^m1\.[A-Za-z0-9_-]{43}$');
create index contact_points_by_index on app.contact_points (service_id, value_index);

alter table app.safe_contact_rules
  add constraint sea_1_safe_contact_rules_times_words_is_sealed check (app.is_sealed(times_words, 2000)) not valid,
  add constraint sea_1_safe_contact_rules_codeword_is_sealed check (app.is_sealed(codeword, 2000)) not valid,
  add constraint sea_1_safe_contact_rules_if_someone_else_answers_is_sealed check (app.is_sealed(if_someone_else_answers, 2000)) not valid;

alter table app.people add constraint sea_1_people_access_needs_is_sealed check (app.is_sealed(access_needs, 5000)) not valid;

alter table app.organisations add column email_index text not null default '', add column phone_index text not null default '',
  add constraint sea_1_organisations_email_is_sealed check (app.is_sealed(email, 2000)) not valid,
  add constraint sea_1_organisations_phone_is_sealed check (app.is_sealed(phone, 2000)) not valid,
  add constraint sea_5_organisations_email_index check (email_index = '' or email_index ~ '^m1\.[A-Za-z0-9_-]{43}$'),
  add constraint sea_5_organisations_phone_index check (phone_index = '' or phone_index ~ '^m1\.[A-Za-z0-9_-]{43}$');

alter table app.companions
  add constraint sea_1_companions_phone_is_sealed check (app.is_sealed(phone, 2000)) not valid,
  add constraint sea_1_companions_email_is_sealed check (app.is_sealed(email, 2000)) not valid;

alter table app.incidents add constraint sea_1_incidents_where_words_is_sealed check (app.is_sealed(where_words, 5000)) not valid;

alter table app.referrals
  -- Whom the referral was about, once they are in a case: erasing them erases what it says.
  add column person_id uuid,
  add foreign key (service_id, person_id) references app.people (service_id, id),
  drop constraint referrals_referrer_contact_check,
  add constraint sea_1_referrals_referrer_contact_is_sealed check (app.is_sealed(referrer_contact, 2000)) not valid,
  add constraint sea_1_referrals_phone_is_sealed check (app.is_sealed(phone, 2000)) not valid,
  add constraint sea_1_referrals_email_is_sealed check (app.is_sealed(email, 2000)) not valid,
  add constraint sea_1_referrals_address_is_sealed check (app.is_sealed(address, 2000)) not valid,
  add constraint sea_1_referrals_safe_times_is_sealed check (app.is_sealed(safe_times, 2000)) not valid,
  add constraint sea_1_referrals_codeword_is_sealed check (app.is_sealed(codeword, 2000)) not valid,
  add constraint sea_1_referrals_if_someone_else_answers_is_sealed check (app.is_sealed(if_someone_else_answers, 2000)) not valid,
  add constraint sea_1_referrals_where_words_is_sealed check (app.is_sealed(where_words, 5000)) not valid,
  add constraint sea_1_referrals_access_needs_is_sealed check (app.is_sealed(access_needs, 5000)) not valid;
create index referrals_of_person on app.referrals (service_id, person_id) where person_id is not null;
-- Of those in a case already: whoever has the name that the referral gives.
alter table app.referrals no force row level security, disable trigger user;
alter table app.participants no force row level security;
alter table app.people no force row level security;
update app.referrals r set person_id = (select p.id from app.participants q
    join app.people p on p.service_id = q.service_id and p.id = q.person_id
   where q.service_id = r.service_id and q.case_id = r.case_id and p.full_name = r.full_name order by q.added_at limit 1)
 where r.case_id is not null;
alter table app.people force row level security;
alter table app.participants force row level security;
alter table app.referrals force row level security, enable trigger user;

alter table app.referral_others drop constraint referral_others_phone_check,
  add constraint sea_1_referral_others_phone_is_sealed check (app.is_sealed(phone, 2000)) not valid;

-- The answers of a draft become one sealed text; nothing in the database looks into them.
drop trigger ask_3_sent_once on app.referral_drafts;
alter table app.referral_drafts drop constraint ask_3_sent_draft_is_empty, drop constraint referral_drafts_answers_check;
alter table app.referral_drafts alter column answers drop default;
alter table app.referral_drafts alter column answers type text using case answers when '{}' then '' else answers::text end;
alter table app.referral_drafts alter column answers set default '',
  add constraint ask_3_sent_draft_is_empty check (sent_at is null or answers = ''),
  add constraint sea_1_referral_drafts_answers_is_sealed check (app.is_sealed(answers, 60000)) not valid;
create trigger ask_3_sent_once before update on app.referral_drafts for each row execute function app.ask_3_sent_once();

alter table app.notices add column sent_to_index text not null default '',
  drop constraint notices_body_check,
  add constraint sea_1_notices_sent_to_is_sealed check (app.is_sealed(sent_to, 2000)) not valid,
  add constraint sea_1_notices_subject_is_sealed check (app.is_sealed(subject, 2000)) not valid,
  add constraint sea_1_notices_body_is_sealed check (app.is_sealed(body, 20000)) not valid,
  add constraint sea_5_notices_sent_to_index check (sent_to_index = '' or sent_to_index ~ '^m1\.[A-Za-z0-9_-]{43}$');

-- H16: as before, by the blind index.
create or replace function app.h16_goes_where_it_is_safe() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.participant_id is null or new.status not in ('leaving', 'sent') then return new; end if;
  if tg_op = 'UPDATE' and old.status in ('leaving', 'sent', 'unsure') then return new; end if;
  if new.sent_to_index <> '' and exists (
    select from app.participants q
      join app.contact_points p on p.service_id = q.service_id and p.person_id = q.person_id
      join app.safe_contact_rules r on r.service_id = q.service_id and r.person_id = q.person_id
     where q.service_id = new.service_id and q.case_id = new.case_id and q.id = new.participant_id
       and p.is_in_use and p.checked_on is not null and p.value_index = new.sent_to_index
       and p.channel = case new.channel when 'text' then 'phone' else new.channel end
       and r.seq = (select max(newest.seq) from app.safe_contact_rules newest
         where newest.service_id = r.service_id and newest.person_id = r.person_id)
       and case new.channel when 'text' then r.may_text when 'email' then r.may_email else r.may_post end)
  then return new; end if;
  if new.channel = 'email' and new.sent_to_index <> '' and exists (
    select from app.participants q join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where q.service_id = new.service_id and q.case_id = new.case_id and q.id = new.participant_id and o.email_index = new.sent_to_index)
  then return new; end if;
  call app.refuse('h16_goes_where_it_is_safe');
  return new;
end $$;

-- The search finds a number or an address by its blind index, whole; names and references by their letters, as before.
alter table app.search_entries add column marks text[] not null default '{}';
create index search_marks on app.search_entries using gin (marks);
