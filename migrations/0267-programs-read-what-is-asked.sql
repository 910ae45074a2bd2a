-- Why: what an agency is asked about its referral stood at its own door alone, so that a program of it never learned why nothing went on.

-- As for the people of the agency: what is asked of it, and of nobody else. (MOR-4)
create policy asked_of_the_agency_of_a_program on app.more_asked for select to tp_api using (
  service_id = (select app.service_id()) and asked_of = 'agency'
  and exists (select from app.agency_referrals a where a.service_id = more_asked.service_id and a.referral_id = more_asked.referral_id));
grant select (service_id, id, referral_id, asked_of, reason, words, asked_at, answer, answered_at, let_go_at) on app.more_asked to tp_api;
