import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that keep the register of venues; everybody who works here reads it. */
export const keepsVenues: readonly StaffRole[] = ['coordinator', 'supervisor'];
