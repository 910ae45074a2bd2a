import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

export interface StaffCard {
  readonly id: StaffId;
  readonly name: string;
  readonly email: string;
  readonly level: PracticeLevel;
  readonly roles: readonly StaffRole[];
  readonly isActive: boolean;
}

/** Everybody who works, or worked, in the service, by name. */
export async function staffOf(db: Db): Promise<readonly StaffCard[]> {
  return db.rows(sql<StaffCard>`
    select s.id, s.name, s.email, s.practice_level as level, s.is_active as "isActive",
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.id order by r.role) as roles
      from app.staff s order by s.name, s.id`);
}

/** One member of staff by their id. */
export async function staffById(db: Db, id: StaffId): Promise<StaffCard | undefined> {
  return db.row(sql<StaffCard>`
    select s.id, s.name, s.email, s.practice_level as level, s.is_active as "isActive",
           array(select r.role from app.staff_roles r where r.service_id = s.service_id and r.staff_id = s.id order by r.role) as roles
      from app.staff s where s.id = ${id}`);
}

/** The names of staff by their id, for lines that say who did something. */
export async function staffNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows(sql<{ id: StaffId; name: string }>`select id, name from app.staff`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
