-- Why: notes alone were sealed. What people tell in preparation, write in letters and let cross is what a stolen copy of the
-- database must show least of all.

-- SEA-1 for one column. Rows from before are in clear, and the key that would seal them is never here: the constraint holds
-- for all that is written from now on, and the next start seals what is older and validates it. A bound on the text itself
-- would measure what is sealed, so the sealed bound takes its place.
create procedure app.hold_sealed(tab text, col text, most int, needed boolean default false) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table app.%I drop constraint if exists %I', tab, tab || '_' || col || '_check');
  execute format('alter table app.%I add constraint %I check (app.is_sealed(%I, %s)%s) not valid',
    tab, 'sea_1_' || tab || '_' || col || '_is_sealed', col, most, case when needed then format(' and %I <> ''''', col) else '' end);
end $$;

-- SEA-5: a digest of words is kept under a key, or whoever has a copy could try what somebody may have written.
create function app.is_keyed(value text) returns boolean language sql immutable set search_path = pg_catalog as $$
  select value = '' or value ~ '^m1\.[A-Za-z0-9_-]{43}$'
$$;
create procedure app.hold_keyed(tab text, col text) language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table app.%I drop constraint if exists %I', tab, tab || '_' || col || '_check');
  execute format('alter table app.%I add constraint %I check (app.is_keyed(%I)) not valid', tab, 'sea_5_' || tab || '_' || col || '_is_keyed', col);
end $$;

-- The data keys that are there already, for staff who compare words with a digest that was kept: of cases they may open.
create function app.marking_keys(kinds text[], owners uuid[]) returns table (place int, id uuid, wrapped bytea, by_number int)
language sql stable security definer set search_path = pg_catalog as $$
  select o.place::int, k.id, k.wrapped, k.wrapped_by
    from unnest(kinds, owners) with ordinality as o (kind, owner, place)
    join app.data_keys k on k.service_id = (select app.service_id()) and k.owner_kind = o.kind and k.owner_id = o.owner and k.destroyed_at is null
   where o.kind = 'case' and exists (select from app.case_readers r
     where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = o.owner and (r.until_at is null or r.until_at > now()))
$$;
revoke execute on function app.marking_keys, app.is_keyed from public;
revoke execute on procedure app.hold_sealed, app.hold_keyed from public;
grant execute on function app.marking_keys to tp_staff;
grant execute on function app.is_keyed to tp_hand;

-- Preparation.
call app.hold_sealed('preparation_sessions', 'account', 10000);
call app.hold_sealed('preparation_sessions', 'impact', 10000);
call app.hold_sealed('preparation_sessions', 'impact_on_others', 10000);
call app.hold_sealed('preparation_sessions', 'would_help', 10000);
call app.hold_sealed('preparation_sessions', 'questions', 10000);
call app.hold_sealed('preparation_sessions', 'not_wanted', 10000);
call app.hold_sealed('preparation_sessions', 'who_was_affected', 10000);
call app.hold_sealed('preparation_sessions', 'could_do', 10000);
call app.hold_sealed('preparation_sessions', 'feelings', 10000);
call app.hold_sealed('preparation_checks', 'waived_because', 2000);

-- Letters. What crosses is copied in SQL as it is sealed, so the wall still compares the two; a letter whose words do not
-- change keeps its sealed text.
call app.hold_sealed('letters', 'body', 20000);
call app.hold_sealed('letter_reviews', 'advice', 5000);
call app.hold_sealed('releases', 'words', 20000);
call app.hold_keyed('releases', 'words_digest');

-- Statements and questions.
call app.hold_sealed('items', 'words', 5000, true);
call app.hold_sealed('item_releases', 'words', 5000, true);
call app.hold_keyed('item_releases', 'words_digest');

-- What was looked through. The history needs no digest: the check itself is kept.
call app.hold_keyed('word_checks', 'words_digest');
call app.hold_keyed('false_alarms', 'words_digest');
call app.hold_sealed('false_alarms', 'reason', 2000, true);
alter table app.history no force row level security, disable trigger user;
update app.history set detail = detail - 'digest' where name = 'words.checked';
alter table app.history force row level security, enable trigger user;
