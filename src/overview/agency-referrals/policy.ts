import type { Allowed } from '#vocabulary/doors.ts';

/** Who of the service reads what an agency said: those who read the referral itself. */
export const readsAgencyWords: Allowed = { roles: ['coordinator', 'supervisor', 'manager'] };
