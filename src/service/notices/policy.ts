import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that see what waits and what went, of cases they may open, and settle by hand what cannot go by itself. */
export const settlesMessages: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];
