-- Why: an agency asks and sends papers after it referred, and somebody here answers; until now only the agency could write.

-- What we write to an agency. The agency reads that it comes from us, never who of us wrote it. (THR-2)
create table app.agency_replies (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  words text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.agency_referrals,
  foreign key (service_id, written_by) references app.staff (service_id, id),
  constraint thr_1_says_something check (words <> ''),
  constraint sea_1_agency_replies_words_is_sealed check (app.is_sealed(words, 5000))
);
comment on table app.agency_replies is 'What somebody of the service wrote to an agency about a referral';
create index agency_replies_of_referral on app.agency_replies (service_id, referral_id, written_at desc, id);
call app.seal('app.agency_replies');
create policy hand_in_service on app.agency_replies to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert on app.agency_replies to tp_hand;
create policy staff_who_read_the_referral on app.agency_replies for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = agency_replies.service_id and r.id = agency_replies.referral_id));
grant select on app.agency_replies to tp_staff;
create policy own_referrals on app.agency_replies for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a
    where a.service_id = agency_replies.service_id and a.referral_id = agency_replies.referral_id));
create policy api_own_referrals on app.agency_replies for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a
    where a.service_id = agency_replies.service_id and a.referral_id = agency_replies.referral_id));
grant select (service_id, id, referral_id, words, written_at) on app.agency_replies to tp_referrer, tp_api;
call trails.watch('app.agency_replies');

-- A program reads its messages as whoever answers for it does.
create policy api_own_referrals on app.referral_amendments for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a
    where a.service_id = referral_amendments.service_id and a.referral_id = referral_amendments.referral_id));
grant select (service_id, id, referral_id, field, before, words, because, was_applied, amended_at) on app.referral_amendments to tp_api;

-- A file of an agency: its content lies sealed in the data folder, and its only key here, under the key of who was referred.
create table app.agency_files (
  service_id uuid not null,
  -- Also what its content is called in the data folder.
  id uuid not null,
  referral_id uuid not null,
  name text not null,
  kind text not null check (kind in ('pdf', 'jpeg', 'png', 'text', 'docx', 'odt')),
  size int not null,
  file_key text not null,
  -- What could be read of it, for the look through words before a copy crosses to anybody of the case.
  words text not null,
  are_words_whole boolean not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.agency_referrals,
  foreign key (service_id, sent_by) references app.agency_people (service_id, staff_id),
  constraint thr_3_twenty_megabytes check (size between 1 and 20971520),
  constraint sea_1_agency_files_name_is_sealed check (app.is_sealed(name, 200) and name <> ''),
  constraint sea_1_agency_files_file_key_is_sealed check (app.is_sealed(file_key, 43) and file_key <> ''),
  constraint sea_1_agency_files_words_is_sealed check (app.is_sealed(words, 200000))
);
comment on table app.agency_files is 'A file that an agency sent with its referral';
create index agency_files_of_referral on app.agency_files (service_id, referral_id, sent_at desc, id);
create index agency_files_by_id on app.agency_files (id);
call app.seal('app.agency_files');
create policy hand_in_service on app.agency_files to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert on app.agency_files to tp_hand;
create policy staff_who_read_the_referral on app.agency_files for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = agency_files.service_id and r.id = agency_files.referral_id));
grant select on app.agency_files to tp_staff;
create policy own_referrals on app.agency_files for select to tp_referrer using (
  service_id = (select app.service_id())
  and exists (select from app.agency_referrals a
    where a.service_id = agency_files.service_id and a.referral_id = agency_files.referral_id));
grant select (service_id, id, referral_id, name, kind, size, file_key, sent_at) on app.agency_files to tp_referrer;
call trails.watch('app.agency_files');
-- THR-3: twenty files and a hundred megabytes a referral. The referral is held by whoever sends, so no two count at once.
create function app.thr_3_has_room() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (select count(*) > 20 or sum(f.size) > 104857600 from app.agency_files f
       where f.service_id = new.service_id and f.referral_id = new.referral_id) then
    call app.refuse('thr_3_has_room');
  end if;
  return null;
end $$;
revoke execute on function app.thr_3_has_room() from public;
create trigger thr_3_has_room after insert on app.agency_files for each row execute function app.thr_3_has_room();

-- What the worker throws away because no row was written for it: files of agencies have their rows here.
create policy doorkeeper on app.agency_files for select to tp_owner using (true);
create or replace function doorkeeper.documents_there(ids uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog as
  $$ select d.id from app.documents d where d.id = any(ids) union select f.id from app.agency_files f where f.id = any(ids) $$;
