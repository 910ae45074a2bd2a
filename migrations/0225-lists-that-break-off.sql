-- Why: a list whose reading broke off otherwise than through its file (the disk full, the worker ended, a key missing) stayed as it
-- stood for ever. How often its reading was begun is counted, it says since when it stands there, and it can be let go after a while.
-- And who sent somebody's list stands with them: who was asked is counted by agency also when the rest is let go.

alter table app.lists add column moved_at timestamptz,
  add column tries int not null default 0 constraint lst_6_tries_come_to_an_end check (tries between 0 and 5);
alter table app.lists no force row level security, disable trigger user;
update app.lists set moved_at = coalesce(undone_at, imported_at, added_at);
alter table app.lists force row level security, enable trigger user;
alter table app.lists alter column moved_at set not null;

create or replace function app.lst_1_steps_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status <> old.status and (old.status, new.status) not in (
    ('new', 'checking'), ('new', 'let-go'), ('new', 'failed'), ('checking', 'checked'), ('checking', 'failed'), ('checking', 'let-go'),
    ('checked', 'checking'), ('checked', 'importing'), ('checked', 'let-go'), ('importing', 'imported'), ('importing', 'failed'),
    ('importing', 'let-go'), ('imported', 'undone')) then
    raise exception 'a list goes step by step' using errcode = '23514', constraint = 'lst_1_steps_in_order';
  end if;
  -- LST-6: what a worker may still be reading is not taken from under it.
  if new.status = 'let-go' and old.status in ('checking', 'importing') and new.moved_at < old.moved_at + interval '15 minutes' then
    raise exception 'a list is being read' using errcode = '23514', constraint = 'lst_6_let_go_after_a_while';
  end if;
  return new;
end $$;

-- Lists that a worker was to read and that no worker may be reading any more: it ended in the middle.
create function doorkeeper.unfinished_lists() returns table (service_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select l.service_id, l.id from app.lists l where l.status in ('checking', 'importing') $$;
create policy doorkeeper on app.lists for select to tp_owner using (status in ('checking', 'importing'));
revoke execute on function doorkeeper.unfinished_lists() from public;
grant execute on function doorkeeper.unfinished_lists() to tp_doorkeeper;
create index lists_to_read on app.lists (service_id, id) where status in ('checking', 'importing');

alter table app.listed_people add column agency_id uuid;
alter table app.lists no force row level security;
alter table app.listed_people no force row level security, disable trigger user;
update app.listed_people p set agency_id = l.agency_id from app.lists l where l.service_id = p.service_id and l.id = p.list_id;
alter table app.listed_people force row level security, enable trigger user;
alter table app.lists force row level security;
alter table app.listed_people alter column agency_id set not null;
-- Who sent a list does not change, so no key is needed beside the list's own.
alter table app.lists add constraint lists_sent_by unique (service_id, id, agency_id);
alter table app.listed_people drop constraint listed_people_service_id_list_id_fkey,
  add constraint listed_people_service_id_list_id_fkey foreign key (service_id, list_id, agency_id) references app.lists (service_id, id, agency_id);
