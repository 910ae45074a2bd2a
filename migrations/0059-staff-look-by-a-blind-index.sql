-- Why: staff look for a number or an address by its blind index, which takes the key of the service that makes them.

create or replace function app.marking_keys(kinds text[], owners uuid[]) returns table (place int, id uuid, wrapped bytea, by_number int)
language sql stable security definer set search_path = pg_catalog as $$
  select o.place::int, k.id, k.wrapped, k.wrapped_by
    from unnest(kinds, owners) with ordinality as o (kind, owner, place)
    join app.data_keys k on k.service_id = (select app.service_id()) and k.owner_kind = o.kind and k.owner_id = o.owner and k.destroyed_at is null
   where (o.kind = 'service' and o.owner = (select app.service_id()))
      or (o.kind = 'case' and exists (select from app.case_readers r
       where r.service_id = (select app.service_id()) and r.staff_id = (select app.staff_id()) and r.case_id = o.owner and (r.until_at is null or r.until_at > now())))
$$;
