-- Why: whoever is on a list was asked with no word about whom they may have harmed, whether somebody like them asked us not to be in touch, or who
-- speaks for a child. Each is said with the offer now, and an offer without it is refused.

alter table app.offers
  add column order_of_approach text,
  add column order_reason text not null default '',
  add column is_like_a_no boolean not null default false,
  add column although text not null default '',
  add column is_child boolean not null default false,
  add column guardian text not null default '',
  add constraint sea_1_offers_order_reason_is_sealed check (app.is_sealed(order_reason, 1000)),
  add constraint sea_1_offers_although_is_sealed check (app.is_sealed(although, 1000)),
  add constraint sea_1_offers_guardian_is_sealed check (app.is_sealed(guardian, 200)),
  add constraint ofr_8_order_is_one_of check (order_of_approach in ('harmed-first', 'responsible-first')),
  add constraint ofr_8_responsible_first_has_a_reason check ((order_of_approach is not distinct from 'responsible-first') = (order_reason <> '')),
  add constraint ofr_9_a_no_is_heard check (not is_like_a_no or although <> ''),
  add constraint ofr_10_somebody_speaks_for_a_child check (not is_child or guardian <> '');

-- OFR-8 (keeps H17): of somebody responsible it is said which side is asked first. OFR-9: whoever said no on another list is asked only with a reason.
create function app.ofr_asked_with_care() returns trigger language plpgsql set search_path = pg_catalog as $$
declare person app.listed_people;
begin
  select * into person from app.listed_people p where p.service_id = new.service_id and p.id = new.listed_person_id;
  if (person.part = 'responsible') <> (new.order_of_approach is not null) then call app.refuse('ofr_8_responsible_in_an_order'); end if;
  if new.although = '' and exists (select from app.listed_people o
       where o.service_id = person.service_id and o.id <> person.id and o.standing = 'no'
         and ((o.like_born <> '' and o.like_born = person.like_born) or (o.like_phone <> '' and o.like_phone = person.like_phone)
           or (o.like_email <> '' and o.like_email = person.like_email))) then
    call app.refuse('ofr_9_a_no_is_heard');
  end if;
  return new;
end $$;
revoke execute on function app.ofr_asked_with_care() from public;
create trigger ofr_8_asked_with_care before insert or update of listed_person_id, order_of_approach, although on app.offers
  for each row execute function app.ofr_asked_with_care();
