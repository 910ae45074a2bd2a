import type { CaseVisit, Page, StaffDoor } from '#vocabulary/doors.ts';
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
  const panel = readinessPanel([...gates, glance.closing]);
  return caseOverviewPage({ frame, glance, gates, panel, today });
}
