import type { KeyOwner } from '#platform/sql.ts';
import type { ParticipantId } from './ids.ts';

/** A text about or from a participant of the case that is held: under the key of the person or organisation they are. */
export function ofParticipant(id: ParticipantId): KeyOwner {
  return { kind: 'participant', id };
}

/** A text about the case that is held as a whole. */
export function ofHeldCase({ caseId }: { readonly caseId: string }): KeyOwner {
  return { kind: 'case', id: caseId };
}

/** A text of one side, or where it is nobody's alone of the case that is held. */
export function ofSide(held: { readonly caseId: string }, id: ParticipantId | null): KeyOwner {
  return id === null ? ofHeldCase(held) : ofParticipant(id);
}
