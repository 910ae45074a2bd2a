import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles of staff. Whoever holds none of them finds nothing behind the staff door, whatever else they are. */
export const worksHere: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
  'manager',
  'data-officer',
  'administrator',
];

/** Whoever signs in: staff, and people of agencies and of the body that pays, who find their account here and the rest at a door of their own. */
export const signsIn: readonly StaffRole[] = [...worksHere, 'referrer', 'commissioner'];

/** Roles that see who works here: those who give cases to people, and those who keep the register. */
export const seesStaff: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager', 'administrator'];

/** Roles that keep the register of staff. */
export const keepsStaff: readonly StaffRole[] = ['administrator'];
