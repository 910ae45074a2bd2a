import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case writes down times that could work for somebody; others look. */
export const arrangesTimes: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
];
