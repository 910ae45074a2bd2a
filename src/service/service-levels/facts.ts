import { sql, type Db } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { usualLevels, type ServiceLevels } from '#vocabulary/service-levels.ts';

/** What the service of the reader promises, in working days. (LVL-1) */
export async function levelsOf(db: Db): Promise<ServiceLevels> {
  const said = await db.row(sql<ServiceLevels>`
    select acknowledge, triage, allocate, first_contact as "firstContact" from app.service_levels
     where service_id = (select app.service_id())`);
  return said ?? usualLevels;
}

/** What whoever writes to us, or refers somebody, is told: how soon it is read and decided. */
export async function levelsTold(db: Db): Promise<Pick<ServiceLevels, 'acknowledge' | 'triage'>> {
  const said = await db.row(sql<Pick<ServiceLevels, 'acknowledge' | 'triage'>>`
    select acknowledge, triage from app.service_levels where service_id = (select app.service_id())`);
  return said ?? usualLevels;
}

/** Who set the levels last, and when; undefined while they are the usual ones. */
export async function levelsSet(db: Db): Promise<{ readonly by: StaffId; readonly at: Date } | undefined> {
  return db.row(sql<{ by: StaffId; at: Date }>`
    select set_by as by, set_at as at from app.service_levels where service_id = (select app.service_id())`);
}
