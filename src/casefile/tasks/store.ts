import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

export interface NewTask {
  /** What kind of work it is, and with the cause what keeps it from being written twice. */
  readonly kind: string;
  /** Without anybody's name: task lists are read over shoulders. */
  readonly words: string;
  readonly dueOn: PlainDate;
  /** What it comes from: an announcement and the id it is about. */
  readonly cause: string;
  readonly participantId?: ParticipantId | undefined;
  readonly referralId?: ReferralId | undefined;
  /** For one person, or for whoever holds a role; for neither, the lead of the case. */
  readonly staffId?: StaffId | undefined;
  readonly role?: StaffRole | undefined;
}

/** Adds a task; the same cause and kind a second time adds nothing. */
export async function addTask(hand: Hand, task: NewTask): Promise<void> {
  await hand.run(sql`
    insert into app.tasks (service_id, case_id, referral_id, participant_id, kind, words, due_on, staff_id, role, cause, made_at)
    values (${hand.serviceId}, ${hand.caseId === '' ? null : hand.caseId}, ${task.referralId ?? null}, ${task.participantId ?? null},
            ${task.kind}, ${task.words}, ${task.dueOn}, ${task.staffId ?? null}, ${task.role ?? null}, ${task.cause}, ${hand.at})
    on conflict (service_id, cause, kind) do nothing`);
}
