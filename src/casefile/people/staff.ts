import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
import { companionsOf, detailsOf, safeContactsOf } from './facts.ts';
import { peoplePage } from './pages.ts';
import { joiningForStaff } from './person-staff.ts';
import { pointsForStaff } from './point-staff.ts';
import { safeContactForStaff } from './safe-contact-staff.ts';

/** Everybody in a case: who they are, how to reach them safely, who is beside them. */
export function peopleForStaff(door: StaffDoor): void {
  door.casePage('/people', show);
  joiningForStaff(door);
  pointsForStaff(door);
  safeContactForStaff(door);
}

async function show({ db, frame, today, now }: CaseVisit): Promise<Page> {
  return peoplePage({
    frame,
    details: await detailsOf(db, frame.id),
    reachable: await safeContactsOf(db, frame.id),
    companions: await companionsOf(db, frame.id),
    today,
    now,
  });
}
