-- Why: destroying the key of a person is to erase that person. What is about one person alone comes under their key: the words of
-- the incident are those of the referral, an order restrains one, and why a supporter's page ended is about whom they stand beside.
-- What is about a case as a whole may name them and stays: staff look through it before, and strike out what must go as well.

-- Not proven again: the next start seals what is there under the key of whose it is (src/sealed-columns.ts, isMoved).
alter table app.legal_orders drop constraint sea_1_legal_orders_document_reference_is_sealed,
  drop constraint sea_1_legal_orders_permission_reference_is_sealed;
alter table app.incidents drop constraint sea_1_incidents_summary_is_sealed;
alter table app.supporter_access drop constraint sea_1_supporter_access_ended_because_is_sealed;
call app.hold_sealed('legal_orders', 'document_reference', 200, true);
call app.hold_sealed('legal_orders', 'permission_reference', 200);
call app.hold_sealed('incidents', 'summary', 5000, true);
call app.hold_sealed('supporter_access', 'ended_because', 1000);

-- What staff said of one text before a participant is erased: whether it is struck out with them. A row in every case of theirs.
create table app.struck_texts (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  -- Which text: of which table, column and row. Names of ours and ids, nobody's words.
  tab text not null,
  col text not null,
  row_key text not null,
  is_struck boolean not null,
  said_by uuid not null,
  said_at timestamptz not null default now(),
  primary key (service_id, case_id, participant_id, tab, col, row_key),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, said_by) references app.staff (service_id, id),
  constraint era_2_of_a_text_of_the_case check (tab in ('cases', 'conferences', 'run_sheet_steps', 'closures', 'holds', 'tasks', 'allocations',
    'conflicts', 'restrictions', 'glass_openings', 'risk_assessments', 'risk_factors', 'mitigations', 'false_alarms', 'documents', 'notes', 'incidents',
    'eligibility_answers') and col ~ '^[a-z_]{3,40}$' and row_key ~ '^[0-9a-f-]{1,36}( [0-9]{1,4})?$')
);
call app.seal_case_table('app.struck_texts');
call trails.watch('app.struck_texts');

-- ERA-2: said of a text that is there, once the case is closed.
create function app.era_2_said_of_a_closed_case() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.cases c where c.service_id = new.service_id and c.id = new.case_id and c.status = 'closed') then
    call app.refuse('era_2_said_of_a_closed_case');
  end if;
  return new;
end $$;
revoke execute on function app.era_2_said_of_a_closed_case from public;
create trigger era_2_said_of_a_closed_case before insert or update on app.struck_texts
  for each row execute function app.era_2_said_of_a_closed_case();

-- Every text about a case as a whole, as whoever asks may read it. Row security decides: this function has no rights of its own.
-- In a language that looks at its tables when it is called: some are younger. A test holds it to the list of sealed columns.
create function app.shared_texts(svc uuid, of_case uuid)
returns table (tab text, col text, row_key text, words text)
language plpgsql stable set search_path = pg_catalog as $$
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
    select 'eligibility_answers', 'words', e.seq::text, e.words from app.eligibility_answers e where e.service_id = svc and e.case_id = of_case) t
   where t.words <> '';
end $$;
revoke execute on function app.shared_texts from public;
grant execute on function app.shared_texts to tp_staff, tp_hand;

-- How many texts about the cases of a person nobody has looked through for them; for the operator's command alone.
create function app.texts_left(svc uuid, person uuid) returns int language plpgsql set search_path = pg_catalog as $$
declare tab text; answer int; tables constant text[] := array['app.cases', 'app.participants', 'app.referrals', 'app.struck_texts',
  'app.conferences', 'app.run_sheet_steps', 'app.closures', 'app.holds', 'app.tasks', 'app.allocations', 'app.conflicts', 'app.restrictions',
  'app.glass_openings', 'app.risk_assessments', 'app.risk_factors', 'app.mitigations', 'app.false_alarms', 'app.documents', 'app.notes',
  'app.incidents', 'app.eligibility_answers'];
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
end $$;
revoke execute on function app.texts_left from public;

create or replace function app.erase_person(svc uuid, person uuid, because text, OUT data_keys integer, OUT lines integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $$
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
      'app.eligibility_answers', 'app.legal_orders',
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
      'app.eligibility_answers', 'app.legal_orders',
      'trails.changes', 'trails.security'] loop
    execute format('alter table %s force row level security', tab);
    if tab like 'app.%' then execute format('alter table %s enable trigger user', tab); end if;
  end loop;
end $$;;
