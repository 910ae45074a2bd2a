import { sql, type Db } from '#platform/sql.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import type { Agency } from './rules.ts';

export type { Agency } from './rules.ts';

/** Every agency that whoever asks may know of, by name. */
export async function agenciesOf(db: Db): Promise<readonly Agency[]> {
  return db.rows(sql<Agency>`select id, name, kind from app.agencies order by lower(name), id`);
}

/** One agency by its id. */
export async function agencyById(db: Db, id: AgencyId): Promise<Agency | undefined> {
  return db.row(sql<Agency>`select id, name, kind from app.agencies where id = ${id}`);
}

/** Somebody of an agency who may refer people. */
export interface AgencyPlace {
  readonly staffId: StaffId;
  readonly agencyId: AgencyId;
  /** Whether they follow what their colleagues referred too. */
  readonly seesAll: boolean;
}

/** Who refers for an agency. */
export async function peopleOfAgency(db: Db, id: AgencyId): Promise<readonly AgencyPlace[]> {
  return db.rows(sql<AgencyPlace>`
    select staff_id as "staffId", agency_id as "agencyId", sees_all as "seesAll" from app.agency_people where agency_id = ${id}`);
}

/** The agency somebody refers for, as they or the hand ask; undefined for staff of the service. */
export async function placeOfReferrer(db: Db, staffId: StaffId): Promise<(Agency & AgencyPlace) | undefined> {
  return db.row(sql<Agency & AgencyPlace>`
    select a.id, a.name, a.kind, p.staff_id as "staffId", p.agency_id as "agencyId", p.sees_all as "seesAll"
      from app.agency_people p join app.agencies a on a.service_id = p.service_id and a.id = p.agency_id
     where p.staff_id = ${staffId}`);
}

/** Who of an agency follows a referral that one of them made: they themselves, and whoever follows all of it. */
export async function followersOf(db: Db, id: AgencyId, referredBy: StaffId): Promise<readonly StaffId[]> {
  const rows = await db.rows(sql<{ staffId: StaffId }>`
    select staff_id as "staffId" from app.agency_people where agency_id = ${id} and (sees_all or staff_id = ${referredBy})`);
  return rows.map(({ staffId }) => staffId);
}
