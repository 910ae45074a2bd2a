-- Why: what a list says of somebody was kept for ever, also of those who said no and of those who never answered. Each is kept until a day
-- that follows from how it stands with asking them; then it is unreadable, and what stays is that they were on a list and were asked or not.

alter table app.listed_people add column asked_on date, add column keep_until date, add column let_go_on date;
alter table app.listed_people no force row level security, disable trigger user;
alter table app.offers no force row level security;
update app.listed_people p
   set asked_on = (select max(o.offered_on) from app.offers o where o.service_id = p.service_id and o.listed_person_id = p.id);
update app.listed_people p set keep_until = case standing
  when 'not-asked' then (listed_at at time zone 'Europe/London')::date + 180
  when 'asked' then asked_on + 90
  when 'not-now' then ask_after + 90
  else settled_on + 30 end;
alter table app.offers force row level security;
alter table app.listed_people force row level security, enable trigger user;
alter table app.listed_people alter column keep_until set not null,
  add constraint lst_7_asked_on_a_day check (standing <> 'asked' or asked_on is not null),
  add constraint lst_7_kept_no_longer check (keep_until <= case standing
    when 'not-asked' then (listed_at at time zone 'Europe/London')::date + 180
    when 'asked' then asked_on + 90
    when 'not-now' then ask_after + 90
    else settled_on + 30 end),
  add constraint lst_7_let_go_in_its_time check (let_go_on > keep_until),
  add constraint lst_7_let_go_is_gone check (let_go_on is null or details = '');
-- Pages show whoever is kept, or whoever was let go of.
drop index app.listed_people_by_standing, app.listed_people_in_order;
create index listed_people_by_standing on app.listed_people (service_id, standing, listed_at, row_number, id) where let_go_on is null;
create index listed_people_in_order on app.listed_people (service_id, listed_at, row_number, id) where let_go_on is null;
create index listed_people_let_go on app.listed_people (service_id, listed_at, row_number, id) where let_go_on is not null;
create index listed_people_to_let_go on app.listed_people (service_id, keep_until) where let_go_on is null;
-- Who was asked and who never was, by agency and the month in which they came.
create index listed_people_in_figures on app.listed_people (service_id, listed_at, agency_id, standing);

create index offers_in_figures on app.offers (service_id, offered_on, way, offered_by);

-- OFR-7: nobody is asked of whom nothing is known any more.
create function app.ofr_7_who_is_asked_is_known() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.listed_people p where p.service_id = new.service_id and p.id = new.listed_person_id and p.let_go_on is not null) then
    call app.refuse('ofr_7_who_is_asked_is_known');
  end if;
  return new;
end $$;
revoke execute on function app.ofr_7_who_is_asked_is_known() from public;
create trigger ofr_7_who_is_asked_is_known before insert or update on app.offers for each row execute function app.ofr_7_who_is_asked_is_known();

-- LST-8: of a list that was not taken in, or was undone, nothing opens its file.
alter table app.lists add constraint lst_8_past_lists_open_no_file check (status in ('new', 'checking', 'checked', 'importing') or file_key = '');
create index lists_to_let_go on app.lists (service_id, moved_at) where head <> '' and status in ('new', 'checked', 'imported');

-- Lists whose time may be over: only ids, for the worker, who looks at each by its own clock.
create function doorkeeper.lists_to_let_go() returns table (service_id uuid, id uuid) language sql stable security definer set search_path = pg_catalog as $$
  select l.service_id, l.id from app.lists l where l.head <> '' and l.status in ('new', 'checked', 'imported') $$;
revoke execute on function doorkeeper.lists_to_let_go() from public;
grant execute on function doorkeeper.lists_to_let_go() to tp_doorkeeper;

-- Services that have lists, for the worker that lets go: only ids.
create function doorkeeper.services_with_lists() returns table (service_id uuid) language sql stable security definer set search_path = pg_catalog as $$
  select s.service_id from app.services s where exists (select from app.lists l where l.service_id = s.service_id) $$;
drop policy doorkeeper on app.lists;
create policy doorkeeper on app.lists for select to tp_owner using (true);
revoke execute on function doorkeeper.services_with_lists() from public;
grant execute on function doorkeeper.services_with_lists() to tp_doorkeeper;
