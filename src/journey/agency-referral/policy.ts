import type { StaffRole } from '#vocabulary/staff.ts';

/** Who refers for an agency, and follows what became of it. */
export const refersPeople: readonly StaffRole[] = ['referrer'];
