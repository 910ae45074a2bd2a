import { breakers } from '#casefile/break-glass/facts.ts';
import { hasRole } from '#vocabulary/staff.ts';
import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { search } from './facts.ts';
import { searchPage } from './pages.ts';
import { searchable } from './rules.ts';

/** Search over the cases a member of staff may open. */
export function searchForStaff(door: StaffDoor): void {
  door.page('/search', show);
}

async function show({ db, query, staff }: StaffVisit): Promise<Page> {
  const typed = query['words'] ?? '';
  const words = searchable(typed);
  return searchPage(typed, words === null ? null : await search(db, words), hasRole(staff, ...breakers));
}
