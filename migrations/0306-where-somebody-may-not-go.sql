-- Why: an order may keep somebody out of a place (domain 92, 93), and nothing kept a meeting out of it. The place itself tells where the
-- person harmed lives: it is for the staff of the case alone, and everybody else learns of a venue whether it is clear, or nothing.

create table app.exclusion_zones (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  -- Whom it protects: the place is theirs, and so is the key.
  participant_id uuid not null,
  restrains_id uuid not null,
  named text not null,
  document_reference text not null,
  starts_on date not null,
  ends_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, restrains_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, recorded_by) references app.staff,
  constraint zon_1_between_two check (restrains_id <> participant_id),
  constraint zon_1_ends_after_it_starts check (ends_on >= starts_on),
  constraint sea_1_exclusion_zones_named_is_sealed check (app.is_sealed(named, 1000) and named <> ''),
  constraint sea_1_exclusion_zones_document_reference_is_sealed check (app.is_sealed(document_reference, 200) and document_reference <> '')
);
comment on table app.exclusion_zones is 'A place that somebody of a case may not go to, by an order; read by the staff of the case and nobody else';
call app.seal_case_table('app.exclusion_zones');
call app.rests_when_closed('app.exclusion_zones');
-- ZON-4: what is on file stays; only its last day is written.
revoke update on app.exclusion_zones from tp_hand;
grant update (ends_on) on app.exclusion_zones to tp_hand;
call trails.watch('app.exclusion_zones');

create table app.zone_venues (
  service_id uuid not null,
  case_id uuid not null,
  zone_id uuid not null,
  venue_id uuid not null,
  is_clear boolean not null,
  looked_by uuid not null,
  looked_at timestamptz not null,
  constraint zon_3_looked_at_once primary key (service_id, case_id, zone_id, venue_id),
  foreign key (service_id, case_id, zone_id) references app.exclusion_zones (service_id, case_id, id),
  foreign key (service_id, venue_id) references app.venues (service_id, id),
  foreign key (service_id, looked_by) references app.staff
);
comment on table app.zone_venues is 'Whether a venue is clear of a place that somebody may not go to, as a member of staff looked';
call app.seal_case_table('app.zone_venues');
call app.rests_when_closed('app.zone_venues');
call trails.watch('app.zone_venues');

-- ZON-2: nobody is asked to a venue that somebody looked at and found not clear, or that nobody looked at.
create function app.zon_2_venue_is_clear() returns trigger language plpgsql set search_path = pg_catalog as $$
declare on_day date := (new.starts_at at time zone 'Europe/London')::date;
begin
  if exists (select from app.exclusion_zones z
      join app.conference_attendees a on a.service_id = z.service_id and a.case_id = z.case_id and a.conference_id = new.id
       and a.participant_id = z.restrains_id and a.companion_id is null
     where z.service_id = new.service_id and z.case_id = new.case_id and z.starts_on <= on_day and (z.ends_on is null or z.ends_on >= on_day)
       and not exists (select from app.zone_venues v where v.service_id = z.service_id and v.case_id = z.case_id and v.zone_id = z.id
         and v.venue_id = new.venue_id and v.is_clear)) then
    call app.refuse('zon_2_venue_is_clear');
  end if;
  return new;
end $$;
revoke execute on function app.zon_2_venue_is_clear() from public;
create trigger zon_2_venue_is_clear before update of status on app.conferences for each row
  when (new.venue_id is not null and new.status in ('booked', 'held') and old.status <> new.status) execute function app.zon_2_venue_is_clear();
