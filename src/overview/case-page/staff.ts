import { sentenceOf } from '#casefile/history/facts.ts';
import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { readinessOf } from '../readiness/facts.ts';
import { readinessPanel } from '../readiness/pages.ts';
import { glanceAt } from './facts.ts';
import { caseOverviewPage } from './pages.ts';

/** The first page of a case. */
export function casePageForStaff(door: StaffDoor): void {
  door.casePage('', show);
}

async function show({ db, frame, today }: CaseVisit): Promise<Page> {
  const gates = await readinessOf(db, frame, today);
  const glance = await glanceAt(db, frame);
  const names = {
    participant: (id: string) => participantIn(frame, id)?.called ?? 'somebody',
    staff: (id: string) => glance.staffNames.get(id) ?? 'somebody who works here',
  };
  return caseOverviewPage({
    frame,
    tasks: glance.tasks,
    latest: glance.latest.map(({ said, happenedOn }) => ({ sentence: sentenceOf(said, names), happenedOn })),
    panel: readinessPanel([...gates, glance.closing]),
    today,
  });
}
