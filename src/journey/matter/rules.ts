import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Matter } from '#vocabulary/matter.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';

export type CannotKeep = 'not-a-urn' | 'not-a-prison-number' | 'day-is-after-today' | 'told-before-it-was-reported';

const allReasons: readonly string[] = [
  'not-a-urn',
  'not-a-prison-number',
  'day-is-after-today',
  'told-before-it-was-reported',
] satisfies readonly CannotKeep[];

/** Whether a refusal is one of these. */
export function isOfMatter(reason: string): reason is CannotKeep {
  return allReasons.includes(reason);
}

const written = (number: string) => number.toUpperCase().replace(/[\s/.-]+/g, '');

/**
 * What is kept of a matter, its numbers written in one way. A unique reference number has eleven signs, a prison number seven, and
 * neither is kept in another shape: it would be found by nobody (MAT-1). Days are in order (MAT-3).
 */
export function keep(said: Matter, today: PlainDate): Decision<Matter, CannotKeep> {
  const reasons: CannotKeep[] = [];
  const [urn, prisonNumber] = [written(said.urn), written(said.prisonNumber)];
  if (urn !== '' && !/^\d{2}[A-Z0-9]{2}\d{7}$/.test(urn)) reasons.push('not-a-urn');
  if (prisonNumber !== '' && !/^[A-Z]\d{4}[A-Z]{2}$/.test(prisonNumber)) reasons.push('not-a-prison-number');
  const { reportedOn, informedOn } = said;
  if ([reportedOn, informedOn].some((day) => day !== null && day > today)) reasons.push('day-is-after-today');
  if (reportedOn !== null && informedOn !== null && informedOn < reportedOn)
    reasons.push('told-before-it-was-reported');
  return refuseAny(reasons, { ...said, crimeNumber: said.crimeNumber.trim(), urn, prisonNumber });
}

/** So many working days the Victims’ Code gives whoever took the report: fewer for whoever has enhanced rights. (MAT-5, domain 17) */
export const daysToInform = (isEnhanced: boolean): number => (isEnhanced ? 1 : 5);

/** The day by which the person harmed is told of restorative justice by whoever took the report; null where that day is not known. (MAT-5) */
export function informBy({ reportedOn, isEnhanced }: Pick<Matter, 'reportedOn' | 'isEnhanced'>): PlainDate | null {
  return reportedOn && workingDaysAfter(reportedOn, daysToInform(isEnhanced));
}

/** How whoever took the report stands to that day. */
export type Informing = 'not-known-when' | 'in-time' | 'told-later' | 'not-yet' | 'not-known-whether';

/** How whoever took the report stands to the day by which they tell the person. It is theirs to do: nobody here is asked for anything. (MAT-5) */
export function informing(matter: Matter, today: PlainDate): Informing {
  const by = informBy(matter);
  if (by === null) return 'not-known-when';
  if (matter.informedOn !== null) return matter.informedOn <= by ? 'in-time' : 'told-later';
  return today <= by ? 'not-yet' : 'not-known-whether';
}

/** A refusal in plain words. */
export function explain(reason: CannotKeep): string {
  switch (reason) {
    case 'not-a-urn':
      return 'Write the unique reference number with its eleven signs, like 12AB0123426, or leave it empty';
    case 'not-a-prison-number':
      return 'Write the prison number with its seven signs, like A1234BC, or leave it empty';
    case 'day-is-after-today':
      return 'This day cannot be after today';
    case 'told-before-it-was-reported':
      return 'They cannot have been told before it was reported';
    default:
      return unreachable(reason);
  }
}
