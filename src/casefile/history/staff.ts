import { staffNames } from '#service/staff/facts.ts';
import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
import { historyOf, linesAtOnce } from './facts.ts';
import { historyPage } from './pages.ts';

/** The history of a case, page by page. */
export function historyForStaff(door: StaffDoor): void {
  door.casePage('/history', show);
}

async function show({ db, frame, query }: CaseVisit): Promise<Page> {
  const before = /^\d{1,15}$/.test(query['before'] ?? '') ? Number(query['before']) : null;
  const found = await historyOf(db, frame.id, before);
  const lines = found.slice(0, linesAtOnce);
  return historyPage({
    frame,
    lines,
    olderFrom: found.length > linesAtOnce ? (lines.at(-1)?.seq ?? null) : null,
    isOlder: before !== null,
    staffNames: await staffNames(db),
  });
}
