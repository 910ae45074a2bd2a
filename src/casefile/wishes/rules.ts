import { allow, refuse, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';

export const wishes = ['woman', 'man', 'no-matter'] as const;

/** With whom a participant would rather speak. */
export type Wish = (typeof wishes)[number];

export interface Said {
  readonly wish: Wish;
  readonly saidOn: PlainDate;
}

/** A wish is one that was said, by today. (WIS-2) */
export function sayWish(said: Said, today: PlainDate): Decision<Said, 'said-in-the-future'> {
  return said.saidOn > today ? refuse('said-in-the-future') : allow(said);
}

/** A wish, in words. */
export function wishWords(wish: Wish): string {
  switch (wish) {
    case 'woman':
      return 'Would rather speak with a woman';
    case 'man':
      return 'Would rather speak with a man';
    case 'no-matter':
      return 'It does not matter to them';
    default:
      return unreachable(wish);
  }
}

/** The refusal in plain words. */
export function explain(reason: 'said-in-the-future'): string {
  switch (reason) {
    case 'said-in-the-future':
      return 'The day they said it cannot be after today';
    default:
      return unreachable(reason);
  }
}
