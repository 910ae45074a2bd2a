import { sql, type Db } from '#platform/sql.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import type { Venue } from './rules.ts';

export type { Venue } from './rules.ts';

/** Every venue of the service, those that are open first. */
export async function venuesOf(db: Db): Promise<readonly Venue[]> {
  return db.rows(sql<Venue>`
    select id, name, address, access, neutrality, has_two_waiting_rooms as "hasTwoWaitingRooms",
           has_two_entrances as "hasTwoEntrances", is_open as "isOpen"
      from app.venues order by is_open desc, lower(name)`);
}

/** What somebody who is asked to come may know of a place. */
export interface Place {
  readonly name: string;
  readonly address: string;
  readonly access: string;
}

/** The place of a venue as its visitor; undefined for whoever is not asked to come there. */
export async function placeOf(db: Db, venueId: VenueId): Promise<Place | undefined> {
  return db.row(sql<Place>`select name, address, access from app.venues where id = ${venueId}`);
}
