-- Why: a conflict of interest may be declared after somebody was named to facilitate. Booking and holding ask again (H6).
create function app.cnf_23_no_conflict_in_the_room() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.status not in ('booked', 'held') or (tg_op = 'UPDATE' and old.status = new.status) then return new; end if;
  if exists (select from app.conference_facilitators f
      join app.conflicts c on c.service_id = f.service_id and c.case_id = f.case_id and c.staff_id = f.staff_id and c.lifted_at is null
     where f.service_id = new.service_id and f.case_id = new.case_id and f.conference_id = new.id) then
    call app.refuse('cnf_23_no_conflict_in_the_room');
  end if;
  return new;
end $$;
create trigger no_conflict_in_the_room before insert or update on app.conferences for each row execute function app.cnf_23_no_conflict_in_the_room();
