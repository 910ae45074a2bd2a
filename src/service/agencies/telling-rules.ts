import { plusMonths, type PlainDate } from '#vocabulary/dates.ts';

// One or two that nobody could tell are nobody's habit.
const inARow = 5;

/** What somebody's newest referrals say, and when they put the offer of words away last. */
export interface Telling {
  readonly untoldInARow: number;
  /** Whether it is counted over all that their agency sent, as they follow all of it. */
  readonly isOfAgency: boolean;
  readonly putAwayOn: PlainDate | null;
}

/** Five referrals in a row of people whom nobody had told: a habit, and not chance. (TEL-2) */
export function tellsNobody(untoldInARow: number): boolean {
  return untoldInARow >= inARow;
}

/** Whoever tells nobody is offered words, and left in peace for a month once they put them away. (TEL-1) */
export function isOfferedWords({ untoldInARow, putAwayOn }: Telling, today: PlainDate): boolean {
  return tellsNobody(untoldInARow) && (putAwayOn === null || plusMonths(putAwayOn, 1) <= today);
}
