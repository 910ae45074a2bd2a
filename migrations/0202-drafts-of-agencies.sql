-- Why: somebody of an agency begins a referral between two visits and finishes it another day.

create table app.agency_drafts (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  -- Every field that they filled in, as one text, under their own key.
  fields text not null,
  made_at timestamptz not null,
  kept_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (service_id, id),
  foreign key (service_id, staff_id) references app.agency_people (service_id, staff_id),
  constraint drf_2_kept_for_two_weeks check (expires_at <= kept_at + interval '14 days'),
  constraint sea_1_agency_drafts_fields_is_sealed check (app.is_sealed(fields, 60000) and fields <> '')
);
comment on table app.agency_drafts is 'A referral that somebody of an agency has begun and not sent';
create index agency_drafts_of_person on app.agency_drafts (service_id, staff_id, kept_at desc, id);
create index agency_drafts_expire on app.agency_drafts (expires_at);
call app.seal('app.agency_drafts');

-- DRF-1: whoever writes it, and nobody else: no colleague, nobody of the service, not the hand when it acts for somebody else.
create policy own on app.agency_drafts for select to tp_referrer
  using (service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
create policy hand_of_the_same on app.agency_drafts to tp_hand
  using (service_id = (select app.service_id()) and (select (app.identity())[4]) = 'staff_' || staff_id)
  with check (service_id = (select app.service_id()) and (select (app.identity())[4]) = 'staff_' || staff_id);
create policy doorkeeper on app.agency_drafts to tp_owner using (expires_at < now());
grant select on app.agency_drafts to tp_referrer;
grant select, insert, update, delete on app.agency_drafts to tp_hand;

-- DRF-3: twenty at once.
create function app.drf_3_twenty_at_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- Two that are kept at one moment come one after the other.
  perform from app.agency_people p where p.service_id = new.service_id and p.staff_id = new.staff_id for update;
  if (select count(*) from app.agency_drafts d where d.service_id = new.service_id and d.staff_id = new.staff_id) > 20 then
    call app.refuse('drf_3_twenty_at_once');
  end if;
  return null;
end $$;
revoke execute on function app.drf_3_twenty_at_once() from public;
create trigger drf_3_twenty_at_once after insert on app.agency_drafts for each row execute function app.drf_3_twenty_at_once();

-- Once a day those whose time is over are deleted.
create function doorkeeper.sweep_agency_drafts() returns bigint language sql security definer set search_path = pg_catalog as $$
  with gone as (delete from app.agency_drafts d where d.expires_at < now() returning 1) select count(*) from gone
$$;
revoke execute on function doorkeeper.sweep_agency_drafts from public;
grant execute on function doorkeeper.sweep_agency_drafts to tp_doorkeeper;
