import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
import { companionsOf, detailsOf, safeContactsOf, type AskWishes } from './facts.ts';
import { peoplePage } from './pages.ts';
import { joiningForStaff } from './person-staff.ts';
import { pointsForStaff } from './point-staff.ts';
import { safeContactForStaff } from './safe-contact-staff.ts';

/** Everybody in a case: who they are, how to reach them safely, who is beside them. */
export function peopleForStaff(door: StaffDoor, askWishes: AskWishes): void {
  door.casePage('/people', (visit) => show(visit, askWishes));
  joiningForStaff(door);
  pointsForStaff(door);
  safeContactForStaff(door, askWishes);
}

async function show({ db, frame, today, now }: CaseVisit, askWishes: AskWishes): Promise<Page> {
  return peoplePage({
    frame,
    details: await detailsOf(db, frame.id),
    reachable: await safeContactsOf(db, frame.id),
    companions: await companionsOf(db, frame.id),
    wishes: await askWishes(db, frame.id, today),
    today,
    now,
  });
}
