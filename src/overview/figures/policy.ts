import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that see the figures: those who answer for the service. Each counts what its reader may open. */
export const seesFigures: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];
