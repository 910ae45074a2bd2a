import type { StaffRole } from '#vocabulary/staff.ts';

/** Who lets something go on although it stands in the way; never whoever answered that it does. */
export const allowsWhatStands: readonly StaffRole[] = ['supervisor'];
