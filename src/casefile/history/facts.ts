import { sql, type Db } from '#platform/sql.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { PlainDate } from '#vocabulary/dates.ts';

/** One line of the history of a case: what was announced, by whom, the day it happened and when it was recorded. */
export interface HistoryLine {
  readonly seq: number;
  readonly said: Announcement;
  readonly happenedOn: PlainDate;
  readonly recordedAt: Date;
  readonly actorKind: 'staff' | 'participant' | 'visitor' | 'system';
  readonly actorId: string | null;
}

/** How many lines a page of the history holds. */
export const linesAtOnce = 50;

/** The history of a case, the newest first, from before a line on; one more than a page, if there is one more. */
export async function historyOf(db: Db, caseId: CaseId, before: number | null): Promise<readonly HistoryLine[]> {
  return db.rows(sql<HistoryLine>`
    select seq, detail || jsonb_build_object('name', name) as said, happened_on as "happenedOn", recorded_at as "recordedAt",
           actor_kind as "actorKind", actor_id as "actorId"
      from app.history
     where case_id = ${caseId} and (${before}::bigint is null or seq < ${before})
     order by seq desc limit ${linesAtOnce + 1}`);
}

export { sentenceOf } from './rules.ts';
