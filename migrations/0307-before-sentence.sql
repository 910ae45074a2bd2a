-- Why: where somebody is yet to be sentenced, the court waits for nobody: a hearing and a report have their days (domain 94), and no page
-- knew them. What is not wanted before sentence was forgotten instead of being offered afterwards.

create table app.sentencings (
  service_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  plea text not null check (plea in ('not-yet', 'guilty', 'not-guilty')),
  hearing_on date,
  report_due_on date,
  offered text not null check (offered in ('not-asked', 'before', 'after')),
  written_by uuid not null,
  written_at timestamptz not null,
  constraint sen_1_one_of_each_person primary key (service_id, case_id, participant_id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, written_by) references app.staff,
  constraint sen_2_report_is_due_by_the_hearing check (report_due_on <= hearing_on),
  constraint sen_3_before_sentence_rests_on_a_plea check (offered <> 'before' or (plea = 'guilty' and report_due_on is not null)),
  constraint sen_4_afterwards_has_its_day check (offered <> 'after' or hearing_on is not null)
);
comment on table app.sentencings is 'Where somebody responsible stands with the court: plea, next hearing, when its report is due, and whether it is offered before sentence or after';
call app.seal_case_table('app.sentencings');
call app.rests_when_closed('app.sentencings');
call trails.watch('app.sentencings');

-- SEN-1: of somebody who is responsible for harm in this case.
create function app.sen_1_of_somebody_responsible() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.responsible_id = new.participant_id) then
    call app.refuse('sen_1_of_somebody_responsible');
  end if;
  return new;
end $$;
revoke execute on function app.sen_1_of_somebody_responsible() from public;
create trigger sen_1_of_somebody_responsible before insert or update on app.sentencings
  for each row execute function app.sen_1_of_somebody_responsible();
