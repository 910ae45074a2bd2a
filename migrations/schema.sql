-- The database as it is. Written by tools/schema.ts from a freshly migrated database; never edited by hand.
-- Read it to know what holds; change it by a new migration. Privileges are listed after what they are for.

create extension btree_gist;
create extension pg_trgm;

create schema app authorization tp_owner;
create schema doorkeeper authorization tp_owner;
create schema jobs authorization tp_queue;
create schema migration authorization tp_migrator;
create schema trails authorization tp_owner;
grant usage on schema app to tp_api;
grant usage on schema app to tp_commissioner;
grant usage on schema app to tp_hand;
grant usage on schema app to tp_participant;
grant usage on schema app to tp_public;
grant usage on schema app to tp_referrer;
grant usage on schema app to tp_search;
grant usage on schema app to tp_staff;
grant usage on schema app to tp_worker;
grant usage on schema doorkeeper to tp_doorkeeper;
grant usage on schema jobs to tp_doorkeeper;
grant usage on schema jobs to tp_hand;
grant usage on schema jobs to tp_worker;
grant usage on schema trails to tp_api;
grant usage on schema trails to tp_commissioner;
grant usage on schema trails to tp_doorkeeper;
grant usage on schema trails to tp_hand;
grant usage on schema trails to tp_participant;
grant usage on schema trails to tp_referrer;
grant usage on schema trails to tp_staff;
grant usage on schema trails to tp_worker;

create table app.absences (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  from_on date not null,
  until_on date not null,
  said_by uuid not null,
  said_at timestamp with time zone default now() not null,
  cancelled_at timestamp with time zone,
  constraint absences_pkey PRIMARY KEY (service_id, id),
  constraint absences_service_id_said_by_fkey FOREIGN KEY (service_id, said_by) REFERENCES app.staff(service_id, id),
  constraint absences_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint fac_4_away_once EXCLUDE USING gist (service_id WITH =, staff_id WITH =, daterange(from_on, until_on, '[]'::text) WITH &&) WHERE ((cancelled_at IS NULL)),
  constraint fac_4_days_in_order CHECK (((until_on >= from_on) AND ((until_on - from_on) <= 366)))
);
alter table app.absences enable row level security;
alter table app.absences force row level security;
create policy hand_in_service on app.absences to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy readers_follow_covers on app.absences for select to tp_owner
  using (true);
create policy staff_of_service on app.absences for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX absences_of_staff ON app.absences USING btree (service_id, staff_id, until_on) WHERE (cancelled_at IS NULL);
CREATE TRIGGER readers_follow_covers AFTER UPDATE ON app.absences FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.absences FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.absences to tp_hand;
grant select on app.absences to tp_staff;
grant update (cancelled_at) on app.absences to tp_hand;

create table app.access_ends (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  because text not null,
  words text default ''::text not null,
  ended_by uuid not null,
  ended_at timestamp with time zone default clock_timestamp() not null,
  constraint access_ends_pkey PRIMARY KEY (service_id, case_id, id),
  constraint access_ends_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint access_ends_service_id_ended_by_fkey FOREIGN KEY (service_id, ended_by) REFERENCES app.staff(service_id, id),
  constraint access_ends_because_check CHECK ((because = ANY (ARRAY['they-asked'::text, 'somebody-else-has-it'::text, 'not-safe'::text, 'no-longer-takes-part'::text, 'another-reason'::text]))),
  constraint psi_5_another_reason_is_said CHECK (((because <> 'another-reason'::text) OR (words <> ''::text))),
  constraint sea_1_access_ends_words_is_sealed CHECK (app.is_sealed(words, 1000)) NOT VALID
);
alter table app.access_ends enable row level security;
alter table app.access_ends force row level security;
create policy doorkeeper on app.access_ends for select to tp_owner
  using (true);
create policy hand_in_case on app.access_ends to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.access_ends for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = access_ends.service_id) AND (reader.case_id = access_ends.case_id))
 OFFSET 0))));
CREATE INDEX access_ends_of_participant ON app.access_ends USING btree (service_id, case_id, participant_id, ended_at DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.access_ends FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.access_ends FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
CREATE TRIGGER trl_7_is_written AFTER INSERT ON app.access_ends FOR EACH ROW EXECUTE FUNCTION trails.note_access_end();
grant insert, select on app.access_ends to tp_hand;
grant select on app.access_ends to tp_staff;

create table app.agencies (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text not null,
  kind text not null,
  untold_in_a_row integer default 0 not null,
  constraint agencies_pkey PRIMARY KEY (service_id, id),
  constraint agencies_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint agencies_kind_check CHECK ((kind = ANY (ARRAY['police'::text, 'probation'::text, 'prison'::text, 'victim-service'::text, 'housing'::text, 'council'::text, 'school'::text, 'court'::text, 'other'::text]))),
  constraint agn_1_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint tel_2_agency_counts_from_none CHECK ((untold_in_a_row >= 0))
);
alter table app.agencies enable row level security;
alter table app.agencies force row level security;
create policy api_own_agency on app.agencies for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = agencies.service_id) AND (p.agency_id = agencies.id))))));
create policy hand_in_service on app.agencies to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_agency on app.agencies for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = agencies.service_id) AND (p.agency_id = agencies.id))))));
create policy staff_of_service on app.agencies for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE UNIQUE INDEX agn_1_name_once ON app.agencies USING btree (service_id, lower(name));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agencies FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.agencies to tp_hand;
grant select on app.agencies to tp_api;
grant select on app.agencies to tp_referrer;
grant select on app.agencies to tp_staff;

create table app.agency_drafts (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  fields text not null,
  made_at timestamp with time zone not null,
  kept_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint agency_drafts_pkey PRIMARY KEY (service_id, id),
  constraint agency_drafts_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.agency_people(service_id, staff_id),
  constraint drf_2_kept_for_two_weeks CHECK ((expires_at <= (kept_at + '14 days'::interval))),
  constraint sea_1_agency_drafts_fields_is_sealed CHECK ((app.is_sealed(fields, 60000) AND (fields <> ''::text)))
);
alter table app.agency_drafts enable row level security;
alter table app.agency_drafts force row level security;
create policy doorkeeper on app.agency_drafts to tp_owner
  using ((expires_at < now()));
create policy hand_of_the_same on app.agency_drafts to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT (app.identity())[4] AS identity) = ('staff_'::text || staff_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT (app.identity())[4] AS identity) = ('staff_'::text || staff_id))));
create policy own on app.agency_drafts for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE INDEX agency_drafts_expire ON app.agency_drafts USING btree (expires_at);
CREATE INDEX agency_drafts_of_person ON app.agency_drafts USING btree (service_id, staff_id, kept_at DESC, id);
CREATE TRIGGER drf_3_twenty_at_once AFTER INSERT ON app.agency_drafts FOR EACH ROW EXECUTE FUNCTION app.drf_3_twenty_at_once();
grant delete, insert, select, update on app.agency_drafts to tp_hand;
grant select on app.agency_drafts to tp_referrer;

create table app.agency_files (
  service_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  name text not null,
  kind text not null,
  size integer not null,
  file_key text not null,
  words text not null,
  are_words_whole boolean not null,
  sent_by uuid not null,
  sent_at timestamp with time zone not null,
  pages integer,
  unread_because text,
  constraint agency_files_pkey PRIMARY KEY (service_id, id),
  constraint agency_files_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.agency_referrals(service_id, referral_id),
  constraint agency_files_service_id_sent_by_fkey FOREIGN KEY (service_id, sent_by) REFERENCES app.agency_people(service_id, staff_id),
  constraint agency_files_kind_check CHECK ((kind = ANY (ARRAY['pdf'::text, 'jpeg'::text, 'png'::text, 'text'::text, 'docx'::text, 'odt'::text]))),
  constraint doc_7_of_a_pdf_alone CHECK (((kind = 'pdf'::text) OR ((pages IS NULL) AND ((unread_because IS NULL) OR ((unread_because = 'holds-files'::text) AND (kind = ANY (ARRAY['docx'::text, 'odt'::text]))))))),
  constraint doc_7_pages CHECK (((pages >= 0) AND (pages <= 100000))),
  constraint doc_7_unread_because CHECK ((unread_because = ANY (ARRAY['locked'::text, 'cannot-be-read'::text, 'takes-too-long'::text, 'holds-files'::text]))),
  constraint sea_1_agency_files_file_key_is_sealed CHECK ((app.is_sealed(file_key, 43) AND (file_key <> ''::text))),
  constraint sea_1_agency_files_name_is_sealed CHECK ((app.is_sealed(name, 200) AND (name <> ''::text))),
  constraint sea_1_agency_files_words_is_sealed CHECK (app.is_sealed(words, 200000)),
  constraint thr_3_twenty_megabytes CHECK (((size >= 1) AND (size <= 20971520)))
);
alter table app.agency_files enable row level security;
alter table app.agency_files force row level security;
create policy doorkeeper on app.agency_files for select to tp_owner
  using (true);
create policy hand_in_service on app.agency_files to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_referrals on app.agency_files for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = agency_files.service_id) AND (a.referral_id = agency_files.referral_id))))));
create policy staff_who_read_the_referral on app.agency_files for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = agency_files.service_id) AND (r.id = agency_files.referral_id))
 OFFSET 0))));
CREATE INDEX agency_files_by_id ON app.agency_files USING btree (id);
CREATE INDEX agency_files_of_referral ON app.agency_files USING btree (service_id, referral_id, sent_at DESC, id);
CREATE TRIGGER thr_3_has_room AFTER INSERT ON app.agency_files FOR EACH ROW EXECUTE FUNCTION app.thr_3_has_room();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agency_files FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.agency_files to tp_hand;
grant select (service_id, id, referral_id, name, kind, size, file_key, sent_at) on app.agency_files to tp_referrer;
grant select on app.agency_files to tp_staff;

create table app.agency_people (
  service_id uuid not null,
  staff_id uuid not null,
  agency_id uuid not null,
  sees_all boolean default false not null,
  untold_in_a_row integer default 0 not null,
  words_put_away_on date,
  emailed_when_asked boolean default true not null,
  emailed_when_written boolean default true not null,
  emailed_when_decided boolean default true not null,
  constraint agn_2_one_agency_each PRIMARY KEY (service_id, staff_id),
  constraint agency_people_service_id_agency_id_fkey FOREIGN KEY (service_id, agency_id) REFERENCES app.agencies(service_id, id),
  constraint agency_people_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint tel_2_person_counts_from_none CHECK ((untold_in_a_row >= 0))
);
alter table app.agency_people enable row level security;
alter table app.agency_people force row level security;
create policy api_own_place on app.agency_people for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy hand_in_service on app.agency_people to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_place on app.agency_people for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy staff_of_service on app.agency_people for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX agency_people_of_agency ON app.agency_people USING btree (service_id, agency_id);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agency_people FOR EACH ROW EXECUTE FUNCTION trails.note_change('staff_id', '');
grant insert, select, update on app.agency_people to tp_hand;
grant select on app.agency_people to tp_api;
grant select on app.agency_people to tp_referrer;
grant select on app.agency_people to tp_staff;

create table app.agency_referrals (
  service_id uuid not null,
  referral_id uuid not null,
  agency_id uuid not null,
  referred_by uuid not null,
  agency_reference text default ''::text not null,
  situation_words text default ''::text not null,
  told_words text default ''::text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_because text,
  withdrawn_words text default ''::text not null,
  finished_at timestamp with time zone,
  told_because text,
  told_on date,
  constraint agency_referrals_pkey PRIMARY KEY (service_id, referral_id),
  constraint agency_referrals_service_id_agency_id_fkey FOREIGN KEY (service_id, agency_id) REFERENCES app.agencies(service_id, id),
  constraint agency_referrals_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint agy_1_made_by_one_of_the_agency FOREIGN KEY (service_id, referred_by) REFERENCES app.agency_people(service_id, staff_id),
  constraint agency_referrals_withdrawn_because_check CHECK ((withdrawn_because = ANY (ARRAY['the-person-asked'::text, 'sent-by-mistake'::text, 'sent-twice'::text, 'another-way-was-found'::text, 'another-reason'::text]))),
  constraint agy_3_another_reason_is_said CHECK (((withdrawn_because <> 'another-reason'::text) OR (withdrawn_words <> ''::text))),
  constraint agy_3_withdrawn_has_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_because IS NULL))),
  constraint agy_5_tells_nobodys_choice CHECK ((told_because = ANY (ARRAY['out-of-area'::text, 'live-court-case'::text, 'other-service'::text, 'not-enough-known'::text, 'not-now'::text]))),
  constraint sea_1_agency_referrals_agency_reference_is_sealed CHECK (app.is_sealed(agency_reference, 500)),
  constraint sea_1_agency_referrals_situation_words_is_sealed CHECK (app.is_sealed(situation_words, 5000)),
  constraint sea_1_agency_referrals_told_words_is_sealed CHECK (app.is_sealed(told_words, 1000)),
  constraint sea_1_agency_referrals_withdrawn_words_is_sealed CHECK (app.is_sealed(withdrawn_words, 2000))
);
alter table app.agency_referrals enable row level security;
alter table app.agency_referrals force row level security;
create policy api_own_referrals on app.agency_referrals for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = agency_referrals.service_id) AND (p.agency_id = agency_referrals.agency_id) AND (p.sees_all OR (agency_referrals.referred_by = p.staff_id)))))));
create policy counted_by_the_worker on app.agency_referrals for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_service on app.agency_referrals to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_referrals on app.agency_referrals for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = agency_referrals.service_id) AND (p.agency_id = agency_referrals.agency_id) AND (p.sees_all OR (agency_referrals.referred_by = p.staff_id)))))));
create policy staff_who_read_the_referral on app.agency_referrals for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = agency_referrals.service_id) AND (r.id = agency_referrals.referral_id))
 OFFSET 0))));
CREATE INDEX agency_referrals_by_person ON app.agency_referrals USING btree (service_id, referred_by, referral_id);
CREATE INDEX agency_referrals_of_agency ON app.agency_referrals USING btree (service_id, agency_id, referral_id);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agency_referrals FOR EACH ROW EXECUTE FUNCTION trails.note_change('referral_id', '');
grant insert, select, update on app.agency_referrals to tp_hand;
grant select on app.agency_referrals to tp_api;
grant select on app.agency_referrals to tp_referrer;
grant select on app.agency_referrals to tp_staff;

create table app.agency_replies (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  words text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint agency_replies_pkey PRIMARY KEY (service_id, id),
  constraint agency_replies_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.agency_referrals(service_id, referral_id),
  constraint agency_replies_service_id_written_by_fkey FOREIGN KEY (service_id, written_by) REFERENCES app.staff(service_id, id),
  constraint sea_1_agency_replies_words_is_sealed CHECK (app.is_sealed(words, 5000)),
  constraint thr_1_says_something CHECK ((words <> ''::text))
);
alter table app.agency_replies enable row level security;
alter table app.agency_replies force row level security;
create policy api_own_referrals on app.agency_replies for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = agency_replies.service_id) AND (a.referral_id = agency_replies.referral_id))))));
create policy hand_in_service on app.agency_replies to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_referrals on app.agency_replies for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = agency_replies.service_id) AND (a.referral_id = agency_replies.referral_id))))));
create policy staff_who_read_the_referral on app.agency_replies for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = agency_replies.service_id) AND (r.id = agency_replies.referral_id))
 OFFSET 0))));
CREATE INDEX agency_replies_of_referral ON app.agency_replies USING btree (service_id, referral_id, written_at DESC, id);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agency_replies FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.agency_replies to tp_hand;
grant select (service_id, id, referral_id, words, written_at) on app.agency_replies to tp_api;
grant select (service_id, id, referral_id, words, written_at) on app.agency_replies to tp_referrer;
grant select on app.agency_replies to tp_staff;

create table app.agreement_parties (
  service_id uuid not null,
  case_id uuid not null,
  agreement_id uuid not null,
  participant_id uuid not null,
  wants_updates boolean default true not null,
  constraint agreement_parties_pkey PRIMARY KEY (service_id, case_id, agreement_id, participant_id),
  constraint agreement_parties_service_id_case_id_agreement_id_fkey FOREIGN KEY (service_id, case_id, agreement_id) REFERENCES app.agreements(service_id, case_id, id),
  constraint agreement_parties_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id)
);
alter table app.agreement_parties enable row level security;
alter table app.agreement_parties force row level security;
create policy hand_in_case on app.agreement_parties to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.agreement_parties for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.agreement_parties for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = agreement_parties.service_id) AND (reader.case_id = agreement_parties.case_id))
 OFFSET 0))));
CREATE TRIGGER agr_11_terms_stand BEFORE INSERT OR DELETE OR UPDATE ON app.agreement_parties FOR EACH ROW EXECUTE FUNCTION app.agr_11_terms_stand();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.agreement_parties FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.agreement_parties FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agreement_parties FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,agreement_id,participant_id', '');
grant delete, insert, select, update on app.agreement_parties to tp_hand;
grant select (service_id, case_id, agreement_id, participant_id, wants_updates) on app.agreement_parties to tp_participant;
grant select on app.agreement_parties to tp_staff;

create table app.agreements (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  version integer default 1 not null,
  status text default 'draft'::text not null,
  replaces_id uuid,
  drafted_on date not null,
  proposed_on date,
  made_on date,
  ended_on date,
  is_kept boolean,
  constraint agreements_pkey PRIMARY KEY (service_id, case_id, id),
  constraint agreements_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint agreements_service_id_case_id_replaces_id_fkey FOREIGN KEY (service_id, case_id, replaces_id) REFERENCES app.agreements(service_id, case_id, id),
  constraint agr_1_status_tells_its_dates CHECK ((((status = ANY (ARRAY['agreed'::text, 'replaced'::text, 'ended'::text])) = (made_on IS NOT NULL)) AND ((status = 'ended'::text) = (ended_on IS NOT NULL)) AND ((status = 'ended'::text) = (is_kept IS NOT NULL)) AND ((status = 'set-aside'::text) OR ((status = 'draft'::text) = (proposed_on IS NULL))))),
  constraint agreements_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'proposed'::text, 'agreed'::text, 'replaced'::text, 'ended'::text, 'set-aside'::text])))
);
alter table app.agreements enable row level security;
alter table app.agreements force row level security;
create policy counted_by_the_worker on app.agreements for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.agreements to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy party on app.agreements for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (status = ANY (ARRAY['proposed'::text, 'agreed'::text, 'replaced'::text, 'ended'::text])) AND (EXISTS ( SELECT
   FROM app.agreement_parties p
  WHERE ((p.service_id = agreements.service_id) AND (p.case_id = agreements.case_id) AND (p.agreement_id = agreements.id))))));
create policy staff_reader_of_case on app.agreements for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = agreements.service_id) AND (reader.case_id = agreements.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX agr_2_one_live ON app.agreements USING btree (service_id, case_id, participant_id) WHERE (status = 'agreed'::text);
CREATE UNIQUE INDEX agr_3_one_draft ON app.agreements USING btree (service_id, case_id, participant_id) WHERE (status = ANY (ARRAY['draft'::text, 'proposed'::text]));
CREATE TRIGGER agreement_moves BEFORE INSERT OR UPDATE ON app.agreements FOR EACH ROW EXECUTE FUNCTION app.agreement_moves();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.agreements FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.agreements FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE UPDATE OF status ON app.agreements FOR EACH ROW WHEN (((new.status = 'proposed'::text) AND (old.status <> 'proposed'::text))) EXECUTE FUNCTION app.pro_6_terms_are_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.agreements FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.agreements to tp_hand;
grant select (service_id, case_id, id, participant_id, version, status, replaces_id, proposed_on, made_on, ended_on, is_kept) on app.agreements to tp_participant;
grant select on app.agreements to tp_staff;

create table app.allocations (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  role text not null,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  override_reason text default ''::text not null,
  override_by uuid,
  constraint allocations_pkey PRIMARY KEY (service_id, case_id, id),
  constraint allocations_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint allocations_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint allocations_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'co'::text]))),
  constraint override_by_another CHECK ((override_by <> staff_id)),
  constraint override_has_reason CHECK (((override_by IS NULL) = (override_reason = ''::text))),
  constraint sea_1_allocations_override_reason_is_sealed CHECK (app.is_sealed(override_reason, 1000)) NOT VALID
);
alter table app.allocations enable row level security;
alter table app.allocations force row level security;
create policy hand_in_case on app.allocations to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_case on app.allocations for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy readers_follow_roles on app.allocations for select to tp_owner
  using (true);
create policy staff_reader_of_case on app.allocations for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = allocations.service_id) AND (reader.case_id = allocations.case_id))
 OFFSET 0))));
CREATE INDEX allocations_of_staff ON app.allocations USING btree (service_id, staff_id) WHERE (until_at IS NULL);
CREATE UNIQUE INDEX alc_1_one_lead ON app.allocations USING btree (service_id, case_id) WHERE ((role = 'lead'::text) AND (until_at IS NULL));
CREATE UNIQUE INDEX alc_2_once_at_a_time ON app.allocations USING btree (service_id, case_id, staff_id) WHERE (until_at IS NULL);
CREATE TRIGGER alc_8_role_works_on_cases BEFORE INSERT ON app.allocations FOR EACH ROW EXECUTE FUNCTION app.alc_8_role_works_on_cases();
CREATE TRIGGER alc_9_lead_is_trained BEFORE INSERT OR UPDATE ON app.allocations FOR EACH ROW WHEN (((new.role = 'lead'::text) AND (new.until_at IS NULL) AND (new.override_by IS NULL))) EXECUTE FUNCTION app.alc_9_lead_is_trained();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.allocations FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER fac_3_checks_hold BEFORE INSERT ON app.allocations FOR EACH ROW EXECUTE FUNCTION app.fac_3_checks_hold();
CREATE TRIGGER h6_conflicted_is_not_allocated BEFORE INSERT ON app.allocations FOR EACH ROW EXECUTE FUNCTION app.h6_conflicted_cannot_open();
CREATE TRIGGER h6_lead_has_level BEFORE INSERT OR UPDATE ON app.allocations FOR EACH ROW EXECUTE FUNCTION app.h6_lead_has_level();
CREATE TRIGGER readers_follow_covers AFTER INSERT OR UPDATE ON app.allocations FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.allocations FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.allocations to tp_hand;
grant select (service_id, case_id, staff_id, role, until_at) on app.allocations to tp_participant;
grant select on app.allocations to tp_staff;
grant update (until_at) on app.allocations to tp_hand;

create table app.amends (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  agreement_id uuid not null,
  promise_id uuid not null,
  position integer not null,
  kind text not null,
  wording text not null,
  participant_id uuid not null,
  owed_to_id uuid,
  pence integer,
  minutes integer,
  due_on date,
  proof text default ''::text not null,
  status text default 'owed'::text not null,
  settled_on date,
  settled_because text default ''::text not null,
  verified_by_kind text,
  verified_by uuid,
  constraint amends_pkey PRIMARY KEY (service_id, case_id, id),
  constraint agr_13_owed_by_a_party FOREIGN KEY (service_id, case_id, agreement_id, participant_id) REFERENCES app.agreement_parties(service_id, case_id, agreement_id, participant_id),
  constraint agr_13_owed_to_a_party FOREIGN KEY (service_id, case_id, agreement_id, owed_to_id) REFERENCES app.agreement_parties(service_id, case_id, agreement_id, participant_id),
  constraint amends_service_id_case_id_agreement_id_fkey FOREIGN KEY (service_id, case_id, agreement_id) REFERENCES app.agreements(service_id, case_id, id),
  constraint amends_service_id_case_id_owed_to_id_fkey FOREIGN KEY (service_id, case_id, owed_to_id) REFERENCES app.participants(service_id, case_id, id),
  constraint amends_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint agr_13_not_owed_to_oneself CHECK ((owed_to_id <> participant_id)),
  constraint agr_4_payment_has_an_amount CHECK (((kind = 'payment'::text) = (pence IS NOT NULL))),
  constraint agr_4_work_has_hours CHECK (((kind = 'voluntary-work'::text) = (minutes IS NOT NULL))),
  constraint agr_5_late_has_a_due_day CHECK (((status <> 'late'::text) OR (due_on IS NOT NULL))),
  constraint agr_5_released_by_whom_it_is_owed_to CHECK (((status <> 'released'::text) OR ((verified_by IS NOT NULL) AND (verified_by_kind = 'participant'::text) AND ((owed_to_id IS NULL) OR (owed_to_id = verified_by))))),
  constraint agr_5_settled_has_a_day CHECK (((status = ANY (ARRAY['done'::text, 'not-done'::text, 'released'::text])) = (settled_on IS NOT NULL))),
  constraint agr_6_done_is_verified CHECK (((status <> 'done'::text) OR ((verified_by IS NOT NULL) AND (verified_by_kind IS NOT NULL)))),
  constraint agr_6_verified_by_another CHECK ((verified_by <> participant_id)),
  constraint amends_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'payment'::text, 'voluntary-work'::text, 'apology'::text, 'behaviour'::text, 'other'::text]))),
  constraint amends_minutes_check CHECK ((minutes > 0)),
  constraint amends_pence_check CHECK ((pence > 0)),
  constraint amends_status_check CHECK ((status = ANY (ARRAY['owed'::text, 'late'::text, 'done'::text, 'not-done'::text, 'released'::text]))),
  constraint amends_verified_by_kind_check CHECK ((verified_by_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint sea_1_amends_proof_is_sealed CHECK (app.is_sealed(proof, 500)) NOT VALID,
  constraint sea_1_amends_settled_because_is_sealed CHECK (app.is_sealed(settled_because, 2000)) NOT VALID,
  constraint sea_1_amends_wording_is_sealed CHECK ((app.is_sealed(wording, 2000) AND (wording <> ''::text))) NOT VALID
);
alter table app.amends enable row level security;
alter table app.amends force row level security;
create policy counted_by_the_worker on app.amends for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.amends to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy party on app.amends for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (EXISTS ( SELECT
   FROM app.agreements a
  WHERE ((a.service_id = amends.service_id) AND (a.case_id = amends.case_id) AND (a.id = amends.agreement_id))))));
create policy staff_reader_of_case on app.amends for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = amends.service_id) AND (reader.case_id = amends.case_id))
 OFFSET 0))));
CREATE INDEX amends_due ON app.amends USING btree (service_id, due_on) WHERE (status = 'owed'::text);
CREATE INDEX amends_of_promise ON app.amends USING btree (service_id, case_id, promise_id);
CREATE UNIQUE INDEX amends_in_order ON app.amends USING btree (service_id, case_id, agreement_id, "position");
CREATE TRIGGER agr_11_terms_stand BEFORE INSERT OR DELETE OR UPDATE ON app.amends FOR EACH ROW EXECUTE FUNCTION app.agr_11_terms_stand();
CREATE CONSTRAINT TRIGGER agr_9_instalments_add_up AFTER UPDATE OF pence ON app.amends DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.agr_9_instalments_add_up();
CREATE TRIGGER amends_settle BEFORE UPDATE ON app.amends FOR EACH ROW EXECUTE FUNCTION app.amends_settle();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.amends FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.amends FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.amends FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant delete, insert, select, update on app.amends to tp_hand;
grant select (service_id, case_id, id, agreement_id, promise_id, position, kind, wording, participant_id, owed_to_id, pence, minutes, due_on, proof, status, settled_on) on app.amends to tp_participant;
grant select on app.amends to tp_staff;

create table app.amends_instalments (
  service_id uuid not null,
  case_id uuid not null,
  amends_id uuid not null,
  position integer not null,
  due_on date not null,
  pence integer not null,
  constraint amends_instalments_pkey PRIMARY KEY (service_id, case_id, amends_id, "position"),
  constraint amends_instalments_service_id_case_id_amends_id_fkey FOREIGN KEY (service_id, case_id, amends_id) REFERENCES app.amends(service_id, case_id, id),
  constraint amends_instalments_pence_check CHECK ((pence > 0))
);
alter table app.amends_instalments enable row level security;
alter table app.amends_instalments force row level security;
create policy hand_in_case on app.amends_instalments to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy party on app.amends_instalments for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (EXISTS ( SELECT
   FROM app.amends a
  WHERE ((a.service_id = amends_instalments.service_id) AND (a.case_id = amends_instalments.case_id) AND (a.id = amends_instalments.amends_id))))));
create policy staff_reader_of_case on app.amends_instalments for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = amends_instalments.service_id) AND (reader.case_id = amends_instalments.case_id))
 OFFSET 0))));
CREATE TRIGGER agr_11_terms_stand BEFORE INSERT OR DELETE OR UPDATE ON app.amends_instalments FOR EACH ROW EXECUTE FUNCTION app.agr_11_terms_stand();
CREATE CONSTRAINT TRIGGER agr_9_instalments_add_up AFTER INSERT OR DELETE OR UPDATE ON app.amends_instalments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.agr_9_instalments_add_up();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.amends_instalments FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.amends_instalments FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,amends_id,position', '');
grant delete, insert, select, update on app.amends_instalments to tp_hand;
grant select on app.amends_instalments to tp_participant;
grant select on app.amends_instalments to tp_staff;

create table app.amends_progress (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  amends_id uuid not null,
  happened_on date not null,
  pence integer,
  minutes integer,
  note text default ''::text not null,
  evidence text default ''::text not null,
  actor_kind text not null,
  actor_id uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint amends_progress_pkey PRIMARY KEY (service_id, case_id, id),
  constraint amends_progress_service_id_case_id_amends_id_fkey FOREIGN KEY (service_id, case_id, amends_id) REFERENCES app.amends(service_id, case_id, id),
  constraint agr_6_counted_by_staff CHECK (((actor_kind = 'staff'::text) OR ((pence IS NULL) AND (minutes IS NULL) AND (evidence = ''::text)))),
  constraint agr_8_progress_not_in_the_future CHECK ((happened_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint amends_progress_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint amends_progress_minutes_check CHECK ((minutes > 0)),
  constraint amends_progress_pence_check CHECK ((pence > 0)),
  constraint sea_1_amends_progress_evidence_is_sealed CHECK (app.is_sealed(evidence, 2000)) NOT VALID,
  constraint sea_1_amends_progress_note_is_sealed CHECK (app.is_sealed(note, 2000)) NOT VALID
);
alter table app.amends_progress enable row level security;
alter table app.amends_progress force row level security;
create policy hand_in_case on app.amends_progress to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy owner_of_progress on app.amends_progress for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (EXISTS ( SELECT
   FROM app.amends a
  WHERE ((a.service_id = amends_progress.service_id) AND (a.case_id = amends_progress.case_id) AND (a.id = amends_progress.amends_id) AND (a.participant_id = ( SELECT app.participant_id() AS participant_id)))))));
create policy staff_reader_of_case on app.amends_progress for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = amends_progress.service_id) AND (reader.case_id = amends_progress.case_id))
 OFFSET 0))));
CREATE INDEX amends_progress_of_amends ON app.amends_progress USING btree (service_id, case_id, amends_id);
CREATE TRIGGER agr_7_never_more_than_promised AFTER INSERT ON app.amends_progress FOR EACH ROW EXECUTE FUNCTION app.agr_7_never_more_than_promised();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.amends_progress FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.amends_progress FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE INSERT ON app.amends_progress FOR EACH ROW WHEN (((new.actor_kind = 'staff'::text) AND (new.note <> ''::text))) EXECUTE FUNCTION app.pro_6_note_is_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.amends_progress FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.amends_progress to tp_hand;
grant select (service_id, case_id, id, amends_id, happened_on, pence, minutes, note, recorded_at) on app.amends_progress to tp_participant;
grant select on app.amends_progress to tp_staff;

create table app.api_answers (
  service_id uuid not null,
  client_id uuid not null,
  key_mark text not null,
  asked_mark text not null,
  status integer default 0 not null,
  body jsonb default '{}'::jsonb not null,
  made_at timestamp with time zone not null,
  constraint api_answers_pkey PRIMARY KEY (service_id, client_id, key_mark),
  constraint api_answers_service_id_client_id_fkey FOREIGN KEY (service_id, client_id) REFERENCES app.api_clients(service_id, id),
  constraint api_4_no_words CHECK ((length((body)::text) <= 1000)),
  constraint api_answers_asked_mark_check CHECK ((asked_mark ~ '^[0-9a-f]{64}$'::text)),
  constraint api_answers_key_mark_check CHECK ((key_mark ~ '^[0-9a-f]{64}$'::text)),
  constraint api_answers_status_check CHECK (((status = 0) OR ((status >= 200) AND (status <= 299))))
);
alter table app.api_answers enable row level security;
alter table app.api_answers force row level security;
create policy hand_in_service on app.api_answers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
CREATE INDEX api_answers_by_age ON app.api_answers USING btree (service_id, client_id, made_at);
grant delete, insert, select, update on app.api_answers to tp_hand;

create table app.api_clients (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  name text not null,
  secret_hash text not null,
  made_at timestamp with time zone default now() not null,
  renewed_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint api_clients_pkey PRIMARY KEY (service_id, id),
  constraint api_client_once UNIQUE (id),
  constraint api_1_somebody_of_the_agency_answers_for_it FOREIGN KEY (service_id, staff_id) REFERENCES app.agency_people(service_id, staff_id),
  constraint api_2_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint api_clients_secret_hash_check CHECK ((secret_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.api_clients enable row level security;
alter table app.api_clients force row level security;
create policy doorkeeper on app.api_clients for select to tp_owner
  using (true);
create policy hand_in_service on app.api_clients to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_clients on app.api_clients for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy staff_of_service on app.api_clients for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT app.staff_id() AS staff_id) IS NOT NULL)));
CREATE INDEX api_clients_of_person ON app.api_clients USING btree (service_id, staff_id);
CREATE TRIGGER api_3_a_new_secret_stops_telling AFTER UPDATE OF secret_hash ON app.api_clients FOR EACH ROW WHEN ((old.secret_hash IS DISTINCT FROM new.secret_hash)) EXECUTE FUNCTION app.api_3_a_new_secret_stops_telling();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR UPDATE ON app.api_clients FOR EACH ROW EXECUTE FUNCTION trails.note_api_client();
grant insert, select, update on app.api_clients to tp_hand;
grant select (service_id, id, staff_id) on app.api_clients to tp_api;
grant select (service_id, id, staff_id, name, made_at, renewed_at, ended_at) on app.api_clients to tp_staff;

create unlogged table app.api_counts (
  service_id uuid not null,
  client_id uuid not null,
  minute timestamp with time zone not null,
  asked integer not null,
  constraint api_counts_pkey PRIMARY KEY (service_id, client_id),
  constraint api_counts_service_id_client_id_fkey FOREIGN KEY (service_id, client_id) REFERENCES app.api_clients(service_id, id),
  constraint api_counts_asked_check CHECK ((asked > 0))
);
alter table app.api_counts enable row level security;
alter table app.api_counts force row level security;
create policy doorkeeper on app.api_counts to tp_owner
  using (true)
  with check (true);

create table app.api_tokens (
  service_id uuid not null,
  token_hash text not null,
  client_id uuid not null,
  made_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint api_tokens_pkey PRIMARY KEY (service_id, token_hash),
  constraint api_token_once UNIQUE (token_hash),
  constraint api_tokens_service_id_client_id_fkey FOREIGN KEY (service_id, client_id) REFERENCES app.api_clients(service_id, id),
  constraint api_3_a_token_is_short_lived CHECK ((ends_at <= (made_at + '01:00:00'::interval))),
  constraint api_tokens_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.api_tokens enable row level security;
alter table app.api_tokens force row level security;
create policy doorkeeper on app.api_tokens to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.api_tokens to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)));
CREATE INDEX api_tokens_of_client ON app.api_tokens USING btree (service_id, client_id, ends_at);
grant delete on app.api_tokens to tp_hand;
grant select (service_id, client_id) on app.api_tokens to tp_hand;

create table app.areas (
  service_id uuid not null,
  postcode_district text not null,
  town text not null,
  constraint areas_pkey PRIMARY KEY (service_id, postcode_district),
  constraint areas_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint areas_postcode_district_check CHECK ((postcode_district ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'::text))
);
alter table app.areas enable row level security;
alter table app.areas force row level security;
create policy area_check on app.areas for select to tp_public
  using ((service_id = ( SELECT app.service_id() AS service_id)));
create policy hand_in_service on app.areas to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.areas for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.areas FOR EACH ROW EXECUTE FUNCTION trails.note_change('postcode_district', '');
grant insert, select, update on app.areas to tp_hand;
grant select on app.areas to tp_public;
grant select on app.areas to tp_staff;

create table app.askers (
  service_id uuid not null,
  referral_id uuid not null,
  relation text not null,
  knowing text not null,
  safe_contact text not null,
  constraint askers_pkey PRIMARY KEY (service_id, referral_id),
  constraint askers_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint askers_knowing_check CHECK ((knowing = ANY (ARRAY['agreed'::text, 'knows'::text, 'not-yet'::text]))),
  constraint askers_relation_check CHECK ((relation = ANY (ARRAY['parent'::text, 'family'::text, 'friend'::text, 'worker'::text, 'other'::text]))),
  constraint sea_1_askers_safe_contact_is_sealed CHECK (app.is_sealed(safe_contact, 10000))
);
alter table app.askers enable row level security;
alter table app.askers force row level security;
create policy hand_in_service on app.askers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.askers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = askers.service_id) AND (r.id = askers.referral_id))
 OFFSET 0))));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.askers FOR EACH ROW EXECUTE FUNCTION trails.note_change('referral_id', '');
grant insert, select on app.askers to tp_hand;
grant select on app.askers to tp_staff;

create table app.availabilities (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  times text[] not null,
  words text not null,
  said_by text not null,
  how text not null,
  said_on date not null,
  actor_kind text not null,
  actor_id uuid not null,
  given_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint availabilities_pkey PRIMARY KEY (service_id, case_id, id),
  constraint availabilities_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint ava_4_ends_after_it_was_given CHECK ((ended_at >= given_at)),
  constraint ava_5_on_a_day_that_has_come CHECK ((said_on <= ((given_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint ava_5_online_is_for_oneself CHECK ((((actor_kind = 'participant'::text) = (how = 'online'::text)) AND ((how <> 'online'::text) OR (said_by = 'self'::text)))),
  constraint availabilities_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint availabilities_how_check CHECK ((how = ANY (ARRAY['online'::text, 'in-person'::text, 'by-phone'::text, 'video-call'::text, 'in-writing'::text]))),
  constraint availabilities_said_by_check CHECK ((said_by = ANY (ARRAY['self'::text, 'guardian'::text, 'supporter'::text]))),
  constraint sea_1_availabilities_words_is_sealed CHECK (app.is_sealed(words, 1000))
);
alter table app.availabilities enable row level security;
alter table app.availabilities force row level security;
create policy hand_in_case on app.availabilities to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.availabilities for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.availabilities for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = availabilities.service_id) AND (reader.case_id = availabilities.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX ava_4_one_stands ON app.availabilities USING btree (service_id, case_id, participant_id) WHERE (ended_at IS NULL);
CREATE TRIGGER ava_1_times_to_come BEFORE INSERT ON app.availabilities FOR EACH ROW EXECUTE FUNCTION app.ava_1_times_to_come();
CREATE TRIGGER ava_4_what_ended_stays BEFORE UPDATE ON app.availabilities FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION app.ava_4_what_ended_stays();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.availabilities FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.availabilities FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.availabilities FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.availabilities to tp_hand;
grant select (service_id, case_id, id, participant_id, times, words, given_at, ended_at) on app.availabilities to tp_participant;
grant select on app.availabilities to tp_staff;
grant update (ended_at) on app.availabilities to tp_hand;

create table app.call_backs (
  service_id uuid not null,
  id uuid not null,
  wish text not null,
  asked_at timestamp with time zone not null,
  constraint call_backs_pkey PRIMARY KEY (service_id, id),
  constraint call_backs_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint sea_1_call_backs_wish_is_sealed CHECK (app.is_sealed(wish, 10000))
);
alter table app.call_backs enable row level security;
alter table app.call_backs force row level security;
create policy hand_in_service on app.call_backs to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_ring on app.call_backs for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles o
  WHERE ((o.service_id = call_backs.service_id) AND (o.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (o.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
CREATE INDEX call_backs_waiting ON app.call_backs USING btree (service_id, asked_at, id);
grant delete, insert, select on app.call_backs to tp_hand;
grant select on app.call_backs to tp_staff;

create table app.case_readers (
  service_id uuid not null,
  staff_id uuid not null,
  case_id uuid not null,
  because text not null,
  until_at timestamp with time zone,
  constraint case_readers_pkey PRIMARY KEY (service_id, staff_id, case_id, because) INCLUDE (until_at),
  constraint case_readers_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint case_readers_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint brk_1_breaking_the_glass_and_covering_end CHECK (((because = ANY (ARRAY['break-glass'::text, 'covering'::text])) = (until_at IS NOT NULL))),
  constraint case_readers_because_check CHECK ((because = ANY (ARRAY['allocated'::text, 'service-wide'::text, 'named'::text, 'break-glass'::text, 'covering'::text])))
);
alter table app.case_readers enable row level security;
alter table app.case_readers force row level security;
create policy hand_in_service on app.case_readers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_cases on app.case_readers for select to tp_search, tp_staff
  using (((staff_id = ( SELECT app.staff_id() AS staff_id)) AND ((until_at IS NULL) OR (until_at > now()))));
create policy readers_follow_roles on app.case_readers to tp_owner
  using (true)
  with check (true);
CREATE INDEX case_readers_covering ON app.case_readers USING btree (service_id) WHERE (because = 'covering'::text);
CREATE INDEX case_readers_of_case ON app.case_readers USING btree (service_id, case_id);
CREATE TRIGGER brk_3_lets_nobody_in BEFORE INSERT ON app.case_readers FOR EACH ROW WHEN ((new.because <> 'break-glass'::text)) EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER brk_3_lets_nobody_out BEFORE DELETE ON app.case_readers FOR EACH ROW WHEN ((old.because <> 'break-glass'::text)) EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER com_2_opens_no_case BEFORE INSERT ON app.case_readers FOR EACH ROW EXECUTE FUNCTION app.com_2_opens_no_case();
CREATE TRIGGER rdr_4_somebody_remains AFTER DELETE ON app.case_readers REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION app.rdr_4_somebody_remains();
CREATE TRIGGER rdr_7_role_opens_own_teams BEFORE INSERT ON app.case_readers FOR EACH ROW WHEN ((new.because = 'service-wide'::text)) EXECUTE FUNCTION app.rdr_7_role_opens_own_teams();
CREATE TRIGGER reader_may_open BEFORE INSERT ON app.case_readers FOR EACH ROW EXECUTE FUNCTION app.reader_may_open();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.case_readers FOR EACH ROW EXECUTE FUNCTION trails.note_change('staff_id,case_id,because', '');
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE ON app.case_readers FOR EACH ROW EXECUTE FUNCTION trails.note_permission();
grant delete, insert, select on app.case_readers to tp_hand;
grant select on app.case_readers to tp_search;
grant select on app.case_readers to tp_staff;

create table app.cases (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  reference text not null,
  kind text not null,
  stage text default 'new'::text not null,
  status text default 'open'::text not null,
  complexity text default 'standard'::text not null,
  complex_because text[] default '{}'::text[] not null,
  order_of_approach text default 'harmed-first'::text not null,
  order_reason text default ''::text not null,
  opened_on date not null,
  recorded_at timestamp with time zone default now() not null,
  touched_at timestamp with time zone default now() not null,
  team_id uuid,
  origin text default 'service'::text not null,
  constraint cases_pkey PRIMARY KEY (service_id, id),
  constraint case_reference_once UNIQUE (service_id, reference),
  constraint case_of_a_team FOREIGN KEY (service_id, team_id) REFERENCES app.teams(service_id, id),
  constraint cases_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint cas_8_origin_is_one_of CHECK ((origin = ANY (ARRAY['service'::text, 'police-out-of-court'::text]))),
  constraint cases_complexity_check CHECK ((complexity = ANY (ARRAY['standard'::text, 'complex'::text]))),
  constraint cases_kind_check CHECK ((kind = ANY (ARRAY['justice'::text, 'mediation'::text, 'circle'::text]))),
  constraint cases_order_of_approach_check CHECK ((order_of_approach = ANY (ARRAY['harmed-first'::text, 'responsible-first'::text]))),
  constraint cases_reference_check CHECK ((reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'::text)),
  constraint cases_stage_check CHECK ((stage = ANY (ARRAY['new'::text, 'first-contact'::text, 'preparation'::text, 'communication'::text, 'agreement'::text, 'follow-up'::text]))),
  constraint cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'on-hold'::text, 'closed'::text]))),
  constraint h17_responsible_first_has_reason CHECK (((order_of_approach = 'harmed-first'::text) OR (length(order_reason) > 0))),
  constraint sea_1_cases_order_reason_is_sealed CHECK (app.is_sealed(order_reason, 1000)) NOT VALID
);
alter table app.cases enable row level security;
alter table app.cases force row level security;
create policy doorkeeper on app.cases for select to tp_owner
  using (true);
create policy hand_in_case on app.cases to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (id = ( SELECT app.case_id() AS case_id))));
create policy own_case on app.cases for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.cases for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = cases.service_id) AND (reader.case_id = cases.id))
 OFFSET 0))));
CREATE INDEX cases_apart ON app.cases USING btree (service_id, id) WHERE (origin = 'police-out-of-court'::text);
CREATE INDEX cases_by_stage ON app.cases USING btree (service_id, stage, touched_at DESC, id DESC);
CREATE INDEX cases_by_status ON app.cases USING btree (service_id, status, touched_at DESC, id DESC);
CREATE INDEX cases_newest ON app.cases USING btree (service_id, touched_at DESC, id DESC);
CREATE INDEX cases_of_team ON app.cases USING btree (service_id, team_id) WHERE (team_id IS NOT NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.cases FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER cas_1_stage_never_moves_back BEFORE UPDATE OF stage ON app.cases FOR EACH ROW EXECUTE FUNCTION app.cas_1_stage_never_moves_back();
CREATE TRIGGER cas_7_a_sign_stands BEFORE UPDATE OF complexity ON app.cases FOR EACH ROW WHEN (((new.complexity = 'standard'::text) AND (old.complexity = 'complex'::text))) EXECUTE FUNCTION app.cas_7_a_sign_stands();
CREATE TRIGGER cas_8_of_its_referrals BEFORE INSERT OR UPDATE OF origin ON app.cases FOR EACH ROW WHEN ((new.origin = 'police-out-of-court'::text)) EXECUTE FUNCTION app.cas_8_of_its_referrals();
CREATE TRIGGER close_case_gate BEFORE UPDATE ON app.cases FOR EACH ROW EXECUTE FUNCTION app.close_case_gate();
CREATE TRIGGER readers_follow_covers AFTER UPDATE OF status, complexity ON app.cases FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER readers_follow_team AFTER UPDATE OF team_id ON app.cases FOR EACH ROW WHEN ((old.team_id IS DISTINCT FROM new.team_id)) EXECUTE FUNCTION app.readers_follow_team();
CREATE TRIGGER readers_of_new_cases AFTER INSERT ON app.cases REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.readers_of_new_cases();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.cases FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', 'touched_at');
grant insert, select, update on app.cases to tp_hand;
grant select (service_id, id, reference, status) on app.cases to tp_participant;
grant select on app.cases to tp_staff;

create table app.claims (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  happened_on date not null,
  kind text not null,
  minutes integer,
  pence integer,
  said_at timestamp with time zone default now() not null,
  taken_back_at timestamp with time zone,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision text,
  constraint claims_pkey PRIMARY KEY (service_id, id),
  constraint claims_service_id_decided_by_fkey FOREIGN KEY (service_id, decided_by) REFERENCES app.staff(service_id, id),
  constraint claims_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint vol_1_an_amount_that_can_be CHECK (
CASE
    WHEN (pence IS NULL) THEN ((minutes >= 1) AND (minutes <= 1440))
    ELSE ((pence >= 1) AND (pence <= 100000))
END),
  constraint vol_1_hours_or_money CHECK (
CASE
    WHEN (kind = ANY (ARRAY['case-work'::text, 'training'::text, 'supervision'::text, 'other-work'::text])) THEN ((minutes IS NOT NULL) AND (pence IS NULL))
    ELSE ((pence IS NOT NULL) AND (minutes IS NULL))
END),
  constraint vol_1_kind_is_one_of CHECK ((kind = ANY (ARRAY['case-work'::text, 'training'::text, 'supervision'::text, 'other-work'::text, 'travel'::text, 'meal'::text, 'care'::text, 'materials'::text]))),
  constraint vol_2_decided_by_another CHECK ((decided_by <> staff_id)),
  constraint vol_2_decided_whole CHECK ((num_nonnulls(decided_by, decided_at, decision) = ANY (ARRAY[0, 3]))),
  constraint vol_2_decision_is_one_of CHECK ((decision = ANY (ARRAY['approved'::text, 'no-receipt'::text, 'not-agreed'::text, 'wrong-amount'::text, 'said-twice'::text]))),
  constraint vol_3_taken_back_before_it_is_decided CHECK (((taken_back_at IS NULL) OR (decided_at IS NULL)))
);
alter table app.claims enable row level security;
alter table app.claims force row level security;
create policy hand_in_service on app.claims to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_or_of_whoever_decides on app.claims for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((staff_id = ( SELECT app.staff_id() AS staff_id)) OR (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = 'manager'::text)))))));
CREATE INDEX claims_of_staff ON app.claims USING btree (service_id, staff_id, happened_on DESC, id DESC) WHERE (taken_back_at IS NULL);
CREATE INDEX claims_to_decide ON app.claims USING btree (service_id, happened_on, id) WHERE ((decided_at IS NULL) AND (taken_back_at IS NULL));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.claims FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
CREATE TRIGGER vol_2_decided_once BEFORE UPDATE ON app.claims FOR EACH ROW EXECUTE FUNCTION app.vol_2_decided_once();
grant insert, select on app.claims to tp_hand;
grant select on app.claims to tp_staff;
grant update (taken_back_at, decided_by, decided_at, decision) on app.claims to tp_hand;

create table app.closures (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  reason text not null,
  note text default ''::text not null,
  open_follow_ups_because text default ''::text not null,
  closed_on date not null,
  closed_by uuid not null,
  reopened_on date,
  reopened_by uuid,
  reopened_because text default ''::text not null,
  is_finished boolean generated always as ((reason = ANY (ARRAY['completed-direct'::text, 'completed-indirect'::text, 'completed-mediation'::text, 'completed-no-agreement'::text]))) stored not null,
  constraint closures_pkey PRIMARY KEY (service_id, case_id, id),
  constraint closures_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint clo_2_reopened_has_reason CHECK ((((reopened_on IS NULL) = (reopened_because = ''::text)) AND ((reopened_on IS NULL) = (reopened_by IS NULL)))),
  constraint clo_3_reopened_after_closed CHECK ((reopened_on >= closed_on)),
  constraint closures_reason_check CHECK ((reason = ANY (ARRAY['completed-direct'::text, 'completed-indirect'::text, 'completed-mediation'::text, 'completed-no-agreement'::text, 'harmed-declined'::text, 'harmed-withdrew'::text, 'responsible-declined'::text, 'responsible-withdrew'::text, 'no-responsibility-taken'::text, 'responsible-not-identified'::text, 'could-not-contact-harmed'::text, 'could-not-contact-responsible'::text, 'unsafe'::text, 'legal-bar'::text, 'not-ready-door-open'::text, 'out-of-area'::text, 'referred-to-other-service'::text, 'duplicate'::text, 'ineligible'::text, 'deceased'::text, 'service-capacity'::text, 'information-only'::text, 'no-send-letter'::text]))),
  constraint sea_1_closures_note_is_sealed CHECK (app.is_sealed(note, 5000)) NOT VALID,
  constraint sea_1_closures_open_follow_ups_because_is_sealed CHECK (app.is_sealed(open_follow_ups_because, 1000)) NOT VALID,
  constraint sea_1_closures_reopened_because_is_sealed CHECK (app.is_sealed(reopened_because, 1000)) NOT VALID
);
alter table app.closures enable row level security;
alter table app.closures force row level security;
create policy counted_by_the_worker on app.closures for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.closures to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_ending on app.closures for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (( SELECT app.participant_id() AS participant_id) IS NOT NULL) AND (reopened_on IS NULL)));
create policy staff_reader_of_case on app.closures for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = closures.service_id) AND (reader.case_id = closures.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX clo_4_closed_once ON app.closures USING btree (service_id, case_id) WHERE (reopened_on IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.closures FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.closures FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.closures to tp_hand;
grant select (service_id, case_id, reopened_on, is_finished) on app.closures to tp_participant;
grant select on app.closures to tp_staff;

create table app.code_apps (
  service_id uuid not null,
  staff_id uuid not null,
  sealed_secret text not null,
  last_step bigint not null,
  set_at timestamp with time zone default now() not null,
  constraint code_apps_pkey PRIMARY KEY (service_id, staff_id),
  constraint code_apps_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint code_apps_sealed_secret_check CHECK ((sealed_secret ~~ '1.%'::text))
);
alter table app.code_apps enable row level security;
alter table app.code_apps force row level security;
create policy doorkeeper on app.code_apps to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.code_apps to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own on app.code_apps for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE TRIGGER crd_5_a_way_in_remains AFTER DELETE ON app.code_apps FOR EACH ROW EXECUTE FUNCTION app.crd_5_a_way_in_remains();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE OR UPDATE ON app.code_apps FOR EACH ROW EXECUTE FUNCTION trails.note_way_in();
grant delete, insert, select, update on app.code_apps to tp_hand;
grant select (service_id, staff_id, set_at) on app.code_apps to tp_staff;

create table app.commissioners (
  service_id uuid not null,
  staff_id uuid not null,
  body_name text not null,
  constraint commissioners_pkey PRIMARY KEY (service_id, staff_id),
  constraint commissioners_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint com_3_of_a_body CHECK (((length(body_name) >= 1) AND (length(body_name) <= 200)))
);
alter table app.commissioners enable row level security;
alter table app.commissioners force row level security;
create policy hand_in_service on app.commissioners to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_place on app.commissioners for select to tp_commissioner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy staff_of_service on app.commissioners for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.commissioners FOR EACH ROW EXECUTE FUNCTION trails.note_change('staff_id', '');
grant insert, select on app.commissioners to tp_hand;
grant select on app.commissioners to tp_commissioner;
grant select on app.commissioners to tp_staff;

create table app.companions (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  kind text not null,
  full_name text not null,
  called text not null,
  relation text default ''::text not null,
  phone text default ''::text not null,
  email text default ''::text not null,
  added_at timestamp with time zone default now() not null,
  constraint companions_pkey PRIMARY KEY (service_id, case_id, id),
  constraint companion_of_a_kind UNIQUE (service_id, case_id, id, participant_id, kind),
  constraint companions_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint companions_called_check CHECK (((length(called) >= 1) AND (length(called) <= 100))),
  constraint companions_full_name_check CHECK (((length(full_name) >= 1) AND (length(full_name) <= 200))),
  constraint companions_kind_check CHECK ((kind = ANY (ARRAY['supporter'::text, 'guardian'::text, 'interpreter'::text, 'representative'::text]))),
  constraint sea_1_companions_email_is_sealed CHECK (app.is_sealed(email, 2000)) NOT VALID,
  constraint sea_1_companions_phone_is_sealed CHECK (app.is_sealed(phone, 2000)) NOT VALID
);
alter table app.companions enable row level security;
alter table app.companions force row level security;
create policy doorkeeper on app.companions for select to tp_owner
  using (true);
create policy hand_in_case on app.companions to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.companions for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.companions for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = companions.service_id) AND (reader.case_id = companions.case_id))
 OFFSET 0))));
create policy supporter_self on app.companions for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.supporter_case_id() AS supporter_case_id)) AND (id = ( SELECT app.supporter_id() AS supporter_id)) AND (EXISTS ( SELECT
   FROM app.supporter_access a
  WHERE ((a.service_id = companions.service_id) AND (a.case_id = companions.case_id) AND (a.companion_id = companions.id))))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.companions FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.companions FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.companions FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.companions to tp_hand;
grant select (service_id, case_id, id, participant_id, kind, full_name, called, relation, added_at) on app.companions to tp_participant;
grant select on app.companions to tp_staff;

create table app.conference_attendees (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  companion_id uuid,
  shown_as text not null,
  shown_since timestamp with time zone,
  arrives_at timestamp with time zone,
  waits_in text default ''::text not null,
  accepted_ground_rules_on date,
  came boolean,
  added_at timestamp with time zone default now() not null,
  constraint conference_attendees_pkey PRIMARY KEY (service_id, case_id, id),
  constraint cnf_7_asked_once UNIQUE NULLS NOT DISTINCT (service_id, case_id, conference_id, participant_id, companion_id),
  constraint conference_attendees_service_id_case_id_companion_id_fkey FOREIGN KEY (service_id, case_id, companion_id) REFERENCES app.companions(service_id, case_id, id),
  constraint conference_attendees_service_id_case_id_conference_id_fkey FOREIGN KEY (service_id, case_id, conference_id) REFERENCES app.conferences(service_id, case_id, id),
  constraint conference_attendees_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint conference_attendees_shown_as_check CHECK (((length(shown_as) >= 1) AND (length(shown_as) <= 200))),
  constraint conference_attendees_waits_in_check CHECK ((length(waits_in) <= 200))
);
alter table app.conference_attendees enable row level security;
alter table app.conference_attendees force row level security;
create policy hand_in_case on app.conference_attendees to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy invited on app.conference_attendees for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND ((shown_since IS NOT NULL) OR (participant_id = ( SELECT app.participant_id() AS participant_id))) AND (EXISTS ( SELECT
   FROM app.conference_invitations i
  WHERE ((i.service_id = conference_attendees.service_id) AND (i.case_id = conference_attendees.case_id) AND (i.conference_id = conference_attendees.conference_id))))));
create policy own_arrival on app.conference_attendees for select to tp_owner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.conference_attendees for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = conference_attendees.service_id) AND (reader.case_id = conference_attendees.case_id))
 OFFSET 0))));
create policy supporter_self on app.conference_attendees for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.supporter_case_id() AS supporter_case_id)) AND (companion_id = ( SELECT app.supporter_id() AS supporter_id)) AND (EXISTS ( SELECT
   FROM app.supporter_access a
  WHERE ((a.service_id = conference_attendees.service_id) AND (a.case_id = conference_attendees.case_id) AND (a.companion_id = conference_attendees.companion_id))))));
CREATE TRIGGER attendees_keep_their_word BEFORE INSERT OR DELETE OR UPDATE ON app.conference_attendees FOR EACH ROW EXECUTE FUNCTION app.attendees_keep_their_word();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.conference_attendees FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.conference_attendees FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER pro_6_arrival_is_checked BEFORE UPDATE OF waits_in ON app.conference_attendees FOR EACH ROW WHEN (((new.waits_in <> ''::text) AND (new.waits_in <> old.waits_in))) EXECUTE FUNCTION app.pro_6_arrival_is_checked();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE UPDATE OF shown_since, shown_as ON app.conference_attendees FOR EACH ROW WHEN (((new.shown_since IS NOT NULL) AND ((new.shown_since IS DISTINCT FROM old.shown_since) OR (new.shown_as <> old.shown_as)))) EXECUTE FUNCTION app.pro_6_shown_is_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.conference_attendees FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant delete, insert, select, update on app.conference_attendees to tp_hand;
grant select (service_id, case_id, conference_id, id, participant_id, companion_id, shown_as) on app.conference_attendees to tp_participant;
grant select on app.conference_attendees to tp_staff;

create table app.conference_facilitators (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  staff_id uuid not null,
  role text not null,
  during tstzrange not null,
  is_booked boolean default false not null,
  constraint conference_facilitators_pkey PRIMARY KEY (service_id, case_id, conference_id, staff_id),
  constraint conference_facilitators_service_id_case_id_conference_id_fkey FOREIGN KEY (service_id, case_id, conference_id) REFERENCES app.conferences(service_id, case_id, id),
  constraint conference_facilitators_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint cnf_6_facilitator_not_double_booked EXCLUDE USING gist (service_id WITH =, staff_id WITH =, during WITH &&) WHERE (is_booked),
  constraint conference_facilitators_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'co'::text])))
);
alter table app.conference_facilitators enable row level security;
alter table app.conference_facilitators force row level security;
create policy diary on app.conference_facilitators for select to tp_owner
  using ((service_id = ( SELECT app.service_id() AS service_id)));
create policy hand_in_case on app.conference_facilitators to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy invited on app.conference_facilitators for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (EXISTS ( SELECT
   FROM app.conference_invitations i
  WHERE ((i.service_id = conference_facilitators.service_id) AND (i.case_id = conference_facilitators.case_id) AND (i.conference_id = conference_facilitators.conference_id))))));
create policy staff_reader_of_case on app.conference_facilitators for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = conference_facilitators.service_id) AND (reader.case_id = conference_facilitators.case_id))
 OFFSET 0))));
create policy supporter_comes on app.conference_facilitators for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.supporter_case_id() AS supporter_case_id)) AND (EXISTS ( SELECT
   FROM app.conferences c
  WHERE ((c.service_id = conference_facilitators.service_id) AND (c.case_id = conference_facilitators.case_id) AND (c.id = conference_facilitators.conference_id))))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.conference_facilitators FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.conference_facilitators FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,conference_id,staff_id', '');
grant delete, insert, select, update on app.conference_facilitators to tp_hand;
grant select (service_id, case_id, conference_id, staff_id, role) on app.conference_facilitators to tp_participant;
grant select on app.conference_facilitators to tp_staff;

create table app.conference_invitations (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  participant_id uuid not null,
  asked_at timestamp with time zone default now() not null,
  constraint conference_invitations_pkey PRIMARY KEY (service_id, case_id, conference_id, participant_id),
  constraint conference_invitations_service_id_case_id_conference_id_fkey FOREIGN KEY (service_id, case_id, conference_id) REFERENCES app.conferences(service_id, case_id, id),
  constraint conference_invitations_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id)
);
alter table app.conference_invitations enable row level security;
alter table app.conference_invitations force row level security;
create policy hand_in_case on app.conference_invitations to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.conference_invitations for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.conference_invitations for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = conference_invitations.service_id) AND (reader.case_id = conference_invitations.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.conference_invitations FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE INSERT ON app.conference_invitations FOR EACH ROW EXECUTE FUNCTION app.pro_6_asked_is_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.conference_invitations FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,conference_id,participant_id', '');
grant insert, select on app.conference_invitations to tp_hand;
grant select (service_id, case_id, conference_id, participant_id, asked_at) on app.conference_invitations to tp_participant;
grant select on app.conference_invitations to tp_staff;

create table app.conferences (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  mode text not null,
  venue_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  status text default 'planned'::text not null,
  plan_safety text default ''::text not null,
  plan_seating text default ''::text not null,
  plan_stop text default ''::text not null,
  planned_by uuid not null,
  plan_approved_by uuid,
  ground_rules text default ''::text not null,
  one_facilitator_reason text default ''::text not null,
  one_facilitator_by uuid,
  what_happened text default ''::text not null,
  ended_because text default ''::text not null,
  postponed_from_id uuid,
  planned_at timestamp with time zone default now() not null,
  constraint conferences_pkey PRIMARY KEY (service_id, case_id, id),
  constraint conferences_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint conferences_service_id_case_id_postponed_from_id_fkey FOREIGN KEY (service_id, case_id, postponed_from_id) REFERENCES app.conferences(service_id, case_id, id),
  constraint conferences_service_id_venue_id_fkey FOREIGN KEY (service_id, venue_id) REFERENCES app.venues(service_id, id),
  constraint cnf_4_venue_not_double_booked EXCLUDE USING gist (service_id WITH =, venue_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((status = ANY (ARRAY['booked'::text, 'held'::text])) AND (venue_id IS NOT NULL))),
  constraint cnf_1_ends_after_it_starts CHECK (((ends_at > starts_at) AND (ends_at < (starts_at + '12:00:00'::interval)))),
  constraint cnf_2_a_meeting_has_a_venue CHECK (((mode = 'video'::text) OR (venue_id IS NOT NULL))),
  constraint cnf_3_ended_has_reason CHECK (((status <> ALL (ARRAY['cancelled'::text, 'postponed'::text])) OR (ended_because <> ''::text))),
  constraint conferences_mode_check CHECK ((mode = ANY (ARRAY['meeting'::text, 'video'::text]))),
  constraint conferences_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'held'::text, 'cancelled'::text, 'postponed'::text]))),
  constraint h7_approved_plan_is_whole CHECK (((plan_approved_by IS NULL) OR ((plan_safety <> ''::text) AND (plan_seating <> ''::text) AND (plan_stop <> ''::text)))),
  constraint h7_plan_approved_by_another CHECK ((plan_approved_by <> planned_by)),
  constraint h7_waiver_has_reason CHECK (((one_facilitator_by IS NULL) = (one_facilitator_reason = ''::text))),
  constraint sea_1_conferences_ended_because_is_sealed CHECK (app.is_sealed(ended_because, 2000)) NOT VALID,
  constraint sea_1_conferences_ground_rules_is_sealed CHECK (app.is_sealed(ground_rules, 5000)) NOT VALID,
  constraint sea_1_conferences_one_facilitator_reason_is_sealed CHECK (app.is_sealed(one_facilitator_reason, 2000)) NOT VALID,
  constraint sea_1_conferences_plan_safety_is_sealed CHECK (app.is_sealed(plan_safety, 5000)) NOT VALID,
  constraint sea_1_conferences_plan_seating_is_sealed CHECK (app.is_sealed(plan_seating, 5000)) NOT VALID,
  constraint sea_1_conferences_plan_stop_is_sealed CHECK (app.is_sealed(plan_stop, 5000)) NOT VALID,
  constraint sea_1_conferences_what_happened_is_sealed CHECK (app.is_sealed(what_happened, 10000)) NOT VALID
);
alter table app.conferences enable row level security;
alter table app.conferences force row level security;
create policy counted_by_the_worker on app.conferences for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy diary on app.conferences for select to tp_owner
  using ((service_id = ( SELECT app.service_id() AS service_id)));
create policy hand_in_case on app.conferences to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy invited on app.conferences for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (EXISTS ( SELECT
   FROM app.conference_invitations i
  WHERE ((i.service_id = conferences.service_id) AND (i.case_id = conferences.case_id) AND (i.conference_id = conferences.id))))));
create policy staff_reader_of_case on app.conferences for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = conferences.service_id) AND (reader.case_id = conferences.case_id))
 OFFSET 0))));
create policy supporter_comes on app.conferences for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.supporter_case_id() AS supporter_case_id)) AND (status = ANY (ARRAY['booked'::text, 'cancelled'::text, 'postponed'::text])) AND (ends_at > (now() - '1 day'::interval)) AND (EXISTS ( SELECT
   FROM app.conference_attendees a
  WHERE ((a.service_id = conferences.service_id) AND (a.case_id = conferences.case_id) AND (a.conference_id = conferences.id))))));
CREATE UNIQUE INDEX cnf_5_one_at_a_time ON app.conferences USING btree (service_id, case_id) WHERE (status = ANY (ARRAY['planned'::text, 'booked'::text]));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.conferences FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.conferences FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER conference_may_go_on BEFORE INSERT OR UPDATE ON app.conferences FOR EACH ROW EXECUTE FUNCTION app.conference_may_go_on();
CREATE TRIGGER facilitators_follow AFTER UPDATE ON app.conferences FOR EACH ROW EXECUTE FUNCTION app.facilitators_follow();
CREATE TRIGGER no_conflict_in_the_room BEFORE INSERT OR UPDATE ON app.conferences FOR EACH ROW EXECUTE FUNCTION app.cnf_23_no_conflict_in_the_room();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE UPDATE OF ground_rules ON app.conferences FOR EACH ROW WHEN ((new.ground_rules <> old.ground_rules)) EXECUTE FUNCTION app.pro_6_rules_are_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.conferences FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
CREATE TRIGGER zon_2_venue_is_clear BEFORE UPDATE OF status ON app.conferences FOR EACH ROW WHEN (((new.venue_id IS NOT NULL) AND (new.status = ANY (ARRAY['booked'::text, 'held'::text])) AND (old.status <> new.status))) EXECUTE FUNCTION app.zon_2_venue_is_clear();
grant insert, select, update on app.conferences to tp_hand;
grant select (service_id, case_id, id, mode, venue_id, starts_at, ends_at, status, ground_rules, postponed_from_id) on app.conferences to tp_participant;
grant select on app.conferences to tp_staff;

create table app.conflicts (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  because text not null,
  declared_by uuid not null,
  declared_at timestamp with time zone default now() not null,
  lifted_because text default ''::text not null,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint conflicts_pkey PRIMARY KEY (service_id, case_id, id),
  constraint conflicts_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint conflicts_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint alc_5_lifted_by_another CHECK ((lifted_by <> staff_id)),
  constraint alc_5_lifted_says_why CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (lifted_because = ''::text)))),
  constraint sea_1_conflicts_because_is_sealed CHECK ((app.is_sealed(because, 1000) AND (because <> ''::text))) NOT VALID,
  constraint sea_1_conflicts_lifted_because_is_sealed CHECK (app.is_sealed(lifted_because, 1000)) NOT VALID
);
alter table app.conflicts enable row level security;
alter table app.conflicts force row level security;
create policy hand_in_case on app.conflicts to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy readers_follow_roles on app.conflicts for select to tp_owner
  using (true);
create policy staff_reader_of_case on app.conflicts for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = conflicts.service_id) AND (reader.case_id = conflicts.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX alc_4_declared_once ON app.conflicts USING btree (service_id, case_id, staff_id) WHERE (lifted_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.conflicts FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER readers_follow_conflicts AFTER INSERT OR UPDATE ON app.conflicts FOR EACH ROW EXECUTE FUNCTION app.readers_follow_conflicts();
CREATE TRIGGER readers_follow_covers AFTER INSERT OR UPDATE ON app.conflicts FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.conflicts FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
CREATE TRIGGER trl_7_is_written AFTER INSERT OR UPDATE ON app.conflicts FOR EACH ROW EXECUTE FUNCTION trails.note_permission();
grant insert, select, update on app.conflicts to tp_hand;
grant select on app.conflicts to tp_staff;

create table app.consents (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity not null,
  participant_id uuid not null,
  guardian_id uuid,
  purpose text not null,
  mode text,
  toward_id uuid,
  item_id uuid,
  answer text not null,
  ask_after date,
  wording text not null,
  how text not null,
  said_on date not null,
  recorded_at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid not null,
  constraint consents_pkey PRIMARY KEY (service_id, case_id, seq),
  constraint consents_service_id_case_id_guardian_id_fkey FOREIGN KEY (service_id, case_id, guardian_id) REFERENCES app.companions(service_id, case_id, id),
  constraint consents_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint consents_service_id_case_id_toward_id_fkey FOREIGN KEY (service_id, case_id, toward_id) REFERENCES app.participants(service_id, case_id, id),
  constraint con_1_subject_is_whole CHECK ((((purpose = 'mode'::text) = (mode IS NOT NULL)) AND ((purpose = ANY (ARRAY['share-item'::text, 'attend'::text, 'agreement-terms'::text, 'move'::text])) = (item_id IS NOT NULL)))),
  constraint con_2_not_now_has_a_day CHECK (((answer = 'not-now'::text) = (ask_after IS NOT NULL))),
  constraint con_4_said_before_recorded CHECK ((said_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint con_5_nobody_towards_themselves CHECK ((toward_id <> participant_id)),
  constraint consents_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint consents_answer_check CHECK ((answer = ANY (ARRAY['given'::text, 'declined'::text, 'not-now'::text, 'withdrawn'::text]))),
  constraint consents_how_check CHECK ((how = ANY (ARRAY['online'::text, 'in-person'::text, 'by-phone'::text, 'video-call'::text, 'in-writing'::text]))),
  constraint consents_mode_check CHECK ((mode = ANY (ARRAY['letter'::text, 'shuttle'::text, 'video'::text, 'meeting'::text]))),
  constraint consents_purpose_check CHECK ((purpose = ANY (ARRAY['be-contacted'::text, 'approach-other'::text, 'share-item'::text, 'share-name'::text, 'mode'::text, 'attend'::text, 'agreement-terms'::text, 'follow-up'::text, 'move'::text]))),
  constraint sea_1_consents_wording_is_sealed CHECK ((app.is_sealed(wording, 5000) AND (wording <> ''::text))) NOT VALID
);
alter table app.consents enable row level security;
alter table app.consents force row level security;
create policy hand_in_case on app.consents to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.consents for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.consents for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = consents.service_id) AND (reader.case_id = consents.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.consents FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER cnf_13_asked_of_whom_they_were_told BEFORE INSERT ON app.consents FOR EACH ROW WHEN ((new.purpose = 'attend'::text)) EXECUTE FUNCTION app.cnf_13_asked_of_whom_they_were_told();
CREATE TRIGGER con_3_withdraws_what_was_given BEFORE INSERT ON app.consents FOR EACH ROW EXECUTE FUNCTION app.con_3_withdraws_what_was_given();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.consents FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,seq', '');
grant insert, select on app.consents to tp_hand;
grant select (service_id, case_id, seq, participant_id, guardian_id, purpose, mode, toward_id, item_id, answer, ask_after, wording, how, said_on, recorded_at) on app.consents to tp_participant;
grant select on app.consents to tp_staff;

create table app.contact_points (
  service_id uuid not null,
  person_id uuid not null,
  id uuid default gen_random_uuid() not null,
  channel text not null,
  value text not null,
  checked_on date,
  checked_how text,
  is_in_use boolean default true not null,
  added_at timestamp with time zone default now() not null,
  value_index text default ''::text not null,
  constraint contact_points_pkey PRIMARY KEY (service_id, id),
  constraint contact_points_service_id_person_id_fkey FOREIGN KEY (service_id, person_id) REFERENCES app.people(service_id, id),
  constraint contact_points_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text, 'post'::text]))),
  constraint contact_points_checked_how_check CHECK ((checked_how = ANY (ARRAY['in-person'::text, 'old-safe-way'::text, 'with-the-referral'::text]))),
  constraint peo_2_checked_says_how CHECK (((checked_on IS NULL) = (checked_how IS NULL))),
  constraint sea_1_contact_points_value_is_sealed CHECK ((app.is_sealed(value, 500) AND (value <> ''::text))) NOT VALID,
  constraint sea_5_contact_points_value_index CHECK (((value_index = ''::text) OR (value_index ~ '^m1\.[A-Za-z0-9_-]{43}$'::text)))
);
alter table app.contact_points enable row level security;
alter table app.contact_points force row level security;
create policy doorkeeper on app.contact_points for select to tp_owner
  using (true);
create policy hand_people_of_case on app.contact_points to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = contact_points.person_id))))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = contact_points.person_id))))));
create policy self on app.contact_points for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = contact_points.person_id))))));
create policy staff_people_of_cases on app.contact_points for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = contact_points.service_id) AND (p.person_id = contact_points.person_id))
 OFFSET 0))));
CREATE INDEX contact_points_by_index ON app.contact_points USING btree (service_id, value_index);
CREATE INDEX contact_points_of_person ON app.contact_points USING btree (service_id, person_id);
CREATE INDEX contact_points_reached ON app.contact_points USING btree (value_index) WHERE (is_in_use AND (checked_on IS NOT NULL));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.contact_points FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.contact_points FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.contact_points to tp_hand;
grant select on app.contact_points to tp_participant;
grant select on app.contact_points to tp_staff;
grant update (checked_on, checked_how, is_in_use) on app.contact_points to tp_hand;

create table app.contacts (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  kind text not null,
  channel text not null,
  happened_on date not null,
  outcome text not null,
  note text default ''::text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint contacts_pkey PRIMARY KEY (service_id, case_id, id),
  constraint contacts_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint contacts_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'text'::text, 'email'::text, 'post'::text, 'in-person'::text, 'video-call'::text]))),
  constraint contacts_kind_check CHECK ((kind = ANY (ARRAY['attempt'::text, 'conversation'::text, 'letter'::text]))),
  constraint ctc_1_not_in_the_future CHECK ((happened_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint ctc_2_outcome_fits_its_kind CHECK (
CASE kind
    WHEN 'attempt'::text THEN (outcome = ANY (ARRAY['no-answer'::text, 'voicemail-left'::text, 'message-sent'::text, 'someone-else-answered'::text, 'not-a-good-time'::text, 'does-not-work'::text]))
    WHEN 'conversation'::text THEN (outcome = ANY (ARRAY['talked'::text, 'wants-time'::text, 'does-not-want-contact'::text]))
    ELSE (outcome = ANY (ARRAY['sent'::text, 'came-back'::text]))
END),
  constraint sea_1_contacts_note_is_sealed CHECK (app.is_sealed(note, 5000)) NOT VALID
);
alter table app.contacts enable row level security;
alter table app.contacts force row level security;
create policy counted_by_the_worker on app.contacts for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.contacts to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.contacts for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = contacts.service_id) AND (reader.case_id = contacts.case_id))
 OFFSET 0))));
CREATE INDEX contacts_of_case ON app.contacts USING btree (service_id, case_id, happened_on DESC, id DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.contacts FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.contacts FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.contacts to tp_hand;
grant select on app.contacts to tp_staff;

create table app.covers (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  absence_id uuid not null,
  cover_id uuid not null,
  said_by uuid not null,
  said_at timestamp with time zone default now() not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint covers_pkey PRIMARY KEY (service_id, id),
  constraint covers_service_id_absence_id_fkey FOREIGN KEY (service_id, absence_id) REFERENCES app.absences(service_id, id),
  constraint covers_service_id_cover_id_fkey FOREIGN KEY (service_id, cover_id) REFERENCES app.staff(service_id, id),
  constraint covers_service_id_ended_by_fkey FOREIGN KEY (service_id, ended_by) REFERENCES app.staff(service_id, id),
  constraint covers_service_id_said_by_fkey FOREIGN KEY (service_id, said_by) REFERENCES app.staff(service_id, id),
  constraint cov_3_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);
alter table app.covers enable row level security;
alter table app.covers force row level security;
create policy hand_in_service on app.covers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy readers_follow_covers on app.covers for select to tp_owner
  using (true);
create policy staff_of_service on app.covers for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX covers_of_staff ON app.covers USING btree (service_id, cover_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX cov_2_covered_once ON app.covers USING btree (service_id, absence_id) WHERE (ended_at IS NULL);
CREATE TRIGGER cov_1_may_cover BEFORE INSERT ON app.covers FOR EACH ROW EXECUTE FUNCTION app.cov_1_may_cover();
CREATE TRIGGER cov_3_ends_once BEFORE UPDATE ON app.covers FOR EACH ROW EXECUTE FUNCTION app.cov_3_ends_once();
CREATE TRIGGER readers_follow_covers AFTER INSERT OR UPDATE ON app.covers FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.covers FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.covers to tp_hand;
grant select on app.covers to tp_staff;
grant update (ended_by, ended_at) on app.covers to tp_hand;

create table app.data_keys (
  service_id uuid not null,
  id uuid not null,
  owner_kind text not null,
  owner_id uuid not null,
  wrapped bytea,
  wrapped_by integer not null,
  made_at timestamp with time zone default now() not null,
  destroyed_at timestamp with time zone,
  constraint data_keys_pkey PRIMARY KEY (service_id, id),
  constraint data_keys_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint data_keys_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['person'::text, 'organisation'::text, 'case'::text, 'referral'::text, 'service'::text, 'drafts'::text, 'staff'::text, 'list'::text, 'listed'::text]))),
  constraint data_keys_wrapped_check CHECK ((length(wrapped) = 60)),
  constraint sea_2_destroyed_key_is_gone CHECK (((destroyed_at IS NULL) = (wrapped IS NOT NULL)))
);
alter table app.data_keys enable row level security;
alter table app.data_keys force row level security;
create policy through_functions on app.data_keys to tp_owner
  using (true)
  with check (true);
CREATE INDEX data_keys_to_wrap ON app.data_keys USING btree (wrapped_by, service_id, id) WHERE (destroyed_at IS NULL);
CREATE UNIQUE INDEX sea_3_one_live_key_an_owner ON app.data_keys USING btree (service_id, owner_kind, owner_id) WHERE (destroyed_at IS NULL);
CREATE TRIGGER sea_4_wrapped_by_the_key_in_force BEFORE INSERT OR UPDATE OF wrapped ON app.data_keys FOR EACH ROW WHEN ((new.wrapped IS NOT NULL)) EXECUTE FUNCTION app.sea_4_wrapped_by_the_key_in_force();
CREATE TRIGGER sea_6_no_way_in_beside_them AFTER UPDATE ON app.data_keys FOR EACH ROW WHEN (((old.destroyed_at IS NULL) AND (new.destroyed_at IS NOT NULL) AND (new.owner_kind = 'person'::text))) EXECUTE FUNCTION app.sea_6_no_way_in_beside_them();
CREATE TRIGGER sea_7_destroying_is_counted AFTER UPDATE ON app.data_keys REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION app.sea_7_destroying_is_counted();

create table app.days_to_avoid (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  on_day date not null,
  is_every_year boolean not null,
  words text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint days_to_avoid_pkey PRIMARY KEY (service_id, case_id, id),
  constraint days_to_avoid_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint days_to_avoid_service_id_written_by_fkey FOREIGN KEY (service_id, written_by) REFERENCES app.staff(service_id, id),
  constraint ava_8_a_day_to_come CHECK ((is_every_year OR (on_day >= ((written_at AT TIME ZONE 'Europe/London'::text))::date))),
  constraint ava_8_ends_after_it_was_written CHECK ((ended_at >= written_at)),
  constraint sea_1_days_to_avoid_words_is_sealed CHECK ((app.is_sealed(words, 1000) AND (words <> ''::text)))
);
alter table app.days_to_avoid enable row level security;
alter table app.days_to_avoid force row level security;
create policy hand_in_case on app.days_to_avoid to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.days_to_avoid for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = days_to_avoid.service_id) AND (reader.case_id = days_to_avoid.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX ava_8_one_stands ON app.days_to_avoid USING btree (service_id, case_id, participant_id, on_day) WHERE (ended_at IS NULL);
CREATE TRIGGER ava_4_what_ended_stays BEFORE UPDATE ON app.days_to_avoid FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION app.ava_4_what_ended_stays();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.days_to_avoid FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.days_to_avoid FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.days_to_avoid FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.days_to_avoid to tp_hand;
grant select on app.days_to_avoid to tp_staff;
grant update (ended_at) on app.days_to_avoid to tp_hand;

create table app.decision_views (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity not null,
  participant_id uuid not null,
  kind text not null,
  decision text default ''::text not null,
  view text,
  words text default ''::text not null,
  support text default ''::text not null,
  safeguarding text default ''::text not null,
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint decision_views_pkey PRIMARY KEY (service_id, case_id, seq),
  constraint decision_views_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint decision_views_service_id_recorded_by_fkey FOREIGN KEY (service_id, recorded_by) REFERENCES app.staff(service_id, id),
  constraint dcd_2_a_view_is_of_one_decision CHECK (((words <> ''::text) AND ((kind = 'capacity'::text) = (view IS NOT NULL)) AND ((kind <> 'capacity'::text) OR (decision <> ''::text)))),
  constraint dcd_2_kind_is_one_of CHECK ((kind = ANY (ARRAY['child'::text, 'capacity'::text, 'authority'::text]))),
  constraint dcd_2_view_is_one_of CHECK ((view = ANY (ARRAY['can'::text, 'with-support'::text, 'cannot'::text]))),
  constraint dcd_3_support_and_safeguarding_are_said CHECK (((view IS NULL) OR (((view = 'can'::text) OR (support <> ''::text)) AND ((view <> 'cannot'::text) OR (safeguarding <> ''::text))))),
  constraint dcd_4_not_in_the_future CHECK ((said_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint sea_1_decision_views_decision_is_sealed CHECK (app.is_sealed(decision, 500)),
  constraint sea_1_decision_views_safeguarding_is_sealed CHECK (app.is_sealed(safeguarding, 2000)),
  constraint sea_1_decision_views_support_is_sealed CHECK (app.is_sealed(support, 2000)),
  constraint sea_1_decision_views_words_is_sealed CHECK (app.is_sealed(words, 2000))
);
alter table app.decision_views enable row level security;
alter table app.decision_views force row level security;
create policy hand_in_case on app.decision_views to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.decision_views for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = decision_views.service_id) AND (reader.case_id = decision_views.case_id))
 OFFSET 0))));
CREATE INDEX decision_views_of_participant ON app.decision_views USING btree (service_id, case_id, participant_id, seq DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.decision_views FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.decision_views FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.decision_views FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,seq', '');
grant insert, select on app.decision_views to tp_hand;
grant select on app.decision_views to tp_staff;

create table app.documents (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  participant_id uuid,
  name text not null,
  about text not null,
  kind text not null,
  size integer not null,
  file_key text not null,
  words text not null,
  are_words_whole boolean not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  taken_away_at timestamp with time zone,
  taken_away_by uuid,
  taken_away_because text default ''::text not null,
  pages integer,
  unread_because text,
  constraint documents_pkey PRIMARY KEY (service_id, case_id, id),
  constraint documents_service_id_added_by_fkey FOREIGN KEY (service_id, added_by) REFERENCES app.staff(service_id, id),
  constraint documents_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint documents_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint documents_service_id_taken_away_by_fkey FOREIGN KEY (service_id, taken_away_by) REFERENCES app.staff(service_id, id),
  constraint doc_3_twenty_megabytes CHECK (((size >= 1) AND (size <= 20971520))),
  constraint doc_5_taken_away_by_somebody_with_a_reason CHECK ((((taken_away_at IS NULL) = (taken_away_by IS NULL)) AND ((taken_away_at IS NULL) = (taken_away_because = ''::text)))),
  constraint doc_7_of_a_pdf_alone CHECK (((kind = 'pdf'::text) OR ((pages IS NULL) AND ((unread_because IS NULL) OR ((unread_because = 'holds-files'::text) AND (kind = ANY (ARRAY['docx'::text, 'odt'::text]))))))),
  constraint doc_7_pages CHECK (((pages >= 0) AND (pages <= 100000))),
  constraint doc_7_unread_because CHECK ((unread_because = ANY (ARRAY['locked'::text, 'cannot-be-read'::text, 'takes-too-long'::text, 'holds-files'::text]))),
  constraint documents_kind_check CHECK ((kind = ANY (ARRAY['pdf'::text, 'jpeg'::text, 'png'::text, 'text'::text, 'docx'::text, 'odt'::text]))),
  constraint sea_1_documents_about_is_sealed CHECK (app.is_sealed(about, 500)),
  constraint sea_1_documents_file_key_is_sealed CHECK ((app.is_sealed(file_key, 43) AND (file_key <> ''::text))),
  constraint sea_1_documents_name_is_sealed CHECK ((app.is_sealed(name, 200) AND (name <> ''::text))),
  constraint sea_1_documents_taken_away_because_is_sealed CHECK (app.is_sealed(taken_away_because, 1000)),
  constraint sea_1_documents_words_is_sealed CHECK (app.is_sealed(words, 200000))
);
alter table app.documents enable row level security;
alter table app.documents force row level security;
create policy doorkeeper on app.documents for select to tp_owner
  using (true);
create policy hand_in_case on app.documents to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.documents for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = documents.service_id) AND (reader.case_id = documents.case_id))
 OFFSET 0))));
CREATE INDEX documents_by_id ON app.documents USING btree (id);
CREATE INDEX documents_newest ON app.documents USING btree (service_id, case_id, added_at DESC, id DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.documents FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER doc_3_case_has_room AFTER INSERT ON app.documents FOR EACH ROW EXECUTE FUNCTION app.doc_3_case_has_room();
CREATE TRIGGER doc_5_taken_away_once BEFORE UPDATE ON app.documents FOR EACH ROW EXECUTE FUNCTION app.doc_5_taken_away_once();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.documents FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.documents to tp_hand;
grant select on app.documents to tp_staff;
grant update (taken_away_at, taken_away_by, taken_away_because) on app.documents to tp_hand;

create table app.eligibility_answers (
  service_id uuid not null,
  seq bigint generated always as identity not null,
  referral_id uuid,
  case_id uuid,
  question text not null,
  answer text not null,
  words text default ''::text not null,
  answered_by uuid not null,
  answered_at timestamp with time zone not null,
  constraint eligibility_answers_pkey PRIMARY KEY (service_id, seq),
  constraint eligibility_answers_service_id_answered_by_fkey FOREIGN KEY (service_id, answered_by) REFERENCES app.staff(service_id, id),
  constraint eligibility_answers_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint eligibility_answers_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint elg_1_of_a_referral_or_a_case CHECK (((referral_id IS NULL) <> (case_id IS NULL))),
  constraint elg_3_some_are_never_allowed CHECK (((answer <> 'allowed'::text) OR (question = ANY (ARRAY['holder-has-not-agreed'::text, 'domestic-abuse'::text, 'sexual-harm'::text, 'young-sexual-behaviour'::text, 'proceedings-not-over'::text])))),
  constraint eligibility_answers_answer_check CHECK ((answer = ANY (ARRAY['no'::text, 'yes'::text, 'not-known'::text, 'allowed'::text]))),
  constraint eligibility_answers_question_check CHECK ((question = ANY (ARRAY['said-no'::text, 'not-acknowledged'::text, 'responsible-not-known'::text, 'proceedings-not-over'::text, 'order-forbids-contact'::text, 'holder-has-not-agreed'::text, 'child-without-guardian'::text, 'capacity-in-doubt'::text, 'domestic-abuse'::text, 'sexual-harm'::text, 'young-sexual-behaviour'::text, 'could-abuse-again'::text, 'cannot-be-mediated'::text]))),
  constraint sea_1_eligibility_answers_words_is_sealed CHECK (app.is_sealed(words, 2000))
);
alter table app.eligibility_answers enable row level security;
alter table app.eligibility_answers force row level security;
create policy hand_in_case_or_before on app.eligibility_answers to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((case_id IS NULL) OR (case_id = ( SELECT app.case_id() AS case_id)))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND ((case_id IS NULL) OR (case_id = ( SELECT app.case_id() AS case_id)))));
create policy staff_reader_of_case on app.eligibility_answers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = eligibility_answers.service_id) AND (reader.case_id = eligibility_answers.case_id))
 OFFSET 0))));
create policy staff_who_read_the_referral on app.eligibility_answers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (referral_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = eligibility_answers.service_id) AND (r.id = eligibility_answers.referral_id))
 OFFSET 0))));
CREATE INDEX eligibility_answers_of_case ON app.eligibility_answers USING btree (service_id, case_id, question, seq DESC) WHERE (case_id IS NOT NULL);
CREATE INDEX eligibility_answers_of_referral ON app.eligibility_answers USING btree (service_id, referral_id, question, seq DESC) WHERE (referral_id IS NOT NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.eligibility_answers FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT ON app.eligibility_answers FOR EACH ROW WHEN ((new.case_id IS NOT NULL)) EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER elg_2_lifted_with_evidence BEFORE INSERT ON app.eligibility_answers FOR EACH ROW EXECUTE FUNCTION app.elg_2_lifted_with_evidence();
CREATE TRIGGER elg_8_only_the_harmed_begin BEFORE INSERT ON app.eligibility_answers FOR EACH ROW WHEN (((new.answer = 'allowed'::text) AND (new.question = ANY (ARRAY['domestic-abuse'::text, 'sexual-harm'::text])))) EXECUTE FUNCTION app.elg_8_only_the_harmed_begin();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.eligibility_answers FOR EACH ROW EXECUTE FUNCTION trails.note_change('seq', '');
grant insert, select on app.eligibility_answers to tp_hand;
grant select on app.eligibility_answers to tp_staff;

create table app.exclusion_zones (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  participant_id uuid not null,
  restrains_id uuid not null,
  named text not null,
  document_reference text not null,
  starts_on date not null,
  ends_on date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint exclusion_zones_pkey PRIMARY KEY (service_id, case_id, id),
  constraint exclusion_zones_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint exclusion_zones_service_id_case_id_restrains_id_fkey FOREIGN KEY (service_id, case_id, restrains_id) REFERENCES app.participants(service_id, case_id, id),
  constraint exclusion_zones_service_id_recorded_by_fkey FOREIGN KEY (service_id, recorded_by) REFERENCES app.staff(service_id, id),
  constraint sea_1_exclusion_zones_document_reference_is_sealed CHECK ((app.is_sealed(document_reference, 200) AND (document_reference <> ''::text))),
  constraint sea_1_exclusion_zones_named_is_sealed CHECK ((app.is_sealed(named, 1000) AND (named <> ''::text))),
  constraint zon_1_between_two CHECK ((restrains_id <> participant_id)),
  constraint zon_1_ends_after_it_starts CHECK ((ends_on >= starts_on))
);
alter table app.exclusion_zones enable row level security;
alter table app.exclusion_zones force row level security;
create policy hand_in_case on app.exclusion_zones to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.exclusion_zones for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = exclusion_zones.service_id) AND (reader.case_id = exclusion_zones.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.exclusion_zones FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.exclusion_zones FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.exclusion_zones FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.exclusion_zones to tp_hand;
grant select on app.exclusion_zones to tp_staff;
grant update (ends_on) on app.exclusion_zones to tp_hand;

create table app.facilitator_checks (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  kind text not null,
  done_on date not null,
  holds_until date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint facilitator_checks_pkey PRIMARY KEY (service_id, id),
  constraint facilitator_checks_service_id_recorded_by_fkey FOREIGN KEY (service_id, recorded_by) REFERENCES app.staff(service_id, id),
  constraint facilitator_checks_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint fac_2_by_somebody_else CHECK ((recorded_by <> staff_id)),
  constraint fac_2_days_in_order CHECK ((holds_until >= done_on)),
  constraint fac_2_kind_is_one_of CHECK ((kind = ANY (ARRAY['vetting'::text, 'facilitator-training'::text, 'safeguarding-training'::text, 'complex-case-training'::text, 'domestic-abuse-training'::text, 'sexual-harm-training'::text, 'data-protection-training'::text, 'advanced-status'::text])))
);
alter table app.facilitator_checks enable row level security;
alter table app.facilitator_checks force row level security;
create policy hand_in_service on app.facilitator_checks to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_or_of_whoever_gives_cases on app.facilitator_checks for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((staff_id = ( SELECT app.staff_id() AS staff_id)) OR (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text]))))))));
create policy runs_out on app.facilitator_checks for select to tp_owner
  using (true);
CREATE INDEX facilitator_checks_of_staff ON app.facilitator_checks USING btree (service_id, staff_id, kind, done_on DESC);
CREATE TRIGGER readers_follow_covers AFTER INSERT ON app.facilitator_checks FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.facilitator_checks FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.facilitator_checks to tp_hand;
grant select on app.facilitator_checks to tp_staff;

create table app.facilitator_wishes (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  wish text not null,
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint facilitator_wishes_pkey PRIMARY KEY (service_id, case_id, participant_id),
  constraint facilitator_wishes_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint wis_1_wish_is_one_of CHECK ((wish = ANY (ARRAY['woman'::text, 'man'::text, 'no-matter'::text])))
);
alter table app.facilitator_wishes enable row level security;
alter table app.facilitator_wishes force row level security;
create policy hand_in_case on app.facilitator_wishes to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.facilitator_wishes for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = facilitator_wishes.service_id) AND (reader.case_id = facilitator_wishes.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.facilitator_wishes FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.facilitator_wishes FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,participant_id', '');
grant insert, select, update on app.facilitator_wishes to tp_hand;
grant select on app.facilitator_wishes to tp_staff;

create table app.facilitators (
  service_id uuid not null,
  staff_id uuid not null,
  gender text default 'not-said'::text not null,
  languages text[] default '{}'::text[] not null,
  districts text[] default '{}'::text[] not null,
  available text[] default '{}'::text[] not null,
  most_work integer,
  constraint facilitators_pkey PRIMARY KEY (service_id, staff_id),
  constraint facilitators_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint fac_1_available_is_one_of CHECK ((available <@ ARRAY['weekdays'::text, 'evenings'::text, 'weekends'::text])),
  constraint fac_1_districts_are_districts CHECK (((cardinality(districts) <= 200) AND ((cardinality(districts) = 0) OR (array_to_string(districts, ','::text) ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?(,[A-Z]{1,2}[0-9][0-9A-Z]?)*$'::text)))),
  constraint fac_1_few_languages CHECK (((cardinality(languages) <= 20) AND (length(array_to_string(languages, ','::text)) <= 800))),
  constraint fac_1_gender_is_one_of CHECK ((gender = ANY (ARRAY['woman'::text, 'man'::text, 'another'::text, 'not-said'::text]))),
  constraint fac_1_work_is_some CHECK (((most_work >= 0) AND (most_work <= 99)))
);
alter table app.facilitators enable row level security;
alter table app.facilitators force row level security;
create policy hand_in_service on app.facilitators to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.facilitators for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.facilitators FOR EACH ROW EXECUTE FUNCTION trails.note_change('staff_id', '');
grant insert, select, update on app.facilitators to tp_hand;
grant select on app.facilitators to tp_staff;

create table app.false_alarms (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  words_digest text not null,
  found jsonb not null,
  is_about_contact boolean not null,
  reason text not null,
  said_by uuid not null,
  said_at timestamp with time zone default now() not null,
  seconded_by uuid,
  seconded_at timestamp with time zone,
  constraint false_alarms_pkey PRIMARY KEY (service_id, case_id, id),
  constraint false_alarms_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint false_alarms_service_id_said_by_fkey FOREIGN KEY (service_id, said_by) REFERENCES app.staff(service_id, id),
  constraint false_alarms_service_id_seconded_by_fkey FOREIGN KEY (service_id, seconded_by) REFERENCES app.staff(service_id, id),
  constraint false_alarms_found_check CHECK ((jsonb_array_length(found) > 0)),
  constraint pro_4_answered_with_a_reason CHECK ((length(TRIM(BOTH FROM reason)) > 0)),
  constraint pro_4_second_is_somebody_else CHECK ((seconded_by <> said_by)),
  constraint pro_4_seconded_has_time CHECK (((seconded_by IS NULL) = (seconded_at IS NULL))),
  constraint sea_1_false_alarms_reason_is_sealed CHECK ((app.is_sealed(reason, 2000) AND (reason <> ''::text))) NOT VALID,
  constraint sea_5_false_alarms_words_digest_is_keyed CHECK (app.is_keyed(words_digest)) NOT VALID
);
alter table app.false_alarms enable row level security;
alter table app.false_alarms force row level security;
create policy hand_in_case on app.false_alarms to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.false_alarms for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = false_alarms.service_id) AND (reader.case_id = false_alarms.case_id))
 OFFSET 0))));
CREATE INDEX false_alarms_newest ON app.false_alarms USING btree (service_id, case_id, said_at DESC, id DESC);
CREATE INDEX false_alarms_of_words ON app.false_alarms USING btree (service_id, case_id, participant_id, words_digest);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.false_alarms FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.false_alarms FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.false_alarms to tp_hand;
grant select on app.false_alarms to tp_staff;
grant update (seconded_by, seconded_at) on app.false_alarms to tp_hand;

create table app.figure_releases (
  service_id uuid not null,
  quarter date not null,
  definitions smallint not null,
  made_at timestamp with time zone not null,
  constraint fig_3_made_ready_once PRIMARY KEY (service_id, quarter),
  constraint figure_releases_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint fig_3_is_a_quarter CHECK ((quarter = (date_trunc('quarter'::text, (quarter)::timestamp with time zone))::date)),
  constraint fig_3_the_quarter_is_over CHECK ((((made_at AT TIME ZONE 'Europe/London'::text))::date >= ((quarter + '3 mons'::interval))::date))
);
alter table app.figure_releases enable row level security;
alter table app.figure_releases force row level security;
create policy counted_by_the_worker on app.figure_releases for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_service on app.figure_releases to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy of_ones_service on app.figure_releases for select to tp_commissioner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.commissioners c
  WHERE (c.service_id = figure_releases.service_id)))));
create policy staff_of_service on app.figure_releases for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.figure_releases FOR EACH ROW EXECUTE FUNCTION trails.note_change('quarter', '');
grant insert, select on app.figure_releases to tp_hand;
grant select on app.figure_releases to tp_commissioner;
grant select on app.figure_releases to tp_staff;

create table app.follow_ups (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  after_id uuid not null,
  occasion text not null,
  due_on date not null,
  done_on date,
  done_by uuid,
  note text default ''::text not null,
  let_go_because text default ''::text not null,
  constraint follow_ups_pkey PRIMARY KEY (service_id, case_id, id),
  constraint h11_follow_up_once UNIQUE (service_id, case_id, participant_id, after_id, occasion),
  constraint follow_ups_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint fol_2_done_has_who CHECK (((done_on IS NULL) = (done_by IS NULL))),
  constraint fol_3_done_or_let_go CHECK (((done_on IS NULL) OR (let_go_because = ''::text))),
  constraint follow_ups_occasion_check CHECK ((occasion = ANY (ARRAY['next-day'::text, '2-weeks'::text, '6-weeks'::text, '3-months'::text, '6-months'::text]))),
  constraint sea_1_follow_ups_let_go_because_is_sealed CHECK (app.is_sealed(let_go_because, 1000)) NOT VALID,
  constraint sea_1_follow_ups_note_is_sealed CHECK (app.is_sealed(note, 5000)) NOT VALID
);
alter table app.follow_ups enable row level security;
alter table app.follow_ups force row level security;
create policy hand_in_case on app.follow_ups to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.follow_ups for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id)) AND (NOT (EXISTS ( SELECT
   FROM app.letters l
  WHERE ((l.service_id = follow_ups.service_id) AND (l.case_id = follow_ups.case_id) AND (l.id = follow_ups.after_id) AND (l.shown_to_author <> 'delivered'::text)))))));
create policy staff_reader_of_case on app.follow_ups for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = follow_ups.service_id) AND (reader.case_id = follow_ups.case_id))
 OFFSET 0))));
CREATE INDEX follow_ups_due ON app.follow_ups USING btree (service_id, due_on, id) WHERE ((done_on IS NULL) AND (let_go_because = ''::text));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.follow_ups FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.follow_ups FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.follow_ups to tp_hand;
grant select (service_id, case_id, id, participant_id, occasion, due_on, done_on) on app.follow_ups to tp_participant;
grant select on app.follow_ups to tp_staff;

create table app.glass_openings (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  reference text not null,
  because text not null,
  case_id uuid,
  opened_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  constraint glass_openings_pkey PRIMARY KEY (service_id, id),
  constraint glass_openings_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint glass_openings_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint brk_1_lasts_an_hour CHECK ((((case_id IS NULL) = (until_at IS NULL)) AND (until_at = (opened_at + '01:00:00'::interval)))),
  constraint glass_openings_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 20))),
  constraint sea_1_glass_openings_because_is_sealed CHECK ((app.is_sealed(because, 1000) AND (because <> ''::text))) NOT VALID,
  constraint sea_1_glass_openings_because_says_something CHECK ((length(because) >= 105)) NOT VALID
);
alter table app.glass_openings enable row level security;
alter table app.glass_openings force row level security;
create policy data_officer on app.glass_openings for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT trails.is_data_officer() AS is_data_officer) OR ((EXISTS ( SELECT
   FROM app.staff_roles o
  WHERE ((o.service_id = glass_openings.service_id) AND (o.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (o.role = ANY (ARRAY['supervisor'::text, 'manager'::text]))))) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = glass_openings.service_id) AND (reader.case_id = glass_openings.case_id))
 OFFSET 0))))));
create policy hand_in_service on app.glass_openings to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
CREATE INDEX glass_openings_newest ON app.glass_openings USING btree (service_id, opened_at DESC, id DESC);
CREATE INDEX glass_openings_of_staff ON app.glass_openings USING btree (service_id, staff_id, opened_at DESC);
CREATE TRIGGER brk_2_five_an_hour BEFORE INSERT ON app.glass_openings FOR EACH ROW EXECUTE FUNCTION app.brk_2_five_an_hour();
CREATE TRIGGER reader_by_glass AFTER INSERT ON app.glass_openings FOR EACH ROW EXECUTE FUNCTION app.reader_by_glass();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.glass_openings FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.glass_openings to tp_hand;
grant select on app.glass_openings to tp_staff;

create table app.guardian_standings (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity not null,
  participant_id uuid not null,
  companion_id uuid not null,
  kind text default 'guardian'::text not null,
  parental text not null,
  side text not null,
  words text default ''::text not null,
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint guardian_standings_pkey PRIMARY KEY (service_id, case_id, seq),
  constraint dcd_1_of_a_guardian_of_theirs FOREIGN KEY (service_id, case_id, companion_id, participant_id, kind) REFERENCES app.companions(service_id, case_id, id, participant_id, kind),
  constraint guardian_standings_service_id_recorded_by_fkey FOREIGN KEY (service_id, recorded_by) REFERENCES app.staff(service_id, id),
  constraint dcd_1_a_side_has_words CHECK (((side = ANY (ARRAY['none'::text, 'not-known'::text])) OR (words <> ''::text))),
  constraint dcd_1_parental_is_one_of CHECK ((parental = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))),
  constraint dcd_1_side_is_one_of CHECK ((side = ANY (ARRAY['none'::text, 'harmed'::text, 'responsible'::text, 'close'::text, 'not-known'::text]))),
  constraint dcd_4_not_in_the_future CHECK ((said_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint guardian_standings_kind_check CHECK ((kind = 'guardian'::text)),
  constraint sea_1_guardian_standings_words_is_sealed CHECK (app.is_sealed(words, 2000))
);
alter table app.guardian_standings enable row level security;
alter table app.guardian_standings force row level security;
create policy hand_in_case on app.guardian_standings to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.guardian_standings for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = guardian_standings.service_id) AND (reader.case_id = guardian_standings.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.guardian_standings FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.guardian_standings FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.guardian_standings FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,seq', '');
grant insert, select on app.guardian_standings to tp_hand;
grant select on app.guardian_standings to tp_staff;

create table app.harm_links (
  service_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  harmed_id uuid not null,
  responsible_id uuid not null,
  constraint harm_links_pkey PRIMARY KEY (service_id, case_id, incident_id, harmed_id, responsible_id),
  constraint harm_links_service_id_case_id_harmed_id_fkey FOREIGN KEY (service_id, case_id, harmed_id) REFERENCES app.participants(service_id, case_id, id),
  constraint harm_links_service_id_case_id_incident_id_fkey FOREIGN KEY (service_id, case_id, incident_id) REFERENCES app.incidents(service_id, case_id, id),
  constraint harm_links_service_id_case_id_responsible_id_fkey FOREIGN KEY (service_id, case_id, responsible_id) REFERENCES app.participants(service_id, case_id, id),
  constraint nobody_harms_themselves CHECK ((harmed_id <> responsible_id))
);
alter table app.harm_links enable row level security;
alter table app.harm_links force row level security;
create policy counted_by_the_worker on app.harm_links for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.harm_links to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_links on app.harm_links for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND ((( SELECT app.participant_id() AS participant_id) = harmed_id) OR (( SELECT app.participant_id() AS participant_id) = responsible_id))));
create policy staff_reader_of_case on app.harm_links for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = harm_links.service_id) AND (reader.case_id = harm_links.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.harm_links FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.harm_links FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.harm_links FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,incident_id,harmed_id,responsible_id', '');
grant insert, select, update on app.harm_links to tp_hand;
grant select (service_id, case_id, incident_id, harmed_id, responsible_id) on app.harm_links to tp_participant;
grant select on app.harm_links to tp_staff;

create table app.history (
  service_id uuid not null,
  seq bigint generated always as identity not null,
  case_id uuid,
  name text not null,
  participant_id uuid,
  detail jsonb default '{}'::jsonb not null,
  happened_on date not null,
  recorded_at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  constraint history_pkey PRIMARY KEY (service_id, seq),
  constraint history_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint history_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text, 'visitor'::text, 'system'::text])))
);
alter table app.history enable row level security;
alter table app.history force row level security;
create policy hand_in_case on app.history to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (NOT (case_id IS DISTINCT FROM ( SELECT app.case_id() AS case_id)))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (NOT (case_id IS DISTINCT FROM ( SELECT app.case_id() AS case_id)))));
create policy staff_reader_of_case on app.history for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = history.service_id) AND (reader.case_id = history.case_id))
 OFFSET 0))));
CREATE INDEX history_of_case ON app.history USING btree (service_id, case_id, seq DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.history FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.history FOR EACH ROW EXECUTE FUNCTION trails.note_change('seq', '');
grant insert, select on app.history to tp_hand;
grant select on app.history to tp_staff;

create table app.holds (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  reason text not null,
  from_on date not null,
  review_on date not null,
  ended_on date,
  constraint holds_pkey PRIMARY KEY (service_id, case_id, id),
  constraint holds_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint clo_5_review_after_start CHECK ((review_on > from_on)),
  constraint sea_1_holds_reason_is_sealed CHECK ((app.is_sealed(reason, 1000) AND (reason <> ''::text))) NOT VALID
);
alter table app.holds enable row level security;
alter table app.holds force row level security;
create policy hand_in_case on app.holds to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.holds for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = holds.service_id) AND (reader.case_id = holds.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX clo_6_held_once ON app.holds USING btree (service_id, case_id) WHERE (ended_on IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.holds FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.holds FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.holds to tp_hand;
grant select on app.holds to tp_staff;

create table app.identity_key (
  only_one boolean default true not null,
  inner_pad bytea not null,
  outer_pad bytea not null,
  constraint identity_key_pkey PRIMARY KEY (only_one),
  constraint identity_key_inner_pad_check CHECK ((length(inner_pad) = 64)),
  constraint identity_key_only_one_check CHECK (only_one),
  constraint identity_key_outer_pad_check CHECK ((length(outer_pad) = 64))
);

create table app.incidents (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  summary text not null,
  when_words text default ''::text not null,
  happened_on date,
  where_words text default ''::text not null,
  police_reference text default ''::text not null,
  constraint incidents_pkey PRIMARY KEY (service_id, case_id, id),
  constraint incidents_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint incidents_kind_check CHECK ((kind = ANY (ARRAY['neighbour-dispute'::text, 'criminal-damage'::text, 'burglary'::text, 'assault'::text, 'anti-social-behaviour'::text, 'shop-theft'::text, 'serious-crime'::text, 'other'::text]))),
  constraint sea_1_incidents_summary_is_sealed CHECK ((app.is_sealed(summary, 5000) AND (summary <> ''::text))) NOT VALID,
  constraint sea_1_incidents_when_words_is_sealed CHECK (app.is_sealed(when_words, 1000)) NOT VALID,
  constraint sea_1_incidents_where_words_is_sealed CHECK (app.is_sealed(where_words, 5000)) NOT VALID
);
alter table app.incidents enable row level security;
alter table app.incidents force row level security;
create policy hand_in_case on app.incidents to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.incidents for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = incidents.service_id) AND (reader.case_id = incidents.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.incidents FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.incidents FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.incidents to tp_hand;
grant select on app.incidents to tp_staff;

create table app.invitations (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  token_hash text not null,
  code_hash text not null,
  tries integer default 0 not null,
  made_by uuid not null,
  made_at timestamp with time zone default now() not null,
  ends_at timestamp with time zone default (now() + '7 days'::interval) not null,
  used_at timestamp with time zone,
  stopped_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (service_id, token_hash),
  constraint invitation_once UNIQUE (token_hash),
  constraint invitations_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint invitations_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint invitations_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.invitations enable row level security;
alter table app.invitations force row level security;
create policy doorkeeper on app.invitations to tp_owner
  using (true)
  with check (true);
create policy hand_in_case on app.invitations to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.invitations for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = invitations.service_id) AND (reader.case_id = invitations.case_id))
 OFFSET 0))));
CREATE INDEX invitations_of_participant ON app.invitations USING btree (service_id, case_id, participant_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.invitations FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR UPDATE ON app.invitations FOR EACH ROW EXECUTE FUNCTION trails.note_invitation();
grant insert, select, update on app.invitations to tp_hand;
grant select (service_id, case_id, participant_id, made_by, made_at, ends_at, used_at, stopped_at) on app.invitations to tp_staff;

create table app.item_releases (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  item_id uuid not null,
  from_id uuid not null,
  participant_id uuid not null,
  words text not null,
  words_digest text not null,
  released_by uuid not null,
  released_at timestamp with time zone not null,
  consent_seq bigint not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  read_at timestamp with time zone,
  constraint item_releases_pkey PRIMARY KEY (service_id, case_id, id),
  constraint item_releases_service_id_case_id_from_id_fkey FOREIGN KEY (service_id, case_id, from_id) REFERENCES app.participants(service_id, case_id, id),
  constraint item_releases_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint item_releases_service_id_released_by_fkey FOREIGN KEY (service_id, released_by) REFERENCES app.staff(service_id, id),
  constraint item_releases_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'question'::text, 'availability'::text, 'first-name'::text]))),
  constraint rel_3_read_or_taken_back CHECK (((read_at IS NULL) OR (revoked_at IS NULL))),
  constraint sea_1_item_releases_words_is_sealed CHECK ((app.is_sealed(words, 5000) AND (words <> ''::text))) NOT VALID,
  constraint sea_5_item_releases_words_digest_is_keyed CHECK (app.is_keyed(words_digest)) NOT VALID
);
alter table app.item_releases enable row level security;
alter table app.item_releases force row level security;
create policy counted_by_the_worker on app.item_releases for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.item_releases to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy reader on app.item_releases for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id)) AND (revoked_at IS NULL)));
create policy staff_reader_of_case on app.item_releases for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = item_releases.service_id) AND (reader.case_id = item_releases.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX rel_7_released_once ON app.item_releases USING btree (service_id, case_id, kind, item_id, participant_id) WHERE (revoked_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.item_releases FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER rel_2_release_rests_on_a_yes BEFORE INSERT ON app.item_releases FOR EACH ROW EXECUTE FUNCTION app.rel_2_release_rests_on_a_yes();
CREATE TRIGGER rel_3_taken_back_until_read BEFORE UPDATE ON app.item_releases FOR EACH ROW EXECUTE FUNCTION app.rel_3_taken_back_until_read();
CREATE TRIGGER rel_9_times_as_they_stand BEFORE INSERT ON app.item_releases FOR EACH ROW WHEN ((new.kind = 'availability'::text)) EXECUTE FUNCTION app.rel_9_times_as_they_stand();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.item_releases FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.item_releases to tp_hand;
grant select (service_id, case_id, id, kind, item_id, participant_id, words, released_at, revoked_at, read_at) on app.item_releases to tp_participant;
grant select on app.item_releases to tp_staff;
grant update (revoked_at, revoked_by, read_at) on app.item_releases to tp_hand;

create table app.items (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  to_id uuid not null,
  kind text not null,
  answers_id uuid,
  words text not null,
  actor_kind text not null,
  actor_id uuid not null,
  written_at timestamp with time zone not null,
  passed_on_at timestamp with time zone,
  constraint items_pkey PRIMARY KEY (service_id, case_id, id),
  constraint items_service_id_case_id_answers_id_fkey FOREIGN KEY (service_id, case_id, answers_id) REFERENCES app.items(service_id, case_id, id),
  constraint items_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint items_service_id_case_id_to_id_fkey FOREIGN KEY (service_id, case_id, to_id) REFERENCES app.participants(service_id, case_id, id),
  constraint items_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint items_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'question'::text, 'availability'::text]))),
  constraint rel_1_not_to_oneself CHECK ((participant_id <> to_id)),
  constraint rel_6_a_statement_answers CHECK (((answers_id IS NULL) OR (kind = 'statement'::text))),
  constraint sea_1_items_words_is_sealed CHECK ((app.is_sealed(words, 5000) AND (words <> ''::text))) NOT VALID
);
alter table app.items enable row level security;
alter table app.items force row level security;
create policy hand_in_case on app.items to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.items for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.items for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = items.service_id) AND (reader.case_id = items.case_id))
 OFFSET 0))));
CREATE INDEX items_newest ON app.items USING btree (service_id, case_id, written_at DESC, id DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.items FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.items FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER rel_4_shared_words_stay BEFORE UPDATE OF words ON app.items FOR EACH ROW EXECUTE FUNCTION app.rel_4_shared_words_stay();
CREATE TRIGGER rel_6_answers_what_was_read BEFORE INSERT ON app.items FOR EACH ROW EXECUTE FUNCTION app.rel_6_answers_what_was_read();
CREATE TRIGGER rel_9_copied_times_stay BEFORE UPDATE ON app.items FOR EACH ROW WHEN (((old.kind = 'availability'::text) AND ((new.words <> old.words) OR (new.written_at <> old.written_at)))) EXECUTE FUNCTION app.rel_9_copied_times_stay();
CREATE TRIGGER rel_9_of_times_that_stand BEFORE INSERT ON app.items FOR EACH ROW WHEN ((new.kind = 'availability'::text)) EXECUTE FUNCTION app.rel_9_of_times_that_stand();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.items FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.items to tp_hand;
grant select (service_id, case_id, id, participant_id, to_id, kind, answers_id, words, written_at, passed_on_at) on app.items to tp_participant;
grant select on app.items to tp_staff;
grant update (words, written_at, passed_on_at) on app.items to tp_hand;

create table app.kept_texts (
  service_id uuid not null,
  id uuid not null,
  staff_id uuid,
  participant_id uuid,
  case_id uuid,
  page text not null,
  form text not null,
  fields text not null,
  opened text default ''::text not null,
  writer uuid not null,
  turn integer not null,
  browser_hash text,
  kept_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint kept_texts_pkey PRIMARY KEY (service_id, id),
  constraint kept_texts_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint kept_texts_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint kept_texts_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint kept_texts_browser_hash_check CHECK ((browser_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint kept_texts_form_check CHECK (((form ~ '^/'::text) AND (length(form) <= 300))),
  constraint kept_texts_opened_check CHECK ((opened ~ '^[A-Za-z0-9_-]{0,43}$'::text)),
  constraint kept_texts_page_check CHECK (((page ~ '^/[^/\\]'::text) AND (length(page) <= 500))),
  constraint kept_texts_turn_check CHECK ((turn >= 0)),
  constraint kpt_1_is_of_one_person CHECK ((((staff_id IS NULL) <> (participant_id IS NULL)) AND ((participant_id IS NULL) = (case_id IS NULL)))),
  constraint kpt_2_kept_for_a_few_days CHECK ((expires_at <= (kept_at + '7 days'::interval))),
  constraint kpt_4_gone_when_sent CHECK (((sent_at IS NOT NULL) = (fields = ''::text))),
  constraint sea_1_kept_texts_fields_is_sealed CHECK (app.is_sealed(fields, 200000))
);
alter table app.kept_texts enable row level security;
alter table app.kept_texts force row level security;
create policy doorkeeper on app.kept_texts to tp_owner
  using ((expires_at < now()));
create policy hand_of_the_same on app.kept_texts to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT (app.identity())[4] AS identity) = COALESCE(('staff_'::text || staff_id), ('participant_'::text || participant_id)))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT (app.identity())[4] AS identity) = COALESCE(('staff_'::text || staff_id), ('participant_'::text || participant_id)))));
create policy own on app.kept_texts for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy own_as_referrer on app.kept_texts for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id)) AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = kept_texts.service_id) AND (p.staff_id = kept_texts.staff_id))))));
create policy own_side on app.kept_texts for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
CREATE INDEX kept_texts_expire ON app.kept_texts USING btree (expires_at);
CREATE INDEX kept_texts_of_participant ON app.kept_texts USING btree (service_id, case_id, participant_id) WHERE (participant_id IS NOT NULL);
CREATE INDEX kept_texts_of_staff ON app.kept_texts USING btree (service_id, staff_id) WHERE (staff_id IS NOT NULL);
grant delete, insert, select, update on app.kept_texts to tp_hand;
grant select on app.kept_texts to tp_participant;
grant select on app.kept_texts to tp_referrer;
grant select on app.kept_texts to tp_staff;

create table app.key_in_force (
  only_one boolean default true not null,
  number integer default 1 not null,
  constraint key_in_force_pkey PRIMARY KEY (only_one),
  constraint key_in_force_number_check CHECK ((number > 0)),
  constraint key_in_force_only_one_check CHECK (only_one)
);

create table app.keys_destroyed (
  only_one boolean default true not null,
  number bigint default 0 not null,
  constraint keys_destroyed_pkey PRIMARY KEY (only_one),
  constraint keys_destroyed_number_check CHECK ((number >= 0)),
  constraint keys_destroyed_only_one_check CHECK (only_one)
);

create table app.learning_hours (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  kind text not null,
  done_on date not null,
  minutes integer not null,
  is_approved boolean not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  constraint learning_hours_pkey PRIMARY KEY (service_id, id),
  constraint learning_hours_service_id_recorded_by_fkey FOREIGN KEY (service_id, recorded_by) REFERENCES app.staff(service_id, id),
  constraint learning_hours_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint prc_1_by_the_day_it_is_written CHECK ((done_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint prc_1_hours_that_can_be CHECK (((minutes >= 1) AND (minutes <= 6000))),
  constraint prc_1_kind_is_one_of CHECK ((kind = ANY (ARRAY['course'::text, 'observed-practice'::text, 'reading'::text, 'conference'::text, 'teaching'::text]))),
  constraint prc_2_by_somebody_else CHECK ((recorded_by <> staff_id)),
  constraint prc_2_taken_back_after CHECK ((taken_back_at >= recorded_at))
);
alter table app.learning_hours enable row level security;
alter table app.learning_hours force row level security;
create policy hand_in_service on app.learning_hours to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_or_of_whoever_keeps on app.learning_hours for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((staff_id = ( SELECT app.staff_id() AS staff_id)) OR (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text]))))))));
CREATE INDEX learning_hours_of_staff ON app.learning_hours USING btree (service_id, staff_id, done_on DESC) WHERE (taken_back_at IS NULL);
CREATE TRIGGER prc_2_taken_back_once BEFORE UPDATE ON app.learning_hours FOR EACH ROW WHEN ((old.taken_back_at IS NOT NULL)) EXECUTE FUNCTION app.prc_2_taken_back_once();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.learning_hours FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.learning_hours to tp_hand;
grant select on app.learning_hours to tp_staff;
grant update (taken_back_at) on app.learning_hours to tp_hand;

create table app.legal_orders (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  restrains_id uuid not null,
  protects_id uuid not null,
  covers text default 'all'::text not null,
  starts_on date not null,
  ends_on date,
  document_reference text not null,
  permission_reference text default ''::text not null,
  permission_from date,
  permission_until date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint legal_orders_pkey PRIMARY KEY (service_id, case_id, id),
  constraint legal_orders_service_id_case_id_protects_id_fkey FOREIGN KEY (service_id, case_id, protects_id) REFERENCES app.participants(service_id, case_id, id),
  constraint legal_orders_service_id_case_id_restrains_id_fkey FOREIGN KEY (service_id, case_id, restrains_id) REFERENCES app.participants(service_id, case_id, id),
  constraint h3_order_ends_after_it_starts CHECK ((ends_on >= starts_on)),
  constraint h3_order_is_between_two CHECK ((restrains_id <> protects_id)),
  constraint h3_permission_is_whole CHECK ((((permission_reference = ''::text) = (permission_from IS NULL)) AND ((permission_from IS NULL) = (permission_until IS NULL)) AND ((permission_until IS NULL) OR (permission_until >= permission_from)))),
  constraint legal_orders_covers_check CHECK ((covers = ANY (ARRAY['all'::text, 'direct'::text]))),
  constraint legal_orders_kind_check CHECK ((kind = ANY (ARRAY['restraining'::text, 'non-molestation'::text, 'occupation'::text, 'domestic-abuse-protection'::text, 'stalking-protection'::text, 'sexual-harm-prevention'::text, 'criminal-behaviour'::text, 'bail'::text, 'licence'::text, 'injunction'::text, 'prison-no-contact'::text, 'child-protection'::text]))),
  constraint sea_1_legal_orders_document_reference_is_sealed CHECK ((app.is_sealed(document_reference, 200) AND (document_reference <> ''::text))) NOT VALID,
  constraint sea_1_legal_orders_permission_reference_is_sealed CHECK (app.is_sealed(permission_reference, 200)) NOT VALID
);
alter table app.legal_orders enable row level security;
alter table app.legal_orders force row level security;
create policy hand_in_case on app.legal_orders to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.legal_orders for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = legal_orders.service_id) AND (reader.case_id = legal_orders.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.legal_orders FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.legal_orders FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.legal_orders FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.legal_orders to tp_hand;
grant select on app.legal_orders to tp_staff;
grant update (permission_reference, permission_from, permission_until) on app.legal_orders to tp_hand;

create table app.letter_reviews (
  service_id uuid not null,
  case_id uuid not null,
  letter_id uuid not null,
  version integer not null,
  reviewer_id uuid not null,
  verdict text not null,
  advice text default ''::text not null,
  reviewed_at timestamp with time zone default now() not null,
  constraint letter_reviews_pkey PRIMARY KEY (service_id, case_id, letter_id, version, reviewer_id),
  constraint letter_reviews_service_id_case_id_letter_id_fkey FOREIGN KEY (service_id, case_id, letter_id) REFERENCES app.letters(service_id, case_id, id),
  constraint exc_6_return_has_advice CHECK (((verdict = 'ready'::text) OR (advice <> ''::text))),
  constraint letter_reviews_verdict_check CHECK ((verdict = ANY (ARRAY['ready'::text, 'return'::text]))),
  constraint sea_1_letter_reviews_advice_is_sealed CHECK (app.is_sealed(advice, 5000)) NOT VALID
);
alter table app.letter_reviews enable row level security;
alter table app.letter_reviews force row level security;
create policy author_reads_advice on app.letter_reviews for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (verdict = 'return'::text) AND (EXISTS ( SELECT
   FROM app.letters l
  WHERE ((l.service_id = letter_reviews.service_id) AND (l.case_id = letter_reviews.case_id) AND (l.id = letter_reviews.letter_id) AND (l.participant_id = ( SELECT app.participant_id() AS participant_id)))))));
create policy hand_in_case on app.letter_reviews to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.letter_reviews for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = letter_reviews.service_id) AND (reader.case_id = letter_reviews.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.letter_reviews FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE INSERT ON app.letter_reviews FOR EACH ROW WHEN (((new.verdict = 'return'::text) AND (new.advice <> ''::text))) EXECUTE FUNCTION app.pro_6_advice_is_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.letter_reviews FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,letter_id,version,reviewer_id', '');
grant insert, select on app.letter_reviews to tp_hand;
grant select (service_id, case_id, letter_id, version, verdict, advice, reviewed_at) on app.letter_reviews to tp_participant;
grant select on app.letter_reviews to tp_staff;

create table app.letters (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  recipient_id uuid not null,
  kind text default 'explanation'::text not null,
  status text default 'draft'::text not null,
  shown_to_author text default 'draft'::text not null,
  author_may_know boolean default false not null,
  body text default ''::text not null,
  version integer default 1 not null,
  ask_after date,
  accepted_how text,
  begun_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  held_at timestamp with time zone,
  frozen_at timestamp with time zone,
  offered_at timestamp with time zone,
  accepted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  delivered_by uuid,
  constraint letters_pkey PRIMARY KEY (service_id, case_id, id),
  constraint letters_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint letters_service_id_case_id_recipient_id_fkey FOREIGN KEY (service_id, case_id, recipient_id) REFERENCES app.participants(service_id, case_id, id),
  constraint exc_1_not_to_oneself CHECK ((participant_id <> recipient_id)),
  constraint exc_2_accepted_says_how CHECK (((status <> ALL (ARRAY['accepted'::text, 'delivered'::text])) OR ((accepted_at IS NOT NULL) AND (accepted_how IS NOT NULL)))),
  constraint exc_3_kept_for_later_has_a_day CHECK (((status = 'kept-for-later'::text) = (ask_after IS NOT NULL))),
  constraint exc_4_delivered_has_time CHECK (((status = 'delivered'::text) = (delivered_at IS NOT NULL))),
  constraint letters_accepted_how_check CHECK ((accepted_how = ANY (ARRAY['read-aloud'::text, 'handed-over'::text, 'online'::text]))),
  constraint letters_kind_check CHECK ((kind = ANY (ARRAY['explanation'::text, 'apology'::text, 'own-words'::text, 'reply'::text]))),
  constraint letters_shown_to_author_check CHECK ((shown_to_author = ANY (ARRAY['draft'::text, 'in-review'::text, 'returned'::text, 'held'::text, 'delivered'::text, 'frozen'::text, 'never-sent'::text]))),
  constraint letters_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'in-review'::text, 'returned'::text, 'held'::text, 'offered'::text, 'accepted'::text, 'kept-for-later'::text, 'declined'::text, 'delivered'::text, 'frozen'::text, 'never-sent'::text]))),
  constraint sea_1_letters_body_is_sealed CHECK (app.is_sealed(body, 20000)) NOT VALID
);
alter table app.letters enable row level security;
alter table app.letters force row level security;
create policy author on app.letters for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy counted_by_the_worker on app.letters for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.letters to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.letters for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = letters.service_id) AND (reader.case_id = letters.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.letters FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.letters FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER exc_15_delivered_stays_delivered BEFORE UPDATE OF status ON app.letters FOR EACH ROW EXECUTE FUNCTION app.exc_15_delivered_stays_delivered();
CREATE TRIGGER exc_5_changed_words_are_a_new_version BEFORE UPDATE OF body ON app.letters FOR EACH ROW EXECUTE FUNCTION app.exc_5_changed_words_are_a_new_version();
CREATE TRIGGER h9_letter_may_be_delivered BEFORE UPDATE ON app.letters FOR EACH ROW EXECUTE FUNCTION app.h9_letter_may_be_delivered();
CREATE TRIGGER h9_letter_starts_as_a_draft BEFORE INSERT ON app.letters FOR EACH ROW EXECUTE FUNCTION app.h9_letter_starts_as_a_draft();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.letters FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.letters to tp_hand;
grant select (service_id, case_id, id, participant_id, kind, shown_to_author, body, version, begun_at) on app.letters to tp_participant;
grant select on app.letters to tp_staff;

create table app.likeness_entries (
  service_id uuid not null,
  about_id uuid not null,
  referral_id uuid,
  case_id uuid,
  full_name text not null,
  words text not null,
  sounds text[] default '{}'::text[] not null,
  marks text[] default '{}'::text[] not null,
  born date,
  happened_on date,
  postcode_district text default ''::text not null,
  incident_kind text,
  entered_by uuid,
  is_whole boolean default true not null,
  constraint likeness_entries_pkey PRIMARY KEY (service_id, about_id),
  constraint likeness_entries_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint likeness_entries_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint lik_1_of_a_referral_or_a_case CHECK (((referral_id IS NULL) <> (case_id IS NULL))),
  constraint likeness_entries_incident_kind_check CHECK ((incident_kind = ANY (ARRAY['neighbour-dispute'::text, 'criminal-damage'::text, 'burglary'::text, 'assault'::text, 'anti-social-behaviour'::text, 'shop-theft'::text, 'serious-crime'::text, 'other'::text])))
);
alter table app.likeness_entries enable row level security;
alter table app.likeness_entries force row level security;
create policy doorkeeper on app.likeness_entries for select to tp_owner
  using ((NOT is_whole));
create policy hand_in_case_or_before on app.likeness_entries to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((case_id IS NULL) OR (case_id = ( SELECT app.case_id() AS case_id)))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND ((case_id IS NULL) OR (case_id = ( SELECT app.case_id() AS case_id)))));
create policy search on app.likeness_entries for select to tp_search
  using (true);
CREATE INDEX likeness_born ON app.likeness_entries USING btree (service_id, born) WHERE (born IS NOT NULL);
CREATE INDEX likeness_incident ON app.likeness_entries USING btree (service_id, postcode_district, happened_on) WHERE ((happened_on IS NOT NULL) AND (postcode_district <> ''::text));
CREATE INDEX likeness_marks ON app.likeness_entries USING gin (marks) WITH (fastupdate=off) WHERE (marks <> '{}'::text[]);
CREATE INDEX likeness_not_whole ON app.likeness_entries USING btree (service_id, about_id) WHERE (NOT is_whole);
CREATE INDEX likeness_of_case ON app.likeness_entries USING btree (service_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX likeness_of_referral ON app.likeness_entries USING btree (service_id, referral_id) WHERE (referral_id IS NOT NULL);
CREATE INDEX likeness_sounds ON app.likeness_entries USING gin (sounds) WITH (fastupdate=off);
CREATE INDEX likeness_words ON app.likeness_entries USING gin (words gin_trgm_ops) WITH (fastupdate=off);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.likeness_entries FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
grant delete, insert, select, update on app.likeness_entries to tp_hand;
grant select on app.likeness_entries to tp_search;

create table app.list_faults (
  service_id uuid not null,
  list_id uuid not null,
  row_number integer not null,
  reasons text[] not null,
  like_row integer,
  cells text not null,
  constraint list_faults_pkey PRIMARY KEY (service_id, list_id, row_number),
  constraint list_faults_service_id_list_id_fkey FOREIGN KEY (service_id, list_id) REFERENCES app.lists(service_id, id),
  constraint list_faults_row_number_check CHECK ((row_number > 0)),
  constraint lst_2_a_fault_says_why CHECK ((cardinality(reasons) > 0)),
  constraint sea_1_list_faults_cells_is_sealed CHECK (app.is_sealed(cells, 100000))
);
alter table app.list_faults enable row level security;
alter table app.list_faults force row level security;
create policy hand_in_service on app.list_faults to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy of_lists_sent_by_them on app.list_faults for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (NOT (reasons && ARRAY['on-a-list-of-another'::text])) AND (EXISTS ( SELECT
   FROM app.lists l
  WHERE ((l.service_id = ( SELECT app.service_id() AS service_id)) AND (l.id = list_faults.list_id))))));
create policy staff_who_triage on app.list_faults for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
grant delete, insert, select, update on app.list_faults to tp_hand;
grant select on app.list_faults to tp_referrer;
grant select on app.list_faults to tp_staff;

create table app.list_mappings (
  service_id uuid not null,
  agency_id uuid not null,
  columns text not null,
  constraint list_mappings_pkey PRIMARY KEY (service_id, agency_id),
  constraint list_mappings_service_id_agency_id_fkey FOREIGN KEY (service_id, agency_id) REFERENCES app.agencies(service_id, id),
  constraint sea_1_list_mappings_columns_is_sealed CHECK (app.is_sealed(columns, 20000))
);
alter table app.list_mappings enable row level security;
alter table app.list_mappings force row level security;
create policy hand_in_service on app.list_mappings to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy of_their_agency on app.list_mappings for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (p.agency_id = list_mappings.agency_id))))));
create policy staff_who_triage on app.list_mappings for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.list_mappings FOR EACH ROW EXECUTE FUNCTION trails.note_change('agency_id', '');
grant insert, select, update on app.list_mappings to tp_hand;
grant select on app.list_mappings to tp_referrer;
grant select on app.list_mappings to tp_staff;

create table app.listed_people (
  service_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  row_number integer not null,
  part text not null,
  details text not null,
  safe_ways text[] not null,
  like_born text default ''::text not null,
  like_phone text default ''::text not null,
  like_email text default ''::text not null,
  reference_index text default ''::text not null,
  standing text default 'not-asked'::text not null,
  ask_after date,
  settled_on date,
  listed_at timestamp with time zone not null,
  agency_id uuid not null,
  asked_on date,
  keep_until date not null,
  let_go_on date,
  like_name text default ''::text not null,
  constraint listed_people_pkey PRIMARY KEY (service_id, id),
  constraint lst_3_a_row_once UNIQUE (service_id, list_id, row_number),
  constraint listed_people_service_id_list_id_fkey FOREIGN KEY (service_id, list_id, agency_id) REFERENCES app.lists(service_id, id, agency_id),
  constraint listed_people_part_check CHECK ((part = ANY (ARRAY['harmed'::text, 'responsible'::text]))),
  constraint listed_people_row_number_check CHECK ((row_number > 0)),
  constraint listed_people_standing_check CHECK ((standing = ANY (ARRAY['not-asked'::text, 'asked'::text, 'yes'::text, 'no'::text, 'not-now'::text]))),
  constraint lst_5_ways_are_known CHECK ((safe_ways <@ ARRAY['call'::text, 'text'::text, 'email'::text, 'post'::text])),
  constraint lst_7_asked_on_a_day CHECK (((standing <> 'asked'::text) OR (asked_on IS NOT NULL))),
  constraint lst_7_kept_no_longer CHECK ((keep_until <=
CASE standing
    WHEN 'not-asked'::text THEN (((listed_at AT TIME ZONE 'Europe/London'::text))::date + 180)
    WHEN 'asked'::text THEN (asked_on + 90)
    WHEN 'not-now'::text THEN (ask_after + 90)
    ELSE (settled_on + 30)
END)),
  constraint lst_7_let_go_in_its_time CHECK ((let_go_on > keep_until)),
  constraint lst_7_let_go_is_gone CHECK (((let_go_on IS NULL) OR (details = ''::text))),
  constraint ofr_4_not_now_says_until_when CHECK (((standing = 'not-now'::text) = (ask_after IS NOT NULL))),
  constraint ofr_5_settled_has_a_day CHECK (((standing = ANY (ARRAY['yes'::text, 'no'::text])) = (settled_on IS NOT NULL))),
  constraint sea_1_listed_people_details_is_sealed CHECK (app.is_sealed(details, 40000)),
  constraint sea_5_listed_people_like_born_is_keyed CHECK (app.is_keyed(like_born)),
  constraint sea_5_listed_people_like_email_is_keyed CHECK (app.is_keyed(like_email)),
  constraint sea_5_listed_people_like_name_is_keyed CHECK (app.is_keyed(like_name)),
  constraint sea_5_listed_people_like_phone_is_keyed CHECK (app.is_keyed(like_phone)),
  constraint sea_5_listed_people_reference_index_is_keyed CHECK (app.is_keyed(reference_index))
);
alter table app.listed_people enable row level security;
alter table app.listed_people force row level security;
create policy hand_in_service on app.listed_people to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_triage on app.listed_people for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
CREATE INDEX listed_people_by_standing ON app.listed_people USING btree (service_id, standing, listed_at, row_number, id) WHERE (let_go_on IS NULL);
CREATE INDEX listed_people_in_figures ON app.listed_people USING btree (service_id, listed_at, agency_id, standing);
CREATE INDEX listed_people_in_order ON app.listed_people USING btree (service_id, listed_at, row_number, id) WHERE (let_go_on IS NULL);
CREATE INDEX listed_people_let_go ON app.listed_people USING btree (service_id, listed_at, row_number, id) WHERE (let_go_on IS NOT NULL);
CREATE INDEX listed_people_like_born ON app.listed_people USING btree (service_id, like_born) WHERE (like_born <> ''::text);
CREATE INDEX listed_people_like_email ON app.listed_people USING btree (service_id, like_email) WHERE (like_email <> ''::text);
CREATE INDEX listed_people_like_name ON app.listed_people USING btree (service_id, like_name) WHERE (like_name <> ''::text);
CREATE INDEX listed_people_like_phone ON app.listed_people USING btree (service_id, like_phone) WHERE (like_phone <> ''::text);
CREATE INDEX listed_people_of_list ON app.listed_people USING btree (service_id, list_id, standing, listed_at, row_number, id);
CREATE INDEX listed_people_reference ON app.listed_people USING btree (service_id, reference_index) WHERE (reference_index <> ''::text);
CREATE INDEX listed_people_to_let_go ON app.listed_people USING btree (service_id, keep_until) WHERE (let_go_on IS NULL);
CREATE TRIGGER trl_2_change_is_written AFTER UPDATE ON app.listed_people FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', 'like_name,like_born,like_phone,like_email,reference_index');
CREATE TRIGGER trl_2_many_came_is_written AFTER INSERT ON app.listed_people REFERENCING NEW TABLE AS many FOR EACH STATEMENT EXECUTE FUNCTION trails.note_many('id', 'like_name,like_born,like_phone,like_email,reference_index');
CREATE TRIGGER trl_2_many_went_is_written AFTER DELETE ON app.listed_people REFERENCING OLD TABLE AS many FOR EACH STATEMENT EXECUTE FUNCTION trails.note_many('id', 'like_name,like_born,like_phone,like_email,reference_index');
grant delete, insert, select, update on app.listed_people to tp_hand;
grant select on app.listed_people to tp_staff;

create table app.lists (
  service_id uuid not null,
  id uuid not null,
  agency_id uuid not null,
  kind text not null,
  size integer not null,
  file_name text not null,
  file_key text not null,
  head text not null,
  columns text default ''::text not null,
  part text not null,
  safe_ways text[] default '{}'::text[] not null,
  status text default 'new'::text not null,
  problem text,
  rows_read integer default 0 not null,
  rows_good integer default 0 not null,
  rows_bad integer default 0 not null,
  rows_twice integer default 0 not null,
  rows_known integer default 0 not null,
  remarks text[] default '{}'::text[] not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  imported_at timestamp with time zone,
  undone_at timestamp with time zone,
  moved_at timestamp with time zone not null,
  tries integer default 0 not null,
  sent_by_agency boolean default false not null,
  constraint lists_pkey PRIMARY KEY (service_id, id),
  constraint lists_sent_by UNIQUE (service_id, id, agency_id),
  constraint lists_service_id_added_by_fkey FOREIGN KEY (service_id, added_by) REFERENCES app.staff(service_id, id),
  constraint lists_service_id_agency_id_fkey FOREIGN KEY (service_id, agency_id) REFERENCES app.agencies(service_id, id),
  constraint lists_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint lists_kind_check CHECK ((kind = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint lists_part_check CHECK ((part = ANY (ARRAY['harmed'::text, 'responsible'::text]))),
  constraint lists_problem_check CHECK ((problem ~ '^[a-z-]{1,60}$'::text)),
  constraint lists_size_check CHECK ((size > 0)),
  constraint lists_status_check CHECK ((status = ANY (ARRAY['new'::text, 'checking'::text, 'checked'::text, 'importing'::text, 'imported'::text, 'undone'::text, 'let-go'::text, 'failed'::text]))),
  constraint lst_1_failed_says_why CHECK (((status = 'failed'::text) = (problem IS NOT NULL))),
  constraint lst_1_imported_has_a_moment CHECK (((imported_at IS NOT NULL) = (status = ANY (ARRAY['imported'::text, 'undone'::text])))),
  constraint lst_2_remarks_are_known CHECK ((remarks <@ ARRAY['has-merged-cells'::text, 'has-more-sheets'::text, 'has-formulas-without-results'::text])),
  constraint lst_4_undone_has_a_moment CHECK (((undone_at IS NOT NULL) = (status = 'undone'::text))),
  constraint lst_4_undone_within_a_day CHECK (((undone_at IS NULL) OR (undone_at <= (imported_at + '1 day'::interval)))),
  constraint lst_5_ways_are_known CHECK ((safe_ways <@ ARRAY['call'::text, 'text'::text, 'email'::text, 'post'::text])),
  constraint lst_6_tries_come_to_an_end CHECK (((tries >= 0) AND (tries <= 5))),
  constraint lst_8_past_lists_open_no_file CHECK (((status = ANY (ARRAY['new'::text, 'checking'::text, 'checked'::text, 'importing'::text])) OR (file_key = ''::text))),
  constraint sea_1_lists_columns_is_sealed CHECK (app.is_sealed(columns, 20000)),
  constraint sea_1_lists_file_key_is_sealed CHECK (app.is_sealed(file_key, 100)),
  constraint sea_1_lists_file_name_is_sealed CHECK (app.is_sealed(file_name, 200)),
  constraint sea_1_lists_head_is_sealed CHECK (app.is_sealed(head, 100000))
);
alter table app.lists enable row level security;
alter table app.lists force row level security;
create policy doorkeeper on app.lists for select to tp_owner
  using (true);
create policy hand_in_service on app.lists to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy sent_by_them on app.lists for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND sent_by_agency AND (EXISTS ( SELECT
   FROM app.agency_people p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (p.agency_id = lists.agency_id) AND (p.sees_all OR (lists.added_by = p.staff_id)))))));
create policy staff_who_triage on app.lists for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
CREATE INDEX lists_newest ON app.lists USING btree (service_id, added_at DESC, id);
CREATE INDEX lists_newest_of_agency ON app.lists USING btree (service_id, agency_id, added_at DESC, id DESC) WHERE sent_by_agency;
CREATE INDEX lists_of_agency ON app.lists USING btree (service_id, agency_id);
CREATE INDEX lists_to_let_go ON app.lists USING btree (service_id, moved_at) WHERE ((head <> ''::text) AND (status = ANY (ARRAY['new'::text, 'checked'::text, 'imported'::text])));
CREATE INDEX lists_to_read ON app.lists USING btree (service_id, id) WHERE (status = ANY (ARRAY['checking'::text, 'importing'::text]));
CREATE TRIGGER lst_10_the_service_takes_in BEFORE UPDATE OF status ON app.lists FOR EACH ROW WHEN (((new.status = ANY (ARRAY['importing'::text, 'imported'::text, 'undone'::text])) AND (new.status <> old.status))) EXECUTE FUNCTION app.lst_10_the_service_takes_in();
CREATE TRIGGER lst_1_steps_in_order BEFORE UPDATE OF status ON app.lists FOR EACH ROW EXECUTE FUNCTION app.lst_1_steps_in_order();
CREATE TRIGGER lst_9_of_their_own_agency BEFORE INSERT OR UPDATE OF agency_id, added_by, sent_by_agency ON app.lists FOR EACH ROW EXECUTE FUNCTION app.lst_9_of_their_own_agency();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.lists FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.lists to tp_hand;
grant select (service_id, id, agency_id, size, file_name, head, columns, part, safe_ways, status, problem, rows_read, remarks, added_by, added_at, imported_at, moved_at, sent_by_agency) on app.lists to tp_referrer;
grant select on app.lists to tp_staff;

create table app.mitigations (
  service_id uuid not null,
  case_id uuid not null,
  factor_id uuid not null,
  id uuid default gen_random_uuid() not null,
  words text not null,
  owner_id uuid not null,
  due_on date not null,
  done_on date,
  constraint mitigations_pkey PRIMARY KEY (service_id, case_id, id),
  constraint mitigations_service_id_case_id_factor_id_fkey FOREIGN KEY (service_id, case_id, factor_id) REFERENCES app.risk_factors(service_id, case_id, id),
  constraint mitigations_service_id_owner_id_fkey FOREIGN KEY (service_id, owner_id) REFERENCES app.staff(service_id, id),
  constraint sea_1_mitigations_words_is_sealed CHECK ((app.is_sealed(words, 2000) AND (words <> ''::text))) NOT VALID
);
alter table app.mitigations enable row level security;
alter table app.mitigations force row level security;
create policy hand_in_case on app.mitigations to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.mitigations for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = mitigations.service_id) AND (reader.case_id = mitigations.case_id))
 OFFSET 0))));
CREATE INDEX mitigations_of_factor ON app.mitigations USING btree (service_id, case_id, factor_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.mitigations FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.mitigations FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.mitigations FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.mitigations to tp_hand;
grant select on app.mitigations to tp_staff;
grant update (done_on) on app.mitigations to tp_hand;

create table app.more_asked (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  asked_of text not null,
  reason text not null,
  words text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  answer text default ''::text not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  let_go_at timestamp with time zone,
  constraint more_asked_pkey PRIMARY KEY (service_id, id),
  constraint more_asked_service_id_answered_by_fkey FOREIGN KEY (service_id, answered_by) REFERENCES app.staff(service_id, id),
  constraint more_asked_service_id_asked_by_fkey FOREIGN KEY (service_id, asked_by) REFERENCES app.staff(service_id, id),
  constraint more_asked_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint mor_3_answered_in_words_by_somebody CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((answered_at IS NULL) = (answer = ''::text)) AND ((answered_at IS NULL) OR (let_go_at IS NULL)))),
  constraint more_asked_asked_of_check CHECK ((asked_of = ANY (ARRAY['agency'::text, 'person'::text, 'ourselves'::text]))),
  constraint more_asked_reason_check CHECK ((reason = ANY (ARRAY['who-is-involved'::text, 'what-happened'::text, 'how-to-reach'::text, 'whether-they-agree'::text, 'safety'::text, 'something-else'::text]))),
  constraint sea_1_more_asked_answer_is_sealed CHECK (app.is_sealed(answer, 20000)),
  constraint sea_1_more_asked_words_is_sealed CHECK ((app.is_sealed(words, 10000) AND (words <> ''::text)))
);
alter table app.more_asked enable row level security;
alter table app.more_asked force row level security;
create policy asked_of_the_agency on app.more_asked for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (asked_of = 'agency'::text) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = more_asked.service_id) AND (a.referral_id = more_asked.referral_id))))));
create policy asked_of_the_agency_of_a_program on app.more_asked for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (asked_of = 'agency'::text) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = more_asked.service_id) AND (a.referral_id = more_asked.referral_id))))));
create policy asked_of_whoever_wrote on app.more_asked for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (referral_id = ( SELECT app.written_to() AS written_to)) AND (asked_of = 'person'::text)));
create policy hand_in_service on app.more_asked to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.more_asked for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = more_asked.service_id) AND (r.id = more_asked.referral_id))
 OFFSET 0))));
CREATE INDEX more_asked_of_referral ON app.more_asked USING btree (service_id, referral_id, asked_at);
CREATE UNIQUE INDEX mor_1_one_question_at_a_time ON app.more_asked USING btree (service_id, referral_id) WHERE ((answered_at IS NULL) AND (let_go_at IS NULL));
CREATE TRIGGER mor_2_asked_of_who_referred BEFORE INSERT OR UPDATE ON app.more_asked FOR EACH ROW EXECUTE FUNCTION app.mor_2_asked_of_who_referred();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.more_asked FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.more_asked to tp_hand;
grant select (service_id, id, referral_id, asked_of, reason, words, asked_at, answer, answered_at, let_go_at) on app.more_asked to tp_api;
grant select (service_id, id, referral_id, asked_of, reason, words, asked_at, answer, answered_at, let_go_at) on app.more_asked to tp_referrer;
grant select (service_id, id, referral_id, words, answered_at, let_go_at) on app.more_asked to tp_participant;
grant select on app.more_asked to tp_staff;

create table app.move_answers (
  service_id uuid not null,
  seq bigint generated always as identity not null,
  transfer_id uuid not null,
  referral_id uuid not null,
  about_id uuid not null,
  speaker text not null,
  answer text not null,
  how text not null,
  wording text not null,
  written_by uuid not null,
  said_at timestamp with time zone not null,
  constraint move_answers_pkey PRIMARY KEY (service_id, seq),
  constraint move_answers_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint move_answers_service_id_transfer_id_fkey FOREIGN KEY (service_id, transfer_id) REFERENCES app.referral_transfers(service_id, id),
  constraint move_answers_service_id_written_by_fkey FOREIGN KEY (service_id, written_by) REFERENCES app.staff(service_id, id),
  constraint move_answers_answer_check CHECK ((answer = ANY (ARRAY['given'::text, 'declined'::text]))),
  constraint move_answers_how_check CHECK ((how = ANY (ARRAY['in-person'::text, 'by-phone'::text, 'in-writing'::text]))),
  constraint move_answers_speaker_check CHECK ((speaker = ANY (ARRAY['self'::text, 'guardian'::text]))),
  constraint sea_1_move_answers_wording_is_sealed CHECK ((app.is_sealed(wording, 2000) AND (wording <> ''::text)))
);
alter table app.move_answers enable row level security;
alter table app.move_answers force row level security;
create policy hand_in_service on app.move_answers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.move_answers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = move_answers.service_id) AND (r.id = move_answers.referral_id))
 OFFSET 0))));
CREATE INDEX move_answers_of_transfer ON app.move_answers USING btree (service_id, transfer_id, seq);
CREATE TRIGGER trf_3_asked_while_on_offer BEFORE INSERT ON app.move_answers FOR EACH ROW EXECUTE FUNCTION app.trf_3_asked_while_on_offer();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.move_answers FOR EACH ROW EXECUTE FUNCTION trails.note_change('seq', '');
grant insert, select on app.move_answers to tp_hand;
grant select on app.move_answers to tp_staff;

create table app.named_readers (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  named_by uuid not null,
  named_at timestamp with time zone default now() not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint named_readers_pkey PRIMARY KEY (service_id, case_id, id),
  constraint named_readers_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint named_readers_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint rdr_5_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);
alter table app.named_readers enable row level security;
alter table app.named_readers force row level security;
create policy hand_in_case on app.named_readers to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy readers_follow_roles on app.named_readers for select to tp_owner
  using (true);
create policy staff_reader_of_case on app.named_readers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = named_readers.service_id) AND (reader.case_id = named_readers.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX rdr_5_named_once ON app.named_readers USING btree (service_id, case_id, staff_id) WHERE (ended_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.named_readers FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER readers_follow_names AFTER INSERT OR UPDATE ON app.named_readers FOR EACH ROW EXECUTE FUNCTION app.readers_follow_names();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.named_readers FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.named_readers to tp_hand;
grant select on app.named_readers to tp_staff;
grant update (ended_by, ended_at) on app.named_readers to tp_hand;

create table app.notes (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid,
  words text not null,
  happened_on date not null,
  written_by uuid not null,
  written_at timestamp with time zone default now() not null,
  constraint notes_pkey PRIMARY KEY (service_id, case_id, id),
  constraint notes_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint notes_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint not_1_not_in_the_future CHECK ((happened_on <= ((written_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint sea_1_notes_words_is_sealed CHECK ((app.is_sealed(words, 20000) AND (words <> ''::text)))
);
alter table app.notes enable row level security;
alter table app.notes force row level security;
create policy hand_in_case on app.notes to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.notes for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = notes.service_id) AND (reader.case_id = notes.case_id))
 OFFSET 0))));
CREATE INDEX notes_of_case ON app.notes USING btree (service_id, case_id, written_at DESC, id DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.notes FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.notes FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.notes to tp_hand;
grant select on app.notes to tp_staff;

create table app.notices (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  participant_id uuid,
  referral_id uuid,
  cause text not null,
  kind text not null,
  about_id uuid,
  send_after timestamp with time zone default now() not null,
  tries integer default 0 not null,
  status text default 'waiting'::text not null,
  channel text,
  sent_to text default ''::text not null,
  subject text default ''::text not null,
  body text default ''::text not null,
  because text default ''::text not null,
  written_at timestamp with time zone default now() not null,
  left_at timestamp with time zone,
  settled_at timestamp with time zone,
  sent_to_index text default ''::text not null,
  staff_id uuid,
  constraint notices_pkey PRIMARY KEY (service_id, id),
  constraint notice_once UNIQUE NULLS NOT DISTINCT (service_id, cause, kind, participant_id, referral_id, staff_id),
  constraint notices_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint notices_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.agency_people(service_id, staff_id),
  constraint notice_has_one_reader CHECK ((num_nonnulls(participant_id, referral_id) = 1)),
  constraint notice_of_a_side_names_its_case CHECK (((participant_id IS NULL) OR (case_id IS NOT NULL))),
  constraint notice_sent_has_words CHECK (((status <> ALL (ARRAY['leaving'::text, 'sent'::text, 'by-hand'::text, 'unsure'::text])) OR ((body <> ''::text) AND (sent_to <> ''::text) AND (channel IS NOT NULL) AND (left_at IS NOT NULL)))),
  constraint notice_settled_has_time CHECK (((status = ANY (ARRAY['waiting'::text, 'leaving'::text])) = (settled_at IS NULL))),
  constraint notices_channel_check CHECK ((channel = ANY (ARRAY['text'::text, 'email'::text, 'post'::text]))),
  constraint notices_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 100))),
  constraint notices_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'leaving'::text, 'sent'::text, 'stopped'::text, 'by-hand'::text, 'failed'::text, 'unsure'::text]))),
  constraint ntc_1_waiting_has_no_address CHECK (((status <> 'waiting'::text) OR ((sent_to = ''::text) AND (body = ''::text) AND (channel IS NULL)))),
  constraint ntc_7_an_agency_hears_of_its_referral CHECK ((((kind ~~ 'agency-%'::text) = (staff_id IS NOT NULL)) AND ((staff_id IS NULL) OR (referral_id IS NOT NULL)))),
  constraint sea_1_notices_body_is_sealed CHECK (app.is_sealed(body, 20000)) NOT VALID,
  constraint sea_1_notices_sent_to_is_sealed CHECK (app.is_sealed(sent_to, 2000)) NOT VALID,
  constraint sea_1_notices_subject_is_sealed CHECK (app.is_sealed(subject, 2000)) NOT VALID,
  constraint sea_5_notices_sent_to_index CHECK (((sent_to_index = ''::text) OR (sent_to_index ~ '^m1\.[A-Za-z0-9_-]{43}$'::text)))
);
alter table app.notices enable row level security;
alter table app.notices force row level security;
create policy doorkeeper on app.notices for select to tp_owner
  using ((status = ANY (ARRAY['waiting'::text, 'leaving'::text])));
create policy hand_in_service on app.notices to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_notices on app.notices for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id)) AND (status <> 'failed'::text)));
create policy staff_notices on app.notices for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = notices.service_id) AND (reader.case_id = notices.case_id))
 OFFSET 0)) OR ((case_id IS NULL) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = notices.service_id) AND (r.id = notices.referral_id))))))));
CREATE INDEX notices_by_status ON app.notices USING btree (service_id, status, written_at DESC, id DESC);
CREATE INDEX notices_newest ON app.notices USING btree (service_id, written_at DESC, id DESC);
CREATE INDEX notices_of_case ON app.notices USING btree (service_id, case_id, written_at);
CREATE INDEX notices_unfinished ON app.notices USING btree (send_after) WHERE (status = ANY (ARRAY['waiting'::text, 'leaving'::text]));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.notices FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER h16_goes_where_it_is_safe BEFORE INSERT OR UPDATE ON app.notices FOR EACH ROW EXECUTE FUNCTION app.h16_goes_where_it_is_safe();
CREATE TRIGGER ntc_2_moves_in_order BEFORE INSERT OR UPDATE ON app.notices FOR EACH ROW EXECUTE FUNCTION app.ntc_2_moves_in_order();
CREATE TRIGGER ntc_7_follows_the_referral BEFORE UPDATE OF status ON app.notices FOR EACH ROW WHEN (((new.staff_id IS NOT NULL) AND (new.status = ANY (ARRAY['leaving'::text, 'by-hand'::text])) AND (old.status = 'waiting'::text))) EXECUTE FUNCTION app.ntc_7_follows_the_referral();
CREATE TRIGGER pro_6_every_way_is_checked BEFORE UPDATE OF status ON app.notices FOR EACH ROW WHEN (((new.participant_id IS NOT NULL) AND (new.status = ANY (ARRAY['leaving'::text, 'by-hand'::text])) AND (old.status = 'waiting'::text))) EXECUTE FUNCTION app.pro_6_notice_is_checked();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.notices FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.notices to tp_hand;
grant select (service_id, id, case_id, participant_id, kind, status, channel, subject, body, written_at) on app.notices to tp_participant;
grant select on app.notices to tp_staff;

create table app.offers (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  listed_person_id uuid not null,
  way text not null,
  offered_on date not null,
  offered_by uuid not null,
  recorded_at timestamp with time zone not null,
  note text default ''::text not null,
  answer text,
  answered_on date,
  answer_recorded_by uuid,
  answer_recorded_at timestamp with time zone,
  ask_after date,
  answer_note text default ''::text not null,
  referral_id uuid,
  order_of_approach text,
  order_reason text default ''::text not null,
  is_like_a_no boolean default false not null,
  although text default ''::text not null,
  is_child boolean default false not null,
  guardian text default ''::text not null,
  constraint offers_pkey PRIMARY KEY (service_id, id),
  constraint offers_service_id_answer_recorded_by_fkey FOREIGN KEY (service_id, answer_recorded_by) REFERENCES app.staff(service_id, id),
  constraint offers_service_id_listed_person_id_fkey FOREIGN KEY (service_id, listed_person_id) REFERENCES app.listed_people(service_id, id),
  constraint offers_service_id_offered_by_fkey FOREIGN KEY (service_id, offered_by) REFERENCES app.staff(service_id, id),
  constraint offers_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint offers_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'not-now'::text]))),
  constraint offers_way_check CHECK ((way = ANY (ARRAY['call'::text, 'text'::text, 'email'::text, 'post'::text, 'in-person'::text]))),
  constraint ofr_10_somebody_speaks_for_a_child CHECK (((NOT is_child) OR (guardian <> ''::text))),
  constraint ofr_1_not_before_it_happened CHECK ((offered_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint ofr_3_an_answer_is_whole CHECK ((num_nulls(answer, answered_on, answer_recorded_by, answer_recorded_at) = ANY (ARRAY[0, 4]))),
  constraint ofr_3_answered_after_it_was_offered CHECK (((answered_on >= offered_on) AND (answered_on <= ((answer_recorded_at AT TIME ZONE 'Europe/London'::text))::date))),
  constraint ofr_4_ask_after_is_later CHECK ((ask_after > answered_on)),
  constraint ofr_4_not_now_says_until_when CHECK (((NOT (answer IS DISTINCT FROM 'not-now'::text)) = (ask_after IS NOT NULL))),
  constraint ofr_5_yes_is_a_referral CHECK (((NOT (answer IS DISTINCT FROM 'yes'::text)) = (referral_id IS NOT NULL))),
  constraint ofr_8_order_is_one_of CHECK ((order_of_approach = ANY (ARRAY['harmed-first'::text, 'responsible-first'::text]))),
  constraint ofr_8_responsible_first_has_a_reason CHECK (((NOT (order_of_approach IS DISTINCT FROM 'responsible-first'::text)) = (order_reason <> ''::text))),
  constraint ofr_9_a_no_is_heard CHECK (((NOT is_like_a_no) OR (although <> ''::text))),
  constraint sea_1_offers_although_is_sealed CHECK (app.is_sealed(although, 1000)),
  constraint sea_1_offers_answer_note_is_sealed CHECK (app.is_sealed(answer_note, 2000)),
  constraint sea_1_offers_guardian_is_sealed CHECK (app.is_sealed(guardian, 200)),
  constraint sea_1_offers_note_is_sealed CHECK (app.is_sealed(note, 2000)),
  constraint sea_1_offers_order_reason_is_sealed CHECK (app.is_sealed(order_reason, 1000))
);
alter table app.offers enable row level security;
alter table app.offers force row level security;
create policy hand_in_service on app.offers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_triage on app.offers for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
CREATE INDEX offers_in_figures ON app.offers USING btree (service_id, offered_on, way, offered_by);
CREATE INDEX offers_of_person ON app.offers USING btree (service_id, listed_person_id, recorded_at);
CREATE INDEX offers_of_referral ON app.offers USING btree (service_id, referral_id) WHERE (referral_id IS NOT NULL);
CREATE UNIQUE INDEX ofr_2_one_offer_waits ON app.offers USING btree (service_id, listed_person_id) WHERE (answer IS NULL);
CREATE TRIGGER ofr_3_answered_once BEFORE UPDATE ON app.offers FOR EACH ROW EXECUTE FUNCTION app.ofr_3_answered_once();
CREATE TRIGGER ofr_6_made_in_a_safe_way BEFORE INSERT ON app.offers FOR EACH ROW EXECUTE FUNCTION app.ofr_made_in_a_safe_way();
CREATE TRIGGER ofr_6_stays_in_a_safe_way BEFORE UPDATE OF way, listed_person_id ON app.offers FOR EACH ROW WHEN (((new.way IS DISTINCT FROM old.way) OR (new.listed_person_id IS DISTINCT FROM old.listed_person_id))) EXECUTE FUNCTION app.ofr_made_in_a_safe_way();
CREATE TRIGGER ofr_7_who_is_asked_is_known BEFORE INSERT OR UPDATE ON app.offers FOR EACH ROW EXECUTE FUNCTION app.ofr_7_who_is_asked_is_known();
CREATE TRIGGER ofr_8_asked_with_care BEFORE INSERT OR UPDATE OF listed_person_id, order_of_approach, although ON app.offers FOR EACH ROW EXECUTE FUNCTION app.ofr_asked_with_care();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.offers FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.offers to tp_hand;
grant select on app.offers to tp_staff;

create table app.organisations (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text not null,
  contact_role text default ''::text not null,
  email text default ''::text not null,
  phone text default ''::text not null,
  email_index text default ''::text not null,
  phone_index text default ''::text not null,
  constraint organisations_pkey PRIMARY KEY (service_id, id),
  constraint organisations_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint sea_1_organisations_email_is_sealed CHECK (app.is_sealed(email, 2000)) NOT VALID,
  constraint sea_1_organisations_phone_is_sealed CHECK (app.is_sealed(phone, 2000)) NOT VALID,
  constraint sea_5_organisations_email_index CHECK (((email_index = ''::text) OR (email_index ~ '^m1\.[A-Za-z0-9_-]{43}$'::text))),
  constraint sea_5_organisations_phone_index CHECK (((phone_index = ''::text) OR (phone_index ~ '^m1\.[A-Za-z0-9_-]{43}$'::text)))
);
alter table app.organisations enable row level security;
alter table app.organisations force row level security;
create policy doorkeeper on app.organisations for select to tp_owner
  using (true);
create policy hand_organisations_of_case on app.organisations to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.organisation_id = organisations.id))))))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy self on app.organisations for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.organisation_id = organisations.id))))));
create policy staff_organisations_of_cases on app.organisations for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = organisations.service_id) AND (p.organisation_id = organisations.id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.organisations FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.organisations FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.organisations to tp_hand;
grant select on app.organisations to tp_participant;
grant select on app.organisations to tp_staff;

create table app.own_code_requests (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  token_hash text not null,
  channel text not null,
  person_ids uuid[] default '{}'::uuid[] not null,
  tried text not null,
  tries integer default 0 not null,
  asked_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint own_code_requests_pkey PRIMARY KEY (service_id, id),
  constraint own_code_request_once UNIQUE (token_hash),
  constraint own_code_requests_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint own_code_requests_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text]))),
  constraint own_code_requests_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint own_code_requests_tried_check CHECK ((tried ~ '^[0-9a-f]{64}$'::text)),
  constraint psi_3_a_code_is_short_lived CHECK ((ends_at <= (asked_at + '00:30:00'::interval))),
  constraint psi_3_few_wrong_codes CHECK ((tries <= 5))
);
alter table app.own_code_requests enable row level security;
alter table app.own_code_requests force row level security;
create policy doorkeeper on app.own_code_requests to tp_owner
  using (true)
  with check (true);

create table app.own_codes (
  service_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  code_hash text not null,
  made_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint own_codes_pkey PRIMARY KEY (service_id, request_id, participant_id),
  constraint own_codes_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint own_codes_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.own_codes enable row level security;
alter table app.own_codes force row level security;
create policy doorkeeper on app.own_codes to tp_owner
  using (true)
  with check (true);
create policy hand_in_case on app.own_codes to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
CREATE INDEX own_codes_of_participant ON app.own_codes USING btree (service_id, case_id, participant_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.own_codes FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
grant insert, select, update on app.own_codes to tp_hand;

create table app.own_passkeys (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  participant_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  made_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  constraint own_passkeys_pkey PRIMARY KEY (service_id, id),
  constraint psi_6_passkey_is_one_persons UNIQUE (credential_id),
  constraint own_passkeys_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint own_passkeys_counter_check CHECK ((counter >= 0)),
  constraint own_passkeys_credential_id_check CHECK (((credential_id ~ '^[A-Za-z0-9_-]+$'::text) AND ((length(credential_id) >= 16) AND (length(credential_id) <= 1400)))),
  constraint own_passkeys_public_key_check CHECK (((length(public_key) >= 32) AND (length(public_key) <= 2000)))
);
alter table app.own_passkeys enable row level security;
alter table app.own_passkeys force row level security;
create policy doorkeeper on app.own_passkeys to tp_owner
  using (true)
  with check (true);
create policy hand_in_case on app.own_passkeys to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.own_passkeys for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
CREATE INDEX own_passkeys_of_participant ON app.own_passkeys USING btree (service_id, case_id, participant_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.own_passkeys FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER psi_6_five_passkeys AFTER INSERT ON app.own_passkeys FOR EACH ROW EXECUTE FUNCTION app.psi_6_five_passkeys();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE ON app.own_passkeys FOR EACH ROW EXECUTE FUNCTION trails.note_own_passkey();
grant delete, insert, select on app.own_passkeys to tp_hand;
grant select (service_id, id, case_id, participant_id, made_at, used_at) on app.own_passkeys to tp_participant;

create table app.papers (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  document_id uuid not null,
  from_id uuid not null,
  participant_id uuid not null,
  name text not null,
  kind text not null,
  size integer not null,
  file_key text not null,
  words_digest text not null,
  read_through_by uuid not null,
  released_by uuid not null,
  released_at timestamp with time zone not null,
  consent_seq bigint,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  read_at timestamp with time zone,
  constraint papers_pkey PRIMARY KEY (service_id, case_id, id),
  constraint papers_service_id_case_id_document_id_fkey FOREIGN KEY (service_id, case_id, document_id) REFERENCES app.documents(service_id, case_id, id),
  constraint papers_service_id_case_id_from_id_fkey FOREIGN KEY (service_id, case_id, from_id) REFERENCES app.participants(service_id, case_id, id),
  constraint papers_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint papers_service_id_released_by_fkey FOREIGN KEY (service_id, released_by) REFERENCES app.staff(service_id, id),
  constraint pap_1_rests_on_a_yes CHECK (((consent_seq IS NULL) = (from_id = participant_id))),
  constraint pap_2_read_through_by_whoever_passes_it_on CHECK ((read_through_by = released_by)),
  constraint pap_3_opened_or_taken_back CHECK (((read_at IS NULL) OR (revoked_at IS NULL))),
  constraint papers_kind_check CHECK ((kind = ANY (ARRAY['pdf'::text, 'jpeg'::text, 'png'::text, 'text'::text, 'docx'::text, 'odt'::text]))),
  constraint sea_1_papers_file_key_is_sealed CHECK ((app.is_sealed(file_key, 43) AND (file_key <> ''::text))),
  constraint sea_1_papers_name_is_sealed CHECK ((app.is_sealed(name, 200) AND (name <> ''::text))),
  constraint sea_5_papers_words_digest_is_keyed CHECK (app.is_keyed(words_digest))
);
alter table app.papers enable row level security;
alter table app.papers force row level security;
create policy hand_in_case on app.papers to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy reader on app.papers for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id)) AND (revoked_at IS NULL)));
create policy staff_reader_of_case on app.papers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = papers.service_id) AND (reader.case_id = papers.case_id))
 OFFSET 0))));
CREATE INDEX papers_newest ON app.papers USING btree (service_id, case_id, released_at DESC, id DESC);
CREATE UNIQUE INDEX pap_5_passed_on_once ON app.papers USING btree (service_id, case_id, document_id, participant_id) WHERE (revoked_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.papers FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER pap_1_paper_rests_on_a_yes BEFORE INSERT ON app.papers FOR EACH ROW EXECUTE FUNCTION app.pap_1_paper_rests_on_a_yes();
CREATE TRIGGER pap_3_taken_back_until_opened BEFORE UPDATE ON app.papers FOR EACH ROW EXECUTE FUNCTION app.pap_3_taken_back_until_opened();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.papers FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.papers to tp_hand;
grant select (service_id, case_id, id, document_id, participant_id, name, kind, size, file_key, released_at, revoked_at, read_at) on app.papers to tp_participant;
grant select on app.papers to tp_staff;
grant update (revoked_at, revoked_by, read_at) on app.papers to tp_hand;

create table app.participants (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  person_id uuid,
  organisation_id uuid,
  approached_on date,
  added_at timestamp with time zone default now() not null,
  constraint participants_pkey PRIMARY KEY (service_id, case_id, id),
  constraint organisation_once_a_case UNIQUE (service_id, case_id, organisation_id),
  constraint participant_once_a_case UNIQUE (service_id, case_id, person_id),
  constraint participants_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint participants_service_id_organisation_id_fkey FOREIGN KEY (service_id, organisation_id) REFERENCES app.organisations(service_id, id),
  constraint participants_service_id_person_id_fkey FOREIGN KEY (service_id, person_id) REFERENCES app.people(service_id, id),
  constraint participant_is_a_person_or_an_organisation CHECK ((num_nonnulls(person_id, organisation_id) = 1))
);
alter table app.participants enable row level security;
alter table app.participants force row level security;
create policy doorkeeper on app.participants for select to tp_owner
  using (true);
create policy hand_in_case on app.participants to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy self on app.participants for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.participants for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = participants.service_id) AND (reader.case_id = participants.case_id))
 OFFSET 0))));
CREATE INDEX participants_of_organisation ON app.participants USING btree (service_id, organisation_id);
CREATE INDEX participants_of_person ON app.participants USING btree (service_id, person_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.participants FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.participants FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER elg_7_nobody_is_told_while_it_stands BEFORE UPDATE OF approached_on ON app.participants FOR EACH ROW WHEN (((new.approached_on IS NOT NULL) AND (old.approached_on IS NULL))) EXECUTE FUNCTION app.elg_7_nobody_is_told_while_it_stands();
CREATE TRIGGER h17_approach_in_order BEFORE UPDATE OF approached_on ON app.participants FOR EACH ROW EXECUTE FUNCTION app.h17_approach_in_order();
CREATE TRIGGER prp_12_facilitators_fit BEFORE UPDATE OF approached_on ON app.participants FOR EACH ROW WHEN (((new.approached_on IS NOT NULL) AND (old.approached_on IS NULL))) EXECUTE FUNCTION app.prp_12_facilitators_fit();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.participants FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.participants to tp_hand;
grant select (service_id, case_id, id, person_id, organisation_id, added_at) on app.participants to tp_participant;
grant select on app.participants to tp_staff;

create table app.passkey_challenges (
  service_id uuid not null,
  mark text not null,
  ends_at timestamp with time zone not null,
  constraint passkey_challenges_pkey PRIMARY KEY (service_id, mark),
  constraint passkey_challenges_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint passkey_challenges_mark_check CHECK ((mark ~ '^[0-9a-f]{64}$'::text))
);
alter table app.passkey_challenges enable row level security;
alter table app.passkey_challenges force row level security;
create policy doorkeeper on app.passkey_challenges to tp_owner
  using (true)
  with check (true);
CREATE INDEX challenges_over ON app.passkey_challenges USING btree (ends_at);

create table app.people (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  full_name text not null,
  called text not null,
  pronouns text default ''::text not null,
  date_of_birth date,
  is_under_18 boolean default false not null,
  language text default 'English'::text not null,
  needs_interpreter boolean default false not null,
  access_needs text default ''::text not null,
  own_word text default ''::text not null,
  constraint people_pkey PRIMARY KEY (service_id, id),
  constraint people_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint people_called_check CHECK (((length(called) >= 1) AND (length(called) <= 100))),
  constraint people_full_name_check CHECK (((length(full_name) >= 1) AND (length(full_name) <= 200))),
  constraint sea_1_people_access_needs_is_sealed CHECK (app.is_sealed(access_needs, 5000)) NOT VALID
);
alter table app.people enable row level security;
alter table app.people force row level security;
create policy doorkeeper on app.people for select to tp_owner
  using (true);
create policy hand_people_of_case on app.people to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = people.id))))))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy self on app.people for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = people.id))))));
create policy staff_people_of_cases on app.people for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = people.service_id) AND (p.person_id = people.id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.people FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.people FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.people to tp_hand;
grant select on app.people to tp_participant;
grant select on app.people to tp_staff;

create table app.preparation_checks (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity not null,
  participant_id uuid not null,
  item text not null,
  answer text not null,
  waived_because text default ''::text not null,
  waived_by uuid,
  checked_on date not null,
  checked_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint preparation_checks_pkey PRIMARY KEY (service_id, case_id, seq),
  constraint preparation_checks_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint preparation_checks_answer_check CHECK ((answer = ANY (ARRAY['done'::text, 'waived'::text, 'not-done'::text]))),
  constraint preparation_checks_item_check CHECK ((item = ANY (ARRAY['understands-process'::text, 'limits-recorded'::text, 'unwanted-topics-recorded'::text, 'supporters-confirmed'::text, 'access-needs-arranged'::text, 'travel-arranged'::text, 'ground-rules-accepted'::text, 'after-care-named'::text, 'expectations-talked-through'::text]))),
  constraint prp_3_waiver_has_reason CHECK (((answer = 'waived'::text) = ((waived_because <> ''::text) AND (waived_by IS NOT NULL)))),
  constraint sea_1_preparation_checks_waived_because_is_sealed CHECK (app.is_sealed(waived_because, 2000)) NOT VALID
);
alter table app.preparation_checks enable row level security;
alter table app.preparation_checks force row level security;
create policy hand_in_case on app.preparation_checks to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.preparation_checks for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = preparation_checks.service_id) AND (reader.case_id = preparation_checks.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.preparation_checks FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.preparation_checks FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER prp_3_waived_by_a_supervisor BEFORE INSERT ON app.preparation_checks FOR EACH ROW EXECUTE FUNCTION app.prp_3_waived_by_a_supervisor();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.preparation_checks FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,seq', '');
grant insert, select on app.preparation_checks to tp_hand;
grant select on app.preparation_checks to tp_staff;

create table app.preparation_sessions (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  part text not null,
  held_on date not null,
  minutes integer,
  account text default ''::text not null,
  impact text default ''::text not null,
  impact_on_others text default ''::text not null,
  would_help text default ''::text not null,
  questions text default ''::text not null,
  not_wanted text default ''::text not null,
  who_was_affected text default ''::text not null,
  could_do text default ''::text not null,
  feelings text default ''::text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  constraint preparation_sessions_pkey PRIMARY KEY (service_id, case_id, id),
  constraint preparation_sessions_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint preparation_sessions_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600))),
  constraint preparation_sessions_part_check CHECK ((part = ANY (ARRAY['harmed'::text, 'responsible'::text]))),
  constraint prp_1_not_in_the_future CHECK ((held_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint prp_2_something_was_said CHECK ((length(((((((((account || impact) || impact_on_others) || would_help) || questions) || not_wanted) || who_was_affected) || could_do) || feelings)) > 0)),
  constraint sea_1_preparation_sessions_account_is_sealed CHECK (app.is_sealed(account, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_could_do_is_sealed CHECK (app.is_sealed(could_do, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_feelings_is_sealed CHECK (app.is_sealed(feelings, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_impact_is_sealed CHECK (app.is_sealed(impact, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_impact_on_others_is_sealed CHECK (app.is_sealed(impact_on_others, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_not_wanted_is_sealed CHECK (app.is_sealed(not_wanted, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_questions_is_sealed CHECK (app.is_sealed(questions, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_who_was_affected_is_sealed CHECK (app.is_sealed(who_was_affected, 10000)) NOT VALID,
  constraint sea_1_preparation_sessions_would_help_is_sealed CHECK (app.is_sealed(would_help, 10000)) NOT VALID
);
alter table app.preparation_sessions enable row level security;
alter table app.preparation_sessions force row level security;
create policy counted_by_the_worker on app.preparation_sessions for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.preparation_sessions to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.preparation_sessions for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = preparation_sessions.service_id) AND (reader.case_id = preparation_sessions.case_id))
 OFFSET 0))));
CREATE INDEX preparation_of_case ON app.preparation_sessions USING btree (service_id, case_id, participant_id, held_on);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.preparation_sessions FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.preparation_sessions FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.preparation_sessions FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.preparation_sessions to tp_hand;
grant select on app.preparation_sessions to tp_staff;

create table app.protected_words (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  kind text not null,
  words text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint protected_words_pkey PRIMARY KEY (service_id, case_id, id),
  constraint protected_words_service_id_added_by_fkey FOREIGN KEY (service_id, added_by) REFERENCES app.staff(service_id, id),
  constraint protected_words_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint protected_words_service_id_ended_by_fkey FOREIGN KEY (service_id, ended_by) REFERENCES app.staff(service_id, id),
  constraint pro_8_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint protected_words_kind_check CHECK ((kind = ANY (ARRAY['workplace'::text, 'school'::text, 'childs-name'::text, 'new-name'::text]))),
  constraint sea_1_protected_words_words_is_sealed CHECK ((app.is_sealed(words, 200) AND (words <> ''::text)))
);
alter table app.protected_words enable row level security;
alter table app.protected_words force row level security;
create policy hand_in_case on app.protected_words to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.protected_words for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = protected_words.service_id) AND (reader.case_id = protected_words.case_id))
 OFFSET 0))));
CREATE INDEX protected_words_newest ON app.protected_words USING btree (service_id, case_id, added_at DESC, id DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.protected_words FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.protected_words FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.protected_words to tp_hand;
grant select on app.protected_words to tp_staff;
grant update (ended_at, ended_by) on app.protected_words to tp_hand;

create table app.provider_askings (
  service_id uuid not null,
  state_hash text not null,
  browser_hash text not null,
  purpose text not null,
  staff_id uuid,
  sealed text not null,
  ends_at timestamp with time zone not null,
  constraint provider_askings_pkey PRIMARY KEY (service_id, state_hash),
  constraint provider_askings_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint provider_askings_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint asking_for_somebody CHECK (((purpose = 'sign-in'::text) = (staff_id IS NULL))),
  constraint provider_askings_browser_hash_check CHECK ((browser_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint provider_askings_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'link'::text, 'join'::text]))),
  constraint provider_askings_sealed_check CHECK ((sealed ~~ '1.%'::text)),
  constraint provider_askings_state_hash_check CHECK ((state_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.provider_askings enable row level security;
alter table app.provider_askings force row level security;
create policy doorkeeper on app.provider_askings to tp_owner
  using (true)
  with check (true);
CREATE INDEX provider_askings_over ON app.provider_askings USING btree (ends_at);

create table app.provider_links (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  issuer text not null,
  subject text not null,
  linked_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  constraint provider_links_pkey PRIMARY KEY (service_id, id),
  constraint crd_8_account_is_one_persons UNIQUE (issuer, subject),
  constraint crd_8_one_account_each UNIQUE (service_id, staff_id, issuer),
  constraint provider_links_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint provider_links_issuer_check CHECK (((length(issuer) >= 8) AND (length(issuer) <= 500))),
  constraint provider_links_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);
alter table app.provider_links enable row level security;
alter table app.provider_links force row level security;
create policy doorkeeper on app.provider_links to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.provider_links to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own on app.provider_links for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE TRIGGER crd_5_a_way_in_remains AFTER DELETE ON app.provider_links FOR EACH ROW EXECUTE FUNCTION app.crd_5_a_way_in_remains();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE ON app.provider_links FOR EACH ROW EXECUTE FUNCTION trails.note_way_in();
grant delete, insert, select on app.provider_links to tp_hand;
grant select (service_id, id, staff_id, issuer, linked_at, used_at) on app.provider_links to tp_staff;

create table app.recovery_codes (
  service_id uuid not null,
  staff_id uuid not null,
  code_hash text not null,
  made_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (service_id, staff_id, code_hash),
  constraint recovery_codes_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint recovery_codes_code_hash_check CHECK ((code_hash ~ '^([0-9a-f]{64}|[$]argon2id[$][ -~]{60,200})$'::text))
);
alter table app.recovery_codes enable row level security;
alter table app.recovery_codes force row level security;
create policy doorkeeper on app.recovery_codes to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.recovery_codes to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own on app.recovery_codes for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE TRIGGER trl_7_is_written AFTER INSERT ON app.recovery_codes REFERENCING NEW TABLE AS changed_codes FOR EACH STATEMENT EXECUTE FUNCTION trails.note_recovery_codes();
grant delete, insert, select on app.recovery_codes to tp_hand;
grant select (service_id, staff_id, made_at, used_at) on app.recovery_codes to tp_staff;

create table app.referral_amendments (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  field text not null,
  before text default ''::text not null,
  words text default ''::text not null,
  because text default ''::text not null,
  was_applied boolean not null,
  amended_by uuid not null,
  amended_at timestamp with time zone default now() not null,
  constraint referral_amendments_pkey PRIMARY KEY (service_id, id),
  constraint referral_amendments_service_id_amended_by_fkey FOREIGN KEY (service_id, amended_by) REFERENCES app.agency_people(service_id, staff_id),
  constraint referral_amendments_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.agency_referrals(service_id, referral_id),
  constraint agy_2_a_message_changes_nothing CHECK (((field <> 'message'::text) OR (NOT was_applied))),
  constraint agy_2_a_message_says_something CHECK (((field <> 'message'::text) OR (words <> ''::text))),
  constraint agy_2_says_why CHECK (((field = 'message'::text) OR (because <> ''::text))),
  constraint agy_8_a_risk_is_only_added CHECK (((field <> 'risks'::text) OR ((before = ''::text) AND (words <> ''::text)))),
  constraint referral_amendments_field_check CHECK ((field = ANY (ARRAY['message'::text, 'told'::text, 'agreed'::text, 'agency-reference'::text, 'situation'::text, 'phone'::text, 'email'::text, 'address'::text, 'safe-times'::text, 'what-happened'::text, 'where'::text, 'other-people'::text, 'hopes'::text, 'risks'::text]))),
  constraint sea_1_referral_amendments_because_is_sealed CHECK (app.is_sealed(because, 1000)),
  constraint sea_1_referral_amendments_before_is_sealed CHECK (app.is_sealed(before, 10000)),
  constraint sea_1_referral_amendments_words_is_sealed CHECK (app.is_sealed(words, 10000))
);
alter table app.referral_amendments enable row level security;
alter table app.referral_amendments force row level security;
create policy api_own_referrals on app.referral_amendments for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = referral_amendments.service_id) AND (a.referral_id = referral_amendments.referral_id))))));
create policy hand_in_service on app.referral_amendments to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_referrals on app.referral_amendments for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = referral_amendments.service_id) AND (a.referral_id = referral_amendments.referral_id))))));
create policy staff_who_read_the_referral on app.referral_amendments for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_amendments.service_id) AND (r.id = referral_amendments.referral_id))
 OFFSET 0))));
CREATE INDEX referral_amendments_of_referral ON app.referral_amendments USING btree (service_id, referral_id, amended_at DESC, id);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_amendments FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.referral_amendments to tp_hand;
grant select (service_id, id, referral_id, field, before, words, because, was_applied, amended_at) on app.referral_amendments to tp_api;
grant select (service_id, id, referral_id, field, before, words, because, was_applied, amended_at) on app.referral_amendments to tp_referrer;
grant select on app.referral_amendments to tp_staff;

create table app.referral_clocks (
  service_id uuid not null,
  referral_id uuid not null,
  case_id uuid,
  received_on date not null,
  acknowledge_by date not null,
  acknowledged_on date,
  triage_by date not null,
  triaged_on date,
  paused_on date,
  allocate_by date,
  allocated_on date,
  contact_by date,
  contacted_on date,
  stopped_on date,
  flag_rank smallint default 1 not null,
  next_due_on date generated always as (
CASE
    WHEN (stopped_on IS NOT NULL) THEN '9999-12-31'::date
    ELSE COALESCE(LEAST(
    CASE
        WHEN (acknowledged_on IS NULL) THEN acknowledge_by
        ELSE NULL::date
    END,
    CASE
        WHEN ((triaged_on IS NULL) AND (paused_on IS NULL)) THEN triage_by
        ELSE NULL::date
    END,
    CASE
        WHEN (allocated_on IS NULL) THEN allocate_by
        ELSE NULL::date
    END,
    CASE
        WHEN (contacted_on IS NULL) THEN contact_by
        ELSE NULL::date
    END), '9999-12-31'::date)
END) stored not null,
  constraint referral_clocks_pkey PRIMARY KEY (service_id, referral_id),
  constraint referral_clocks_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint referral_clocks_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint clk_1_decided_is_acknowledged CHECK (((triaged_on IS NULL) OR (acknowledged_on IS NOT NULL))),
  constraint clk_2_in_their_order CHECK ((((allocate_by IS NULL) OR ((case_id IS NOT NULL) AND (triaged_on IS NOT NULL))) AND ((allocated_on IS NULL) OR (allocate_by IS NOT NULL)) AND ((contact_by IS NULL) OR (allocated_on IS NOT NULL)) AND ((contacted_on IS NULL) OR (contact_by IS NOT NULL)))),
  constraint clk_3_waits_only_while_triaged CHECK (((paused_on IS NULL) OR (triaged_on IS NULL))),
  constraint referral_clocks_flag_rank_check CHECK ((flag_rank = ANY (ARRAY[0, 1])))
);
alter table app.referral_clocks enable row level security;
alter table app.referral_clocks force row level security;
create policy hand_in_service on app.referral_clocks to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.referral_clocks for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_clocks.service_id) AND (r.id = referral_clocks.referral_id))
 OFFSET 0))));
CREATE INDEX referral_clocks_of_case ON app.referral_clocks USING btree (service_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX referral_clocks_running ON app.referral_clocks USING btree (service_id, flag_rank, next_due_on, referral_id) WHERE (next_due_on < '9999-12-31'::date);
CREATE INDEX referral_clocks_waiting ON app.referral_clocks USING btree (service_id, flag_rank, next_due_on, referral_id) WHERE ((triaged_on IS NULL) AND (stopped_on IS NULL));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.referral_clocks FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_clocks FOR EACH ROW EXECUTE FUNCTION trails.note_change('referral_id', '');
grant insert, select, update on app.referral_clocks to tp_hand;
grant select on app.referral_clocks to tp_staff;

create table app.referral_drafts (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  visitor text not null,
  answers text default ''::text not null,
  sent_at timestamp with time zone,
  begun_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone default (now() + '1 day'::interval) not null,
  constraint referral_drafts_pkey PRIMARY KEY (service_id, visitor),
  constraint draft_once UNIQUE (service_id, id),
  constraint referral_drafts_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint ask_3_sent_draft_is_empty CHECK (((sent_at IS NULL) OR (answers = ''::text))),
  constraint referral_drafts_visitor_check CHECK ((visitor ~ '^[0-9a-f]{64}$'::text)),
  constraint sea_1_referral_drafts_answers_is_sealed CHECK (app.is_sealed(answers, 60000)) NOT VALID
);
alter table app.referral_drafts enable row level security;
alter table app.referral_drafts force row level security;
create policy doorkeeper on app.referral_drafts to tp_owner
  using ((expires_at < now()));
create policy hand_in_service on app.referral_drafts to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_draft on app.referral_drafts for select to tp_public
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (visitor = ( SELECT app.visitor() AS visitor)) AND (expires_at > now())));
CREATE INDEX drafts_expire ON app.referral_drafts USING btree (service_id, expires_at);
CREATE TRIGGER ask_3_sent_once BEFORE UPDATE ON app.referral_drafts FOR EACH ROW EXECUTE FUNCTION app.ask_3_sent_once();
grant delete, insert, select, update on app.referral_drafts to tp_hand;
grant select on app.referral_drafts to tp_public;

create table app.referral_links (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  case_id uuid not null,
  linked_by uuid not null,
  linked_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint referral_links_pkey PRIMARY KEY (service_id, id),
  constraint referral_links_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint referral_links_service_id_linked_by_fkey FOREIGN KEY (service_id, linked_by) REFERENCES app.staff(service_id, id),
  constraint referral_links_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint referral_links_service_id_undone_by_fkey FOREIGN KEY (service_id, undone_by) REFERENCES app.staff(service_id, id),
  constraint lik_5_undone_says_who CHECK (((undone_at IS NULL) = (undone_by IS NULL)))
);
alter table app.referral_links enable row level security;
alter table app.referral_links force row level security;
create policy hand_in_service on app.referral_links to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.referral_links for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_links.service_id) AND (r.id = referral_links.referral_id))
 OFFSET 0))));
CREATE INDEX referral_links_of_case ON app.referral_links USING btree (service_id, case_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX lik_4_linked_once ON app.referral_links USING btree (service_id, referral_id) WHERE (undone_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.referral_links FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_links FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.referral_links to tp_hand;
grant select on app.referral_links to tp_staff;
grant update (undone_by, undone_at) on app.referral_links to tp_hand;

create table app.referral_matters (
  service_id uuid not null,
  referral_id uuid not null,
  crime_number text default ''::text not null,
  urn text default ''::text not null,
  prison_number text default ''::text not null,
  reported_on date,
  is_enhanced boolean default false not null,
  inform_by date,
  informed_on date,
  origin text default 'service'::text not null,
  constraint mat_2_one_of_each_referral PRIMARY KEY (service_id, referral_id),
  constraint referral_matters_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint mat_3_days_in_order CHECK ((((reported_on IS NULL) = (inform_by IS NULL)) AND (inform_by > reported_on) AND (informed_on >= reported_on))),
  constraint mat_6_origin_is_one_of CHECK ((origin = ANY (ARRAY['service'::text, 'police-out-of-court'::text]))),
  constraint sea_1_referral_matters_crime_number_is_sealed CHECK (app.is_sealed(crime_number, 200)),
  constraint sea_1_referral_matters_prison_number_is_sealed CHECK (app.is_sealed(prison_number, 200)),
  constraint sea_1_referral_matters_urn_is_sealed CHECK (app.is_sealed(urn, 200))
);
alter table app.referral_matters enable row level security;
alter table app.referral_matters force row level security;
create policy counted_by_the_worker on app.referral_matters for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy days_of_the_agency on app.referral_matters for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = referral_matters.service_id) AND (a.referral_id = referral_matters.referral_id))))));
create policy hand_in_service on app.referral_matters to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.referral_matters for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_matters.service_id) AND (r.id = referral_matters.referral_id))
 OFFSET 0))));
CREATE INDEX referral_matters_apart ON app.referral_matters USING btree (service_id, referral_id) WHERE (origin = 'police-out-of-court'::text);
CREATE TRIGGER mat_4_of_a_case_one_may_open BEFORE INSERT OR UPDATE ON app.referral_matters FOR EACH ROW EXECUTE FUNCTION app.mat_4_of_a_case_one_may_open();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_matters FOR EACH ROW EXECUTE FUNCTION trails.note_change('referral_id', '');
grant insert, select, update on app.referral_matters to tp_hand;
grant select (service_id, referral_id, reported_on, inform_by, informed_on) on app.referral_matters to tp_referrer;
grant select on app.referral_matters to tp_staff;

create table app.referral_others (
  service_id uuid not null,
  referral_id uuid not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  part text not null,
  full_name text not null,
  called text default ''::text not null,
  is_under_18 boolean default false not null,
  contact_role text default ''::text not null,
  phone text default ''::text not null,
  added_by uuid not null,
  added_at timestamp with time zone default now() not null,
  constraint referral_others_pkey PRIMARY KEY (service_id, referral_id, id),
  constraint referral_others_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint ref_7_organisations_are_harmed CHECK (((kind = 'person'::text) OR (part = 'harmed'::text))),
  constraint referral_others_called_check CHECK ((length(called) <= 100)),
  constraint referral_others_contact_role_check CHECK ((length(contact_role) <= 200)),
  constraint referral_others_full_name_check CHECK (((length(full_name) >= 1) AND (length(full_name) <= 200))),
  constraint referral_others_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint referral_others_part_check CHECK ((part = ANY (ARRAY['harmed'::text, 'responsible'::text]))),
  constraint sea_1_referral_others_phone_is_sealed CHECK (app.is_sealed(phone, 2000)) NOT VALID
);
alter table app.referral_others enable row level security;
alter table app.referral_others force row level security;
create policy goes_along on app.referral_others for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (referral_id = ( SELECT app.goes_with_referral() AS goes_with_referral)) AND (id = ( SELECT app.goes_along() AS goes_along))));
create policy hand_in_service on app.referral_others to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_referral on app.referral_others for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_others.service_id) AND (r.id = referral_others.referral_id))
 OFFSET 0))));
CREATE TRIGGER ref_3_others_rest BEFORE INSERT OR DELETE ON app.referral_others FOR EACH ROW EXECUTE FUNCTION app.ref_3_others_rest();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_others FOR EACH ROW EXECUTE FUNCTION trails.note_change('referral_id,id', '');
grant delete, insert, select on app.referral_others to tp_hand;
grant select (service_id, referral_id, id, kind, part, full_name, called, is_under_18, contact_role, phone, added_at) on app.referral_others to tp_participant;
grant select on app.referral_others to tp_staff;

create table app.referral_pairs (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  with_id uuid not null,
  said_by uuid not null,
  said_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint referral_pairs_pkey PRIMARY KEY (service_id, id),
  constraint referral_pairs_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint referral_pairs_service_id_said_by_fkey FOREIGN KEY (service_id, said_by) REFERENCES app.staff(service_id, id),
  constraint referral_pairs_service_id_with_id_fkey FOREIGN KEY (service_id, with_id) REFERENCES app.referrals(service_id, id),
  constraint lik_10_undone_says_who CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint lik_10_with_another CHECK ((referral_id <> with_id))
);
alter table app.referral_pairs enable row level security;
alter table app.referral_pairs force row level security;
create policy hand_in_service on app.referral_pairs to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.referral_pairs for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_pairs.service_id) AND (r.id = referral_pairs.referral_id))
 OFFSET 0))));
CREATE INDEX referral_pairs_with ON app.referral_pairs USING btree (service_id, with_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX lik_10_belongs_once ON app.referral_pairs USING btree (service_id, referral_id) WHERE (undone_at IS NULL);
CREATE TRIGGER lik_10_two_that_wait BEFORE INSERT ON app.referral_pairs FOR EACH ROW EXECUTE FUNCTION app.lik_10_two_that_wait();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_pairs FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.referral_pairs to tp_hand;
grant select on app.referral_pairs to tp_staff;
grant update (undone_by, undone_at) on app.referral_pairs to tp_hand;

create table app.referral_transfers (
  service_id uuid not null,
  referral_id uuid not null,
  id uuid not null,
  to_service_id uuid,
  to_name text not null,
  why text not null,
  status text default 'offered'::text not null,
  offered_by uuid not null,
  offered_at timestamp with time zone not null,
  because text,
  answered_at timestamp with time zone,
  answered_by uuid,
  sent_by uuid,
  sent_at timestamp with time zone,
  received_by text default ''::text not null,
  received_on date,
  constraint referral_transfers_pkey PRIMARY KEY (service_id, id),
  constraint referral_transfers_service_id_answered_by_fkey FOREIGN KEY (service_id, answered_by) REFERENCES app.staff(service_id, id),
  constraint referral_transfers_service_id_offered_by_fkey FOREIGN KEY (service_id, offered_by) REFERENCES app.staff(service_id, id),
  constraint referral_transfers_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint referral_transfers_service_id_sent_by_fkey FOREIGN KEY (service_id, sent_by) REFERENCES app.staff(service_id, id),
  constraint referral_transfers_because_check CHECK ((because = ANY (ARRAY['not-our-area'::text, 'no-capacity'::text, 'no-specialist'::text, 'not-eligible'::text, 'other'::text]))),
  constraint referral_transfers_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'rejected'::text, 'taken-back'::text, 'sent'::text]))),
  constraint referral_transfers_to_name_check CHECK (((length(to_name) >= 1) AND (length(to_name) <= 200))),
  constraint referral_transfers_why_check CHECK ((why = ANY (ARRAY['out-of-area'::text, 'moved'::text, 'specialist'::text, 'other'::text]))),
  constraint sea_1_referral_transfers_received_by_is_sealed CHECK (app.is_sealed(received_by, 200)),
  constraint trf_1_to_another_service CHECK ((to_service_id <> service_id)),
  constraint trf_2_a_no_says_why CHECK (((status = 'rejected'::text) = (because IS NOT NULL))),
  constraint trf_2_an_answer_has_a_moment CHECK (((status = ANY (ARRAY['accepted'::text, 'rejected'::text, 'sent'::text])) <= (answered_at IS NOT NULL))),
  constraint trf_5_received_says_who CHECK (((received_by = ''::text) = (received_on IS NULL))),
  constraint trf_5_sent_says_who CHECK ((((status = 'sent'::text) = (sent_by IS NOT NULL)) AND ((status = 'sent'::text) = (sent_at IS NOT NULL))))
);
alter table app.referral_transfers enable row level security;
alter table app.referral_transfers force row level security;
create policy hand_in_service on app.referral_transfers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.referral_transfers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = referral_transfers.service_id) AND (r.id = referral_transfers.referral_id))
 OFFSET 0))));
CREATE INDEX referral_transfers_newest ON app.referral_transfers USING btree (service_id, referral_id, offered_at DESC, id);
CREATE UNIQUE INDEX trf_1_one_at_a_time_of_a_referral ON app.referral_transfers USING btree (service_id, referral_id) WHERE (status = ANY (ARRAY['offered'::text, 'accepted'::text, 'sent'::text]));
CREATE TRIGGER trf_referral_steps_in_order BEFORE INSERT OR UPDATE ON app.referral_transfers FOR EACH ROW EXECUTE FUNCTION app.trf_referral_steps_in_order();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referral_transfers FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.referral_transfers to tp_hand;
grant select on app.referral_transfers to tp_staff;

create table app.referrals (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  reference text not null,
  draft_id uuid,
  referrer_name text default ''::text not null,
  referrer_contact text default ''::text not null,
  source text not null,
  part text not null,
  status text default 'received'::text not null,
  full_name text not null,
  called text default ''::text not null,
  pronouns text default ''::text not null,
  date_of_birth date,
  is_under_18 boolean default false not null,
  guardian_name text default ''::text not null,
  language text default 'English'::text not null,
  needs_interpreter boolean default false not null,
  access_needs text default ''::text not null,
  phone text default ''::text not null,
  email text default ''::text not null,
  address text default ''::text not null,
  may_phone boolean default false not null,
  may_text boolean default false not null,
  may_email boolean default false not null,
  may_post boolean default false not null,
  from_hour integer,
  until_hour integer,
  safe_times text default ''::text not null,
  may_leave_voicemail boolean default false not null,
  codeword text default ''::text not null,
  if_someone_else_answers text default ''::text not null,
  incident_kind text not null,
  what_happened text not null,
  when_words text default ''::text not null,
  happened_on date,
  where_words text default ''::text not null,
  postcode_district text default ''::text not null,
  in_area boolean,
  other_people_words text default ''::text not null,
  hopes text default ''::text not null,
  agreed_to_referral boolean default true not null,
  received_on date not null,
  entered_at timestamp with time zone default now() not null,
  entered_by uuid,
  acknowledged_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  decline_reason text,
  decline_words text default ''::text not null,
  case_id uuid,
  person_id uuid,
  constraint referrals_pkey PRIMARY KEY (service_id, id),
  constraint ref_6_one_referral_a_draft UNIQUE (service_id, draft_id),
  constraint referral_reference_once UNIQUE (service_id, reference),
  constraint referrals_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint referrals_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint referrals_service_id_person_id_fkey FOREIGN KEY (service_id, person_id) REFERENCES app.people(service_id, id),
  constraint ask_4_not_reached_before_they_agree CHECK (((source <> 'on-behalf'::text) OR agreed_to_referral OR (NOT (may_phone OR may_text OR may_email OR may_post)))),
  constraint ref_1_safe_hours_in_order CHECK ((((from_hour IS NULL) = (until_hour IS NULL)) AND (from_hour < until_hour))),
  constraint ref_1_safe_way_has_an_address CHECK (((((NOT may_phone) AND (NOT may_text)) OR (phone <> ''::text)) AND ((NOT may_email) OR (email <> ''::text)) AND ((NOT may_post) OR (address <> ''::text)))),
  constraint ref_2_received_before_entered CHECK ((received_on <= ((entered_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint ref_3_acknowledged_has_time CHECK (((status <> 'acknowledged'::text) OR (acknowledged_at IS NOT NULL))),
  constraint ref_4_decided_has_who CHECK ((((status = ANY (ARRAY['accepted'::text, 'declined'::text])) = (decided_at IS NOT NULL)) AND ((status = ANY (ARRAY['accepted'::text, 'declined'::text])) = (decided_by IS NOT NULL)))),
  constraint ref_4_declined_has_reason CHECK (((status = 'declined'::text) = (decline_reason IS NOT NULL))),
  constraint ref_5_accepted_is_a_case CHECK (((status = 'accepted'::text) = (case_id IS NOT NULL))),
  constraint referrals_decline_reason_check CHECK ((decline_reason = ANY (ARRAY['out-of-area'::text, 'not-suitable'::text, 'live-court-case'::text, 'no-contact-wanted'::text, 'duplicate'::text, 'other-service'::text, 'not-enough-known'::text]))),
  constraint referrals_from_hour_check CHECK (((from_hour >= 0) AND (from_hour <= 23))),
  constraint referrals_full_name_check CHECK (((length(full_name) >= 1) AND (length(full_name) <= 200))),
  constraint referrals_incident_kind_check CHECK ((incident_kind = ANY (ARRAY['neighbour-dispute'::text, 'criminal-damage'::text, 'burglary'::text, 'assault'::text, 'anti-social-behaviour'::text, 'shop-theft'::text, 'serious-crime'::text, 'other'::text]))),
  constraint referrals_part_check CHECK ((part = ANY (ARRAY['harmed'::text, 'responsible'::text]))),
  constraint referrals_reference_check CHECK ((reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'::text)),
  constraint referrals_referrer_name_check CHECK ((length(referrer_name) <= 200)),
  constraint referrals_source_check CHECK ((source = ANY (ARRAY['self'::text, 'on-behalf'::text, 'police'::text, 'probation'::text, 'prison'::text, 'victim-service'::text, 'housing'::text, 'council'::text, 'school'::text, 'court'::text, 'other'::text]))),
  constraint referrals_status_check CHECK ((status = ANY (ARRAY['received'::text, 'acknowledged'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint referrals_until_hour_check CHECK (((until_hour >= 1) AND (until_hour <= 24))),
  constraint sea_1_referrals_access_needs_is_sealed CHECK (app.is_sealed(access_needs, 5000)) NOT VALID,
  constraint sea_1_referrals_address_is_sealed CHECK (app.is_sealed(address, 2000)) NOT VALID,
  constraint sea_1_referrals_codeword_is_sealed CHECK (app.is_sealed(codeword, 2000)) NOT VALID,
  constraint sea_1_referrals_decline_words_is_sealed CHECK (app.is_sealed(decline_words, 5000)) NOT VALID,
  constraint sea_1_referrals_email_is_sealed CHECK (app.is_sealed(email, 2000)) NOT VALID,
  constraint sea_1_referrals_hopes_is_sealed CHECK (app.is_sealed(hopes, 10000)) NOT VALID,
  constraint sea_1_referrals_if_someone_else_answers_is_sealed CHECK (app.is_sealed(if_someone_else_answers, 2000)) NOT VALID,
  constraint sea_1_referrals_other_people_words_is_sealed CHECK (app.is_sealed(other_people_words, 10000)) NOT VALID,
  constraint sea_1_referrals_phone_is_sealed CHECK (app.is_sealed(phone, 2000)) NOT VALID,
  constraint sea_1_referrals_referrer_contact_is_sealed CHECK (app.is_sealed(referrer_contact, 2000)) NOT VALID,
  constraint sea_1_referrals_safe_times_is_sealed CHECK (app.is_sealed(safe_times, 2000)) NOT VALID,
  constraint sea_1_referrals_what_happened_is_sealed CHECK ((app.is_sealed(what_happened, 10000) AND (what_happened <> ''::text))) NOT VALID,
  constraint sea_1_referrals_when_words_is_sealed CHECK (app.is_sealed(when_words, 1000)) NOT VALID,
  constraint sea_1_referrals_where_words_is_sealed CHECK (app.is_sealed(where_words, 5000)) NOT VALID
);
alter table app.referrals enable row level security;
alter table app.referrals force row level security;
create policy api_own_referrals on app.referrals for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = referrals.service_id) AND (a.referral_id = referrals.id))))));
create policy counted_by_the_worker on app.referrals for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_service on app.referrals to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_asked on app.referrals for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (id = ( SELECT app.written_to() AS written_to)) AND (source = 'self'::text)));
create policy own_referrals on app.referrals for select to tp_referrer
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.agency_referrals a
  WHERE ((a.service_id = referrals.service_id) AND (a.referral_id = referrals.id))))));
create policy own_sent on app.referrals for select to tp_public
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (draft_id IN ( SELECT d.id
   FROM app.referral_drafts d
  WHERE (d.visitor = ( SELECT app.visitor() AS visitor))))));
create policy ref_9_decided_in_its_area on app.referrals for update as restrictive to tp_hand
  using ((NOT app.is_other_teams_referral(service_id, postcode_district, entered_by, ( SELECT app.acting_staff() AS acting_staff))));
create policy staff_who_triage_or_read_the_case on app.referrals for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND ((EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = referrals.service_id) AND (reader.case_id = referrals.case_id))
 OFFSET 0)) OR ((case_id IS NULL) AND (service_id = ( SELECT app.service_triaged() AS service_triaged)) AND ((entered_by = ( SELECT app.staff_id() AS staff_id)) OR (postcode_district <> ALL (( SELECT app.districts_of_other_teams() AS districts_of_other_teams)::text[])))))));
create policy trails on app.referrals for select to tp_owner
  using ((service_id = ( SELECT app.service_id() AS service_id)));
CREATE INDEX referrals_inbox ON app.referrals USING btree (service_id, status, received_on, id);
CREATE INDEX referrals_of_case ON app.referrals USING btree (service_id, case_id);
CREATE INDEX referrals_of_person ON app.referrals USING btree (service_id, person_id) WHERE (person_id IS NOT NULL);
CREATE TRIGGER agy_4_only_ways_that_are_safe BEFORE UPDATE OF phone, email, address ON app.referrals FOR EACH ROW EXECUTE FUNCTION app.agy_4_only_ways_that_are_safe();
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.referrals FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER elg_4_nothing_stops_it BEFORE UPDATE OF status ON app.referrals FOR EACH ROW WHEN (((new.status = 'accepted'::text) AND (old.status <> 'accepted'::text))) EXECUTE FUNCTION app.elg_4_nothing_stops_it();
CREATE TRIGGER elg_8_begins_no_case BEFORE UPDATE OF status ON app.referrals FOR EACH ROW WHEN (((new.status = 'accepted'::text) AND (old.status <> 'accepted'::text) AND (new.part = 'responsible'::text))) EXECUTE FUNCTION app.elg_8_begins_no_case();
CREATE TRIGGER lik_10_one_case BEFORE UPDATE OF status ON app.referrals FOR EACH ROW WHEN (((new.status = 'accepted'::text) AND (old.status <> 'accepted'::text))) EXECUTE FUNCTION app.lik_10_one_case();
CREATE TRIGGER ref_decided_once_with_both_sides BEFORE UPDATE ON app.referrals FOR EACH ROW EXECUTE FUNCTION app.ref_decided_once_with_both_sides();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.referrals FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.referrals to tp_hand;
grant select (service_id, id, reference, called, decline_reason, decline_words) on app.referrals to tp_participant;
grant select (service_id, id, reference, draft_id) on app.referrals to tp_public;
grant select (service_id, id, reference, part, status, full_name, called, date_of_birth, is_under_18, guardian_name, language, needs_interpreter, access_needs, phone, email, address, may_phone, may_text, may_email, may_post, safe_times, incident_kind, what_happened, when_words, happened_on, where_words, postcode_district, other_people_words, hopes, agreed_to_referral, received_on, entered_at, acknowledged_at) on app.referrals to tp_api;
grant select (service_id, id, reference, part, status, full_name, called, date_of_birth, is_under_18, guardian_name, language, needs_interpreter, access_needs, phone, email, address, may_phone, may_text, may_email, may_post, safe_times, incident_kind, what_happened, when_words, happened_on, where_words, postcode_district, other_people_words, hopes, agreed_to_referral, received_on, entered_at, acknowledged_at) on app.referrals to tp_referrer;
grant select on app.referrals to tp_staff;

create table app.released_figures (
  service_id uuid not null,
  quarter date not null,
  of_table text not null,
  part text not null,
  shown integer,
  constraint released_figures_pkey PRIMARY KEY (service_id, quarter, of_table, part),
  constraint released_figures_service_id_quarter_fkey FOREIGN KEY (service_id, quarter) REFERENCES app.figure_releases(service_id, quarter),
  constraint fig_1_never_small CHECK ((shown >= 5)),
  constraint released_figures_of_table_check CHECK ((of_table ~ '^[a-z-]{1,40}$'::text)),
  constraint released_figures_part_check CHECK ((part ~ '^[a-z0-9-]{1,40}$'::text))
);
alter table app.released_figures enable row level security;
alter table app.released_figures force row level security;
create policy hand_in_service on app.released_figures to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy of_ones_service on app.released_figures for select to tp_commissioner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.commissioners c
  WHERE (c.service_id = released_figures.service_id)))));
create policy staff_of_service on app.released_figures for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE CONSTRAINT TRIGGER fig_2_nothing_follows AFTER INSERT ON app.released_figures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.fig_2_nothing_follows();
grant insert, select on app.released_figures to tp_hand;
grant select on app.released_figures to tp_commissioner;
grant select on app.released_figures to tp_staff;

create table app.releases (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  item_id uuid not null,
  from_id uuid not null,
  participant_id uuid not null,
  words text default ''::text not null,
  released_by uuid,
  released_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  read_at timestamp with time zone,
  answer text,
  answered_at timestamp with time zone,
  ask_after date,
  author_may_know boolean default false not null,
  words_digest text default ''::text not null,
  consent_seq bigint,
  revoked_by uuid,
  constraint releases_pkey PRIMARY KEY (service_id, case_id, id),
  constraint releases_service_id_case_id_from_id_fkey FOREIGN KEY (service_id, case_id, from_id) REFERENCES app.participants(service_id, case_id, id),
  constraint releases_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint exc_15_read_or_taken_back CHECK (((read_at IS NULL) OR (revoked_at IS NULL))),
  constraint exc_3_kept_for_later_has_a_day CHECK (((answer IS NULL) OR ((answer = 'keep-for-later'::text) = (ask_after IS NOT NULL)))),
  constraint releases_answer_check CHECK ((answer = ANY (ARRAY['online'::text, 'read-aloud'::text, 'handed-over'::text, 'keep-for-later'::text, 'no-thank-you'::text]))),
  constraint releases_kind_check CHECK ((kind = ANY (ARRAY['letter-offer'::text, 'letter'::text]))),
  constraint sea_1_releases_words_is_sealed CHECK (app.is_sealed(words, 20000)) NOT VALID,
  constraint sea_5_releases_words_digest_is_keyed CHECK (app.is_keyed(words_digest)) NOT VALID
);
alter table app.releases enable row level security;
alter table app.releases force row level security;
create policy hand_in_case on app.releases to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy reader on app.releases for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id)) AND (revoked_at IS NULL)));
create policy staff_reader_of_case on app.releases for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = releases.service_id) AND (reader.case_id = releases.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX exc_7_released_once ON app.releases USING btree (service_id, case_id, kind, item_id, participant_id) WHERE (revoked_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.releases FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER exc_15_taken_back_until_read BEFORE UPDATE ON app.releases FOR EACH ROW EXECUTE FUNCTION app.exc_15_taken_back_until_read();
CREATE TRIGGER h4_release_has_its_reason BEFORE INSERT OR UPDATE OF words, item_id, participant_id, kind ON app.releases FOR EACH ROW EXECUTE FUNCTION app.h4_release_has_its_reason();
CREATE TRIGGER pro_5_checked_as_it_crosses BEFORE INSERT OR UPDATE OF released_at, words, words_digest ON app.releases FOR EACH ROW EXECUTE FUNCTION app.pro_5_checked_as_it_crosses();
CREATE TRIGGER released_on_a_yes BEFORE INSERT ON app.releases FOR EACH ROW EXECUTE FUNCTION app.exc_14_release_rests_on_a_yes();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.releases FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.releases to tp_hand;
grant select (service_id, case_id, id, kind, item_id, participant_id, words, released_at, revoked_at, read_at, answer, answered_at, ask_after, author_may_know) on app.releases to tp_participant;
grant select on app.releases to tp_staff;
grant update (revoked_at, read_at, answer, answered_at, ask_after, author_may_know, revoked_by) on app.releases to tp_hand;

create table app.reoffending_checks (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  from_on date not null,
  months integer default 12 not null,
  source text not null,
  checked_on date not null,
  reoffences integer not null,
  checked_by uuid not null,
  constraint reoffending_checks_pkey PRIMARY KEY (service_id, case_id, id),
  constraint reoffending_checks_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint fol_5_window_is_over CHECK ((checked_on >= (from_on + make_interval(months => months)))),
  constraint reoffending_checks_months_check CHECK ((months = ANY (ARRAY[6, 12, 24]))),
  constraint reoffending_checks_reoffences_check CHECK ((reoffences >= 0)),
  constraint sea_1_reoffending_checks_source_is_sealed CHECK ((app.is_sealed(source, 200) AND (source <> ''::text))) NOT VALID
);
alter table app.reoffending_checks enable row level security;
alter table app.reoffending_checks force row level security;
create policy hand_in_case on app.reoffending_checks to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.reoffending_checks for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = reoffending_checks.service_id) AND (reader.case_id = reoffending_checks.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.reoffending_checks FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.reoffending_checks FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.reoffending_checks to tp_hand;
grant select on app.reoffending_checks to tp_staff;

create table app.responsibility (
  service_id uuid not null,
  case_id uuid not null,
  seq bigint generated always as identity not null,
  participant_id uuid not null,
  level text not null,
  evidence text not null,
  assessed_on date not null,
  assessed_by uuid not null,
  signed_off_by uuid,
  sign_off_reason text default ''::text not null,
  recorded_at timestamp with time zone default now() not null,
  constraint responsibility_pkey PRIMARY KEY (service_id, case_id, seq),
  constraint responsibility_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint responsibility_level_check CHECK ((level = ANY (ARRAY['none'::text, 'minimising'::text, 'partial'::text, 'full'::text]))),
  constraint sea_1_responsibility_evidence_is_sealed CHECK ((app.is_sealed(evidence, 5000) AND (evidence <> ''::text))) NOT VALID,
  constraint sea_1_responsibility_sign_off_reason_is_sealed CHECK (app.is_sealed(sign_off_reason, 2000)) NOT VALID,
  constraint sui_1_not_in_the_future CHECK ((assessed_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint sui_2_none_is_never_signed_off CHECK (((signed_off_by IS NULL) OR (level = ANY (ARRAY['minimising'::text, 'partial'::text])))),
  constraint sui_2_sign_off_has_reason CHECK (((signed_off_by IS NULL) = (sign_off_reason = ''::text))),
  constraint sui_2_signed_off_by_another CHECK ((signed_off_by <> assessed_by))
);
alter table app.responsibility enable row level security;
alter table app.responsibility force row level security;
create policy hand_in_case on app.responsibility to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.responsibility for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = responsibility.service_id) AND (reader.case_id = responsibility.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.responsibility FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.responsibility FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER sui_1_only_of_the_responsible BEFORE INSERT ON app.responsibility FOR EACH ROW EXECUTE FUNCTION app.sui_1_only_of_the_responsible();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.responsibility FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,seq', '');
grant insert, select on app.responsibility to tp_hand;
grant select on app.responsibility to tp_staff;

create table app.restrictions (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  because text not null,
  restricted_by uuid not null,
  restricted_at timestamp with time zone default now() not null,
  lifted_because text default ''::text not null,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint restrictions_pkey PRIMARY KEY (service_id, case_id, id),
  constraint restrictions_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint restrictions_service_id_restricted_by_fkey FOREIGN KEY (service_id, restricted_by) REFERENCES app.staff(service_id, id),
  constraint rdr_3_lifted_says_why CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (lifted_because = ''::text)))),
  constraint sea_1_restrictions_because_is_sealed CHECK ((app.is_sealed(because, 1000) AND (because <> ''::text))) NOT VALID,
  constraint sea_1_restrictions_lifted_because_is_sealed CHECK (app.is_sealed(lifted_because, 1000)) NOT VALID
);
alter table app.restrictions enable row level security;
alter table app.restrictions force row level security;
create policy hand_in_case on app.restrictions to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy readers_follow_roles on app.restrictions for select to tp_owner
  using (true);
create policy staff_reader_of_case on app.restrictions for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = restrictions.service_id) AND (reader.case_id = restrictions.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX rdr_3_restricted_once ON app.restrictions USING btree (service_id, case_id) WHERE (lifted_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.restrictions FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER readers_follow_covers AFTER INSERT OR UPDATE ON app.restrictions FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER readers_follow_restriction AFTER INSERT OR UPDATE ON app.restrictions FOR EACH ROW EXECUTE FUNCTION app.readers_follow_restriction();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.restrictions FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.restrictions to tp_hand;
grant select on app.restrictions to tp_staff;
grant update (lifted_because, lifted_by, lifted_at) on app.restrictions to tp_hand;

create table app.risk_assessments (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  occasion text not null,
  residual text not null,
  reasons text not null,
  strengths text default ''::text not null,
  assessed_on date not null,
  review_by date not null,
  written_by uuid not null,
  recorded_at timestamp with time zone default now() not null,
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint risk_assessments_pkey PRIMARY KEY (service_id, case_id, id),
  constraint risk_assessments_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint h8_approved_by_another CHECK ((approved_by <> written_by)),
  constraint risk_approval_has_time CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint risk_assessments_occasion_check CHECK ((occasion = ANY (ARRAY['triage'::text, 'after-first-meeting'::text, 'before-communication'::text, 'before-conference'::text, 'on-the-day'::text, 'after'::text, 'something-changed'::text]))),
  constraint risk_assessments_residual_check CHECK ((residual = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'not-manageable'::text]))),
  constraint sea_1_risk_assessments_reasons_is_sealed CHECK ((app.is_sealed(reasons, 10000) AND (reasons <> ''::text))) NOT VALID,
  constraint sea_1_risk_assessments_strengths_is_sealed CHECK (app.is_sealed(strengths, 10000)) NOT VALID,
  constraint sui_3_not_in_the_future CHECK ((assessed_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint sui_3_review_after_assessment CHECK ((review_by >= assessed_on))
);
alter table app.risk_assessments enable row level security;
alter table app.risk_assessments force row level security;
create policy hand_in_case on app.risk_assessments to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.risk_assessments for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = risk_assessments.service_id) AND (reader.case_id = risk_assessments.case_id))
 OFFSET 0))));
CREATE INDEX risk_newest ON app.risk_assessments USING btree (service_id, case_id, assessed_on DESC, seq DESC);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.risk_assessments FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.risk_assessments FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER h8_approved_by_a_supervisor BEFORE INSERT OR UPDATE ON app.risk_assessments FOR EACH ROW EXECUTE FUNCTION app.h8_approved_by_a_supervisor();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.risk_assessments FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.risk_assessments to tp_hand;
grant select on app.risk_assessments to tp_staff;
grant update (approved_by, approved_at) on app.risk_assessments to tp_hand;

create table app.risk_factors (
  service_id uuid not null,
  case_id uuid not null,
  assessment_id uuid not null,
  id uuid default gen_random_uuid() not null,
  about_id uuid,
  factor text not null,
  rating text not null,
  reason text not null,
  constraint risk_factors_pkey PRIMARY KEY (service_id, case_id, id),
  constraint risk_factors_service_id_case_id_about_id_fkey FOREIGN KEY (service_id, case_id, about_id) REFERENCES app.participants(service_id, case_id, id),
  constraint risk_factors_service_id_case_id_assessment_id_fkey FOREIGN KEY (service_id, case_id, assessment_id) REFERENCES app.risk_assessments(service_id, case_id, id),
  constraint risk_factors_rating_check CHECK ((rating = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text]))),
  constraint sea_1_risk_factors_factor_is_sealed CHECK ((app.is_sealed(factor, 200) AND (factor <> ''::text))) NOT VALID,
  constraint sea_1_risk_factors_reason_is_sealed CHECK ((app.is_sealed(reason, 5000) AND (reason <> ''::text))) NOT VALID
);
alter table app.risk_factors enable row level security;
alter table app.risk_factors force row level security;
create policy hand_in_case on app.risk_factors to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.risk_factors for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = risk_factors.service_id) AND (reader.case_id = risk_factors.case_id))
 OFFSET 0))));
CREATE INDEX risk_factors_of_assessment ON app.risk_factors USING btree (service_id, case_id, assessment_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.risk_factors FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.risk_factors FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.risk_factors FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.risk_factors to tp_hand;
grant select on app.risk_factors to tp_staff;

create table app.run_sheet_steps (
  service_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  position integer not null,
  words text not null,
  minutes integer not null,
  done_at timestamp with time zone,
  constraint run_sheet_steps_pkey PRIMARY KEY (service_id, case_id, conference_id, "position"),
  constraint run_sheet_steps_service_id_case_id_conference_id_fkey FOREIGN KEY (service_id, case_id, conference_id) REFERENCES app.conferences(service_id, case_id, id),
  constraint run_sheet_steps_minutes_check CHECK (((minutes >= 0) AND (minutes <= 240))),
  constraint sea_1_run_sheet_steps_words_is_sealed CHECK ((app.is_sealed(words, 500) AND (words <> ''::text))) NOT VALID
);
alter table app.run_sheet_steps enable row level security;
alter table app.run_sheet_steps force row level security;
create policy hand_in_case on app.run_sheet_steps to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.run_sheet_steps for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = run_sheet_steps.service_id) AND (reader.case_id = run_sheet_steps.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.run_sheet_steps FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.run_sheet_steps FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,conference_id,position', '');
grant delete, insert, select, update on app.run_sheet_steps to tp_hand;
grant select on app.run_sheet_steps to tp_staff;

create table app.safe_contact_rules (
  service_id uuid not null,
  person_id uuid not null,
  seq bigint generated always as identity not null,
  may_phone boolean not null,
  may_text boolean not null,
  may_email boolean not null,
  may_post boolean not null,
  from_hour integer,
  until_hour integer,
  times_words text default ''::text not null,
  may_leave_voicemail boolean default false not null,
  may_say_who_calls boolean default false not null,
  codeword text default ''::text not null,
  if_someone_else_answers text default ''::text not null,
  said_on date not null,
  recorded_at timestamp with time zone default now() not null,
  hides_service_name boolean default false not null,
  constraint safe_contact_rules_pkey PRIMARY KEY (service_id, person_id, seq),
  constraint safe_contact_rules_service_id_person_id_fkey FOREIGN KEY (service_id, person_id) REFERENCES app.people(service_id, id),
  constraint peo_3_safe_hours_in_order CHECK ((((from_hour IS NULL) = (until_hour IS NULL)) AND (from_hour < until_hour))),
  constraint peo_4_said_before_recorded CHECK ((said_on <= ((recorded_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint safe_contact_rules_from_hour_check CHECK (((from_hour >= 0) AND (from_hour <= 23))),
  constraint safe_contact_rules_until_hour_check CHECK (((until_hour >= 1) AND (until_hour <= 24))),
  constraint sea_1_safe_contact_rules_codeword_is_sealed CHECK (app.is_sealed(codeword, 2000)) NOT VALID,
  constraint sea_1_safe_contact_rules_if_someone_else_answers_is_sealed CHECK (app.is_sealed(if_someone_else_answers, 2000)) NOT VALID,
  constraint sea_1_safe_contact_rules_times_words_is_sealed CHECK (app.is_sealed(times_words, 2000)) NOT VALID
);
alter table app.safe_contact_rules enable row level security;
alter table app.safe_contact_rules force row level security;
create policy doorkeeper on app.safe_contact_rules for select to tp_owner
  using (true);
create policy hand_people_of_case on app.safe_contact_rules to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = safe_contact_rules.person_id))))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = safe_contact_rules.person_id))))));
create policy self on app.safe_contact_rules for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = ( SELECT app.service_id() AS service_id)) AND (p.person_id = safe_contact_rules.person_id))))));
create policy staff_people_of_cases on app.safe_contact_rules for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.participants p
  WHERE ((p.service_id = safe_contact_rules.service_id) AND (p.person_id = safe_contact_rules.person_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.safe_contact_rules FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.safe_contact_rules FOR EACH ROW EXECUTE FUNCTION trails.note_change('person_id,seq', '');
grant insert, select on app.safe_contact_rules to tp_hand;
grant select on app.safe_contact_rules to tp_participant;
grant select on app.safe_contact_rules to tp_staff;

create table app.safety_flags (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  kind text not null,
  words text not null,
  raised_by uuid,
  raised_at timestamp with time zone not null,
  lowered_by uuid,
  lowered_at timestamp with time zone,
  lowered_because text default ''::text not null,
  constraint safety_flags_pkey PRIMARY KEY (service_id, id),
  constraint safety_flags_service_id_lowered_by_fkey FOREIGN KEY (service_id, lowered_by) REFERENCES app.staff(service_id, id),
  constraint safety_flags_service_id_raised_by_fkey FOREIGN KEY (service_id, raised_by) REFERENCES app.staff(service_id, id),
  constraint safety_flags_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint flg_2_lowered_by_somebody_with_a_reason CHECK ((((lowered_at IS NULL) = (lowered_by IS NULL)) AND ((lowered_at IS NULL) OR (lowered_because <> ''::text)))),
  constraint safety_flags_kind_check CHECK ((kind = ANY (ARRAY['immediate-danger'::text, 'child-at-risk'::text, 'not-safe-to-contact'::text, 'domestic-abuse'::text, 'sexual-harm'::text, 'stalking'::text, 'serious-harm'::text, 'self-harm'::text, 'hate'::text, 'exploitation'::text]))),
  constraint sea_1_safety_flags_lowered_because_is_sealed CHECK (app.is_sealed(lowered_because, 5000)),
  constraint sea_1_safety_flags_words_is_sealed CHECK (app.is_sealed(words, 5000))
);
alter table app.safety_flags enable row level security;
alter table app.safety_flags force row level security;
create policy hand_in_service on app.safety_flags to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.safety_flags for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = safety_flags.service_id) AND (r.id = safety_flags.referral_id))
 OFFSET 0))));
CREATE UNIQUE INDEX flg_1_stands_once ON app.safety_flags USING btree (service_id, referral_id, kind) WHERE (lowered_at IS NULL);
CREATE TRIGGER flg_3_lowered_stays_lowered BEFORE UPDATE ON app.safety_flags FOR EACH ROW EXECUTE FUNCTION app.flg_3_lowered_stays_lowered();
CREATE TRIGGER flg_5_of_a_case_one_may_open BEFORE INSERT OR UPDATE ON app.safety_flags FOR EACH ROW EXECUTE FUNCTION app.flg_5_of_a_case_one_may_open();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.safety_flags FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.safety_flags to tp_hand;
grant select on app.safety_flags to tp_staff;

create table app.search_entries (
  service_id uuid not null,
  case_id uuid not null,
  about_id uuid not null,
  words text not null,
  marks text[] default '{}'::text[] not null,
  constraint search_entries_pkey PRIMARY KEY (service_id, case_id, about_id),
  constraint search_entries_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id)
);
alter table app.search_entries enable row level security;
alter table app.search_entries force row level security;
create policy hand_in_case on app.search_entries to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy search on app.search_entries for select to tp_search
  using (true);
CREATE INDEX search_marks ON app.search_entries USING gin (marks);
CREATE INDEX search_words ON app.search_entries USING gin (words gin_trgm_ops);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.search_entries FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
grant delete, insert, select, update on app.search_entries to tp_hand;
grant select on app.search_entries to tp_search;

create table app.sentencings (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  plea text not null,
  hearing_on date,
  report_due_on date,
  offered text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint sen_1_one_of_each_person PRIMARY KEY (service_id, case_id, participant_id),
  constraint sentencings_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint sentencings_service_id_written_by_fkey FOREIGN KEY (service_id, written_by) REFERENCES app.staff(service_id, id),
  constraint sen_2_report_is_due_by_the_hearing CHECK ((report_due_on <= hearing_on)),
  constraint sen_3_before_sentence_rests_on_a_plea CHECK (((offered <> 'before'::text) OR ((plea = 'guilty'::text) AND (report_due_on IS NOT NULL)))),
  constraint sen_4_afterwards_has_its_day CHECK (((offered <> 'after'::text) OR (hearing_on IS NOT NULL))),
  constraint sentencings_offered_check CHECK ((offered = ANY (ARRAY['not-asked'::text, 'before'::text, 'after'::text]))),
  constraint sentencings_plea_check CHECK ((plea = ANY (ARRAY['not-yet'::text, 'guilty'::text, 'not-guilty'::text])))
);
alter table app.sentencings enable row level security;
alter table app.sentencings force row level security;
create policy hand_in_case on app.sentencings to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.sentencings for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = sentencings.service_id) AND (reader.case_id = sentencings.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.sentencings FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.sentencings FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER sen_1_of_somebody_responsible BEFORE INSERT OR UPDATE ON app.sentencings FOR EACH ROW EXECUTE FUNCTION app.sen_1_of_somebody_responsible();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.sentencings FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,participant_id', '');
grant insert, select, update on app.sentencings to tp_hand;
grant select on app.sentencings to tp_staff;

create table app.service_levels (
  service_id uuid not null,
  acknowledge smallint not null,
  triage smallint not null,
  allocate smallint not null,
  first_contact smallint not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint service_levels_pkey PRIMARY KEY (service_id),
  constraint service_levels_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint service_levels_service_id_set_by_fkey FOREIGN KEY (service_id, set_by) REFERENCES app.staff(service_id, id),
  constraint lvl_1_from_1_to_30_days CHECK ((((acknowledge >= 1) AND (acknowledge <= 30)) AND ((triage >= 1) AND (triage <= 30)) AND ((allocate >= 1) AND (allocate <= 30)) AND ((first_contact >= 1) AND (first_contact <= 30)))),
  constraint lvl_2_read_before_decided CHECK ((acknowledge <= triage))
);
alter table app.service_levels enable row level security;
alter table app.service_levels force row level security;
create policy hand_in_service on app.service_levels to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.service_levels for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
create policy whoever_writes_to_us on app.service_levels for select to tp_public, tp_referrer
  using ((service_id = ( SELECT app.service_id() AS service_id)));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.service_levels FOR EACH ROW EXECUTE FUNCTION trails.note_change('service_id', '');
grant insert, select, update on app.service_levels to tp_hand;
grant select (service_id, acknowledge, triage) on app.service_levels to tp_referrer;
grant select (service_id, acknowledge, triage, allocate, first_contact) on app.service_levels to tp_public;
grant select on app.service_levels to tp_staff;

create table app.services (
  service_id uuid default gen_random_uuid() not null,
  name text not null,
  area_name text not null,
  phone text default ''::text not null,
  email text default ''::text not null,
  is_demonstration boolean default false not null,
  opened_at timestamp with time zone default now() not null,
  constraint services_pkey PRIMARY KEY (service_id),
  constraint services_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
alter table app.services enable row level security;
alter table app.services force row level security;
create policy doorkeeper on app.services for select to tp_owner
  using (true);
create policy first_service on app.services for insert to tp_hand
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_service on app.services for select to tp_hand, tp_participant, tp_public, tp_staff
  using ((service_id = ( SELECT app.service_id() AS service_id)));
create policy seals_for_each on app.services for select to tp_worker
  using (true);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.services FOR EACH ROW EXECUTE FUNCTION trails.note_change('service_id', '');
grant insert, select on app.services to tp_hand;
grant select (service_id) on app.services to tp_worker;
grant select on app.services to tp_participant;
grant select on app.services to tp_public;
grant select on app.services to tp_staff;

create table app.sessions (
  service_id uuid not null,
  token_hash text not null,
  staff_id uuid,
  participant_id uuid,
  case_id uuid,
  began_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  ends_at timestamp with time zone not null,
  id uuid default gen_random_uuid() not null,
  stage text default 'full'::text not null,
  how text,
  browser text default ''::text not null,
  proved_at timestamp with time zone,
  behind_id uuid,
  constraint sessions_pkey PRIMARY KEY (service_id, token_hash),
  constraint session_once UNIQUE (token_hash),
  constraint session_behind FOREIGN KEY (service_id, behind_id) REFERENCES app.staff(service_id, id),
  constraint sessions_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint sessions_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint sessions_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint session_half_way_is_short CHECK (((stage = 'full'::text) OR (ends_at <= (began_at + '01:00:00'::interval)))),
  constraint session_is_one_kind CHECK ((((staff_id IS NULL) <> (participant_id IS NULL)) AND ((participant_id IS NULL) = (case_id IS NULL)))),
  constraint session_of_staff_says_how CHECK (((staff_id IS NULL) = (how IS NULL))),
  constraint sessions_browser_check CHECK ((length(browser) <= 100)),
  constraint sessions_how_check CHECK ((how = ANY (ARRAY['demonstration'::text, 'password'::text, 'password-and-code'::text, 'recovery-code'::text, 'passkey'::text, 'invitation'::text, 'provider'::text, 'single-sign-on'::text, 'single-sign-on-and-code'::text]))),
  constraint sessions_stage_check CHECK ((stage = ANY (ARRAY['second-step'::text, 'must-enrol'::text, 'full'::text]))),
  constraint sessions_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint sgn_11_seeing_as_is_of_a_demonstration CHECK (((behind_id IS NULL) OR ((staff_id IS NOT NULL) AND (behind_id <> staff_id) AND COALESCE((how = 'demonstration'::text), false)))),
  constraint sgn_4_password_alone_opens_nothing CHECK (((stage <> 'full'::text) OR (how IS NULL) OR (how <> ALL (ARRAY['password'::text, 'invitation'::text, 'provider'::text]))))
);
alter table app.sessions enable row level security;
alter table app.sessions force row level security;
create policy doorkeeper on app.sessions to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.sessions to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own on app.sessions for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE INDEX sessions_of_participant ON app.sessions USING btree (service_id, case_id, participant_id) WHERE (participant_id IS NOT NULL);
CREATE INDEX sessions_of_staff ON app.sessions USING btree (service_id, staff_id) WHERE (staff_id IS NOT NULL);
CREATE UNIQUE INDEX session_by_id ON app.sessions USING btree (service_id, id);
CREATE TRIGGER sgn_4_only_a_demonstration_has_no_proof BEFORE INSERT OR UPDATE ON app.sessions FOR EACH ROW WHEN ((new.how = 'demonstration'::text)) EXECUTE FUNCTION app.sgn_4_only_a_demonstration_has_no_proof();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE ON app.sessions FOR EACH ROW EXECUTE FUNCTION trails.note_session();
grant delete on app.sessions to tp_hand;
grant select (service_id, staff_id, began_at, seen_at, ends_at, id, stage, how, browser, proved_at, behind_id) on app.sessions to tp_staff;
grant select (service_id, staff_id, participant_id, case_id, began_at, ends_at, id, stage, how, proved_at) on app.sessions to tp_hand;

create table app.sign_in_tries (
  service_id uuid not null,
  tried text not null,
  failures integer default 0 not null,
  last_at timestamp with time zone default now() not null,
  constraint sign_in_tries_pkey PRIMARY KEY (service_id, tried),
  constraint sign_in_tries_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id)
);
alter table app.sign_in_tries enable row level security;
alter table app.sign_in_tries force row level security;
create policy doorkeeper on app.sign_in_tries to tp_owner
  using (true)
  with check (true);

create table app.staff (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text not null,
  email text not null,
  phone text default ''::text not null,
  practice_level text not null,
  is_active boolean default true not null,
  ends_on date,
  left_at timestamp with time zone,
  constraint staff_pkey PRIMARY KEY (service_id, id),
  constraint staff_email_once UNIQUE (email, service_id),
  constraint stf_8_of_one_service UNIQUE (id),
  constraint staff_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint staff_email_check CHECK (((email = lower(email)) AND (email ~~ '%@%'::text))),
  constraint staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint staff_practice_level_check CHECK ((practice_level = ANY (ARRAY['foundation'::text, 'intermediate'::text, 'advanced'::text]))),
  constraint stf_4_who_left_is_inactive CHECK (((left_at IS NULL) OR (NOT is_active)))
);
alter table app.staff enable row level security;
alter table app.staff force row level security;
create policy doorkeeper on app.staff for select to tp_owner
  using (true);
create policy facilitator_of_my_case on app.staff for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT app.participant_id() AS participant_id) IS NOT NULL) AND ((EXISTS ( SELECT
   FROM app.allocations a
  WHERE ((a.service_id = staff.service_id) AND (a.staff_id = staff.id)))) OR (EXISTS ( SELECT
   FROM app.conference_facilitators f
  WHERE ((f.service_id = staff.service_id) AND (f.staff_id = staff.id)))))));
create policy facilitator_there on app.staff for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT app.supporter_id() AS supporter_id) IS NOT NULL) AND (EXISTS ( SELECT
   FROM app.conference_facilitators f
  WHERE ((f.service_id = staff.service_id) AND (f.staff_id = staff.id))))));
create policy hand_in_service on app.staff to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.staff for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX staff_whose_time_is_over ON app.staff USING btree (service_id, ends_on) WHERE ((ends_on IS NOT NULL) AND is_active);
CREATE TRIGGER readers_follow_covers AFTER UPDATE OF is_active, practice_level ON app.staff FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER stf_3_somebody_remains AFTER UPDATE ON app.staff FOR EACH ROW WHEN ((old.is_active AND (NOT new.is_active))) EXECUTE FUNCTION app.stf_5_somebody_remains();
CREATE TRIGGER stf_4_out_at_once AFTER UPDATE ON app.staff FOR EACH ROW WHEN (((NOT new.is_active) AND (old.is_active OR (old.left_at IS DISTINCT FROM new.left_at)))) EXECUTE FUNCTION app.stf_4_out_at_once();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.staff FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
CREATE TRIGGER trl_7_is_written AFTER INSERT OR UPDATE ON app.staff FOR EACH ROW EXECUTE FUNCTION trails.note_permission();
grant insert, select, update on app.staff to tp_hand;
grant select (service_id, id, name) on app.staff to tp_participant;
grant select on app.staff to tp_staff;

create table app.staff_invitations (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  token_hash text not null,
  made_by uuid,
  made_at timestamp with time zone default now() not null,
  ends_at timestamp with time zone not null,
  used_at timestamp with time zone,
  stopped_at timestamp with time zone,
  constraint staff_invitations_pkey PRIMARY KEY (service_id, id),
  constraint staff_invitation_once UNIQUE (token_hash),
  constraint staff_invitations_service_id_made_by_fkey FOREIGN KEY (service_id, made_by) REFERENCES app.staff(service_id, id),
  constraint staff_invitations_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint sgn_7_link_ends CHECK ((ends_at <= (made_at + '7 days'::interval))),
  constraint staff_invitations_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.staff_invitations enable row level security;
alter table app.staff_invitations force row level security;
create policy doorkeeper on app.staff_invitations to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.staff_invitations to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.staff_invitations for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX staff_invitations_newest ON app.staff_invitations USING btree (service_id, staff_id, made_at DESC);
CREATE UNIQUE INDEX sgn_7_one_link_at_a_time ON app.staff_invitations USING btree (service_id, staff_id) WHERE ((used_at IS NULL) AND (stopped_at IS NULL));
CREATE TRIGGER trl_7_is_written AFTER INSERT OR UPDATE ON app.staff_invitations FOR EACH ROW EXECUTE FUNCTION trails.note_way_in();
grant insert, select, update on app.staff_invitations to tp_hand;
grant select (service_id, id, staff_id, made_by, made_at, ends_at, used_at, stopped_at) on app.staff_invitations to tp_staff;

create table app.staff_passkeys (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] default '{}'::text[] not null,
  name text not null,
  made_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  constraint staff_passkeys_pkey PRIMARY KEY (service_id, id),
  constraint crd_4_passkey_is_one_persons UNIQUE (credential_id),
  constraint staff_passkeys_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint staff_passkeys_counter_check CHECK ((counter >= 0)),
  constraint staff_passkeys_credential_id_check CHECK (((credential_id ~ '^[A-Za-z0-9_-]+$'::text) AND ((length(credential_id) >= 16) AND (length(credential_id) <= 1400)))),
  constraint staff_passkeys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint staff_passkeys_public_key_check CHECK (((length(public_key) >= 32) AND (length(public_key) <= 2000))),
  constraint staff_passkeys_transports_check CHECK ((cardinality(transports) <= 10))
);
alter table app.staff_passkeys enable row level security;
alter table app.staff_passkeys force row level security;
create policy doorkeeper on app.staff_passkeys to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.staff_passkeys to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own on app.staff_passkeys for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE INDEX passkeys_of_staff ON app.staff_passkeys USING btree (service_id, staff_id, made_at);
CREATE TRIGGER crd_5_a_way_in_remains AFTER DELETE ON app.staff_passkeys FOR EACH ROW EXECUTE FUNCTION app.crd_5_a_way_in_remains();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE ON app.staff_passkeys FOR EACH ROW EXECUTE FUNCTION trails.note_way_in();
grant delete, insert, select on app.staff_passkeys to tp_hand;
grant select (service_id, id, staff_id, name, made_at, used_at) on app.staff_passkeys to tp_staff;

create table app.staff_passwords (
  service_id uuid not null,
  staff_id uuid not null,
  hash text not null,
  set_at timestamp with time zone default now() not null,
  constraint staff_passwords_pkey PRIMARY KEY (service_id, staff_id),
  constraint staff_passwords_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint staff_passwords_hash_check CHECK ((hash ~~ '$argon2id$%'::text))
);
alter table app.staff_passwords enable row level security;
alter table app.staff_passwords force row level security;
create policy doorkeeper on app.staff_passwords to tp_owner
  using (true)
  with check (true);
create policy hand_in_service on app.staff_passwords to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own on app.staff_passwords for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
CREATE TRIGGER crd_5_a_way_in_remains AFTER DELETE ON app.staff_passwords FOR EACH ROW EXECUTE FUNCTION app.crd_5_a_way_in_remains();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE OR UPDATE ON app.staff_passwords FOR EACH ROW EXECUTE FUNCTION trails.note_permission();
grant delete, insert, select, update on app.staff_passwords to tp_hand;
grant select (service_id, staff_id, set_at) on app.staff_passwords to tp_staff;

create table app.staff_roles (
  service_id uuid not null,
  staff_id uuid not null,
  role text not null,
  constraint staff_roles_pkey PRIMARY KEY (service_id, staff_id, role),
  constraint staff_roles_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint staff_roles_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'facilitator'::text, 'volunteer-facilitator'::text, 'supervisor'::text, 'manager'::text, 'data-officer'::text, 'administrator'::text, 'referrer'::text, 'commissioner'::text])))
);
alter table app.staff_roles enable row level security;
alter table app.staff_roles force row level security;
create policy doorkeeper on app.staff_roles for select to tp_owner
  using (true);
create policy hand_in_service on app.staff_roles to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy search on app.staff_roles for select to tp_search
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy staff_of_service on app.staff_roles for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE TRIGGER agn_3_apart_from_staff BEFORE INSERT ON app.staff_roles FOR EACH ROW EXECUTE FUNCTION app.agn_3_apart_from_staff();
CREATE TRIGGER readers_follow_covers AFTER INSERT OR DELETE ON app.staff_roles FOR EACH ROW EXECUTE FUNCTION app.readers_follow_covers();
CREATE TRIGGER readers_follow_roles AFTER INSERT OR DELETE ON app.staff_roles FOR EACH ROW EXECUTE FUNCTION app.readers_follow_roles();
CREATE TRIGGER stf_5_somebody_remains AFTER DELETE ON app.staff_roles FOR EACH ROW EXECUTE FUNCTION app.stf_5_somebody_remains();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.staff_roles FOR EACH ROW EXECUTE FUNCTION trails.note_change('staff_id,role', '');
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE OR UPDATE ON app.staff_roles FOR EACH ROW EXECUTE FUNCTION trails.note_permission();
grant delete, insert, select on app.staff_roles to tp_hand;
grant select (service_id, staff_id, role) on app.staff_roles to tp_search;
grant select on app.staff_roles to tp_staff;

create table app.stand_ins (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  for_id uuid,
  because text not null,
  wish text not null,
  link text not null,
  speaks_for text[] not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint sti_2_one_of_each_person PRIMARY KEY (service_id, case_id, participant_id),
  constraint stand_ins_service_id_case_id_for_id_fkey FOREIGN KEY (service_id, case_id, for_id) REFERENCES app.participants(service_id, case_id, id),
  constraint stand_ins_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint stand_ins_service_id_written_by_fkey FOREIGN KEY (service_id, written_by) REFERENCES app.staff(service_id, id),
  constraint stand_ins_because_check CHECK ((because = ANY (ARRAY['does-not-want-to'::text, 'cannot'::text, 'was-not-found'::text, 'nobody-in-particular'::text]))),
  constraint stand_ins_link_check CHECK ((link = ANY (ARRAY['same-harm'::text, 'works-there'::text, 'family-or-friend'::text, 'lives-nearby'::text, 'no-link'::text]))),
  constraint stand_ins_wish_check CHECK ((wish = ANY (ARRAY['agreed'::text, 'informed'::text, 'not-consulted'::text]))),
  constraint sti_1_not_for_oneself CHECK ((for_id <> participant_id)),
  constraint sti_3_for_them_where_they_agreed CHECK (((wish = 'agreed'::text) OR (NOT (speaks_for && ARRAY['their-words'::text, 'what-is-agreed'::text])))),
  constraint sti_3_speaks_for_something CHECK ((((cardinality(speaks_for) >= 1) AND (cardinality(speaks_for) <= 4)) AND (speaks_for <@ ARRAY['own-story'::text, 'the-organisation'::text, 'their-words'::text, 'what-is-agreed'::text]))),
  constraint sti_4_why_fits_the_wish CHECK (
CASE because
    WHEN 'does-not-want-to'::text THEN (wish <> 'not-consulted'::text)
    WHEN 'was-not-found'::text THEN (wish = 'not-consulted'::text)
    WHEN 'nobody-in-particular'::text THEN ((wish = 'not-consulted'::text) AND (for_id IS NULL))
    ELSE true
END)
);
alter table app.stand_ins enable row level security;
alter table app.stand_ins force row level security;
create policy hand_in_case on app.stand_ins to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.stand_ins for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = stand_ins.service_id) AND (reader.case_id = stand_ins.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.stand_ins FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.stand_ins FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER sti_1_on_the_side_of_whoever_was_harmed BEFORE INSERT OR UPDATE ON app.stand_ins FOR EACH ROW EXECUTE FUNCTION app.sti_1_on_the_side_of_whoever_was_harmed();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.stand_ins FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,participant_id', '');
grant insert, select, update on app.stand_ins to tp_hand;
grant select on app.stand_ins to tp_staff;

create table app.struck_texts (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  tab text not null,
  col text not null,
  row_key text not null,
  is_struck boolean not null,
  said_by uuid not null,
  said_at timestamp with time zone default now() not null,
  constraint struck_texts_pkey PRIMARY KEY (service_id, case_id, participant_id, tab, col, row_key),
  constraint struck_texts_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint struck_texts_service_id_said_by_fkey FOREIGN KEY (service_id, said_by) REFERENCES app.staff(service_id, id),
  constraint era_2_of_a_text_of_the_case CHECK (((tab = ANY (ARRAY['cases'::text, 'conferences'::text, 'run_sheet_steps'::text, 'closures'::text, 'holds'::text, 'tasks'::text, 'allocations'::text, 'conflicts'::text, 'restrictions'::text, 'glass_openings'::text, 'risk_assessments'::text, 'risk_factors'::text, 'mitigations'::text, 'false_alarms'::text, 'documents'::text, 'notes'::text, 'incidents'::text, 'eligibility_answers'::text, 'transfers'::text])) AND (col ~ '^[a-z_]{3,40}$'::text) AND (row_key ~ '^[0-9a-f-]{1,36}( [0-9]{1,4})?$'::text)))
);
alter table app.struck_texts enable row level security;
alter table app.struck_texts force row level security;
create policy hand_in_case on app.struck_texts to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.struck_texts for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = struck_texts.service_id) AND (reader.case_id = struck_texts.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.struck_texts FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER era_2_said_of_a_closed_case BEFORE INSERT OR UPDATE ON app.struck_texts FOR EACH ROW EXECUTE FUNCTION app.era_2_said_of_a_closed_case();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.struck_texts FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,participant_id,tab,col,row_key', '');
grant insert, select, update on app.struck_texts to tp_hand;
grant select on app.struck_texts to tp_staff;

create table app.supervisions (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  staff_id uuid not null,
  supervisor_id uuid not null,
  held_on date not null,
  next_on date,
  recorded_at timestamp with time zone default now() not null,
  constraint supervisions_pkey PRIMARY KEY (service_id, id),
  constraint supervisions_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint supervisions_service_id_supervisor_id_fkey FOREIGN KEY (service_id, supervisor_id) REFERENCES app.staff(service_id, id),
  constraint vol_4_next_is_later CHECK ((next_on > held_on)),
  constraint vol_4_with_somebody_else CHECK ((supervisor_id <> staff_id))
);
alter table app.supervisions enable row level security;
alter table app.supervisions force row level security;
create policy hand_in_service on app.supervisions to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_or_of_whoever_keeps on app.supervisions for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ((staff_id = ( SELECT app.staff_id() AS staff_id)) OR (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text]))))))));
CREATE INDEX supervisions_of_staff ON app.supervisions USING btree (service_id, staff_id, held_on DESC);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.supervisions FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.supervisions to tp_hand;
grant select on app.supervisions to tp_staff;

create table app.supporter_access (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  companion_id uuid not null,
  kind text default 'supporter'::text not null,
  agreed_on date not null,
  shows_place boolean not null,
  token_hash text not null,
  code_hash text not null,
  tries integer default 0 not null,
  made_by uuid not null,
  made_at timestamp with time zone default now() not null,
  link_ends_at timestamp with time zone default (now() + '7 days'::interval) not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_because text default ''::text not null,
  code_index text,
  comes_back boolean generated always as ((code_index IS NOT NULL)) stored,
  constraint supporter_access_pkey PRIMARY KEY (service_id, case_id, id),
  constraint supporter_link_once UNIQUE (token_hash),
  constraint sup_1_beside_this_participant FOREIGN KEY (service_id, case_id, companion_id, participant_id, kind) REFERENCES app.companions(service_id, case_id, id, participant_id, kind),
  constraint supporter_access_service_id_ended_by_fkey FOREIGN KEY (service_id, ended_by) REFERENCES app.staff(service_id, id),
  constraint supporter_access_service_id_made_by_fkey FOREIGN KEY (service_id, made_by) REFERENCES app.staff(service_id, id),
  constraint sea_1_supporter_access_ended_because_is_sealed CHECK (app.is_sealed(ended_because, 1000)) NOT VALID,
  constraint sup_1_agreed_before_made CHECK ((agreed_on <= ((made_at AT TIME ZONE 'Europe/London'::text))::date)),
  constraint sup_1_only_supporters CHECK ((kind = 'supporter'::text)),
  constraint sup_2_few_wrong_codes CHECK ((tries <= 5)),
  constraint sup_4_ended_says_why CHECK (((ended_at IS NULL) = (ended_because = ''::text))),
  constraint sup_5_is_a_blind_index CHECK ((code_index ~ '^m1\.[A-Za-z0-9_-]{43}$'::text)),
  constraint supporter_access_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint supporter_access_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.supporter_access enable row level security;
alter table app.supporter_access force row level security;
create policy doorkeeper on app.supporter_access to tp_owner
  using (true)
  with check (true);
create policy hand_in_case on app.supporter_access to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_way_in on app.supporter_access for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.supporter_case_id() AS supporter_case_id)) AND (companion_id = ( SELECT app.supporter_id() AS supporter_id)) AND (used_at IS NOT NULL) AND (ended_at IS NULL)));
create policy staff_reader_of_case on app.supporter_access for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = supporter_access.service_id) AND (reader.case_id = supporter_access.case_id))
 OFFSET 0))));
CREATE INDEX supporter_access_reached ON app.supporter_access USING btree (code_index) WHERE ((ended_at IS NULL) AND (used_at IS NOT NULL));
CREATE UNIQUE INDEX sup_2_one_way_in ON app.supporter_access USING btree (service_id, case_id, companion_id) WHERE (ended_at IS NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.supporter_access FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_7_is_written AFTER INSERT OR UPDATE ON app.supporter_access FOR EACH ROW EXECUTE FUNCTION trails.note_supporter_access();
grant insert, select on app.supporter_access to tp_hand;
grant select (service_id, case_id, companion_id, shows_place, used_at, ended_at) on app.supporter_access to tp_participant;
grant select (service_id, case_id, id, participant_id, companion_id, agreed_on, shows_place, made_by, made_at, link_ends_at, used_at, ended_at, ended_by, ended_because, comes_back) on app.supporter_access to tp_staff;
grant update (ended_at, ended_by, ended_because) on app.supporter_access to tp_hand;

create table app.supporter_codes (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  token_hash text not null,
  case_id uuid,
  access_id uuid,
  tried text not null,
  tries integer default 0 not null,
  code_hash text,
  asked_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint supporter_codes_pkey PRIMARY KEY (service_id, id),
  constraint supporter_code_asked_once UNIQUE (token_hash),
  constraint supporter_codes_service_id_case_id_access_id_fkey FOREIGN KEY (service_id, case_id, access_id) REFERENCES app.supporter_access(service_id, case_id, id),
  constraint supporter_codes_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint sup_6_a_code_is_short_lived CHECK ((ends_at <= (asked_at + '00:30:00'::interval))),
  constraint sup_6_few_wrong_codes CHECK ((tries <= 5)),
  constraint supporter_code_of_a_way_in CHECK (((case_id IS NULL) = (access_id IS NULL))),
  constraint supporter_codes_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint supporter_codes_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint supporter_codes_tried_check CHECK ((tried ~ '^[0-9a-f]{64}$'::text))
);
alter table app.supporter_codes enable row level security;
alter table app.supporter_codes force row level security;
create policy doorkeeper on app.supporter_codes to tp_owner
  using (true)
  with check (true);
create policy hand_in_case on app.supporter_codes to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
CREATE INDEX supporter_codes_of_access ON app.supporter_codes USING btree (service_id, case_id, access_id) WHERE (access_id IS NOT NULL);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.supporter_codes FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
grant select (service_id, id, case_id, access_id, sent_at) on app.supporter_codes to tp_hand;
grant update (code_hash, sent_at) on app.supporter_codes to tp_hand;

create table app.supporter_sessions (
  service_id uuid not null,
  token_hash text not null,
  case_id uuid not null,
  access_id uuid not null,
  began_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  ends_at timestamp with time zone not null,
  constraint supporter_sessions_pkey PRIMARY KEY (service_id, token_hash),
  constraint supporter_session_once UNIQUE (token_hash),
  constraint supporter_sessions_service_id_case_id_access_id_fkey FOREIGN KEY (service_id, case_id, access_id) REFERENCES app.supporter_access(service_id, case_id, id),
  constraint supporter_sessions_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
alter table app.supporter_sessions enable row level security;
alter table app.supporter_sessions force row level security;
create policy doorkeeper on app.supporter_sessions to tp_owner
  using (true)
  with check (true);
create policy hand_in_case on app.supporter_sessions to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
CREATE INDEX supporter_sessions_of_access ON app.supporter_sessions USING btree (service_id, case_id, access_id);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.supporter_sessions FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
grant delete on app.supporter_sessions to tp_hand;
grant select (service_id, case_id, access_id) on app.supporter_sessions to tp_hand;

create table app.surveys (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  part text not null,
  answered_as text default 'self'::text not null,
  satisfied integer,
  would_recommend text default ''::text not null,
  words text default ''::text not null,
  may_quote boolean default false not null,
  answered_on date not null,
  actor_kind text not null,
  actor_id uuid not null,
  constraint surveys_pkey PRIMARY KEY (service_id, case_id, id),
  constraint surveys_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint fol_4_something_answered CHECK (((satisfied IS NOT NULL) OR (would_recommend <> ''::text) OR (words <> ''::text))),
  constraint h18_answered_as CHECK (((answered_as = ANY (ARRAY['self'::text, 'representative'::text, 'stand-in'::text])) AND ((answered_as <> 'representative'::text) OR (actor_kind = 'staff'::text)))),
  constraint sea_1_surveys_words_is_sealed CHECK (app.is_sealed(words, 10000)) NOT VALID,
  constraint surveys_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint surveys_part_check CHECK ((part = ANY (ARRAY['harmed'::text, 'responsible'::text]))),
  constraint surveys_satisfied_check CHECK (((satisfied >= 1) AND (satisfied <= 5))),
  constraint surveys_would_recommend_check CHECK ((would_recommend = ANY (ARRAY[''::text, 'yes'::text, 'no'::text, 'not-sure'::text])))
);
alter table app.surveys enable row level security;
alter table app.surveys force row level security;
create policy counted_by_the_worker on app.surveys for select to tp_owner
  using ((SESSION_USER = 'tp_worker'::name));
create policy hand_in_case on app.surveys to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_side on app.surveys for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (participant_id = ( SELECT app.participant_id() AS participant_id))));
create policy staff_reader_of_case on app.surveys for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = surveys.service_id) AND (reader.case_id = surveys.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX fol_8_said_once_a_day ON app.surveys USING btree (service_id, case_id, participant_id, answered_as, answered_on);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.surveys FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER sti_5_not_as_somebody_harmed BEFORE INSERT ON app.surveys FOR EACH ROW WHEN ((new.answered_as = ANY (ARRAY['self'::text, 'stand-in'::text]))) EXECUTE FUNCTION app.sti_5_not_as_somebody_harmed();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.surveys FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.surveys to tp_hand;
grant select (service_id, case_id, id, participant_id, satisfied, would_recommend, words, may_quote, answered_on) on app.surveys to tp_participant;
grant select on app.surveys to tp_staff;

create table app.tasks (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  referral_id uuid,
  participant_id uuid,
  kind text not null,
  words text not null,
  due_on date not null,
  staff_id uuid,
  role text,
  cause text not null,
  made_at timestamp with time zone default now() not null,
  done_at timestamp with time zone,
  done_by uuid,
  done_how text default ''::text not null,
  constraint tasks_pkey PRIMARY KEY (service_id, id),
  constraint task_once UNIQUE (service_id, cause, kind),
  constraint tasks_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint sea_1_tasks_done_how_is_sealed CHECK (app.is_sealed(done_how, 1000)) NOT VALID,
  constraint tasks_words_check CHECK (((length(words) >= 1) AND (length(words) <= 500))),
  constraint tsk_2_done_says_how CHECK (((done_at IS NULL) = (done_how = ''::text)))
);
alter table app.tasks enable row level security;
alter table app.tasks force row level security;
create policy hand_in_service on app.tasks to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_tasks on app.tasks for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND ((EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = tasks.service_id) AND (reader.case_id = tasks.case_id))
 OFFSET 0)) OR ((case_id IS NULL) AND (referral_id IS NOT NULL) AND (referral_id IN ( SELECT app.referrals_seen() AS referrals_seen))) OR ((case_id IS NULL) AND (referral_id IS NULL) AND ((staff_id = ( SELECT app.staff_id() AS staff_id)) OR (EXISTS ( SELECT
   FROM app.staff_roles o
  WHERE ((o.service_id = tasks.service_id) AND (o.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (o.role = tasks.role)))))))));
CREATE INDEX tasks_due ON app.tasks USING btree (service_id, due_on, id) WHERE (done_at IS NULL);
CREATE INDEX tasks_of_case ON app.tasks USING btree (service_id, case_id, due_on);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.tasks FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.tasks FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.tasks to tp_hand;
grant select on app.tasks to tp_staff;

create table app.team_districts (
  service_id uuid not null,
  postcode_district text not null,
  team_id uuid not null,
  constraint tea_2_district_has_one_team PRIMARY KEY (service_id, postcode_district),
  constraint team_districts_service_id_team_id_fkey FOREIGN KEY (service_id, team_id) REFERENCES app.teams(service_id, id),
  constraint team_districts_postcode_district_check CHECK ((postcode_district ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'::text))
);
alter table app.team_districts enable row level security;
alter table app.team_districts force row level security;
create policy hand_in_service on app.team_districts to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy search on app.team_districts for select to tp_search
  using ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.team_districts for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX team_districts_of_team ON app.team_districts USING btree (service_id, team_id);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.team_districts FOR EACH ROW EXECUTE FUNCTION trails.note_change('postcode_district', '');
grant delete, insert, select on app.team_districts to tp_hand;
grant select (service_id, postcode_district, team_id) on app.team_districts to tp_search;
grant select on app.team_districts to tp_staff;

create table app.team_members (
  service_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  constraint team_members_pkey PRIMARY KEY (service_id, team_id, staff_id),
  constraint team_members_service_id_staff_id_fkey FOREIGN KEY (service_id, staff_id) REFERENCES app.staff(service_id, id),
  constraint team_members_service_id_team_id_fkey FOREIGN KEY (service_id, team_id) REFERENCES app.teams(service_id, id)
);
alter table app.team_members enable row level security;
alter table app.team_members force row level security;
create policy hand_in_service on app.team_members to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy readers_follow_teams on app.team_members for select to tp_owner
  using (true);
create policy search on app.team_members for select to tp_search
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (staff_id = ( SELECT app.staff_id() AS staff_id))));
create policy staff_of_service on app.team_members for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE INDEX team_members_of_staff ON app.team_members USING btree (service_id, staff_id);
CREATE TRIGGER readers_follow_members AFTER INSERT OR DELETE ON app.team_members FOR EACH ROW EXECUTE FUNCTION app.readers_follow_members();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.team_members FOR EACH ROW EXECUTE FUNCTION trails.note_change('team_id,staff_id', '');
CREATE TRIGGER trl_7_is_written AFTER INSERT OR DELETE ON app.team_members FOR EACH ROW EXECUTE FUNCTION trails.note_team();
grant delete, insert, select on app.team_members to tp_hand;
grant select (service_id, team_id, staff_id) on app.team_members to tp_search;
grant select on app.team_members to tp_staff;

create table app.teams (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text not null,
  constraint teams_pkey PRIMARY KEY (service_id, id),
  constraint teams_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
alter table app.teams enable row level security;
alter table app.teams force row level security;
create policy hand_in_service on app.teams to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_of_service on app.teams for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
CREATE UNIQUE INDEX tea_1_name_once ON app.teams USING btree (service_id, lower(name));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.teams FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.teams to tp_hand;
grant select on app.teams to tp_staff;

create table app.told_apart (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  referral_id uuid not null,
  other_id uuid not null,
  said_by uuid not null,
  said_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  constraint told_apart_pkey PRIMARY KEY (service_id, id),
  constraint told_apart_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint told_apart_service_id_said_by_fkey FOREIGN KEY (service_id, said_by) REFERENCES app.staff(service_id, id),
  constraint lik_3_from_another CHECK ((referral_id <> other_id))
);
alter table app.told_apart enable row level security;
alter table app.told_apart force row level security;
create policy hand_in_service on app.told_apart to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_read_the_referral on app.told_apart for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.referrals r
  WHERE ((r.service_id = told_apart.service_id) AND (r.id = told_apart.referral_id))
 OFFSET 0))));
CREATE INDEX told_apart_from ON app.told_apart USING btree (service_id, other_id) WHERE (taken_back_at IS NULL);
CREATE UNIQUE INDEX lik_3_told_apart_once ON app.told_apart USING btree (service_id, referral_id, other_id) WHERE (taken_back_at IS NULL);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.told_apart FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select on app.told_apart to tp_hand;
grant select on app.told_apart to tp_staff;
grant update (taken_back_at) on app.told_apart to tp_hand;

create table app.transfer_offers (
  service_id uuid not null,
  id uuid not null,
  from_service_id uuid not null,
  from_case_id uuid,
  from_name text not null,
  kind text,
  why text not null,
  status text default 'offered'::text not null,
  offered_at timestamp with time zone not null,
  because text,
  answered_by uuid,
  answered_at timestamp with time zone,
  taken_in_by uuid,
  taken_in_at timestamp with time zone,
  referral_id uuid,
  from_referral_id uuid,
  constraint transfer_offers_pkey PRIMARY KEY (service_id, id),
  constraint transfer_offers_service_id_answered_by_fkey FOREIGN KEY (service_id, answered_by) REFERENCES app.staff(service_id, id),
  constraint transfer_offers_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint transfer_offers_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint transfer_offers_service_id_taken_in_by_fkey FOREIGN KEY (service_id, taken_in_by) REFERENCES app.staff(service_id, id),
  constraint transfer_offers_because_check CHECK ((because = ANY (ARRAY['not-our-area'::text, 'no-capacity'::text, 'no-specialist'::text, 'not-eligible'::text, 'other'::text]))),
  constraint transfer_offers_from_name_check CHECK (((length(from_name) >= 1) AND (length(from_name) <= 200))),
  constraint transfer_offers_kind_check CHECK ((kind = ANY (ARRAY['justice'::text, 'mediation'::text, 'circle'::text]))),
  constraint transfer_offers_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'rejected'::text, 'taken-back'::text, 'taken-in'::text]))),
  constraint transfer_offers_why_check CHECK ((why = ANY (ARRAY['out-of-area'::text, 'moved'::text, 'specialist'::text, 'other'::text]))),
  constraint trf_1_of_a_case_or_a_referral CHECK ((((from_case_id IS NULL) <> (from_referral_id IS NULL)) AND ((kind IS NULL) = (from_case_id IS NULL)))),
  constraint trf_2_a_no_says_why CHECK (((status = 'rejected'::text) = (because IS NOT NULL))),
  constraint trf_4_answered_says_who CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((status = ANY (ARRAY['accepted'::text, 'rejected'::text, 'taken-in'::text])) <= (answered_by IS NOT NULL)))),
  constraint trf_5_taken_in_says_who CHECK ((((status = 'taken-in'::text) = (referral_id IS NOT NULL)) AND ((referral_id IS NULL) = (taken_in_by IS NULL)) AND ((referral_id IS NULL) = (taken_in_at IS NULL))))
);
alter table app.transfer_offers enable row level security;
alter table app.transfer_offers force row level security;
create policy hand_in_service on app.transfer_offers to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy staff_who_decide_referrals on app.transfer_offers for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'supervisor'::text, 'manager'::text])))))));
CREATE INDEX transfer_offers_newest ON app.transfer_offers USING btree (service_id, offered_at DESC, id);
CREATE TRIGGER trf_offers_in_order BEFORE UPDATE ON app.transfer_offers FOR EACH ROW EXECUTE FUNCTION app.trf_offers_in_order();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.transfer_offers FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.transfer_offers to tp_hand;
grant select on app.transfer_offers to tp_staff;

create table app.transfers (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  to_service_id uuid,
  to_name text not null,
  why text not null,
  status text default 'offered'::text not null,
  offered_by uuid not null,
  offered_at timestamp with time zone not null,
  because text,
  answered_at timestamp with time zone,
  answered_by uuid,
  sent_by uuid,
  sent_at timestamp with time zone,
  received_by text default ''::text not null,
  received_on date,
  constraint transfers_pkey PRIMARY KEY (service_id, case_id, id),
  constraint transfers_service_id_case_id_fkey FOREIGN KEY (service_id, case_id) REFERENCES app.cases(service_id, id),
  constraint transfers_service_id_offered_by_fkey FOREIGN KEY (service_id, offered_by) REFERENCES app.staff(service_id, id),
  constraint transfers_service_id_sent_by_fkey FOREIGN KEY (service_id, sent_by) REFERENCES app.staff(service_id, id),
  constraint sea_1_transfers_received_by_is_sealed CHECK (app.is_sealed(received_by, 200)),
  constraint transfers_because_check CHECK ((because = ANY (ARRAY['not-our-area'::text, 'no-capacity'::text, 'no-specialist'::text, 'not-eligible'::text, 'other'::text]))),
  constraint transfers_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'rejected'::text, 'taken-back'::text, 'sent'::text]))),
  constraint transfers_to_name_check CHECK (((length(to_name) >= 1) AND (length(to_name) <= 200))),
  constraint transfers_why_check CHECK ((why = ANY (ARRAY['out-of-area'::text, 'moved'::text, 'specialist'::text, 'other'::text]))),
  constraint trf_1_to_another_service CHECK ((to_service_id <> service_id)),
  constraint trf_2_a_no_says_why CHECK (((status = 'rejected'::text) = (because IS NOT NULL))),
  constraint trf_2_an_answer_has_a_moment CHECK (((status = ANY (ARRAY['accepted'::text, 'rejected'::text, 'sent'::text])) <= (answered_at IS NOT NULL))),
  constraint trf_5_received_says_who CHECK (((received_by = ''::text) = (received_on IS NULL))),
  constraint trf_5_sent_says_who CHECK ((((status = 'sent'::text) = (sent_by IS NOT NULL)) AND ((status = 'sent'::text) = (sent_at IS NOT NULL))))
);
alter table app.transfers enable row level security;
alter table app.transfers force row level security;
create policy hand_in_case on app.transfers to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy own_case on app.transfers for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id)) AND (status = ANY (ARRAY['offered'::text, 'accepted'::text]))));
create policy staff_reader_of_case on app.transfers for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = transfers.service_id) AND (reader.case_id = transfers.case_id))
 OFFSET 0))));
CREATE UNIQUE INDEX trf_1_one_at_a_time ON app.transfers USING btree (service_id, case_id) WHERE (status = ANY (ARRAY['offered'::text, 'accepted'::text, 'sent'::text]));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.transfers FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT ON app.transfers FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trf_steps_in_order BEFORE UPDATE ON app.transfers FOR EACH ROW EXECUTE FUNCTION app.trf_steps_in_order();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.transfers FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select, update on app.transfers to tp_hand;
grant select (service_id, case_id, id, to_name, status) on app.transfers to tp_participant;
grant select on app.transfers to tp_staff;

create table app.venues (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text not null,
  address text not null,
  access text default ''::text not null,
  neutrality text default ''::text not null,
  has_two_waiting_rooms boolean default false not null,
  has_two_entrances boolean default false not null,
  is_open boolean default true not null,
  constraint venues_pkey PRIMARY KEY (service_id, id),
  constraint venues_service_id_fkey FOREIGN KEY (service_id) REFERENCES app.services(service_id),
  constraint venues_access_check CHECK ((length(access) <= 2000)),
  constraint venues_address_check CHECK (((length(address) >= 1) AND (length(address) <= 500))),
  constraint venues_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint venues_neutrality_check CHECK ((length(neutrality) <= 2000))
);
alter table app.venues enable row level security;
alter table app.venues force row level security;
create policy hand_in_service on app.venues to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy invited_there on app.venues for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT app.participant_id() AS participant_id) IS NOT NULL) AND (EXISTS ( SELECT
   FROM app.conferences c
  WHERE ((c.service_id = venues.service_id) AND (c.venue_id = venues.id))))));
create policy staff_of_service on app.venues for select to tp_staff
  using ((service_id = ( SELECT app.service_of_staff() AS service_of_staff)));
create policy supporter_may_know_where on app.venues for select to tp_participant
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (( SELECT app.supporter_id() AS supporter_id) IS NOT NULL) AND (EXISTS ( SELECT
   FROM app.supporter_access a
  WHERE a.shows_place)) AND (EXISTS ( SELECT
   FROM app.conferences c
  WHERE ((c.service_id = venues.service_id) AND (c.venue_id = venues.id) AND (c.status = 'booked'::text))))));
CREATE UNIQUE INDEX ven_1_name_once ON app.venues USING btree (service_id, lower(name));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.venues FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
grant insert, select, update on app.venues to tp_hand;
grant select (service_id, id, name, address, access) on app.venues to tp_participant;
grant select on app.venues to tp_staff;

create table app.webhook_messages (
  service_id uuid not null,
  id uuid default gen_random_uuid() not null,
  client_id uuid not null,
  referral_id uuid not null,
  reference text not null,
  status text not null,
  happened_at timestamp with time zone not null,
  outcome text default 'waiting'::text not null,
  tries integer default 0 not null,
  due_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  because text default ''::text not null,
  replays integer default 0 not null,
  constraint webhook_messages_pkey PRIMARY KEY (service_id, id),
  constraint webhook_messages_service_id_client_id_fkey FOREIGN KEY (service_id, client_id) REFERENCES app.webhooks(service_id, client_id),
  constraint webhook_messages_service_id_referral_id_fkey FOREIGN KEY (service_id, referral_id) REFERENCES app.referrals(service_id, id),
  constraint webhook_messages_because_check CHECK ((because ~ '^[a-z0-9-]{0,60}$'::text)),
  constraint webhook_messages_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'delivered'::text, 'given-up'::text]))),
  constraint webhook_messages_reference_check CHECK ((reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'::text)),
  constraint whk_2_allowed_words CHECK ((status = ANY (ARRAY['with-us'::text, 'read'::text, 'in-touch'::text, 'finished'::text, 'not-taken-on'::text, 'withdrawn'::text]))),
  constraint whk_3_ended_or_waiting CHECK (((ended_at IS NULL) = (outcome = 'waiting'::text))),
  constraint whk_3_replays_end CHECK (((replays >= 0) AND (replays <= 10))),
  constraint whk_3_tries_end CHECK (((tries >= 0) AND (tries <= 20)))
);
alter table app.webhook_messages enable row level security;
alter table app.webhook_messages force row level security;
create policy hand_in_service on app.webhook_messages to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_clients on app.webhook_messages for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.api_clients c
  WHERE ((c.service_id = webhook_messages.service_id) AND (c.id = webhook_messages.client_id))))));
create policy staff_who_keep_programs on app.webhook_messages for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'manager'::text, 'administrator'::text])))))));
CREATE INDEX webhook_messages_of_client ON app.webhook_messages USING btree (service_id, client_id, happened_at DESC, id DESC);
grant insert, select, update on app.webhook_messages to tp_hand;
grant select on app.webhook_messages to tp_api;
grant select on app.webhook_messages to tp_staff;

create table app.webhooks (
  service_id uuid not null,
  client_id uuid not null,
  url text not null,
  number integer default 1 not null,
  set_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  stopped_because text,
  constraint webhooks_pkey PRIMARY KEY (service_id, client_id),
  constraint webhooks_service_id_client_id_fkey FOREIGN KEY (service_id, client_id) REFERENCES app.api_clients(service_id, id),
  constraint webhooks_stopped_because_check CHECK ((stopped_because = ANY (ARRAY['removed'::text, 'gone'::text]))),
  constraint whk_1_is_an_address CHECK (((url ~ '^https?://'::text) AND (length(url) <= 500))),
  constraint whk_3_stopped_has_reason CHECK (((stopped_at IS NULL) = (stopped_because IS NULL)))
);
alter table app.webhooks enable row level security;
alter table app.webhooks force row level security;
create policy hand_in_service on app.webhooks to tp_hand
  using ((service_id = ( SELECT app.service_id() AS service_id)))
  with check ((service_id = ( SELECT app.service_id() AS service_id)));
create policy own_clients on app.webhooks for select to tp_api
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.api_clients c
  WHERE ((c.service_id = webhooks.service_id) AND (c.id = webhooks.client_id))))));
create policy staff_who_keep_programs on app.webhooks for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (EXISTS ( SELECT
   FROM app.staff_roles r
  WHERE ((r.service_id = ( SELECT app.service_id() AS service_id)) AND (r.staff_id = ( SELECT app.staff_id() AS staff_id)) AND (r.role = ANY (ARRAY['coordinator'::text, 'manager'::text, 'administrator'::text])))))));
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.webhooks FOR EACH ROW EXECUTE FUNCTION trails.note_change('client_id', '');
grant insert, select, update on app.webhooks to tp_hand;
grant select on app.webhooks to tp_api;
grant select on app.webhooks to tp_staff;

create table app.word_checks (
  service_id uuid not null,
  case_id uuid not null,
  id uuid default gen_random_uuid() not null,
  participant_id uuid not null,
  words_digest text not null,
  found integer not null,
  false_alarm_id uuid,
  checked_at timestamp with time zone not null,
  checked_in xid8 default pg_current_xact_id() not null,
  way text default ''::text not null,
  about_id uuid,
  constraint word_checks_pkey PRIMARY KEY (service_id, case_id, id),
  constraint word_checks_service_id_case_id_false_alarm_id_fkey FOREIGN KEY (service_id, case_id, false_alarm_id) REFERENCES app.false_alarms(service_id, case_id, id),
  constraint word_checks_service_id_case_id_participant_id_fkey FOREIGN KEY (service_id, case_id, participant_id) REFERENCES app.participants(service_id, case_id, id),
  constraint pro_3_found_is_answered CHECK (((found = 0) = (false_alarm_id IS NULL))),
  constraint sea_5_word_checks_words_digest_is_keyed CHECK (app.is_keyed(words_digest)) NOT VALID,
  constraint word_checks_found_check CHECK ((found >= 0)),
  constraint word_checks_way_check CHECK ((way = ANY (ARRAY[''::text, 'letter'::text, 'message'::text, 'letter-advice'::text, 'conference'::text, 'ground-rules'::text, 'arrival'::text, 'agreement-terms'::text, 'amends-note'::text, 'notice'::text, 'document'::text])))
);
alter table app.word_checks enable row level security;
alter table app.word_checks force row level security;
create policy hand_in_case on app.word_checks to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.word_checks for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS service_id)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = word_checks.service_id) AND (reader.case_id = word_checks.case_id))
 OFFSET 0))));
CREATE INDEX word_checks_of_words ON app.word_checks USING btree (service_id, case_id, participant_id, words_digest);
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.word_checks FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER pro_3_answer_is_for_these_words BEFORE INSERT ON app.word_checks FOR EACH ROW EXECUTE FUNCTION app.pro_3_answer_is_for_these_words();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.word_checks FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,id', '');
grant insert, select on app.word_checks to tp_hand;
grant select on app.word_checks to tp_staff;

create table app.zone_venues (
  service_id uuid not null,
  case_id uuid not null,
  zone_id uuid not null,
  venue_id uuid not null,
  is_clear boolean not null,
  looked_by uuid not null,
  looked_at timestamp with time zone not null,
  constraint zon_3_looked_at_once PRIMARY KEY (service_id, case_id, zone_id, venue_id),
  constraint zone_venues_service_id_case_id_zone_id_fkey FOREIGN KEY (service_id, case_id, zone_id) REFERENCES app.exclusion_zones(service_id, case_id, id),
  constraint zone_venues_service_id_looked_by_fkey FOREIGN KEY (service_id, looked_by) REFERENCES app.staff(service_id, id),
  constraint zone_venues_service_id_venue_id_fkey FOREIGN KEY (service_id, venue_id) REFERENCES app.venues(service_id, id)
);
alter table app.zone_venues enable row level security;
alter table app.zone_venues force row level security;
create policy hand_in_case on app.zone_venues to tp_hand
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))))
  with check (((service_id = ( SELECT app.service_id() AS service_id)) AND (case_id = ( SELECT app.case_id() AS case_id))));
create policy staff_reader_of_case on app.zone_venues for select to tp_staff
  using (((service_id = ( SELECT app.named_service() AS named_service)) AND (EXISTS ( SELECT
   FROM app.case_readers reader
  WHERE ((reader.service_id = zone_venues.service_id) AND (reader.case_id = zone_venues.case_id))
 OFFSET 0))));
CREATE TRIGGER brk_3_looks_only BEFORE INSERT OR DELETE OR UPDATE ON app.zone_venues FOR EACH STATEMENT EXECUTE FUNCTION app.brk_3_looks_only();
CREATE TRIGGER closed_case_rests BEFORE INSERT OR UPDATE ON app.zone_venues FOR EACH ROW EXECUTE FUNCTION app.closed_case_rests();
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.zone_venues FOR EACH ROW EXECUTE FUNCTION trails.note_change('case_id,zone_id,venue_id', '');
grant insert, select, update on app.zone_venues to tp_hand;
grant select on app.zone_venues to tp_staff;

create table migration.applied (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  constraint applied_pkey PRIMARY KEY (name)
);
alter table migration.applied owner to tp_migrator;

create table trails.changes (
  service_id uuid not null,
  seq bigint generated always as identity not null,
  at timestamp with time zone default now() not null,
  login text default SESSION_USER not null,
  actor_kind text not null,
  actor_id uuid,
  table_name text not null,
  operation text not null,
  key jsonb not null,
  case_id uuid,
  participant_id uuid,
  person_id uuid,
  referral_id uuid,
  salt bytea,
  old jsonb,
  new jsonb,
  digest bytea not null,
  erased_in bigint,
  constraint changes_pkey PRIMARY KEY (service_id, seq),
  constraint changes_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text, 'visitor'::text, 'system'::text, 'database'::text]))),
  constraint changes_digest_check CHECK ((length(digest) = 32)),
  constraint changes_operation_check CHECK ((operation = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text]))),
  constraint trl_3_whole_or_erased CHECK ((((salt IS NULL) = (erased_in IS NOT NULL)) AND ((salt IS NOT NULL) OR ((old IS NULL) AND (new IS NULL)))))
);
alter table trails.changes enable row level security;
alter table trails.changes force row level security;
create policy data_officer on trails.changes for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ( SELECT trails.is_data_officer() AS is_data_officer)));
create policy of_cases_not_closed_to_them on trails.changes for select as restrictive to tp_staff
  using ((((case_id IS NULL) OR (case_id <> ALL (ARRAY( SELECT trails.closed_cases() AS closed_cases)))) AND ((referral_id IS NULL) OR (referral_id <> ALL (ARRAY( SELECT trails.closed_referrals() AS closed_referrals))))));
create policy sealed_by_worker on trails.changes for select to tp_worker
  using (true);
create policy values_erased on trails.changes for update to tp_owner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (SESSION_USER = 'tp_hand'::name)));
create policy verified on trails.changes for select to tp_owner
  using (true);
create policy written_by_functions on trails.changes for insert to tp_owner
  with check (true);
CREATE INDEX changes_newest ON trails.changes USING btree (service_id, at DESC, seq DESC);
CREATE INDEX changes_of_actor ON trails.changes USING btree (service_id, actor_id, at DESC, seq DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX changes_of_case ON trails.changes USING btree (service_id, case_id, at DESC, seq DESC);
CREATE INDEX changes_of_person ON trails.changes USING btree (service_id, person_id, at DESC, seq DESC) WHERE (person_id IS NOT NULL);
CREATE TRIGGER trl_1_is_never_emptied BEFORE TRUNCATE ON trails.changes FOR EACH STATEMENT EXECUTE FUNCTION trails.trl_1_only_grows();
CREATE TRIGGER trl_1_only_grows BEFORE DELETE OR UPDATE ON trails.changes FOR EACH ROW EXECUTE FUNCTION trails.trl_1_only_grows();
grant select (service_id, seq, at, login, actor_kind, actor_id, table_name, operation, key, case_id, participant_id, person_id, referral_id, digest) on trails.changes to tp_worker;
grant select (service_id, seq, at, login, actor_kind, actor_id, table_name, operation, key, case_id, participant_id, person_id, referral_id, old, new, erased_in) on trails.changes to tp_staff;

create table trails.reads (
  service_id uuid not null,
  seq bigint generated always as identity not null,
  at timestamp with time zone default now() not null,
  login text default SESSION_USER not null,
  actor_kind text not null,
  actor_id uuid not null,
  what text not null,
  place text not null,
  case_id uuid,
  participant_id uuid,
  person_id uuid,
  referral_id uuid,
  item_id uuid,
  is_own_worker boolean,
  salt bytea,
  detail jsonb,
  digest bytea not null,
  erased_in bigint,
  constraint reads_pkey PRIMARY KEY (service_id, seq),
  constraint reads_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text, 'supporter'::text]))),
  constraint reads_digest_check CHECK ((length(digest) = 32)),
  constraint reads_place_check CHECK (((length(place) >= 1) AND (length(place) <= 200))),
  constraint reads_what_check CHECK ((what = ANY (ARRAY['case'::text, 'person'::text, 'referral'::text, 'letter'::text, 'message'::text, 'document'::text, 'search'::text, 'print'::text, 'export'::text, 'own-page'::text, 'trail'::text]))),
  constraint trl_3_whole_or_erased CHECK ((((salt IS NULL) = (erased_in IS NOT NULL)) AND ((salt IS NOT NULL) OR (detail IS NULL)))),
  constraint trl_6_participants_read_their_own CHECK (((actor_kind = 'staff'::text) OR ((what = 'own-page'::text) AND (case_id IS NOT NULL) AND ((actor_kind = 'supporter'::text) OR (participant_id = actor_id)))))
);
alter table trails.reads enable row level security;
alter table trails.reads force row level security;
create policy data_officer on trails.reads for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ( SELECT trails.is_data_officer() AS is_data_officer)));
create policy sealed_by_worker on trails.reads for select to tp_worker
  using (true);
create policy values_erased on trails.reads for update to tp_owner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (SESSION_USER = 'tp_hand'::name)));
create policy verified on trails.reads for select to tp_owner
  using (true);
create policy written_by_functions on trails.reads for insert to tp_owner
  with check (true);
CREATE INDEX reads_by_searching ON trails.reads USING btree (service_id, at DESC, seq DESC) WHERE (what = 'search'::text);
CREATE INDEX reads_newest ON trails.reads USING btree (service_id, at DESC, seq DESC);
CREATE INDEX reads_of_actor ON trails.reads USING btree (service_id, actor_id, at DESC, seq DESC);
CREATE INDEX reads_of_case ON trails.reads USING btree (service_id, case_id, at DESC, seq DESC);
CREATE TRIGGER trl_1_is_never_emptied BEFORE TRUNCATE ON trails.reads FOR EACH STATEMENT EXECUTE FUNCTION trails.trl_1_only_grows();
CREATE TRIGGER trl_1_only_grows BEFORE DELETE OR UPDATE ON trails.reads FOR EACH ROW EXECUTE FUNCTION trails.trl_1_only_grows();
grant select (service_id, seq, at, login, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id, is_own_worker, detail, erased_in) on trails.reads to tp_staff;
grant select (service_id, seq, at, login, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id, is_own_worker, digest) on trails.reads to tp_worker;

create table trails.seals (
  service_id uuid not null,
  trail text not null,
  number integer not null,
  from_seq bigint not null,
  to_seq bigint not null,
  count integer not null,
  entries bytea not null,
  root bytea not null,
  before bytea not null,
  mac bytea not null,
  key_name text not null,
  sealed_at timestamp with time zone not null,
  constraint seals_pkey PRIMARY KEY (service_id, trail, number),
  constraint seals_count_check CHECK ((count > 0)),
  constraint seals_mac_check CHECK ((length(mac) = 32)),
  constraint seals_number_check CHECK ((number > 0)),
  constraint seals_root_check CHECK ((length(root) = 32)),
  constraint seals_trail_check CHECK ((trail = ANY (ARRAY['changes'::text, 'reads'::text, 'security'::text]))),
  constraint trl_4_covers_its_places CHECK (((from_seq <= to_seq) AND (length(entries) = (count * 24)))),
  constraint trl_4_first_or_after_another CHECK (((number = 1) = (length(before) = 0)))
);
alter table trails.seals enable row level security;
alter table trails.seals force row level security;
create policy sealed_by_worker on trails.seals for select to tp_worker
  using (true);
create policy verified on trails.seals for select to tp_owner
  using (true);
create policy worker_seals on trails.seals for insert to tp_worker
  with check (true);
CREATE TRIGGER trl_1_is_never_emptied BEFORE TRUNCATE ON trails.seals FOR EACH STATEMENT EXECUTE FUNCTION trails.trl_1_only_grows();
CREATE TRIGGER trl_1_only_grows BEFORE DELETE OR UPDATE ON trails.seals FOR EACH ROW EXECUTE FUNCTION trails.trl_1_only_grows();
grant insert, select on trails.seals to tp_worker;

create table trails.security (
  service_id uuid not null,
  seq bigint generated always as identity not null,
  at timestamp with time zone default now() not null,
  login text default SESSION_USER not null,
  actor_kind text not null,
  actor_id uuid,
  event text not null,
  because text default ''::text not null,
  about_kind text,
  about_id uuid,
  case_id uuid,
  tried text,
  salt bytea,
  detail jsonb,
  digest bytea not null,
  erased_in bigint,
  constraint security_pkey PRIMARY KEY (service_id, seq),
  constraint security_about_kind_check CHECK ((about_kind = ANY (ARRAY['staff'::text, 'participant'::text]))),
  constraint security_about_somebody CHECK (((about_kind IS NULL) = (about_id IS NULL))),
  constraint security_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'participant'::text, 'supporter'::text, 'visitor'::text, 'system'::text, 'database'::text]))),
  constraint security_because_check CHECK (((because ~ '^[a-z0-9-]*$'::text) AND (length(because) <= 100))),
  constraint security_digest_check CHECK ((length(digest) = 32)),
  constraint security_event_check CHECK (((event ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(event) <= 60))),
  constraint security_tried_check CHECK ((tried ~ '^[0-9a-f]{64}$'::text)),
  constraint trl_3_whole_or_erased CHECK ((((salt IS NULL) = (erased_in IS NOT NULL)) AND ((salt IS NOT NULL) OR (detail IS NULL))))
);
alter table trails.security enable row level security;
alter table trails.security force row level security;
create policy data_officer on trails.security for select to tp_staff
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND ( SELECT trails.is_data_officer() AS is_data_officer)));
create policy sealed_by_worker on trails.security for select to tp_worker
  using (true);
create policy values_erased on trails.security for update to tp_owner
  using (((service_id = ( SELECT app.service_id() AS service_id)) AND (SESSION_USER = 'tp_hand'::name)));
create policy verified on trails.security for select to tp_owner
  using (true);
create policy written_by_functions on trails.security for insert to tp_owner
  with check (true);
CREATE INDEX security_about ON trails.security USING btree (service_id, about_id, at DESC, seq DESC) WHERE (about_id IS NOT NULL);
CREATE INDEX security_closed_doors ON trails.security USING btree (service_id, event, at DESC) WHERE (event = ANY (ARRAY['closed-door'::text, 'came-from-elsewhere'::text, 'asked-too-often'::text, 'sent-what-is-not-taken'::text]));
CREATE INDEX security_newest ON trails.security USING btree (service_id, at DESC, seq DESC);
CREATE INDEX security_of_actor ON trails.security USING btree (service_id, actor_id, at DESC, seq DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX security_of_case ON trails.security USING btree (service_id, case_id, at DESC, seq DESC) WHERE (case_id IS NOT NULL);
CREATE INDEX security_refused_tokens ON trails.security USING btree (service_id, at DESC) WHERE (event = 'api-token-refused'::text);
CREATE INDEX security_tried ON trails.security USING btree (service_id, tried, at DESC, seq DESC) WHERE (tried IS NOT NULL);
CREATE TRIGGER trl_1_is_never_emptied BEFORE TRUNCATE ON trails.security FOR EACH STATEMENT EXECUTE FUNCTION trails.trl_1_only_grows();
CREATE TRIGGER trl_1_only_grows BEFORE DELETE OR UPDATE ON trails.security FOR EACH ROW EXECUTE FUNCTION trails.trl_1_only_grows();
grant select (service_id, seq, at, login, actor_kind, actor_id, event, because, about_kind, about_id, case_id, tried, detail, erased_in) on trails.security to tp_staff;
grant select (service_id, seq, at, login, actor_kind, actor_id, event, because, about_kind, about_id, case_id, tried, digest) on trails.security to tp_worker;

CREATE OR REPLACE FUNCTION app.acting_staff()
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select case when i[3] = 'hand' and i[4] like 'staff\_%' then substr(i[4], 7)::uuid end from (select app.identity() as i) as me $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.agn_3_apart_from_staff()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare held text[];
begin
  -- Two roles given to one person at one moment come one after the other.
  perform from app.staff s where s.service_id = new.service_id and s.id = new.staff_id for update;
  select coalesce(array_agg(r.role), '{}') into held from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role <> new.role;
  if held <> '{}' and ('referrer' = new.role or 'referrer' = any (held)) then call app.refuse('agn_3_apart_from_staff'); end if;
  if held <> '{}' and ('commissioner' = new.role or 'commissioner' = any (held)) then call app.refuse('com_1_apart_from_staff'); end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.agr_11_terms_stand()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  changed jsonb := coalesce(to_jsonb(new), to_jsonb(old));
  svc uuid := changed->>'service_id'; cas uuid := changed->>'case_id';
  which uuid; stands text; settling text[] := array['status', 'settled_on', 'settled_because', 'verified_by_kind', 'verified_by'];
begin
  if tg_table_name = 'amends_instalments' then
    select a.agreement_id into which from app.amends a where a.service_id = svc and a.case_id = cas and a.id = (changed->>'amends_id')::uuid;
  else
    which := changed->>'agreement_id';
  end if;
  select g.status into stands from app.agreements g where g.service_id = svc and g.case_id = cas and g.id = which;
  if tg_table_name = 'amends' and tg_op = 'UPDATE' and to_jsonb(new) - settling = to_jsonb(old) - settling then
    if stands <> 'agreed' then call app.refuse('agr_11_settled_while_live'); end if;
  elsif tg_table_name = 'agreement_parties' and tg_op = 'UPDATE' and to_jsonb(new) - 'wants_updates' = to_jsonb(old) - 'wants_updates' then
    return new;
  elsif stands <> 'draft' then
    call app.refuse('agr_11_terms_stand');
  end if;
  return coalesce(new, old);
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.agr_7_never_more_than_promised()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare promised int; promise uuid;
begin
  select a.pence, a.promise_id into promised, promise from app.amends a
   where a.service_id = new.service_id and a.case_id = new.case_id and a.id = new.amends_id;
  -- No key: two who write at once both hold the key of the row already, through the reference, and would wait for each other.
  perform from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.promise_id = promise order by a.id for no key update;
  if promised is not null and app.paid_towards(new.service_id, new.case_id, promise) > promised then
    call app.refuse('agr_7_never_more_than_promised');
  end if;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.agr_9_instalments_add_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  changed jsonb := coalesce(to_jsonb(new), to_jsonb(old));
  svc uuid := changed->>'service_id'; cas uuid := changed->>'case_id';
  which uuid := case tg_table_name when 'amends' then changed->>'id' else changed->>'amends_id' end;
  promised int; planned bigint;
begin
  select a.pence into promised from app.amends a where a.service_id = svc and a.case_id = cas and a.id = which;
  -- The amends may be gone, and its instalments with it.
  if not found then return null; end if;
  select sum(i.pence) into planned from app.amends_instalments i where i.service_id = svc and i.case_id = cas and i.amends_id = which;
  if promised is distinct from planned and planned is not null then call app.refuse('agr_9_instalments_add_up'); end if;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.agreement_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare before text := case when tg_op = 'UPDATE' then old.status end; party record;
begin
  if new.status = before then return new; end if;
  if coalesce(before, '') || '>' || new.status not in
    ('>draft', 'draft>proposed', 'draft>set-aside', 'proposed>agreed', 'proposed>set-aside', 'agreed>replaced', 'agreed>ended') then
    call app.refuse('agr_11_moves_in_order');
  end if;
  if new.status in ('proposed', 'agreed') then
    if not exists (select from app.agreement_parties p where p.service_id = new.service_id and p.case_id = new.case_id
        and p.agreement_id = new.id and p.participant_id = new.participant_id) then
      call app.refuse('agr_13_the_responsible_is_a_party');
    end if;
    if not exists (select from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id) then
      call app.refuse('agr_11_has_terms');
    end if;
    for party in select p.participant_id as id from app.agreement_parties p
      where p.service_id = new.service_id and p.case_id = new.case_id and p.agreement_id = new.id
    loop
      if new.status = 'proposed' and party.id <> new.participant_id
        and not app.some_way_is_open(new.service_id, new.case_id, new.participant_id, party.id, new.proposed_on) then
        call app.refuse('agr_14_some_way_is_open');
      end if;
      if new.status = 'agreed' and not app.agrees(new.service_id, new.case_id, party.id, 'agreement-terms', null, null, new.id) then
        call app.refuse('agr_10_everyone_agreed');
      end if;
    end loop;
  end if;
  if new.status = 'agreed' and exists (select from app.amends a
      where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id and a.pence is not null
        and app.paid_towards(a.service_id, a.case_id, a.promise_id) > a.pence) then
    call app.refuse('agr_7_never_more_than_promised');
  end if;
  if new.status = 'ended' and (
      exists (select from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id and a.status in ('owed', 'late'))
      or new.is_kept = exists (select from app.amends a where a.service_id = new.service_id and a.case_id = new.case_id and a.agreement_id = new.id and a.status = 'not-done')) then
    call app.refuse('agr_12_ended_as_its_amends_were');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.agrees(svc uuid, cas uuid, who uuid, what text, by_mode text, toward uuid, item uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare own text; guardian text; child boolean;
begin
  select c.answer into own from app.consents c
   where c.service_id = svc and c.case_id = cas and c.participant_id = who and c.guardian_id is null and c.purpose = what
     and c.mode is not distinct from by_mode and c.item_id is not distinct from item and (c.toward_id is null or c.toward_id = toward)
   order by (c.toward_id is not null) desc, c.seq desc limit 1;
  if own is distinct from 'given' then return false; end if;
  select p.is_under_18 or (p.date_of_birth is not null and p.date_of_birth > (now() at time zone 'Europe/London')::date - interval '18 years')
    into child from app.participants q join app.people p on p.service_id = q.service_id and p.id = q.person_id
   where q.service_id = svc and q.case_id = cas and q.id = who;
  if not coalesce(child, false) then return true; end if;
  select c.answer into guardian from app.consents c
   where c.service_id = svc and c.case_id = cas and c.participant_id = who and c.guardian_id is not null and c.purpose = what
     and c.mode is not distinct from by_mode and c.item_id is not distinct from item and (c.toward_id is null or c.toward_id = toward)
   order by (c.toward_id is not null) desc, c.seq desc limit 1;
  return guardian is not distinct from 'given';
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.agy_4_only_ways_that_are_safe()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (new.phone <> '' and new.phone is distinct from old.phone and not (new.may_phone or new.may_text))
     or (new.email <> '' and new.email is distinct from old.email and not new.may_email)
     or (new.address <> '' and new.address is distinct from old.address and not new.may_post) then
    call app.refuse('agy_4_only_ways_that_are_safe');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.alc_8_role_works_on_cases()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not app.works_on_cases(new.service_id, new.staff_id) then call app.refuse('alc_8_role_works_on_cases'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.alc_9_lead_is_trained()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare asked text[];
begin
  select app.trainings_asked(c.complex_because) into asked from app.cases c where c.service_id = new.service_id and c.id = new.case_id;
  if app.trainings_lacked(new.staff_id, asked, (new.from_at at time zone 'Europe/London')::date) <> '{}' then
    call app.refuse('alc_9_lead_is_trained');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.alike(wanted_words text[], wanted_sounds text[], wanted_marks text[], wanted_born date[], district text, from_day date, until_day date, most integer)
 RETURNS TABLE(about_id uuid, referral_id uuid, case_id uuid, full_name text, words text, born date, happened_on date, postcode_district text, incident_kind text, marks_met text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public'
 SET "pg_trgm.similarity_threshold" TO '0.55'
AS $function$
  with hits as materialized (
    select f.about_id, sum(f.strength) as strength from (
      select e.about_id, (select max(similarity(e.words, w)) from unnest(wanted_words) as w) as strength
        from app.likeness_entries e where e.service_id = (select app.service_id()) and e.words % any (wanted_words)
      union all
      select e.about_id, 1 from app.likeness_entries e where e.service_id = (select app.service_id()) and e.sounds && wanted_sounds
      union all
      select e.about_id, 3 from app.likeness_entries e where e.service_id = (select app.service_id()) and e.marks <> '{}' and e.marks && wanted_marks
      union all
      select s.about_id, 3 from app.search_entries s where s.service_id = (select app.service_id()) and s.marks && wanted_marks
      union all
      select e.about_id, 2 from app.likeness_entries e where e.service_id = (select app.service_id()) and e.born = any (wanted_born)
      union all
      select e.about_id, 1 from app.likeness_entries e where e.service_id = (select app.service_id()) and district <> '' and e.postcode_district = district
         and e.happened_on between from_day and until_day) f
     group by f.about_id)
  select e.about_id, e.referral_id, e.case_id, e.full_name, e.words, e.born, e.happened_on, e.postcode_district, e.incident_kind,
         array(select m from unnest(e.marks || coalesce((select s.marks from app.search_entries s
                 where s.service_id = e.service_id and s.case_id = e.case_id and s.about_id = e.about_id), '{}')) as m where m = any (wanted_marks))
    from hits h join app.likeness_entries e on e.service_id = (select app.service_id()) and e.about_id = h.about_id
   where case when e.case_id is not null then exists (select from app.case_readers r
           where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = e.case_id)
         else exists (select from app.staff_roles r where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id())
             and r.role in ('coordinator', 'supervisor', 'manager'))
           and not app.is_other_teams_referral(e.service_id, e.postcode_district, e.entered_by, (select app.staff_id())) end
   order by h.strength desc, e.about_id
   limit least(most, 500)
$function$;
alter function app.alike(text[],text[],text[],date[],text,date,date,integer) owner to tp_search;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION app.amends_settle()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status = old.status then return new; end if;
  if old.status in ('done', 'not-done', 'released') or new.status = 'owed' then call app.refuse('agr_5_settled_stays_settled'); end if;
  if new.status = 'done' and (app.paid_towards(new.service_id, new.case_id, new.promise_id) < coalesce(new.pence, 0)
      or app.worked_towards(new.service_id, new.case_id, new.promise_id) < coalesce(new.minutes, 0)) then
    call app.refuse('agr_6_done_in_full');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.api_3_a_new_secret_stops_telling()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update app.webhooks w set stopped_at = new.renewed_at, stopped_because = 'removed'
   where w.service_id = new.service_id and w.client_id = new.id and w.stopped_at is null;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.ask_3_sent_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.sent_at is not null and (new.sent_at, new.answers, new.id) is distinct from (old.sent_at, old.answers, old.id) then
    raise exception 'sent already' using errcode = '23514', constraint = 'ask_3_sent_once';
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.attendees_keep_their_word()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare row app.conference_attendees := case when tg_op = 'DELETE' then old else new end;
  status text := (select c.status from app.conferences c where c.service_id = row.service_id and c.case_id = row.case_id and c.id = row.conference_id);
begin
  if status <> 'planned' and (tg_op <> 'UPDATE' or new.conference_id <> old.conference_id) then call app.refuse('cnf_12_who_comes_is_settled_while_planned'); end if;
  if tg_op = 'DELETE' then return old; end if;
  if new.companion_id is not null and not exists (select from app.companions c where c.service_id = new.service_id
      and c.case_id = new.case_id and c.id = new.companion_id and c.participant_id = new.participant_id) then
    call app.refuse('cnf_7_companion_is_of_that_side');
  end if;
  if tg_op = 'INSERT' then
    if new.shown_since is not null then call app.refuse('h4_told_of_only_as_agreed'); end if;
    return new;
  end if;
  if (new.participant_id, new.shown_as) is distinct from (old.participant_id, old.shown_as) or new.companion_id is distinct from old.companion_id then
    call app.refuse('h4_told_of_only_as_agreed');
  end if;
  if new.shown_since is not null and old.shown_since is null
      and not app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, null, new.id) then
    call app.refuse('h4_told_of_only_as_agreed');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.ava_1_times_to_come()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare said text; day date; given date := (new.given_at at time zone 'Europe/London')::date;
begin
  if array_position(new.times, null) is not null then call app.refuse('ava_1_a_day_and_a_part_of_it'); end if;
  foreach said in array new.times loop
    if said !~ '^(\d{4}-\d{2}-\d{2}|monday|tuesday|wednesday|thursday|friday|saturday|sunday) (morning|afternoon|evening) (could|could-not)$' then
      call app.refuse('ava_1_a_day_and_a_part_of_it');
    end if;
    continue when said !~ '^\d';
    begin
      day := left(said, 10)::date;
    exception when datetime_field_overflow or invalid_datetime_format then
      call app.refuse('ava_1_a_day_and_a_part_of_it');
    end;
    if day < given or day > given + 366 then call app.refuse('ava_1_a_day_to_come'); end if;
  end loop;
  if (select count(*) > count(distinct regexp_replace(t.said, ' [a-z-]+$', '')) from unnest(new.times) as t (said)) then
    call app.refuse('ava_2_one_answer_to_one_time');
  end if;
  if (select count(distinct left(t.said, 10)) > 60 from unnest(new.times) as t (said) where t.said ~ '^\d') then
    call app.refuse('ava_3_at_most_sixty_days');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.ava_4_what_ended_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.refuse('ava_4_what_ended_stays');
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.brk_2_five_an_hour()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  -- One try after another, so that ten at once are not all the fifth.
  perform pg_advisory_xact_lock(hashtext('glass ' || new.staff_id));
  if (select count(*) from app.glass_openings g where g.service_id = new.service_id and g.staff_id = new.staff_id
      and g.opened_at > now() - interval '1 hour') >= 5 then
    call app.refuse('brk_2_five_an_hour');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.brk_3_looks_only()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if current_user = 'tp_hand' and app.looks_only() then call app.refuse('brk_3_looks_only'); end if;
  return case when tg_level = 'ROW' then case when tg_op = 'DELETE' then old else new end end;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.busy_during(from_at timestamp with time zone, until_at timestamp with time zone, but_for uuid)
 RETURNS TABLE(what text, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct 'venue', c.venue_id from app.conferences c
   where c.service_id = (select app.service_id()) and c.status in ('booked', 'held') and c.venue_id is not null
     and c.id <> but_for and tstzrange(c.starts_at, c.ends_at) && tstzrange(from_at, until_at)
  union
  select 'staff', f.staff_id from app.conference_facilitators f
   where f.service_id = (select app.service_id()) and f.is_booked and f.conference_id <> but_for and f.during && tstzrange(from_at, until_at)
$function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.cas_1_stage_never_moves_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare stages text[] := array['new', 'first-contact', 'preparation', 'communication', 'agreement', 'follow-up'];
begin
  if array_position(stages, new.stage) < array_position(stages, old.stage) then call app.refuse('cas_1_stage_never_moves_back'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.cas_7_a_sign_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if app.is_complex_by_what_stands(new.service_id, new.id) then call app.refuse('cas_7_a_sign_stands'); end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.cas_8_of_its_referrals()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.referrals r
      left join app.referral_matters m on m.service_id = r.service_id and m.referral_id = r.id
     where r.service_id = new.service_id and r.case_id = new.id and m.origin is distinct from 'police-out-of-court')
    or not exists (select from app.referrals r where r.service_id = new.service_id and r.case_id = new.id) then
    call app.refuse('cas_8_of_its_referrals');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.case_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ((app.identity())[8])::uuid;
-- may be called by: tp_api, tp_commissioner, tp_hand, tp_participant, tp_public, tp_referrer, tp_search, tp_staff, tp_worker

CREATE OR REPLACE FUNCTION app.case_of_reference(wanted text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select c.id from app.cases c where c.service_id = (select app.service_id()) and c.reference = wanted $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.caseloads()
 RETURNS TABLE(staff_id uuid, open_cases integer, complex_cases integer, led_cases integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if session_user <> 'tp_hand' and not exists (select from app.staff_roles r
      where r.service_id = app.service_id() and r.staff_id = app.staff_id() and r.role in ('coordinator', 'supervisor', 'manager')) then
    return;
  end if;
  return query
    select a.staff_id, count(*)::int, count(*) filter (where c.complexity = 'complex')::int, count(*) filter (where a.role = 'lead')::int
      from app.allocations a join app.cases c on c.service_id = a.service_id and c.id = a.case_id
     where a.service_id = app.service_id() and a.until_at is null and c.status <> 'closed'
     group by a.staff_id;
end $function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.check_is_over(svc uuid, of_staff uuid, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from (select distinct on (c.kind) c.kind, c.holds_until from app.facilitator_checks c
                  where c.service_id = svc and c.staff_id = of_staff order by c.kind, c.done_on desc, c.recorded_at desc) newest
     where newest.holds_until < on_day and newest.kind in ('vetting', 'facilitator-training', 'safeguarding-training'))
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.close_case_gate()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status = 'closed' and old.status <> 'closed' then
    if not exists (select from app.closures c where c.service_id = new.service_id and c.case_id = new.id and c.reopened_on is null) then
      call app.refuse('clo_1_closed_has_reason');
    end if;
    if exists (select from app.conferences c where c.service_id = new.service_id and c.case_id = new.id and c.status = 'booked') then
      call app.refuse('clo_7_nothing_is_booked');
    end if;
    if exists (select from app.follow_ups f where f.service_id = new.service_id and f.case_id = new.id and f.done_on is null and f.let_go_because = '')
       and not exists (select from app.closures c where c.service_id = new.service_id and c.case_id = new.id and c.reopened_on is null and c.open_follow_ups_because <> '') then
      call app.refuse('h11_follow_ups_done_or_reason');
    end if;
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.closed_case_rests()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status = 'closed') then
    raise exception 'the case is closed' using errcode = '23514', constraint = 'clo_closed_case_rests';
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.cnf_13_asked_of_whom_they_were_told()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.consents c where c.service_id = new.service_id and c.case_id = new.case_id
        and c.participant_id = new.participant_id and c.purpose = 'attend' and c.item_id = new.item_id)
      and not exists (select from app.conference_attendees a
        join app.conference_invitations i on i.service_id = a.service_id and i.case_id = a.case_id and i.conference_id = a.conference_id
       where a.service_id = new.service_id and a.case_id = new.case_id and a.id = new.item_id and a.shown_since is not null
         and i.participant_id = new.participant_id) then
    call app.refuse('cnf_13_asked_of_whom_they_were_told');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.cnf_23_no_conflict_in_the_room()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status not in ('booked', 'held') or (tg_op = 'UPDATE' and old.status = new.status) then return new; end if;
  if exists (select from app.conference_facilitators f
      join app.conflicts c on c.service_id = f.service_id and c.case_id = f.case_id and c.staff_id = f.staff_id and c.lifted_at is null
     where f.service_id = new.service_id and f.case_id = new.case_id and f.conference_id = new.id) then
    call app.refuse('cnf_23_no_conflict_in_the_room');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.com_2_opens_no_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role in ('referrer', 'commissioner')) then
    call app.refuse('com_2_opens_no_case');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.con_3_withdraws_what_was_given()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare last_answer text;
begin
  if new.answer = 'withdrawn' then
    select c.answer into last_answer from app.consents c
     where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.participant_id
       and c.guardian_id is not distinct from new.guardian_id and c.purpose = new.purpose
       and c.mode is not distinct from new.mode and c.toward_id is not distinct from new.toward_id
       and c.item_id is not distinct from new.item_id
     order by c.seq desc limit 1;
    if last_answer is distinct from 'given' then
      raise exception 'nothing to withdraw' using errcode = '23514', constraint = 'con_3_withdraws_what_was_given';
    end if;
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.conference_may_go_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare pair record; on_day date := (new.starts_at at time zone 'Europe/London')::date;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'planned' then call app.refuse('cnf_8_conference_starts_planned'); end if;
    return new;
  end if;
  if old.status is distinct from new.status then
    if new.status = 'held' and old.status <> 'booked' then call app.refuse('cnf_9_only_a_booked_conference_is_held'); end if;
    if old.status not in ('planned', 'booked') or new.status = 'planned' then call app.refuse('cnf_14_what_ended_stays_ended'); end if;
  end if;
  -- CNF-16: what people were told stands; another time is a postponement.
  if (new.starts_at, new.ends_at, new.mode) is distinct from (old.starts_at, old.ends_at, old.mode) or new.venue_id is distinct from old.venue_id then
    if old.status <> 'planned' or exists (select from app.conference_invitations i
        where i.service_id = new.service_id and i.case_id = new.case_id and i.conference_id = new.id) then
      call app.refuse('cnf_16_what_people_were_told_stands');
    end if;
  end if;
  if new.status in ('booked', 'held') and old.status is distinct from new.status then
    for pair in select * from app.pairs_at(new.service_id, new.case_id, new.id) loop
      call app.must_be_free_to_communicate(new.service_id, new.case_id, new.mode, pair.one, pair.other, on_day);
    end loop;
    if pair is null then call app.refuse('cnf_10_both_sides_come'); end if;
    if new.one_facilitator_by is null and (select count(*) from app.conference_facilitators f
        where f.service_id = new.service_id and f.case_id = new.case_id and f.conference_id = new.id) < 2 then
      call app.refuse('h7_two_facilitators');
    end if;
    if new.status = 'booked' and new.venue_id is not null and not exists (select from app.venues v
        where v.service_id = new.service_id and v.id = new.venue_id and v.is_open) then
      call app.refuse('cnf_17_venue_is_open');
    end if;
    if exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
        and a.conference_id = new.id and a.shown_since is null) then
      call app.refuse('cnf_13_everyone_was_asked');
    end if;
    -- Everyone on whose side somebody comes agreed to everyone of the others.
    if exists (
      select from app.conference_attendees a
        join app.conference_attendees o on o.service_id = a.service_id and o.case_id = a.case_id and o.conference_id = a.conference_id
         and o.participant_id <> a.participant_id
       where a.service_id = new.service_id and a.case_id = new.case_id and a.conference_id = new.id
         and not app.agrees(new.service_id, new.case_id, o.participant_id, 'attend', null, null, a.id)) then
      call app.refuse('cnf_11_everyone_agreed_to_everyone');
    end if;
    if new.status = 'held' then
      if not exists (select from app.risk_assessments r where r.service_id = new.service_id and r.case_id = new.case_id
          and r.assessed_on between on_day - 14 and on_day) then call app.refuse('h7_risk_reviewed_within_14_days'); end if;
      if new.plan_approved_by is null then call app.refuse('h7_plan_is_approved'); end if;
      if new.mode = 'meeting' and exists (
        select from app.conference_attendees a join app.conference_attendees o
            on o.service_id = a.service_id and o.case_id = a.case_id and o.conference_id = a.conference_id and o.participant_id <> a.participant_id
         where a.service_id = new.service_id and a.case_id = new.case_id and a.conference_id = new.id
           and (a.arrives_at is null or o.arrives_at is null or a.arrives_at = o.arrives_at)) then
        call app.refuse('h7_arrivals_are_separate');
      end if;
      -- Nobody waits in the same room as the person who harmed them, or whom they harmed.
      if new.mode = 'meeting' and exists (
        select from app.pairs_at(new.service_id, new.case_id, new.id) as p
          join app.conference_attendees a on a.service_id = new.service_id and a.case_id = new.case_id and a.conference_id = new.id and a.participant_id = p.one
          join app.conference_attendees o on o.service_id = new.service_id and o.case_id = new.case_id and o.conference_id = new.id and o.participant_id = p.other
         where a.waits_in = '' or o.waits_in = '' or lower(a.waits_in) = lower(o.waits_in)) then
        call app.refuse('h7_waiting_rooms_are_apart');
      end if;
      if exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
          and a.conference_id = new.id and a.accepted_ground_rules_on is null) then
        call app.refuse('cnf_15_everyone_accepted_the_ground_rules');
      end if;
      if not exists (
        select from app.pairs_at(new.service_id, new.case_id, new.id) as p
         where exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
                 and a.conference_id = new.id and a.participant_id = p.one and a.came)
           and exists (select from app.conference_attendees a where a.service_id = new.service_id and a.case_id = new.case_id
                 and a.conference_id = new.id and a.participant_id = p.other and a.came)) then
        call app.refuse('cnf_10_both_sides_came');
      end if;
    end if;
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.counts_of_quarter(svc uuid, from_on date)
 RETURNS TABLE(of_table text, part text, number integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare until_on date := (from_on + interval '3 months - 1 day')::date;
begin
  return query
    with apart as (
      select c.id from app.cases c where c.service_id = svc and c.origin = 'police-out-of-court'),
    apart_referrals as (
      select m.referral_id as id from app.referral_matters m where m.service_id = svc and m.origin = 'police-out-of-court'),
    came as (
      select r.* from app.referrals r where r.service_id = svc and r.received_on between from_on and until_on
         and r.id not in (select p.id from apart_referrals p)),
    began as (
      select r.case_id, min(r.received_on) as on_day from app.referrals r where r.service_id = svc and r.case_id is not null group by r.case_id),
    touched as (
      select k.case_id, min(k.happened_on) as on_day from app.contacts k where k.service_id = svc and k.kind = 'conversation'
         and k.case_id not in (select p.id from apart p) group by k.case_id),
    prepared as (
      select s.case_id, min(s.held_on) as on_day from app.preparation_sessions s where s.service_id = svc and s.case_id not in (select p.id from apart p) group by s.case_id),
    communicated as (
      select distinct on (e.case_id) e.case_id, e.on_day, e.way from (
        select c.case_id, (c.starts_at at time zone 'Europe/London')::date as on_day, 'conference' as way, 1 as place
          from app.conferences c where c.service_id = svc and c.status = 'held'
        union all
        select l.case_id, (l.delivered_at at time zone 'Europe/London')::date, 'letter', 2 from app.letters l where l.service_id = svc and l.status = 'delivered'
        union all
        select i.case_id, (i.released_at at time zone 'Europe/London')::date, 'message', 3
          from app.item_releases i where i.service_id = svc and i.kind not in ('availability', 'first-name') and i.revoked_at is null) as e
       where e.case_id not in (select p.id from apart p)
       order by e.case_id, e.on_day, e.place),
    joined as (
      select p.case_id, p.id, w.is_under_18 or coalesce(w.date_of_birth > c.opened_on - interval '18 years', false) as is_young,
             exists (select from app.harm_links h where h.service_id = svc and h.case_id = p.case_id and h.harmed_id = p.id) as is_harmed,
             exists (select from app.harm_links h where h.service_id = svc and h.case_id = p.case_id and h.responsible_id = p.id) as is_responsible
        from app.cases c
        join app.participants p on p.service_id = svc and p.case_id = c.id
        join app.people w on w.service_id = svc and w.id = p.person_id
       where c.service_id = svc and c.opened_on between from_on and until_on and c.origin = 'service'),
    each (of_table, part) as (
      select 'referrals-by-month', (extract(month from age(date_trunc('month', r.received_on), from_on)) + 1)::int::text from came r
      union all select 'referrals-by-source', r.source from came r
      union all select 'referrals-by-incident', r.incident_kind from came r
      union all select 'decisions', r.status from app.referrals r
        where r.service_id = svc and r.decided_at is not null and (r.decided_at at time zone 'Europe/London')::date between from_on and until_on
          and r.id not in (select p.id from apart_referrals p)
      union all select 'decisions', 'withdrawn' from app.agency_referrals a
        where a.service_id = svc and (a.withdrawn_at at time zone 'Europe/London')::date between from_on and until_on
          and a.referral_id not in (select p.id from apart_referrals p)
      union all select 'first-contact', case when d.days <= 7 then 'within-a-week' when d.days <= 14 then 'within-two-weeks' when d.days <= 28 then 'within-four-weeks' else 'later' end
        from (select t.on_day - b.on_day as days from touched t join began b on b.case_id = t.case_id where t.on_day between from_on and until_on) as d
      union all select 'preparation', 'total' from prepared p where p.on_day between from_on and until_on
      union all select 'communication', c.way from communicated c where c.on_day between from_on and until_on
      union all select 'until-communication', case when d.days <= 91 then 'within-three-months' when d.days <= 182 then 'within-six-months' when d.days <= 365 then 'within-a-year' else 'later' end
        from (select c.on_day - b.on_day as days from communicated c join began b on b.case_id = c.case_id where c.on_day between from_on and until_on) as d
      union all select 'agreements', 'total' from app.agreements g where g.service_id = svc and g.replaces_id is null and g.made_on between from_on and until_on
        and g.case_id not in (select p.id from apart p)
      union all select 'amends', m.status from app.amends m where m.service_id = svc and m.settled_on between from_on and until_on
        and m.case_id not in (select p.id from apart p)
      union all select 'closed', k.reason from app.closures k where k.service_id = svc and k.closed_on between from_on and until_on
        and k.case_id not in (select p.id from apart p)
      union all select 'satisfied-' || s.part, case when s.satisfied >= 4 then 'satisfied' when s.satisfied = 3 then 'neither' else 'not-satisfied' end
        from app.surveys s where s.service_id = svc and s.answered_as = 'self' and s.satisfied is not null and s.answered_on between from_on and until_on
        and s.case_id not in (select p.id from apart p)
      union all select 'people-by-side', case when j.is_harmed and j.is_responsible then 'both' when j.is_harmed then 'harmed' when j.is_responsible then 'responsible' else 'beside' end from joined j
      union all select 'people-by-age', case when j.is_young then 'under-18' else 'adult' end from joined j)
    select e.of_table, e.part, count(*)::int from each e group by 1, 2;
end $function$;
-- may be called by: tp_worker

CREATE OR REPLACE FUNCTION app.cov_1_may_cover()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare away app.absences;
begin
  select * into away from app.absences b where b.service_id = new.service_id and b.id = new.absence_id;
  if away.staff_id = new.cover_id then call app.refuse('cov_1_somebody_else'); end if;
  if not app.works_on_cases(new.service_id, new.cover_id) then call app.refuse('cov_1_works_on_cases'); end if;
  if app.check_is_over(new.service_id, new.cover_id, (new.said_at at time zone 'Europe/London')::date) then
    call app.refuse('cov_1_checks_hold');
  end if;
  if exists (select from app.absences o where o.service_id = new.service_id and o.staff_id = new.cover_id and o.cancelled_at is null
      and o.from_on <= away.until_on and away.from_on <= o.until_on) then
    call app.refuse('cov_1_is_there');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.cov_3_ends_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.ended_at is not null then call app.refuse('cov_3_ends_once'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.covering_due(svc uuid)
 RETURNS TABLE(staff_id uuid, case_id uuid, until_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select v.cover_id, a.case_id, max((b.until_on + 1)::timestamp at time zone 'Europe/London')
    from app.covers v
    join app.absences b on b.service_id = v.service_id and b.id = v.absence_id and b.cancelled_at is null
     and (now() at time zone 'Europe/London')::date between b.from_on and b.until_on
    join app.staff s on s.service_id = v.service_id and s.id = v.cover_id and s.is_active
    join app.allocations a on a.service_id = v.service_id and a.staff_id = b.staff_id and a.until_at is null
    join app.cases c on c.service_id = a.service_id and c.id = a.case_id and c.status <> 'closed'
   where v.service_id = svc and v.ended_at is null and app.works_on_cases(svc, v.cover_id)
     and not app.check_is_over(svc, v.cover_id, (now() at time zone 'Europe/London')::date)
     and app.level_is_enough(svc, a.case_id, v.cover_id, a.role)
     and not exists (select from app.restrictions x where x.service_id = svc and x.case_id = a.case_id and x.lifted_at is null)
     and not exists (select from app.conflicts k where k.service_id = svc and k.case_id = a.case_id and k.staff_id = v.cover_id and k.lifted_at is null)
   group by v.cover_id, a.case_id
$function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.crd_5_a_way_in_remains()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from app.staff s where s.service_id = old.service_id and s.id = old.staff_id and s.is_active for no key update;
  if not found
     or exists (select from app.staff_passkeys k where k.service_id = old.service_id and k.staff_id = old.staff_id)
     or exists (select from app.provider_links l where l.service_id = old.service_id and l.staff_id = old.staff_id)
     or exists (select from app.code_apps c join app.staff_passwords p on p.service_id = c.service_id and p.staff_id = c.staff_id
                 where c.service_id = old.service_id and c.staff_id = old.staff_id)
     or exists (select from app.staff_invitations i where i.service_id = old.service_id and i.staff_id = old.staff_id
                 and i.used_at is null and i.stopped_at is null and i.ends_at > now())
     or exists (select from app.services s where s.service_id = old.service_id and s.is_demonstration) then
    return null;
  end if;
  raise exception using errcode = '23514', constraint = 'crd_5_a_way_in_remains', message = 'The last way in stays';
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.districts_of_other_teams()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  mine uuid[] := array(select m.team_id from app.team_members m where m.service_id = (select app.service_of_staff()) and m.staff_id = (select app.staff_id()));
begin
  if mine = '{}' then return '{}'; end if;
  return array(select d.postcode_district from app.team_districts d where d.service_id = (select app.service_of_staff()) and d.team_id <> all (mine));
end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION app.doc_3_case_has_room()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (select sum(d.size) from app.documents d where d.service_id = new.service_id and d.case_id = new.case_id) > 524288000 then
    call app.refuse('doc_3_case_has_room');
  end if;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.doc_5_taken_away_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.taken_away_at is not null then call app.refuse('doc_5_taken_away_once'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.drf_3_twenty_at_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  -- Two that are kept at one moment come one after the other.
  perform from app.agency_people p where p.service_id = new.service_id and p.staff_id = new.staff_id for update;
  if (select count(*) from app.agency_drafts d where d.service_id = new.service_id and d.staff_id = new.staff_id) > 20 then
    call app.refuse('drf_3_twenty_at_once');
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.elg_2_lifted_with_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.elg_4_nothing_stops_it()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = new.service_id and a.referral_id = new.id order by a.question, a.seq desc) newest
      where newest.answer = 'yes' and newest.question in ('said-no', 'not-acknowledged'))
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null) then
    call app.refuse('elg_4_nothing_stops_it');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.elg_7_nobody_is_told_while_it_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.id)
     and exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = new.service_id and a.case_id = new.case_id order by a.question, a.seq desc) newest
      where newest.answer = 'yes' and newest.question in ('said-no', 'responsible-not-known', 'proceedings-not-over', 'holder-has-not-agreed',
        'child-without-guardian', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour')) then
    call app.refuse('elg_7_nobody_is_told_while_it_stands');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.elg_8_begins_no_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = new.service_id and a.referral_id = new.id order by a.question, a.seq desc) newest
      where newest.answer in ('yes', 'allowed') and newest.question in ('domestic-abuse', 'sexual-harm'))
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null) then
    call app.refuse('elg_8_only_the_harmed_begin');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.elg_8_only_the_harmed_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.referrals r where r.service_id = new.service_id and r.part = 'responsible'
       and (r.id = new.referral_id or r.case_id = new.case_id))
     and not exists (select from app.referrals r where r.service_id = new.service_id and r.part = 'harmed'
       and (r.id = new.referral_id or r.case_id = new.case_id)) then
    call app.refuse('elg_8_only_the_harmed_begin');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.era_2_said_of_a_closed_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status = 'closed') then
    call app.refuse('era_2_said_of_a_closed_case');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.erase_person(svc uuid, person uuid, because text, OUT data_keys integer, OUT lines integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  erased constant text := 'Erased person';
  tab text;
  theirs uuid[]; referred uuid[]; named text;
  said bigint; places bigint[]; struck bigint[] := '{}'; one record; gone text;
begin
  if length(trim(erase_person.because)) = 0 then call app.refuse('sea_6_erased_with_a_reason'); end if;
  foreach tab in array array['app.cases', 'app.participants', 'app.people', 'app.contact_points', 'app.companions', 'app.referrals', 'app.referral_others',
      'app.notices', 'app.conference_attendees', 'app.search_entries', 'app.likeness_entries', 'app.sessions', 'app.struck_texts', 'app.conferences',
      'app.run_sheet_steps', 'app.closures', 'app.holds', 'app.tasks', 'app.allocations', 'app.conflicts', 'app.restrictions', 'app.glass_openings',
      'app.risk_assessments', 'app.risk_factors', 'app.mitigations', 'app.false_alarms', 'app.documents', 'app.notes', 'app.incidents',
      'app.eligibility_answers', 'app.transfers', 'app.legal_orders',
      'trails.changes', 'trails.security'] loop
    execute format('alter table %s no force row level security', tab);
    if tab like 'app.%' then execute format('alter table %s disable trigger user', tab); end if;
  end loop;
  if exists (select from app.participants q join app.cases c on c.service_id = q.service_id and c.id = q.case_id
      where q.service_id = svc and q.person_id = person and c.status <> 'closed') then
    call app.refuse('sea_6_erased_when_every_case_is_closed');
  end if;
  if app.texts_left(svc, person) > 0 then call app.refuse('era_2_texts_were_looked_through'); end if;
  select p.full_name into strict named from app.people p where p.service_id = svc and p.id = person;
  theirs := array(select q.id from app.participants q where q.service_id = svc and q.person_id = person);
  referred := array(select r.id from app.referrals r where r.service_id = svc and r.person_id = person);

  update app.data_keys k set wrapped = null, destroyed_at = now()
   where k.service_id = svc and k.destroyed_at is null
     and ((k.owner_kind = 'person' and k.owner_id = person) or (k.owner_kind = 'referral' and k.owner_id = any(referred)));
  get diagnostics data_keys = row_count;
  -- What stands where a text was: sealed under a key that is gone, so that pages say that it was erased.
  select 'tp1.' || k.id || '.' || repeat('A', 80) into gone from app.data_keys k
   where k.service_id = svc and k.owner_kind = 'person' and k.owner_id = person and k.destroyed_at is not null limit 1;
  if gone is null then
    insert into app.data_keys as k (service_id, id, owner_kind, owner_id, wrapped, wrapped_by, destroyed_at)
    values (svc, gen_random_uuid(), 'person', person, null, (select f.number from app.key_in_force f), now())
    returning 'tp1.' || k.id || '.' || repeat('A', 80) into gone;
  end if;

  -- ERA-2: what staff struck out goes as well, and so does what the change trail holds of it.
  for one in select s.case_id, s.tab, s.col, s.row_key from app.struck_texts s
              where s.service_id = svc and s.participant_id = any(theirs) and s.is_struck loop
    execute format('update app.%I t set %s where t.service_id = $2 and %s', one.tab,
      (select string_agg(format('%I = case when t.%1$I = '''' then '''' else $1 end', c), ', ')
         from unnest(case one.tab when 'documents' then array['name', 'about', 'words', 'file_key', 'taken_away_because'] else array[one.col] end) c),
      case one.tab when 'cases' then 't.id = $3 and $4 is not null'
        when 'run_sheet_steps' then 't.case_id = $3 and t.conference_id || '' '' || t.position = $4'
        when 'eligibility_answers' then 't.case_id = $3 and t.seq::text = $4'
        else 't.case_id = $3 and t.id::text = $4' end) using gone, svc, one.case_id, one.row_key;
    struck := struck || array(select c.seq from trails.changes c
      where c.service_id = svc and c.erased_in is null and c.table_name = one.tab and c.case_id = one.case_id
        and (one.tab in ('cases', 'run_sheet_steps', 'eligibility_answers') or c.key ->> 'id' = one.row_key));
  end loop;

  update app.people p set full_name = erased, called = erased, pronouns = '', date_of_birth = null, is_under_18 = false, language = 'English',
         needs_interpreter = false, own_word = '' where p.service_id = svc and p.id = person;
  update app.contact_points c set value_index = '', is_in_use = false where c.service_id = svc and c.person_id = person;
  update app.companions c set full_name = erased, called = erased, relation = '' where c.service_id = svc and c.participant_id = any(theirs);
  update app.conference_attendees a set shown_as = erased where a.service_id = svc and a.participant_id = any(theirs);
  update app.notices n set sent_to_index = '' where n.service_id = svc and (n.participant_id = any(theirs) or n.referral_id = any(referred));
  update app.search_entries e set words = '', marks = '{}' where e.service_id = svc and e.about_id = any(theirs);
  update app.referrals r set full_name = erased, called = erased, pronouns = '', date_of_birth = null, guardian_name = '', referrer_name = '',
         language = 'English', postcode_district = '' where r.service_id = svc and r.id = any(referred);
  -- Where somebody else was referred, they may have been named beside them.
  update app.referral_others o set full_name = erased, called = '', contact_role = '', phone = ''
    from app.referrals r join app.participants q on q.service_id = r.service_id and q.case_id = r.case_id
   where o.service_id = svc and r.service_id = svc and r.id = o.referral_id and q.person_id = person and o.full_name = named;
  delete from app.likeness_entries e where e.service_id = svc and (e.about_id = any(theirs) or e.referral_id = any(referred) or e.full_name = named and e.case_id in (
    select q.case_id from app.participants q where q.service_id = svc and q.person_id = person));
  delete from app.sessions s where s.service_id = svc and s.participant_id = any(theirs);

  places := array(select c.seq from trails.changes c
    where c.service_id = svc and c.erased_in is null
      and (c.person_id = person or c.participant_id = any(theirs) or c.referral_id = any(referred) or c.seq = any(struck)
        -- Lines from before these were under the key of the person name nobody.
        or c.table_name = 'incidents' and c.case_id in (select r.case_id from app.referrals r join app.cases k on k.service_id = r.service_id
             and k.id = r.case_id and k.reference = r.reference where r.service_id = svc and r.id = any(referred))
        or c.table_name = 'legal_orders' and c.key ->> 'id' in (
             select o.id::text from app.legal_orders o where o.service_id = svc and o.restrains_id = any(theirs))) order by c.seq);
  lines := cardinality(places);
  said := trails.add_security(svc, 'system', null, 'values-erased', 'person-erased', null, null, null, null,
    jsonb_build_object('trail', 'changes', 'places', to_jsonb(places), 'person', person, 'because', erase_person.because));
  update trails.changes c set salt = null, old = null, new = null, erased_in = said where c.service_id = svc and c.seq = any(places);

  foreach tab in array array['app.cases', 'app.participants', 'app.people', 'app.contact_points', 'app.companions', 'app.referrals', 'app.referral_others',
      'app.notices', 'app.conference_attendees', 'app.search_entries', 'app.likeness_entries', 'app.sessions', 'app.struck_texts', 'app.conferences',
      'app.run_sheet_steps', 'app.closures', 'app.holds', 'app.tasks', 'app.allocations', 'app.conflicts', 'app.restrictions', 'app.glass_openings',
      'app.risk_assessments', 'app.risk_factors', 'app.mitigations', 'app.false_alarms', 'app.documents', 'app.notes', 'app.incidents',
      'app.eligibility_answers', 'app.transfers', 'app.legal_orders',
      'trails.changes', 'trails.security'] loop
    execute format('alter table %s force row level security', tab);
    if tab like 'app.%' then execute format('alter table %s enable trigger user', tab); end if;
  end loop;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.exc_14_release_rests_on_a_yes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare said bigint;
begin
  if not exists (select from app.letters l where l.service_id = new.service_id and l.case_id = new.case_id and l.id = new.item_id
      and l.participant_id = new.from_id) then
    call app.refuse('exc_14_from_who_wrote_it');
  end if;
  if new.released_by is null then call app.refuse('exc_14_release_says_by_whom'); end if;
  if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-item', null, new.participant_id, new.item_id) then
    call app.refuse('h4_author_shares_the_letter');
  end if;
  select max(c.seq) into said from app.consents c
   where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.from_id and c.answer = 'given'
     and c.purpose = 'share-item' and c.item_id = new.item_id;
  if new.consent_seq is distinct from said then call app.refuse('exc_14_release_names_its_yes'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.exc_15_delivered_stays_delivered()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.status = 'delivered' and new.status <> 'delivered' and (new.status <> 'frozen' or exists (
      select from app.releases r where r.service_id = old.service_id and r.case_id = old.case_id and r.kind = 'letter'
        and r.item_id = old.id and r.revoked_at is null)) then
    call app.refuse('exc_15_delivered_stays_delivered');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.exc_15_taken_back_until_read()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.revoked_at is not null then call app.refuse('exc_15_taken_back_stays_so'); end if;
  if new.read_at is distinct from old.read_at and (old.read_at is not null or old.kind <> 'letter') then
    call app.refuse('exc_15_read_once');
  end if;
  if new.revoked_at is distinct from old.revoked_at then
    if old.read_at is not null then call app.refuse('exc_15_taken_back_until_read'); end if;
    if old.kind = 'letter' and not exists (select from app.letters l where l.service_id = old.service_id and l.case_id = old.case_id
        and l.id = old.item_id and l.accepted_how = 'online') then
      call app.refuse('exc_15_what_was_heard_stays');
    end if;
    if old.kind = 'letter-offer' and exists (select from app.releases w where w.service_id = old.service_id and w.case_id = old.case_id
        and w.kind = 'letter' and w.item_id = old.item_id and w.revoked_at is null) then
      call app.refuse('exc_15_words_are_taken_back_first');
    end if;
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.exc_5_changed_words_are_a_new_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.body <> old.body then
    if new.version <= old.version or new.status <> 'draft' then call app.refuse('exc_5_changed_words_are_a_new_version'); end if;
    if old.status not in ('draft', 'in-review', 'returned', 'held', 'frozen') then call app.refuse('exc_5_words_on_their_way_stay'); end if;
    if app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, new.recipient_id, new.id) then
      call app.refuse('h4_shared_words_stay');
    end if;
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.fac_3_checks_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if app.check_is_over(new.service_id, new.staff_id, (new.from_at at time zone 'Europe/London')::date) then
    call app.refuse('fac_3_checks_hold');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.facilitators_do_not_fit(svc uuid, cas uuid, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.cases c
    where c.service_id = svc and c.id = cas and c.complex_because && array['domestic', 'sexual', 'young-sexual']
      and not exists (select from app.allocations a where a.service_id = svc and a.case_id = cas and a.role = 'lead' and a.until_at is null and a.override_by is not null)
      and (exists (select from app.allocations a where a.service_id = svc and a.case_id = cas and a.role = 'lead' and a.until_at is null
             and app.trainings_lacked(a.staff_id, app.trainings_asked(c.complex_because), on_day) <> '{}')
        or ('young-sexual' = any (c.complex_because)
             and (select count(*) from app.allocations a where a.service_id = svc and a.case_id = cas and a.until_at is null) < 2)))
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.facilitators_follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update app.conference_facilitators f
     set is_booked = new.status in ('booked', 'held'), during = tstzrange(new.starts_at, new.ends_at)
   where f.service_id = new.service_id and f.case_id = new.case_id and f.conference_id = new.id;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.fig_2_nothing_follows()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare whole int; parts int; hidden int; told int;
begin
  select max(f.shown) filter (where f.part = 'total'), count(*) filter (where f.part <> 'total'),
         count(*) filter (where f.part <> 'total' and f.shown is null), coalesce(sum(f.shown) filter (where f.part <> 'total'), 0)
    into whole, parts, hidden, told
    from app.released_figures f where f.service_id = new.service_id and f.quarter = new.quarter and f.of_table = new.of_table;
  if parts = 0 then return null; end if;
  if whole is null and hidden < parts or whole is not null and (
       hidden = 0 and told <> whole or hidden = 1 or hidden between 2 and parts - 1 and whole - told < 9) then
    call app.refuse('fig_2_nothing_follows');
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.flg_3_lowered_stays_lowered()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.lowered_at is not null or (new.referral_id, new.kind) is distinct from (old.referral_id, old.kind) then
    call app.refuse('flg_3_lowered_stays_lowered');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.flg_5_of_a_case_one_may_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if app.acting_staff() is not null and exists (select from app.referrals r
      where r.service_id = new.service_id and r.id = new.referral_id and r.case_id is not null and not exists (select from app.case_readers c
        where c.service_id = r.service_id and c.case_id = r.case_id and c.staff_id = app.acting_staff() and c.because <> 'break-glass'
          and (c.until_at is null or c.until_at > now()))) then
    call app.refuse('flg_5_of_a_case_one_may_open');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.follow_covers(svc uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.covers v where v.service_id = svc and v.ended_at is null)
     and not exists (select from app.case_readers r where r.service_id = svc and r.because = 'covering') then return; end if;
  delete from app.case_readers r where r.service_id = svc and r.because = 'covering' and not exists (select from app.covering_due(svc) d
    where d.staff_id = r.staff_id and d.case_id = r.case_id and d.until_at = r.until_at);
  insert into app.case_readers (service_id, staff_id, case_id, because, until_at)
  select svc, d.staff_id, d.case_id, 'covering', d.until_at from app.covering_due(svc) d on conflict do nothing;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.forget_listed(ids uuid[])
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    update app.data_keys k set wrapped = null, destroyed_at = now()
     where k.service_id = app.service_id() and k.owner_kind in ('list', 'listed') and k.owner_id = any (ids) and k.destroyed_at is null
    returning 1)
  select count(*)::int from gone
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE PROCEDURE app.forget_ways_in(IN svc uuid, IN staff uuid)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  delete from app.recovery_codes r where r.service_id = svc and r.staff_id = forget_ways_in.staff;
  delete from app.code_apps c where c.service_id = svc and c.staff_id = forget_ways_in.staff;
  delete from app.staff_passwords p where p.service_id = svc and p.staff_id = forget_ways_in.staff;
  delete from app.staff_passkeys k where k.service_id = svc and k.staff_id = forget_ways_in.staff;
  delete from app.provider_links l where l.service_id = svc and l.staff_id = forget_ways_in.staff;
  -- Last: whoever came in by one of them while this waited is out too; and once more, for whoever was between the two steps.
  loop
    delete from app.sessions s where s.service_id = svc and s.staff_id = forget_ways_in.staff;
    exit when not found;
  end loop;
end $procedure$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.goes_along()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ("substring"((app.identity())[11], '^goes_[0-9a-f-]{36}_([0-9a-f]{8}-[0-9a-f-]{27})$'::text))::uuid;
-- may be called by: tp_participant

CREATE OR REPLACE FUNCTION app.goes_with_referral()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ("substring"((app.identity())[11], '^goes_([0-9a-f]{8}-[0-9a-f-]{27})_[0-9a-f-]{36}$'::text))::uuid;
-- may be called by: tp_participant

CREATE OR REPLACE FUNCTION app.h16_goes_where_it_is_safe()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h17_approach_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.approached_on is null or old.approached_on is not null then return new; end if;
  if exists (select from app.cases c
      where c.service_id = new.service_id and c.id = new.case_id and c.order_of_approach = 'responsible-first') then return new; end if;
  if not exists (select from app.harm_links l
      where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.id
        and not app.agrees(new.service_id, new.case_id, l.harmed_id, 'approach-other', null, new.id, null)) then return new; end if;
  if exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.harmed_id = new.id)
     and not exists (select from app.participants p
      where p.service_id = new.service_id and p.case_id = new.case_id and p.id <> new.id and p.approached_on is not null) then return new; end if;
  call app.refuse('h17_approach_in_order');
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h4_release_has_its_reason()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.kind = 'letter' and not exists (select from app.letters l where l.service_id = new.service_id and l.case_id = new.case_id
      and l.id = new.item_id and l.status = 'delivered' and l.recipient_id = new.participant_id and l.body = new.words) then
    call app.refuse('h4_only_a_delivered_letter_crosses');
  end if;
  if new.kind = 'letter-offer' and new.words <> '' then call app.refuse('h4_an_offer_has_no_words'); end if;
  if new.kind = 'letter-offer' and not exists (select from app.letters l where l.service_id = new.service_id and l.case_id = new.case_id
      and l.id = new.item_id and l.status = 'offered' and l.recipient_id = new.participant_id) then
    call app.refuse('h4_only_an_offered_letter_is_told_of');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h6_conflicted_cannot_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.conflicts c
      where c.service_id = new.service_id and c.case_id = new.case_id and c.staff_id = new.staff_id and c.lifted_at is null) then
    call app.refuse('h6_conflicted_cannot_open');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h6_lead_has_level()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare own text; asked text;
begin
  if new.until_at is not null then return new; end if;
  if new.override_by is not null then
    if not exists (select from app.staff_roles r
        where r.service_id = new.service_id and r.staff_id = new.override_by and r.role = 'supervisor') then
      call app.refuse('h6_override_by_a_supervisor');
    end if;
    return new;
  end if;
  select s.practice_level into own from app.staff s where s.service_id = new.service_id and s.id = new.staff_id;
  select case when app.is_complex_by_what_stands(c.service_id, c.id) then 'complex' else c.complexity end into asked
    from app.cases c where c.service_id = new.service_id and c.id = new.case_id;
  if own = 'advanced' or (own = 'intermediate' and asked = 'standard') then return new; end if;
  if new.role = 'lead' then call app.refuse('h6_lead_has_level'); end if;
  if own = 'foundation' and asked = 'standard' then return new; end if;
  -- What is left: beside an advanced lead, an intermediate practitioner may work on a complex case.
  if own = 'foundation' or not exists (select from app.allocations a
      join app.staff s on s.service_id = a.service_id and s.id = a.staff_id
     where a.service_id = new.service_id and a.case_id = new.case_id and a.role = 'lead' and a.until_at is null
       and s.practice_level = 'advanced') then
    call app.refuse('h6_co_has_level');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h8_approved_by_a_supervisor()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.approved_by is not null and not app.supervises(new.service_id, new.approved_by) then
    call app.refuse('h8_approved_by_a_supervisor');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h9_letter_may_be_delivered()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  reaches boolean := new.status is distinct from old.status and new.status in ('offered', 'delivered');
begin
  if new.status = 'delivered' and old.status not in ('accepted', 'delivered') then call app.refuse('h9_recipient_accepted'); end if;
  if (reaches or (new.status = 'held' and old.status <> 'held')) and (select count(distinct r.reviewer_id) from app.letter_reviews r
       where r.service_id = new.service_id and r.case_id = new.case_id and r.letter_id = new.id and r.version = new.version and r.verdict = 'ready') < 2 then
    call app.refuse('h9_two_reviews');
  end if;
  if reaches then
    if not app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, new.recipient_id, new.id) then
      call app.refuse('h4_author_shares_the_letter');
    end if;
    call app.must_be_free_to_communicate(new.service_id, new.case_id, 'letter', new.participant_id, new.recipient_id,
      (case new.status when 'delivered' then new.delivered_at else new.offered_at end at time zone 'Europe/London')::date);
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.h9_letter_starts_as_a_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status <> 'draft' then call app.refuse('h9_letter_starts_as_a_draft'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.hold_keyed(IN tab text, IN col text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('alter table app.%I drop constraint if exists %I', tab, tab || '_' || col || '_check');
  execute format('alter table app.%I add constraint %I check (app.is_keyed(%I)) not valid', tab, 'sea_5_' || tab || '_' || col || '_is_keyed', col);
end $procedure$;
-- may be called by: nobody but its owner

CREATE OR REPLACE PROCEDURE app.hold_sealed(IN tab text, IN col text, IN most integer, IN needed boolean DEFAULT false)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('alter table app.%I drop constraint if exists %I', tab, tab || '_' || col || '_check');
  execute format('alter table app.%I add constraint %I check (app.is_sealed(%I, %s)%s) not valid',
    tab, 'sea_1_' || tab || '_' || col || '_is_sealed', col, most, case when needed then format(' and %I <> ''''', col) else '' end);
end $procedure$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.identity()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  parts text[] := string_to_array(current_setting('app.identity', true), '|');
  inner_pad bytea;
  outer_pad bytea;
begin
  select k.inner_pad, k.outer_pad into inner_pad, outer_pad from app.identity_key k;
  if encode(sha256(outer_pad || sha256(inner_pad || convert_to(array_to_string(parts[1:6], '|'), 'utf8'))), 'hex') = parts[7]
     and parts[8] is null and parts[1] = session_user and abs(date_part('epoch', now()) - parts[6]::float8) <= 300 then
    return parts[1:5] || case parts[3]
      when 'staff' then array[nullif(parts[4], ''), null, null, null, null, null, parts[2]]
      when 'participant' then array[null, nullif(parts[4], ''), nullif(parts[5], '')]
      when 'hand' then array[null, null, nullif(parts[5], '')]
      when 'supporter' then array[null, null, null, nullif(parts[4], ''), nullif(parts[5], '')]
      when 'visitor' then array[null, null, null, null, null, nullif(parts[4], '')] end;
  end if;
  return null;
end $function$;
-- may be called by: tp_api, tp_commissioner, tp_hand, tp_participant, tp_public, tp_referrer, tp_search, tp_staff, tp_worker

CREATE OR REPLACE FUNCTION app.is_complex_by_what_stands(service uuid, in_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.safety_flags f join app.referrals r on r.service_id = f.service_id and r.id = f.referral_id
           where r.service_id = service and r.case_id = in_case and f.lowered_at is null
             and f.kind in ('child-at-risk', 'self-harm', 'domestic-abuse', 'sexual-harm', 'stalking', 'serious-harm', 'exploitation', 'hate'))
      or exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
           where a.service_id = service and a.case_id = in_case order by a.question, a.seq desc) newest
          where newest.answer in ('yes', 'allowed')
            and newest.question in ('child-without-guardian', 'capacity-in-doubt', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour'))
      or (select count(*) > 4 or bool_or(coalesce(p.is_under_18 or p.date_of_birth > (now() at time zone 'Europe/London')::date - interval '18 years', false))
            from app.participants q left join app.people p on p.service_id = q.service_id and p.id = q.person_id
           where q.service_id = service and q.case_id = in_case)
      or exists (select from app.legal_orders o where o.service_id = service and o.case_id = in_case
           and (o.ends_on is null or o.ends_on >= (now() at time zone 'Europe/London')::date))
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.is_keyed(value text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ((value = ''::text) OR ((length(value) = 46) AND (value ~ '^m1\.[A-Za-z0-9_-]+$'::text)));
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.is_other_teams(svc uuid, of_team uuid, of_staff uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select of_team is not null
     and exists (select from app.team_members m where m.service_id = svc and m.staff_id = of_staff)
     and not exists (select from app.team_members m where m.service_id = svc and m.staff_id = of_staff and m.team_id = of_team)
$function$;
-- may be called by: tp_hand, tp_search, tp_staff

CREATE OR REPLACE FUNCTION app.is_other_teams_referral(svc uuid, district text, entered_by uuid, of_staff uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select of_staff is not null and entered_by is distinct from of_staff
     and app.is_other_teams(svc, (select d.team_id from app.team_districts d where d.service_id = svc and d.postcode_district = district), of_staff)
$function$;
-- may be called by: tp_hand, tp_search, tp_staff

CREATE OR REPLACE FUNCTION app.is_sealed(value text, most integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ((value = ''::text) OR (((length(value) >= 79) AND (length(value) <= (82 + ((most * 16) / 3)))) AND (substr(value, 41, 1) = '.'::text) AND (value ~ '^tp1\.[0-9a-f-]+\.[A-Za-z0-9_-]+$'::text)));
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.keys_destroyed()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.number from app.keys_destroyed k;
$function$;
-- may be called by: tp_api, tp_commissioner, tp_doorkeeper, tp_hand, tp_participant, tp_public, tp_referrer, tp_staff, tp_worker

CREATE OR REPLACE PROCEDURE app.let_in_by_role(IN svc uuid, IN of_case uuid)
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $procedure$
  insert into app.case_readers (service_id, staff_id, case_id, because)
  select svc, staff, of_case, 'service-wide' from app.reads_by_role(svc, of_case) staff on conflict do nothing
$procedure$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.level_is_enough(svc uuid, of_case uuid, of_staff uuid, as_role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select case when s.practice_level = 'advanced' then true
              when as_role = 'lead' then s.practice_level = 'intermediate' and c.complexity = 'standard'
              when c.complexity = 'standard' then true
              else s.practice_level = 'intermediate' and exists (select from app.allocations a
                join app.staff l on l.service_id = a.service_id and l.id = a.staff_id and l.practice_level = 'advanced'
               where a.service_id = svc and a.case_id = of_case and a.role = 'lead' and a.until_at is null) end
    from app.staff s, app.cases c where s.service_id = svc and s.id = of_staff and c.service_id = svc and c.id = of_case
$function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.lik_10_one_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.referral_pairs p where p.service_id = new.service_id and p.referral_id = new.id and p.undone_at is null)
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null) then
    call app.refuse('lik_10_one_case');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.lik_10_two_that_wait()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.referrals r where r.service_id = new.service_id and r.id in (new.referral_id, new.with_id)
      and r.status not in ('received', 'acknowledged')) then
    call app.refuse('ref_3_decided_once');
  end if;
  if exists (select from app.referral_pairs p where p.service_id = new.service_id and p.undone_at is null
      and (p.with_id = new.referral_id or p.referral_id = new.with_id)) then
    call app.refuse('lik_10_belongs_with_one');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.listed_already(agency uuid, born text[], phone text[], email text[], reference text[])
 RETURNS TABLE(place integer, is_of_agency boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
declare svc uuid := app.service_id();
begin
  return query
    select found.nth::int, bool_or(found.agency_id = agency) from (
      select r.nth, same.agency_id from unnest(born, reference) with ordinality as r (born, reference, nth) join lateral (
          select p.agency_id from app.listed_people p where p.service_id = svc and r.born <> '' and p.like_born = r.born and p.like_born <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) offset 0) as same on true
      union all
      select r.nth, same.agency_id from unnest(phone, reference) with ordinality as r (phone, reference, nth) join lateral (
          select p.agency_id from app.listed_people p where p.service_id = svc and r.phone <> '' and p.like_phone = r.phone and p.like_phone <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) offset 0) as same on true
      union all
      select r.nth, same.agency_id from unnest(email, reference) with ordinality as r (email, reference, nth) join lateral (
          select p.agency_id from app.listed_people p where p.service_id = svc and r.email <> '' and p.like_email = r.email and p.like_email <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) offset 0) as same on true) as found
     group by found.nth;
end $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.looks_only()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.case_readers r where r.service_id = me.service and r.case_id = me.held and r.staff_id = me.staff and r.because = 'break-glass')
     and not exists (select from app.case_readers r where r.service_id = me.service and r.case_id = me.held and r.staff_id = me.staff
           and r.because <> 'break-glass' and (r.until_at is null or r.until_at > now()))
    from (select i[2]::uuid as service, nullif(i[5], '')::uuid as held, case when i[4] like 'staff\_%' then substr(i[4], 7)::uuid end as staff
            from (select app.identity() as i) as said where i[3] = 'hand') as me
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.lst_10_the_service_takes_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.agency_people p where p.service_id = new.service_id and 'staff_' || p.staff_id = (app.identity())[4]) then
    call app.refuse('lst_10_the_service_takes_in');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.lst_1_steps_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status <> old.status and (old.status, new.status) not in (
    ('new', 'checking'), ('new', 'let-go'), ('new', 'failed'), ('checking', 'checked'), ('checking', 'failed'), ('checking', 'let-go'),
    ('checked', 'checking'), ('checked', 'importing'), ('checked', 'let-go'), ('importing', 'imported'), ('importing', 'failed'),
    ('importing', 'let-go'), ('imported', 'undone')) then
    raise exception 'a list goes step by step' using errcode = '23514', constraint = 'lst_1_steps_in_order';
  end if;
  -- LST-6: what a worker may still be reading is not taken from under it.
  if new.status = 'let-go' and old.status in ('checking', 'importing') and new.moved_at < old.moved_at + interval '15 minutes' then
    raise exception 'a list is being read' using errcode = '23514', constraint = 'lst_6_let_go_after_a_while';
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.lst_9_of_their_own_agency()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.sent_by_agency and not exists (select from app.agency_people p
      where p.service_id = new.service_id and p.staff_id = new.added_by and p.agency_id = new.agency_id) then
    call app.refuse('lst_9_of_their_own_agency');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE PROCEDURE app.mark_search_entries()
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  alter table app.search_entries no force row level security;
  alter table app.participants no force row level security;
  alter table app.contact_points no force row level security;
  update app.search_entries e set marks = known.marks
    from (select q.service_id, q.case_id, q.id, array_agg(p.value_index order by p.value_index) as marks
            from app.participants q join app.contact_points p on p.service_id = q.service_id and p.person_id = q.person_id
           where p.is_in_use and p.channel <> 'post' group by q.service_id, q.case_id, q.id) known
   where e.service_id = known.service_id and e.case_id = known.case_id and e.about_id = known.id;
  alter table app.search_entries force row level security;
  alter table app.participants force row level security;
  alter table app.contact_points force row level security;
end $procedure$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.marking_keys(kinds text[], owners uuid[])
 RETURNS TABLE(place integer, id uuid, wrapped bytea, by_number integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.place::int, k.id, k.wrapped, k.wrapped_by
    from unnest(kinds, owners) with ordinality as o (kind, owner, place)
    join app.data_keys k on k.service_id = (select app.service_id()) and k.owner_kind = o.kind and k.owner_id = o.owner and k.destroyed_at is null
   where (o.kind = 'service' and o.owner = (select app.service_id()))
      or (o.kind = 'case' and exists (select from app.case_readers r
       where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = o.owner and (r.until_at is null or r.until_at > now())))
$function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION app.mat_4_of_a_case_one_may_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'UPDATE' and new.referral_id <> old.referral_id then call app.refuse('mat_4_of_a_case_one_may_open'); end if;
  if app.acting_staff() is not null and exists (select from app.referrals r
      where r.service_id = new.service_id and r.id = new.referral_id and r.case_id is not null and not exists (select from app.case_readers c
        where c.service_id = r.service_id and c.case_id = r.case_id and c.staff_id = app.acting_staff() and c.because <> 'break-glass'
          and (c.until_at is null or c.until_at > now()))) then
    call app.refuse('mat_4_of_a_case_one_may_open');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.mor_2_asked_of_who_referred()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.must_be_checked(IN svc uuid, IN cas uuid, IN reader uuid, IN digest text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  if not exists (select from app.word_checks c where c.service_id = svc and c.case_id = cas and c.participant_id = reader
      and c.words_digest = digest and c.checked_in = pg_current_xact_id()) then
    call app.refuse('pro_5_checked_as_it_crosses');
  end if;
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.must_be_checked_on(IN the_way text, IN svc uuid, IN cas uuid, IN reader uuid, IN about uuid)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  if not exists (select from app.word_checks c where c.service_id = svc and c.case_id = cas and c.participant_id = reader
      and c.way = the_way and c.about_id = about and c.checked_in = pg_current_xact_id()) then
    call app.refuse('pro_6_every_way_is_checked');
  end if;
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.must_be_free_to_communicate(IN svc uuid, IN cas uuid, IN by_mode text, IN one uuid, IN other uuid, IN on_day date)
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
-- may be called by: public

CREATE OR REPLACE FUNCTION app.my_arrival(conference uuid)
 RETURNS TABLE(arrives_at timestamp with time zone, waits_in text, accepted_ground_rules_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.arrives_at, a.waits_in, a.accepted_ground_rules_on from app.conference_attendees a
   where a.service_id = (select app.service_id()) and a.case_id = (select app.case_id()) and a.conference_id = conference
     and a.participant_id = (select app.participant_id()) and a.companion_id is null
$function$;
-- may be called by: tp_participant

CREATE OR REPLACE FUNCTION app.named_service()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(split_part(current_setting('app.identity'::text, true), '|'::text, 2), ''::text))::uuid;
-- may be called by: tp_search, tp_staff

CREATE OR REPLACE FUNCTION app.nobody_speaks_for(svc uuid, cas uuid, who uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.participants q join app.people p on p.service_id = q.service_id and p.id = q.person_id
      where q.service_id = svc and q.case_id = cas and q.id = who
        and (p.is_under_18 or p.date_of_birth > (now() at time zone 'Europe/London')::date - interval '18 years'))
    and not exists (select from app.companions m where m.service_id = svc and m.case_id = cas and m.participant_id = who and m.kind = 'guardian'
      and coalesce((select s.side from app.guardian_standings s where s.service_id = svc and s.case_id = cas and s.companion_id = m.id
        order by s.seq desc limit 1), 'not-known') in ('none', 'not-known'))
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.ntc_2_moves_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  before text := case when tg_op = 'UPDATE' then old.status else '' end;
  moved text := before || '>' || new.status;
begin
  if before = new.status then return new; end if;
  if new.channel = 'text' and moved in ('sent>failed', 'unsure>failed') then return new; end if;
  if moved not in ('>waiting', 'waiting>leaving', 'waiting>by-hand', 'waiting>stopped', 'waiting>failed',
      'leaving>sent', 'leaving>waiting', 'leaving>failed', 'leaving>unsure', 'by-hand>sent', 'by-hand>stopped',
      'unsure>sent', 'unsure>waiting', 'unsure>stopped', 'failed>waiting', 'failed>stopped') then
    call app.refuse('ntc_2_moves_in_order');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.ntc_7_follows_the_referral()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.channel = 'email' and exists (
    select from app.agency_referrals a
      join app.agency_people p on p.service_id = a.service_id and p.agency_id = a.agency_id and p.staff_id = new.staff_id
      join app.staff s on s.service_id = p.service_id and s.id = p.staff_id
     where a.service_id = new.service_id and a.referral_id = new.referral_id and s.is_active and (p.sees_all or p.staff_id = a.referred_by))
  then return new; end if;
  call app.refuse('ntc_7_follows_the_referral');
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.ofr_3_answered_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.answer is not null and new.answer is distinct from old.answer then
    raise exception 'answered already' using errcode = '23514', constraint = 'ofr_3_answered_once';
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.ofr_7_who_is_asked_is_known()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.listed_people p where p.service_id = new.service_id and p.id = new.listed_person_id and p.let_go_on is not null) then
    call app.refuse('ofr_7_who_is_asked_is_known');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.ofr_asked_with_care()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare person app.listed_people;
begin
  select * into person from app.listed_people p where p.service_id = new.service_id and p.id = new.listed_person_id;
  if (person.part = 'responsible') <> (new.order_of_approach is not null) then call app.refuse('ofr_8_responsible_in_an_order'); end if;
  if new.although = '' and exists (select from app.listed_people o
       where o.service_id = person.service_id and o.id <> person.id and o.standing = 'no'
         and ((o.like_born <> '' and o.like_born = person.like_born) or (o.like_phone <> '' and o.like_phone = person.like_phone)
           or (o.like_email <> '' and o.like_email = person.like_email))) then
    call app.refuse('ofr_9_a_no_is_heard');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.ofr_made_in_a_safe_way()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE PROCEDURE app.only_grows(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('revoke update, delete on %s from tp_hand', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.only_looked_at(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('create trigger brk_3_looks_only before insert or update or delete on %s for each statement execute function app.brk_3_looks_only()', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.open_work_of(staff uuid)
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if session_user <> 'tp_hand' and not exists (select from app.staff_roles r
      where r.service_id = app.service_id() and r.staff_id = app.staff_id() and r.role = 'administrator') then
    return;
  end if;
  return query
    select distinct c.reference from app.allocations a
      join app.cases c on c.service_id = a.service_id and c.id = a.case_id
     where a.service_id = app.service_id() and a.staff_id = staff and a.until_at is null and c.status <> 'closed'
     order by c.reference;
end $function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.opening_keys(wanted uuid[])
 RETURNS TABLE(id uuid, wrapped bytea, by_number integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with asked as materialized (
    select k.service_id, k.id, k.owner_kind, k.owner_id, k.wrapped, k.wrapped_by from app.data_keys k
     where k.service_id = (select app.service_id()) and k.id = any (wanted))
  select a.id, a.wrapped, a.wrapped_by from asked a
  union all
  (select k.id, k.wrapped, k.wrapped_by from asked a
     join app.participants q on q.service_id = a.service_id and q.case_id = a.owner_id
     join app.data_keys k on k.service_id = q.service_id and k.destroyed_at is null
      and k.owner_kind = case when q.person_id is null then 'organisation' else 'person' end
      and k.owner_id = coalesce(q.person_id, q.organisation_id)
    where a.owner_kind = 'case' and k.id <> all (wanted) limit 100)
$function$;
-- may be called by: tp_api, tp_commissioner, tp_hand, tp_participant, tp_public, tp_referrer, tp_staff

CREATE OR REPLACE PROCEDURE app.own_side(IN tab regclass, IN columns text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('create policy own_side on %s for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and participant_id = (select app.participant_id()))', tab);
  execute format('grant select (%s) on %s to tp_participant', columns, tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.paid_towards(svc uuid, cas uuid, promise uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select coalesce(sum(p.pence), 0) from app.amends_progress p join app.amends a on a.service_id = p.service_id and a.case_id = p.case_id and a.id = p.amends_id
      where a.service_id = svc and a.case_id = cas and a.promise_id = promise $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.pairs_at(svc uuid, cas uuid, conf uuid)
 RETURNS TABLE(one uuid, other uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct l.harmed_id, l.responsible_id from app.harm_links l
   where l.service_id = svc and l.case_id = cas
     and exists (select from app.conference_attendees a where a.service_id = svc and a.case_id = cas and a.conference_id = conf and a.participant_id = l.harmed_id)
     and exists (select from app.conference_attendees a where a.service_id = svc and a.case_id = cas and a.conference_id = conf and a.participant_id = l.responsible_id)
$function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pap_1_paper_rests_on_a_yes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare said bigint;
begin
  if not exists (select from app.documents d where d.service_id = new.service_id and d.case_id = new.case_id and d.id = new.document_id
      and d.participant_id = new.from_id and d.kind = new.kind and d.size = new.size and d.taken_away_at is null) then
    call app.refuse('pap_1_a_document_of_that_side');
  end if;
  if new.from_id = new.participant_id then
    if not exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status <> 'closed') then
      call app.refuse('clo_closed_case_rests');
    end if;
  else
    if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-item', null, new.participant_id, new.document_id) then
      call app.refuse('h4_owner_shares_it');
    end if;
    call app.must_be_free_to_communicate(new.service_id, new.case_id, 'shuttle', new.from_id, new.participant_id,
      (new.released_at at time zone 'Europe/London')::date);
    select max(c.seq) into said from app.consents c
     where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.from_id and c.answer = 'given'
       and c.purpose = 'share-item' and c.item_id = new.document_id;
    if new.consent_seq is distinct from said then call app.refuse('pap_1_paper_names_its_yes'); end if;
  end if;
  call app.must_be_checked(new.service_id, new.case_id, new.participant_id, new.words_digest);
  call app.must_be_checked_on('document', new.service_id, new.case_id, new.participant_id, new.document_id);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pap_3_taken_back_until_opened()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.revoked_at is distinct from old.revoked_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('pap_3_taken_back_until_opened');
  end if;
  if new.read_at is distinct from old.read_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('pap_3_opened_once');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.participant_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ((app.identity())[7])::uuid;
-- may be called by: tp_api, tp_commissioner, tp_hand, tp_participant, tp_public, tp_referrer, tp_search, tp_staff, tp_worker

CREATE OR REPLACE FUNCTION app.prc_2_taken_back_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.refuse('prc_2_taken_back_once');
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.pro_3_answer_is_for_these_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.checked_in <> pg_current_xact_id() then call app.refuse('pro_5_checked_as_it_crosses'); end if;
  if new.false_alarm_id is null then return new; end if;
  if not exists (select from app.false_alarms a where a.service_id = new.service_id and a.case_id = new.case_id
      and a.id = new.false_alarm_id and a.participant_id = new.participant_id and a.words_digest = new.words_digest) then
    call app.refuse('pro_3_answer_is_for_these_words');
  end if;
  if exists (select from app.false_alarms a where a.service_id = new.service_id and a.case_id = new.case_id
      and a.id = new.false_alarm_id and a.is_about_contact and a.seconded_by is null) then
    call app.refuse('pro_4_contact_details_need_two');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_5_checked_as_it_crosses()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.must_be_checked(new.service_id, new.case_id, new.participant_id, new.words_digest);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_advice_is_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare author uuid;
begin
  select l.participant_id into author from app.letters l
   where l.service_id = new.service_id and l.case_id = new.case_id and l.id = new.letter_id;
  call app.must_be_checked_on('letter-advice', new.service_id, new.case_id, author, new.letter_id);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_arrival_is_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.must_be_checked_on('arrival', new.service_id, new.case_id, new.participant_id, new.conference_id);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_asked_is_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.must_be_checked_on('conference', new.service_id, new.case_id, new.participant_id, new.conference_id);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_note_is_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare reader uuid;
begin
  select a.participant_id into reader from app.amends a
   where a.service_id = new.service_id and a.case_id = new.case_id and a.id = new.amends_id;
  call app.must_be_checked_on('amends-note', new.service_id, new.case_id, reader, new.amends_id);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_notice_is_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.must_be_checked_on('notice', new.service_id, new.case_id, new.participant_id, new.id);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_rules_are_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare reader uuid;
begin
  for reader in select i.participant_id from app.conference_invitations i
      where i.service_id = new.service_id and i.case_id = new.case_id and i.conference_id = new.id loop
    call app.must_be_checked_on('ground-rules', new.service_id, new.case_id, reader, new.id);
  end loop;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_shown_is_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare reader uuid;
begin
  for reader in select i.participant_id from app.conference_invitations i
      where i.service_id = new.service_id and i.case_id = new.case_id and i.conference_id = new.conference_id loop
    call app.must_be_checked_on('conference', new.service_id, new.case_id, reader, new.conference_id);
  end loop;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.pro_6_terms_are_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare reader uuid;
begin
  for reader in select p.participant_id from app.agreement_parties p
      where p.service_id = new.service_id and p.case_id = new.case_id and p.agreement_id = new.id loop
    call app.must_be_checked_on('agreement-terms', new.service_id, new.case_id, reader, new.id);
  end loop;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.prp_12_facilitators_fit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.id)
     and app.facilitators_do_not_fit(new.service_id, new.case_id, new.approached_on) then
    call app.refuse('prp_12_facilitators_fit');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.prp_3_waived_by_a_supervisor()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.waived_by is not null and not app.supervises(new.service_id, new.waived_by) then
    call app.refuse('prp_3_waived_by_a_supervisor');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.psi_6_five_passkeys()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from app.participants q where q.service_id = new.service_id and q.case_id = new.case_id and q.id = new.participant_id for update;
  if (select count(*) from app.own_passkeys k
       where k.service_id = new.service_id and k.case_id = new.case_id and k.participant_id = new.participant_id) > 5 then
    raise exception using errcode = '23514', constraint = 'psi_6_five_passkeys', message = 'Five passkeys are enough';
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.quarters_to_count(ended_by date, months integer)
 RETURNS TABLE(service_id uuid, quarter date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query
    select f.service_id, q::date
      from (select r.service_id, min(r.received_on) as first_on from app.referrals r group by r.service_id) as f,
           generate_series(date_trunc('quarter', greatest(f.first_on, ended_by - make_interval(months => months))), ended_by - interval '3 months', interval '3 months') as q
     where not exists (select from app.figure_releases d where d.service_id = f.service_id and d.quarter = q::date)
     order by 1, 2;
end $function$;
-- may be called by: tp_worker

CREATE OR REPLACE FUNCTION app.rdr_4_somebody_remains()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from (select distinct service_id, case_id from removed) gone
      join app.restrictions x on x.service_id = gone.service_id and x.case_id = gone.case_id and x.lifted_at is null
     where not app.somebody_remains(gone.service_id, gone.case_id)) then
    call app.refuse('rdr_4_somebody_remains');
  end if;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.rdr_7_role_opens_own_teams()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if app.is_other_teams(new.service_id, (select c.team_id from app.cases c where c.service_id = new.service_id and c.id = new.case_id), new.staff_id) then
    call app.refuse('rdr_7_role_opens_own_teams');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.reader_by_glass()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.case_id is null then return null; end if;
  delete from app.case_readers r where r.service_id = new.service_id and r.case_id = new.case_id and r.staff_id = new.staff_id and r.because = 'break-glass';
  insert into app.case_readers (service_id, staff_id, case_id, because, until_at)
  values (new.service_id, new.staff_id, new.case_id, 'break-glass', new.until_at);
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.reader_may_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.because = 'break-glass' then
    if not exists (select from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.staff_id
        and r.role in ('coordinator', 'facilitator', 'supervisor', 'manager', 'data-officer')) then
      call app.refuse('brk_4_role_breaks_glass');
    end if;
    if not exists (select from app.glass_openings g where g.service_id = new.service_id and g.case_id = new.case_id
        and g.staff_id = new.staff_id and g.until_at = new.until_at and g.until_at > now()) then
      call app.refuse('brk_1_opening_is_written_down');
    end if;
    return new;
  end if;
  if exists (select from app.conflicts c
      where c.service_id = new.service_id and c.case_id = new.case_id and c.staff_id = new.staff_id and c.lifted_at is null) then
    call app.refuse('h6_conflicted_cannot_open');
  end if;
  if not exists (select from app.staff_roles r
      where r.service_id = new.service_id and r.staff_id = new.staff_id and r.role <> 'administrator') then
    call app.refuse('rdr_1_holds_a_role_that_reads');
  end if;
  if new.because = 'named' and not exists (select from app.named_readers n
      where n.service_id = new.service_id and n.case_id = new.case_id and n.staff_id = new.staff_id and n.ended_at is null) then
    call app.refuse('rdr_5_named_is_written_down');
  end if;
  if new.because in ('service-wide', 'allocated') and exists (select from app.restrictions x
      where x.service_id = new.service_id and x.case_id = new.case_id and x.lifted_at is null)
     and (new.because = 'service-wide' or not exists (select from app.allocations a
       where a.service_id = new.service_id and a.case_id = new.case_id and a.staff_id = new.staff_id and a.until_at is null)) then
    call app.refuse('rdr_3_restricted_opens_for_named_people');
  end if;
  -- Only the function that works out what is due runs as the owner; nobody else says who covers what.
  if new.because = 'covering' and current_user <> 'tp_owner' then call app.refuse('cov_4_covering_follows'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.readers_follow_conflicts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.lifted_at is null then
    update app.named_readers n set ended_at = new.declared_at, ended_by = new.declared_by
     where n.service_id = new.service_id and n.case_id = new.case_id and n.staff_id = new.staff_id and n.ended_at is null;
    delete from app.case_readers r
     where r.service_id = new.service_id and r.case_id = new.case_id and r.staff_id = new.staff_id;
  else
    call app.let_in_by_role(new.service_id, new.case_id);
  end if;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.readers_follow_covers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform app.follow_covers(case tg_op when 'DELETE' then old.service_id else new.service_id end);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.readers_follow_members()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare changed record := coalesce(new, old);
begin
  delete from app.case_readers r using app.cases c
   where c.service_id = r.service_id and c.id = r.case_id and r.service_id = changed.service_id and r.staff_id = changed.staff_id
     and r.because = 'service-wide' and app.is_other_teams(c.service_id, c.team_id, r.staff_id);
  insert into app.case_readers (service_id, staff_id, case_id, because)
  select c.service_id, changed.staff_id, c.id, 'service-wide' from app.cases c
   where c.service_id = changed.service_id and changed.staff_id in (select app.reads_by_role(c.service_id, c.id))
  on conflict do nothing;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.readers_follow_names()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.ended_at is null then
    insert into app.case_readers (service_id, staff_id, case_id, because)
    values (new.service_id, new.staff_id, new.case_id, 'named') on conflict do nothing;
  else
    delete from app.case_readers r
     where r.service_id = new.service_id and r.case_id = new.case_id and r.staff_id = new.staff_id and r.because = 'named';
  end if;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.readers_follow_restriction()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.lifted_at is not null then
    call app.let_in_by_role(new.service_id, new.case_id);
    return null;
  end if;
  if not app.somebody_remains(new.service_id, new.case_id) then call app.refuse('rdr_4_somebody_remains'); end if;
  delete from app.case_readers r where r.service_id = new.service_id and r.case_id = new.case_id
    and (r.because = 'service-wide' or r.because = 'allocated' and not exists (select from app.allocations a
      where a.service_id = r.service_id and a.case_id = r.case_id and a.staff_id = r.staff_id and a.until_at is null));
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.readers_follow_roles()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into app.case_readers (service_id, staff_id, case_id, because)
    select c.service_id, new.staff_id, c.id, 'service-wide' from app.cases c
     where c.service_id = new.service_id and new.role in ('coordinator', 'supervisor', 'manager')
       and new.staff_id in (select app.reads_by_role(c.service_id, c.id))
    on conflict do nothing;
  elsif not exists (select from app.staff_roles r
      where r.service_id = old.service_id and r.staff_id = old.staff_id and r.role in ('coordinator', 'supervisor', 'manager')) then
    delete from app.case_readers r where r.service_id = old.service_id and r.staff_id = old.staff_id and r.because = 'service-wide';
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.readers_follow_team()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  delete from app.case_readers r where r.service_id = new.service_id and r.case_id = new.id and r.because = 'service-wide'
    and r.staff_id not in (select app.reads_by_role(new.service_id, new.id));
  call app.let_in_by_role(new.service_id, new.id);
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.readers_of_new_cases()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into app.case_readers (service_id, staff_id, case_id, because)
  select c.service_id, staff, c.id, 'service-wide' from added c cross join lateral app.reads_by_role(c.service_id, c.id) staff
  on conflict do nothing;
  return null;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.reads_by_role(svc uuid, of_case uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct r.staff_id from app.staff_roles r
   where r.service_id = svc and r.role in ('coordinator', 'supervisor', 'manager')
     and not app.is_other_teams(svc, (select c.team_id from app.cases c where c.service_id = svc and c.id = of_case), r.staff_id)
     and not exists (select from app.restrictions x where x.service_id = svc and x.case_id = of_case and x.lifted_at is null)
     and not exists (select from app.conflicts c
       where c.service_id = svc and c.case_id = of_case and c.staff_id = r.staff_id and c.lifted_at is null)
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.ref_3_others_rest()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare other app.referral_others := case tg_op when 'DELETE' then old else new end;
begin
  if exists (select from app.referrals r where r.service_id = other.service_id and r.id = other.referral_id and r.status in ('accepted', 'declined')) then
    raise exception 'decided already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  return other;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.ref_decided_once_with_both_sides()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.status in ('accepted', 'declined', 'withdrawn') and (new.status, new.decline_reason, new.case_id) is distinct from (old.status, old.decline_reason, old.case_id)
     and not (old.status = 'accepted' and new.status = 'acknowledged'
       and exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.case_id = old.case_id and l.undone_at is not null)
       and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null)) then
    raise exception 'decided already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  if old.status = 'acknowledged' and new.status = 'received' then
    raise exception 'acknowledged already' using errcode = '23514', constraint = 'ref_3_decided_once';
  end if;
  if new.status = 'accepted' and old.status <> 'accepted' and not exists (
    select from app.referral_others o where o.service_id = new.service_id and o.referral_id = new.id and o.part <> new.part)
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.case_id = new.case_id and l.undone_at is null) then
    raise exception 'nobody on the other side' using errcode = '23514', constraint = 'ref_5_has_both_sides';
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.referrals_seen()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 100
 SET search_path TO 'pg_catalog'
AS $function$ begin return query select r.id from app.referrals r; end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE PROCEDURE app.refuse(IN wall text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  raise exception '%', wall using errcode = '23514', constraint = wall;
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.rel_2_release_rests_on_a_yes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare said bigint;
begin
  if new.kind = 'first-name' then
    if new.item_id <> new.from_id then call app.refuse('rel_2_a_name_is_its_owners'); end if;
    if not exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status <> 'closed') then
      call app.refuse('clo_closed_case_rests');
    end if;
    if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-name', null, new.participant_id, null) then
      call app.refuse('h4_owner_shares_it');
    end if;
  else
    if not exists (select from app.items i where i.service_id = new.service_id and i.case_id = new.case_id and i.id = new.item_id
        and i.kind = new.kind and i.participant_id = new.from_id and i.to_id = new.participant_id) then
      call app.refuse('rel_2_an_item_to_whom_it_is_for');
    end if;
    if not app.agrees(new.service_id, new.case_id, new.from_id, 'share-item', null, new.participant_id, new.item_id) then
      call app.refuse('h4_owner_shares_it');
    end if;
    call app.must_be_free_to_communicate(new.service_id, new.case_id, 'shuttle', new.from_id, new.participant_id,
      (new.released_at at time zone 'Europe/London')::date);
  end if;
  select max(c.seq) into said from app.consents c
   where c.service_id = new.service_id and c.case_id = new.case_id and c.participant_id = new.from_id and c.answer = 'given'
     and c.purpose = case new.kind when 'first-name' then 'share-name' else 'share-item' end
     and c.item_id is not distinct from case new.kind when 'first-name' then null else new.item_id end;
  if new.consent_seq is distinct from said then call app.refuse('rel_2_release_names_its_yes'); end if;
  call app.must_be_checked(new.service_id, new.case_id, new.participant_id, new.words_digest);
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.rel_3_taken_back_until_read()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.revoked_at is distinct from old.revoked_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('rel_3_taken_back_until_read');
  end if;
  if new.read_at is distinct from old.read_at and (old.read_at is not null or old.revoked_at is not null) then
    call app.refuse('rel_3_read_once');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.rel_4_shared_words_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.words = old.words then return new; end if;
  if app.agrees(new.service_id, new.case_id, new.participant_id, 'share-item', null, new.to_id, new.id)
     or exists (select from app.item_releases r where r.service_id = new.service_id and r.case_id = new.case_id and r.item_id = new.id and r.revoked_at is null) then
    call app.refuse('rel_4_shared_words_stay');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.rel_6_answers_what_was_read()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.answers_id is not null and not exists (select from app.item_releases r where r.service_id = new.service_id and r.case_id = new.case_id
      and r.item_id = new.answers_id and r.kind = 'question' and r.participant_id = new.participant_id and r.from_id = new.to_id
      and r.read_at is not null) then
    call app.refuse('rel_6_answers_what_was_read');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.rel_9_copied_times_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  call app.refuse('rel_9_copied_times_stay');
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.rel_9_of_times_that_stand()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.availabilities a where a.service_id = new.service_id and a.case_id = new.case_id
      and a.participant_id = new.participant_id and a.ended_at is null) then
    call app.refuse('rel_9_of_times_that_stand');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.rel_9_times_as_they_stand()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.items i
      join app.availabilities a on a.service_id = i.service_id and a.case_id = i.case_id and a.participant_id = i.participant_id and a.ended_at is null
     where i.service_id = new.service_id and i.case_id = new.case_id and i.id = new.item_id and a.given_at <= i.written_at) then
    call app.refuse('rel_9_times_as_they_stand');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE PROCEDURE app.rests_when_closed(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('create trigger closed_case_rests before insert or update on %s for each row execute function app.closed_case_rests()', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.sea_4_wrapped_by_the_key_in_force()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  -- Shared until this transaction ends: a rotation waits for it, so that no key slips in behind its back.
  perform from app.key_in_force k where k.number = new.wrapped_by for share;
  if not found then call app.refuse('sea_4_wrapped_by_the_key_in_force'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.sea_6_no_way_in_beside_them()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare theirs uuid[] := array(select q.id from app.participants q where q.service_id = new.service_id and q.person_id = new.owner_id);
begin
  delete from app.supporter_codes c using app.supporter_access a
   where a.service_id = new.service_id and a.participant_id = any (theirs)
     and c.service_id = a.service_id and c.case_id = a.case_id and c.access_id = a.id;
  delete from app.supporter_sessions s using app.supporter_access a
   where a.service_id = new.service_id and a.participant_id = any (theirs)
     and s.service_id = a.service_id and s.case_id = a.case_id and s.access_id = a.id;
  delete from app.supporter_access a where a.service_id = new.service_id and a.participant_id = any (theirs);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.sea_7_destroying_is_counted()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from after_it a join before_it b on b.service_id = a.service_id and b.id = a.id
      where a.destroyed_at is not null and b.destroyed_at is null) then
    update app.keys_destroyed set number = number + 1;
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE PROCEDURE app.seal(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.seal_case_table(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  call app.seal(tab);
  execute format('create policy hand_in_case on %s to tp_hand using (service_id = (select app.service_id()) and case_id = (select app.case_id())) with check (service_id = (select app.service_id()) and case_id = (select app.case_id()))', tab);
  execute format('create policy staff_reader_of_case on %1$s for select to tp_staff using (service_id = (select app.named_service()) and exists (select from app.case_readers reader where reader.service_id = %1$s.service_id and reader.case_id = %1$s.case_id offset 0))', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
  call app.only_looked_at(tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.seal_person_table(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
declare
  reach text := format('service_id = (select app.service_id()) and exists (select from app.participants p where p.service_id = (select app.service_id()) and p.person_id = %s.person_id)', tab);
begin
  call app.seal(tab);
  execute format('create policy hand_people_of_case on %s to tp_hand using (%s) with check (%s)', tab, reach, reach);
  execute format('create policy staff_people_of_cases on %s for select to tp_staff using (%s)', tab, reach);
  execute format('create policy self on %s for select to tp_participant using (%s)', tab, reach);
  execute format('grant select on %s to tp_staff, tp_participant', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE app.seal_service_table(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  call app.seal(tab);
  execute format('create policy hand_in_service on %s to tp_hand using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()))', tab);
  execute format('create policy staff_of_service on %s for select to tp_staff using (service_id = (select app.service_of_staff()))', tab);
  execute format('grant select on %s to tp_staff', tab);
  execute format('grant select, insert, update on %s to tp_hand', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.sealing_keys(kinds text[], owners uuid[], fresh uuid[], wraps bytea[], by integer)
 RETURNS TABLE(place integer, id uuid, wrapped bytea, by_number integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
#variable_conflict use_column
declare svc uuid := app.service_id(); cas uuid := app.case_id(); in_force int;
begin
  if 'participant' = any (kinds) then
    select array_agg(case when r.kind <> 'participant' then r.kind when q.person_id is null then 'organisation' else 'person' end order by r.nth),
           array_agg(case when r.kind <> 'participant' then r.owner else coalesce(q.person_id, q.organisation_id) end order by r.nth)
      into kinds, owners
      from unnest(kinds, owners) with ordinality as r (kind, owner, nth)
      left join app.participants q on r.kind = 'participant' and q.service_id = svc and q.case_id = cas and q.id = r.owner;
    if array_position(owners, null) is not null then
      raise exception 'a key was asked for of somebody who does not take part' using errcode = 'no_data_found';
    end if;
  end if;
  -- Each key is looked for by itself (limit 1), never joined with all that there are.
  if exists (select from unnest(kinds, owners) as r (kind, owner) left join lateral (
      select k.id from app.data_keys k
       where k.service_id = svc and k.owner_kind = r.kind and k.owner_id = r.owner and k.destroyed_at is null limit 1) live on true
      where live.id is null) then
    select k.number into in_force from app.key_in_force k for share;
    if in_force = by then
      -- In the order that they came in, so that two who make the same keys do not wait for each other. Whoever came first made it.
      insert into app.data_keys (service_id, id, owner_kind, owner_id, wrapped, wrapped_by)
      select svc, r.made, r.kind, r.owner, r.wrap, by
        from unnest(kinds, owners, fresh, wraps) with ordinality as r (kind, owner, made, wrap, nth)
        left join lateral (
          select k.id from app.data_keys k
           where k.service_id = svc and k.owner_kind = r.kind and k.owner_id = r.owner and k.destroyed_at is null limit 1) live on true
       where live.id is null order by r.nth
      on conflict do nothing;
    end if;
  end if;
  return query
    select r.nth::int, live.id, live.wrapped, coalesce(live.wrapped_by, in_force)
      from unnest(kinds, owners) with ordinality as r (kind, owner, nth)
      left join lateral (
        select k.id, k.wrapped, k.wrapped_by from app.data_keys k
         where k.service_id = svc and k.owner_kind = r.kind and k.owner_id = r.owner and k.destroyed_at is null limit 1) live on true;
end $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.search_cases(wanted text, mark text, most integer)
 RETURNS TABLE(case_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with hits as materialized (
    select e.case_id from app.search_entries e
     where e.service_id = (select app.service_id()) and e.words like '%' || wanted || '%'
    union
    select e.case_id from app.search_entries e
     where mark <> '' and e.service_id = (select app.service_id()) and e.marks @> array[mark])
  select h.case_id from hits h
   where exists (select from app.case_readers r
     where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = h.case_id)
   order by h.case_id limit least(most, 200)
$function$;
alter function app.search_cases(text,text,integer) owner to tp_search;
-- may be called by: tp_staff

CREATE OR REPLACE PROCEDURE app.seen_by_the_invited(IN tab regclass, IN conference text, IN columns text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  execute format('create policy invited on %1$s for select to tp_participant using (service_id = (select app.service_id()) and case_id = (select app.case_id()) and exists (select from app.conference_invitations i where i.service_id = %1$s.service_id and i.case_id = %1$s.case_id and i.conference_id = %1$s.%2$s))', tab, conference);
  execute format('grant select (%s) on %s to tp_participant', columns, tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.sen_1_of_somebody_responsible()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.participant_id) then
    call app.refuse('sen_1_of_somebody_responsible');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.service_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF((app.identity())[2], ''::text))::uuid;
-- may be called by: tp_api, tp_commissioner, tp_hand, tp_participant, tp_public, tp_referrer, tp_search, tp_staff, tp_worker

CREATE OR REPLACE FUNCTION app.service_of_staff()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ((app.identity())[12])::uuid;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION app.service_triaged()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ begin
  return (select r.service_id from app.staff_roles r
           where r.service_id = (select app.service_of_staff()) and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'supervisor', 'manager') limit 1);
end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION app.services_beside()
 RETURNS TABLE(id uuid, name text, area_name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select s.service_id, s.name, s.area_name from app.services s where s.service_id <> app.service_id() order by s.name, s.service_id limit 200;
end $function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.sgn_4_only_a_demonstration_has_no_proof()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.services s where s.service_id = new.service_id and s.is_demonstration) then
    raise exception using errcode = '23514', constraint = 'sgn_4_only_a_demonstration_has_no_proof',
      message = 'A real service has no sessions without proof';
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.shared_texts(svc uuid, of_case uuid)
 RETURNS TABLE(tab text, col text, row_key text, words text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
#variable_conflict use_column
begin
  return query select t.tab, t.col, t.row_key, t.words from (
    select 'cases' as tab, 'order_reason' as col, c.id::text as row_key, c.order_reason as words from app.cases c
     where c.service_id = svc and c.id = of_case
    union all
    select 'conferences', v.col, c.id::text, v.words from app.conferences c cross join lateral (values ('plan_safety', c.plan_safety),
       ('plan_seating', c.plan_seating), ('plan_stop', c.plan_stop), ('ground_rules', c.ground_rules),
       ('one_facilitator_reason', c.one_facilitator_reason), ('what_happened', c.what_happened), ('ended_because', c.ended_because)) v (col, words)
     where c.service_id = svc and c.case_id = of_case
    union all
    select 'run_sheet_steps', 'words', s.conference_id || ' ' || s.position, s.words from app.run_sheet_steps s
     where s.service_id = svc and s.case_id = of_case
    union all
    select 'closures', v.col, c.id::text, v.words from app.closures c cross join lateral (values ('note', c.note),
       ('open_follow_ups_because', c.open_follow_ups_because), ('reopened_because', c.reopened_because)) v (col, words)
     where c.service_id = svc and c.case_id = of_case
    union all
    select 'holds', 'reason', h.id::text, h.reason from app.holds h where h.service_id = svc and h.case_id = of_case
    union all
    select 'tasks', 'done_how', t.id::text, t.done_how from app.tasks t where t.service_id = svc and t.case_id = of_case
    union all
    select 'allocations', 'override_reason', a.id::text, a.override_reason from app.allocations a where a.service_id = svc and a.case_id = of_case
    union all
    select 'conflicts', v.col, c.id::text, v.words from app.conflicts c cross join lateral (values ('because', c.because),
       ('lifted_because', c.lifted_because)) v (col, words)
     where c.service_id = svc and c.case_id = of_case
    union all
    select 'restrictions', v.col, c.id::text, v.words from app.restrictions c cross join lateral (values ('because', c.because),
       ('lifted_because', c.lifted_because)) v (col, words)
     where c.service_id = svc and c.case_id = of_case
    union all
    select 'glass_openings', 'because', g.id::text, g.because from app.glass_openings g where g.service_id = svc and g.case_id = of_case
    union all
    select 'risk_assessments', v.col, a.id::text, v.words from app.risk_assessments a cross join lateral (values ('reasons', a.reasons),
       ('strengths', a.strengths)) v (col, words)
     where a.service_id = svc and a.case_id = of_case
    union all
    select 'false_alarms', 'reason', f.id::text, f.reason from app.false_alarms f where f.service_id = svc and f.case_id = of_case
    union all
    select 'documents', 'name', d.id::text, d.name from app.documents d
     where d.service_id = svc and d.case_id = of_case and d.participant_id is null
    union all
    select 'notes', 'words', n.id::text, n.words from app.notes n
     where n.service_id = svc and n.case_id = of_case and n.participant_id is null
    union all
    -- Of a case that came from no referral: nobody's own.
    select 'incidents', v.col, i.id::text, v.words from app.incidents i cross join lateral (values ('summary', i.summary),
       ('when_words', i.when_words), ('where_words', i.where_words)) v (col, words)
     where i.service_id = svc and i.case_id = of_case
       and not exists (select from app.cases c join app.referrals r on r.service_id = c.service_id and r.case_id = c.id and r.reference = c.reference
             where c.service_id = svc and c.id = of_case and r.person_id is not null)
    union all
    select 'risk_factors', v.col, f.id::text, v.words from app.risk_factors f cross join lateral (values ('factor', f.factor),
       ('reason', f.reason)) v (col, words)
     where f.service_id = svc and f.case_id = of_case and f.about_id is null
    union all
    select 'mitigations', 'words', m.id::text, m.words from app.mitigations m join app.risk_factors f
        on f.service_id = m.service_id and f.case_id = m.case_id and f.id = m.factor_id
     where m.service_id = svc and m.case_id = of_case and f.about_id is null
    union all
    select 'transfers', 'received_by', x.id::text, x.received_by from app.transfers x where x.service_id = svc and x.case_id = of_case
    union all
    select 'eligibility_answers', 'words', e.seq::text, e.words from app.eligibility_answers e where e.service_id = svc and e.case_id = of_case) t
   where t.words <> '';
end $function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.some_way_is_open(svc uuid, cas uuid, one uuid, other uuid, on_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare way text;
begin
  foreach way in array array['letter', 'shuttle', 'video', 'meeting'] loop
    begin
      call app.must_be_free_to_communicate(svc, cas, way, one, other, on_day);
      return true;
    exception when check_violation then null;
    end;
  end loop;
  return false;
end $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.somebody_remains(svc uuid, of_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.case_readers r
    join app.staff s on s.service_id = r.service_id and s.id = r.staff_id and s.is_active
    join app.staff_roles o on o.service_id = r.service_id and o.staff_id = r.staff_id and o.role in ('supervisor', 'manager')
   where r.service_id = svc and r.case_id = of_case and r.because in ('named', 'allocated'))
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.staff_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ((app.identity())[6])::uuid;
-- may be called by: tp_api, tp_commissioner, tp_hand, tp_participant, tp_public, tp_referrer, tp_search, tp_staff, tp_worker

CREATE OR REPLACE FUNCTION app.stf_4_out_at_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  delete from app.sessions s where s.service_id = new.service_id and s.staff_id = new.id;
  update app.staff_invitations i set stopped_at = now()
   where i.service_id = new.service_id and i.staff_id = new.id and i.used_at is null and i.stopped_at is null;
  if new.left_at is not null then
    if exists (select from app.open_work_of(new.id)) then call app.refuse('stf_6_cases_are_handed_over'); end if;
    call app.forget_ways_in(new.service_id, new.id);
    delete from app.staff_roles r where r.service_id = new.service_id and r.staff_id = new.id;
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.stf_5_somebody_remains()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  svc uuid := old.service_id;
  gone text[] := case tg_table_name when 'staff_roles' then array[to_jsonb(old) ->> 'role'] else array['administrator', 'supervisor'] end;
  one text;
begin
  if exists (select from app.services s where s.service_id = svc and s.is_demonstration) then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('staff register ' || svc, 0));
  foreach one in array gone loop
    if one in ('administrator', 'supervisor')
       and (tg_table_name = 'staff_roles' or exists (select from app.staff_roles r
              where r.service_id = svc and r.staff_id = (to_jsonb(old) ->> 'id')::uuid and r.role = one))
       and not exists (select from app.staff_roles r join app.staff s on s.service_id = r.service_id and s.id = r.staff_id
              where r.service_id = svc and r.role = one and s.is_active) then
      call app.refuse('stf_5_somebody_remains');
    end if;
  end loop;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.sti_1_on_the_side_of_whoever_was_harmed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from unnest(array[new.participant_id, new.for_id]) each_of (id) where id is not null
       and not exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.harmed_id = each_of.id)) then
    call app.refuse('sti_1_on_the_side_of_whoever_was_harmed');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.sti_5_not_as_somebody_harmed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (new.answered_as = 'stand-in') <> exists (select from app.stand_ins s where s.service_id = new.service_id and s.case_id = new.case_id
       and s.participant_id = new.participant_id and s.ended_at is null) then
    call app.refuse('sti_5_not_as_somebody_harmed');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.sui_1_only_of_the_responsible()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from app.harm_links l
      where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.participant_id) then
    call app.refuse('sui_1_only_of_the_responsible');
  end if;
  if new.signed_off_by is not null and not app.supervises(new.service_id, new.signed_off_by) then
    call app.refuse('sui_2_signed_off_by_a_supervisor');
  end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.supervises(svc uuid, who uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select exists (select from app.staff_roles r where r.service_id = svc and r.staff_id = who and r.role = 'supervisor') $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.supporter_case_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ((app.identity())[10])::uuid;
-- may be called by: tp_participant

CREATE OR REPLACE FUNCTION app.supporter_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ((app.identity())[9])::uuid;
-- may be called by: tp_participant

CREATE OR REPLACE FUNCTION app.texts_left(svc uuid, person uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare tab text; answer int; tables constant text[] := array['app.cases', 'app.participants', 'app.referrals', 'app.struck_texts',
  'app.conferences', 'app.run_sheet_steps', 'app.closures', 'app.holds', 'app.tasks', 'app.allocations', 'app.conflicts', 'app.restrictions',
  'app.glass_openings', 'app.risk_assessments', 'app.risk_factors', 'app.mitigations', 'app.false_alarms', 'app.documents', 'app.notes',
  'app.incidents', 'app.eligibility_answers', 'app.transfers'];
  forced constant text[] := array(select c.oid::regclass::text from pg_class c where c.oid = any (tables::regclass[]) and c.relforcerowsecurity);
begin
  foreach tab in array forced loop execute format('alter table %s no force row level security', tab); end loop;
  select count(*) into answer from app.participants q cross join lateral app.shared_texts(svc, q.case_id) t
   where q.service_id = svc and q.person_id = person and not exists (select from app.struck_texts s
     where s.service_id = svc and s.case_id = q.case_id and s.participant_id = q.id and s.tab = t.tab and s.col = t.col and s.row_key = t.row_key)
     -- What was struck out for somebody else is gone already.
     and not exists (select from app.data_keys k where k.service_id = svc and k.id::text = split_part(t.words, '.', 2) and k.destroyed_at is not null);
  foreach tab in array forced loop execute format('alter table %s force row level security', tab); end loop;
  return answer;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.thr_3_has_room()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (select count(*) > 20 or sum(f.size) > 104857600 from app.agency_files f
       where f.service_id = new.service_id and f.referral_id = new.referral_id) then
    call app.refuse('thr_3_has_room');
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.trainings_asked(signs text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select array_remove(array[case when 'domestic' = any (signs) then 'domestic-abuse-training' end,
    case when signs && array['sexual', 'young-sexual'] then 'sexual-harm-training' end], null)
$function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.trainings_lacked(who uuid, asked text[], on_day date)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(k order by k), '{}') from unnest(asked) as k
   where k in ('domestic-abuse-training', 'sexual-harm-training') and not coalesce((select c.holds_until is null or c.holds_until >= on_day from app.facilitator_checks c
      where c.service_id = (select app.service_id()) and c.staff_id = who and c.kind = k
      order by c.done_on desc, c.recorded_at desc limit 1), false)
$function$;
-- may be called by: tp_hand, tp_staff

CREATE OR REPLACE FUNCTION app.trf_3_asked_while_on_offer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.trf_offers_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status <> old.status and (old.status, new.status) not in (('offered', 'accepted'), ('offered', 'rejected'), ('offered', 'taken-back'),
      ('accepted', 'taken-back'), ('accepted', 'taken-in')) then
    call app.refuse('trf_2_step_by_step');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.trf_referral_steps_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.trf_steps_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION app.visitor()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (app.identity())[11];
-- may be called by: tp_public

CREATE OR REPLACE FUNCTION app.vol_2_decided_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.decided_at is not null then call app.refuse('vol_2_decided_once'); end if;
  return new;
end $function$;
-- may be called by: public

CREATE OR REPLACE FUNCTION app.worked_towards(svc uuid, cas uuid, promise uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$ select coalesce(sum(p.minutes), 0) from app.amends_progress p join app.amends a on a.service_id = p.service_id and a.case_id = p.case_id and a.id = p.amends_id
      where a.service_id = svc and a.case_id = cas and a.promise_id = promise $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.works_on_cases(svc uuid, of_staff uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.staff_roles r where r.service_id = svc and r.staff_id = of_staff
    and r.role in ('coordinator', 'facilitator', 'volunteer-facilitator', 'supervisor', 'manager'))
$function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION app.written_to()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN ("substring"((app.identity())[11], '^writer_([0-9a-f]{8}-[0-9a-f-]{27})$'::text))::uuid;
-- may be called by: tp_participant

CREATE OR REPLACE FUNCTION app.zon_2_venue_is_clear()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare on_day date := (new.starts_at at time zone 'Europe/London')::date;
begin
  if exists (select from app.exclusion_zones z
      join app.conference_attendees a on a.service_id = z.service_id and a.case_id = z.case_id and a.conference_id = new.id
       and a.participant_id = z.restrains_id and a.companion_id is null
     where z.service_id = new.service_id and z.case_id = new.case_id and z.starts_on <= on_day and (z.ends_on is null or z.ends_on >= on_day)
       and not exists (select from app.zone_venues v where v.service_id = z.service_id and v.case_id = z.case_id and v.zone_id = z.id
         and v.venue_id = new.venue_id and v.is_clear)) then
    call app.refuse('zon_2_venue_is_clear');
  end if;
  return new;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION doorkeeper.ask_as_supporter(marks text[], heard boolean, mark text, token text, at timestamp with time zone, until timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  home uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  reached app.supporter_access;
  made uuid;
begin
  if home is null then return null; end if;
  select * into reached from app.supporter_access a
   where heard and a.code_index = any (marks) and a.used_at is not null and a.ended_at is null order by a.made_at desc limit 1;
  insert into app.supporter_codes (service_id, case_id, access_id, token_hash, tried, asked_at, ends_at)
  values (coalesce(reached.service_id, home), reached.case_id, reached.id, token, mark, at, until)
  returning id into made;
  perform trails.add_security(home, 'visitor', null, 'supporter-back-asked', case when heard then '' else 'must-wait' end, null, null, null, mark, null);
  return made;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.ask_to_come_back(wanted_channel text, marks text[], heard boolean, mark text, token text, at timestamp with time zone, until timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  home uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  reached uuid[] := array(select distinct p.person_id from doorkeeper.people_reached_at(wanted_channel, marks) p);
  made uuid;
begin
  if home is null then return null; end if;
  insert into app.own_code_requests (service_id, token_hash, channel, person_ids, tried, asked_at, ends_at)
  values (home, token, wanted_channel, case when heard then reached else '{}' end, mark, at, until)
  returning id into made;
  perform trails.add_security(home, 'visitor', null, 'own-code-asked', case when heard then '' else 'must-wait' end, null, null, null, mark, null);
  return made;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.begin_try(key text, waits integer[], at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  svc uuid := (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1);
  known app.sign_in_tries;
  wait int;
begin
  if svc is null then return null; end if;
  insert into app.sign_in_tries (service_id, tried, failures, last_at) values (svc, key, 0, at) on conflict do nothing;
  select * into known from app.sign_in_tries t where t.service_id = svc and t.tried = key for update;
  if known.last_at < at - interval '1 day' then known.failures := 0; end if;
  wait := waits[least(known.failures + 1, array_length(waits, 1))];
  -- Two at one moment need not come in the order of their clocks: where nothing is to be waited, nobody waits.
  if wait > 0 and known.last_at + make_interval(mins => wait) > at then
    return known.last_at + make_interval(mins => wait);
  end if;
  update app.sign_in_tries t set failures = known.failures + 1, last_at = at where t.service_id = svc and t.tried = key;
  return null;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.checks_running_out()
 RETURNS TABLE(service_id uuid, staff_id uuid, kind text, holds_until date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select newest.service_id, newest.staff_id, newest.kind, newest.holds_until
    from (select distinct on (c.service_id, c.staff_id, c.kind) c.service_id, c.staff_id, c.kind, c.holds_until
            from app.facilitator_checks c order by c.service_id, c.staff_id, c.kind, c.done_on desc, c.recorded_at desc) newest
    join app.staff s on s.service_id = newest.service_id and s.id = newest.staff_id and s.is_active
   where newest.kind in ('vetting', 'facilitator-training', 'safeguarding-training')
     and newest.holds_until <= (now() at time zone 'Europe/London')::date + 30
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.complete(half app.sessions, proof text, token text, until timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  delete from app.sessions s where s.service_id = half.service_id and s.staff_id = half.staff_id and s.stage <> 'full';
  insert into app.sessions (service_id, staff_id, token_hash, ends_at, how, browser)
  values (half.service_id, half.staff_id, token, until, proof, half.browser);
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION doorkeeper.complete_set_up(half_token text, provider_is_enough boolean, token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  half app.sessions;
  linked boolean;
  proof text;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'must-enrol' and s.ends_at > now() for update;
  if half.token_hash is null then return false; end if;
  linked := exists (select from app.provider_links l where l.service_id = half.service_id and l.staff_id = half.staff_id);
  proof := case
    when exists (select from app.staff_passkeys k where k.service_id = half.service_id and k.staff_id = half.staff_id) then 'passkey'
    when exists (select from app.code_apps c join app.staff_passwords p on p.service_id = c.service_id and p.staff_id = c.staff_id
                  where c.service_id = half.service_id and c.staff_id = half.staff_id) then 'password-and-code'
    when linked and provider_is_enough then 'single-sign-on'
    when linked and exists (select from app.code_apps c where c.service_id = half.service_id and c.staff_id = half.staff_id)
      then 'single-sign-on-and-code' end;
  if proof is null then return false; end if;
  update app.staff_invitations i set used_at = now()
   where i.service_id = half.service_id and i.staff_id = half.staff_id and i.used_at is null and i.stopped_at is null;
  perform doorkeeper.complete(half, proof, token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.complete_with_code(half_token text, step bigint, token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare half app.sessions;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() for update;
  if half.token_hash is null then return false; end if;
  update app.code_apps c set last_step = step where c.service_id = half.service_id and c.staff_id = half.staff_id and c.last_step < step;
  if not found then return false; end if;
  perform doorkeeper.complete(half, case half.how when 'provider' then 'single-sign-on-and-code' else 'password-and-code' end, token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.complete_with_recovery_code(half_token text, code text, token text, until timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare half app.sessions;
begin
  select * into half from app.sessions s where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() for update;
  if half.token_hash is null then return null; end if;
  update app.recovery_codes r set used_at = now()
   where r.service_id = half.service_id and r.staff_id = half.staff_id and r.code_hash = code and r.used_at is null;
  if not found then return null; end if;
  perform doorkeeper.complete(half, 'recovery-code', token, until);
  return (select count(*) from app.recovery_codes r where r.service_id = half.service_id and r.staff_id = half.staff_id and r.used_at is null);
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.demonstration_people()
 RETURNS TABLE(service_id uuid, kind text, id uuid, case_id uuid, name text, role text, case_reference text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.service_id, 'staff', f.id, null::uuid, f.name, string_agg(r.role, ', ' order by r.role), null
    from app.services s join app.staff f on f.service_id = s.service_id and f.is_active
    join app.staff_roles r on r.service_id = f.service_id and r.staff_id = f.id
   where s.is_demonstration group by s.service_id, f.id, f.name
  union all
  select s.service_id, 'participant', q.id, q.case_id, p.called, '', c.reference
    from app.services s join app.cases c on c.service_id = s.service_id
    join app.participants q on q.service_id = c.service_id and q.case_id = c.id
    join app.people p on p.service_id = q.service_id and p.id = q.person_id
   where s.is_demonstration
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.documents_there(ids uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select d.id from app.documents d where d.id = any(ids) union select f.id from app.agency_files f where f.id = any(ids) $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.end_session(token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ delete from app.sessions s where s.token_hash = token $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.end_supporter_session(token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ delete from app.supporter_sessions s where s.token_hash = token $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.end_try(own text[], common text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update app.sign_in_tries t set failures = case when t.tried = any(own) then 0 else greatest(0, t.failures - 1) end
   where t.service_id = (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1)
     and (t.tried = any(own) or t.tried = any(common))
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.follow_covers()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare svc uuid;
begin
  for svc in select distinct v.service_id from app.covers v where v.ended_at is null
             union select r.service_id from app.case_readers r where r.because = 'covering' loop
    perform app.follow_covers(svc);
  end loop;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.half_way(token text)
 RETURNS TABLE(service_id uuid, service_name text, staff_id uuid, name text, email text, stage text, sealed_secret text, has_password boolean, has_provider boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.service_id, v.name, s.staff_id, f.name, f.email, s.stage, c.sealed_secret,
         exists (select from app.staff_passwords p where p.service_id = s.service_id and p.staff_id = s.staff_id),
         exists (select from app.provider_links l where l.service_id = s.service_id and l.staff_id = s.staff_id)
    from app.sessions s
    join app.services v on v.service_id = s.service_id
    join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
    left join app.code_apps c on c.service_id = s.service_id and c.staff_id = s.staff_id
   where s.token_hash = token and s.stage <> 'full' and s.ends_at > now()
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.has_own_page(svc uuid, of_case uuid, participant uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.invitations i
    where i.service_id = svc and i.case_id = of_case and i.participant_id = participant and i.used_at is not null
      and not exists (select from app.access_ends e
        where e.service_id = svc and e.case_id = of_case and e.participant_id = participant and e.ended_at >= i.used_at))
$function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION doorkeeper.home_service()
 RETURNS TABLE(service_id uuid, name text, is_demonstration boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select s.service_id, s.name, s.is_demonstration from app.services s order by s.opened_at, s.service_id limit 1 $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.index_keys()
 RETURNS TABLE(service_id uuid, id uuid, wrapped bytea, by_number integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.service_id, k.id, k.wrapped, k.wrapped_by from app.data_keys k where k.owner_kind = 'service' and k.destroyed_at is null
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.is_invitation_open(token text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.invitations i where i.token_hash = token and i.used_at is null and i.stopped_at is null and i.ends_at > now() and i.tries < 5)
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.is_supporter_link_open(token text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.supporter_access a
    where a.token_hash = token and a.used_at is null and a.ended_at is null and a.link_ends_at > now() and a.tries < 5)
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.keep_asking(state text, browser text, what_for text, staff uuid, sealed text, at timestamp with time zone, until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from app.provider_askings a where a.ends_at < at;
  insert into app.provider_askings (service_id, state_hash, browser_hash, purpose, staff_id, sealed, ends_at)
  select s.service_id, state, browser, what_for, staff, keep_asking.sealed, until from app.services s order by s.opened_at, s.service_id limit 1
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.keep_challenge(mark text, at timestamp with time zone, until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from app.passkey_challenges c where c.ends_at < at;
  insert into app.passkey_challenges (service_id, mark, ends_at)
  select s.service_id, keep_challenge.mark, until from app.services s order by s.opened_at, s.service_id limit 1
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.likeness_not_whole(most integer)
 RETURNS TABLE(service_id uuid, referral_id uuid, case_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct e.service_id, e.referral_id, e.case_id
    from (select n.service_id, n.referral_id, n.case_id from app.likeness_entries n where not n.is_whole order by n.service_id, n.about_id limit most) e $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.lists_to_let_go()
 RETURNS TABLE(service_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select l.service_id, l.id from app.lists l where l.head <> '' and l.status in ('new', 'checked', 'imported') $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_api_token(client uuid, secret text, token text, at timestamp with time zone, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  found_client app.api_clients;
  home uuid;
begin
  select c.* into found_client from app.api_clients c
    join app.staff f on f.service_id = c.service_id and f.id = c.staff_id and f.is_active
         and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
    join app.staff_roles r on r.service_id = c.service_id and r.staff_id = c.staff_id and r.role = 'referrer'
   where c.id = client and c.secret_hash = secret and c.ended_at is null;
  if found_client.id is null then
    select c.* into found_client from app.api_clients c where c.id = client;
    home := coalesce(found_client.service_id, (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1));
    if home is null then return false; end if;
    perform trails.note_refused_token(home, found_client,
      case when found_client.id is null then 'no-such-client' when found_client.ended_at is not null then 'client-ended'
           when found_client.secret_hash <> secret then 'wrong-secret' else 'nobody-answers-for-it' end);
    return false;
  end if;
  delete from app.api_tokens t where t.service_id = found_client.service_id and t.client_id = client and t.ends_at < at;
  insert into app.api_tokens (service_id, token_hash, client_id, made_at, ends_at) values (found_client.service_id, token, client, at, until);
  perform trails.add_security(found_client.service_id, 'staff', found_client.staff_id, 'api-token-given', '', null, null, null, null,
    jsonb_build_object('client', client));
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_demonstration_session(who_kind text, who uuid, token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into app.sessions (service_id, staff_id, participant_id, case_id, token_hash, ends_at, how)
  select d.service_id, case when d.kind = 'staff' then d.id end, case when d.kind = 'participant' then d.id end, d.case_id, token, until,
         case when d.kind = 'staff' then 'demonstration' end
    from doorkeeper.demonstration_people() d where d.kind = who_kind and d.id = who;
  return found;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_half_session(svc uuid, staff uuid, checked text, token text, at timestamp with time zone, until timestamp with time zone, from_browser text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare becomes text;
begin
  perform from app.staff_passwords p where p.service_id = svc and p.staff_id = open_half_session.staff and p.hash = checked for share;
  if not found then return null; end if;
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  values (svc, staff, token, at, until, 'password', from_browser,
    case when exists (select from app.code_apps c where c.service_id = svc and c.staff_id = open_half_session.staff)
           or exists (select from app.staff_passkeys k where k.service_id = svc and k.staff_id = open_half_session.staff)
           or exists (select from app.provider_links l where l.service_id = svc and l.staff_id = open_half_session.staff)
         then 'second-step' else 'must-enrol' end)
  returning stage into becomes;
  return becomes;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_invited_session(link text, token text, at timestamp with time zone, until timestamp with time zone, from_browser text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from app.staff_invitations i where i.token_hash = link for share;
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage)
  select i.service_id, i.staff_id, token, at, until, 'invitation', from_browser, 'must-enrol' from doorkeeper.staff_of_invitation(link) i;
  return found;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_with_own_passkey(credential text, seen bigint, token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare used app.own_passkeys;
begin
  update app.own_passkeys k set counter = seen, used_at = now()
   where k.credential_id = credential and (k.counter < seen or (k.counter = 0 and seen = 0))
     and doorkeeper.has_own_page(k.service_id, k.case_id, k.participant_id)
  returning k.* into used;
  if used.id is null then return false; end if;
  perform trails.add_security(used.service_id, 'participant', used.participant_id, 'own-passkey-used', '', null, null, used.case_id, null, null);
  insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
  values (used.service_id, used.case_id, used.participant_id, token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_with_passkey(credential text, seen bigint, token text, until timestamp with time zone, from_browser text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare used app.staff_passkeys;
begin
  update app.staff_passkeys k set counter = seen, used_at = now() from app.staff s
   where k.credential_id = credential and s.service_id = k.service_id and s.id = k.staff_id and s.is_active
     and (k.counter < seen or (k.counter = 0 and seen = 0))
  returning k.* into used;
  if used.id is null then return false; end if;
  insert into app.sessions (service_id, staff_id, token_hash, ends_at, how, browser)
  values (used.service_id, used.staff_id, token, until, 'passkey', from_browser);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.open_with_provider(from_issuer text, whose text, is_enough boolean, token text, at timestamp with time zone, until timestamp with time zone, proved timestamp with time zone, from_browser text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  used app.provider_links;
  becomes text;
begin
  update app.provider_links l set used_at = at from doorkeeper.staff_of_provider(from_issuer, whose) w
   where l.issuer = from_issuer and l.subject = whose and w.may_come_in and (is_enough or w.has_app)
  returning l.* into used;
  if used.id is null then return null; end if;
  insert into app.sessions (service_id, staff_id, token_hash, began_at, ends_at, how, browser, stage, proved_at)
  values (used.service_id, used.staff_id, token, at, until, case when is_enough then 'single-sign-on' else 'provider' end, from_browser,
    case when is_enough then 'full' else 'second-step' end, case when is_enough then proved end)
  returning stage into becomes;
  return becomes;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.own_codes_wanted(request uuid)
 RETURNS TABLE(service_id uuid, case_id uuid, participant_id uuid, channel text, token_hash text, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select q.service_id, q.case_id, q.id, r.channel, r.token_hash, r.ends_at
    from app.own_code_requests r
    join app.participants q on q.person_id = any(r.person_ids)
   where r.id = request and r.used_at is null and r.ends_at > now() and doorkeeper.has_own_page(q.service_id, q.case_id, q.id)
     and not exists (select from app.own_codes c where c.service_id = q.service_id and c.request_id = r.id and c.participant_id = q.id
                        and c.sent_at is not null)
   order by q.added_at desc, q.id limit 5
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.participant_of_passkey(credential text)
 RETURNS TABLE(participant_id uuid, public_key bytea, counter bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select k.participant_id, k.public_key, k.counter from app.own_passkeys k where k.credential_id = credential $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.participant_of_session(token text, idle interval)
 RETURNS TABLE(service_id uuid, service_name text, hides_service_name boolean, is_demonstration boolean, participant_id uuid, person_id uuid, case_id uuid, called text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name,
           coalesce((select r.hides_service_name from app.safe_contact_rules r
              where r.service_id = q.service_id and r.person_id = q.person_id order by r.seq desc limit 1), false),
           v.is_demonstration, s.participant_id, q.person_id, s.case_id, p.called
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.participants q on q.service_id = s.service_id and q.case_id = s.case_id and q.id = s.participant_id
      join app.people p on p.service_id = q.service_id and p.id = q.person_id
     where s.token_hash = token and s.ends_at > now() and s.seen_at > now() - idle
       and not exists (select from app.access_ends e
         where e.service_id = s.service_id and e.case_id = s.case_id and e.participant_id = s.participant_id and e.ended_at >= s.began_at);
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.people_reached_at(wanted_channel text, marks text[])
 RETURNS TABLE(service_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select c.service_id, c.person_id from app.contact_points c
   where c.channel = wanted_channel and c.is_in_use and c.checked_on is not null and c.value_index = any (marks)
$function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION doorkeeper.program_that_asks(token text, most integer, at timestamp with time zone)
 RETURNS TABLE(service_id uuid, client_id uuid, staff_id uuid, name text, is_too_often boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  select c.service_id, c.id, c.staff_id, f.name into service_id, client_id, staff_id, name
    from app.api_tokens t
    join app.api_clients c on c.service_id = t.service_id and c.id = t.client_id and c.ended_at is null
    join app.staff f on f.service_id = c.service_id and f.id = c.staff_id and f.is_active
         and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
    join app.staff_roles r on r.service_id = c.service_id and r.staff_id = c.staff_id and r.role = 'referrer'
   where t.token_hash = token and t.ends_at > now();
  if not found then return; end if;
  insert into app.api_counts as n (service_id, client_id, minute, asked)
  values (program_that_asks.service_id, program_that_asks.client_id, date_trunc('minute', at), 1)
  on conflict on constraint api_counts_pkey do update
    set minute = case when n.minute between excluded.minute and excluded.minute + interval '5 minutes' then n.minute else excluded.minute end,
        asked = case when n.minute between excluded.minute and excluded.minute + interval '5 minutes' then n.asked + 1 else 1 end
  where n.asked < most or n.minute not between excluded.minute and excluded.minute + interval '5 minutes';
  is_too_often := not found;
  return next;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.recovery_codes_left(half_token text)
 RETURNS TABLE(code_hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select r.code_hash from app.sessions s
    join app.recovery_codes r on r.service_id = s.service_id and r.staff_id = s.staff_id and r.used_at is null
   where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() order by r.code_hash
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.see_as(token text, who uuid, next_token text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  was app.sessions;
  oneself uuid;
  as_whom uuid;
begin
  select s.* into was from app.sessions s
    join app.services v on v.service_id = s.service_id and v.is_demonstration
   where s.token_hash = token and s.staff_id is not null and s.stage = 'full' and s.ends_at > now()
     for update of s;
  if not found then return false; end if;
  oneself := coalesce(was.behind_id, was.staff_id);
  as_whom := coalesce(who, oneself);
  if as_whom = was.staff_id or not exists (select from doorkeeper.demonstration_people() d
      where d.service_id = was.service_id and d.kind = 'staff' and d.id = as_whom) then
    return false;
  end if;
  delete from app.sessions s where s.token_hash = token;
  -- It ends when the first one would have: going to and fro lengthens nothing.
  insert into app.sessions (service_id, staff_id, behind_id, token_hash, ends_at, how, browser)
  values (was.service_id, as_whom, nullif(oneself, as_whom), next_token, was.ends_at, 'demonstration', was.browser);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.services_with_lists()
 RETURNS TABLE(service_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.service_id from app.services s where exists (select from app.lists l where l.service_id = s.service_id) $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.session_left(token text, idle interval)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce((
    select greatest(0, floor(extract(epoch from least(s.ends_at, s.seen_at + idle) - now())))::int
      from app.sessions s where s.token_hash = token and s.stage = 'full'), 0)
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.staff_by_email(wanted text)
 RETURNS TABLE(service_id uuid, service_name text, staff_id uuid, hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.service_id, v.name, s.id, p.hash from app.staff s
    join app.services v on v.service_id = s.service_id
    join app.staff_passwords p on p.service_id = s.service_id and p.staff_id = s.id
   where s.email = lower(wanted) and s.is_active order by v.name, s.service_id
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.staff_of_invitation(link text)
 RETURNS TABLE(service_id uuid, service_name text, staff_id uuid, name text, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.service_id, v.name, s.id, s.name, s.email from app.staff_invitations i
    join app.services v on v.service_id = i.service_id
    join app.staff s on s.service_id = i.service_id and s.id = i.staff_id and s.is_active
   where i.token_hash = link and i.used_at is null and i.stopped_at is null and i.ends_at > now()
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.staff_of_passkey(credential text)
 RETURNS TABLE(service_id uuid, staff_id uuid, public_key bytea, counter bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.service_id, k.staff_id, k.public_key, k.counter from app.staff_passkeys k
    join app.staff s on s.service_id = k.service_id and s.id = k.staff_id and s.is_active
   where k.credential_id = credential
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.staff_of_provider(from_issuer text, whose text)
 RETURNS TABLE(service_id uuid, staff_id uuid, may_come_in boolean, has_app boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select l.service_id, l.staff_id, s.is_active and (s.ends_on is null or s.ends_on >= (now() at time zone 'Europe/London')::date),
         exists (select from app.code_apps c where c.service_id = l.service_id and c.staff_id = l.staff_id)
    from app.provider_links l join app.staff s on s.service_id = l.service_id and s.id = l.staff_id
   where l.issuer = from_issuer and l.subject = whose
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.staff_of_session(token text, idle interval)
 RETURNS TABLE(service_id uuid, service_name text, is_demonstration boolean, session_id uuid, staff_id uuid, name text, roles text[], behind_name text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update app.sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.name, v.is_demonstration, s.id, s.staff_id, f.name,
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.staff_id order by r.role),
           (select b.name from app.staff b where b.service_id = s.service_id and b.id = s.behind_id)
      from app.sessions s
      join app.services v on v.service_id = s.service_id
      join app.staff f on f.service_id = s.service_id and f.id = s.staff_id and f.is_active
           and (f.ends_on is null or f.ends_on >= (now() at time zone 'Europe/London')::date)
     where s.token_hash = token and s.stage = 'full' and s.ends_at > now() and s.seen_at > now() - idle;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.staff_whose_time_is_over()
 RETURNS TABLE(service_id uuid, staff_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.service_id, s.id from app.staff s where s.is_active and s.ends_on < (now() at time zone 'Europe/London')::date
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.supporter_code_wanted(asking uuid)
 RETURNS TABLE(service_id uuid, case_id uuid, participant_id uuid, companion_id uuid, token_hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.service_id, c.case_id, a.participant_id, a.companion_id, c.token_hash from app.supporter_codes c
    join app.supporter_access a on a.service_id = c.service_id and a.case_id = c.case_id and a.id = c.access_id and a.ended_at is null
   where c.id = asking and c.used_at is null and c.sent_at is null and c.ends_at > now()
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.supporter_of_session(token text, idle interval)
 RETURNS TABLE(service_id uuid, is_demonstration boolean, case_id uuid, companion_id uuid, called text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update app.supporter_sessions s set seen_at = now()
   where s.token_hash = token and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - idle and s.ends_at > now();
  return query
    select s.service_id, v.is_demonstration, s.case_id, a.companion_id, k.called
      from app.supporter_sessions s
      join app.services v on v.service_id = s.service_id
      join app.supporter_access a on a.service_id = s.service_id and a.case_id = s.case_id and a.id = s.access_id and a.ended_at is null
      join app.companions k on k.service_id = a.service_id and k.case_id = a.case_id and k.id = a.companion_id
     where s.token_hash = token and s.ends_at > now() and s.seen_at > now() - idle;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.supporter_session_left(token text, idle interval)
 RETURNS TABLE(companion_id uuid, seconds integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.companion_id, greatest(0, floor(extract(epoch from least(s.ends_at, s.seen_at + idle) - now())))::int
    from app.supporter_sessions s
    join app.supporter_access a on a.service_id = s.service_id and a.case_id = s.case_id and a.id = s.access_id and a.ended_at is null
   where s.token_hash = token
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.sweep()
 RETURNS TABLE(drafts bigint, sessions bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with old_drafts as (delete from app.referral_drafts d where d.expires_at < now() returning 1),
       old_texts as (delete from app.kept_texts k where k.expires_at < now() returning 1),
       old_sessions as (delete from app.sessions s where s.ends_at < now() returning 1),
       old_tries as (delete from app.sign_in_tries t where t.last_at < now() - interval '30 days' returning 1)
  select (select count(*) from old_drafts) + (select count(*) from old_texts), (select count(*) from old_sessions)
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.sweep_agency_drafts()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (delete from app.agency_drafts d where d.expires_at < now() returning 1) select count(*) from gone
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.sweep_own_codes()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with codes as (delete from app.own_codes c where c.made_at < now() - interval '1 day' returning 1),
       requests as (delete from app.own_code_requests r where r.asked_at < now() - interval '1 day' returning 1)
  select (select count(*) from codes) + (select count(*) from requests)
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.sweep_supporter_sessions()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with over as (delete from app.supporter_sessions s where s.ends_at < now() returning 1),
       askings as (delete from app.supporter_codes c where c.asked_at < now() - interval '1 day' returning 1)
  select (select count(*) from over) + (select count(*) from askings)
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.take_asking(state text, browser text, at timestamp with time zone)
 RETURNS TABLE(purpose text, staff_id uuid, sealed text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from app.provider_askings a where a.state_hash = state and a.browser_hash = browser and a.ends_at > at
  returning a.purpose, a.staff_id, a.sealed
$function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.take_challenge(mark text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  delete from app.passkey_challenges c where c.mark = take_challenge.mark and c.ends_at > at;
  return found;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.unfinished_lists()
 RETURNS TABLE(service_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select l.service_id, l.id from app.lists l where l.status in ('checking', 'importing') $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.unfinished_notices()
 RETURNS TABLE(service_id uuid, case_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select n.service_id, n.case_id, n.id from app.notices n where n.status = 'leaving' or (n.status = 'waiting' and n.send_after <= now()) $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.use_invitation(token text, code text, session_token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found app.invitations;
begin
  select * into found from app.invitations i
   where i.token_hash = token and i.used_at is null and i.stopped_at is null and i.ends_at > now() and i.tries < 5 for update;
  if found.token_hash is null then return false; end if;
  if found.code_hash <> code then
    update app.invitations i set tries = i.tries + 1 where i.token_hash = token;
    return false;
  end if;
  update app.invitations i set used_at = now() where i.token_hash = token;
  insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
  values (found.service_id, found.case_id, found.participant_id, session_token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.use_own_code(token text, code text, session_token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  asked app.own_code_requests;
  found_code app.own_codes;
begin
  select * into asked from app.own_code_requests r
   where r.token_hash = token and r.used_at is null and r.ends_at > now() and r.tries < 5 for update;
  if asked.id is null then return false; end if;
  select * into found_code from app.own_codes c
   where c.request_id = asked.id and c.code_hash = code and c.ended_at is null order by c.made_at limit 1 for update;
  if found_code.request_id is null or not doorkeeper.has_own_page(found_code.service_id, found_code.case_id, found_code.participant_id) then
    update app.own_code_requests r set tries = r.tries + 1 where r.service_id = asked.service_id and r.id = asked.id;
    perform trails.add_security(asked.service_id, 'visitor', null, 'own-code-wrong', '', null, null, null, asked.tried, null);
    return false;
  end if;
  update app.own_code_requests r set used_at = now() where r.service_id = asked.service_id and r.id = asked.id;
  update app.own_codes c set ended_at = now() where c.request_id = asked.id and c.ended_at is null;
  update app.sign_in_tries t set failures = 0 where t.service_id = asked.service_id and t.tried = asked.tried;
  perform trails.add_security(found_code.service_id, 'participant', found_code.participant_id, 'own-code-used', '', null, null, found_code.case_id, null, null);
  insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
  values (found_code.service_id, found_code.case_id, found_code.participant_id, session_token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.use_supporter_code(token text, code text, session_token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  asked app.supporter_codes;
  way app.supporter_access;
begin
  select * into asked from app.supporter_codes c
   where c.token_hash = token and c.used_at is null and c.ends_at > now() and c.tries < 5 for update;
  if asked.id is null then return false; end if;
  -- Held: whoever ends it at this moment ends the session too, or comes first.
  select * into way from app.supporter_access a
   where a.service_id = asked.service_id and a.case_id = asked.case_id and a.id = asked.access_id and a.ended_at is null for share;
  if way.id is null or asked.code_hash is distinct from code then
    update app.supporter_codes c set tries = c.tries + 1 where c.service_id = asked.service_id and c.id = asked.id;
    perform trails.add_security(asked.service_id, 'visitor', null, 'supporter-back-wrong', '', null, null, null, asked.tried, null);
    return false;
  end if;
  update app.supporter_codes c set used_at = now() where c.service_id = asked.service_id and c.id = asked.id;
  update app.sign_in_tries t set failures = 0
   where t.service_id = (select s.service_id from app.services s order by s.opened_at, s.service_id limit 1) and t.tried = asked.tried;
  perform trails.add_security(way.service_id, 'visitor', null, 'supporter-back', '', 'participant', way.participant_id, way.case_id, null,
    jsonb_build_object('supporter', way.companion_id));
  insert into app.supporter_sessions (service_id, case_id, access_id, token_hash, ends_at)
  values (way.service_id, way.case_id, way.id, session_token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION doorkeeper.use_supporter_link(token text, code text, session_token text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found_link app.supporter_access;
begin
  select * into found_link from app.supporter_access a
   where a.token_hash = token and a.used_at is null and a.ended_at is null and a.link_ends_at > now() and a.tries < 5 for update;
  if found_link.id is null then return false; end if;
  if found_link.code_hash <> code then
    update app.supporter_access a set tries = a.tries + 1 where a.token_hash = token;
    return false;
  end if;
  update app.supporter_access a set used_at = now() where a.token_hash = token;
  insert into app.supporter_sessions (service_id, case_id, access_id, token_hash, ends_at)
  values (found_link.service_id, found_link.case_id, found_link.id, session_token, until);
  return true;
end $function$;
-- may be called by: tp_doorkeeper

CREATE OR REPLACE FUNCTION jobs.enqueue(task text, payload jsonb, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text, line text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select graphile_worker.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload::json,
    run_at => enqueue.run_at,
    job_key => enqueue.job_key,
    queue_name => enqueue.line
  );
$function$;
alter function jobs.enqueue(text,jsonb,timestamp with time zone,text,text) owner to tp_queue;
-- may be called by: tp_doorkeeper, tp_hand, tp_worker

CREATE OR REPLACE FUNCTION trails.actor(OUT kind text, OUT id uuid, OUT case_id uuid)
 RETURNS record
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(case when i[3] <> 'hand' then i[3] when i[4] = '' then 'system' else split_part(i[4], '_', 1) end, 'database'),
         case when i[3] = 'hand' then nullif(split_part(i[4], '_', 2), '')::uuid when i[3] in ('staff', 'participant') then i[4]::uuid end,
         case when i[3] in ('hand', 'participant') then nullif(i[5], '')::uuid end
    from (select app.identity() as i) as me
$function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.add_security(svc uuid, who_kind text, who uuid, event text, because text, about_kind text, about uuid, of_case uuid, tried text, detail jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  grain bytea := uuid_send(gen_random_uuid());
  place bigint;
begin
  -- The transaction has its number before the row takes a place, which sealing relies on.
  perform pg_current_xact_id();
  insert into trails.security (service_id, actor_kind, actor_id, event, because, about_kind, about_id, case_id, tried, salt, detail, digest)
  values (svc, who_kind, who, add_security.event, coalesce(add_security.because, ''), add_security.about_kind, about, of_case, add_security.tried,
          grain, add_security.detail, trails.digest_of(grain, add_security.detail::text, null))
  returning seq into place;
  return place;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.case_of(wanted text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return (select c.id from app.cases c where c.service_id = app.service_id() and c.reference = wanted and trails.is_data_officer()
     and c.id <> all (array(select trails.closed_cases())));
end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION trails.closed_cases()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select x.case_id from app.restrictions x
   where x.service_id = (select app.service_id()) and x.lifted_at is null and not exists (select from app.case_readers r
     where r.service_id = x.service_id and r.case_id = x.case_id and r.staff_id = (select app.staff_id()))
  union
  select c.case_id from app.conflicts c
   where c.service_id = (select app.service_id()) and c.staff_id = (select app.staff_id()) and c.lifted_at is null
$function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION trails.closed_referrals()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select r.id from app.referrals r
   where r.service_id = (select app.service_id()) and r.case_id = any (array(select trails.closed_cases()))
$function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION trails.digest_of(salt bytea, one text, other text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
RETURN sha256((salt || convert_to((COALESCE(((octet_length(one) || ':'::text) || one), '-'::text) || COALESCE(((octet_length(other) || ':'::text) || other), '-'::text)), 'utf8'::name)));
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.erase(trail text, places bigint[], because text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  service uuid := app.service_id();
  said bigint;
  erased int;
begin
  if trail not in ('changes', 'reads', 'security') or length(trim(because)) = 0 then call app.refuse('trl_3_erased_with_a_reason'); end if;
  if who.kind <> 'staff' or not exists (select from app.staff_roles r
      where r.service_id = service and r.staff_id = who.id and r.role = 'data-officer') then
    call app.refuse('trl_3_erased_by_a_data_officer');
  end if;
  said := trails.add_security(service, who.kind, who.id, 'values-erased', '', null, null, null, null,
    jsonb_build_object('trail', trail, 'places', to_jsonb(places), 'because', because));
  execute format('update trails.%I set salt = null, %s, erased_in = $1 where service_id = $2 and seq = any($3) and erased_in is null',
    trail, case trail when 'changes' then 'old = null, new = null' else 'detail = null' end) using said, service, places;
  get diagnostics erased = row_count;
  return erased;
end $function$;
-- may be called by: tp_hand

CREATE OR REPLACE FUNCTION trails.is_data_officer()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from app.staff_roles r
    where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.role = 'data-officer')
$function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION trails.names_of(ids uuid[])
 RETURNS TABLE(id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  svc uuid := app.service_id();
  closed uuid[] := array(select trails.closed_cases());
begin
  if not trails.is_data_officer() then return; end if;
  return query
    select s.id, s.name from app.staff s where s.service_id = svc and s.id = any(ids)
    union all select c.id, c.reference from app.cases c where c.service_id = svc and c.id = any(ids) and c.id <> all (closed)
    union all select q.id, coalesce(p.called, o.name) from app.participants q
      left join app.people p on p.service_id = q.service_id and p.id = q.person_id
      left join app.organisations o on o.service_id = q.service_id and o.id = q.organisation_id
     where q.service_id = svc and q.id = any(ids) and q.case_id <> all (closed)
    union all select p.id, p.full_name from app.people p
     where p.service_id = svc and p.id = any(ids) and exists (select from app.participants q
       where q.service_id = svc and q.person_id = p.id and q.case_id <> all (closed));
end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION trails.note_access_end()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare who record := trails.actor();
begin
  perform trails.add_security(new.service_id, who.kind, who.id, 'access-ended', new.because, 'participant', new.participant_id, new.case_id, null, null);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_api_client()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  said text := case
    when tg_op = 'INSERT' then 'api-client-made'
    when new.ended_at is not null and old.ended_at is null then 'api-client-ended'
    when new.secret_hash <> old.secret_hash then 'api-client-secret-renewed' end;
begin
  if said is not null then
    perform trails.add_security(new.service_id, who.kind, who.id, said, '', 'staff', new.staff_id, null, null,
      jsonb_build_object('client', new.id));
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  whole jsonb;
  before jsonb;
  was jsonb;
  becomes jsonb;
  who record;
  participant uuid;
  person uuid;
  grain bytea := uuid_send(gen_random_uuid());
begin
  if tg_op = 'DELETE' then
    whole := to_jsonb(old);
    select jsonb_object_agg(each.key, each.value) into was from jsonb_each(whole) each where each.value <> 'null' and each.key <> 'service_id';
  elsif tg_op = 'INSERT' then
    whole := to_jsonb(new);
    select jsonb_object_agg(each.key, each.value) into becomes from jsonb_each(whole) each where each.value <> 'null' and each.key <> 'service_id';
  else
    whole := to_jsonb(new);
    before := to_jsonb(old);
    select jsonb_object_agg(each.key, before -> each.key), jsonb_object_agg(each.key, each.value) into was, becomes
      from jsonb_each(whole) each
     where each.value is distinct from before -> each.key and each.key <> all (string_to_array(tg_argv[1], ','));
    if becomes is null then return null; end if;
  end if;
  who := trails.actor();
  participant := coalesce(whole ->> 'participant_id', case tg_table_name when 'participants' then whole ->> 'id' end)::uuid;
  person := coalesce(whole ->> 'person_id', case tg_table_name when 'people' then whole ->> 'id' end)::uuid;
  who.case_id := coalesce((whole ->> 'case_id')::uuid, case tg_table_name when 'cases' then (whole ->> 'id')::uuid end, who.case_id);
  if person is null and participant is not null then
    select p.person_id into person from app.participants p
     where p.service_id = (whole ->> 'service_id')::uuid and p.case_id = who.case_id and p.id = participant;
  end if;
  insert into trails.changes (service_id, actor_kind, actor_id, table_name, operation, key, case_id, participant_id, person_id, referral_id,
                              salt, old, new, digest)
  values ((whole ->> 'service_id')::uuid, who.kind, who.id, tg_table_name, lower(tg_op),
          (select jsonb_object_agg(each, whole -> each) from unnest(string_to_array(tg_argv[0], ',')) each), who.case_id, participant, person,
          coalesce(whole ->> 'referral_id', case tg_table_name when 'referrals' then whole ->> 'id' end)::uuid,
          grain, was, becomes, trails.digest_of(grain, was::text, becomes::text));
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_closed_door(signed text, event text, place text, tried text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  me text[];
  service uuid;
  who_kind text := 'visitor';
  who uuid;
  of_case uuid;
  beside uuid;
  lately int;
  most int;
begin
  if signed <> '' then
    perform set_config('app.identity', signed, true);
    me := app.identity();
    if me is null or me[3] not in ('staff', 'participant', 'supporter') then call app.refuse('trl_8_who_asks_is_known'); end if;
    service := me[2]::uuid;
    who_kind := me[3];
    who := me[4]::uuid;
    if who_kind <> 'staff' then of_case := me[5]::uuid; end if;
    if who_kind = 'supporter' then
      select a.participant_id into beside from app.supporter_access a
       where a.service_id = service and a.case_id = of_case and a.companion_id = who limit 1;
    end if;
  elsif session_user = 'tp_doorkeeper' then
    select s.service_id into service from app.services s order by s.opened_at, s.service_id limit 1;
    if service is null then return; end if;
  else
    call app.refuse('trl_8_who_asks_is_known');
  end if;
  if exists (select from trails.security r
      where r.service_id = service and r.event = note_closed_door.event and r.at > now() - interval '1 minute'
        and r.actor_id is not distinct from who and r.tried = note_closed_door.tried) then
    return;
  end if;
  -- A person meets thirty closed doors an hour, all strangers together a hundred of a kind; the last row says that more are not written.
  most := case when who is null then 100 else 30 end;
  select count(*) into lately from trails.security r
   where r.service_id = service and r.event = note_closed_door.event and r.at > now() - interval '1 hour' and r.actor_id is not distinct from who;
  if lately >= most then return; end if;
  perform trails.add_security(service, who_kind, who, note_closed_door.event, case when lately = most - 1 then 'more-are-not-written' else '' end,
    case when beside is not null then 'participant' end, beside, of_case, note_closed_door.tried, jsonb_build_object('place', note_closed_door.place));
end $function$;
-- may be called by: tp_api, tp_commissioner, tp_doorkeeper, tp_participant, tp_referrer, tp_staff

CREATE OR REPLACE FUNCTION trails.note_invitation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  what text := case
    when tg_op = 'INSERT' then 'invitation-made'
    when old.used_at is null and new.used_at is not null then 'invitation-used'
    when old.stopped_at is null and new.stopped_at is not null then 'invitation-stopped'
    when new.tries > old.tries then 'invitation-code-wrong' end;
begin
  if what is null then return null; end if;
  if what in ('invitation-used', 'invitation-code-wrong') then
    who.kind := case what when 'invitation-used' then 'participant' else 'visitor' end;
    who.id := case what when 'invitation-used' then new.participant_id end;
  end if;
  perform trails.add_security(new.service_id, who.kind, who.id, what, '', 'participant', new.participant_id, new.case_id, null, null);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_many()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare who record := trails.actor();
begin
  insert into trails.changes (service_id, actor_kind, actor_id, table_name, operation, key, case_id, salt, old, new, digest)
  select w.service, who.kind, who.id, tg_table_name, lower(tg_op), w.key, who.case_id, w.grain,
         case tg_op when 'DELETE' then w.row end, case tg_op when 'INSERT' then w.row end,
         case tg_op when 'DELETE' then trails.digest_of(w.grain, w.words, null) else trails.digest_of(w.grain, null, w.words) end
    from (select s.*, s.row::text as words
            from (select (r.whole ->> 'service_id')::uuid as service, jsonb_strip_nulls(r.whole - 'service_id' - string_to_array(tg_argv[1], ',')) as row,
                         uuid_send(gen_random_uuid()) as grain, jsonb_build_object(tg_argv[0], r.whole -> tg_argv[0]) as key
                    from (select to_jsonb(many) as whole from many offset 0) as r offset 0) as s offset 0) as w;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_own_passkey()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  it app.own_passkeys := case tg_op when 'DELETE' then old else new end;
begin
  perform trails.add_security(it.service_id, who.kind, who.id, case tg_op when 'DELETE' then 'own-passkey-removed' else 'own-passkey-added' end, '',
    'participant', it.participant_id, it.case_id, null, null);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_permission()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  whole jsonb := coalesce(becomes, was);
  what text := case tg_table_name
    when 'staff_roles' then case tg_op when 'INSERT' then 'role-given' when 'DELETE' then 'role-taken' end
    when 'staff_passwords' then case tg_op when 'DELETE' then 'password-removed' else 'password-set' end
    when 'case_readers' then case when tg_op = 'INSERT' and becomes ->> 'because' <> 'service-wide' then 'let-into-case' when tg_op = 'DELETE' then 'shut-out-of-case' end
    when 'conflicts' then case when tg_op = 'INSERT' then 'conflict-declared' when was ->> 'lifted_at' is null and becomes ->> 'lifted_at' is not null then 'conflict-lifted' end
    when 'staff' then case when tg_op = 'INSERT' then 'staff-added'
      when was ->> 'left_at' is null and becomes ->> 'left_at' is not null then 'staff-left'
      when was ->> 'is_active' is distinct from becomes ->> 'is_active'
        then case becomes ->> 'is_active' when 'true' then 'staff-started' else 'staff-ended' end
      when was ->> 'ends_on' is distinct from becomes ->> 'ends_on' then 'last-day-set' end end;
begin
  if what is null then return null; end if;
  perform trails.add_security((whole ->> 'service_id')::uuid, who.kind, who.id, what,
    case tg_table_name when 'case_readers' then whole ->> 'because' else '' end,
    'staff', coalesce(whole ->> 'staff_id', whole ->> 'id')::uuid, (whole ->> 'case_id')::uuid, null,
    case tg_table_name when 'staff_roles' then jsonb_build_object('role', whole ->> 'role') end);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_read(signed text, what text, place text, of_case uuid, of_participant uuid, of_referral uuid, of_item uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  me text[];
  reader uuid;
  service uuid;
  person uuid;
  own_worker boolean;
  grain bytea := uuid_send(gen_random_uuid());
begin
  perform set_config('app.identity', signed, true);
  me := app.identity();
  if me is null or me[3] not in ('staff', 'participant', 'supporter') then call app.refuse('trl_6_reader_is_known'); end if;
  service := me[2]::uuid;
  reader := me[4]::uuid;
  if me[3] = 'participant' then
    of_case := me[5]::uuid;
    of_participant := reader;
  elsif me[3] = 'supporter' then
    of_case := me[5]::uuid;
    select a.participant_id into of_participant from app.supporter_access a
     where a.service_id = service and a.case_id = of_case and a.companion_id = reader limit 1;
  elsif of_case is not null then
    own_worker := exists (select from app.allocations a
      where a.service_id = service and a.case_id = of_case and a.staff_id = reader and a.until_at is null);
  end if;
  if note_read.what not in ('print', 'export') and exists (
    select from trails.reads r
     where r.service_id = service and r.actor_id = reader and r.at > now() - interval '1 minute' and r.what = note_read.what and r.place = note_read.place
       and r.case_id is not distinct from of_case and r.participant_id is not distinct from of_participant
       and r.referral_id is not distinct from of_referral and r.item_id is not distinct from of_item
       and r.detail is not distinct from note_read.detail) then
    return;
  end if;
  if of_participant is not null then
    select p.person_id into person from app.participants p where p.service_id = service and p.case_id = of_case and p.id = of_participant;
  end if;
  -- The transaction has its number before the row takes a place, which sealing relies on.
  perform pg_current_xact_id();
  insert into trails.reads (service_id, actor_kind, actor_id, what, place, case_id, participant_id, person_id, referral_id, item_id, is_own_worker,
                            salt, detail, digest)
  values (service, me[3], reader, note_read.what, note_read.place, of_case, of_participant, person, of_referral, of_item, own_worker,
          grain, note_read.detail, trails.digest_of(grain, note_read.detail::text, null));
end $function$;
-- may be called by: tp_api, tp_commissioner, tp_participant, tp_referrer, tp_staff

CREATE OR REPLACE FUNCTION trails.note_recovery_codes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  one record;
begin
  for one in select distinct service_id, staff_id from changed_codes loop
    perform trails.add_security(one.service_id, who.kind, who.id, 'recovery-codes-made', '', 'staff', one.staff_id, null, null, null);
  end loop;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_refused_token(home uuid, client app.api_clients, why text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  most int := case when client.id is null then 100 else 30 end;
  lately int;
begin
  if exists (select from trails.security r
      where r.service_id = home and r.event = 'api-token-refused' and r.at > now() - interval '1 minute' and r.because = why
        and (r.detail ->> 'client')::uuid is not distinct from client.id) then
    return;
  end if;
  select count(*) into lately from trails.security r
   where r.service_id = home and r.event = 'api-token-refused' and r.at > now() - interval '1 hour'
     and (r.detail ->> 'client')::uuid is not distinct from client.id;
  if lately >= most then return; end if;
  perform trails.add_security(home, 'visitor', null, 'api-token-refused', case when lately = most - 1 then 'more-are-not-written' else why end,
    case when client.id is not null then 'staff' end, client.staff_id, null, null,
    case when client.id is not null then jsonb_build_object('client', client.id) end);
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_security(svc uuid, event text, because text DEFAULT ''::text, about_kind text DEFAULT NULL::text, about uuid DEFAULT NULL::uuid, of_case uuid DEFAULT NULL::uuid, tried text DEFAULT NULL::text, detail jsonb DEFAULT NULL::jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  service uuid := svc;
begin
  if session_user = 'tp_hand' and svc is distinct from app.service_id() then call app.refuse('trl_7_of_ones_own_service'); end if;
  if service is null then
    select s.service_id into service from app.services s order by s.opened_at, s.service_id limit 1;
    if service is null then return; end if;
  end if;
  perform trails.add_security(service, case who.kind when 'database' then 'visitor' else who.kind end, who.id, note_security.event,
    note_security.because, note_security.about_kind, about, coalesce(of_case, who.case_id), note_security.tried, note_security.detail);
end $function$;
-- may be called by: tp_doorkeeper, tp_hand

CREATE OR REPLACE FUNCTION trails.note_session()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  s jsonb := to_jsonb(case tg_op when 'INSERT' then new else old end);
  whole boolean := coalesce(s ->> 'stage', 'full') = 'full';
  kind text := case when s ->> 'staff_id' is null then 'participant' else 'staff' end;
  whose uuid := coalesce(s ->> 'staff_id', s ->> 'participant_id')::uuid;
  behind uuid := (s ->> 'behind_id')::uuid;
  who record := trails.actor();
begin
  if tg_op = 'DELETE' and (not whole or (s ->> 'ends_at')::timestamptz <= now()) then return null; end if;
  if behind is not null then
    perform trails.add_security((s ->> 'service_id')::uuid, 'staff', behind, case tg_op when 'DELETE' then 'seeing-as-ended' else 'seeing-as-began' end,
      '', 'staff', whose, null, null, null);
  elsif who.kind = 'database' or (who.id = whose and tg_op = 'INSERT') then
    perform trails.add_security((s ->> 'service_id')::uuid, kind, whose,
      case when tg_op = 'DELETE' then 'signed-out' when whole then 'signed-in'
        else case s ->> 'how' when 'invitation' then 'link-opened' when 'provider' then 'provider-accepted' else 'password-accepted' end end,
      coalesce(s ->> 'how', ''), null, null, (s ->> 'case_id')::uuid, null, null);
  else
    perform trails.add_security((s ->> 'service_id')::uuid, who.kind, who.id, 'session-ended', '', kind, whose, (s ->> 'case_id')::uuid, null, null);
  end if;
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_supporter_access()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  what text := case
    when tg_op = 'INSERT' then 'supporter-link-made'
    when old.ended_at is null and new.ended_at is not null then 'supporter-access-ended'
    when old.used_at is null and new.used_at is not null then 'supporter-link-used'
    when new.tries > old.tries then 'supporter-code-wrong' end;
begin
  if what is null then return null; end if;
  if what in ('supporter-link-used', 'supporter-code-wrong') then
    who.kind := 'visitor';
    who.id := null;
  end if;
  perform trails.add_security(new.service_id, who.kind, who.id, what, '', 'participant', new.participant_id, new.case_id, null,
    jsonb_build_object('supporter', new.companion_id));
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_team()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  changed record := coalesce(new, old);
begin
  perform trails.add_security(changed.service_id, who.kind, who.id, case tg_op when 'INSERT' then 'joined-team' else 'left-team' end, '',
    'staff', changed.staff_id, null, null, jsonb_build_object('team', changed.team_id));
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.note_way_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  who record := trails.actor();
  row_now jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
  what text := case tg_table_name
    when 'staff_passkeys' then case tg_op when 'INSERT' then 'passkey-added' when 'DELETE' then 'passkey-removed' end
    when 'provider_links' then case tg_op when 'INSERT' then 'provider-linked' when 'DELETE' then 'provider-unlinked' end
    when 'code_apps' then case tg_op when 'DELETE' then 'code-app-removed' when 'INSERT' then 'code-app-set-up'
      else case when to_jsonb(old) ->> 'sealed_secret' is distinct from to_jsonb(new) ->> 'sealed_secret' then 'code-app-set-up' end end
    when 'staff_invitations' then case tg_op when 'INSERT' then 'link-made'
      else case when to_jsonb(old) ->> 'used_at' is null and to_jsonb(new) ->> 'used_at' is not null then 'link-used'
                when to_jsonb(old) ->> 'stopped_at' is null and to_jsonb(new) ->> 'stopped_at' is not null then 'link-stopped' end end end;
begin
  if what is null then return null; end if;
  if what = 'link-used' then
    who.kind := 'staff';
    who.id := (row_now ->> 'staff_id')::uuid;
  end if;
  perform trails.add_security((row_now ->> 'service_id')::uuid, who.kind, who.id, what, '', 'staff', (row_now ->> 'staff_id')::uuid, null, null, null);
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE FUNCTION trails.of_people(people uuid[])
 RETURNS TABLE(participant_id uuid, case_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select q.id, q.case_id from app.participants q
   where q.service_id = app.service_id() and q.person_id = any(people) and trails.is_data_officer()
     and q.case_id <> all (array(select trails.closed_cases()));
end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE FUNCTION trails.people_named(words text)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select p.id, p.full_name from app.people p
   where p.service_id = app.service_id() and trails.is_data_officer()
     and (lower(p.full_name) like '%' || words || '%' or lower(p.called) like '%' || words || '%')
     and exists (select from trails.of_people(array[p.id]))
   order by p.full_name, p.id limit 20;
end $function$;
-- may be called by: tp_staff

CREATE OR REPLACE PROCEDURE trails.seal_trail(IN tab regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
  call app.seal(tab);
  execute format('create trigger trl_1_only_grows before update or delete on %s for each row execute function trails.trl_1_only_grows()', tab);
  execute format('create trigger trl_1_is_never_emptied before truncate on %s for each statement execute function trails.trl_1_only_grows()', tab);
  execute format('create policy written_by_functions on %s for insert to tp_owner with check (true)', tab);
  execute format('create policy verified on %s for select to tp_owner using (true)', tab);
  execute format('create policy sealed_by_worker on %s for select to tp_worker using (true)', tab);
  -- TRL-5
  execute format('create policy data_officer on %s for select to tp_staff using (service_id = (select app.service_id()) and (select trails.is_data_officer()))', tab);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE FUNCTION trails.trl_1_only_grows()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare values_of text[] := array['salt', 'old', 'new', 'detail', 'erased_in'];
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(old) ->> 'erased_in' is null and to_jsonb(new) ->> 'erased_in' is not null
       and to_jsonb(old) - values_of = to_jsonb(new) - values_of then return new; end if;
  end if;
  call app.refuse('trl_1_only_grows');
  return null;
end $function$;
-- may be called by: nobody but its owner

CREATE OR REPLACE PROCEDURE trails.watch(IN tab regclass, IN no_news text DEFAULT ''::text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
declare keys text;
begin
  select string_agg(a.attname, ',' order by k.at) into keys
    from pg_index i cross join unnest(i.indkey) with ordinality as k (num, at)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
   where i.indrelid = tab and i.indisprimary and (a.attname <> 'service_id' or i.indnkeyatts = 1);
  execute format('create trigger trl_2_change_is_written after insert or update or delete on %s for each row execute function trails.note_change(%L, %L)',
    tab, keys, no_news);
end $procedure$;
-- may be called by: public

CREATE OR REPLACE PROCEDURE trails.watch_many(IN tab regclass, IN no_news text DEFAULT ''::text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
declare key text;
begin
  select string_agg(a.attname, ',') into strict key
    from pg_index i cross join unnest(i.indkey) as k (num) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
   where i.indrelid = tab and i.indisprimary and a.attname <> 'service_id';
  execute format('drop trigger if exists trl_2_change_is_written on %s', tab);
  execute format('create trigger trl_2_change_is_written after update on %s for each row execute function trails.note_change(%L, %L)', tab, key, no_news);
  execute format('create trigger trl_2_many_came_is_written after insert on %s referencing new table as many for each statement execute function trails.note_many(%L, %L)', tab, key, no_news);
  execute format('create trigger trl_2_many_went_is_written after delete on %s referencing old table as many for each statement execute function trails.note_many(%L, %L)', tab, key, no_news);
end $procedure$;
-- may be called by: nobody but its owner
