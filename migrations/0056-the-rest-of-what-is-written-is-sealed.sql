-- Why: what was first sealed was what people say themselves. What staff judge, what was agreed, what happened in a meeting and
-- the reasons of those who run the service tell as much to whoever has a copy of the database.

-- Referrals, and what happened.
call app.hold_sealed('referrals', 'what_happened', 10000, true);
call app.hold_sealed('referrals', 'when_words', 1000);
call app.hold_sealed('referrals', 'other_people_words', 10000);
call app.hold_sealed('referrals', 'hopes', 10000);
call app.hold_sealed('referrals', 'decline_words', 5000);
call app.hold_sealed('incidents', 'summary', 5000, true);
call app.hold_sealed('incidents', 'when_words', 1000);
call app.hold_sealed('cases', 'order_reason', 1000);

-- What was heard and weighed.
call app.hold_sealed('contacts', 'note', 5000);
call app.hold_sealed('responsibility', 'evidence', 5000, true);
call app.hold_sealed('responsibility', 'sign_off_reason', 2000);
call app.hold_sealed('risk_assessments', 'reasons', 10000, true);
call app.hold_sealed('risk_assessments', 'strengths', 10000);
call app.hold_sealed('risk_factors', 'factor', 200, true);
call app.hold_sealed('risk_factors', 'reason', 5000, true);
call app.hold_sealed('mitigations', 'words', 2000, true);
call app.hold_sealed('legal_orders', 'document_reference', 200, true);
call app.hold_sealed('legal_orders', 'permission_reference', 200);

-- The wording may hold the terms of an agreement or the name of whom it is towards.
call app.hold_sealed('consents', 'wording', 5000, true);

-- Meetings.
call app.hold_sealed('conferences', 'plan_safety', 5000);
call app.hold_sealed('conferences', 'plan_seating', 5000);
call app.hold_sealed('conferences', 'plan_stop', 5000);
call app.hold_sealed('conferences', 'ground_rules', 5000);
call app.hold_sealed('conferences', 'one_facilitator_reason', 2000);
call app.hold_sealed('conferences', 'what_happened', 10000);
call app.hold_sealed('conferences', 'ended_because', 2000);
call app.hold_sealed('run_sheet_steps', 'words', 500, true);

-- Agreements. A new version copies what is not settled in SQL, as it is sealed.
call app.hold_sealed('amends', 'wording', 2000, true);
call app.hold_sealed('amends', 'proof', 500);
call app.hold_sealed('amends', 'settled_because', 2000);
call app.hold_sealed('amends_progress', 'note', 2000);
call app.hold_sealed('amends_progress', 'evidence', 2000);

-- Afterwards.
call app.hold_sealed('follow_ups', 'note', 5000);
call app.hold_sealed('follow_ups', 'let_go_because', 1000);
call app.hold_sealed('surveys', 'words', 10000);
call app.hold_sealed('reoffending_checks', 'source', 200, true);
call app.hold_sealed('closures', 'note', 5000);
call app.hold_sealed('closures', 'open_follow_ups_because', 1000);
call app.hold_sealed('closures', 'reopened_because', 1000);
call app.hold_sealed('holds', 'reason', 1000, true);

-- Reasons of those who run the service. The words of a task are of a fixed list and name nobody; how it was done is typed.
call app.hold_sealed('tasks', 'done_how', 1000);
call app.hold_sealed('allocations', 'override_reason', 1000);
call app.hold_sealed('conflicts', 'because', 1000, true);
call app.hold_sealed('conflicts', 'lifted_because', 1000);
call app.hold_sealed('restrictions', 'because', 1000, true);
call app.hold_sealed('restrictions', 'lifted_because', 1000);
-- A reason of a few words; twenty signs make 64 of what is sealed, after 41 of its name.
call app.hold_sealed('glass_openings', 'because', 1000, true);
alter table app.glass_openings add constraint sea_1_glass_openings_because_says_something check (length(because) >= 105) not valid;
