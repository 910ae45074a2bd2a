import { holdCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import { ledgerOf } from './facts.ts';
import { say, takesBack, type CannotSay, type Saying } from './rules.ts';
import { addStatement, type Saidness } from './store.ts';

/**
 * Takes one statement into the ledger. A yes taken back is announced in the same transaction, so that bookings, letters
 * and notices that rested on it stop with it (H2).
 */
export async function recordStatement(
  hand: Hand,
  saying: Saying,
  said: Saidness,
): Promise<Decision<Saying, CannotSay>> {
  const held = await holdCase(hand);
  const ledger = await ledgerOf(hand, held.id);
  const decision = say(ledger, saying, dayOf(hand.at));
  if (!decision.ok) return decision;
  await addStatement(hand, decision.value, said);
  await announceStatement(hand, decision.value, takesBack(ledger, decision.value));
  return decision;
}

async function announceStatement(hand: Hand, said: Saying, isTakenBack: boolean): Promise<void> {
  const { participantId, guardianId, purpose, mode, towardId, itemId, saidOn: happenedOn, answer, askAfter } = said;
  const about = { participantId, guardianId, purpose, mode, towardId, itemId, happenedOn };
  // The taking back comes first, so that the last line about a subject is where they stand: the history replays (CON-6).
  if (isTakenBack) await hand.announce({ name: 'consent.withdrawn', ...about });
  if (answer === 'given' || answer === 'declined') await hand.announce({ name: 'consent.said', ...about, answer });
  if (answer === 'not-now' && askAfter) await hand.announce({ name: 'consent.not-now', ...about, askAfter });
}
