import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';

/** Something staff want to remember, of one side or of the case as a whole. */
export interface Note {
  /** Whose side it belongs to; null is the case as a whole. (NOT-2) */
  readonly participantId: ParticipantId | null;
  readonly words: string;
  readonly happenedOn: PlainDate;
}

export type CannotWrite = 'happened-in-the-future' | 'nothing-was-written';

/** A note says something, about a day that was. A closed case takes notes too. (NOT-1) */
export function write(note: Note, today: PlainDate): Decision<Note, CannotWrite> {
  const reasons: CannotWrite[] = [];
  if (note.words === '') reasons.push('nothing-was-written');
  if (note.happenedOn > today) reasons.push('happened-in-the-future');
  return refuseAny(reasons, note);
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotWrite): string {
  switch (reason) {
    case 'happened-in-the-future':
      return 'The day it is about cannot be after today';
    case 'nothing-was-written':
      return 'Write the note';
    default:
      return unreachable(reason);
  }
}
