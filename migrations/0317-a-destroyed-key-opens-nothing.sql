-- Why: a process keeps the data keys it unwrapped for most of a minute, and nothing told it that one was destroyed meanwhile: what somebody had
-- written could still be read there after they were erased.

-- How often keys were destroyed. A transaction is told the number as it begins, and uses nothing that was unwrapped under a smaller one. It is a row
-- and no sequence, so that it moves in the moment in which the keys are gone for everybody, and not before.
create table app.keys_destroyed (
  only_one boolean primary key default true check (only_one),
  number bigint not null default 0 check (number >= 0)
);
comment on table app.keys_destroyed is 'How often data keys of the installation were destroyed, so that no process goes on using one';
insert into app.keys_destroyed default values;

create function app.sea_7_destroying_is_counted() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from after_it a join before_it b on b.service_id = a.service_id and b.id = a.id
      where a.destroyed_at is not null and b.destroyed_at is null) then
    update app.keys_destroyed set number = number + 1;
  end if;
  return null;
end $$;
revoke execute on function app.sea_7_destroying_is_counted() from public;
create trigger sea_7_destroying_is_counted after update on app.data_keys referencing old table as before_it new table as after_it
  for each statement execute function app.sea_7_destroying_is_counted();

create function app.keys_destroyed() returns bigint stable security definer set search_path = pg_catalog language sql as $$
  select k.number from app.keys_destroyed k;
$$;
revoke execute on function app.keys_destroyed() from public;
grant execute on function app.keys_destroyed() to tp_public, tp_participant, tp_staff, tp_referrer, tp_commissioner, tp_api, tp_hand, tp_doorkeeper, tp_worker;
