import { tasksFor } from '#casefile/tasks/facts.ts';
import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { workingDaysBefore } from '#vocabulary/working-days.ts';
import { coveringFor, followUpsDue, ownCases, unheardSince } from './facts.ts';
import { myWorkPage } from './pages.ts';

/** The page a member of staff begins the day with. */
export function myWorkForStaff(door: StaffDoor): void {
  door.page('/work', show);
}

async function show({ db, staff, today }: StaffVisit): Promise<Page> {
  const tasks = await tasksFor(db, staff, today);
  const cases = await ownCases(db, staff.staffId);
  const unheard = await unheardSince(db, staff.staffId, workingDaysBefore(today, 20));
  const followUps = await followUpsDue(db, staff.staffId, today);
  const covering = await coveringFor(db, staff.staffId, today);
  return myWorkPage({
    name: staff.name.split(' ')[0] ?? staff.name,
    tasks,
    cases,
    covering,
    unheard,
    followUps,
    today,
  });
}
