-- Why: a list of 50,000 people took minutes, most of them spent row by row: a key was looked for and made for each, and each had a row of
-- the change trail from a trigger of its own. Both are done for all rows of a statement at once now; what they write is the same.

create or replace function app.sealing_keys(kinds text[], owners uuid[], fresh uuid[], wraps bytea[], by int)
returns table (place int, id uuid, wrapped bytea, by_number int)
language plpgsql security definer set search_path = pg_catalog
-- Planned for a table as it is at first: read whole, it would be read again for each batch of a long list.
set enable_seqscan = off as $$
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
end $$;

-- Which of these rows are of somebody who is on a list already (LST-3), by their place. A function for its setting alone: the plan that is
-- kept is made while nobody of the list is there yet. It asks as whoever calls it.
create function app.listed_already(born text[], phone text[], email text[], reference text[]) returns table (place int)
language plpgsql stable set search_path = pg_catalog set enable_seqscan = off as $$
declare svc uuid := app.service_id();
begin
  return query
    select r.nth::int from unnest(born, phone, email, reference) with ordinality as r (born, phone, email, reference, nth)
     where exists (select from (select from app.listed_people p where p.service_id = svc and r.born <> '' and p.like_born = r.born and p.like_born <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) limit 1) as same)
        or exists (select from (select from app.listed_people p where p.service_id = svc and r.phone <> '' and p.like_phone = r.phone and p.like_phone <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) limit 1) as same)
        or exists (select from (select from app.listed_people p where p.service_id = svc and r.email <> '' and p.like_email = r.email and p.like_email <> ''
             and (r.reference = '' or p.reference_index = '' or p.reference_index = r.reference) limit 1) as same);
end $$;
revoke execute on function app.listed_already from public;
grant execute on function app.listed_already to tp_hand;

-- TRL-2 for tables that many rows come into, or go from, in one statement: the rows of the trail are written by one statement too. The
-- tables that are watched like this belong to no case and to no person of one, and no value in them is JSON. Columns that are no news, such as
-- blind indexes of what stands beside them, are left out.
create function trails.note_many() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare who record := trails.actor();
begin
  insert into trails.changes (service_id, actor_kind, actor_id, table_name, operation, key, case_id, salt, old, new, digest)
  select w.service, who.kind, who.id, tg_table_name, lower(tg_op), w.key, who.case_id, w.grain,
         case tg_op when 'DELETE' then w.row end, case tg_op when 'INSERT' then w.row end,
         trails.digest_of(w.grain, case tg_op when 'DELETE' then w.row::text end, case tg_op when 'INSERT' then w.row::text end)
    from (select (r.whole ->> 'service_id')::uuid as service, jsonb_strip_nulls(r.whole - 'service_id' - string_to_array(tg_argv[1], ',')) as row, uuid_send(gen_random_uuid()) as grain,
                 jsonb_build_object(tg_argv[0], r.whole -> tg_argv[0]) as key
            from (select to_jsonb(many) as whole from many offset 0) as r offset 0) as w;
  return null;
end $$;
revoke execute on function trails.note_many() from public;

create procedure trails.watch_many(tab regclass, no_news text default '') language plpgsql set search_path = pg_catalog as $$
declare key text;
begin
  select string_agg(a.attname, ',') into strict key
    from pg_index i cross join unnest(i.indkey) as k (num) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
   where i.indrelid = tab and i.indisprimary and a.attname <> 'service_id';
  execute format('drop trigger if exists trl_2_change_is_written on %s', tab);
  execute format('create trigger trl_2_change_is_written after update on %s for each row execute function trails.note_change(%L, %L)', tab, key, no_news);
  execute format('create trigger trl_2_many_came_is_written after insert on %s referencing new table as many for each statement execute function trails.note_many(%L, %L)', tab, key, no_news);
  execute format('create trigger trl_2_many_went_is_written after delete on %s referencing old table as many for each statement execute function trails.note_many(%L, %L)', tab, key, no_news);
end $$;
revoke execute on procedure trails.watch_many from public;
call trails.watch_many('app.listed_people', 'like_born,like_phone,like_email,reference_index');
