import { refuse, allow, unreachable, type Decision } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { keptDays, type Standing } from '#vocabulary/offers.ts';

/** How it stands with asking somebody, and since when. */
export interface Stands {
  readonly standing: Standing;
  readonly listedOn: PlainDate;
  /** The last day on which they were asked. */
  readonly askedOn: PlainDate | null;
  readonly askAfter: PlainDate | null;
  readonly settledOn: PlainDate | null;
}

/** The last day on which what a list says of somebody is kept: it follows from how it stands with asking them. (LST-7) */
export function keptUntil({ standing, listedOn, askedOn, askAfter, settledOn }: Stands): PlainDate {
  return plusDays(since(), keptDays[standing]);

  function since(): PlainDate {
    switch (standing) {
      case 'not-asked':
        return listedOn;
      case 'asked':
        return askedOn ?? listedOn;
      case 'not-now':
        return askAfter ?? askedOn ?? listedOn;
      case 'yes':
      case 'no':
        return settledOn ?? listedOn;
      default:
        return unreachable(standing);
    }
  }
}

/** What a list says of somebody is let go of once, after its last day; at once only where they wish to be forgotten. (LST-7) */
export function letGo(
  person: { readonly keepUntil: PlainDate; readonly letGoOn: PlainDate | null },
  today: PlainDate,
): Decision<'let-go', 'is-let-go' | 'is-still-kept'> {
  if (person.letGoOn !== null) return refuse('is-let-go');
  return today > person.keepUntil ? allow('let-go') : refuse('is-still-kept');
}
