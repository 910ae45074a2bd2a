import { csv } from '#platform/csv.ts';
import { bodyOf } from '#service/commissioners/facts.ts';
import type { CommissionerDoor, Download, Page, StaffVisit } from '#vocabulary/doors.ts';
import { figuresOf, releasesOf } from './facts.ts';
import { releasedPage, releasedRows, type FiguresShown } from './pages.ts';
import { period } from './rules.ts';

/** The figures, for somebody of the body that pays. */
export function figuresForCommissioners(door: CommissionerDoor): void {
  door.page('', show);
  door.download('/figures.csv', keep);
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

async function keep(visit: StaffVisit): Promise<Download | 'not-found'> {
  const { quarters, figures } = await chosen(visit);
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (first === undefined || last === undefined) return 'not-found';
  const { head, rows } = releasedRows({ quarters, figures });
  return {
    name: `figures-${first}-${last}.csv`,
    type: 'text/csv',
    text: csv(head, rows),
    read: { what: 'export', wanted: { from: first, until: last } },
  };
}
