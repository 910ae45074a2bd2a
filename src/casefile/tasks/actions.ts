import type { Hand } from '#vocabulary/acting.ts';
import { addTask, type NewTask } from './store.ts';

/** Puts something on somebody's list; a task is never a step forward by itself (nothing moves by silence). */
export async function askFor(hand: Hand, task: NewTask): Promise<void> {
  await addTask(hand, task);
}
