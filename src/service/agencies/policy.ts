import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that keep the list of agencies and say who refers for them. */
export const agencyKeepers: readonly StaffRole[] = ['coordinator', 'manager', 'administrator'];
