import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import type { Colleague } from './rules.ts';

export interface NewService {
  readonly name: string;
  readonly areaName: string;
  readonly phone: string;
  readonly email: string;
  readonly isDemonstration: boolean;
}

/** Adds the service that the hand holds. */
export async function addService(hand: Hand, made: NewService): Promise<void> {
  await hand.run(sql`
    insert into app.services (service_id, name, area_name, phone, email, is_demonstration, opened_at)
    values (${hand.serviceId}, ${made.name}, ${made.areaName}, ${made.phone}, ${made.email}, ${made.isDemonstration}, ${hand.at})`);
}

export interface NewStaff {
  readonly id: StaffId;
  readonly name: string;
  readonly email: string;
  readonly practiceLevel: PracticeLevel;
  readonly roles: readonly StaffRole[];
}

/** Adds a member of staff with their roles. */
export async function addStaff(hand: Hand, made: NewStaff): Promise<void> {
  await hand.run(sql`
    insert into app.staff (service_id, id, name, email, practice_level)
    values (${hand.serviceId}, ${made.id}, ${made.name}, ${made.email.toLowerCase()}, ${made.practiceLevel})`);
  await hand.run(sql`
    insert into app.staff_roles (service_id, staff_id, role)
    select ${hand.serviceId}::uuid, ${made.id}::uuid, role from unnest(${made.roles}::text[]) as role`);
}

/** Keeps the hash of a link; whoever made it is whoever acts, or nobody for the first of all. */
export async function addLink(
  hand: Hand,
  made: { readonly staffId: StaffId; readonly tokenHash: string; readonly until: Date },
): Promise<void> {
  const madeBy = hand.actor.kind === 'staff' ? hand.actor.id : null;
  await hand.run(sql`
    insert into app.staff_invitations (service_id, staff_id, token_hash, made_by, made_at, ends_at)
    values (${hand.serviceId}, ${made.staffId}, ${made.tokenHash}, ${madeBy}, ${hand.at}, ${made.until})`);
}

/** Stops the link of somebody that is still open. */
export async function stopLinks(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.run(sql`
    update app.staff_invitations set stopped_at = ${hand.at}
     where service_id = ${hand.serviceId} and staff_id = ${staffId} and used_at is null and stopped_at is null`);
}

/** Somebody in the register, held: what changes them comes one after the other. Whoever signs in meanwhile need not wait for it. */
export async function holdEntry(hand: Hand, id: StaffId): Promise<Colleague | undefined> {
  return hand.row(sql<Colleague>`
    select s.id, s.is_active as "isActive", s.ends_on as "endsOn",
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.id) as roles
      from app.staff s where s.service_id = ${hand.serviceId} and s.id = ${id} for no key update`);
}

export async function setLevel(hand: Hand, id: StaffId, level: PracticeLevel): Promise<void> {
  await hand.run(sql`
    update app.staff set practice_level = ${level} where service_id = ${hand.serviceId} and id = ${id} and practice_level <> ${level}`);
}

export async function setLastDay(hand: Hand, id: StaffId, day: PlainDate | null): Promise<void> {
  await hand.run(sql`
    update app.staff set ends_on = ${day} where service_id = ${hand.serviceId} and id = ${id} and ends_on is distinct from ${day}::date`);
}

/** Gives and takes roles until they are these. */
export async function setRoles(hand: Hand, id: StaffId, roles: readonly StaffRole[]): Promise<void> {
  await hand.run(sql`
    insert into app.staff_roles (service_id, staff_id, role)
    select ${hand.serviceId}::uuid, ${id}::uuid, role from unnest(${roles}::text[]) as role
    on conflict do nothing`);
  await hand.run(sql`
    delete from app.staff_roles where service_id = ${hand.serviceId} and staff_id = ${id} and role <> all(${roles}::text[])`);
}

/** Suspends or reinstates; the database ends the sessions. */
export async function setActive(hand: Hand, id: StaffId, isActive: boolean): Promise<void> {
  await hand.run(sql`
    update app.staff set is_active = ${isActive} where service_id = ${hand.serviceId} and id = ${id} and left_at is null`);
}

/** Marks somebody as gone for good; the database takes away what they could come in with. */
export async function setLeft(hand: Hand, id: StaffId): Promise<void> {
  const gone = await hand.run(sql`
    update app.staff set is_active = false, left_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and left_at is null`);
  if (gone !== 1) throw new Error('Somebody who leaves had not left');
}

export async function forgetWaysIn(hand: Hand, id: StaffId): Promise<void> {
  await hand.run(sql`call app.forget_ways_in(${hand.serviceId}, ${id})`);
}

/** Asks the worker for a link by e-mail, with what is written here. */
export async function enqueueLink(hand: Hand, staffId: StaffId, by: StaffId): Promise<void> {
  const payload = JSON.stringify({ serviceId: hand.serviceId, staffId, by });
  await hand.run(sql`select jobs.enqueue('send-staff-link', ${payload}::jsonb)`);
}

/** What became of a link on its way. */
export async function noteLink(
  hand: Hand,
  staffId: StaffId,
  event: 'link-sent' | 'link-not-sent',
  because: string,
): Promise<void> {
  await hand.run(sql`select trails.note_security(${hand.serviceId}, ${event}, ${because}, 'staff', ${staffId})`);
}

/** Whose last day is over, and who is not suspended yet. */
export async function findOverdue(
  keeper: Keeper,
): Promise<readonly { readonly serviceId: ServiceId; readonly staffId: StaffId }[]> {
  return keeper.ask(sql<{ serviceId: ServiceId; staffId: StaffId }>`
    select service_id as "serviceId", staff_id as "staffId" from doorkeeper.staff_whose_time_is_over()`);
}
