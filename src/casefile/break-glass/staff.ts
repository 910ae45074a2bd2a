import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { openByGlass, tryGlass } from './actions.ts';
import { openingsAtOnce, openingsOf, type Place } from './facts.ts';
import { breakPage, openingsPage } from './pages.ts';
import { breaking, overseeing } from './policy.ts';
import { explain, type CannotBreak } from './rules.ts';

/** Opening a case that one may not open, by giving a reason; and the list of when that was done. */
export function breakGlassForStaff(door: StaffDoor): void {
  door.page('/break-glass', show, breaking);
  door.form('/break-glass', submit, show, breaking);
  door.page('/break-glass/openings', showOpenings, overseeing);
}

async function show({ attempt }: StaffVisit): Promise<Page> {
  return breakPage(attempt);
}

const Given = z.object({
  reference: z
    .string('Write the reference')
    .min(1, 'Write the reference')
    .max(20, 'A reference looks like 7K3M-QX94')
    .transform((typed) => typed.toUpperCase().replace(/\s/g, '')),
  because: z
    .string(explain('say-more'))
    .min(20, explain('say-more'))
    .max(1000, 'Write the reason in 1,000 characters or fewer'),
});

async function submit({ form, staff, act, actOn }: StaffSent): Promise<Outcome> {
  const parsed = Given.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const made = parsed.data;
  const found = await act((hand) => tryGlass(hand, made, staff));
  if (!found.ok) return { problems: found.because.map(problemOf) };
  if (found.value === 'nothing') return { problems: [{ field: 'reference', text: explain('nothing-opens') }] };
  if (found.value === 'open-anyway') return { to: `/cases/${made.reference}` };
  const opened = await actOn(found.value.closed, (hand) => openByGlass(hand, made, staff));
  return opened.ok ? { to: `/cases/${made.reference}` } : { problems: opened.because.map(problemOf) };
}

function problemOf(reason: CannotBreak) {
  return { field: reason === 'say-more' ? 'because' : 'reference', text: explain(reason) };
}

async function showOpenings({ db, query }: StaffVisit): Promise<Page> {
  const found = await openingsOf(db, placeIn(query['after'] ?? ''));
  const lines = found.slice(0, openingsAtOnce);
  const older = found.length > openingsAtOnce ? (lines.at(-1) ?? null) : null;
  const page = openingsPage({ lines, older, names: await staffNames(db) });
  // The reasons tell of people.
  return { ...page, read: { what: 'case' } };
}

function placeIn(text: string): Place | null {
  const [moment = '', id = ''] = text.split('_');
  return /^\d{1,14}$/.test(moment) && isId(id) ? { openedAt: new Date(Number(moment)), id } : null;
}
