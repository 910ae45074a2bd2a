import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { inWords, plusDays, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';

export const learningKinds = ['course', 'observed-practice', 'reading', 'conference', 'teaching'] as const;
export type LearningKind = (typeof learningKinds)[number];

/** Hours that somebody learned. */
export interface Learning {
  readonly kind: LearningKind;
  readonly doneOn: PlainDate;
  readonly minutes: number;
  /** By the Restorative Justice Council. */
  readonly isApproved: boolean;
}

export type CannotRecord = 'hours-cannot-be' | 'done-in-the-future' | 'nobody-writes-their-own';

/** Learning was by today, is an amount that can be, and is written down by somebody else. (PRC-1, PRC-2) */
export function record(
  made: Learning,
  known: { readonly of: StaffId; readonly by: StaffId; readonly today: PlainDate },
): Decision<Learning, CannotRecord> {
  const reasons: CannotRecord[] = [];
  if (!Number.isInteger(made.minutes) || made.minutes < 1 || made.minutes > 6000) reasons.push('hours-cannot-be');
  if (made.doneOn > known.today) reasons.push('done-in-the-future');
  if (known.of === known.by) reasons.push('nobody-writes-their-own');
  return refuseAny(reasons, made);
}

/** A line of one’s own is not taken back by oneself either. (PRC-2) */
export function takeBack(of: StaffId, by: StaffId): Decision<StaffId, 'nobody-writes-their-own'> {
  return of === by ? refuse('nobody-writes-their-own') : allow(of);
}

/** So many hours in a year keep a level. (PRC-3, domain 85) */
const hoursAsked: Readonly<Record<PracticeLevel, number>> = { foundation: 6, intermediate: 12, advanced: 16 };

/** How somebody stands to what their level asks. */
export interface Standing {
  /** All in minutes, of the last twelve months. */
  readonly asked: number;
  readonly learned: number;
  readonly approved: number;
  readonly missing: number;
  readonly missingApproved: number;
  /** The last day on which it is enough, where it is now and nothing is added. */
  readonly enoughUntil: PlainDate | null;
}

/** What counts of somebody’s learning, what is missing, and until when it is enough. (PRC-3) */
export function standingOf(
  who: { readonly level: PracticeLevel; readonly isSupervisor: boolean },
  lines: readonly Pick<Learning, 'doneOn' | 'minutes' | 'isApproved'>[],
  today: PlainDate,
): Standing {
  const asked = hoursAsked[who.isSupervisor ? 'advanced' : who.level] * 60;
  const counted = lines
    .map((line) => ({ ...line, endsOn: plusMonths(line.doneOn, 12) }))
    .filter((line) => line.doneOn <= today);
  const on = (day: PlainDate) => {
    const still = counted.filter(({ endsOn }) => endsOn > day);
    const sum = (each: typeof still) => each.reduce((total, { minutes }) => total + minutes, 0);
    const [learned, approved] = [sum(still), sum(still.filter(({ isApproved }) => isApproved))];
    return {
      learned,
      approved,
      missing: Math.max(0, asked - learned),
      missingApproved: Math.max(0, asked / 2 - approved),
    };
  };
  const now = on(today);
  if (!isEnough(now)) return { asked, ...now, enoughUntil: null };
  const ends = [...new Set(counted.map(({ endsOn }) => endsOn))].filter((day) => day > today).toSorted();
  const over = ends.find((day) => !isEnough(on(day)));
  return { asked, ...now, enoughUntil: over === undefined ? null : plusDays(over, -1) };
}

/** Whether nothing is missing. (PRC-3) */
export function isEnough({ missing, missingApproved }: Pick<Standing, 'missing' | 'missingApproved'>): boolean {
  return missing === 0 && missingApproved === 0;
}

/** What is known of somebody who supervises. */
export interface Supervising {
  readonly level: PracticeLevel;
  /** By the register; null where it was never written down. */
  readonly advancedSince: PlainDate | null;
  /** The last day on which that holds; null where it does not run out. */
  readonly advancedUntil: PlainDate | null;
  /** How many people they talked with as a supervisor in the last twelve months. */
  readonly supervised: number;
  /** When they were supervised themselves last. */
  readonly ownOn: PlainDate | null;
}

export type Warning =
  | 'is-not-advanced'
  | 'advanced-since-is-not-known'
  | 'advanced-for-less-than-two-years'
  | 'advanced-is-over'
  | 'supervises-nobody'
  | 'was-not-supervised';

/** What is missing of what whoever supervises has to keep. It warns, and stops nothing. (PRC-4, domain 86) */
export function warningsOf(who: Supervising, today: PlainDate): readonly Warning[] {
  const found: Warning[] = [];
  if (who.level !== 'advanced') found.push('is-not-advanced');
  if (who.advancedSince === null) found.push('advanced-since-is-not-known');
  else if (plusMonths(who.advancedSince, 24) > today) found.push('advanced-for-less-than-two-years');
  if (who.advancedUntil !== null && who.advancedUntil < today) found.push('advanced-is-over');
  if (who.supervised === 0) found.push('supervises-nobody');
  if (who.ownOn === null || plusMonths(who.ownOn, 12) <= today) found.push('was-not-supervised');
  return found;
}

/** When somebody was supervised last, and when they are to be next. */
export interface Talked {
  readonly heldOn: PlainDate | null;
  readonly nextOn: PlainDate | null;
}

export type SupervisionWarning = 'never-supervised' | 'supervision-is-due' | 'supervision-is-long-ago';

/** Whether somebody who works on cases is due to be supervised: the day that was agreed has passed, or a year has. (PRC-4) */
export function supervisionWarning({ heldOn, nextOn }: Talked, today: PlainDate): SupervisionWarning | undefined {
  if (heldOn === null) return 'never-supervised';
  if (nextOn !== null && nextOn < today) return 'supervision-is-due';
  return plusMonths(heldOn, 12) <= today ? 'supervision-is-long-ago' : undefined;
}

/** A warning in plain words. */
export function warningWords(warning: Warning | SupervisionWarning): string {
  switch (warning) {
    case 'is-not-advanced':
      return 'Their practice level is not advanced';
    case 'advanced-since-is-not-known':
      return 'It is not written down since when they are an advanced practitioner';
    case 'advanced-for-less-than-two-years':
      return 'They have been an advanced practitioner for less than two years';
    case 'advanced-is-over':
      return 'Their advanced status is over';
    case 'supervises-nobody':
      return 'They supervised nobody in the last year';
    case 'was-not-supervised':
      return 'They were not supervised themselves in the last year';
    case 'never-supervised':
      return 'No supervision is written down';
    case 'supervision-is-due':
      return 'Their supervision is due';
    case 'supervision-is-long-ago':
      return 'They were supervised more than a year ago';
    default:
      return unreachable(warning);
  }
}

/** Minutes as hours, in words. */
export function hoursWords(minutes: number): string {
  const hours = Math.round((minutes / 60) * 10) / 10;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** What is missing of somebody’s learning, or until when it is enough, in a few words. (PRC-3) */
export function learningWords({ missing, missingApproved, enoughUntil }: Standing): string {
  if (missing > 0) {
    const approved = missingApproved > 0 ? `, ${hoursWords(missingApproved)} of them approved` : '';
    return `Learning: ${hoursWords(missing)} missing${approved}`;
  }
  if (missingApproved > 0) return `Learning: ${hoursWords(missingApproved)} missing of what is approved`;
  return enoughUntil === null ? 'Learning: enough' : `Learning: enough until ${inWords(enoughUntil)}`;
}

/** A kind of learning, in words. */
export function kindWords(kind: LearningKind): string {
  switch (kind) {
    case 'course':
      return 'A course or a workshop';
    case 'observed-practice':
      return 'Practice that somebody observed';
    case 'reading':
      return 'Reading';
    case 'conference':
      return 'A conference or a network';
    case 'teaching':
      return 'Teaching others';
    default:
      return unreachable(kind);
  }
}

/** The refusals in plain words. */
export function explain(reason: CannotRecord): string {
  switch (reason) {
    case 'hours-cannot-be':
      return 'Write hours up to 100, such as 1:30 or 6';
    case 'done-in-the-future':
      return 'The day cannot be after today';
    case 'nobody-writes-their-own':
      return 'Somebody else writes down what you learned';
    default:
      return unreachable(reason);
  }
}
