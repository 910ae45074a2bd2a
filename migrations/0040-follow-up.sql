-- Why: a form that is pressed twice, or sent from two windows, must not count one person's satisfaction twice.
create unique index fol_8_said_once_a_day on app.surveys (service_id, case_id, participant_id, answered_as, answered_on);
