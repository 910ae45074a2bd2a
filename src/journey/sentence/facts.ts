import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { Sentencing } from './rules.ts';

export { fallsDue } from './rules.ts';

/** Where somebody of a case stands with the court, for staff who may open it; undefined where nobody wrote it down. */
export async function sentencingOf(
  db: Db,
  caseId: CaseId,
  participantId: ParticipantId,
): Promise<Sentencing | undefined> {
  return db.row(sql<Sentencing>`
    select plea, hearing_on as "hearingOn", report_due_on as "reportDueOn", offered
      from app.sentencings where case_id = ${caseId} and participant_id = ${participantId}`);
}
