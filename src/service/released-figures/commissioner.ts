import { bodyOf } from '#service/commissioners/facts.ts';
import type { CommissionerDoor, Page, StaffVisit } from '#vocabulary/doors.ts';
import { figuresOf, releasesOf } from './facts.ts';
import { releasedFile, releasedPage, type FiguresShown } from './pages.ts';
import { period } from './rules.ts';

/** The figures, for somebody of the body that pays. */
export function figuresForCommissioners(door: CommissionerDoor): void {
  door.page('', show);
  door.download('/figures.csv', async (visit) => releasedFile(await chosen(visit)));
}

async function chosen({ db, query, staff }: StaffVisit): Promise<FiguresShown> {
  const releases = await releasesOf(db);
  const made = releases.map(({ quarter }) => quarter);
  const quarters = period(made, query['from'] ?? '', query['until'] ?? '');
  const bodyName = (await bodyOf(db, staff.staffId)) ?? '';
  return { at: '/commissioner', bodyName, releases, quarters, figures: await figuresOf(db, quarters) };
}

async function show(visit: StaffVisit): Promise<Page> {
  return releasedPage(await chosen(visit));
}
