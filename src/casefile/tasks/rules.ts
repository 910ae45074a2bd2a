import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';

/** A task as the action that finishes it finds it. */
export interface OpenTask {
  readonly kind: string;
  readonly isDone: boolean;
}

export type CannotFinish = 'done-already' | 'say-how';

/** A task is finished once, by somebody, with a word about how. (TSK-2) */
export function finish(task: OpenTask, how: string): Decision<OpenTask, CannotFinish> {
  const reasons: CannotFinish[] = [];
  if (task.isDone) reasons.push('done-already');
  if (how === '') reasons.push('say-how');
  return refuseAny(reasons, { ...task, isDone: true });
}

/** The refusals in plain words for staff. */
export function explain(reason: CannotFinish | 'not-there'): string {
  switch (reason) {
    case 'done-already':
      return 'Somebody has done this already';
    case 'say-how':
      return 'Write how it was done';
    case 'not-there':
      return 'This task is not there';
    default:
      return unreachable(reason);
  }
}
