import { hasRole, type StaffMember, type StaffRole } from '#vocabulary/staff.ts';

/** Roles that give cases to people and take them back. */
export const allocators: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];

/** Roles whose holders may be given a case: whoever holds none of them could not open it. (ALC-8) */
export const takers: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
  'manager',
];

/** Roles that let others work above their level (domain 86). */
export const overriders: readonly StaffRole[] = ['supervisor'];

/** Roles that let one facilitator be enough for a meeting, and approve the plan of one they do not facilitate (CNF-18, CNF-19). */
export const settlesFacilitating: readonly StaffRole[] = ['supervisor'];

/** Roles that say that a conflict of interest does not stand. */
export const lifters: readonly StaffRole[] = ['supervisor', 'manager'];

/** Whether somebody gives cases to people. */
export function mayAllocate(staff: Pick<StaffMember, 'roles'>): boolean {
  return hasRole(staff, ...allocators);
}

/** Whether somebody may let others work above their level. */
export function mayOverride(staff: Pick<StaffMember, 'roles'>): boolean {
  return hasRole(staff, ...overriders);
}

/** Whether somebody may say that a conflict of interest does not stand. */
export function mayLift(staff: Pick<StaffMember, 'roles'>): boolean {
  return hasRole(staff, ...lifters);
}
