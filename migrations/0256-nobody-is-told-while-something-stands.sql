-- Why: what stands in the way of a case shut every way between the sides, and not the first word to whoever is said to be responsible: they
-- could be told while somebody had said no, while the police still asked them, or before their probation officer or their guardian knew.

-- ELG-7: whoever is said to be responsible is not spoken with for the first time while one of these stands. What nobody knows yet is
-- found out by talking, so that it shuts nothing here.
create function app.elg_7_nobody_is_told_while_it_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.id)
     and exists (select from (select distinct on (a.question) a.question, a.answer from app.eligibility_answers a
       where a.service_id = new.service_id and a.case_id = new.case_id order by a.question, a.seq desc) newest
      where newest.answer = 'yes' and newest.question in ('said-no', 'responsible-not-known', 'proceedings-not-over', 'holder-has-not-agreed',
        'child-without-guardian', 'domestic-abuse', 'sexual-harm', 'young-sexual-behaviour')) then
    call app.refuse('elg_7_nobody_is_told_while_it_stands');
  end if;
  return new;
end $$;
revoke execute on function app.elg_7_nobody_is_told_while_it_stands() from public;
create trigger elg_7_nobody_is_told_while_it_stands before update of approached_on on app.participants for each row
  when (new.approached_on is not null and old.approached_on is null) execute function app.elg_7_nobody_is_told_while_it_stands();
