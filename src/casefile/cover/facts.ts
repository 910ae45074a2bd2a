import { sql, type Db, type Query } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';

/** Who covers which days away. */
export interface CoverLine {
  readonly id: string;
  readonly absenceId: string;
  readonly coverId: StaffId;
}

/** The covers of some days away that were not ended. */
export async function coversOf(db: Db, absenceIds: readonly string[]): Promise<readonly CoverLine[]> {
  return db.rows(sql<CoverLine>`
    select id, absence_id as "absenceId", cover_id as "coverId"
      from app.covers where absence_id = any(${absenceIds}::uuid[]) and ended_at is null order by said_at, id`);
}

function holding(today: PlainDate): Query<unknown> {
  return sql`app.covers v join app.absences b on b.service_id = v.service_id and b.id = v.absence_id and b.cancelled_at is null
        and v.ended_at is null and ${today} between b.from_on and b.until_on`;
}

/** For whom somebody covers on a day: a part of a neighbour's query. */
export function coveredBy(staffId: StaffId, today: PlainDate): Query<unknown> {
  return sql`select b.staff_id from ${holding(today)} where v.cover_id = ${staffId}`;
}

/** For whom somebody covers today, until when, and which cases that opens for them. */
export interface CoveringFor {
  readonly name: string;
  readonly untilOn: PlainDate;
  readonly references: readonly string[];
}

/** For whom somebody covers today, as they may see it themselves. */
export async function coveringFor(db: Db, staffId: StaffId, today: PlainDate): Promise<readonly CoveringFor[]> {
  return db.rows(sql<CoveringFor>`
    select s.name, b.until_on as "untilOn",
           array(select c.reference from app.allocations a join app.cases c on c.service_id = a.service_id and c.id = a.case_id
              join app.case_readers r on r.service_id = a.service_id and r.case_id = a.case_id and r.because = 'covering'
             where a.service_id = b.service_id and a.staff_id = b.staff_id and a.until_at is null
             order by c.touched_at desc, c.id limit 100) as references
      from ${holding(today)} join app.staff s on s.service_id = b.service_id and s.id = b.staff_id
     where v.cover_id = ${staffId} order by b.until_on, s.name, v.id limit 50`);
}

/** Who covers today for somebody who works on a case. */
export interface CoverOfCase {
  readonly coverName: string;
  readonly awayName: string;
  readonly untilOn: PlainDate;
}

/** Who covers today in a case, for whoever may open it. */
export async function coversOfCase(db: Db, caseId: CaseId, today: PlainDate): Promise<readonly CoverOfCase[]> {
  return db.rows(sql<CoverOfCase>`
    select k.name as "coverName", s.name as "awayName", b.until_on as "untilOn"
      from ${holding(today)}
      join app.allocations a on a.service_id = b.service_id and a.staff_id = b.staff_id and a.case_id = ${caseId} and a.until_at is null
      join app.staff s on s.service_id = b.service_id and s.id = b.staff_id
      join app.staff k on k.service_id = v.service_id and k.id = v.cover_id
     order by k.name, v.id limit 50`);
}
