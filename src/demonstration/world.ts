import { createHash } from 'node:crypto';
import { referenceFrom } from '#casefile/cases/rules.ts';
import { announce } from '#journey/reactions.ts';
import { walls } from '#journey/walls.ts';
import type { Database } from '#platform/database.ts';
import type { FileStore } from '#platform/file-store.ts';
import { acting } from '#platform/hand.ts';
import type { Db } from '#platform/sql.ts';
import type { Act } from '#vocabulary/acting.ts';
import { dayOf, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { ServiceId, StaffId, VenueId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { staffCast, type StaffKey } from './staff-cast.ts';

/** What every story stands in: the service, its people and places, and the day it is. */
export interface World {
  readonly database: Database;
  readonly serviceId: ServiceId;
  readonly now: Date;
  readonly baseUrl: string;
  readonly venues: ReadonlyMap<string, VenueId>;
  /** Where the contents of documents are kept; left out where nobody brings any. */
  readonly files?: FileStore | undefined;
}

/** The Monday of the week it is: stories count from Mondays, so that nobody meets at a weekend. */
export function mondayOf(now: Date): PlainDate {
  const today = dayOf(now);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return plusDays(today, -weekday);
}

/** The id of somebody who works in a service, the same at every start. */
export function staffIdOf(serviceId: ServiceId, key: StaffKey): StaffId {
  const hex = createHash('sha256').update(`${serviceId} ${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as StaffId;
}

/** A member of staff as the door would know them. */
export function memberOf({ serviceId }: Pick<World, 'serviceId'>, key: StaffKey): StaffMember {
  const { name, roles } = staffCast[key];
  return { staffId: staffIdOf(serviceId, key), serviceId, name, roles };
}

/** The reference of a story, the same at every start. */
export function referenceOf(key: string): string {
  return referenceFrom(createHash('sha256').update(`demonstration ${key}`).digest());
}

/** Acts inside a transaction that is held already: a story is there whole or not at all. */
export function actIn(database: Database, db: Db, clock: () => Date): Act {
  const write: Database['write'] = async (identity, work) => {
    await database.goOnAs(db, identity);
    return work(db);
  };
  return acting({ database: { ...database, write }, clock, announce, walls });
}
