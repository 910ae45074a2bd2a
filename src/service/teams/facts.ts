import { sql, type Db } from '#platform/sql.ts';
import type { TeamId } from '#vocabulary/ids.ts';
import type { Team } from './rules.ts';

export type { Team } from './rules.ts';

/** Every team of the service, by name. A service has a handful. */
export async function teamsOf(db: Db): Promise<readonly Team[]> {
  return db.rows(sql<Team>`
    select t.id, t.name,
           array(select d.postcode_district from app.team_districts d where d.service_id = t.service_id and d.team_id = t.id order by 1) as districts,
           array(select m.staff_id from app.team_members m where m.service_id = t.service_id and m.team_id = t.id order by 1) as members
      from app.teams t order by lower(t.name)`);
}

/** The team that works in a district; null where none does, and for an empty district. */
export async function teamOfDistrict(db: Db, district: string): Promise<TeamId | null> {
  const row = await db.row(sql<{ teamId: TeamId }>`
    select team_id as "teamId" from app.team_districts where postcode_district = ${district}`);
  return row?.teamId ?? null;
}
