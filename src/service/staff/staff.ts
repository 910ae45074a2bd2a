import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { staffOf } from './facts.ts';
import { staffPage } from './pages.ts';

/** The list of who works here, for those who give cases to people. */
export function staffForStaff(door: StaffDoor): void {
  door.page('/staff', show, { roles: ['coordinator', 'supervisor', 'manager', 'administrator'] });
}

async function show({ db, staff }: StaffVisit): Promise<Page> {
  return staffPage(await staffOf(db), hasRole(staff, 'administrator'));
}
