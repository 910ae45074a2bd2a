import type { ReferralId, StaffId } from '#vocabulary/ids.ts';
import { hasRole, type StaffMember, type StaffRole } from '#vocabulary/staff.ts';

/** Roles that decide about referrals, and see what is to be done about them. */
const triage: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];

/** Roles that see what is to be done in cases that nobody leads. */
export const looksAfterUnled: readonly StaffRole[] = ['coordinator'];

/** What a task of no case is for: a referral, or a person, or a role. */
export interface ForWhom {
  readonly referralId: ReferralId | null;
  readonly staffId: StaffId | null;
  readonly role: StaffRole | null;
}

/** Whether a task of no case is somebody's to see and finish. A task of a case is theirs who may open the case. */
export function mayFinish(staff: Pick<StaffMember, 'staffId' | 'roles'>, task: ForWhom): boolean {
  if (task.referralId !== null) return hasRole(staff, ...triage);
  return task.staffId === staff.staffId || (task.role !== null && hasRole(staff, task.role));
}
