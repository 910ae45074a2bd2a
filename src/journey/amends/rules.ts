import { type Decision, refuseAny, unreachable } from '#platform/decision.ts';
import type { AmendsKind, Instalment, Promised } from '#vocabulary/agreements.ts';
import { type PlainDate, plusDays, plusMonths } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';

export type CannotPromise =
  | 'no-amount'
  | 'no-hours'
  | 'no-day-to-do-it-by'
  | 'instalments-do-not-add-up'
  | 'not-a-party'
  | 'owed-to-themselves';

/** Promises that are a way of living have no last day unless people name one. */
function needsDay(kind: AmendsKind): boolean {
  return kind !== 'behaviour' && kind !== 'other';
}

/**
 * What may stand in a draft: a payment has an amount and work has hours (AGR-4), instalments add up to the payment (AGR-9),
 * a party owes it to another party or to the community (AGR-13; domain 73).
 */
export function promise(promised: Promised, parties: readonly ParticipantId[]): Decision<Promised, CannotPromise> {
  const { kind, pence, minutes, dueOn, instalments, owedById, owedToId } = promised;
  const reasons: CannotPromise[] = [];
  if (kind === 'payment' && (pence ?? 0) <= 0) reasons.push('no-amount');
  if (kind === 'voluntary-work' && (minutes ?? 0) <= 0) reasons.push('no-hours');
  if (needsDay(kind) && dueOn === null) reasons.push('no-day-to-do-it-by');
  if (kind === 'payment' && instalments.length > 0 && sum(instalments) !== pence) {
    reasons.push('instalments-do-not-add-up');
  }
  if (!parties.includes(owedById) || (owedToId !== null && !parties.includes(owedToId))) reasons.push('not-a-party');
  if (owedById === owedToId) reasons.push('owed-to-themselves');
  const isPayment = kind === 'payment';
  return refuseAny(reasons, {
    ...promised,
    pence: isPayment ? pence : null,
    minutes: kind === 'voluntary-work' ? minutes : null,
    instalments: isPayment ? instalments : [],
  });
}

function sum(instalments: readonly Instalment[]): number {
  return instalments.reduce((pence, instalment) => pence + instalment.pence, 0);
}

export type Rhythm = 'week' | 'fortnight' | 'month';

/** A payment in even parts, to the penny: what does not divide goes into the first parts. (AGR-9) */
export function planInstalments(
  pence: number,
  parts: number,
  firstOn: PlainDate,
  rhythm: Rhythm,
): readonly Instalment[] {
  const each = Math.floor(pence / parts);
  const over = pence - each * parts;
  return Array.from({ length: parts }, (_, at) => ({
    dueOn: dayOfPart(firstOn, at, rhythm),
    pence: at < over ? each + 1 : each,
  }));
}

function dayOfPart(firstOn: PlainDate, at: number, rhythm: Rhythm): PlainDate {
  if (rhythm === 'month') return plusMonths(firstOn, at);
  return plusDays(firstOn, at * (rhythm === 'week' ? 7 : 14));
}

/** Pence from what people type: "120", "£1,250.50". Null when it is no sum above nothing and up to £100,000. */
export function asPence(text: string): number | null {
  const match = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const pence = Number(match[1]?.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return pence > 0 && pence <= 10_000_000 ? pence : null;
}

/** Minutes from hours as people type them: "20", "2.5". Null when it is no time above nothing and up to 1,000 hours. */
export function asMinutes(text: string): number | null {
  const match = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const minutes = Math.round(Number(match[0]) * 60);
  return minutes > 0 && minutes <= 60_000 ? minutes : null;
}

/** "£120" or "£12.50". */
export function inPounds(pence: number): string {
  const pounds = Math.floor(pence / 100).toLocaleString('en-GB');
  return pence % 100 === 0 ? `£${pounds}` : `£${pounds}.${String(pence % 100).padStart(2, '0')}`;
}

/** "20 hours", "1 hour", "2 hours 30 minutes". */
export function inHours(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [counted(hours, 'hour'), counted(rest, 'minute')].filter((part) => part !== '');
  return words.length === 0 ? 'no time yet' : words.join(' ');
}

function counted(number: number, word: string): string {
  if (number === 0) return '';
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** The refusal in plain words, for whoever writes the terms. */
export function explainPromise(reason: CannotPromise): string {
  switch (reason) {
    case 'no-amount':
      return 'Write how much will be paid, like 120 or 49.50';
    case 'no-hours':
      return 'Write how many hours will be worked, like 20 or 2.5';
    case 'no-day-to-do-it-by':
      return 'Write the day it should be done by, like 1 2 2027';
    case 'instalments-do-not-add-up':
      return 'The parts must add up to the whole payment';
    case 'not-a-party':
      return 'Choose somebody who is part of this agreement';
    case 'owed-to-themselves':
      return 'Nobody can owe something to themselves';
    default:
      return unreachable(reason);
  }
}
