-- Why: what goes to another service with somebody was read with rights over the whole case: a mistake in it could hold what is of somebody who stays.
-- It is read as each of those who go along. Their order is asked for, which is a moment and tells nothing.
grant select (added_at) on app.participants to tp_participant;
grant select (added_at) on app.companions to tp_participant;

-- Whoever goes along with whoever is referred, while the referral waits: signed for as what goes is read, of one referral and one person of it. On the
-- login of those who take part, for no browser is known there by such a name.
create function app.goes_with_referral() returns uuid language sql stable
  return substring((app.identity())[11] from '^goes_([0-9a-f]{8}-[0-9a-f-]{27})_[0-9a-f-]{36}$')::uuid;
create function app.goes_along() returns uuid language sql stable
  return substring((app.identity())[11] from '^goes_[0-9a-f-]{36}_([0-9a-f]{8}-[0-9a-f-]{27})$')::uuid;
revoke all on function app.goes_with_referral(), app.goes_along() from public;
grant execute on function app.goes_with_referral(), app.goes_along() to tp_participant;

create policy goes_along on app.referral_others for select to tp_participant using (
  service_id = (select app.service_id()) and referral_id = (select app.goes_with_referral()) and id = (select app.goes_along()));
grant select (service_id, id, referral_id, kind, part, full_name, called, is_under_18, contact_role, phone, added_at) on app.referral_others to tp_participant;
