import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import type { VenueDetails } from './rules.ts';

/** Adds a venue to the register. */
export async function insertVenue(hand: Hand, id: VenueId, venue: VenueDetails): Promise<void> {
  await hand.run(sql`
    insert into app.venues (service_id, id, name, address, access, neutrality, has_two_waiting_rooms, has_two_entrances, is_open)
    values (${hand.serviceId}, ${id}, ${venue.name}, ${venue.address}, ${venue.access}, ${venue.neutrality},
            ${venue.hasTwoWaitingRooms}, ${venue.hasTwoEntrances}, ${venue.isOpen})`);
}

/** Writes a venue as it now is; says whether there is such a venue. */
export async function rewriteVenue(hand: Hand, id: VenueId, venue: VenueDetails): Promise<boolean> {
  const written = await hand.run(sql`
    update app.venues
       set name = ${venue.name}, address = ${venue.address}, access = ${venue.access}, neutrality = ${venue.neutrality},
           has_two_waiting_rooms = ${venue.hasTwoWaitingRooms}, has_two_entrances = ${venue.hasTwoEntrances},
           is_open = ${venue.isOpen}
     where service_id = ${hand.serviceId} and id = ${id}`);
  return written === 1;
}
