import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { daysBetween, plusDays, plusMonths, type PlainDate } from '#vocabulary/dates.ts';

export type Occasion = 'next-day' | '2-weeks' | '6-weeks' | '3-months' | '6-months';

export interface FollowUp {
  readonly id: string;
  readonly occasion: Occasion;
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
  readonly letGoBecause: string;
}

/** What falls due for each side after people communicated: next day, 2 and 6 weeks, 3 and 6 months (H11, domain 78). */
export function dueAfter(day: PlainDate): readonly { readonly occasion: Occasion; readonly dueOn: PlainDate }[] {
  return [
    { occasion: 'next-day', dueOn: plusDays(day, 1) },
    { occasion: '2-weeks', dueOn: plusDays(day, 14) },
    { occasion: '6-weeks', dueOn: plusDays(day, 42) },
    { occasion: '3-months', dueOn: plusMonths(day, 3) },
    { occasion: '6-months', dueOn: plusMonths(day, 6) },
  ];
}

export type CannotFollowUp = 'already-done' | 'already-let-go' | 'done-in-the-future' | 'reason-is-missing';

/** A follow-up is done once, on a day that has come (FOL-2). */
export function markDone(followUp: FollowUp, doneOn: PlainDate, today: PlainDate): Decision<FollowUp, CannotFollowUp> {
  const reasons: CannotFollowUp[] = [];
  if (followUp.doneOn !== null) reasons.push('already-done');
  if (followUp.letGoBecause !== '') reasons.push('already-let-go');
  if (doneOn > today) reasons.push('done-in-the-future');
  return refuseAny(reasons, { ...followUp, doneOn });
}

/** A follow-up may be let go, with a reason; then it is not done later as well (FOL-3). */
export function letGo(followUp: FollowUp, because: string): Decision<FollowUp, CannotFollowUp> {
  const reasons: CannotFollowUp[] = [];
  if (followUp.doneOn !== null) reasons.push('already-done');
  if (followUp.letGoBecause !== '') reasons.push('already-let-go');
  if (because.trim() === '') reasons.push('reason-is-missing');
  return refuseAny(reasons, { ...followUp, letGoBecause: because });
}

export interface Feedback {
  /** 5 is very satisfied, null is "rather not say". */
  readonly satisfied: number | null;
  readonly wouldRecommend: '' | 'yes' | 'no' | 'not-sure';
  readonly words: string;
  readonly mayQuote: boolean;
}

export type CannotAnswer =
  | 'nothing-answered'
  | 'said-today'
  | 'too-soon'
  | 'does-not-want-to-be-asked'
  | 'nothing-happened-yet';

/** Why nobody is asked today. */
export type CannotAsk = Exclude<CannotAnswer, 'nothing-answered' | 'said-today'>;

/** When somebody may be asked how it was: not in the first week after they communicated (domain 169). */
export function mayBeAsked(
  lastCommunicatedOn: PlainDate | null,
  today: PlainDate,
  wantsNoFollowUp: boolean,
): Decision<PlainDate, CannotAsk> {
  if (wantsNoFollowUp) return refuse('does-not-want-to-be-asked');
  if (lastCommunicatedOn === null) return refuse('nothing-happened-yet');
  if (daysBetween(lastCommunicatedOn, today) < 7) return refuse('too-soon');
  return allow(lastCommunicatedOn);
}

/** One answer is enough; every question may be left out, but not all of them (FOL-4). Said once a day, it counts once (FOL-8). */
export function answer(
  feedback: Feedback,
  hasSaidToday: boolean,
): Decision<Feedback, 'nothing-answered' | 'said-today'> {
  if (hasSaidToday) return refuse('said-today');
  const isEmpty = feedback.satisfied === null && feedback.wouldRecommend === '' && feedback.words.trim() === '';
  return isEmpty ? refuse('nothing-answered') : allow(feedback);
}

export interface Check {
  readonly fromOn: PlainDate;
  readonly months: 6 | 12 | 24;
  readonly checkedOn: PlainDate;
}

export type CannotCheck = 'window-is-not-over' | 'checked-in-the-future';

/** Reoffending is looked at when the window is over, never before, so that windows compare (FOL-5, domain 170). */
export function check(looked: Check, today: PlainDate): Decision<Check, CannotCheck> {
  const reasons: CannotCheck[] = [];
  if (looked.checkedOn < plusMonths(looked.fromOn, looked.months)) reasons.push('window-is-not-over');
  if (looked.checkedOn > today) reasons.push('checked-in-the-future');
  return refuseAny(reasons, looked);
}

export function explain(reason: CannotFollowUp | CannotAnswer | CannotCheck): string {
  switch (reason) {
    case 'already-done':
      return 'This was done already';
    case 'already-let-go':
      return 'This was let go already';
    case 'done-in-the-future':
      return 'The day it was done cannot be after today';
    case 'reason-is-missing':
      return 'Say why it is let go';
    case 'nothing-answered':
      return 'Answer at least one question, or leave this for another day';
    case 'said-today':
      return 'What they said today is there already';
    case 'too-soon':
      return 'It is too soon to ask. There is no hurry';
    case 'does-not-want-to-be-asked':
      return 'This person does not want to be asked afterwards';
    case 'nothing-happened-yet':
      return 'There is nothing to ask about yet';
    case 'window-is-not-over':
      return 'The time to look at is not over yet';
    case 'checked-in-the-future':
      return 'The day you looked cannot be after today';
    default:
      return unreachable(reason);
  }
}

export interface Interval {
  /** Percentages, to one decimal. */
  readonly percent: number;
  readonly low: number;
  readonly high: number;
  readonly base: number;
}

/** A percentage with its Wilson 95% interval; null for nobody asked. Honest for small bases, unlike the usual one. */
export function wilson(hits: number, base: number): Interval | null {
  if (base === 0) return null;
  const z = 1.959964;
  const share = hits / base;
  const middle = share + (z * z) / (2 * base);
  const spread = z * Math.sqrt((share * (1 - share)) / base + (z * z) / (4 * base * base));
  const scale = 1 + (z * z) / base;
  const percent = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return {
    percent: percent(share),
    low: percent((middle - spread) / scale),
    high: percent((middle + spread) / scale),
    base,
  };
}

export interface Reoffending {
  readonly people: number;
  /** Share of people who reoffended, in percent; null for nobody. */
  readonly binary: number | null;
  /** Reoffences for each person who reoffended; null when nobody did. */
  readonly perReoffender: number | null;
  /** Reoffences for each person; null for nobody. */
  readonly perPerson: number | null;
}

/** The two measures of reoffending, binary and frequency (domain 171), from a count a person. */
export function reoffending(counts: readonly number[]): Reoffending {
  const again = counts.filter((count) => count > 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const of = (value: number, base: number) => (base === 0 ? null : Math.round((value / base) * 100) / 100);
  const binary = of(again.length * 100, counts.length);
  return { people: counts.length, binary, perReoffender: of(total, again.length), perPerson: of(total, counts.length) };
}
