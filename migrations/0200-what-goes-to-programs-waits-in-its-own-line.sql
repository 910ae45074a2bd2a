-- Why: somebody could ask without end to be told again, and an agency could put a number into a referral that nobody said is safe.

alter table app.webhook_messages add column replays int not null default 0 constraint whk_3_replays_end check (replays between 0 and 10);

-- AGY-4: a number or an address that comes into a referral belongs to a way that is safe.
create function app.agy_4_only_ways_that_are_safe() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.phone <> '' and new.phone is distinct from old.phone and not (new.may_phone or new.may_text))
     or (new.email <> '' and new.email is distinct from old.email and not new.may_email)
     or (new.address <> '' and new.address is distinct from old.address and not new.may_post) then
    call app.refuse('agy_4_only_ways_that_are_safe');
  end if;
  return new;
end $$;
revoke execute on function app.agy_4_only_ways_that_are_safe() from public;
create trigger agy_4_only_ways_that_are_safe before update of phone, email, address on app.referrals
  for each row execute function app.agy_4_only_ways_that_are_safe();
