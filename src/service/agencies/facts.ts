import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyEmail } from '#vocabulary/agencies.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import type { Agency } from './rules.ts';
import type { Telling } from './telling-rules.ts';

export type { Agency } from './rules.ts';

/** An agency with how many of its newest referrals in a row were of people whom nobody had told. (TEL-2) */
export interface KnownAgency extends Agency {
  readonly untoldInARow: number;
}

/** Every agency that whoever asks may know of, by name. */
export async function agenciesOf(db: Db): Promise<readonly KnownAgency[]> {
  return db.rows(sql<KnownAgency>`
    select id, name, kind, untold_in_a_row as "untoldInARow" from app.agencies order by lower(name), id`);
}

/** One agency by its id. */
export async function agencyById(db: Db, id: AgencyId): Promise<KnownAgency | undefined> {
  return db.row(sql<KnownAgency>`
    select id, name, kind, untold_in_a_row as "untoldInARow" from app.agencies where id = ${id}`);
}

/** Somebody of an agency who may refer people. */
export interface AgencyPlace {
  readonly staffId: StaffId;
  readonly agencyId: AgencyId;
  /** Whether they follow what their colleagues referred too. */
  readonly seesAll: boolean;
  /** How many of their newest referrals in a row were of people whom nobody had told. (TEL-2) */
  readonly untoldInARow: number;
}

/** Who refers for an agency. */
export async function peopleOfAgency(db: Db, id: AgencyId): Promise<readonly AgencyPlace[]> {
  return db.rows(sql<AgencyPlace>`
    select staff_id as "staffId", agency_id as "agencyId", sees_all as "seesAll", untold_in_a_row as "untoldInARow"
      from app.agency_people where agency_id = ${id}`);
}

/** The agency somebody refers for, as they or the hand ask; undefined for staff of the service. */
export async function placeOfReferrer(db: Db, staffId: StaffId): Promise<(Agency & AgencyPlace) | undefined> {
  return db.row(sql<Agency & AgencyPlace>`
    select a.id, a.name, a.kind, p.staff_id as "staffId", p.agency_id as "agencyId", p.sees_all as "seesAll",
           p.untold_in_a_row as "untoldInARow"
      from app.agency_people p join app.agencies a on a.service_id = p.service_id and a.id = p.agency_id
     where p.staff_id = ${staffId}`);
}

/** What decides whether whoever asks is offered words, and for whose referrals: undefined for who refers for no agency. (TEL-1) */
export async function tellingOf(db: Db, staffId: StaffId): Promise<Telling | undefined> {
  return db.row(sql<Telling>`
    select case when p.sees_all then a.untold_in_a_row else p.untold_in_a_row end as "untoldInARow",
           p.sees_all as "isOfAgency", p.words_put_away_on as "putAwayOn"
      from app.agency_people p join app.agencies a on a.service_id = p.service_id and a.id = p.agency_id
     where p.staff_id = ${staffId}`);
}

const wantsEmails = sql`array_remove(array[case when emailed_when_asked then 'asked' end, case when emailed_when_written then 'written' end,
  case when emailed_when_decided then 'decided' end], null)`;

/** When somebody of an agency wants an e-mail, as they ask; undefined for who refers for no agency. (AGN-4) */
export async function emailsOf(db: Db, staffId: StaffId): Promise<readonly AgencyEmail[] | undefined> {
  const found = await db.row(sql<{ wanted: readonly AgencyEmail[] }>`
    select ${wantsEmails} as wanted from app.agency_people where staff_id = ${staffId}`);
  return found?.wanted;
}

/** Those of them who want an e-mail about this. (AGN-4) */
export async function whoWants(hand: Hand, email: AgencyEmail, ids: readonly StaffId[]): Promise<readonly StaffId[]> {
  const rows = await hand.rows(sql<{ staffId: StaffId }>`
    select staff_id as "staffId" from app.agency_people
     where service_id = ${hand.serviceId} and staff_id = any(${ids}::uuid[]) and ${email} = any(${wantsEmails}) order by staff_id`);
  return rows.map(({ staffId }) => staffId);
}

/** Who of an agency follows a referral that one of them made: they themselves, and whoever follows all of it. */
export async function followersOf(db: Db, id: AgencyId, referredBy: StaffId): Promise<readonly StaffId[]> {
  const rows = await db.rows(sql<{ staffId: StaffId }>`
    select staff_id as "staffId" from app.agency_people where agency_id = ${id} and (sees_all or staff_id = ${referredBy})`);
  return rows.map(({ staffId }) => staffId);
}
