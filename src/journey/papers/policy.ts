import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case passes copies of its documents on; others look. */
export const passesPapersOn: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
];
