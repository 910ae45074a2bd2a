-- Why: a recovery code is ten signs. Kept as a keyed mark it is safe as long as the key is; under argon2id with a salt over that mark it
-- takes a guess long even to whoever has the key. Codes of before keep their mark and work until they are used or made anew.
alter table app.recovery_codes drop constraint recovery_codes_code_hash_check;
alter table app.recovery_codes add constraint recovery_codes_code_hash_check
  check (code_hash ~ '^([0-9a-f]{64}|[$]argon2id[$][ -~]{60,200})$');

-- What is kept of the recovery codes that somebody half way in has left: the doorkeeper looks which one was typed.
create function doorkeeper.recovery_codes_left(half_token text) returns table (code_hash text)
language sql stable security definer set search_path = pg_catalog as $$
  select r.code_hash from app.sessions s
    join app.recovery_codes r on r.service_id = s.service_id and r.staff_id = s.staff_id and r.used_at is null
   where s.token_hash = half_token and s.stage = 'second-step' and s.ends_at > now() order by r.code_hash
$$;
revoke execute on function doorkeeper.recovery_codes_left from public;
grant execute on function doorkeeper.recovery_codes_left to tp_doorkeeper;
