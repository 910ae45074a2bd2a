-- Why: whoever refers for an agency is written to when we ask, write or decide, and could not say that they look by themselves: a desk of a busy
-- police station gets one for each of its referrals. What they are not written about stands at their own door as before.

alter table app.agency_people
  add column emailed_when_asked boolean not null default true,
  add column emailed_when_written boolean not null default true,
  add column emailed_when_decided boolean not null default true;
