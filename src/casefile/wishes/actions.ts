import { holdCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { sayWish, type Said } from './rules.ts';
import { saveWish } from './store.ts';

/** Writes down with whom a participant would rather speak. (WIS-1, WIS-2) */
export async function recordWish(
  hand: Hand,
  participantId: ParticipantId,
  said: Said,
): Promise<Decision<Said, 'said-in-the-future'>> {
  await holdCase(hand);
  const decision = sayWish(said, dayOf(hand.at));
  if (decision.ok) await saveWish(hand, participantId, decision.value);
  return decision;
}
