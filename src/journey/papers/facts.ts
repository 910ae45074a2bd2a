import type { DocumentKind } from '#casefile/documents/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { communicateGate, communicationFacts, type CommunicationFacts } from '#journey/preparation/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Paper, PaperId, Weighed } from './rules.ts';

export type { Looked } from '#casefile/documents/facts.ts';

export interface PaperOnFile extends Paper {
  readonly releasedBy: StaffId;
  readonly releasedAt: Date;
}

/** Every copy that was passed on in a case, the newest first; for staff who may open it, or on the hand. */
export async function papersOf(db: Db, caseId: CaseId): Promise<readonly PaperOnFile[]> {
  return db.rows(sql<PaperOnFile>`
    select id, document_id as "documentId", from_id as "fromId", participant_id as "toId", released_by as "releasedBy",
           released_at as "releasedAt", revoked_at as "revokedAt", read_at as "readAt"
      from app.papers where case_id = ${caseId} order by released_at desc, id desc limit 500`);
}

/** What passing a document on to each of these weighs on a day. */
export async function weigh(
  db: Db,
  caseId: CaseId,
  document: { readonly id: string; readonly fromId: ParticipantId; readonly holdsFiles: boolean },
  to: { readonly readers: readonly ParticipantId[]; readonly today: PlainDate },
): Promise<readonly Weighed[]> {
  const facts = await communicationFacts(db, caseId, to.today);
  return to.readers.map((toId) => weighedFor(facts, { ...document, documentId: document.id, toId }));
}

function weighedFor(
  facts: CommunicationFacts,
  pair: Pick<Weighed, 'documentId' | 'fromId' | 'toId' | 'holdsFiles'>,
): Weighed {
  const called = (id: ParticipantId) => facts.participants.find((each) => each.id === id)?.called ?? 'Somebody';
  return {
    ...pair,
    fromCalled: called(pair.fromId),
    toCalled: called(pair.toId),
    standing: facts.standing,
    communicate: communicateGate(facts, 'shuttle', [pair.fromId, pair.toId]),
  };
}

/** The line of the ledger in which somebody said yes last to passing this on. (PAP-1) */
export async function yesTo(
  db: Db,
  caseId: CaseId,
  { documentId, fromId }: Pick<Paper, 'documentId' | 'fromId'>,
): Promise<number | undefined> {
  const ledger = await ledgerOf(db, caseId);
  return ledger.findLast(
    (line) =>
      line.participantId === fromId &&
      line.answer === 'given' &&
      line.purpose === 'share-item' &&
      line.itemId === documentId,
  )?.seq;
}

/** A copy that was passed on to somebody. */
export interface OwnPaper {
  readonly id: PaperId;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly size: number;
  readonly releasedAt: Date;
  readonly readAt: Date | null;
}

/** What was passed on to somebody, read as that person. */
export async function papersForMe(db: Db): Promise<readonly OwnPaper[]> {
  return db.rows(sql<OwnPaper>`
    select id, name, kind, size, released_at as "releasedAt", read_at as "readAt"
      from app.papers order by released_at desc, id desc limit 200`);
}

/** What opens the content of a copy that its reader has opened. */
export async function insideOfMine(
  db: Db,
  id: string,
): Promise<{ readonly documentId: string; readonly fileKey: string } | undefined> {
  return db.row(sql<{ documentId: string; fileKey: string }>`
    select document_id as "documentId", file_key as "fileKey" from app.papers where id = ${id} and read_at is not null`);
}
