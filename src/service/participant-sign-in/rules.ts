import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { LeavesByItself } from '#vocabulary/codes.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import { numberForTexts } from '#vocabulary/phones.ts';

/** Sessions of participants are short: two hours, or twenty minutes unseen; some minutes before that we ask. (PSI-7) */
export const participantSession = { hours: 2, idleMinutes: 20, warnMinutes: 4 };

/** What somebody typed to be known by. */
export interface Known {
  readonly channel: 'email' | 'phone';
  /** As numbers and addresses are compared: small letters, no spaces, a British number with one nought. */
  readonly reached: string;
}

/** Reads an e-mail address or a phone number; undefined for what is neither. The same person types theirs in many ways. */
export function readKnown(typed: string): Known | undefined {
  const plain = typed.replace(/[\s()-]/g, '').toLowerCase();
  if (/^[^@]+@[^@]+\.[^@]+$/.test(plain)) return { channel: 'email', reached: plain };
  // Whatever finds the same person is counted as the same, or each way of typing a number would have askings of its own.
  const reached = plain.replace(/^(\+|00)440?/, '0').replace(/^\+/, '');
  return /^\d{7,20}$/.test(reached) ? { channel: 'phone', reached } : undefined;
}

/** The ways to somebody at this moment, as the safe-contact check and the ledger see them. */
export interface WaysNow {
  readonly wanted: Decision<unknown, string>;
  readonly ways: readonly {
    readonly channel: SendingChannel;
    readonly decision: Decision<Reach, string>;
  }[];
}

interface Reach {
  readonly to: string;
  readonly maySayWhoCalls: boolean;
  readonly codeword: string;
}

export type CannotSendCode = 'does-not-want-to-hear' | 'nothing-leaves-by-itself' | 'not-safe-now';

/**
 * Where a code may go at this moment: by the way that was typed, to the address or number that is checked and safe now, and to nobody
 * who said no to contact. What a person would have to type is not sent, for they would read the code. (PSI-4, H16)
 */
export function wayForCode(
  typed: Known['channel'],
  { wanted, ways }: WaysNow,
  leaves: LeavesByItself,
): Decision<Reach & { readonly channel: keyof LeavesByItself }, CannotSendCode> {
  if (!wanted.ok) return refuse('does-not-want-to-hear');
  const channel = typed === 'phone' ? 'text' : 'email';
  if (!leaves[channel]) return refuse('nothing-leaves-by-itself');
  const decision = ways.find((each) => each.channel === channel)?.decision;
  if (!decision?.ok) return refuse('not-safe-now');
  const to = channel === 'text' ? numberForTexts(decision.value.to) : decision.value.to;
  return to === undefined ? refuse('not-safe-now') : allow({ ...decision.value, channel, to });
}

/** Why staff end somebody's way in. */
export const endReasons = [
  'they-asked',
  'somebody-else-has-it',
  'not-safe',
  'no-longer-takes-part',
  'another-reason',
] as const;
export type EndReason = (typeof endReasons)[number];

/** The reasons in words, as staff choose them. */
export const endReasonWords: Readonly<Record<EndReason, string>> = {
  'they-asked': 'They asked us to',
  'somebody-else-has-it': 'Somebody else has their link, code or phone',
  'not-safe': 'It is not safe for them now',
  'no-longer-takes-part': 'They no longer take part',
  'another-reason': 'Another reason',
};

export type CannotEnd = 'say-why';

/** A way in is ended with a reason, and another reason is said in words. (PSI-5) */
export function endAccess(because: EndReason, words: string): Decision<EndReason, CannotEnd> {
  return because === 'another-reason' && words.trim() === '' ? refuse('say-why') : allow(because);
}

export type CannotKeepPasskey = 'passkey-was-not-made' | 'five-are-enough';

/** A passkey is kept when it is what was asked for, and nobody keeps more than five. (PSI-6) */
export function keepPasskey(isVerified: boolean, there: number): Decision<true, CannotKeepPasskey> {
  const reasons: CannotKeepPasskey[] = [];
  if (!isVerified) reasons.push('passkey-was-not-made');
  if (there >= 5) reasons.push('five-are-enough');
  return refuseAny(reasons, true);
}

/** The refusals in plain words. */
export function explain(
  reason: CannotEnd | CannotKeepPasskey | 'link-or-code-does-not-work' | 'code-does-not-work' | 'passkey-does-not-work',
): string {
  switch (reason) {
    case 'say-why':
      return 'Write the reason';
    case 'link-or-code-does-not-work':
      return 'That code is not right. Check it and try again';
    case 'code-does-not-work':
      return 'That code does not work. Check it and try again, or ask for a new one';
    case 'passkey-was-not-made':
      return 'No passkey was made. Try again, or come back with a code as before';
    case 'five-are-enough':
      return 'You have five already. Take one away first';
    case 'passkey-does-not-work':
      return 'That passkey does not work here. Ask for a code';
    default:
      return unreachable(reason);
  }
}
