import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles of those who say what they worked and spent: everybody who works on cases. */
export const claims: readonly StaffRole[] = ['facilitator', 'volunteer-facilitator'];

/** Roles that decide what others worked and spent. */
export const decidesClaims: readonly StaffRole[] = ['manager'];

/** Roles that see when somebody was supervised. */
export const seesSupervision: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];

/** Roles that write down that they supervised somebody. */
export const supervises: readonly StaffRole[] = ['supervisor', 'manager'];
