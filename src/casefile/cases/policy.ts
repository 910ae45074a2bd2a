import { hasRole, type StaffMember } from '#vocabulary/staff.ts';

/** Whoever allocates decides when a complex case is standard again. */
export function mayMakeStandard(staff: Pick<StaffMember, 'roles'>): boolean {
  return hasRole(staff, 'coordinator', 'supervisor', 'manager');
}
