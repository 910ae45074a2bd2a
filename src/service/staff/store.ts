import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

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
