import type { VenueDetails } from './rules.ts';

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
