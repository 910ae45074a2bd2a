-- Why: a danger that an agency learnt of after it referred somebody could only be a message: it raised no safety flag, and the referral
-- did not stand first in the inbox.

alter table app.referral_amendments drop constraint referral_amendments_field_check;
alter table app.referral_amendments add constraint referral_amendments_field_check check (field in (
  'message', 'told', 'agreed', 'agency-reference', 'situation', 'phone', 'email', 'address', 'safe-times', 'what-happened', 'where',
  'other-people', 'hopes', 'risks'));
-- AGY-8: an agency adds what could hurt somebody, and takes none of it away.
alter table app.referral_amendments add constraint agy_8_a_risk_is_only_added check (field <> 'risks' or (before = '' and words <> ''));
