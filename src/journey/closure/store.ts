import { randomUUID } from 'node:crypto';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ClosureReason } from './rules.ts';

export interface Closing {
  readonly reason: ClosureReason;
  readonly note: string;
  readonly on: PlainDate;
  readonly openFollowUpsBecause: string;
}

export async function addClosure(hand: Hand, closing: Closing): Promise<void> {
  await hand.run(sql`
    insert into app.closures (service_id, case_id, id, reason, note, open_follow_ups_because, closed_on, closed_by)
    values (${hand.serviceId}, ${hand.caseId}, ${randomUUID()}, ${closing.reason}, ${sealed(ofHeldCase(hand), closing.note)},
            ${sealed(ofHeldCase(hand), closing.openFollowUpsBecause)},
            ${closing.on}, ${hand.actor.id})`);
}

export async function markReopened(hand: Hand, on: PlainDate, because: string): Promise<void> {
  const changed = await hand.run(sql`
    update app.closures set reopened_on = ${on}, reopened_by = ${hand.actor.id}, reopened_because = ${sealed(ofHeldCase(hand), because)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and reopened_on is null`);
  if (changed !== 1) throw new Error('The case was no longer closed');
}

export async function addHold(
  hand: Hand,
  from: PlainDate,
  hold: { readonly reason: string; readonly reviewOn: PlainDate },
): Promise<void> {
  await hand.run(sql`
    insert into app.holds (service_id, case_id, id, reason, from_on, review_on)
    values (${hand.serviceId}, ${hand.caseId}, ${randomUUID()}, ${sealed(ofHeldCase(hand), hold.reason)}, ${from}, ${hold.reviewOn})`);
}

export async function markHoldEnded(hand: Hand, on: PlainDate): Promise<void> {
  const changed = await hand.run(sql`
    update app.holds set ended_on = ${on} where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and ended_on is null`);
  if (changed !== 1) throw new Error('The case was no longer on hold');
}
