-- Why: a list of 5,000 people is 200 pages long, and whoever rings back says a name or the number of the agency. Both are found by a keyed mark.
-- Whoever came before has no mark of the name alone, and is found by the number.

alter table app.listed_people add column like_name text not null default ''
  constraint sea_5_listed_people_like_name_is_keyed check (like_name = '' or like_name ~ '^m1\.[A-Za-z0-9_-]{43}$');
create index listed_people_like_name on app.listed_people (service_id, like_name) where like_name <> '';
create index listed_people_reference on app.listed_people (service_id, reference_index) where reference_index <> '';
drop trigger trl_2_many_came_is_written on app.listed_people;
drop trigger trl_2_many_went_is_written on app.listed_people;
call trails.watch_many('app.listed_people', 'like_name,like_born,like_phone,like_email,reference_index');
