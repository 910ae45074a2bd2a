// What the police, the courts and a prison have of what a referral is about.
import type { PlainDate } from './dates.ts';

/** The numbers that others know it by. */
export const matterNumbers = ['crime-number', 'urn', 'prison-number'] as const;
export type MatterNumber = (typeof matterNumbers)[number];

/** Each number, as it is asked for. */
export const matterNumberWords: Readonly<Record<MatterNumber, { readonly text: string; readonly hint?: string }>> = {
  'crime-number': { text: 'Police crime number' },
  urn: { text: 'Unique reference number (URN) of the court case', hint: 'Like 12 AB 01234 26.' },
  'prison-number': { text: 'Prison number', hint: 'Like A1234BC.' },
};

/**
 * Whether it was sent to this service, or is what the police settled themselves out of court. That is often called restorative and is
 * no facilitated service, so it is kept and counted in nothing (domain 82).
 */
export const origins = ['service', 'police-out-of-court'] as const;
export type Origin = (typeof origins)[number];

/** What is kept of it. */
export interface Matter {
  readonly crimeNumber: string;
  readonly urn: string;
  readonly prisonNumber: string;
  /** The day it was reported. */
  readonly reportedOn: PlainDate | null;
  /** Whether the person harmed has enhanced rights, and is told sooner. */
  readonly isEnhanced: boolean;
  /** The day whoever took the report told the person of restorative justice. */
  readonly informedOn: PlainDate | null;
  readonly origin: Origin;
}

/** A matter of which nothing is known. */
export const noMatter: Matter = {
  ...{ crimeNumber: '', urn: '', prisonNumber: '', reportedOn: null, isEnhanced: false, informedOn: null },
  origin: 'service',
};

/** The numbers that are known of a matter. */
export function numbersIn({ crimeNumber, urn, prisonNumber }: Matter): readonly string[] {
  return [crimeNumber, urn, prisonNumber].filter((number) => number !== '');
}
