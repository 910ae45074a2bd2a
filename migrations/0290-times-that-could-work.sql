-- Why: when a meeting could be was asked on the telephone and kept in nobody's record. What one participant gives of their times stays on
-- their side: facilitators lay everybody's over each other, and it crosses to another participant only by a release (H4).

create table app.availabilities (
  service_id uuid not null,
  case_id uuid not null,
  id uuid not null default gen_random_uuid(),
  participant_id uuid not null,
  -- A day or a day of the week, a part of it, and whether it could work: `2026-12-03 morning could`, `monday evening could-not`.
  times text[] not null,
  words text not null,
  said_by text not null check (said_by in ('self', 'guardian', 'supporter')),
  how text not null check (how in ('online', 'in-person', 'by-phone', 'video-call', 'in-writing')),
  said_on date not null,
  actor_kind text not null check (actor_kind in ('staff', 'participant')),
  actor_id uuid not null,
  given_at timestamptz not null,
  -- Something else was said, or it was taken back.
  ended_at timestamptz,
  primary key (service_id, case_id, id),
  foreign key (service_id, case_id, participant_id) references app.participants (service_id, case_id, id),
  constraint ava_4_ends_after_it_was_given check (ended_at >= given_at),
  constraint ava_5_online_is_for_oneself check ((actor_kind = 'participant') = (how = 'online') and (how <> 'online' or said_by = 'self')),
  constraint ava_5_on_a_day_that_has_come check (said_on <= (given_at at time zone 'Europe/London')::date),
  constraint sea_1_availabilities_words_is_sealed check (app.is_sealed(words, 1000))
);
comment on table app.availabilities is 'When a meeting could be, as one participant said it, version by version; of their own side, and laid over those of others by staff alone';
create unique index ava_4_one_stands on app.availabilities (service_id, case_id, participant_id) where ended_at is null;
call app.seal_case_table('app.availabilities');
call app.rests_when_closed('app.availabilities');
call app.own_side('app.availabilities', 'service_id, case_id, id, participant_id, times, words, given_at, ended_at');
-- AVA-4: what was said stays as it was said; it ends.
revoke update on app.availabilities from tp_hand;
grant update (ended_at) on app.availabilities to tp_hand;
call trails.watch('app.availabilities');

-- AVA-1, AVA-2 and AVA-3: days to come, one answer to one time, and not without end.
create function app.ava_1_times_to_come() returns trigger language plpgsql set search_path = pg_catalog as $$
declare said text; day date; given date := (new.given_at at time zone 'Europe/London')::date;
begin
  if array_position(new.times, null) is not null then call app.refuse('ava_1_a_day_and_a_part_of_it'); end if;
  foreach said in array new.times loop
    if said !~ '^(\d{4}-\d{2}-\d{2}|monday|tuesday|wednesday|thursday|friday|saturday|sunday) (morning|afternoon|evening) (could|could-not)$' then
      call app.refuse('ava_1_a_day_and_a_part_of_it');
    end if;
    continue when said !~ '^\d';
    begin
      day := left(said, 10)::date;
    exception when datetime_field_overflow or invalid_datetime_format then
      call app.refuse('ava_1_a_day_and_a_part_of_it');
    end;
    if day < given or day > given + 366 then call app.refuse('ava_1_a_day_to_come'); end if;
  end loop;
  if (select count(*) > count(distinct regexp_replace(t.said, ' [a-z-]+$', '')) from unnest(new.times) as t (said)) then
    call app.refuse('ava_2_one_answer_to_one_time');
  end if;
  if (select count(distinct left(t.said, 10)) > 60 from unnest(new.times) as t (said) where t.said ~ '^\d') then
    call app.refuse('ava_3_at_most_sixty_days');
  end if;
  return new;
end $$;
revoke execute on function app.ava_1_times_to_come() from public;
create trigger ava_1_times_to_come before insert on app.availabilities for each row execute function app.ava_1_times_to_come();

-- AVA-4: what ended stays ended.
create function app.ava_4_what_ended_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.refuse('ava_4_what_ended_stays');
  return new;
end $$;
revoke execute on function app.ava_4_what_ended_stays() from public;
create trigger ava_4_what_ended_stays before update on app.availabilities for each row
  when (old.ended_at is not null) execute function app.ava_4_what_ended_stays();

-- REL-9: times cross as a copy of their own, like a statement: of times that stand, and in those words.
alter table app.items drop constraint items_kind_check;
alter table app.items add constraint items_kind_check check (kind in ('statement', 'question', 'availability'));
alter table app.item_releases drop constraint item_releases_kind_check;
alter table app.item_releases add constraint item_releases_kind_check check (kind in ('statement', 'question', 'availability', 'first-name'));

create function app.rel_9_of_times_that_stand() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.availabilities a where a.service_id = new.service_id and a.case_id = new.case_id
      and a.participant_id = new.participant_id and a.ended_at is null) then
    call app.refuse('rel_9_of_times_that_stand');
  end if;
  return new;
end $$;
revoke execute on function app.rel_9_of_times_that_stand() from public;
create trigger rel_9_of_times_that_stand before insert on app.items for each row
  when (new.kind = 'availability') execute function app.rel_9_of_times_that_stand();

create function app.rel_9_copied_times_stay() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  call app.refuse('rel_9_copied_times_stay');
  return new;
end $$;
revoke execute on function app.rel_9_copied_times_stay() from public;
create trigger rel_9_copied_times_stay before update on app.items for each row
  when (old.kind = 'availability' and (new.words <> old.words or new.written_at <> old.written_at)) execute function app.rel_9_copied_times_stay();

-- What was said since the copy was made is not in it: a new copy is made, and asked about, before anything crosses.
create function app.rel_9_times_as_they_stand() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from app.items i
      join app.availabilities a on a.service_id = i.service_id and a.case_id = i.case_id and a.participant_id = i.participant_id and a.ended_at is null
     where i.service_id = new.service_id and i.case_id = new.case_id and i.id = new.item_id and a.given_at <= i.written_at) then
    call app.refuse('rel_9_times_as_they_stand');
  end if;
  return new;
end $$;
revoke execute on function app.rel_9_times_as_they_stand() from public;
create trigger rel_9_times_as_they_stand before insert on app.item_releases for each row
  when (new.kind = 'availability') execute function app.rel_9_times_as_they_stand();

-- When somebody could come is arranging, and no communication between two people: it is counted as none.
do $$
declare said text; changed text;
begin
  said := pg_get_functiondef('app.counts_of_quarter(uuid, date)'::regprocedure);
  changed := replace(said, 'i.kind <> ''first-name''', 'i.kind not in (''availability'', ''first-name'')');
  if length(changed) - length(said) <> 22 then raise exception 'app.counts_of_quarter is not the one that this changes'; end if;
  execute changed;
end $$;
