import { holdCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import { write, type CannotWrite, type Note } from './rules.ts';
import { addNote } from './store.ts';

/** Writes a note about one side or about the case; the history says that there is one, never what it says. */
export async function writeNote(hand: Hand, note: Note): Promise<Decision<Note, CannotWrite>> {
  await holdCase(hand);
  const decision = write(note, dayOf(hand.at));
  if (!decision.ok) return decision;
  await addNote(hand, note);
  const { participantId, happenedOn } = note;
  await hand.announce({ name: 'note.written', participantId, happenedOn });
  return decision;
}
