import { harmLinksOf, participantsOf } from '#casefile/cases/facts.ts';
import { companionsOf } from '#casefile/people/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ConferenceId } from '#vocabulary/ids.ts';
import { runSheetFor, type Meeting, type Step } from './rules.ts';

/** The run sheet as it was written down; empty while it was not. */
export async function runSheetOf(db: Db, conferenceId: ConferenceId): Promise<readonly Step[]> {
  return db.rows(sql<Step>`
    select words, minutes from app.run_sheet_steps where conference_id = ${conferenceId} order by position`);
}

/** The run sheet in the usual order of questions, made from who comes as it now is. */
export async function usualRunSheet(db: Db, caseId: CaseId, meeting: Meeting): Promise<readonly Step[]> {
  const participants = await participantsOf(db, caseId);
  const links = await harmLinksOf(db, caseId);
  return runSheetFor(meeting, { participants, links, companions: await companionsOf(db, caseId) });
}
