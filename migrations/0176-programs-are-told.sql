-- Why: a program need not ask again and again what became of a referral: it is told, in the words that an agency may know.

create policy own_clients on app.api_clients for select to tp_api using (
  service_id = (select app.service_id()) and staff_id = (select app.staff_id()));
grant select (service_id, id, staff_id) on app.api_clients to tp_api;

create table app.webhooks (
  service_id uuid not null,
  client_id uuid not null,
  -- WHK-1: https, and never an address inside; a test may say otherwise, so that only the length is held here.
  url text not null constraint whk_1_is_an_address check (url ~ '^https?://' and length(url) <= 500),
  -- Each time it is set anew its signing secret is another one, which is made from this number and kept nowhere.
  number int not null default 1,
  set_at timestamptz not null,
  stopped_at timestamptz,
  stopped_because text check (stopped_because in ('removed', 'gone')),
  primary key (service_id, client_id),
  constraint whk_3_stopped_has_reason check ((stopped_at is null) = (stopped_because is null)),
  foreign key (service_id, client_id) references app.api_clients (service_id, id)
);
comment on table app.webhooks is 'Where a program wants to be told what became of its referrals';
call app.seal('app.webhooks');
create policy hand_in_service on app.webhooks to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_of_service on app.webhooks for select to tp_staff using (
  service_id = (select app.service_id()) and (select app.staff_id()) is not null);
create policy own_clients on app.webhooks for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.api_clients c where c.service_id = webhooks.service_id and c.id = webhooks.client_id));
grant select, insert, update on app.webhooks to tp_hand;
grant select on app.webhooks to tp_staff, tp_api;
call trails.watch('app.webhooks');

create table app.webhook_messages (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  referral_id uuid not null,
  -- WHK-2: all that leaves is this and the status.
  reference text not null check (reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  status text not null constraint whk_2_allowed_words check (status in ('with-us', 'read', 'in-touch', 'finished', 'not-taken-on', 'withdrawn')),
  happened_at timestamptz not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'delivered', 'given-up')),
  tries int not null default 0 constraint whk_3_tries_end check (tries between 0 and 20),
  due_at timestamptz not null,
  ended_at timestamptz,
  -- What the last try came to, as a code.
  because text not null default '' check (because ~ '^[a-z0-9-]{0,60}$'),
  primary key (service_id, id),
  constraint whk_3_ended_or_waiting check ((ended_at is null) = (outcome = 'waiting')),
  foreign key (service_id, client_id) references app.webhooks (service_id, client_id),
  foreign key (service_id, referral_id) references app.referrals
);
comment on table app.webhook_messages is 'That a referral stands elsewhere now, on its way to a program';
create index webhook_messages_of_client on app.webhook_messages (service_id, client_id, happened_at desc, id desc);
call app.seal('app.webhook_messages');
create policy hand_in_service on app.webhook_messages to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_of_service on app.webhook_messages for select to tp_staff using (
  service_id = (select app.service_id()) and (select app.staff_id()) is not null);
create policy own_clients on app.webhook_messages for select to tp_api using (
  service_id = (select app.service_id())
  and exists (select from app.api_clients c where c.service_id = webhook_messages.service_id and c.id = webhook_messages.client_id));
grant select, insert, update on app.webhook_messages to tp_hand;
grant select on app.webhook_messages to tp_staff, tp_api;
