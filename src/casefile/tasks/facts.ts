import { casesLedByAny, ledCases } from '#casefile/allocation/facts.ts';
import { coveredBy } from '#casefile/cover/facts.ts';
import { calledOfQ } from '#casefile/people/facts.ts';
import { sql, type Db, type Query } from '#platform/sql.ts';
import type { CaseId, TaskId } from '#vocabulary/ids.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { hasRole, type StaffMember } from '#vocabulary/staff.ts';
import { looksAfterUnled } from './policy.ts';

export interface DueTask {
  readonly id: TaskId;
  readonly words: string;
  readonly kind: string;
  readonly dueOn: PlainDate;
  readonly caseReference: string | null;
  readonly participantCalled: string | null;
}

/** Where a list of tasks was left. */
export type TaskCursor = Pick<DueTask, 'id' | 'dueOn'>;

/** How many tasks a list holds at once; fewer means that it is the last. */
export const tasksAtOnce = 50;

function due(): Query<DueTask> {
  return sql<DueTask>`
    select t.id, t.words, t.kind, t.due_on as "dueOn", c.reference as "caseReference", ${calledOfQ} as "participantCalled"
      from app.tasks t
      left join app.cases c on c.service_id = t.service_id and c.id = t.case_id
      left join app.participants q on q.service_id = t.service_id and q.case_id = t.case_id and q.id = t.participant_id`;
}

/**
 * What falls to a member of staff until a day, the longest due first: their own tasks, those of a role they hold, those of
 * cases they lead, for a coordinator those of cases that nobody leads, and those of cases in which they cover for a colleague.
 */
export async function tasksFor(
  db: Db,
  staff: StaffMember,
  until: PlainDate,
  after?: TaskCursor,
): Promise<readonly DueTask[]> {
  const covered = coveredBy(staff.staffId, until);
  return db.rows(sql<DueTask>`${due()}
     where t.done_at is null and t.due_on <= ${until}
       and (t.staff_id = ${staff.staffId} or t.role = any(${staff.roles})
         or (t.case_id is not null and t.staff_id in (${covered}))
         or (t.staff_id is null and t.role is null and (t.case_id in (${ledCases(staff.staffId)}) or t.case_id in (${casesLedByAny(covered)})
           or (${hasRole(staff, ...looksAfterUnled)} and t.case_id not in (${ledCases(null)})))))
       and (${after?.dueOn ?? null}::date is null or (t.due_on, t.id) > (${after?.dueOn ?? null}, ${after?.id ?? null}))
     order by t.due_on, t.id limit ${tasksAtOnce}`);
}

/** One task by its id, as whoever asks may see it, and whether it is done. */
export async function taskOf(
  db: Db,
  id: TaskId,
): Promise<(DueTask & { readonly caseId: CaseId | null; readonly isDone: boolean }) | undefined> {
  return db.row(sql<DueTask & { caseId: CaseId | null; isDone: boolean }>`
    select due.*, t.case_id as "caseId", t.done_at is not null as "isDone"
      from (${due()}) due join app.tasks t on t.id = due.id where t.id = ${id}`);
}
