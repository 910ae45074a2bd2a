import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';

/** Sessions of supporters are short: an hour, or twenty minutes unseen; some minutes before that we ask. */
export const supporterSession = { hours: 1, idleMinutes: 20, warnMinutes: 4 };

/** An e-mail address as it is compared, in small letters without spaces; undefined for what is none. */
export function ownAddress(typed: string): string | undefined {
  const address = typed.replace(/\s/g, '').toLowerCase();
  return /^[^@]+@[^@]+\.[^@]+$/.test(address) ? address : undefined;
}

/** What a participant said yes to, for one supporter; and whether the supporter said that a code may go to their address. */
export interface Yes {
  readonly agreedOn: PlainDate;
  readonly showsPlace: boolean;
  readonly codeMayGo: boolean;
}

export type CannotLetIn = 'only-supporters' | 'agreed-in-the-future' | 'no-address-for-a-code';

/** Only a supporter comes in, on the participant's yes, said on a day that has come; a code needs an address to go to. (SUP-1, SUP-5) */
export function letIn(
  { kind, email }: { readonly kind: CompanionKind; readonly email: string },
  yes: Yes,
  today: PlainDate,
): Decision<Yes, CannotLetIn> {
  const reasons: CannotLetIn[] = [];
  if (yes.codeMayGo && ownAddress(email) === undefined) reasons.push('no-address-for-a-code');
  if (kind !== 'supporter') reasons.push('only-supporters');
  if (yes.agreedOn > today) reasons.push('agreed-in-the-future');
  return refuseAny(reasons, yes);
}

export type CannotSendCode = 'no-address-for-a-code' | 'nothing-leaves-by-itself' | 'no-day-to-come-to';

/** A code goes by e-mail, while there is a day to come to. (SUP-5) */
export function sendCode(now: {
  readonly address: string;
  readonly hasADay: boolean;
  readonly mailLeaves: boolean;
}): Decision<string, CannotSendCode> {
  const reasons: CannotSendCode[] = [];
  if (ownAddress(now.address) === undefined) reasons.push('no-address-for-a-code');
  if (!now.hasADay) reasons.push('no-day-to-come-to');
  if (!now.mailLeaves) reasons.push('nothing-leaves-by-itself');
  return refuseAny(reasons, now.address);
}

export type CannotEnd = 'reason-is-missing' | 'nothing-to-end';

/** A way in is ended with a reason, while there is one. (SUP-4) */
export function endWayIn(isOpen: boolean, because: string): Decision<string, CannotEnd> {
  const reasons: CannotEnd[] = [];
  if (because.trim() === '') reasons.push('reason-is-missing');
  if (!isOpen) reasons.push('nothing-to-end');
  return refuseAny(reasons, because);
}

/** The refusals in plain words. */
export function explain(reason: CannotLetIn | CannotEnd | 'code-does-not-work' | 'not-an-address'): string {
  switch (reason) {
    case 'only-supporters':
      return 'Only a supporter can have a page of the day';
    case 'agreed-in-the-future':
      return 'The day they said yes cannot be after today';
    case 'no-address-for-a-code':
      return 'No e-mail address of theirs is written down, so no code can go there';
    case 'code-does-not-work':
      return 'That code does not work. Check it and try again, or ask for a new one';
    case 'not-an-address':
      return 'Type your e-mail address';
    case 'reason-is-missing':
      return 'Write the reason';
    case 'nothing-to-end':
      return 'They cannot come in now';
    default:
      return unreachable(reason);
  }
}
