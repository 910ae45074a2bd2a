import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { inWordsWithWeekday, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { Id, ParticipantId } from '#vocabulary/ids.ts';

export type AvailabilityId = Id<'availability'>;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];
export const partsOfDay = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** One part of a day, or of a day of the week in general, that could or could not work for a meeting. */
export interface Time {
  readonly on: PlainDate | Weekday;
  readonly part: PartOfDay;
  readonly answer: 'could' | 'could-not';
}

/** All that one participant said of when a meeting could be. */
export interface Availability {
  readonly times: readonly Time[];
  /** A few plain words about it. */
  readonly words: string;
}

export const nothingSaid: Availability = { times: [], words: '' };

/** On whose word it is written down. */
export interface Voice {
  readonly saidBy: 'self' | 'guardian' | 'supporter';
  readonly how: 'online' | 'in-person' | 'by-phone' | 'video-call' | 'in-writing';
  readonly saidOn: PlainDate;
}

/** Some days, some parts of each, one answer. */
interface Wish {
  readonly on: readonly Time['on'][];
  readonly parts: readonly PartOfDay[];
  readonly answer: Time['answer'];
}

export type CannotSay =
  | 'case-is-closed'
  | 'no-day-chosen'
  | 'no-part-chosen'
  | 'day-has-passed'
  | 'day-is-far-off'
  | 'too-many-days'
  | 'words-are-too-long'
  | 'said-in-the-future'
  | 'no-guardian-on-the-case';

const longest = 1000;
const mostDays = 60;
/** A year, and the day itself. */
const furthest = 366;

/** Whether a time is a day in the calendar, and not a day of the week in general. */
function isDate(on: Time['on']): on is PlainDate {
  return /^\d/.test(on);
}

// What is said last of one time stands.
function addTimes(
  before: Availability,
  { on, parts, answer }: Wish,
  today: PlainDate,
): Decision<Availability, CannotSay> {
  const dates = on.filter(isDate);
  const reasons: CannotSay[] = [];
  if (on.length === 0) reasons.push('no-day-chosen');
  if (parts.length === 0) reasons.push('no-part-chosen');
  if (dates.some((day) => day < today)) reasons.push('day-has-passed');
  if (dates.some((day) => day > plusDays(today, furthest))) reasons.push('day-is-far-off');
  const added = on.flatMap((each) => parts.map((part) => ({ on: each, part, answer })));
  const isSaidAgain = (time: Time) => added.some((each) => each.on === time.on && each.part === time.part);
  const times = [...before.times.filter((time) => !isSaidAgain(time)), ...added].toSorted(inOrder);
  const after = stillAhead({ ...before, times }, today);
  if (new Set(after.times.map((time) => time.on).filter(isDate)).size > mostDays) reasons.push('too-many-days');
  return refuseAny(reasons, after);
}

/** Everything that may be said of times at once: of days, and a few words. */
export interface Said extends Omit<Wish, 'answer'> {
  readonly what: Time['answer'] | 'leave-out' | 'words' | 'take-back';
  /** Undefined leaves them as they are. */
  readonly words: string | undefined;
}

/** What somebody says of times, beside or in the place of what they said before. (AVA-1, AVA-2, AVA-3) */
export function say(before: Availability, said: Said, today: PlainDate): Decision<Availability, CannotSay> {
  const words = said.words ?? before.words;
  if (words.length > longest) return refuse('words-are-too-long');
  const worded = stillAhead({ ...before, words }, today);
  switch (said.what) {
    case 'could':
    case 'could-not':
      return addTimes(worded, { ...said, answer: said.what }, today);
    case 'leave-out':
      return said.on.length === 0
        ? refuse('no-day-chosen')
        : allow({ ...worded, times: worded.times.filter(({ on }) => !said.on.includes(on)) });
    case 'words':
      return allow(worded);
    case 'take-back':
      return allow(nothingSaid);
    default:
      return unreachable(said.what);
  }
}

/** The same without days gone by. (AVA-1) */
export function stillAhead(said: Availability, today: PlainDate): Availability {
  return { ...said, times: said.times.filter(({ on }) => !isDate(on) || on >= today) };
}

/** Whether there is anything left to keep. */
export function isEmpty({ times, words }: Availability): boolean {
  return times.length === 0 && words.trim() === '';
}

/** Whether two say the same. */
export function isSame(one: Availability, other: Availability): boolean {
  return one.words === other.words && one.times.map(codeOf).join() === other.times.map(codeOf).join();
}

/** A time as it is kept: `2026-12-03 morning could`. */
export function codeOf({ on, part, answer }: Time): string {
  return `${on} ${part} ${answer}`;
}

/** A time from what is kept. */
export function timeOf(code: string): Time {
  const [on, part, answer] = code.split(' ');
  return { on, part, answer } as Time;
}

/** The day of what is said: never one to come. (AVA-5) */
export function heard({ saidOn }: Voice, today: PlainDate): Decision<true, CannotSay> {
  return saidOn > today ? refuse('said-in-the-future') : allow(true);
}

function placeOf({ on, part }: Time): string {
  const at = isDate(on) ? on : String(weekdays.indexOf(on));
  return `${isDate(on) ? 'b' : 'a'}${at}${partsOfDay.indexOf(part)}`;
}

function inOrder(one: Time, other: Time): number {
  return placeOf(one) < placeOf(other) ? -1 : 1;
}

/** What somebody said of one day, part by part of each answer, in the order of the calendar; days of the week first. */
export interface DaySaid {
  readonly on: Time['on'];
  readonly could: readonly PartOfDay[];
  readonly couldNot: readonly PartOfDay[];
}

/** What somebody said, a day a line. */
export function dayByDay({ times }: Availability): readonly DaySaid[] {
  const days = [...new Set(times.toSorted(inOrder).map(({ on }) => on))];
  const partsThat = (day: Time['on'], answer: Time['answer']) =>
    partsOfDay.filter((part) => times.some((time) => time.on === day && time.part === part && time.answer === answer));
  return days.map((on) => ({ on, could: partsThat(on, 'could'), couldNot: partsThat(on, 'could-not') }));
}

/** "Thursday 3 December 2026", or "Every Thursday". */
export function dayInWords(on: Time['on']): string {
  return isDate(on) ? inWordsWithWeekday(on) : `Every ${on.slice(0, 1).toUpperCase()}${on.slice(1)}`;
}

/** What may cross of somebody's times: those that could work, and their words only where that was chosen. (AVA-6) */
export function wordsToCopy(
  said: Availability,
  wish: { readonly withWords: boolean; readonly today: PlainDate },
): string {
  const lines = dayByDay(stillAhead(said, wish.today))
    .filter(({ could }) => could.length > 0)
    .map(({ on, could }) => `${dayInWords(on)}: ${could.join(', ')}`);
  if (lines.length === 0) return '';
  const own = wish.withWords && said.words.trim() !== '' ? ['', said.words.trim()] : [];
  return ['These times could work:', ...lines, ...own].join('\n');
}

/** One side of what is laid over each other. */
export interface Layer {
  readonly participantId: ParticipantId;
  readonly times: readonly Time[];
}

/** A day ahead, what each said of it, and the parts of it that work for everybody. */
export interface DayLaidOver {
  readonly day: PlainDate;
  readonly works: readonly PartOfDay[];
  readonly layers: readonly (Omit<DaySaid, 'on'> & Pick<Layer, 'participantId'>)[];
}

/** How far ahead times are laid over each other: eight weeks. */
export const daysAhead = 56;

/** Lays what everybody said over each other, for the days ahead of which anybody said something. (AVA-7) */
export function layOver(layers: readonly Layer[], today: PlainDate): readonly DayLaidOver[] {
  const days = Array.from({ length: daysAhead }, (_, at) => plusDays(today, at + 1));
  return days.map((day) => laidOver(layers, day)).filter(({ layers: said }) => said.some(saysSomething));
}

function laidOver(layers: readonly Layer[], day: PlainDate): DayLaidOver {
  const said = layers.map(({ participantId, times }) => {
    const that = (answer: Time['answer']) => partsOfDay.filter((part) => answerOn(times, day, part) === answer);
    return { participantId, could: that('could'), couldNot: that('could-not') };
  });
  const works = partsOfDay.filter((part) => said.length > 1 && said.every(({ could }) => could.includes(part)));
  return { day, works, layers: said };
}

function saysSomething({ could, couldNot }: Omit<DaySaid, 'on'>): boolean {
  return could.length > 0 || couldNot.length > 0;
}

// What was said of the very day goes before what holds for the week in general.
function answerOn(times: readonly Time[], day: PlainDate, part: PartOfDay): Time['answer'] | undefined {
  const on = weekdayOf(day);
  const exact = times.find((time) => time.on === day && time.part === part);
  return (exact ?? times.find((time) => time.on === on && time.part === part))?.answer;
}

function weekdayOf(day: PlainDate): Weekday {
  const at = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return weekdays[at] ?? 'monday';
}

export type CannotCopy = 'no-times-that-could-work';

/** A refusal in plain words. */
export function explain(reason: CannotSay | CannotCopy): string {
  switch (reason) {
    case 'case-is-closed':
      return 'This case is closed, so nothing in it changes';
    case 'no-day-chosen':
      return 'Write a date, or choose a day of the week';
    case 'no-part-chosen':
      return 'Choose a part of the day';
    case 'day-has-passed':
      return 'That day has gone by. Write today or a day to come';
    case 'day-is-far-off':
      return 'Write a day within a year from now';
    case 'too-many-days':
      return 'You can give up to 60 dates. Leave some out, or choose days of the week';
    case 'words-are-too-long':
      return 'Make it shorter than 1,000 characters';
    case 'said-in-the-future':
      return 'The day it was said cannot be after today';
    case 'no-guardian-on-the-case':
      return 'Add their guardian on the People page first';
    case 'no-times-that-could-work':
      return 'They have given no times that could work';
    default:
      return unreachable(reason);
  }
}
