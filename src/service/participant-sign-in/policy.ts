import type { Allowed } from '#vocabulary/doors.ts';

/** Who ends a way in, of a case they may open: not the data officer, who looks. A closed case does not keep anybody in. (PSI-5) */
export const endingAccess: Allowed = {
  whenClosed: true,
  roles: ['facilitator', 'volunteer-facilitator', 'coordinator', 'supervisor', 'manager'],
};
