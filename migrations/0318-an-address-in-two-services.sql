-- Why: people sign in by their e-mail address, and an address was one person's in the whole installation. Whoever keeps the register of one service
-- could ask, by trying to add an address, whether another service has it: who works where, and which officer refers to whom.

alter table app.staff drop constraint staff_email_once;
alter table app.staff add constraint staff_email_once unique (email, service_id);

-- Whoever works for two services has a password in each: which of them one signs in to, the password says.
drop function doorkeeper.staff_by_email(text);
create function doorkeeper.staff_by_email(wanted text) returns table (service_id uuid, service_name text, staff_id uuid, hash text)
language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id, v.name, s.id, p.hash from app.staff s
    join app.services v on v.service_id = s.service_id
    join app.staff_passwords p on p.service_id = s.service_id and p.staff_id = s.id
   where s.email = lower(wanted) and s.is_active order by v.name, s.service_id
$$;
revoke execute on function doorkeeper.staff_by_email(text) from public;
grant execute on function doorkeeper.staff_by_email(text) to tp_doorkeeper;
