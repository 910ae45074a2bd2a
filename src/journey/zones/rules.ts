import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, VenueId } from '#vocabulary/ids.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';

/** A place that somebody may not go to, to put on file. */
export interface ZoneOnFile {
  readonly restrainsId: ParticipantId;
  readonly protectsId: ParticipantId;
  readonly named: string;
  /** Where the order can be found. */
  readonly documentReference: string;
  readonly startsOn: PlainDate;
  /** Null is until further notice. */
  readonly endsOn: PlainDate | null;
}

export type CannotPutOnFile =
  | 'case-is-closed'
  | 'zone-is-between-two'
  | 'zone-ends-before-it-starts'
  | 'place-is-missing'
  | 'document-is-missing';

/** Puts a place on file that an order keeps somebody out of: whom, for whom, where, since when, and where the order is. (ZON-1) */
export function putOnFile(zone: ZoneOnFile, status: CaseStatus): Decision<ZoneOnFile, CannotPutOnFile> {
  const reasons: CannotPutOnFile[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (zone.restrainsId === zone.protectsId) reasons.push('zone-is-between-two');
  if (zone.named === '') reasons.push('place-is-missing');
  if (zone.endsOn !== null && zone.endsOn < zone.startsOn) reasons.push('zone-ends-before-it-starts');
  if (zone.documentReference === '') reasons.push('document-is-missing');
  return refuseAny(reasons, zone);
}

/** Whether it holds on a day, its first and last day with it. */
export function holdsOn({ startsOn, endsOn }: Pick<ZoneOnFile, 'startsOn' | 'endsOn'>, day: PlainDate): boolean {
  return startsOn <= day && (endsOn === null || endsOn >= day);
}

export type CannotLook = 'case-is-closed' | 'zone-is-over' | 'no-such-venue';

/** Says whether a venue is clear of a place, while that holds or will; somebody who looks again writes over it. (ZON-3) */
export function look(
  zone: Pick<ZoneOnFile, 'endsOn'>,
  wish: { readonly venueId: VenueId; readonly isClear: boolean },
  found: { readonly status: CaseStatus; readonly today: PlainDate; readonly venues: readonly VenueId[] },
): Decision<{ readonly venueId: VenueId; readonly isClear: boolean }, CannotLook> {
  const reasons: CannotLook[] = [];
  if (found.status === 'closed') reasons.push('case-is-closed');
  if (zone.endsOn !== null && zone.endsOn < found.today) reasons.push('zone-is-over');
  if (!found.venues.includes(wish.venueId)) reasons.push('no-such-venue');
  return refuseAny(reasons, wish);
}

export type CannotEnd = 'case-is-closed' | 'zone-ends-before-it-starts';

/** Writes the last day of it, as the order now says. (ZON-4) */
export function end(
  zone: Pick<ZoneOnFile, 'startsOn'>,
  lastDay: PlainDate,
  status: CaseStatus,
): Decision<PlainDate, CannotEnd> {
  const reasons: CannotEnd[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (lastDay < zone.startsOn) reasons.push('zone-ends-before-it-starts');
  return refuseAny(reasons, lastDay);
}

/** A refusal in plain words. */
export function explain(reason: CannotPutOnFile | CannotLook | CannotEnd): string {
  switch (reason) {
    case 'case-is-closed':
      return 'The case is closed. Nothing can be added';
    case 'zone-is-between-two':
      return 'Choose two different people';
    case 'zone-ends-before-it-starts':
      return 'The last day cannot be before the first day';
    case 'place-is-missing':
      return 'Write the place, as the order names it';
    case 'document-is-missing':
      return 'Write where the order can be found';
    case 'zone-is-over':
      return 'It does not hold any more';
    case 'no-such-venue':
      return 'Choose the venue';
    default:
      return unreachable(reason);
  }
}
