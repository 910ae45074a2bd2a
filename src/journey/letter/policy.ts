import type { StaffRole } from '#vocabulary/staff.ts';

/** Who of the staff that may open a case moves its letters on; others look. */
export const movesLetters: readonly StaffRole[] = ['coordinator', 'facilitator', 'volunteer-facilitator', 'supervisor'];

/** Who reads a letter for the service and says whether it is ready: facilitators of the case, or a supervisor (H9). */
export const readsLetters: readonly StaffRole[] = ['facilitator', 'volunteer-facilitator', 'supervisor'];
