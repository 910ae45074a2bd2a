import { guardiansOfQ } from '#casefile/people/facts.ts';
import { sql, type Db, type Query } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { Standing, View } from './rules.ts';

export interface StandingLine extends Standing {
  readonly recordedBy: StaffId;
}

/** How each guardian in a case stands now. */
export async function standingsOf(db: Db, caseId: CaseId): Promise<readonly StandingLine[]> {
  return db.rows(sql<StandingLine>`
    select distinct on (companion_id) participant_id as "participantId", companion_id as "companionId", parental, side, words,
           said_on as "saidOn", recorded_by as "recordedBy"
      from app.guardian_standings where case_id = ${caseId} order by companion_id, seq desc`);
}

export interface ViewLine extends View {
  readonly recordedBy: StaffId;
}

/** What children in a case said themselves, and what was found of what people can decide; the newest first. */
export async function viewsOf(db: Db, caseId: CaseId): Promise<readonly ViewLine[]> {
  return db.rows(sql<ViewLine>`
    select participant_id as "participantId", kind, decision, view, words, support, safeguarding, said_on as "saidOn",
           recorded_by as "recordedBy"
      from app.decision_views where case_id = ${caseId} order by seq desc limit 100`);
}

/** Who in the case `c` of a neighbour's query has no guardian without a side of their own: what the gates weigh of children. (DCD-5) */
export const withoutGuardianInC: Query<unknown> = sql`coalesce((select json_agg(q.id) from app.participants q
  where q.service_id = c.service_id and q.case_id = c.id and not exists (select from (${guardiansOfQ}) m
    where coalesce((select s.side from app.guardian_standings s where s.service_id = c.service_id and s.case_id = c.id and s.companion_id = m.id
      order by s.seq desc limit 1), 'not-known') in ('none', 'not-known'))), '[]')`;
