import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';

/** Somebody of the body that pays, as the list shows them. */
export interface Commissioner {
  readonly staffId: StaffId;
  readonly bodyName: string;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly endsOn: PlainDate | null;
  readonly leftAt: Date | null;
}

/** Everybody who looks, or looked, at the figures for the body that pays, by name. */
export async function commissionersOf(db: Db): Promise<readonly Commissioner[]> {
  return db.rows(sql<Commissioner>`
    select c.staff_id as "staffId", c.body_name as "bodyName", s.name, s.email, s.is_active as "isActive", s.ends_on as "endsOn", s.left_at as "leftAt"
      from app.commissioners c join app.staff s on s.service_id = c.service_id and s.id = c.staff_id
     order by s.left_at is not null, s.name, s.id limit 200`);
}

/** The body that somebody looks at the figures for; undefined for anybody else. */
export async function bodyOf(db: Db, staffId: StaffId): Promise<string | undefined> {
  const row = await db.row(sql<{ name: string }>`
    select body_name as name from app.commissioners where staff_id = ${staffId}`);
  return row?.name;
}
