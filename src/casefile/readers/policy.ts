import type { Standing } from '#vocabulary/frame.ts';
import { hasRole, type StaffMember, type StaffRole } from '#vocabulary/staff.ts';

/** Roles that open every case of the service, or of their teams, that is not restricted and in which they have no conflict of interest. */
export const readByRole: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];

/** Roles whose holders may be let into a case at all: an administrator sees no case content. */
export const mayBeLetIn: readonly StaffRole[] = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
  'manager',
  'data-officer',
];

/** Roles that make a case restricted. */
export const restrictors: readonly StaffRole[] = ['coordinator', 'supervisor', 'manager'];

/** Roles that name who else opens a case, end that, and lift a restriction; one of them always remains in a restricted case. */
export const keepers: readonly StaffRole[] = ['supervisor', 'manager'];

/** How a member of staff of the service stands to one case of it. */
export interface Relation extends Standing {
  readonly isRestricted: boolean;
}

/** Whether somebody works in a case, only looks at it by a broken glass, or finds it closed. */
export type Opening = 'works' | 'looks' | 'closed';

/**
 * How a case opens for somebody: by working on it, by being named, by covering for whoever works on it, or by a role where nothing is restricted; and where it is closed to
 * them for an hour by a broken glass. (RDR-1 to RDR-3, RDR-6, RDR-7, H6)
 */
export function openingOf(staff: Pick<StaffMember, 'roles'>, relation: Relation): Opening {
  if (!hasRole(staff, ...mayBeLetIn)) return 'closed';
  const isTheirs =
    relation.isAllocated ||
    relation.isNamed ||
    (!relation.isRestricted && relation.coveringUntil !== null) ||
    (!relation.isRestricted && !relation.isOtherTeams && hasRole(staff, ...readByRole));
  if (isTheirs && !relation.hasConflict) return 'works';
  return relation.lookingUntil === null ? 'closed' : 'looks';
}
