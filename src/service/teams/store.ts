import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { TeamId } from '#vocabulary/ids.ts';
import type { TeamDetails } from './rules.ts';

/** Adds a team with its districts and members. */
export async function insertTeam(hand: Hand, id: TeamId, team: TeamDetails): Promise<void> {
  await hand.run(sql`insert into app.teams (service_id, id, name) values (${hand.serviceId}, ${id}, ${team.name})`);
  await writeParts(hand, id, team);
}

/** Writes a team as it now is; whether there is such a team. Who stays a member is not touched. */
export async function rewriteTeam(hand: Hand, id: TeamId, team: TeamDetails): Promise<boolean> {
  const written = await hand.run(
    sql`update app.teams set name = ${team.name} where service_id = ${hand.serviceId} and id = ${id}`,
  );
  if (written !== 1) return false;
  await hand.run(sql`
    delete from app.team_districts
     where service_id = ${hand.serviceId} and team_id = ${id} and postcode_district <> all (${team.districts}::text[])`);
  await hand.run(sql`
    delete from app.team_members
     where service_id = ${hand.serviceId} and team_id = ${id} and staff_id <> all (${team.members}::uuid[])`);
  await writeParts(hand, id, team);
  return true;
}

async function writeParts(hand: Hand, id: TeamId, team: TeamDetails): Promise<void> {
  await hand.run(sql`
    insert into app.team_districts (service_id, team_id, postcode_district)
    select ${hand.serviceId}::uuid, ${id}::uuid, district from unnest(${team.districts}::text[]) district
     where not exists (select from app.team_districts d
       where d.service_id = ${hand.serviceId} and d.team_id = ${id} and d.postcode_district = district)`);
  await hand.run(sql`
    insert into app.team_members (service_id, team_id, staff_id)
    select ${hand.serviceId}::uuid, ${id}::uuid, staff from unnest(${team.members}::uuid[]) staff on conflict do nothing`);
}
