import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Purpose, Stand, Subject } from '#vocabulary/consent.ts';
import { dayOf, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, Id, ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';

export type NoticeId = Id<'notice'>;

/** Everything the service writes to somebody of its own accord. */
export const noticeKinds = [
  'referral-acknowledged',
  'referral-more-asked',
  'referral-declined',
  'conference-booked',
  'conference-reminder',
  'conference-off',
  'letter-offered',
  'letter-off',
  'agreement-made',
  'amends-update',
  'follow-up-due',
  'case-closed',
  'agency-asked',
  'agency-written',
  'agency-news',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Where a notice is. `unsure` left, and nobody knows whether it arrived; `by-hand` is for a person to print or to type. */
export type NoticeStatus = 'waiting' | 'leaving' | 'sent' | 'stopped' | 'by-hand' | 'failed' | 'unsure';

export interface Notice {
  readonly id: NoticeId;
  readonly caseId: CaseId | null;
  /** One of the two is set. */
  readonly participantId: ParticipantId | null;
  readonly referralId: ReferralId | null;
  /** Who of an agency reads it, beside the referral it is about. (NTC-7) */
  readonly staffId: StaffId | null;
  readonly kind: NoticeKind;
  /** The conference, letter, agreement, amends or follow-up it tells of. */
  readonly aboutId: string | null;
  readonly status: NoticeStatus;
  readonly sendAfter: Date;
  /** How often a mail server, or what carries texts, said "not now". */
  readonly tries: number;
  readonly channel: SendingChannel | null;
}

/** Where something may go now, and what goes with it. */
export interface Reach {
  readonly to: string;
  readonly maySayWhoCalls: boolean;
  readonly codeword: string;
}

/** One way to write to somebody, as the safe-contact check sees it at this moment. */
export interface Way {
  readonly channel: SendingChannel;
  readonly decision: Decision<Reach, string>;
  /** The hour, London time, at which this way opens; null where hours do not matter. */
  readonly opensAtHour: number | null;
}

/** The ways to somebody, and whether they want to hear from us at all. */
export interface Ways {
  readonly wanted: Decision<true, DoesNotWant>;
  /** In the order in which they are tried: e-mail, text, post. */
  readonly ways: readonly Way[];
}

export type DoesNotWant = 'said-no-to-contact' | 'asked-us-to-wait';

/** Whether words may leave to the reader of a notice; handed in, for this slice knows no case. (PRO-6) */
export type LookThrough = (
  hand: Hand,
  notice: Pick<Notice, 'id' | 'caseId' | 'participantId'>,
  words: string,
) => Promise<Decision<true, 'holds-what-is-protected'>>;

/** Subject and text as one, as they are looked through before they leave. */
export function wordsOfNotice({ subject, body }: { readonly subject: string; readonly body: string }): string {
  return `${subject}\n${body}`;
}

export type Step =
  | { readonly step: 'go'; readonly channel: SendingChannel; readonly reach: Reach }
  | { readonly step: 'wait'; readonly until: Date }
  | { readonly step: 'stop'; readonly because: string };

const notAtThisHour = 'not-at-this-hour';
const notSafe = 'channel-is-not-safe';

/**
 * What to do with a notice that is due: it goes by the first way that is safe at this very moment; where only the hour is
 * wrong it waits for the right one; else it stops, and a person decides. (H16, NTC-4)
 */
export function nextStep({ wanted, ways }: Ways, at: Date): Step {
  if (!wanted.ok) return { step: 'stop', because: wanted.because[0] };
  for (const { channel, decision, opensAtHour } of ways) {
    if (decision.ok) return { step: 'go', channel, reach: decision.value };
    const onlyTheHour = decision.because.every((reason) => reason === notAtThisHour);
    if (onlyTheHour && opensAtHour !== null) return { step: 'wait', until: nextAtHour(opensAtHour, at) };
  }
  return { step: 'stop', because: mostTelling(ways) };
}

// Why the way that comes nearest is shut: a way that is not safe at all is no way, whatever else is wrong with it.
function mostTelling(ways: readonly Way[]): string {
  const shut = ways.map(({ decision }): readonly string[] => (decision.ok ? [] : decision.because));
  const nearest = shut.find((because) => !because.includes(notSafe)) ?? shut[0];
  return nearest?.find((reason) => reason === notSafe) ?? nearest?.[0] ?? 'no-way-to-write';
}

// The next moment at which it is this hour in London.
function nextAtHour(hour: number, after: Date): Date {
  for (let day = dayOf(after); ; day = plusDays(day, 1)) {
    const at = atHour(day, hour);
    if (at > after) return at;
  }
}

const hourInLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' });

/** The moment at which it is this hour in London on a day; an hour that the day skips is the hour after it. */
export function atHour(day: PlainDate, hour: number): Date {
  const inWinter = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  const inSummer = new Date(inWinter.getTime() - 3_600_000);
  return Number(hourInLondon.format(inSummer)) === hour ? inSummer : inWinter;
}

/** Whether somebody wants to hear from us: what they, or a child's guardian, said last about being contacted. (NTC-5) */
export function wantsToHear(
  stands: readonly Stand[],
  participantId: ParticipantId,
  today: PlainDate,
): Decision<true, DoesNotWant> {
  const about = stands.filter((stand) => stand.participantId === participantId && stand.purpose === 'be-contacted');
  const last = [
    about.findLast(({ guardianId }) => guardianId === null),
    about.findLast(({ guardianId }) => guardianId !== null),
  ];
  const saysNo = last.some((stand) => stand?.answer === 'declined' || stand?.answer === 'withdrawn');
  const saysLater = last.some(
    (stand) => stand?.answer === 'not-now' && stand.askAfter !== null && stand.askAfter > today,
  );
  const reasons: DoesNotWant[] = [];
  if (saysNo) reasons.push('said-no-to-contact');
  if (saysLater) reasons.push('asked-us-to-wait');
  return refuseAny(reasons, true);
}

const aboutConferences: readonly NoticeKind[] = ['conference-booked', 'conference-reminder', 'conference-off'];
const aboutLetters: readonly NoticeKind[] = ['letter-offered', 'letter-off'];

const stoppedBy: Readonly<Record<Purpose, readonly NoticeKind[]>> = {
  'be-contacted': noticeKinds,
  'approach-other': [...aboutConferences, ...aboutLetters],
  // What else rests on these stops with its conference or letter; who took it back needs no message that it is off.
  mode: ['conference-off', 'letter-off'],
  'share-item': ['letter-off'],
  attend: ['conference-off'],
  'agreement-terms': ['agreement-made', 'amends-update'],
  'follow-up': ['follow-up-due'],
  'share-name': [],
  move: [],
};

/** Which messages to somebody stop in the moment in which they take a yes back. (H2) */
export function kindsThatStop({ purpose, mode }: Pick<Subject, 'purpose' | 'mode'>): readonly NoticeKind[] {
  const kinds = stoppedBy[purpose];
  return purpose === 'mode' && mode === 'letter' ? [...kinds, 'letter-offered'] : kinds;
}

const waits = [1, 5, 15, 60, 240, 720, 1440]; // minutes

/** How long to wait after a mail server said "not now" this often, or null when it is time that a person looks. (NTC-6) */
export function waitAfter(tries: number): number | null {
  return waits[tries - 1] ?? null;
}

/** What the networks say of a text that was handed over. */
export type BecameOfText =
  | 'on-its-way'
  | 'arrived'
  | 'number-does-not-work'
  | 'phone-was-out-of-reach'
  | 'could-not-be-sent'
  | 'never-came';

const looks = [2, 10, 60, 360, 1440, 2880]; // minutes: networks try for three days

/** How long to wait before the networks are asked again, or null when they have said what they will. (NTC-8) */
export function lookAgainAfter(looked: number): number | null {
  return looks[looked] ?? null;
}

/** What a text is called after the networks were asked; undefined when that stays as it is. (NTC-8) */
export function afterAsking(
  status: 'sent' | 'unsure',
  became: BecameOfText,
): { readonly status: 'sent' | 'unsure' | 'failed'; readonly because: string } | undefined {
  switch (became) {
    case 'on-its-way':
      return status === 'unsure' ? { status: 'sent', because: '' } : undefined;
    case 'arrived':
      return { status: 'sent', because: became };
    case 'never-came':
      return status === 'unsure' ? { status, because: became } : undefined;
    case 'number-does-not-work':
    case 'phone-was-out-of-reach':
    case 'could-not-be-sent':
      return { status: 'failed', because: became };
    default:
      return unreachable(became);
  }
}

export type Settling = 'it-went' | 'try-again' | 'let-go';

const mayBecome: Readonly<Record<NoticeStatus, readonly Settling[]>> = {
  waiting: [],
  leaving: [],
  sent: [],
  stopped: [],
  'by-hand': ['it-went', 'let-go'],
  failed: ['try-again', 'let-go'],
  unsure: ['it-went', 'try-again', 'let-go'],
};

export type CannotSettle = 'already-settled' | 'not-safe-now';

/** What a person may say came of a notice. One that was stopped stays stopped. (NTC-2) */
export function settlingsOf(status: NoticeStatus): readonly Settling[] {
  return mayBecome[status];
}

/** A person says what came of a notice; what goes by hand goes only while that way is still safe. (H16, NTC-2) */
export function settle(
  notice: Pick<Notice, 'status' | 'channel'>,
  settling: Settling,
  { wanted, ways }: Ways,
): Decision<Settling, CannotSettle> {
  if (!mayBecome[notice.status].includes(settling)) return refuse('already-settled');
  const isGoingNow = settling === 'it-went' && notice.status === 'by-hand';
  if (!isGoingNow) return allow(settling);
  const way = ways.find(({ channel }) => channel === notice.channel);
  const isSafe = wanted.ok && way !== undefined && (way.decision.ok || way.decision.because.every(isHour));
  return isSafe ? allow(settling) : refuse('not-safe-now');
}

// A person writes down in the evening what they sent at noon.
function isHour(reason: string): boolean {
  return reason === notAtThisHour;
}

/** The refusal in plain words. */
export function explain(reason: CannotSettle): string {
  switch (reason) {
    case 'already-settled':
      return 'Somebody has dealt with this message already, or it was stopped';
    case 'not-safe-now':
      return 'This way is not safe any more. Do not send it. Let it go, and reach them another way';
    default:
      return unreachable(reason);
  }
}
