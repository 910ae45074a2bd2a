import type { PlainDate } from '#vocabulary/dates.ts';
import type { Clock, ServiceLevel, ServiceLevels } from '#vocabulary/service-levels.ts';
import { workingDaysAfter, workingDaysBetween } from '#vocabulary/working-days.ts';

/** The days by which a referral is acknowledged and decided, from the day it reached the service. (CLK-1) */
export function begun(
  receivedOn: PlainDate,
  levels: Pick<ServiceLevels, 'acknowledge' | 'triage'>,
): { readonly acknowledgeBy: PlainDate; readonly triageBy: PlainDate } {
  return {
    acknowledgeBy: workingDaysAfter(receivedOn, levels.acknowledge),
    triageBy: workingDaysAfter(receivedOn, levels.triage),
  };
}

/** The day by which it is decided once whoever was asked has answered: the working days we waited are given back. (CLK-3) */
export function resumed(triageBy: PlainDate, pausedOn: PlainDate, today: PlainDate): PlainDate {
  return workingDaysAfter(triageBy, workingDaysBetween(pausedOn, today));
}

/** What is kept of the clocks of a referral and of the case it became. */
export interface Kept {
  readonly receivedOn: PlainDate;
  readonly acknowledgeBy: PlainDate;
  readonly acknowledgedOn: PlainDate | null;
  readonly triageBy: PlainDate;
  readonly triagedOn: PlainDate | null;
  readonly pausedOn: PlainDate | null;
  readonly allocateBy: PlainDate | null;
  readonly allocatedOn: PlainDate | null;
  readonly contactBy: PlainDate | null;
  readonly contactedOn: PlainDate | null;
  readonly stoppedOn: PlainDate | null;
}

/** How the promises about a referral stand on a day, in the order in which they fall due; those that have begun. (CLK-1) */
export function clocksOn(kept: Kept, today: PlainDate): readonly Clock[] {
  const all: readonly (readonly [ServiceLevel, PlainDate | null, PlainDate | null, PlainDate | null])[] = [
    ['acknowledge', kept.receivedOn, kept.acknowledgeBy, kept.acknowledgedOn],
    ['triage', kept.receivedOn, kept.triageBy, kept.triagedOn],
    ['allocate', kept.triagedOn, kept.allocateBy, kept.allocatedOn],
    ['firstContact', kept.allocatedOn, kept.contactBy, kept.contactedOn],
  ];
  return all.flatMap(([level, startedOn, dueOn, doneOn]) => {
    if (startedOn === null || dueOn === null) return [];
    return [{ level, startedOn, dueOn, doneOn, standing: standingOf(kept, { level, dueOn, doneOn }, today) }];
  });
}

function standingOf(
  kept: Kept,
  { level, dueOn, doneOn }: Pick<Clock, 'level' | 'dueOn' | 'doneOn'>,
  today: PlainDate,
): Clock['standing'] {
  if (doneOn !== null) return doneOn <= dueOn ? 'in-time' : 'too-late';
  if (kept.stoppedOn !== null) return 'over';
  if (level === 'triage' && kept.pausedOn !== null) return 'paused';
  return today > dueOn ? 'late' : 'runs';
}

/** Whether everybody who may be approached has been, and at least one has: nobody is hurried towards the other side. (CLK-4, H17) */
export function isFirstContactMade(
  approaches: readonly { readonly approachedOn: PlainDate | null; readonly isInOrder: boolean }[],
): boolean {
  const isSpokenWith = approaches.some(({ approachedOn }) => approachedOn !== null);
  return isSpokenWith && approaches.every(({ approachedOn, isInOrder }) => approachedOn !== null || !isInOrder);
}
