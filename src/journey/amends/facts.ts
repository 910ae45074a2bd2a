import { type OnTheirWay, toEach } from '#casefile/protection/facts.ts';
import { namesKnown } from '#journey/conference/crossing-facts.ts';
import { type Db, sql } from '#platform/sql.ts';
import type { Amends } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AmendsId, CaseId } from '#vocabulary/ids.ts';

/** One line of what was done towards a promise. */
export interface ProgressLine {
  readonly id: string;
  readonly happenedOn: PlainDate;
  readonly pence: number | null;
  readonly minutes: number | null;
  readonly note: string;
  readonly evidence: string;
  readonly byKind: 'staff' | 'participant';
}

/** How a promise came out, with what only staff see of it. */
export interface SettledHow {
  readonly because: string;
  readonly verifiedByKind: 'staff' | 'participant' | null;
  readonly verifiedById: string | null;
}

/** What was done towards a promise in every version of its agreement, newest first; for staff. */
export async function progressTowards(
  db: Db,
  caseId: CaseId,
  amends: Pick<Amends, 'promiseId'>,
): Promise<readonly ProgressLine[]> {
  return db.rows(sql<ProgressLine>`
    select p.id, p.happened_on as "happenedOn", p.pence, p.minutes, p.note, p.evidence, p.actor_kind as "byKind"
      from app.amends_progress p
      join app.amends a on a.service_id = p.service_id and a.case_id = p.case_id and a.id = p.amends_id
     where p.case_id = ${caseId} and a.promise_id = ${amends.promiseId} order by p.happened_on desc, p.recorded_at desc`);
}

/** Why a promise was settled as it was, and who verified it; for staff. */
export async function settledHow(db: Db, caseId: CaseId, id: AmendsId): Promise<SettledHow | undefined> {
  return db.row(sql<SettledHow>`
    select settled_because as because, verified_by_kind as "verifiedByKind", verified_by as "verifiedById"
      from app.amends where case_id = ${caseId} and id = ${id}`);
}

/** What was done towards a promise, as the person who owes it reads it: never what staff keep as evidence. */
export async function ownProgress(
  db: Db,
  caseId: CaseId,
  amends: Pick<Amends, 'promiseId'>,
): Promise<readonly Omit<ProgressLine, 'evidence' | 'byKind'>[]> {
  return db.rows(sql<Omit<ProgressLine, 'evidence' | 'byKind'>>`
    select p.id, p.happened_on as "happenedOn", p.pence, p.minutes, p.note
      from app.amends_progress p
      join app.amends a on a.service_id = p.service_id and a.case_id = p.case_id and a.id = p.amends_id
     where p.case_id = ${caseId} and a.promise_id = ${amends.promiseId} order by p.happened_on desc, p.recorded_at desc`);
}

/** What staff note about a promise, on its way to whoever owes it. (PRO-6) */
export async function wordsOfNote(
  db: Db,
  caseId: CaseId,
  { id, owedById }: Pick<Amends, 'id' | 'owedById'>,
  words: string,
): Promise<readonly OnTheirWay[]> {
  return toEach([owedById], { way: 'amends-note', aboutId: id, words }, await namesKnown(db, caseId));
}
