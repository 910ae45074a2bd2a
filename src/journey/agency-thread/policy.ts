import type { Allowed } from '#vocabulary/doors.ts';

/** Who writes to an agency about a referral: those who decide about it. */
export const writesToAgencies: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };
