import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Lets an allocated member of staff open the case. */
export async function addReader(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.run(sql`
    insert into app.case_readers (service_id, staff_id, case_id, because)
    values (${hand.serviceId}, ${staffId}, ${hand.caseId}, 'allocated') on conflict do nothing`);
}

/** Takes the case off somebody's list who no longer works on it; a name or a role lets them in still. */
export async function removeReader(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.run(sql`
    delete from app.case_readers
     where service_id = ${hand.serviceId} and staff_id = ${staffId} and case_id = ${hand.caseId} and because = 'allocated'`);
}

/** Names somebody; the database makes them a reader. */
export async function addNamed(hand: Hand, staffId: StaffId): Promise<void> {
  await hand.run(sql`
    insert into app.named_readers (service_id, case_id, staff_id, named_by, named_at)
    values (${hand.serviceId}, ${hand.caseId}, ${staffId}, ${hand.actor.id}, ${hand.at})`);
}

/** Ends that somebody is named; whether they were. */
export async function endNamed(hand: Hand, staffId: StaffId): Promise<boolean> {
  const ended = await hand.run(sql`
    update app.named_readers set ended_at = ${hand.at}, ended_by = ${hand.actor.id}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and staff_id = ${staffId} and ended_at is null`);
  return ended === 1;
}

/** Restricts the case; the database shuts out whoever came by role. */
export async function addRestriction(hand: Hand, because: string): Promise<void> {
  await hand.run(sql`
    insert into app.restrictions (service_id, case_id, because, restricted_by, restricted_at)
    values (${hand.serviceId}, ${hand.caseId}, ${sealed(ofHeldCase(hand), because)}, ${hand.actor.id}, ${hand.at})`);
}

/** Lifts the restriction; the database lets roles in again. Whether there was one. */
export async function liftRestriction(hand: Hand, because: string): Promise<boolean> {
  const lifted = await hand.run(sql`
    update app.restrictions set lifted_at = ${hand.at}, lifted_by = ${hand.actor.id}, lifted_because = ${sealed(ofHeldCase(hand), because)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and lifted_at is null`);
  return lifted === 1;
}
