-- Why: whoever is told that their case ended, and whoever asked us themselves and is in no case yet, was written to in words that the system read with rights over everything. They are
-- read as whoever will read them: a mistake in the words can then hold nothing that is not theirs.

-- A participant may be told whether what was begun came to its end, and never for which reason it did not.
alter table app.closures add column is_finished boolean not null
  generated always as (reason in ('completed-direct', 'completed-indirect', 'completed-mediation', 'completed-no-agreement')) stored;
create policy own_ending on app.closures for select to tp_participant using (
  service_id = (select app.service_id()) and case_id = (select app.case_id()) and (select app.participant_id()) is not null
  and reopened_on is null);
grant select (service_id, case_id, is_finished, reopened_on) on app.closures to tp_participant;

-- Whoever asked us themselves, known by their referral: signed for by whoever writes to them. On the login of
-- those who take part, for that of the public reads by their browser what was sent, and is told nothing of what became of it.
create function app.written_to() returns uuid language sql stable
  return substring((app.identity())[11] from '^writer_([0-9a-f]{8}-[0-9a-f-]{27})$')::uuid;
revoke all on function app.written_to() from public;
grant execute on function app.written_to() to tp_participant;

create policy own_asked on app.referrals for select to tp_participant using (
  service_id = (select app.service_id()) and id = (select app.written_to()) and source = 'self');
grant select (service_id, id, reference, called, decline_reason, decline_words) on app.referrals to tp_participant;
create policy asked_of_whoever_wrote on app.more_asked for select to tp_participant using (
  service_id = (select app.service_id()) and referral_id = (select app.written_to()) and asked_of = 'person');
grant select (service_id, id, referral_id, words, answered_at, let_go_at) on app.more_asked to tp_participant;
