-- Why: the flags said that only the person harmed can begin where there is abuse at home or sexual harm (domain 81), and nothing held it: a
-- supervisor could let a referral go on with which whoever is responsible reached for the person they had harmed.

-- ELG-8: nobody allows it while every referral is on the side of whoever is responsible.
create function app.elg_8_only_the_harmed_begin() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.referrals r where r.service_id = new.service_id and r.part = 'responsible'
       and (r.id = new.referral_id or r.case_id = new.case_id))
     and not exists (select from app.referrals r where r.service_id = new.service_id and r.part = 'harmed'
       and (r.id = new.referral_id or r.case_id = new.case_id)) then
    call app.refuse('elg_8_only_the_harmed_begin');
  end if;
  return new;
end $$;
revoke execute on function app.elg_8_only_the_harmed_begin() from public;
create trigger elg_8_only_the_harmed_begin before insert on app.eligibility_answers for each row
  when (new.answer = 'allowed' and new.question in ('domestic-abuse', 'sexual-harm')) execute function app.elg_8_only_the_harmed_begin();

-- ELG-8: such a referral becomes no case. One that is linked joins a case that was there, and what stands in its way goes with it (ELG-6).
create function app.elg_8_begins_no_case() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = new.service_id and a.referral_id = new.id order by a.question, a.seq desc) newest
      where newest.answer in ('yes', 'allowed') and newest.question in ('domestic-abuse', 'sexual-harm'))
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null) then
    call app.refuse('elg_8_only_the_harmed_begin');
  end if;
  return new;
end $$;
revoke execute on function app.elg_8_begins_no_case() from public;
create trigger elg_8_begins_no_case before update of status on app.referrals for each row
  when (new.status = 'accepted' and old.status <> 'accepted' and new.part = 'responsible') execute function app.elg_8_begins_no_case();
