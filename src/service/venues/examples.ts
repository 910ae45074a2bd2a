import type { VenueId } from '#vocabulary/ids.ts';
import type { Venue, VenueDetails } from './rules.ts';

/** A believable place, with whatever a test or the demonstration changes. */
export function aVenue(changed: Partial<VenueDetails> = {}): VenueDetails {
  return {
    name: 'Corby Cube, Lyttelton room',
    address: 'Parkland Gateway, George Street, Corby NN17 1QG',
    access: 'Lift to the second floor. Hearing loop. Buses stop outside. Parking behind the building.',
    neutrality: 'A public library. Neither side works or lives in the building.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: true,
    isOpen: true,
    ...changed,
  };
}

/** The same, as it stands in the register. */
export function aRegisteredVenue(changed: Partial<Venue> = {}): Venue {
  return { id: '5e0c7f8a-0000-4000-8000-000000000001' as VenueId, ...aVenue(changed), ...changed };
}
