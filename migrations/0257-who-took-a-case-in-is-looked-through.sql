-- Why: who has a case at another service is typed by staff, with how it was given to them, and stayed under the key of the case when
-- somebody in it was erased. It is looked through with the other texts now (ERA-2).

alter table app.struck_texts drop constraint era_2_of_a_text_of_the_case;
alter table app.struck_texts add constraint era_2_of_a_text_of_the_case check (tab in ('cases', 'conferences', 'run_sheet_steps', 'closures', 'holds',
  'tasks', 'allocations', 'conflicts', 'restrictions', 'glass_openings', 'risk_assessments', 'risk_factors', 'mitigations', 'false_alarms', 'documents',
  'notes', 'incidents', 'eligibility_answers', 'transfers') and col ~ '^[a-z_]{3,40}$' and row_key ~ '^[0-9a-f-]{1,36}( [0-9]{1,4})?$');

do $$
declare said text; changed text;
begin
  said := pg_get_functiondef('app.shared_texts(uuid, uuid)'::regprocedure);
  changed := replace(said, '    select ''eligibility_answers'',', '    select ''transfers'', ''received_by'', x.id::text, x.received_by from app.transfers x where x.service_id = svc and x.case_id = of_case
    union all
    select ''eligibility_answers'',');
  if length(changed) - length(said) < 100 then raise exception 'app.shared_texts is not the one that this changes'; end if;
  execute changed;
  said := pg_get_functiondef('app.texts_left(uuid, uuid)'::regprocedure);
  changed := replace(said, '''app.eligibility_answers'']', '''app.eligibility_answers'', ''app.transfers'']');
  if length(changed) - length(said) <> 17 then raise exception 'app.texts_left is not the one that this changes'; end if;
  execute changed;
  said := pg_get_functiondef('app.erase_person(uuid, uuid, text)'::regprocedure);
  changed := replace(said, '''app.eligibility_answers'', ''app.legal_orders''', '''app.eligibility_answers'', ''app.transfers'', ''app.legal_orders''');
  if length(changed) - length(said) <> 34 then raise exception 'app.erase_person is not the one that this changes'; end if;
  execute changed;
end $$;
