import type { Allowed } from '#vocabulary/doors.ts';

/** Who takes lists in; the database shows them to nobody else. */
export const takesLists: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };
