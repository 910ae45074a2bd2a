import type { Allowed } from '#vocabulary/doors.ts';

/** Who sees whom a list brought, and asks them; the database shows it to nobody else. */
export const offers: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };
