-- Why: a question about somebody who comes on another side holds the words by which they are told of, and whoever answers reads
-- it again in their own ledger. So it is asked once those words crossed and not before (CNF-13, H4). Whoever answered before has
-- the words already, and may always take a yes back (H2).

create function app.cnf_13_asked_of_whom_they_were_told() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.consents c where c.service_id = new.service_id and c.case_id = new.case_id
        and c.participant_id = new.participant_id and c.purpose = 'attend' and c.item_id = new.item_id)
      and not exists (select from app.conference_attendees a
        join app.conference_invitations i on i.service_id = a.service_id and i.case_id = a.case_id and i.conference_id = a.conference_id
       where a.service_id = new.service_id and a.case_id = new.case_id and a.id = new.item_id and a.shown_since is not null
         and i.participant_id = new.participant_id) then
    call app.refuse('cnf_13_asked_of_whom_they_were_told');
  end if;
  return new;
end $$;
create trigger cnf_13_asked_of_whom_they_were_told before insert on app.consents for each row when (new.purpose = 'attend')
  execute function app.cnf_13_asked_of_whom_they_were_told();
