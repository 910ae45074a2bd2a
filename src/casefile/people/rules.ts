import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { dayOf, daysBetween, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import { numberForTexts } from '#vocabulary/phones.ts';

/** A way to reach somebody: a phone number, an e-mail address or a postal address. */
export interface ContactPoint {
  readonly id: string;
  readonly channel: 'phone' | 'email' | 'post';
  readonly value: string;
  /** Null until it was checked: then it is not used. (PEO-1) */
  readonly checkedOn: PlainDate | null;
  readonly checkedHow: CheckedHow | null;
  readonly isInUse: boolean;
}

export type CheckedHow = 'in-person' | 'old-safe-way' | 'with-the-referral';

/** How it is safe to reach somebody, as they said it on a day. */
export interface SafeContact {
  readonly mayPhone: boolean;
  readonly mayText: boolean;
  readonly mayEmail: boolean;
  readonly mayPost: boolean;
  /** The hours, London time, in which a call or a text is safe; null and null means any. */
  readonly fromHour: number | null;
  readonly untilHour: number | null;
  readonly timesWords: string;
  readonly mayLeaveVoicemail: boolean;
  readonly maySayWhoCalls: boolean;
  readonly codeword: string;
  readonly ifSomeoneElseAnswers: string;
  /** They asked that our name stands nowhere that somebody else may look: on their page, in messages, as who sends them. */
  readonly hidesServiceName: boolean;
  /** Null for an organisation's office, which does not grow old. */
  readonly saidOn: PlainDate | null;
}

export type CannotContact =
  | 'nobody-said-what-is-safe'
  | 'safe-contact-is-old'
  | 'channel-is-not-safe'
  | 'no-checked-contact-point'
  | 'number-takes-no-texts'
  | 'not-at-this-hour';

/** Where something may go now, and what goes with it. */
export interface Reach {
  readonly to: string;
  readonly maySayWhoCalls: boolean;
  readonly codeword: string;
}

/** What somebody said is asked again after this many days (domain 200). */
export const safeForDays = 90;

/**
 * Whether somebody may be reached this way at this moment: they said it is safe, not longer ago than 90 days, there is a
 * checked number or address, for a text one that takes texts, and for a call or a text it is one of their hours. Asked at every send.
 * (PEO-2, PEO-7)
 */
export function mayContact(
  safe: SafeContact | null,
  points: readonly ContactPoint[],
  channel: SendingChannel | 'phone',
  at: Date,
): Decision<Reach, CannotContact> {
  if (safe === null) return refuse('nobody-said-what-is-safe');
  const known = points.filter(
    (point) => point.isInUse && point.checkedOn !== null && point.channel === lineOf(channel),
  );
  const to = known.find(({ value }) => channel !== 'text' || numberForTexts(value) !== undefined);
  const reasons: CannotContact[] = [];
  if (isOld(safe, dayOf(at))) reasons.push('safe-contact-is-old');
  if (!isSafe(safe, channel)) reasons.push('channel-is-not-safe');
  if (!to) reasons.push(known.length > 0 ? 'number-takes-no-texts' : 'no-checked-contact-point');
  if (lineOf(channel) === 'phone' && !isInHours(safe, at)) reasons.push('not-at-this-hour');
  const { codeword } = safe;
  // What is written stays where others may read it; a call is over when it is over.
  const maySayWhoCalls = safe.maySayWhoCalls && (channel === 'phone' || !safe.hidesServiceName);
  return refuseAny(reasons, { to: to?.value ?? '', maySayWhoCalls, codeword });
}

/** A text goes to a phone. */
function lineOf(channel: SendingChannel | 'phone'): ContactPoint['channel'] {
  return channel === 'text' ? 'phone' : channel;
}

/** Whether what somebody said is too long ago to rest on. (PEO-2) */
export function isOld(safe: Pick<SafeContact, 'saidOn'>, today: PlainDate): boolean {
  return safe.saidOn !== null && daysBetween(safe.saidOn, today) > safeForDays;
}

function isSafe(safe: SafeContact, channel: SendingChannel | 'phone'): boolean {
  return { phone: safe.mayPhone, text: safe.mayText, email: safe.mayEmail, post: safe.mayPost }[channel];
}

const hourInLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' });

/** Whether a call or a text is safe at an hour, London time; without hours any is. (PEO-2) */
export function isInHours(safe: Pick<SafeContact, 'fromHour' | 'untilHour'>, at: Date): boolean {
  if (safe.fromHour === null || safe.untilHour === null) return true;
  const hour = Number(hourInLondon.format(at));
  return safe.fromHour <= hour && hour < safe.untilHour;
}

export type CannotSayWhatIsSafe = 'hours-are-half-said' | 'hours-are-not-in-order' | 'said-in-the-future';

/** What is safe is said with both hours or none, the first before the second, and not in the future. (PEO-3, PEO-4) */
export function sayWhatIsSafe(safe: SafeContact, today: PlainDate): Decision<SafeContact, CannotSayWhatIsSafe> {
  const { fromHour, untilHour, saidOn } = safe;
  const reasons: CannotSayWhatIsSafe[] = [];
  if ((fromHour === null) !== (untilHour === null)) reasons.push('hours-are-half-said');
  if (fromHour !== null && untilHour !== null && fromHour >= untilHour) reasons.push('hours-are-not-in-order');
  if (saidOn !== null && saidOn > today) reasons.push('said-in-the-future');
  return refuseAny(reasons, safe);
}

/** What is typed as a phone number, an e-mail address or a postal address. */
export function readContactPoint(
  channel: ContactPoint['channel'],
  typed: string,
): Decision<string, 'does-not-look-right'> {
  const value = channel === 'post' ? typed : typed.replace(/\s+/g, channel === 'phone' ? ' ' : '');
  const shapes = { phone: /^\+?[\d ()-]{7,30}$/, email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, post: /\S/ };
  return shapes[channel].test(value) ? allow(value) : refuse('does-not-look-right');
}

export type CannotChangePeople = 'case-is-closed' | 'organisations-have-no-such-details' | 'born-in-the-future';

/** Nobody joins a closed case; phones and what is safe may still be put right there. (PEO-5) */
export function mayJoin(status: CaseStatus): Decision<CaseStatus, 'case-is-closed'> {
  return status === 'closed' ? refuse('case-is-closed') : allow(status);
}

/** What the search of cases knows somebody by: their names in small letters. Nobody's words, and no number. (PEO-6) */
export function searchWords(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.toLowerCase()).filter((words) => words !== ''))].join(' ');
}

/** The refusals of this slice in plain words for staff. */
export function explain(
  reason: CannotContact | CannotSayWhatIsSafe | CannotChangePeople | 'does-not-look-right',
): string {
  switch (reason) {
    case 'nobody-said-what-is-safe':
      return 'They have not said how it is safe to reach them';
    case 'safe-contact-is-old':
      return `What they said is older than ${safeForDays} days. Ask them again`;
    case 'channel-is-not-safe':
      return 'They did not say that this way is safe';
    case 'no-checked-contact-point':
      return 'There is no number or address that was checked';
    case 'number-takes-no-texts':
      return 'Their number takes no text messages. Ask them for a mobile number, or reach them another safe way';
    case 'not-at-this-hour':
      return 'This is not one of their safe hours';
    case 'hours-are-half-said':
      return 'Choose both hours, or neither';
    case 'hours-are-not-in-order':
      return 'The first hour must be before the last';
    case 'said-in-the-future':
      return 'The day they said it cannot be after today';
    case 'does-not-look-right':
      return 'This does not look right for the way you chose. Check it';
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'organisations-have-no-such-details':
      return 'An organisation has no such details';
    case 'born-in-the-future':
      return 'A date of birth cannot be after today';
    default:
      return unreachable(reason);
  }
}
