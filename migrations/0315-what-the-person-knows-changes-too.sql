-- Why: an agency could change all that it had said but for the two things that change most: whether somebody told the person, and whether the
-- person agreed to be referred. Both had to go into a message, and what was shut or open for us stayed as it was.

alter table app.referral_amendments drop constraint referral_amendments_field_check;
alter table app.referral_amendments add constraint referral_amendments_field_check check (field in (
  'message', 'told', 'agreed', 'agency-reference', 'situation', 'phone', 'email', 'address', 'safe-times', 'what-happened', 'where',
  'other-people', 'hopes'));
