import { placeOfReferrer } from '#service/agencies/facts.ts';
import { asPlainDate, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { Page, ReferrerDoor, StaffVisit } from '#vocabulary/doors.ts';
import { figuresOfAgency } from './facts.ts';
import { agencyFiguresPage } from './pages.ts';

/** What an agency sent and where it stands, for one of its people. (AGY-1) */
export function agencyFiguresForReferrers(door: ReferrerDoor): void {
  door.page('/figures', show);
}

async function show({ db, staff, query, today }: StaffVisit): Promise<Page | 'not-found'> {
  const place = await placeOfReferrer(db, staff.staffId);
  if (!place) return 'not-found';
  const thisMonth = `${today.slice(0, 7)}-01` as PlainDate;
  const asked = asPlainDate(`${query['until'] ?? ''}-01`);
  const until = asked && asked >= '2000-01-01' && asked < thisMonth ? asked : thisMonth;
  const from = plusMonths(until, -11);
  return agencyFiguresPage({
    ...{ place, from, until, isNewest: until === thisMonth },
    figures: await figuresOfAgency(db, from, plusMonths(until, 1)),
  });
}
