import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';

/** Sessions of supporters are short: an hour, or twenty minutes unseen. */
export const supporterSession = { hours: 1, idleMinutes: 20 };

/** What a participant said yes to, for one supporter. */
export interface Yes {
  readonly agreedOn: PlainDate;
  readonly showsPlace: boolean;
}

export type CannotLetIn = 'only-supporters' | 'agreed-in-the-future';

/** Only a supporter comes in, on the participant's yes, said on a day that has come. (SUP-1) */
export function letIn(kind: CompanionKind, yes: Yes, today: PlainDate): Decision<Yes, CannotLetIn> {
  const reasons: CannotLetIn[] = [];
  if (kind !== 'supporter') reasons.push('only-supporters');
  if (yes.agreedOn > today) reasons.push('agreed-in-the-future');
  return refuseAny(reasons, yes);
}

export type CannotEnd = 'reason-is-missing' | 'nothing-to-end';

/** A way in is ended with a reason, while there is one. (SUP-4) */
export function endWayIn(isOpen: boolean, because: string): Decision<string, CannotEnd> {
  const reasons: CannotEnd[] = [];
  if (because.trim() === '') reasons.push('reason-is-missing');
  if (!isOpen) reasons.push('nothing-to-end');
  return refuseAny(reasons, because);
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotLetIn | CannotEnd): string {
  switch (reason) {
    case 'only-supporters':
      return 'Only a supporter can have a page of the day';
    case 'agreed-in-the-future':
      return 'The day they said yes cannot be after today';
    case 'reason-is-missing':
      return 'Write the reason';
    case 'nothing-to-end':
      return 'They cannot come in now';
    default:
      return unreachable(reason);
  }
}
