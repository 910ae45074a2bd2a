import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case says why stopped words may cross. */
export const answersAlarms: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
];
