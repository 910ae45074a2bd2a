import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case signs off partial responsibility and approves a high risk; never whoever assessed it. */
export const signsOff: readonly StaffRole[] = ['supervisor'];
