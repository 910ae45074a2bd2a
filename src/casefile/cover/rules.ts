import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';

interface Days {
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
}

/** What is known of the days, of whoever is away then, and of whoever would cover. */
export interface Covering {
  readonly away: Days & { readonly staffId: StaffId };
  readonly isCovered: boolean;
  readonly cover: {
    readonly staffId: StaffId;
    readonly isActive: boolean;
    /** Whether a role of theirs works on cases. */
    readonly hasRole: boolean;
    readonly isCheckOver: boolean;
    readonly away: readonly Days[];
  };
  readonly today: PlainDate;
}

export type CannotCover =
  | 'covers-themselves'
  | 'no-longer-works-here'
  | 'works-on-no-cases'
  | 'check-is-over'
  | 'is-away-then'
  | 'covered-already'
  | 'days-are-over';

/** Somebody covers for a colleague on the days that these are away, or every reason why not. (COV-1, COV-2) */
export function cover({ away, isCovered, cover: who, today }: Covering): Decision<StaffId, CannotCover> {
  if (who.staffId === away.staffId) return refuse('covers-themselves');
  const reasons: CannotCover[] = [];
  if (!who.isActive) reasons.push('no-longer-works-here');
  if (who.isActive && !who.hasRole) reasons.push('works-on-no-cases');
  if (who.isCheckOver) reasons.push('check-is-over');
  if (who.away.some((each) => each.fromOn <= away.untilOn && away.fromOn <= each.untilOn)) reasons.push('is-away-then');
  if (isCovered) reasons.push('covered-already');
  if (away.untilOn < today) reasons.push('days-are-over');
  return refuseAny(reasons, who.staffId);
}

/** A cover that holds is ended; nobody asks why. (COV-3) */
export function endEarly(isCovered: boolean): Decision<'ended', 'not-there'> {
  return isCovered ? allow('ended') : refuse('not-there');
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotCover): string {
  switch (reason) {
    case 'covers-themselves':
      return 'Choose somebody else';
    case 'no-longer-works-here':
      return 'They no longer work here';
    case 'works-on-no-cases':
      return 'No role of theirs works on cases, so that they could not open them';
    case 'check-is-over':
      return 'Their vetting or a training they need is over';
    case 'is-away-then':
      return 'They are away on one of these days themselves';
    case 'covered-already':
      return 'Somebody covers these days already. End that first';
    case 'days-are-over':
      return 'These days are over';
    default:
      return unreachable(reason);
  }
}
