import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { serviceLevels, type ServiceLevels } from '#vocabulary/service-levels.ts';

export type CannotPromise = 'not-from-1-to-30-days' | 'decided-before-it-is-read';

const isPromise = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= 30;

/** A promise gives from 1 to 30 working days, and nothing is decided before it is read. (LVL-1, LVL-2) */
export function promise(levels: ServiceLevels): Decision<ServiceLevels, CannotPromise> {
  const reasons: CannotPromise[] = [];
  if (!serviceLevels.every((level) => isPromise(levels[level]))) reasons.push('not-from-1-to-30-days');
  if (levels.acknowledge > levels.triage) reasons.push('decided-before-it-is-read');
  return refuseAny(reasons, levels);
}

/** The refusal in plain words. */
export function explain(reason: CannotPromise): string {
  switch (reason) {
    case 'not-from-1-to-30-days':
      return 'Write a whole number of working days, from 1 to 30';
    case 'decided-before-it-is-read':
      return 'A referral is acknowledged before it is decided: give deciding as many days, or more';
    default:
      return unreachable(reason);
  }
}
