import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that say who looks at the figures for the body that pays. */
export const commissionerKeepers: readonly StaffRole[] = ['manager', 'administrator'];

/** Whoever comes in by the commissioners' door. */
export const seesReleasedFigures: readonly StaffRole[] = ['commissioner'];
