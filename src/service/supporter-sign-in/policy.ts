import type { Allowed } from '#vocabulary/doors.ts';

/** Who gives a supporter of a case they may open a page of the day: not the data officer, who looks. */
export const lettingIn: Allowed = {
  roles: ['facilitator', 'volunteer-facilitator', 'coordinator', 'supervisor', 'manager'],
};

/** Who ends it, in a closed case too. (SUP-4) */
export const endingWayIn: Allowed = { ...lettingIn, whenClosed: true };
