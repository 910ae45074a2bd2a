-- Why: few people harmed remember that anybody told them of us, and most of them would be told by an agency. Whoever refers people whom
-- nobody told is offered the words, and a coordinator sees where nobody tells. An agency also learns why a referral was not taken on.

-- TEL-2: counted as referrals come in, so that nobody has to read one of them to know it.
alter table app.agencies add column untold_in_a_row int not null default 0
  constraint tel_2_agency_counts_from_none check (untold_in_a_row >= 0);
comment on column app.agencies.untold_in_a_row is 'How many of its newest referrals, without a break, were of people whom nobody had told';
alter table app.agency_people add column untold_in_a_row int not null default 0
  constraint tel_2_person_counts_from_none check (untold_in_a_row >= 0);
comment on column app.agency_people.untold_in_a_row is 'The same of those that this person sent';
-- TEL-1: quiet for a month from this day on.
alter table app.agency_people add column words_put_away_on date;
comment on column app.agency_people.words_put_away_on is 'When they put the offer of words away last';

-- AGY-5: an agency is told why in words that say nothing of what anybody chose: the reasons that could are one.
alter table app.agency_referrals add column told_because text
  constraint agy_5_tells_nobodys_choice check (told_because in ('out-of-area', 'live-court-case', 'other-service', 'not-enough-known', 'not-now'));
comment on column app.agency_referrals.told_because is 'Why it was not taken on, as the agency may know it';
