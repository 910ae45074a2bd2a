import { liveConferenceOf } from '#journey/conference/facts.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import type { ConferenceId } from '#vocabulary/ids.ts';
import { writeRunSheet } from './actions.ts';
import { runSheetOf, usualRunSheet } from './facts.ts';
import { runSheetPage } from './pages.ts';
import { explain, isSensibleStep } from './rules.ts';

/** The day of a conference in its usual order, to change and to print. */
export function runSheetForStaff(door: StaffDoor): void {
  door.casePage('/conference/run-sheet', show);
  door.caseForm('/conference/run-sheet', write, show);
}

async function show({ db, frame, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const conference = await liveConferenceOf(db, frame.id);
  if (!conference) return 'not-found';
  const written = await runSheetOf(db, conference.id);
  const isWritten = written.length > 0;
  const steps = isWritten ? written : await usualRunSheet(db, frame.id, conference);
  const page = runSheetPage({ reference: frame.reference, conference, steps, isWritten, attempt });
  // It is made to be printed, and what is printed leaves the building.
  return { ...page, read: { what: 'print' } };
}

// More than the usual order ever has, whoever comes.
const mostSteps = 60;

async function write({ frame, form, act }: CaseSent): Promise<Outcome> {
  const typed = Array.from({ length: mostSteps }, (_, step) => form[`minutes-${step}`]);
  const minutes = typed.map((each) => (typeof each === 'string' ? asMinutes(each) : null));
  const wrong = minutes.findIndex((each) => each !== null && !isSensibleStep(each));
  const tooLong = (step: number) => ({
    problems: [{ field: `minutes-${step}`, text: explain('a-step-is-too-long') }],
  });
  if (wrong >= 0) return tooLong(wrong);
  const id = String(form['conference'] ?? '') as ConferenceId;
  const decision = await act((hand) => writeRunSheet(hand, id, minutes));
  if (decision.ok) return { to: `/cases/${frame.reference}/conference/run-sheet`, said: 'The run sheet is saved.' };
  return decision.because.includes('not-here') ? 'not-found' : tooLong(0);
}

function asMinutes(typed: string): number {
  return /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
}
