-- Why: a flag of a referral that had become a restricted case could be raised by whoever decides referrals and may not open that case, and
-- by whoever had only broken the glass: the hand reaches every referral of its service. And what programs were told, with the reference of
-- each case, could be read by everybody who works here.

-- FLG-5: once there is a case, its flags are for whoever may open it, not by a broken glass.
create function app.flg_5_of_a_case_one_may_open() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if app.acting_staff() is not null and exists (select from app.referrals r
      where r.service_id = new.service_id and r.id = new.referral_id and r.case_id is not null and not exists (select from app.case_readers c
        where c.service_id = r.service_id and c.case_id = r.case_id and c.staff_id = app.acting_staff() and c.because <> 'break-glass'
          and (c.until_at is null or c.until_at > now()))) then
    call app.refuse('flg_5_of_a_case_one_may_open');
  end if;
  return new;
end $$;
revoke execute on function app.flg_5_of_a_case_one_may_open() from public;
create trigger flg_5_of_a_case_one_may_open before insert or update on app.safety_flags
  for each row execute function app.flg_5_of_a_case_one_may_open();

-- WHK-5: what programs were told is for those who keep the list of programs.
drop policy staff_of_service on app.webhook_messages;
create policy staff_who_keep_programs on app.webhook_messages for select to tp_staff using (
  service_id = (select app.service_id()) and exists (select from app.staff_roles r where r.service_id = (select app.service_id())
    and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'manager', 'administrator')));
-- So is where they are told: an address may hold a secret of theirs.
drop policy staff_of_service on app.webhooks;
create policy staff_who_keep_programs on app.webhooks for select to tp_staff using (
  service_id = (select app.service_id()) and exists (select from app.staff_roles r where r.service_id = (select app.service_id())
    and r.staff_id = (select app.staff_id()) and r.role in ('coordinator', 'manager', 'administrator')));
