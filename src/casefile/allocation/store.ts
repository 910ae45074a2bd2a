import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { As } from './rules.ts';

export interface NewAllocation {
  readonly staffId: StaffId;
  readonly as: As;
  readonly overrideBy: StaffId | null;
  readonly overrideReason: string;
}

/** Gives the case to somebody from now. */
export async function addAllocation(hand: Hand, made: NewAllocation): Promise<void> {
  await hand.run(sql`
    insert into app.allocations (service_id, case_id, staff_id, role, from_at, override_by, override_reason)
    values (${hand.serviceId}, ${hand.caseId}, ${made.staffId}, ${made.as}, ${hand.at}, ${made.overrideBy}, ${sealed(ofHeldCase(hand), made.overrideReason)})`);
}

/** Ends what somebody does on the case, and answers what it was; nothing when they do not work on it. */
export async function endAllocation(hand: Hand, staffId: StaffId): Promise<As | undefined> {
  const row = await hand.row(sql<{ as: As }>`
    update app.allocations set until_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and staff_id = ${staffId} and until_at is null
     returning role as "as"`);
  return row?.as;
}

/** Writes down that somebody has a conflict of interest. */
export async function addConflict(hand: Hand, staffId: StaffId, because: string): Promise<void> {
  await hand.run(sql`
    insert into app.conflicts (service_id, case_id, staff_id, because, declared_by, declared_at)
    values (${hand.serviceId}, ${hand.caseId}, ${staffId}, ${sealed(ofHeldCase(hand), because)}, ${hand.actor.id}, ${hand.at})`);
}

/** Marks a conflict of interest as one that does not stand. */
export async function markLifted(hand: Hand, staffId: StaffId, because: string): Promise<boolean> {
  const marked = await hand.run(sql`
    update app.conflicts set lifted_at = ${hand.at}, lifted_by = ${hand.actor.id}, lifted_because = ${sealed(ofHeldCase(hand), because)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and staff_id = ${staffId} and lifted_at is null`);
  return marked === 1;
}
