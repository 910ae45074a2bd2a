import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles of those who work on cases, and so stand in the register of facilitators. */
export const worksOnCases: readonly StaffRole[] = ['facilitator', 'volunteer-facilitator'];

/** Roles that keep the register of facilitators: those who give cases to people. */
export const keepsFacilitators: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];
