import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Claimed, ClaimDecision, NewClaim, Supervision } from './rules.ts';

/** Writes down what whoever acts worked or spent. */
export async function addClaim(hand: Hand, staffId: StaffId, made: NewClaim): Promise<void> {
  await hand.run(sql`
    insert into app.claims (service_id, staff_id, happened_on, kind, minutes, pence, said_at)
    values (${hand.serviceId}, ${staffId}, ${made.happenedOn}, ${made.kind}, ${made.minutes}, ${made.pence}, ${hand.at})`);
}

/** Finds a claim and locks it, so that it is decided once. */
export async function holdClaim(hand: Hand, id: string): Promise<Claimed | undefined> {
  return hand.row(sql<Claimed>`
    select staff_id as "staffId", decided_at is not null as "isDecided", taken_back_at is not null as "isTakenBack"
      from app.claims where service_id = ${hand.serviceId} and id = ${id} for update`);
}

/** Writes down what was decided, by the hand's actor. */
export async function markDecided(hand: Hand, id: string, decision: ClaimDecision): Promise<void> {
  const marked = await hand.run(sql`
    update app.claims set decision = ${decision}, decided_by = ${hand.actor.id}, decided_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and decided_at is null`);
  if (marked !== 1) throw new Error('The claim was decided by somebody else in between');
}

/** Takes a claim back. */
export async function markTakenBack(hand: Hand, id: string): Promise<void> {
  await hand.run(sql`
    update app.claims set taken_back_at = ${hand.at}
     where service_id = ${hand.serviceId} and id = ${id} and decided_at is null`);
}

/** Writes down that the hand's actor supervised somebody. */
export async function addSupervision(hand: Hand, staffId: StaffId, held: Supervision): Promise<void> {
  await hand.run(sql`
    insert into app.supervisions (service_id, staff_id, supervisor_id, held_on, next_on, recorded_at)
    values (${hand.serviceId}, ${staffId}, ${hand.actor.id}, ${held.heldOn}, ${held.nextOn}, ${hand.at})`);
}
