import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { Note } from './rules.ts';

export interface NoteLine extends Note {
  readonly id: string;
  readonly writtenBy: StaffId;
  readonly writtenAt: Date;
}

/** How many notes a page holds. */
export const notesAtOnce = 20;

/** Where a list of notes was left. */
export type NoteCursor = Pick<NoteLine, 'id' | 'writtenAt'>;

/** The notes of a case, the newest first, from before one on; one more than a page, if there is one more. */
export async function notesOf(db: Db, caseId: CaseId, before: NoteCursor | null): Promise<readonly NoteLine[]> {
  return db.rows(sql<NoteLine>`
    select id, participant_id as "participantId", words, happened_on as "happenedOn", written_by as "writtenBy", written_at as "writtenAt"
      from app.notes
     where case_id = ${caseId}
       and (${before?.writtenAt ?? null}::timestamptz is null or (written_at, id) < (${before?.writtenAt ?? null}, ${before?.id ?? null}))
     order by written_at desc, id desc limit ${notesAtOnce + 1}`);
}
