-- Why: some walls look when a row comes in, and the hand could have changed the row afterwards into what they refuse: a role, who works on a
-- case, who is asked to a meeting, in which way somebody was offered. And whoever covered for a colleague and then lost the role, the level or
-- the check that covering asks for went on opening the cases until the worker looked next.

-- COV-4: whoever may cover no more is out in that moment.
create or replace function app.readers_follow_covers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform app.follow_covers(case tg_op when 'DELETE' then old.service_id else new.service_id end);
  return null;
end $$;
create trigger readers_follow_covers after insert or delete on app.staff_roles for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after insert on app.facilitator_checks for each row execute function app.readers_follow_covers();
create trigger readers_follow_covers after update of is_active, practice_level on app.staff for each row execute function app.readers_follow_covers();

-- What nobody changes may not be changed.
revoke update on app.staff_roles, app.allocations, app.conference_invitations from tp_hand;
grant update (until_at) on app.allocations to tp_hand;
-- OFR-6 holds for an offer that is changed as for one that is made.
create trigger ofr_6_stays_in_a_safe_way before update of way, listed_person_id on app.offers for each row
  when ((new.way, new.listed_person_id) is distinct from (old.way, old.listed_person_id)) execute function app.ofr_made_in_a_safe_way();

-- A participant reads the names of those who work on their case or come to their meeting, and not of everybody who works here.
drop policy facilitator_of_my_case on app.staff;
create policy facilitator_of_my_case on app.staff for select to tp_participant using (
  service_id = (select app.service_id()) and (select app.participant_id()) is not null
  and (exists (select from app.allocations a where a.service_id = staff.service_id and a.staff_id = staff.id)
    or exists (select from app.conference_facilitators f where f.service_id = staff.service_id and f.staff_id = staff.id)));
