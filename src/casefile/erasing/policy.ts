import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that look through the texts about a case before somebody of it is erased, and strike out what must go with them. (ERA-2) */
export const looksThrough: readonly StaffRole[] = ['supervisor', 'manager'];
