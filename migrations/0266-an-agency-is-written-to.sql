-- Why: an agency that was asked something, or written to, found out only when it happened to look. Whoever referred gets an e-mail that says
-- no more than that there is something to read, and a letter says why a referral was not taken on.

alter table app.notices add column staff_id uuid;
comment on column app.notices.staff_id is 'Who of an agency reads it; the referral is then what it is about';
alter table app.notices
  add foreign key (service_id, staff_id) references app.agency_people,
  add constraint ntc_7_an_agency_hears_of_its_referral check ((kind like 'agency-%') = (staff_id is not null) and (staff_id is null or referral_id is not null)),
  drop constraint notice_once,
  add constraint notice_once unique nulls not distinct (service_id, cause, kind, participant_id, referral_id, staff_id);

-- NTC-7: it leaves to somebody who follows that referral and can come in, by e-mail alone. The address is the one they sign in with.
create function app.ntc_7_follows_the_referral() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.channel = 'email' and exists (
    select from app.agency_referrals a
      join app.agency_people p on p.service_id = a.service_id and p.agency_id = a.agency_id and p.staff_id = new.staff_id
      join app.staff s on s.service_id = p.service_id and s.id = p.staff_id
     where a.service_id = new.service_id and a.referral_id = new.referral_id and s.is_active and (p.sees_all or p.staff_id = a.referred_by))
  then return new; end if;
  call app.refuse('ntc_7_follows_the_referral');
  return new;
end $$;
create trigger ntc_7_follows_the_referral before update of status on app.notices for each row
  when (new.staff_id is not null and new.status in ('leaving', 'by-hand') and old.status = 'waiting')
  execute function app.ntc_7_follows_the_referral();

-- AGY-5: since when an agency is told.
alter table app.agency_referrals add column told_on date;
comment on column app.agency_referrals.told_on is 'The day on which the agency was told why it was not taken on; none for what was declined before this was kept';
