import { sql, type Db, type Query } from '#platform/sql.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { CaseStatus, Complexity, Stage } from '#vocabulary/parts.ts';
import { workAtOnce, type As } from './rules.ts';

export { settlesFacilitating, takers } from './policy.ts';
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

/** The cases that some members of staff lead now, named by another query: a part of a neighbour's query. */
export function casesLedByAny(staff: Query<unknown>): Query<unknown> {
  return sql`select a.case_id from app.allocations a where a.role = 'lead' and a.until_at is null and a.staff_id in (${staff})`;
}

/** An open case that somebody works on, with what decides whether another may take it over. */
export interface WorkLine {
  readonly caseId: CaseId;
  readonly reference: string;
  readonly status: CaseStatus;
  readonly stage: Stage;
  readonly complexity: Complexity;
  readonly complexBecause: readonly ComplexSign[];
  readonly as: As;
  readonly now: readonly { readonly staffId: StaffId; readonly as: As }[];
  /** Who has a conflict of interest in it. */
  readonly conflicted: readonly StaffId[];
}

/** The cases that are not closed and that somebody works on, of those that whoever asks may open. */
export async function workOf(db: Db, staffId: StaffId): Promise<readonly WorkLine[]> {
  return db.rows(sql<WorkLine>`
    select c.id as "caseId", c.reference, c.status, c.stage, c.complexity,
           c.complex_because as "complexBecause", a.role as "as",
           (select json_agg(json_build_object('staffId', o.staff_id, 'as', o.role)) from app.allocations o
             where o.service_id = a.service_id and o.case_id = a.case_id and o.until_at is null) as now,
           array(select k.staff_id from app.conflicts k where k.service_id = a.service_id and k.case_id = a.case_id
             and k.lifted_at is null order by k.staff_id) as conflicted
      from app.allocations a join app.cases c on c.service_id = a.service_id and c.id = a.case_id
     where a.staff_id = ${staffId} and a.until_at is null and c.status <> 'closed'
     order by c.opened_on, c.reference limit ${workAtOnce}`);
}

/** Who works on the case `c` of a neighbour's query, and whether each is trained for it on a day: what the gates weigh of it. */
export function facilitatorsOfC(day: PlainDate): Query<unknown> {
  return sql`coalesce((select json_agg(json_build_object('as', a.role, 'isOverridden', a.override_by is not null,
      'isUntrained', app.trainings_lacked(a.staff_id, app.trainings_asked(c.complex_because), ${day}) <> '{}'))
    from app.allocations a where a.service_id = c.service_id and a.case_id = c.id and a.until_at is null
      and c.complex_because && array['domestic', 'sexual', 'young-sexual']), '[]')`;
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
