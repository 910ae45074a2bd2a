import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { StandIn } from './rules.ts';

export { countedAs } from './rules.ts';

/** How somebody of a case stands in, for staff who may open it or on the hand; undefined where they speak for themselves. */
export async function standInOf(db: Db, caseId: CaseId, participantId: ParticipantId): Promise<StandIn | undefined> {
  return db.row(sql<StandIn>`
    select for_id as "forId", because, wish, link, speaks_for as "speaksFor"
      from app.stand_ins where case_id = ${caseId} and participant_id = ${participantId} and ended_at is null`);
}
