import type { PlainDate } from './dates.ts';

/** What a service promises to do within so many working days. */
export const serviceLevels = ['acknowledge', 'triage', 'allocate', 'firstContact'] as const;
export type ServiceLevel = (typeof serviceLevels)[number];

/** How many working days each promise gives. */
export type ServiceLevels = Readonly<Record<ServiceLevel, number>>;

/** What a service promises that has said nothing else (domain 27). */
export const usualLevels: ServiceLevels = { acknowledge: 1, triage: 3, allocate: 5, firstContact: 5 };

/** What is promised, in words, as it stands in a list. */
export const levelWords: Readonly<Record<ServiceLevel, string>> = {
  acknowledge: 'Acknowledge',
  triage: 'Decide',
  allocate: 'Give to a facilitator',
  firstContact: 'First contact',
};

/** How one promise about a referral, or the case it became, stands. */
export interface Clock {
  readonly level: ServiceLevel;
  readonly startedOn: PlainDate;
  readonly dueOn: PlainDate;
  /** The day it was done. */
  readonly doneOn: PlainDate | null;
  /** It runs, is late, stands still, was done in time or too late, or nothing is to be done any more. */
  readonly standing: 'runs' | 'late' | 'paused' | 'in-time' | 'too-late' | 'over';
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A number of working days as a reader meets it: “one working day”, “12 working days”. */
export function workingDaysInWords(days: number): string {
  return `${small[days] ?? days} working ${days === 1 ? 'day' : 'days'}`;
}
