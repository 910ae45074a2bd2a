import { refuse, type Decision } from '#platform/decision.ts';
import { facilitatorsOf } from '#service/facilitators/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import {
  claim,
  decide,
  recordSupervision,
  takeBack,
  type CannotClaim,
  type CannotDecide,
  type CannotRecordSupervision,
  type Claimed,
  type ClaimDecision,
  type NewClaim,
  type Supervision,
} from './rules.ts';
import * as store from './store.ts';

/** Writes down what somebody says they worked or spent. (VOL-1) */
export async function makeClaim(hand: Hand, made: NewClaim, by: StaffId): Promise<Decision<NewClaim, CannotClaim>> {
  const decision = claim(made, dayOf(hand.at));
  if (decision.ok) await store.addClaim(hand, by, decision.value);
  return decision;
}

/** Decides what somebody else worked or spent. (VOL-2) */
export async function decideClaim(
  hand: Hand,
  made: { readonly id: string; readonly decision: ClaimDecision },
  by: StaffId,
): Promise<Decision<Claimed, CannotDecide>> {
  const held = await store.holdClaim(hand, made.id);
  const decision = held ? decide(held, by) : refuse<CannotDecide>('not-there');
  if (decision.ok) await store.markDecided(hand, made.id, made.decision);
  return decision;
}

/** Takes a claim of one's own back before it is decided. (VOL-3) */
export async function takeClaimBack(hand: Hand, id: string, by: StaffId): Promise<Decision<Claimed, CannotDecide>> {
  const held = await store.holdClaim(hand, id);
  const decision = held ? takeBack(held, by) : refuse<CannotDecide>('not-there');
  if (decision.ok) await store.markTakenBack(hand, id);
  return decision;
}

/** Writes down that somebody was supervised by whoever acts. (VOL-4) */
export async function addSupervisionOf(
  hand: Hand,
  staffId: StaffId,
  held: Supervision,
  by: StaffId,
): Promise<Decision<Supervision, CannotRecordSupervision | 'not-there'>> {
  const today = dayOf(hand.at);
  const [who] = await facilitatorsOf(hand, today, staffId);
  if (!who) return refuse('not-there');
  const decision = recordSupervision(held, { of: staffId, by, today });
  if (decision.ok) await store.addSupervision(hand, staffId, decision.value);
  return decision;
}
