import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Agency } from './rules.ts';

export async function insertAgency(hand: Hand, { id, name, kind }: Agency): Promise<void> {
  await hand.run(sql`
    insert into app.agencies (service_id, id, name, kind) values (${hand.serviceId}, ${id}, ${name}, ${kind})`);
}

/** Puts somebody who is in the register at an agency. */
export async function insertPerson(
  hand: Hand,
  person: { readonly staffId: StaffId; readonly agencyId: string; readonly seesAll: boolean },
): Promise<void> {
  await hand.run(sql`
    insert into app.agency_people (service_id, staff_id, agency_id, sees_all)
    values (${hand.serviceId}, ${person.staffId}, ${person.agencyId}, ${person.seesAll})`);
}
