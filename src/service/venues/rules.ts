import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { VenueId } from '#vocabulary/ids.ts';

/** A place where people can meet that belongs to neither side. */
export interface Venue {
  readonly id: VenueId;
  readonly name: string;
  readonly address: string;
  /** How to get there and in: steps, parking, buses, hearing loop, quiet room. */
  readonly access: string;
  /** Why it is neutral ground. */
  readonly neutrality: string;
  readonly hasTwoWaitingRooms: boolean;
  readonly hasTwoEntrances: boolean;
  /** A closed venue stays in the register, and nothing new is booked there. */
  readonly isOpen: boolean;
}

export type VenueDetails = Omit<Venue, 'id'>;

export type CannotKeep = 'name-is-missing' | 'address-is-missing' | 'venue-is-already-there';

/** A venue has a name of its own and an address. (VEN-1, VEN-2) */
export function keep(
  register: readonly Pick<Venue, 'id' | 'name'>[],
  venue: VenueDetails,
  id: VenueId,
): Decision<VenueDetails, CannotKeep> {
  const reasons: CannotKeep[] = [];
  const sameName = (other: string) => other.toLowerCase() === venue.name.toLowerCase();
  if (venue.name === '') reasons.push('name-is-missing');
  if (venue.address === '') reasons.push('address-is-missing');
  if (register.some((other) => other.id !== id && sameName(other.name))) reasons.push('venue-is-already-there');
  return refuseAny(reasons, venue);
}

/** The refusal in plain words. */
export function explain(reason: CannotKeep): string {
  switch (reason) {
    case 'name-is-missing':
      return 'Write the name of the venue';
    case 'address-is-missing':
      return 'Write the address of the venue';
    case 'venue-is-already-there':
      return 'A venue with this name is already in the register';
    default:
      return unreachable(reason);
  }
}
