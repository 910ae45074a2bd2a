-- Why: whoever has the right to be forgotten stands in many rows, in the trail of changes and in copies of the database. Destroying
-- the key of a person makes all that is under it unreadable; what is kept of them in clear is written over here, at the same moment.

-- SEA-6: a command of the operator, as the owner of the tables. It holds the tables alone while it runs; rules such as "a closed case
-- rests" and the trail, which would repeat what is erased, are put aside within this transaction. The trail says that it was done.
create function app.erase_person(svc uuid, person uuid, because text, out data_keys int, out lines int)
language plpgsql set search_path = pg_catalog as $$
declare
  erased constant text := 'Erased person';
  tab text;
  theirs uuid[]; referred uuid[]; named text;
  said bigint; places bigint[];
begin
  if length(trim(erase_person.because)) = 0 then call app.refuse('sea_6_erased_with_a_reason'); end if;
  foreach tab in array array['app.cases', 'app.participants', 'app.people', 'app.contact_points', 'app.companions', 'app.referrals', 'app.referral_others',
      'app.notices', 'app.conference_attendees', 'app.search_entries', 'app.sessions', 'trails.changes', 'trails.security'] loop
    execute format('alter table %s no force row level security', tab);
    if tab like 'app.%' then execute format('alter table %s disable trigger user', tab); end if;
  end loop;
  if exists (select from app.participants q join app.cases c on c.service_id = q.service_id and c.id = q.case_id
      where q.service_id = svc and q.person_id = person and c.status <> 'closed') then
    call app.refuse('sea_6_erased_when_every_case_is_closed');
  end if;
  select p.full_name into strict named from app.people p where p.service_id = svc and p.id = person;
  theirs := array(select q.id from app.participants q where q.service_id = svc and q.person_id = person);
  referred := array(select r.id from app.referrals r where r.service_id = svc and r.person_id = person);

  update app.data_keys k set wrapped = null, destroyed_at = now()
   where k.service_id = svc and k.destroyed_at is null
     and ((k.owner_kind = 'person' and k.owner_id = person) or (k.owner_kind = 'referral' and k.owner_id = any(referred)));
  get diagnostics data_keys = row_count;

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
  delete from app.sessions s where s.service_id = svc and s.participant_id = any(theirs);

  places := array(select c.seq from trails.changes c
    where c.service_id = svc and c.erased_in is null
      and (c.person_id = person or c.participant_id = any(theirs) or c.referral_id = any(referred)) order by c.seq);
  lines := cardinality(places);
  said := trails.add_security(svc, 'system', null, 'values-erased', 'person-erased', null, null, null, null,
    jsonb_build_object('trail', 'changes', 'places', to_jsonb(places), 'person', person, 'because', erase_person.because));
  update trails.changes c set salt = null, old = null, new = null, erased_in = said where c.service_id = svc and c.seq = any(places);

  foreach tab in array array['app.cases', 'app.participants', 'app.people', 'app.contact_points', 'app.companions', 'app.referrals', 'app.referral_others',
      'app.notices', 'app.conference_attendees', 'app.search_entries', 'app.sessions', 'trails.changes', 'trails.security'] loop
    execute format('alter table %s force row level security', tab);
    if tab like 'app.%' then execute format('alter table %s enable trigger user', tab); end if;
  end loop;
end $$;
revoke execute on function app.erase_person from public;
