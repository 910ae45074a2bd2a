import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that see what programs were told, and tell them again: those who say which programs refer. */
export const webhookKeepers: readonly StaffRole[] = ['coordinator', 'manager', 'administrator'];
