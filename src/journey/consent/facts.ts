import { isChildOn, participantsOf } from '#casefile/cases/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Standing } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { standingAt, type Statement } from './rules.ts';

export interface LedgerLine extends Statement {
  readonly seq: number;
  readonly wording: string;
  readonly how: string;
}

/** The ledger of a case in the order it was recorded; a participant reads their own lines only. */
export async function ledgerOf(db: Db, caseId: CaseId): Promise<readonly LedgerLine[]> {
  return db.rows(sql<LedgerLine>`
    select seq, participant_id as "participantId", guardian_id as "guardianId", purpose, mode, toward_id as "towardId",
           item_id as "itemId", answer, ask_after as "askAfter", said_on as "saidOn", recorded_at as "recordedAt", wording, how
      from app.consents where case_id = ${caseId} order by seq`);
}

/** Where everybody in a case stands, now or at a past moment, and who is a child whose guardian must agree too. */
export async function standingOf(db: Db, caseId: CaseId, today: PlainDate, moment?: Date): Promise<Standing> {
  const ledger = await ledgerOf(db, caseId);
  const participants = await participantsOf(db, caseId);
  return {
    stands: moment ? standingAt(ledger, moment) : ledger,
    children: participants.filter((participant) => isChildOn(participant, today)).map(({ id }) => id),
  };
}
