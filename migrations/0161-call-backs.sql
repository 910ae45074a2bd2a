-- Why: somebody may rather be rung than write, at a time that is safe. What they say is kept until somebody has rung, and no longer.

create table app.call_backs (
  service_id uuid not null references app.services,
  id uuid not null,
  -- The number, when it is safe, and what else they said, as one text.
  wish text not null,
  asked_at timestamptz not null,
  primary key (service_id, id),
  constraint sea_1_call_backs_wish_is_sealed check (app.is_sealed(wish, 10000))
);
comment on table app.call_backs is 'Somebody who wants to be rung; gone when somebody has';
create index call_backs_waiting on app.call_backs (service_id, asked_at, id);
call app.seal('app.call_backs');
create policy hand_in_service on app.call_backs to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
grant select, insert, delete on app.call_backs to tp_hand;
-- CBK-1: whoever decides about referrals rings.
create policy staff_who_ring on app.call_backs for select to tp_staff using (
  service_id = (select app.service_id())
  and exists (select from app.staff_roles o where o.service_id = call_backs.service_id and o.staff_id = (select app.staff_id())
              and o.role in ('coordinator', 'supervisor', 'manager')));
grant select on app.call_backs to tp_staff;
