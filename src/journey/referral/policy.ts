import type { Allowed } from '#vocabulary/doors.ts';

/** Who decides about referrals; the database shows them to nobody else before there is a case. */
export const triage: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };
