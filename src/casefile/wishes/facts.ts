import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { Said } from './rules.ts';

export interface SaidWish extends Said {
  readonly participantId: ParticipantId;
}

/** With whom the participants of a case would rather speak, of those who said so. */
export async function wishesOf(db: Db, caseId: CaseId): Promise<readonly SaidWish[]> {
  return db.rows(sql<SaidWish>`
    select participant_id as "participantId", wish, said_on as "saidOn"
      from app.facilitator_wishes where case_id = ${caseId} order by participant_id`);
}
