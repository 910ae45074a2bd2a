import type { VenueDetails } from '#service/venues/rules.ts';

/** Places that belong to neither side. The ends of the postcodes hold letters that no real one does. */
export const venuesCast: readonly VenueDetails[] = [
  {
    name: 'Lantern Hall, the garden room',
    address: '14 Millrace Lane, Northampton NN1 4CK',
    access:
      'Step-free from the car park. Hearing loop. A small kitchen for tea. Buses stop at the end of the lane. Parking for eight.',
    neutrality: 'A community hall run by its users. No service, church or club is based there.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: true,
    isOpen: true,
  },
  {
    name: 'Tanner’s Yard Library, meeting room 2',
    address: 'Tanner’s Yard, Kettering NN16 8VO',
    access: 'Lift to the first floor. Accessible toilet beside the room. Five minutes on foot from the station.',
    neutrality: 'A library meeting room. Staff know only that a room is booked.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: true,
    isOpen: true,
  },
  {
    name: 'The Old Pattern Shop',
    address: '3 Furnace Row, Corby NN17 1IK',
    access: 'Level entrance at the side. Quiet room with low light. Free parking behind the building.',
    neutrality: 'Let by the hour to whoever asks. Nobody in our cases has worked there.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: true,
    isOpen: true,
  },
  {
    name: 'Swanspool Studio',
    address: '27 Croyland Walk, Wellingborough NN8 2MC',
    access: 'Ramp at the front. Chairs with and without arms. On the number 46 bus route.',
    neutrality: 'An arts studio. On weekdays it is empty but for us.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: false,
    isOpen: true,
  },
  {
    name: 'Wheelwright Centre, upper room',
    address: '9 Wheelwright Close, Daventry NN11 4KV',
    access: 'Stairs only to the upper room; ask for the ground floor if somebody cannot manage them.',
    neutrality: 'A parish building that is shared by many groups.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: true,
    isOpen: true,
  },
  {
    name: 'Cobblers’ Rest community room',
    address: '61 Lasters Street, Rushden NN10 0CI',
    access: 'Step-free. Door wide enough for any wheelchair. A bench outside for whoever needs air.',
    neutrality: 'Run by tenants of three streets; check that none of them takes part.',
    hasTwoWaitingRooms: true,
    hasTwoEntrances: true,
    isOpen: true,
  },
];
