import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { ZoneOnFile } from './rules.ts';

/** Puts a place on file, its words under the key of whom it protects. */
export async function addZone(hand: Hand, id: string, zone: ZoneOnFile): Promise<void> {
  const theirs = (words: string) => sealed(ofParticipant(zone.protectsId), words);
  await hand.run(sql`
    insert into app.exclusion_zones (service_id, case_id, id, participant_id, restrains_id, named, document_reference, starts_on, ends_on,
                                     recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${id}, ${zone.protectsId}, ${zone.restrainsId}, ${theirs(zone.named)}, ${theirs(zone.documentReference)},
            ${zone.startsOn}, ${zone.endsOn}, ${hand.actor.id}, ${hand.at})`);
}

/** Writes whether a venue is clear of it; whoever looks again writes over it. */
export async function keepLook(
  hand: Hand,
  zoneId: string,
  { venueId, isClear }: { readonly venueId: VenueId; readonly isClear: boolean },
): Promise<void> {
  await hand.run(sql`
    insert into app.zone_venues (service_id, case_id, zone_id, venue_id, is_clear, looked_by, looked_at)
    values (${hand.serviceId}, ${hand.caseId}, ${zoneId}, ${venueId}, ${isClear}, ${hand.actor.id}, ${hand.at})
    on conflict (service_id, case_id, zone_id, venue_id) do update set is_clear = excluded.is_clear, looked_by = excluded.looked_by,
      looked_at = excluded.looked_at`);
}

/** Writes its last day. */
export async function markEnded(hand: Hand, zoneId: string, lastDay: PlainDate): Promise<void> {
  const marked = await hand.run(sql`
    update app.exclusion_zones set ends_on = ${lastDay}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${zoneId}`);
  if (marked !== 1) throw new Error('The place is not there');
}
