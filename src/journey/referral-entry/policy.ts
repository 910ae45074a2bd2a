import type { Allowed } from '#vocabulary/doors.ts';

/** Who writes down a referral that came by phone, letter or e-mail: those who decide about it. */
export const writesDown: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };
