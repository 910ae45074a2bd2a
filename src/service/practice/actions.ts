import { allow, refuse, type Decision } from '#platform/decision.ts';
import { staffByIds } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { record, takeBack, type CannotRecord, type Learning } from './rules.ts';
import { addLearning, takeLearningBack } from './store.ts';

/** Writes down what somebody else learned. (PRC-1, PRC-2) */
export async function recordLearning(
  hand: Hand,
  staffId: StaffId,
  made: Learning,
): Promise<Decision<Learning, CannotRecord | 'not-there'>> {
  const [who] = await staffByIds(hand, [staffId]);
  if (!who) return refuse('not-there');
  const decision = record(made, { of: staffId, by: hand.actor.id as StaffId, today: dayOf(hand.at) });
  if (decision.ok) await addLearning(hand, staffId, made);
  return decision;
}

/** Takes a line that was wrong back. (PRC-2) */
export async function takeBackLearning(
  hand: Hand,
  staffId: StaffId,
  id: string,
): Promise<Decision<'taken-back', CannotRecord | 'not-there'>> {
  const decision = takeBack(staffId, hand.actor.id as StaffId);
  if (!decision.ok) return decision;
  return (await takeLearningBack(hand, staffId, id)) ? allow('taken-back') : refuse('not-there');
}
