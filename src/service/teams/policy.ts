import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that make teams, and say who works in them and where. */
export const teamKeepers: readonly StaffRole[] = ['manager', 'administrator'];
