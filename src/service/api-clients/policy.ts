import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that say which programs of an agency may refer: those who say which people may. */
export const clientKeepers: readonly StaffRole[] = ['coordinator', 'manager', 'administrator'];
