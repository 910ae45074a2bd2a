import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { ofSide } from '#vocabulary/key-owners.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Document, DocumentId, Read } from './rules.ts';

/** A document that is to be added, and the key of its content. */
export interface NewDocument extends Omit<Document, 'takenAwayAt'>, Read {
  readonly fileKey: string;
}

/** Adds a document; everything of it is under the key of whose side it is. */
export async function addDocument(hand: Hand, made: NewDocument): Promise<void> {
  const seal = (text: string) => sealed(ofSide(hand, made.participantId), text);
  await hand.run(sql`
    insert into app.documents (service_id, case_id, id, participant_id, name, about, kind, size, file_key, words, are_words_whole, pages, unread_because, added_by, added_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.id}, ${made.participantId}, ${seal(made.name)}, ${seal(made.about)}, ${made.kind}, ${made.size},
            ${seal(made.fileKey)}, ${seal(made.words)}, ${made.areWordsWhole}, ${made.pages ?? null}, ${made.unreadBecause ?? null}, ${hand.actor.id}, ${hand.at})`);
}

/** Notes that a document was taken away; its row and content stay until the record itself goes. */
export async function markTakenAway(
  hand: Hand,
  { id, participantId }: { readonly id: DocumentId; readonly participantId: ParticipantId | null },
  because: string,
): Promise<void> {
  const written = await hand.run(sql`
    update app.documents set taken_away_at = ${hand.at}, taken_away_by = ${hand.actor.id},
                             taken_away_because = ${sealed(ofSide(hand, participantId), because)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and taken_away_at is null`);
  if (written !== 1) throw new Error(`The document ${id} was taken away meanwhile`);
}

/** Writes into the security trail that a file was refused, by a code. */
export async function noteRefused(hand: Hand, because: 'virus-found'): Promise<void> {
  await hand.run(sql`select trails.note_security(${hand.serviceId}, 'file-refused', ${because})`);
}

/** Which of these contents have a row. */
export async function documentsThere(keeper: Keeper, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await keeper.ask(sql<{ id: string }>`select id from doorkeeper.documents_there(${ids}::uuid[]) as id`);
  return new Set(rows.map(({ id }) => id));
}
