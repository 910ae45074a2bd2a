/** Failed tries grow a wait: none for three, then 1, 2, 4 ... minutes, an hour at most. (SGN-1) */
export function waitAfter(failures: number): number {
  return failures < 3 ? 0 : Math.min(60, 2 ** (failures - 3));
}

/** Whether somebody who failed this often, last at that moment, must wait still. */
export function mustWait(failures: number, lastFailureAt: Date | null, now: Date): boolean {
  if (lastFailureAt === null) return false;
  return now.getTime() < lastFailureAt.getTime() + waitAfter(failures) * 60_000;
}

/** A code as people read it out: six figures, spaces and dashes forgiven. (SGN-2) */
export function readCode(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/** Sessions of staff end after twelve hours, or half an hour unseen. */
export const staffSession = { hours: 12, idleMinutes: 30 };

/** Sessions of participants are short: two hours, or twenty minutes unseen. */
export const participantSession = { hours: 2, idleMinutes: 20 };
