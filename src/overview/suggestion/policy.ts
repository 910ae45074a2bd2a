import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that are shown who could work on a case: those who give cases to people. */
export const seesSuggestions: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];
