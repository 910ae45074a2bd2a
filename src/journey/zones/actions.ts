import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { venuesOf } from '#service/venues/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import { zonesOf } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Puts a place on file that somebody of the case may not go to. The same sent twice is one. (ZON-1) */
export async function putZoneOnFile(
  hand: Hand,
  zone: rules.ZoneOnFile,
): Promise<Decision<rules.ZoneOnFile, rules.CannotPutOnFile>> {
  const { id, status } = await holdCase(hand);
  const decision = rules.putOnFile(zone, status);
  if (!decision.ok || (await zonesOf(hand, id)).some((each) => isSame(each, zone))) return decision;
  await store.addZone(hand, randomUUID(), zone);
  const { restrainsId, protectsId } = zone;
  await hand.announce({ name: 'zone.recorded', restrainsId, protectsId });
  return decision;
}

function isSame(a: rules.ZoneOnFile, b: rules.ZoneOnFile): boolean {
  return (['restrainsId', 'protectsId', 'named', 'startsOn', 'endsOn'] as const).every((key) => a[key] === b[key]);
}

/** Says whether a venue is clear of a place. (ZON-3) */
export async function lookAtVenue(
  hand: Hand,
  zoneId: string,
  wish: { readonly venueId: VenueId; readonly isClear: boolean },
): Promise<Decision<VenueId, rules.CannotLook | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const zone = (await zonesOf(hand, id)).find((each) => each.id === zoneId);
  if (!zone) return refuse('not-of-this-case');
  const venues = (await venuesOf(hand)).map((each) => each.id);
  const decision = rules.look(zone, wish, { status, today: dayOf(hand.at), venues });
  if (!decision.ok) return decision;
  await store.keepLook(hand, zoneId, wish);
  const { venueId, isClear } = wish;
  await hand.announce({ name: 'zone.venue-looked-at', venueId, isClear });
  return allow(venueId);
}

/** Writes the last day of it. (ZON-4) */
export async function endZone(
  hand: Hand,
  zoneId: string,
  lastDay: PlainDate,
): Promise<Decision<PlainDate, rules.CannotEnd | 'not-of-this-case'>> {
  const { id, status } = await holdCase(hand);
  const zone = (await zonesOf(hand, id)).find((each) => each.id === zoneId);
  if (!zone) return refuse('not-of-this-case');
  const decision = rules.end(zone, lastDay, status);
  if (!decision.ok) return decision;
  await store.markEnded(hand, zoneId, lastDay);
  const { restrainsId, protectsId } = zone;
  await hand.announce({ name: 'zone.recorded', restrainsId, protectsId });
  return decision;
}
