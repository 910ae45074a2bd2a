import type { ServiceId, StaffId } from './ids.ts';

export type StaffRole =
  | 'coordinator'
  | 'facilitator'
  | 'volunteer-facilitator'
  | 'supervisor'
  | 'manager'
  | 'data-officer'
  | 'administrator'
  /** Somebody of an agency: comes in by the referrers' door and by no other. */
  | 'referrer'
  /** Somebody of the body that pays: comes in by the commissioners' door and by no other. */
  | 'commissioner';

/** The member of staff who is signed in. */
export interface StaffMember {
  readonly staffId: StaffId;
  readonly serviceId: ServiceId;
  readonly name: string;
  readonly roles: readonly StaffRole[];
}

/** Somebody who is signed in, by one of their sessions. */
export interface SignedInStaff extends StaffMember {
  /** What the service they belong to, or refer to, is called. */
  readonly serviceName: string;
  readonly sessionId: string;
  readonly isDemonstration: boolean;
}

/** Whether somebody holds any of these roles. */
export function hasRole(staff: Pick<StaffMember, 'roles'>, ...wanted: readonly StaffRole[]): boolean {
  return staff.roles.some((role) => wanted.includes(role));
}

/** Roles of people who are no staff: each has a door of its own, and nobody who holds it holds another. */
export const ownDoors: Readonly<Partial<Record<StaffRole, string>>> = {
  referrer: '/agency',
  commissioner: '/commissioner',
};

/** The door of their own that somebody comes in by; undefined for staff. */
export function ownDoorOf({ roles }: Pick<StaffMember, 'roles'>): string | undefined {
  return roles.map((role) => ownDoors[role]).find((door) => door !== undefined);
}

/** What the secret of somebody's code app is sealed for: it opens for nobody else. */
export function secretIsOf(staffId: StaffId): string {
  return `code app of ${staffId}`;
}

/** What is marked of somebody's recovery code: the same code of a colleague looks different. */
export function recoveryCodeOf(staffId: StaffId, code: string): string {
  return `recovery code of ${staffId}: ${code}`;
}

/** How much is usual at once, a complex case counting twice (domain 149). */
const usualAtOnce = { paid: 18, volunteer: 3 };

/** How much somebody takes on at once: what they said, or what is usual. */
export function takesOnAtOnce({
  mostWork,
  isVolunteer,
}: {
  readonly mostWork: number | null;
  readonly isVolunteer: boolean;
}): number {
  return mostWork ?? (isVolunteer ? usualAtOnce.volunteer : usualAtOnce.paid);
}

/** What only some are trained for and some cases ask for (domain 81, 83, 84, 87). */
export type Training = 'complex cases' | 'domestic abuse' | 'sexual harm';
