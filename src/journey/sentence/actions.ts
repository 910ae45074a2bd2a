import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { write, type CannotWrite, type Sentencing } from './rules.ts';
import { keepSentencing } from './store.ts';

/** Writes down where somebody stands with the court; what falls due follows from the announcement. */
export async function writeSentencing(
  hand: Hand,
  participantId: ParticipantId,
  said: Sentencing,
): Promise<Decision<Sentencing, CannotWrite | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const participant = (await participantsOf(hand, id)).find((each) => each.id === participantId);
  if (!participant) return refuse('not-of-this-case');
  const decision = write(said, { parts: participant.parts, status });
  if (!decision.ok) return decision;
  await keepSentencing(hand, participantId, decision.value);
  await hand.announce({ name: 'sentence.changed', participantId });
  return decision;
}
