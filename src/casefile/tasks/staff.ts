import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type TaskId } from '#vocabulary/ids.ts';
import { caseOfTask, finishTask } from './actions.ts';
import { taskOf } from './facts.ts';
import { taskPage } from './pages.ts';
import { explain } from './rules.ts';

/** One task, and finishing it. The list of what is due is on `/work`. */
export function tasksForStaff(door: StaffDoor): void {
  door.page('/tasks/:id', show);
  door.form('/tasks/:id/done', finish, show);
}

async function show({ db, params, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const task = isId(id) ? await taskOf(db, id as TaskId) : undefined;
  return task ? taskPage(task, attempt) : 'not-found';
}

const Done = z.object({
  how: z
    .string('Write how it was done')
    .min(1, 'Write how it was done')
    .max(1000, 'Write it in 1,000 characters or fewer'),
});

async function finish({ params, form, staff, act, actOn }: StaffSent): Promise<Outcome> {
  const id = (params['id'] ?? '') as TaskId;
  if (!isId(id)) return 'not-found';
  const parsed = Done.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const found = await act((hand) => caseOfTask(hand, id, staff));
  if (!found.ok) return 'not-found';
  const done = (hand: Parameters<Parameters<typeof act>[0]>[0]) => finishTask(hand, id, parsed.data.how);
  const decision = found.value === null ? await act(done) : await actOn(found.value, done);
  if (decision.ok) return { to: '/work', said: 'Done.' };
  return { problems: decision.because.map((reason) => ({ field: 'how', text: explain(reason) })) };
}
