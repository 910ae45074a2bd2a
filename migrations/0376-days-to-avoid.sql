-- Why: whoever lost somebody has days on which nobody should meet: a birthday, an anniversary, an inquest (domain 99). They were asked for
-- nowhere, so a day could be chosen that hurts. They are of one side, and nobody on the other learns that there is such a day.

create table app.days_to_avoid (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Whose day it is: the words are under their key.
  participant_id uuid not null,
  on_day date not null,
  is_every_year boolean not null,
  words text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  -- It is one no longer.
  ended_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, written_by) references app.staff,
  constraint ava_8_a_day_to_come check (is_every_year or on_day >= (written_at at time zone 'Europe/London')::date),
  constraint ava_8_ends_after_it_was_written check (ended_at >= written_at),
  constraint sea_1_days_to_avoid_words_is_sealed check (app.is_sealed(words, 1000) and words <> '')
);
comment on table app.days_to_avoid is 'A day on which somebody of a case should not have to meet, and why; read by the staff of the case and nobody else';
create unique index ava_8_one_stands on app.days_to_avoid (service_id, case_id, participant_id, on_day) where ended_at is null;
call app.seal_case_table('app.days_to_avoid');
call app.rests_when_closed('app.days_to_avoid');
-- AVA-8: what was written stays as it was written; it ends, once.
revoke update on app.days_to_avoid from tp_hand;
grant update (ended_at) on app.days_to_avoid to tp_hand;
call trails.watch('app.days_to_avoid');
create trigger ava_4_what_ended_stays before update on app.days_to_avoid for each row
  when (old.ended_at is not null) execute function app.ava_4_what_ended_stays();
