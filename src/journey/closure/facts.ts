import { hasBookedConference } from '#journey/conference/facts.ts';
import { hasLetterOnOffer } from '#journey/exchange/facts.ts';
import { openFollowUps } from '#journey/follow-up/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';
import type { ClosureReason, EndOfCase } from './rules.ts';

export { closeCaseGate, type EndOfCase } from './rules.ts';

/** What stands between a case and its end. */
export async function endOfCase(db: Db, caseId: CaseId, status: CaseStatus): Promise<EndOfCase> {
  return {
    status,
    openFollowUps: await openFollowUps(db, caseId),
    hasBookedConference: await hasBookedConference(db, caseId),
    hasLetterOnOffer: await hasLetterOnOffer(db, caseId),
  };
}

export interface Closure {
  readonly reason: ClosureReason;
  readonly note: string;
  readonly openFollowUpsBecause: string;
  readonly closedOn: PlainDate;
  readonly reopenedOn: PlainDate | null;
  readonly reopenedBecause: string;
}

/** Every time a case was closed and opened again, newest first. */
export async function closuresOf(db: Db, caseId: CaseId): Promise<readonly Closure[]> {
  return db.rows(sql<Closure>`
    select reason, note, open_follow_ups_because as "openFollowUpsBecause", closed_on as "closedOn", reopened_on as "reopenedOn",
           reopened_because as "reopenedBecause" from app.closures where case_id = ${caseId} order by closed_on desc, id`);
}

/** As a participant may be told of the end of their case: whether it was finished, and not why it was not; undefined while it is open. */
export async function ownEnding(db: Db, caseId: CaseId): Promise<{ readonly isFinished: boolean } | undefined> {
  return db.row(sql<{ isFinished: boolean }>`
    select is_finished as "isFinished" from app.closures where case_id = ${caseId} and reopened_on is null`);
}

export interface Hold {
  readonly reason: string;
  readonly fromOn: PlainDate;
  readonly reviewOn: PlainDate;
  readonly endedOn: PlainDate | null;
}

/** Every pause of a case, newest first. */
export async function holdsOf(db: Db, caseId: CaseId): Promise<readonly Hold[]> {
  return db.rows(sql<Hold>`
    select reason, from_on as "fromOn", review_on as "reviewOn", ended_on as "endedOn"
      from app.holds where case_id = ${caseId} order by from_on desc, id`);
}
