import type { StaffRole } from '#vocabulary/staff.ts';

/** Who sends a case to another service, and answers what another service offers. */
export const movesCases: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];
