import { staffByIds } from '#service/staff/facts.ts';
import type { Typed } from '#platform/forms.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { serviceLevels, type ServiceLevel, type ServiceLevels } from '#vocabulary/service-levels.ts';
import { setLevels } from './actions.ts';
import { levelsOf, levelsSet } from './facts.ts';
import { levelsPage } from './pages.ts';
import { levelKeepers } from './policy.ts';
import { explain, promise, type CannotPromise } from './rules.ts';

const forKeepers: Allowed = { roles: levelKeepers };

/** How soon the service does what it promises. */
export function serviceLevelsForStaff(door: StaffDoor): void {
  door.page('/service-levels', show, forKeepers);
  door.form('/service-levels', change, show, forKeepers);
}

async function show({ db, attempt }: StaffVisit): Promise<Page> {
  const set = await levelsSet(db);
  const [by] = set ? await staffByIds(db, [set.by]) : [];
  return levelsPage(await levelsOf(db), set && { by: by?.name ?? 'somebody who works here', at: set.at }, attempt);
}

function daysIn(form: Typed, level: ServiceLevel): number {
  const given = form[level];
  return typeof given === 'string' && /^[0-9]{1,3}$/.test(given.trim()) ? Number(given) : 0;
}

async function change({ form, act }: StaffSent): Promise<Outcome> {
  const levels = {
    acknowledge: daysIn(form, 'acknowledge'),
    triage: daysIn(form, 'triage'),
    allocate: daysIn(form, 'allocate'),
    firstContact: daysIn(form, 'firstContact'),
  };
  const decision = await act((hand) => setLevels(hand, levels));
  if (decision.ok) return { to: '/service-levels', said: 'The service levels are kept.' };
  return { problems: decision.because.flatMap((reason) => problemsFor(reason, levels)) };
}

// The reason stands at each number that it is about.
function problemsFor(reason: CannotPromise, levels: ServiceLevels) {
  if (reason === 'decided-before-it-is-read') return [{ field: 'triage', text: explain(reason) }];
  const wrong = serviceLevels.filter((level) => !isFine(levels[level]));
  return wrong.map((field) => ({ field, text: explain(reason) }));
}

function isFine(days: number): boolean {
  return promise({ acknowledge: days, triage: days, allocate: days, firstContact: days }).ok;
}
