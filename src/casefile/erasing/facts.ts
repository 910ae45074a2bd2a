import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { SharedText } from './rules.ts';

/** Every text about a case as a whole, with what was said of it for a participant. */
export async function sharedTextsOf(
  db: Db,
  { serviceId, caseId, participantId }: { serviceId: string; caseId: CaseId; participantId: ParticipantId },
): Promise<readonly SharedText[]> {
  return db.rows(sql<SharedText>`
    select t.tab, t.col, t.row_key as "rowKey", t.words, s.is_struck as "isStruck"
      from app.shared_texts(${serviceId}, ${caseId}) t
      left join app.struck_texts s on s.service_id = ${serviceId} and s.case_id = ${caseId} and s.participant_id = ${participantId}
       and s.tab = t.tab and s.col = t.col and s.row_key = t.row_key
     order by t.tab, t.row_key, t.col`);
}
