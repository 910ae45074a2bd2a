import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import { explain, type CannotTake, type Document, type DocumentId, type Read } from './rules.ts';

export interface DocumentOnFile extends Document {
  readonly addedBy: StaffId;
  readonly addedAt: Date;
  readonly takenAwayBy: StaffId | null;
  readonly takenAwayBecause: string;
}

/** How many documents a page holds. */
export const documentsAtOnce = 20;

/** Where a list of documents was left. */
export type DocumentCursor = Pick<DocumentOnFile, 'id' | 'addedAt'>;

const onFile = sql`
  id, participant_id as "participantId", name, about, kind, size, added_by as "addedBy", added_at as "addedAt",
  taken_away_at as "takenAwayAt", taken_away_by as "takenAwayBy", taken_away_because as "takenAwayBecause"`;

/** The documents of a case, the newest first, from before one on; one more than a page, if there is one more. */
export async function documentsOf(
  db: Db,
  caseId: CaseId,
  before: DocumentCursor | null,
): Promise<readonly DocumentOnFile[]> {
  return db.rows(sql<DocumentOnFile>`
    select ${onFile} from app.documents
     where case_id = ${caseId}
       and (${before?.addedAt ?? null}::timestamptz is null or (added_at, id) < (${before?.addedAt ?? null}, ${before?.id ?? null}))
     order by added_at desc, id desc limit ${documentsAtOnce + 1}`);
}

/** One document of a case, or nothing. */
export async function documentOf(db: Db, caseId: CaseId, id: string): Promise<DocumentOnFile | undefined> {
  return db.row(sql<DocumentOnFile>`select ${onFile} from app.documents where case_id = ${caseId} and id = ${id}`);
}

/** What is needed to open a content, or to look its words through. */
export interface Inside extends Required<Read> {
  readonly id: DocumentId;
  readonly fileKey: string;
}

/** What is inside a document: the key of its content and the words that could be read of it. */
export async function insideOf(db: Db, caseId: CaseId, id: string): Promise<Inside | undefined> {
  return db.row(sql<Inside>`
    select id, file_key as "fileKey", words, are_words_whole as "areWordsWhole", pages, unread_because as "unreadBecause"
      from app.documents where case_id = ${caseId} and id = ${id} and taken_away_at is null`);
}

/** What is looked through before a copy crosses: its name, and what could be read of its words. */
export function wordsToLookThrough(
  { name }: Pick<DocumentOnFile, 'name'>,
  { words }: { readonly words: string },
): string {
  return words === '' ? name : `${name}\n${words}`;
}

export {
  acceptedEndings,
  endingOf,
  kinds,
  lookedInto,
  sizeInWords,
  type CannotTake,
  type DocumentId,
  type DocumentKind,
  type Looked,
  type Read,
} from './rules.ts';

/** Why one of several files was not taken, said with its name. */
export function whyNotTaken(name: string, because: CannotTake): string {
  return `${name} was not added: ${explain(because)}`;
}

/** Which of these contents a case has a document of. */
export async function documentsThereOf(
  db: Db,
  caseId: CaseId,
  ids: readonly DocumentId[],
): Promise<ReadonlySet<string>> {
  const rows = await db.rows(sql<{ id: DocumentId }>`
    select id from app.documents where case_id = ${caseId} and id = any(${ids}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
}

/** How many bytes the documents of a case are. */
export async function bytesOf(db: Db, caseId: CaseId): Promise<number> {
  const row = await db.row(sql<{ bytes: number }>`
    select coalesce(sum(size), 0)::bigint as bytes from app.documents where case_id = ${caseId}`);
  return row?.bytes ?? 0;
}
