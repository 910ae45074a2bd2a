import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { daysBetween, inWords } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { takesOnAtOnce, type Training } from '#vocabulary/staff.ts';

export const genders = ['woman', 'man', 'another', 'not-said'] as const;
export type Gender = (typeof genders)[number];

export const times = ['weekdays', 'evenings', 'weekends'] as const;
export type Time = (typeof times)[number];

/** What somebody who works on cases brings. */
export interface Profile {
  readonly gender: Gender;
  /** Besides English. */
  readonly languages: readonly string[];
  /** Postcode districts they travel to; none means anywhere the service works. */
  readonly districts: readonly string[];
  readonly available: readonly Time[];
  /** How much they take on at once, a complex case counting twice; null for what is usual. */
  readonly mostWork: number | null;
}

export const checkKinds = [
  'vetting',
  'facilitator-training',
  'safeguarding-training',
  'complex-case-training',
  'domestic-abuse-training',
  'sexual-harm-training',
  'data-protection-training',
  'advanced-status',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Without these nobody is given a case once they are over. (FAC-3) */
export const mustHold: readonly CheckKind[] = ['vetting', 'facilitator-training', 'safeguarding-training'];

/** The newest check or training of a kind. */
export interface Check {
  readonly kind: CheckKind;
  readonly doneOn: PlainDate;
  /** The last day on which it holds; null where it does not run out. */
  readonly holdsUntil: PlainDate | null;
}

export type CannotKeepProfile = 'not-a-district' | 'too-many-languages' | 'work-is-not-a-number';

/** Words between commas or lines, each once. */
export function listIn(typed: string): readonly string[] {
  const words = typed.split(/[,;\n]+/).map((each) => each.trim().replace(/\s+/g, ' '));
  return [...new Set(words.filter((each) => each !== ''))];
}

/** What somebody brings is said in districts, a few languages and a number of cases. (FAC-1) */
export function keepProfile(profile: Profile): Decision<Profile, CannotKeepProfile> {
  const reasons: CannotKeepProfile[] = [];
  if (!profile.districts.every((each) => /^[A-Z]{1,2}[0-9][0-9A-Z]?$/.test(each))) reasons.push('not-a-district');
  if (profile.languages.length > 20 || profile.languages.some((each) => each.length > 38)) {
    reasons.push('too-many-languages');
  }
  const { mostWork } = profile;
  if (mostWork !== null && (!Number.isInteger(mostWork) || mostWork < 0 || mostWork > 99)) {
    reasons.push('work-is-not-a-number');
  }
  return refuseAny(reasons, profile);
}

export type CannotRecordCheck = 'days-are-not-in-order' | 'done-in-the-future' | 'nobody-checks-themselves';

/** A check or training was done by today, holds no shorter than that, and is written down by somebody else. (FAC-2) */
export function recordCheck(
  check: Check,
  known: { readonly of: StaffId; readonly by: StaffId; readonly today: PlainDate },
): Decision<Check, CannotRecordCheck> {
  const reasons: CannotRecordCheck[] = [];
  if (check.holdsUntil !== null && check.holdsUntil < check.doneOn) reasons.push('days-are-not-in-order');
  if (check.doneOn > known.today) reasons.push('done-in-the-future');
  if (known.of === known.by) reasons.push('nobody-checks-themselves');
  return refuseAny(reasons, check);
}

/** What is over on a day of what must hold. What was never written down is not over. (FAC-3) */
export function checksOver(checks: readonly Check[], day: PlainDate): readonly Check[] {
  return checks.filter(({ kind, holdsUntil }) => mustHold.includes(kind) && holdsUntil !== null && holdsUntil < day);
}

const trainings: Readonly<Partial<Record<CheckKind, Training>>> = {
  'complex-case-training': 'complex cases',
  'domestic-abuse-training': 'domestic abuse',
  'sexual-harm-training': 'sexual harm',
};

/** What somebody is trained for on a day, beyond what everybody must hold. (FAC-2) */
export function trainedFor(checks: readonly Check[], day: PlainDate): readonly Training[] {
  return checks.flatMap(({ kind, holdsUntil }) =>
    holdsUntil === null || holdsUntil >= day ? (trainings[kind] ?? []) : [],
  );
}

/** What must hold and is over within so many days, or already. */
export function checksEnding(checks: readonly Check[], day: PlainDate, days: number): readonly Check[] {
  return checks.filter(
    ({ kind, holdsUntil }) => mustHold.includes(kind) && holdsUntil !== null && daysBetween(day, holdsUntil) <= days,
  );
}

/** Whether somebody may be given a case by what they were checked for and trained in. (FAC-3) */
export function mayBeGivenCases(checks: readonly Check[], day: PlainDate): Decision<true, 'check-is-over'> {
  return checksOver(checks, day).length === 0 ? allow(true) : refuse('check-is-over');
}

/** How much somebody works on against how much they take on, a complex case counting twice. */
export interface Balance {
  readonly weight: number;
  readonly most: number;
  /** Above zero for room, below for too much. */
  readonly room: number;
}

/** Whether somebody has room, is full or works on more than they take on; nothing moves by it. */
export function balanceOf(
  who: { readonly mostWork: number | null; readonly isVolunteer: boolean },
  load: { readonly openCases: number; readonly complexCases: number } | undefined,
): Balance {
  const weight = (load?.openCases ?? 0) + (load?.complexCases ?? 0);
  const most = takesOnAtOnce(who);
  return { weight, most, room: most - weight };
}

/** From the first day somebody is away to the last. */
export interface Away {
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
}

export type CannotBeAway = 'days-are-not-in-order' | 'away-for-too-long' | 'is-over-already' | 'away-then-already';

/** Somebody is away from one day to another, not over a year, not in the past, and not twice at once. (FAC-4) */
export function sayAway(
  away: Away,
  known: { readonly others: readonly Away[]; readonly today: PlainDate },
): Decision<Away, CannotBeAway> {
  if (away.untilOn < away.fromOn) return refuse('days-are-not-in-order');
  const reasons: CannotBeAway[] = [];
  if (daysBetween(away.fromOn, away.untilOn) > 366) reasons.push('away-for-too-long');
  if (away.untilOn < known.today) reasons.push('is-over-already');
  if (known.others.some((each) => each.fromOn <= away.untilOn && away.fromOn <= each.untilOn)) {
    reasons.push('away-then-already');
  }
  return refuseAny(reasons, away);
}

/** A kind of check, in words. */
export function checkWords(kind: CheckKind): string {
  switch (kind) {
    case 'vetting':
      return 'Vetting';
    case 'facilitator-training':
      return 'Facilitator training';
    case 'safeguarding-training':
      return 'Safeguarding training';
    case 'complex-case-training':
      return 'Training for complex cases';
    case 'domestic-abuse-training':
      return 'Training for domestic abuse';
    case 'sexual-harm-training':
      return 'Training for sexual harm';
    case 'data-protection-training':
      return 'Data protection training';
    case 'advanced-status':
      return 'Advanced practitioner status';
    default:
      return unreachable(kind);
  }
}

/** What is over, in a sentence without its stop. */
export function overWords({ kind, holdsUntil }: Check): string {
  return `${checkWords(kind)} was good until ${holdsUntil === null ? 'no day' : inWords(holdsUntil)}`;
}

/** The refusals in plain words. */
export function explain(
  reason: CannotKeepProfile | CannotRecordCheck | CannotBeAway | 'check-is-over' | 'not-there',
): string {
  switch (reason) {
    case 'not-a-district':
      return 'Write first halves of postcodes only, such as NN1 or PE8';
    case 'too-many-languages':
      return 'Write at most 20 languages, each in a word or two';
    case 'work-is-not-a-number':
      return 'Write a whole number from 0 to 99, or leave it empty';
    case 'days-are-not-in-order':
      return 'The last day must be on or after the first';
    case 'done-in-the-future':
      return 'The day it was done cannot be after today';
    case 'nobody-checks-themselves':
      return 'Somebody else writes down your checks and training';
    case 'away-for-too-long':
      return 'Write at most a year at once';
    case 'is-over-already':
      return 'These days are over already';
    case 'away-then-already':
      return 'They are away on one of these days already';
    case 'check-is-over':
      return 'Their vetting or a training they need is over. Write down a new one first';
    case 'not-there':
      return 'This is not there any more';
    default:
      return unreachable(reason);
  }
}
