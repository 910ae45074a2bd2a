import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that read who wants to be rung, and ring. */
export const ringsBack: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];
