import type { Allowed } from '#vocabulary/doors.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that can open a case by giving a reason. A volunteer asks a colleague; an administrator sees no case content. (BRK-4) */
export const breakers: readonly StaffRole[] = ['coordinator', 'facilitator', 'supervisor', 'manager', 'data-officer'];

/** Who breaks the glass. */
export const breaking: Allowed = { roles: breakers };

/** Who sees when it was done: a data officer all of it, supervisors and managers where they may open the case. */
export const overseeing: Allowed = { roles: ['data-officer', 'supervisor', 'manager'] };

/** Who is told at once: the data officers, or the managers where the only data officer did it. */
export function toldOf(officers: readonly string[], by: string): 'data-officer' | 'manager' {
  return officers.some((id) => id !== by) ? 'data-officer' : 'manager';
}
