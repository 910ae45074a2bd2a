import type { Allowed } from '#vocabulary/doors.ts';
import { hasRole, type StaffMember } from '#vocabulary/staff.ts';

/** Who decides about referrals; the database shows them to nobody else before there is a case. */
export const triage: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };

/** How somebody at triage stands to a referral. */
export interface ReferralRelation {
  /** Its district belongs to a team they are not in, while they are in one, and they did not write it down themselves. */
  readonly isOtherTeams: boolean;
  /** It is a case now, which they may open. */
  readonly isCase: boolean;
}

/** Whether somebody sees and decides a referral: as a case opens by role, by area (REF-9, RDR-7). */
export function mayTriage(staff: Pick<StaffMember, 'roles'>, { isOtherTeams, isCase }: ReferralRelation): boolean {
  return hasRole(staff, ...(triage.roles ?? [])) && (isCase || !isOtherTeams);
}
