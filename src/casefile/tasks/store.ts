import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase, ofService } from '#vocabulary/key-owners.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ReferralId, StaffId, TaskId } from '#vocabulary/ids.ts';
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
  /** For somebody who may not open the case that the hand holds. */
  readonly isOfNoCase?: boolean | undefined;
}

/** Adds a task; the same cause and kind a second time adds nothing. */
export async function addTask(hand: Hand, task: NewTask): Promise<void> {
  await hand.run(sql`
    insert into app.tasks (service_id, case_id, referral_id, participant_id, kind, words, due_on, staff_id, role, cause, made_at)
    values (${hand.serviceId}, ${hand.caseId === '' || task.isOfNoCase ? null : hand.caseId}, ${task.referralId ?? null}, ${task.participantId ?? null},
            ${task.kind}, ${task.words}, ${task.dueOn}, ${task.staffId ?? null}, ${task.role ?? null}, ${task.cause}, ${hand.at})
    on conflict (service_id, cause, kind) do nothing`);
}

/** What is no longer wished: everything of a kind whose cause begins like this, but for what still holds on these days. */
export interface Overtaken {
  readonly kind: string;
  readonly causeBegins: string;
  readonly stillOn?: readonly PlainDate[];
}

/** Takes off the list what is no longer wished. Its cause is free again: the same may be wished anew. */
export async function takeOff(hand: Hand, { kind, causeBegins, stillOn = [] }: Overtaken, how: string): Promise<void> {
  await hand.run(sql`
    update app.tasks set done_at = ${hand.at}, done_by = ${hand.actor.id === '' ? null : hand.actor.id}, done_how = ${sealed(ofHeldCase(hand), how)},
           cause = cause || ' ' || id
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and kind = ${kind} and done_at is null
       and starts_with(cause, ${causeBegins}) and not (due_on = any(${stillOn}::date[]))`);
}

export interface HeldTask {
  readonly caseId: CaseId | null;
  readonly referralId: ReferralId | null;
  readonly staffId: StaffId | null;
  readonly role: StaffRole | null;
  readonly kind: string;
  readonly isDone: boolean;
}

/** Finds a task and locks it, so that it is finished once. */
export async function holdTask(hand: Hand, id: TaskId): Promise<HeldTask | undefined> {
  return hand.row(sql<HeldTask>`
    select case_id as "caseId", referral_id as "referralId", staff_id as "staffId", role, kind, done_at is not null as "isDone"
      from app.tasks where service_id = ${hand.serviceId} and id = ${id} for update`);
}

/** Marks a task as done, by the hand's actor. */
export async function markDone(hand: Hand, id: TaskId, how: string): Promise<void> {
  const marked = await hand.run(sql`
    update app.tasks set done_at = ${hand.at}, done_by = ${hand.actor.id}, done_how = ${sealed(hand.caseId === '' ? ofService(hand) : ofHeldCase(hand), how)}
     where service_id = ${hand.serviceId} and id = ${id} and done_at is null`);
  if (marked !== 1) throw new Error('The task was done by somebody else in between');
}

/** Marks a task of no case as done by what it came from, where it waits. */
export async function markDoneByCause(
  hand: Hand,
  { kind, cause }: Pick<NewTask, 'kind' | 'cause'>,
  how: string,
): Promise<void> {
  await hand.run(sql`
    update app.tasks set done_at = ${hand.at}, done_by = ${hand.actor.id === '' ? null : hand.actor.id}, done_how = ${sealed(ofService(hand), how)}
     where service_id = ${hand.serviceId} and case_id is null and kind = ${kind} and cause = ${cause} and done_at is null`);
}
