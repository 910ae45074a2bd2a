import { conferenceGates } from '#journey/conference/facts.ts';
import { letterGates } from '#journey/exchange/facts.ts';
import {
  approachResponsibleGate,
  communicateGate,
  communicationFacts,
  type CommunicationFacts,
} from '#journey/preparation/facts.ts';
import type { Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { modes, type Mode } from '#vocabulary/modes.ts';

/** Every gate of a case but its closing, each open or with every reason why not; what they weigh is loaded once. */
export async function readinessOf(db: Db, frame: CaseFrame, today: PlainDate): Promise<readonly Gate[]> {
  const facts = await communicationFacts(db, frame.id, today, frame);
  const [ofLetters, ofConferences] = await Promise.all([
    letterGates(db, frame.id, today, facts),
    conferenceGates(db, frame.id, today, facts),
  ]);
  return [
    ...notYetApproached(facts).map((id) => approachResponsibleGate(facts, id)),
    ...pairsOf(frame).flatMap((pair) => modesTalkedOf(facts, pair).map((mode) => communicateGate(facts, mode, pair))),
    ...ofLetters,
    ...ofConferences,
  ];
}

function notYetApproached(facts: CommunicationFacts): readonly ParticipantId[] {
  return facts.participants
    .filter(({ parts, approachedOn }) => parts.includes('responsible') && approachedOn === null)
    .map(({ id }) => id);
}

/** The pairs of a case, each once: where each harmed the other, one pair. */
function pairsOf(frame: CaseFrame): readonly (readonly [ParticipantId, ParticipantId])[] {
  const pairs = new Map<string, readonly [ParticipantId, ParticipantId]>();
  for (const { harmedId, responsibleId } of frame.links) {
    const key = [harmedId, responsibleId].toSorted().join(' ');
    if (!pairs.has(key)) pairs.set(key, [responsibleId, harmedId]);
  }
  return [...pairs.values()];
}

/** The ways somebody of a pair has said yes to; before anybody has, a letter and a meeting. */
function modesTalkedOf(facts: CommunicationFacts, pair: readonly ParticipantId[]): readonly Mode[] {
  const said = modes.filter((mode) =>
    facts.standing.stands.some(
      (stand) => stand.mode === mode && stand.answer === 'given' && pair.includes(stand.participantId),
    ),
  );
  return said.length > 0 ? said : ['letter', 'meeting'];
}
