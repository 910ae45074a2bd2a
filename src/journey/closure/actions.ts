import { holdCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import { endOfCase } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Closes the case with its reason (CLO-1, H11). The status follows in the same transaction, as a reaction. */
export async function closeCase(hand: Hand, closing: store.Closing): Promise<Decision<PlainDate, rules.CannotClose>> {
  const held = await holdCase(hand);
  const end = await endOfCase(hand, held.id, held.status);
  const decision = rules.close(end, closing, { openedOn: held.openedOn, today: dayOf(hand.at) });
  if (!decision.ok) return decision;
  await store.addClosure(hand, closing);
  await hand.announce({ name: 'case.closed', reason: closing.reason, happenedOn: closing.on });
  return decision;
}

/** Opens a closed case again, keeping why it was closed (CLO-2). */
export async function reopenCase(hand: Hand, because: string): Promise<Decision<string, rules.CannotClose>> {
  const held = await holdCase(hand);
  const decision = rules.reopen(held.status, because);
  if (!decision.ok) return decision;
  await store.markReopened(hand, dayOf(hand.at), because);
  await hand.announce({ name: 'case.reopened' });
  return decision;
}

/** Pauses the case until a day to look again; on that day it is a task (CLO-5). */
export async function putCaseOnHold(
  hand: Hand,
  hold: { readonly reason: string; readonly reviewOn: PlainDate },
): Promise<Decision<typeof hold, rules.CannotClose>> {
  const held = await holdCase(hand);
  const today = dayOf(hand.at);
  const decision = rules.putOnHold(held.status, hold, today);
  if (!decision.ok) return decision;
  await store.addHold(hand, today, hold);
  await hand.announce({ name: 'case.put-on-hold', until: hold.reviewOn });
  return decision;
}

/** Goes on with a case that was on hold. */
export async function takeCaseOffHold(hand: Hand): Promise<Decision<'open', rules.CannotClose>> {
  const held = await holdCase(hand);
  const decision = rules.takeOffHold(held.status);
  if (!decision.ok) return decision;
  await store.markHoldEnded(hand, dayOf(hand.at));
  await hand.announce({ name: 'case.taken-off-hold' });
  return decision;
}
