import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that say how soon the service does what it promises. */
export const levelKeepers: readonly StaffRole[] = ['coordinator', 'manager'];
