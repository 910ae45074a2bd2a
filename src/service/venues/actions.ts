import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import { venuesOf } from './facts.ts';
import { keep, type CannotKeep, type VenueDetails } from './rules.ts';
import { insertVenue, rewriteVenue } from './store.ts';

/** Adds a place to the register of venues. */
export async function addVenue(hand: Hand, venue: VenueDetails): Promise<Decision<VenueId, CannotKeep>> {
  const id = randomUUID() as VenueId;
  const decision = keep(await venuesOf(hand), venue, id);
  if (!decision.ok) return decision;
  await insertVenue(hand, id, decision.value);
  return allow(id);
}

/** Changes what the register says of a place; what is already booked there stays booked. */
export async function changeVenue(
  hand: Hand,
  id: VenueId,
  venue: VenueDetails,
): Promise<Decision<VenueId, CannotKeep | 'no-such-venue'>> {
  const decision = keep(await venuesOf(hand), venue, id);
  if (!decision.ok) return decision;
  return (await rewriteVenue(hand, id, decision.value)) ? allow(id) : refuse('no-such-venue');
}
