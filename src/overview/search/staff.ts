import { breakers } from '#casefile/break-glass/facts.ts';
import { hasRole } from '#vocabulary/staff.ts';
import type { Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { search } from './facts.ts';
import { searchPage } from './pages.ts';
import { foundAtMost, searchable } from './rules.ts';

/** Search over the cases a member of staff may open. */
export function searchForStaff(door: StaffDoor): void {
  door.page('/search', show);
}

async function show({ db, query, staff }: StaffVisit): Promise<Page> {
  const typed = query['words'] ?? '';
  const words = searchable(typed);
  const mayBreak = hasRole(staff, ...breakers);
  if (words === null) return searchPage(typed, null, mayBreak);
  const found = await search(db, staff, words);
  const ids = found.slice(0, foundAtMost).map(({ id }) => id);
  return { ...searchPage(typed, found, mayBreak), read: { what: 'search', words, found: ids } };
}
