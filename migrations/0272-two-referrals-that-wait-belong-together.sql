-- Why: the same incident is often referred twice before anybody decided the first. Somebody says so while both wait: only one of them
-- becomes a case, and the other is linked to it. It can be taken back, and nothing of either is mixed into the other.

create table app.referral_pairs (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- Becomes no case by itself.
  referral_id uuid not null,
  -- The one that becomes the case.
  with_id uuid not null,
  said_by uuid not null,
  said_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, referral_id) references app.referrals,
  foreign key (service_id, with_id) references app.referrals,
  foreign key (service_id, said_by) references app.staff,
  constraint lik_10_with_another check (referral_id <> with_id),
  constraint lik_10_undone_says_who check ((undone_at is null) = (undone_by is null))
);
comment on table app.referral_pairs is 'Two referrals of the same that waited at once: the second becomes no case by itself';
create unique index lik_10_belongs_once on app.referral_pairs (service_id, referral_id) where undone_at is null;
create index referral_pairs_with on app.referral_pairs (service_id, with_id) where undone_at is null;
call app.seal('app.referral_pairs');
create policy hand_in_service on app.referral_pairs to tp_hand
  using (service_id = (select app.service_id())) with check (service_id = (select app.service_id()));
create policy staff_who_read_the_referral on app.referral_pairs for select to tp_staff using (service_id = (select app.service_id())
  and exists (select from app.referrals r where r.service_id = referral_pairs.service_id and r.id = referral_pairs.referral_id));
grant select on app.referral_pairs to tp_staff;
grant select, insert on app.referral_pairs to tp_hand;
grant update (undone_by, undone_at) on app.referral_pairs to tp_hand;
call trails.watch('app.referral_pairs');

-- LIK-10: both wait, and neither belongs with a third already.
create function app.lik_10_two_that_wait() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.referrals r where r.service_id = new.service_id and r.id in (new.referral_id, new.with_id)
      and r.status not in ('received', 'acknowledged')) then
    call app.refuse('ref_3_decided_once');
  end if;
  if exists (select from app.referral_pairs p where p.service_id = new.service_id and p.undone_at is null
      and (p.with_id = new.referral_id or p.referral_id = new.with_id)) then
    call app.refuse('lik_10_belongs_with_one');
  end if;
  return new;
end $$;
revoke execute on function app.lik_10_two_that_wait() from public;
create trigger lik_10_two_that_wait before insert on app.referral_pairs for each row execute function app.lik_10_two_that_wait();

-- LIK-10: one incident becomes one case: whatever belongs with another is linked to its case, and becomes none of its own.
create function app.lik_10_one_case() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from app.referral_pairs p where p.service_id = new.service_id and p.referral_id = new.id and p.undone_at is null)
     and not exists (select from app.referral_links l where l.service_id = new.service_id and l.referral_id = new.id and l.undone_at is null) then
    call app.refuse('lik_10_one_case');
  end if;
  return new;
end $$;
revoke execute on function app.lik_10_one_case() from public;
create trigger lik_10_one_case before update of status on app.referrals for each row
  when (new.status = 'accepted' and old.status <> 'accepted') execute function app.lik_10_one_case();
