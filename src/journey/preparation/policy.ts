import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case leaves out an item of somebody's checklist, with a reason. */
export const waivesItems: readonly StaffRole[] = ['supervisor'];
