import { hasRole, type StaffMember, type StaffRole } from '#vocabulary/staff.ts';

/** Roles that give a case to another team. */
export const teamGivers: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];

/** Whoever allocates decides when a complex case is standard again. */
export function mayMakeStandard(staff: Pick<StaffMember, 'roles'>): boolean {
  return hasRole(staff, ...teamGivers);
}
