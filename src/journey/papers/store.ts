import { keptDigest } from '#casefile/protection/facts.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Paper, PaperId } from './rules.ts';

/** Passes a copy on, frozen as it is now, with the line of the ledger it rests on; under the key of whose document it is. */
export async function addPaper(
  hand: Hand,
  made: Pick<Paper, 'documentId' | 'fromId' | 'toId'> & {
    readonly name: string;
    readonly kind: string;
    readonly size: number;
    readonly fileKey: string;
    /** Its name and words as they were looked through. */
    readonly words: string;
    readonly consentSeq: number | null;
  },
): Promise<void> {
  const seal = (text: string) => sealed(ofParticipant(made.fromId), text);
  await hand.run(sql`
    insert into app.papers (service_id, case_id, document_id, from_id, participant_id, name, kind, size, file_key, words_digest,
                            read_through_by, released_by, released_at, consent_seq)
    values (${hand.serviceId}, ${hand.caseId}, ${made.documentId}, ${made.fromId}, ${made.toId}, ${seal(made.name)}, ${made.kind}, ${made.size},
            ${seal(made.fileKey)}, ${keptDigest(hand, made.toId, made.words)}, ${hand.actor.id}, ${hand.actor.id}, ${hand.at}, ${made.consentSeq})`);
}

/** Takes a copy back; `by` is null where what it rested on is gone. */
export async function markTakenBack(hand: Hand, paper: Paper, by: string | null): Promise<void> {
  const written = await hand.run(sql`
    update app.papers set revoked_at = ${hand.at}, revoked_by = ${by}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${paper.id} and revoked_at is null and read_at is null`);
  if (written !== 1) throw new Error(`The paper ${paper.id} was opened meanwhile`);
}

/** Notes that the reader opened their copy. */
export async function markOpened(hand: Hand, id: PaperId, readerId: ParticipantId): Promise<void> {
  await hand.run(sql`
    update app.papers set read_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and participant_id = ${readerId}
       and revoked_at is null and read_at is null`);
}
