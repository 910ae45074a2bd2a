import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { staffOf } from './facts.ts';
import { staffPage } from './pages.ts';
import { keepsStaff, seesStaff } from './policy.ts';

/** The list of who works here, for those who give cases to people. */
export function staffForStaff(door: StaffDoor): void {
  door.page('/staff', show, { roles: seesStaff });
}

async function show({ db, staff }: StaffVisit): Promise<Page> {
  return staffPage(await staffOf(db), hasRole(staff, ...keepsStaff));
}
