import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case carries messages between its sides; others look. */
export const carriesMessages: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
];
