import { z } from 'zod';
import { ownCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typedDay, typedList, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { sayTimes } from './actions.ts';
import { ownAvailability } from './facts.ts';
import { ownTimesPage } from './own-pages.ts';
import {
  explain,
  nothingSaid,
  partsOfDay,
  stillAhead,
  weekdays,
  type CannotSay,
  type Said,
  type Time,
} from './rules.ts';

/** Times that could work for somebody, given, changed and taken back by themselves. */
export function timesForParticipants(door: ParticipantDoor): void {
  door.page('/times', show);
  door.form('/times', press, show);
}

async function show({ db, self, today, attempt }: OwnVisit): Promise<Page> {
  const isClosed = (await ownCase(db, self.caseId))?.status === 'closed';
  const said = stillAhead((await ownAvailability(db)) ?? nothingSaid, today);
  return ownTimesPage({ said, isClosed, attempt });
}

async function press({ self, form, today, act }: OwnSent): Promise<Outcome> {
  const read = saidIn(form);
  if ('problems' in read) return read;
  const voice = { saidBy: 'self', how: 'online', saidOn: today } as const;
  const decision = await act((hand) => sayTimes(hand, { participantId: self.participantId, voice }, read.said));
  return answered(decision, { to: '/my/times', said: 'Your times are saved.' });
}

const Typing = z.object({
  what: z.enum(['could', 'could-not', 'leave-out', 'words', 'take-back'], 'Choose what you want to say'),
  weekdays: z.array(z.enum(weekdays)),
  parts: z.array(z.enum(partsOfDay)),
  words: z.string().optional(),
  /** The day of the row whose button was pressed. */
  on: z.string().optional(),
});

/** What a form says of somebody's times, or what is wrong with it. */
export function saidIn(form: Typed): { readonly said: Said } | { readonly problems: readonly Problem[] } {
  const attempt = { typed: form, problems: [] };
  const parsed = Typing.safeParse({
    ...{ what: form['what'], words: form['words'], on: form['on'] },
    weekdays: typedList(attempt, 'weekdays'),
    parts: typedList(attempt, 'parts'),
  });
  const typed = typedDay(form, 'day');
  const day = typed === '' ? undefined : asPlainDate(typed);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...(day === null ? [{ field: 'day', text: 'Write a day that exists, like 3 12 2026' }] : []),
  ];
  if (!parsed.success || day === null) return { problems };
  const dates: readonly PlainDate[] = day === undefined ? [] : [day];
  const { what, parts, words, on: row = '' } = parsed.data;
  return { said: { what, parts, words: words?.trim(), on: [...dates, ...parsed.data.weekdays, ...onRow(row)] } };
}

function onRow(row: string): readonly Time['on'][] {
  const on = asPlainDate(row) ?? weekdays.find((day) => day === row);
  return on === undefined ? [] : [on];
}

const fields: Record<CannotSay, string> = {
  'case-is-closed': 'times',
  'no-day-chosen': 'day',
  'no-part-chosen': 'parts',
  'day-has-passed': 'day',
  'day-is-far-off': 'day',
  'too-many-days': 'day',
  'words-are-too-long': 'words',
  'said-in-the-future': 'said-on',
  'no-guardian-on-the-case': 'said-by',
};

/** Where a decision about times leads: on, or back to the field each reason is about. */
export function answered(decision: Decision<unknown, CannotSay>, done: Outcome): Outcome {
  if (decision.ok) return done;
  return { problems: decision.because.map((reason) => ({ field: fields[reason], text: explain(reason) })) };
}
