-- Why: whoever was there before likeness was (0170), or before references of agencies were compared, is found by letters and date of birth
-- alone. How a name sounds, numbers, addresses and references are made in the code, of texts that no migration can open: the worker does it
-- afterwards, some at a time, once.

alter table app.likeness_entries add column is_whole boolean not null default false;
alter table app.likeness_entries alter column is_whole set default true;
create index likeness_not_whole on app.likeness_entries (service_id, about_id) where not is_whole;

-- What is not whole yet: only ids, for the worker.
create policy doorkeeper on app.likeness_entries for select to tp_owner using (not is_whole);
create function doorkeeper.likeness_not_whole(most int) returns table (service_id uuid, referral_id uuid, case_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct e.service_id, e.referral_id, e.case_id
    from (select n.service_id, n.referral_id, n.case_id from app.likeness_entries n where not n.is_whole order by n.service_id, n.about_id limit most) e $$;
revoke execute on function doorkeeper.likeness_not_whole(int) from public;
grant execute on function doorkeeper.likeness_not_whole(int) to tp_doorkeeper;
