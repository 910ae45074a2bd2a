import { holdCase } from '#casefile/cases/facts.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, TaskId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { mayFinish } from './policy.ts';
import { finish, type CannotFinish } from './rules.ts';
import { addTask, holdTask, markDone, markDoneByCause, takeOff, type NewTask, type Overtaken } from './store.ts';

/** Puts something on somebody's list; a task is never a step forward by itself (nothing moves by silence). (TSK-1) */
export async function askFor(hand: Hand, task: NewTask): Promise<void> {
  await addTask(hand, task);
}

/** Takes off the lists what something newer has overtaken, so that nobody is asked on a day that no longer holds. */
export async function noLongerAskFor(hand: Hand, overtaken: Overtaken): Promise<void> {
  await takeOff(hand, overtaken, 'Something newer took its place');
}

/** The case a task is of, or null, for whoever may see the task. */
export async function caseOfTask(
  hand: Hand,
  id: TaskId,
  staff: StaffMember,
): Promise<Decision<CaseId | null, 'not-there'>> {
  const held = await holdTask(hand, id);
  if (!held) return refuse('not-there');
  const isTheirs = held.caseId === null ? mayFinish(staff, held) : await mayOpenCase(hand, staff.staffId, held.caseId);
  return isTheirs ? allow(held.caseId) : refuse('not-there');
}

/** Finishes a task with a word about how; the case history keeps that it was done. (TSK-2) */
export async function finishTask(
  hand: Hand,
  id: TaskId,
  how: string,
): Promise<Decision<TaskId, CannotFinish | 'not-there'>> {
  // The case first, as everywhere: who holds the case takes tasks off, and must not wait for somebody who waits for them.
  if (hand.caseId !== '') await holdCase(hand);
  const held = await holdTask(hand, id);
  if (!held || (held.caseId ?? '') !== hand.caseId) return refuse('not-there');
  const decision = finish(held, how);
  if (!decision.ok) return decision;
  await markDone(hand, id, how);
  await hand.announce({ name: 'task.done', taskId: id, kind: held.kind });
  return allow(id);
}

/** Finishes a task of no case that was done on a page of its own; finished before, it stays as it was. (TSK-2) */
export async function doneOfNoCase(
  hand: Hand,
  task: { readonly kind: string; readonly cause: string },
  how: string,
): Promise<void> {
  await markDoneByCause(hand, task, how);
}
