import { sentenceOf } from '#casefile/history/facts.ts';
import type { Kept } from '#journey/clocks/facts.ts';
import { html, type Html } from '#platform/html.ts';
import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { readinessOf } from '../readiness/facts.ts';
import { readinessPanel } from '../readiness/pages.ts';
import { glanceAt } from './facts.ts';
import { caseOverviewPage } from './pages.ts';

/** How the clocks of a case are shown. */
export type ClocksOf = (visit: CaseVisit, kept: Kept) => Promise<Html>;

/** The first page of a case. */
export function casePageForStaff(
  door: StaffDoor,
  clocksOf: ClocksOf,
  opensReferrals: (staff: CaseVisit['staff']) => boolean,
): void {
  door.casePage('', (visit) => show(visit, clocksOf, opensReferrals));
}

async function show(
  visit: CaseVisit,
  clocksOf: ClocksOf,
  opensReferrals: (staff: CaseVisit['staff']) => boolean,
): Promise<Page> {
  const { db, frame, today } = visit;
  const [gates, glance] = await Promise.all([readinessOf(db, frame, today), glanceAt(db, frame)]);
  const names = {
    participant: (id: string) => participantIn(frame, id)?.called ?? 'somebody',
    staff: (id: string) => glance.staffNames.get(id) ?? 'somebody who works here',
  };
  return caseOverviewPage({
    frame,
    tasks: glance.tasks,
    latest: glance.latest.map(({ said, happenedOn }) => ({ sentence: sentenceOf(said, names), happenedOn })),
    flags: glance.flags,
    referrals: glance.referrals,
    isApart: glance.isApart,
    opensReferrals: opensReferrals(visit.staff),
    clocks: glance.clocks ? await clocksOf(visit, glance.clocks) : html``,
    panel: readinessPanel([...gates, glance.closing]),
    today,
  });
}
