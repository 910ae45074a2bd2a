-- What the hand may write of these was checked apart from what it may reach, although it can write nothing that the check asks for: it
-- writes no token of a program, and of a supporter's code neither whose it is nor of which case. A wall before nothing looks like one
-- that holds.
drop policy hand_in_service on app.api_tokens;
create policy hand_in_service on app.api_tokens to tp_hand
  using (service_id = (select app.service_id()));
drop policy hand_in_case on app.supporter_codes;
create policy hand_in_case on app.supporter_codes to tp_hand
  using (service_id = (select app.service_id()) and case_id = (select app.case_id()));
