-- Why: a shop sends its manager, or somebody who was burgled speaks where the person harmed would not (domain 97). Nothing said why, what the person
-- harmed wished, nor for what a stand-in may speak, and what a stand-in answered counted as the satisfaction of somebody harmed.

create table app.stand_ins (
  service_id uuid not null,
  case_id uuid not null,
  -- Who stands in: they take part themselves, are prepared and asked like everybody.
  participant_id uuid not null,
  -- Whose place it is, where that person or organisation is in the case too.
  for_id uuid,
  because text not null check (because in ('does-not-want-to', 'cannot', 'was-not-found', 'nobody-in-particular')),
  wish text not null check (wish in ('agreed', 'informed', 'not-consulted')),
  link text not null check (link in ('same-harm', 'works-there', 'family-or-friend', 'lives-nearby', 'no-link')),
  speaks_for text[] not null,
  written_by uuid not null,
  written_at timestamptz not null,
  ended_at timestamptz,
  constraint sti_2_one_of_each_person primary key (service_id, case_id, participant_id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, case_id, for_id) references app.participants (service_id, case_id, id),
  foreign key (service_id, written_by) references app.staff,
  constraint sti_1_not_for_oneself check (for_id <> participant_id),
  constraint sti_3_speaks_for_something check (cardinality(speaks_for) between 1 and 4
    and speaks_for <@ array['own-story', 'the-organisation', 'their-words', 'what-is-agreed']),
  constraint sti_3_for_them_where_they_agreed check (wish = 'agreed' or not speaks_for && array['their-words', 'what-is-agreed']),
  constraint sti_4_why_fits_the_wish check (case because when 'does-not-want-to' then wish <> 'not-consulted'
    when 'was-not-found' then wish = 'not-consulted' when 'nobody-in-particular' then wish = 'not-consulted' and for_id is null else true end)
);
comment on table app.stand_ins is 'Who takes part in the place of somebody harmed: why, what the person harmed wished, the link, and for what they may speak; read by the staff of the case and nobody else';
call app.seal_case_table('app.stand_ins');
call app.rests_when_closed('app.stand_ins');
call trails.watch('app.stand_ins');

-- STI-1: whoever stands in has the place of somebody harmed in this case.
create function app.sti_1_on_the_side_of_whoever_was_harmed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from unnest(array[new.participant_id, new.for_id]) each_of (id) where id is not null
       and not exists (select from app.harm_links l where l.service_id = new.service_id and l.case_id = new.case_id and l.harmed_id = each_of.id)) then
    call app.refuse('sti_1_on_the_side_of_whoever_was_harmed');
  end if;
  return new;
end $$;
revoke execute on function app.sti_1_on_the_side_of_whoever_was_harmed() from public;
create trigger sti_1_on_the_side_of_whoever_was_harmed before insert or update on app.stand_ins
  for each row execute function app.sti_1_on_the_side_of_whoever_was_harmed();

-- STI-5: an answer of somebody who stands in is kept as that; both counts of satisfaction take what was answered as 'self' and nothing else.
alter table app.surveys drop constraint h18_answered_as;
alter table app.surveys add constraint h18_answered_as
  check (answered_as in ('self', 'representative', 'stand-in') and (answered_as <> 'representative' or actor_kind = 'staff'));
create function app.sti_5_not_as_somebody_harmed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.answered_as = 'stand-in') <> exists (select from app.stand_ins s where s.service_id = new.service_id and s.case_id = new.case_id
       and s.participant_id = new.participant_id and s.ended_at is null) then
    call app.refuse('sti_5_not_as_somebody_harmed');
  end if;
  return new;
end $$;
revoke execute on function app.sti_5_not_as_somebody_harmed() from public;
create trigger sti_5_not_as_somebody_harmed before insert on app.surveys for each row
  when (new.answered_as in ('self', 'stand-in')) execute function app.sti_5_not_as_somebody_harmed();
