import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofSide } from '#vocabulary/key-owners.ts';
import type { Note } from './rules.ts';

/** Writes a note; a correction is another note. */
export async function addNote(hand: Hand, note: Note): Promise<void> {
  await hand.run(sql`
    insert into app.notes (service_id, case_id, participant_id, words, happened_on, written_by, written_at)
    values (${hand.serviceId}, ${hand.caseId}, ${note.participantId}, ${sealed(ofSide(hand, note.participantId), note.words)}, ${note.happenedOn}, ${hand.actor.id}, ${hand.at})`);
}
