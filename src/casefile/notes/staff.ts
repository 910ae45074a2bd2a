import { z } from 'zod';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId } from '#vocabulary/ids.ts';
import { writeNote } from './actions.ts';
import { notesAtOnce, notesOf, type NoteCursor } from './facts.ts';
import { notesPage } from './pages.ts';
import { explain } from './rules.ts';

/** Notes on the case page: what was noted, and noting something. */
export function notesForStaff(door: StaffDoor): void {
  door.casePage('/notes', show);
  door.caseForm('/notes', keep, show);
}

async function show({ db, frame, query, today, attempt }: CaseVisit): Promise<Page> {
  const before = cursorOf(query['before'] ?? '');
  const found = await notesOf(db, frame.id, before);
  const lines = found.slice(0, notesAtOnce);
  return notesPage({
    frame,
    lines,
    olderFrom: found.length > notesAtOnce ? (lines.at(-1) ?? null) : null,
    isOlder: before !== null,
    staffNames: await staffNames(db),
    today,
    attempt,
  });
}

function cursorOf(text: string): NoteCursor | null {
  const [moment = '', id = ''] = text.split('_');
  return /^\d{1,14}$/.test(moment) && isId(id) ? { writtenAt: new Date(Number(moment)), id } : null;
}

const Noted = z.object({
  about: z.string('Choose whose side it belongs to').min(1, 'Choose whose side it belongs to'),
  words: z
    .string('Write the note')
    .min(1, 'Write the note')
    .max(20_000, 'Write the note in 20,000 characters or fewer'),
});

async function keep({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Noted.safeParse(form);
  const happenedOn = asPlainDate(typedDay(form, 'happened-on'));
  const noDay = happenedOn ? [] : [{ field: 'happened-on', text: 'Write the day it is about, like 23 11 2026' }];
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...noDay] };
  if (!happenedOn) return { problems: noDay };
  const { about, words } = parsed.data;
  const who = about === 'case' ? null : participantIn(frame, about);
  if (who === undefined) return 'not-found';
  const decision = await act((hand) => writeNote(hand, { participantId: who?.id ?? null, words, happenedOn }));
  if (decision.ok) return { to: `/cases/${frame.reference}/notes`, said: 'The note is kept.' };
  return {
    problems: decision.because.map((reason) => ({
      field: reason === 'nothing-was-written' ? 'words' : 'happened-on',
      text: explain(reason),
    })),
  };
}
