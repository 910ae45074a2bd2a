import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Somebody of the body that pays; who they are stands in the register of staff. */
export interface Commissioner {
  readonly staffId: StaffId;
  readonly bodyName: string;
}

/** Everybody who looks, or looked, at the figures for the body that pays. */
export async function commissionersOf(db: Db): Promise<readonly Commissioner[]> {
  return db.rows(sql<Commissioner>`
    select staff_id as "staffId", body_name as "bodyName" from app.commissioners order by staff_id limit 500`);
}

/** The body that somebody looks at the figures for; undefined for anybody else. */
export async function bodyOf(db: Db, staffId: StaffId): Promise<string | undefined> {
  const row = await db.row(sql<{ name: string }>`
    select body_name as name from app.commissioners where staff_id = ${staffId}`);
  return row?.name;
}
