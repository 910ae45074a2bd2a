-- Why: how often a program asks was counted by each process for itself, so that behind three of them it asked three times as often as we tell it.
-- It is counted where all of them come for its token anyway. Unlogged: a count of a minute is worth no write to the log, and none after a crash.

create unlogged table app.api_counts (
  service_id uuid not null,
  client_id uuid not null,
  minute timestamptz not null,
  asked int not null check (asked > 0),
  primary key (service_id, client_id),
  foreign key (service_id, client_id) references app.api_clients (service_id, id)
);
comment on table app.api_counts is 'How often a program asked in its last minute, whichever process it came to';
call app.seal('app.api_counts');
create policy doorkeeper on app.api_counts to tp_owner using (true) with check (true);

-- API-5: whom a token stands for, while client and person may still come in, and whether it asks too often. What is asked beyond the most is not
-- written down. The processes need not agree on the minute to the second: what comes a little late is counted in the later one.
drop function doorkeeper.client_of_token(text);
create function doorkeeper.program_that_asks(token text, most int, at timestamptz)
returns table (service_id uuid, client_id uuid, staff_id uuid, name text, is_too_often boolean)
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
revoke execute on function doorkeeper.program_that_asks from public;
grant execute on function doorkeeper.program_that_asks to tp_doorkeeper;
