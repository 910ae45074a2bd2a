import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that see who works here: those who give cases to people, and those who keep the register. */
export const seesStaff: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager', 'administrator'];

/** Roles that keep the register of staff. */
export const keepsStaff: readonly StaffRole[] = ['administrator'];
