import { sql, type Db, type Query } from '#platform/sql.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { As } from './rules.ts';

export { isLevelEnough } from './rules.ts';

export interface AllocationLine {
  readonly staffId: StaffId;
  readonly as: As;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
  readonly overrideReason: string;
  readonly overrideBy: StaffId | null;
}

/** Everybody who works or worked on a case, the newest first. */
export async function allocationsOf(db: Db, caseId: CaseId): Promise<readonly AllocationLine[]> {
  return db.rows(sql<AllocationLine>`
    select staff_id as "staffId", role as "as", from_at as "fromAt", until_at as "untilAt",
           override_reason as "overrideReason", override_by as "overrideBy"
      from app.allocations where case_id = ${caseId} order by from_at desc, id limit 200`);
}

/** The cases that somebody leads now, or with nobody named those that anybody leads: a part of a neighbour's query. */
export function ledCases(staffId: StaffId | null): Query<unknown> {
  return sql`select a.case_id from app.allocations a
    where a.role = 'lead' and a.until_at is null and (${staffId}::uuid is null or a.staff_id = ${staffId})`;
}

export interface Conflict {
  readonly staffId: StaffId;
  readonly because: string;
  readonly declaredAt: Date;
  readonly liftedBecause: string;
  readonly liftedAt: Date | null;
}

/** Who has a conflict of interest in a case now: a part of a neighbour's query. */
export function conflictedIn(caseId: CaseId): Query<unknown> {
  return sql`select k.staff_id from app.conflicts k where k.case_id = ${caseId} and k.lifted_at is null`;
}

/** The conflicts of interest that were ever declared in a case, the newest first. */
export async function conflictsOf(db: Db, caseId: CaseId): Promise<readonly Conflict[]> {
  return db.rows(sql<Conflict>`
    select staff_id as "staffId", because, declared_at as "declaredAt", lifted_because as "liftedBecause", lifted_at as "liftedAt"
      from app.conflicts where case_id = ${caseId} order by declared_at desc, id limit 200`);
}
