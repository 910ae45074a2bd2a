import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that look at what was released to commissioners: those who say who these are. */
export const seesWhatWasReleased: readonly StaffRole[] = ['manager', 'administrator'];
