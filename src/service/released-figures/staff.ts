import { commissionersOf } from '#service/commissioners/facts.ts';
import type { Allowed, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { figuresOf, releasesOf } from './facts.ts';
import { releasedFile, releasedPage, type FiguresShown } from './pages.ts';
import { seesWhatWasReleased } from './policy.ts';
import { period } from './rules.ts';

const forKeepers: Allowed = { roles: seesWhatWasReleased };

/** What was released to commissioners, for those who say who they are: the same numbers, and no others. (FIG-4) */
export function releasedFiguresForStaff(door: StaffDoor): void {
  door.page('/commissioners/figures', async (visit) => releasedPage(await chosen(visit)), forKeepers);
  door.download('/commissioners/figures.csv', async (visit) => releasedFile(await chosen(visit)), forKeepers);
}

async function chosen({ db, query }: StaffVisit): Promise<FiguresShown> {
  const releases = await releasesOf(db);
  const made = releases.map(({ quarter }) => quarter);
  const quarters = period(made, query['from'] ?? '', query['until'] ?? '');
  const bodies = [...new Set((await commissionersOf(db)).map(({ bodyName }) => bodyName))].toSorted();
  const figures = await figuresOf(db, quarters);
  return { at: '/commissioners', releases, quarters, figures, bodyName: bodies.join(', '), isForStaff: true };
}
