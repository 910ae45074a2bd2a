import { sql, type Db, type Query } from '#platform/sql.ts';
import { awayOn } from '#service/facilitators/facts.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';

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

/** For whom somebody covers on a day: a part of a neighbour's query. */
export function coveredBy(staffId: StaffId, day: PlainDate): Query<unknown> {
  return sql`select b.staff_id from app.covers v join (${awayOn(day)}) b on b.service_id = v.service_id and b.id = v.absence_id
    where v.cover_id = ${staffId} and v.ended_at is null`;
}

/** Who covers on a day for somebody, and until when. */
export interface Holding {
  readonly coverId: StaffId;
  readonly awayId: StaffId;
  readonly untilOn: PlainDate;
}

/** Who covers on a day for some members of staff. */
export async function coversFor(db: Db, awayIds: readonly StaffId[], day: PlainDate): Promise<readonly Holding[]> {
  return db.rows(sql<Holding>`
    select v.cover_id as "coverId", b.staff_id as "awayId", b.until_on as "untilOn"
      from app.covers v join (${awayOn(day)}) b on b.service_id = v.service_id and b.id = v.absence_id
     where b.staff_id = any(${awayIds}::uuid[]) and v.ended_at is null order by b.until_on, v.id`);
}
