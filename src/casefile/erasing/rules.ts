import { refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';

/** Whom an operator asks to be erased, as the record has them. */
export interface ToErase {
  readonly serviceId: string;
  readonly personId: string;
  readonly hasOpenCase: boolean;
}

export type CannotErase = 'nobody-of-that-name-there' | 'several-of-that-name-there' | 'a-case-is-open' | 'say-why';

/** One person is erased for a reason, once every case of theirs is closed. It cannot be taken back. (ERA-1) */
export function eraseOne(found: readonly ToErase[], because: string): Decision<ToErase, CannotErase> {
  const [one, another] = found;
  if (!one) return refuse('nobody-of-that-name-there');
  const reasons: CannotErase[] = [];
  if (another) reasons.push('several-of-that-name-there');
  if (one.hasOpenCase) reasons.push('a-case-is-open');
  if (because.trim() === '') reasons.push('say-why');
  return refuseAny(reasons, one);
}

/** The refusals in plain words for the operator. */
export function explain(reason: CannotErase): string {
  switch (reason) {
    case 'nobody-of-that-name-there':
      return 'There is nobody of that name in that case. Nothing was changed';
    case 'several-of-that-name-there':
      return 'There are several people of that name in that case. Nothing was changed';
    case 'a-case-is-open':
      return 'A case of theirs is not closed. Close it first; nothing was changed';
    case 'say-why':
      return 'Say why: --because "They asked us to"';
    default:
      return unreachable(reason);
  }
}
