import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';

/** How many tries somebody has in an hour, whether something opens or not. */
export const triesAnHour = 5;

export type CannotBreak = 'say-more' | 'tried-often' | 'may-not';

export interface Try {
  readonly because: string;
  /** How often they tried in the last hour. */
  readonly tries: number;
  readonly isTheirs: boolean;
}

/** The glass is broken with a reason that says something, a few times an hour, by whoever works on cases. (BRK-2, BRK-4) */
export function breakGlass({ because, tries, isTheirs }: Try): Decision<'broken', CannotBreak> {
  const reasons: CannotBreak[] = [];
  if (because.length < 20) reasons.push('say-more');
  if (tries >= triesAnHour) reasons.push('tried-often');
  if (!isTheirs) reasons.push('may-not');
  return refuseAny(reasons, 'broken');
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotBreak | 'nothing-opens'): string {
  switch (reason) {
    case 'say-more':
      return 'Write in a sentence why you must see it now';
    case 'tried-often':
      return 'You have tried a few times. Wait an hour, or ask a supervisor';
    case 'may-not':
      return 'Ask a coordinator or a supervisor to look for you';
    case 'nothing-opens':
      return 'Nothing opens with this reference. Check it with whoever gave it to you. That you tried is written down';
    default:
      return unreachable(reason);
  }
}
