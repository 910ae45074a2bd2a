import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ShowStops } from '#casefile/protection/facts.ts';
import { agreementsOf } from '#journey/agreement/facts.ts';
import { type Problem, problemsOf, typed, type Typed, typedDay } from '#platform/forms.ts';
import { amendsKinds, type Promised } from '#vocabulary/agreements.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { type CaseFrame, participantIn } from '#vocabulary/frame.ts';
import type { AgreementId, AmendsId } from '#vocabulary/ids.ts';
import { addAmends, changeAmends, recordProgress, removeAmends, settleAmends, type Which } from './actions.ts';
import { progressTowards, settledHow, wordsOfNote } from './facts.ts';
import { amendsPage, amendsTable, directPaymentNote, draftLinks } from './pages.ts';
import { explainProgress, explainSettle } from './progress-rules.ts';
import { promisePage } from './promise-pages.ts';
import { asMinutes, asPence, type CannotPromise, explainPromise, planInstalments, type Rhythm } from './rules.ts';

/** What the pages of an agreement are handed: what it promises, and the ways to write on that. */
export const promisesShown = { note: directPaymentNote, table: amendsTable, links: draftLinks };

/** The promises of an agreement: written while it is a draft, followed and settled while it is in force. */
export function amendsForStaff(door: StaffDoor, showStops: ShowStops): void {
  const showOne = (visit: CaseVisit) => showPromise(visit, showStops);
  door.casePage('/agreement/:agreement/amends', showNew);
  door.caseForm('/agreement/:agreement/amends', add, showNew);
  door.casePage('/agreement/:agreement/amends/:amends', showOne);
  door.casePage('/agreement/:agreement/amends/:amends/change', showChange);
  door.caseForm('/agreement/:agreement/amends/:amends/change', change, showChange);
  door.caseForm('/agreement/:agreement/amends/:amends/remove', remove, showChange);
  door.caseForm('/agreement/:agreement/amends/:amends/progress', writeProgress, showOne);
  door.caseForm('/agreement/:agreement/amends/:amends/settle', writeSettled, showOne);
}

async function found({ db, frame, params }: CaseVisit) {
  const agreement = (await agreementsOf(db, frame.id)).find(({ id }) => id === params['agreement']);
  const amends = agreement?.amends.find(({ id }) => id === params['amends']);
  return { agreement, amends };
}

async function showNew(visit: CaseVisit): Promise<Page | 'not-found'> {
  const { agreement } = await found(visit);
  if (agreement?.status !== 'draft') return 'not-found';
  const { frame, attempt } = visit;
  return promisePage({ frame, agreement, amends: undefined, entry: randomUUID(), attempt });
}

async function showChange(visit: CaseVisit): Promise<Page | 'not-found'> {
  const { agreement, amends } = await found(visit);
  if (agreement?.status !== 'draft' || !amends) return 'not-found';
  const { frame, attempt } = visit;
  return promisePage({ frame, agreement, amends, entry: randomUUID(), attempt });
}

async function showPromise(visit: CaseVisit, showStops: ShowStops): Promise<Page | 'not-found'> {
  const { agreement, amends } = await found(visit);
  if (!agreement || !amends) return 'not-found';
  const { db, frame, today, attempt } = visit;
  const progress = await progressTowards(db, frame.id, amends);
  const how = await settledHow(db, frame.id, amends.id);
  const page = amendsPage({ frame, agreement, amends, progress, how, today, entry: randomUUID(), attempt });
  const back = `/cases/${frame.reference}/agreement/${agreement.id}/amends/${amends.id}`;
  const note = attempt.problems.length === 0 ? '' : typed(attempt, 'note');
  return showStops(visit, page, { ways: note === '' ? [] : await wordsOfNote(db, frame.id, amends, note), back });
}

const day = (form: Typed, name: string): PlainDate | null => asPlainDate(typedDay(form, name));

const Written = z.object({
  // Sent with the form, so that a form sent twice is one promise.
  entry: z.uuid().catch(() => randomUUID()),
  kind: z.enum(amendsKinds, 'Choose what kind of amends it is'),
  wording: z
    .string('Write what is promised')
    .min(1, 'Write what is promised')
    .max(2000, 'Write what is promised in up to 2,000 characters'),
  'owed-by': z.string('Choose who promises it').min(1, 'Choose who promises it'),
  'owed-to': z.string('Choose to whom it is promised').min(1, 'Choose to whom it is promised'),
  proof: z.string().max(500, 'Write what will show it in up to 500 characters').default(''),
  pounds: z.string().default(''),
  hours: z.string().default(''),
  parts: z.string().default('1'),
  rhythm: z.enum(['week', 'fortnight', 'month', ''], 'Choose how often a part is paid').default(''),
});

type Written = z.infer<typeof Written>;

type Read = { readonly promised: Promised; readonly entry: AmendsId } | { readonly outcome: Outcome };

/** Reads the form of a promise, as far as it can be read without knowing the agreement. */
function readPromise(frame: CaseFrame, form: Typed): Read {
  const parsed = Written.safeParse(form);
  const dayProblems = unreadableDay(form, 'due');
  if (!parsed.success) return { outcome: { problems: [...problemsOf(parsed.error), ...dayProblems] } };
  const written = parsed.data;
  const owedBy = participantIn(frame, written['owed-by']);
  const owedTo = written['owed-to'] === 'community' ? null : participantIn(frame, written['owed-to']);
  if (!owedBy || owedTo === undefined) return { outcome: 'not-found' };
  const payment = readPayment(written, day(form, 'due'));
  const problems = [...dayProblems, ...payment.problems];
  if (problems.length > 0) return { outcome: { problems } };
  const { kind, wording, proof, hours, entry } = written;
  const { pence, instalments, dueOn } = payment;
  const promised: Promised = {
    kind,
    wording,
    proof,
    owedById: owedBy.id,
    owedToId: owedTo?.id ?? null,
    pence,
    minutes: kind === 'voluntary-work' ? asMinutes(hours) : null,
    dueOn,
    instalments,
  };
  return { promised, entry: entry as AmendsId };
}

type Payment = Pick<Promised, 'pence' | 'instalments' | 'dueOn'> & { readonly problems: readonly Problem[] };

function readPayment({ kind, pounds, parts, rhythm }: Written, firstOn: PlainDate | null): Payment {
  const whole = { pence: null, instalments: [], dueOn: firstOn, problems: [] };
  if (kind !== 'payment') return whole;
  const pence = asPence(pounds);
  const number = /^\d{1,2}$/.test(parts) ? Number(parts) : 0;
  const problems: Problem[] = [];
  if (pence === null) problems.push({ field: 'pounds', text: explainPromise('no-amount') });
  if (number < 1 || number > 60)
    problems.push({ field: 'parts', text: 'Write in how many parts it is paid, from 1 to 60' });
  if (pence !== null && number > pence) problems.push({ field: 'parts', text: 'That is more parts than pennies' });
  if (number > 1 && rhythm === '') problems.push({ field: 'rhythm', text: 'Choose how often a part is paid' });
  if (number === 1 || firstOn === null || pence === null || problems.length > 0) return { ...whole, pence, problems };
  const instalments = planInstalments(pence, number, firstOn, rhythm as Rhythm);
  return { pence, instalments, dueOn: instalments.at(-1)?.dueOn ?? firstOn, problems };
}

function unreadableDay(form: Typed, name: string): readonly Problem[] {
  if (typedDay(form, name) === '' || day(form, name)) return [];
  return [{ field: name, text: 'That day does not exist. Write it like 1 2 2027' }];
}

async function add({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const read = readPromise(frame, form);
  if ('outcome' in read) return read.outcome;
  const which = { agreementId: whichOf(params).agreementId, amendsId: read.entry };
  const decision = await act((hand) => addAmends(hand, which, read.promised));
  return decision.ok ? { to: pathOf(frame, params), said: 'Added.' } : refusedPromise(decision.because);
}

async function change({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const read = readPromise(frame, form);
  if ('outcome' in read) return read.outcome;
  const decision = await act((hand) => changeAmends(hand, whichOf(params), read.promised));
  return decision.ok ? { to: pathOf(frame, params), said: 'Saved.' } : refusedPromise(decision.because);
}

async function remove({ frame, params, act }: CaseSent): Promise<Outcome> {
  const decision = await act((hand) => removeAmends(hand, whichOf(params)));
  return decision.ok ? { to: pathOf(frame, params), said: 'Taken out.' } : refusedPromise(decision.because);
}

const notThere: readonly string[] = ['no-such-agreement', 'no-such-amends', 'not-a-draft'];

const promiseFields: Record<CannotPromise, string> = {
  'no-amount': 'pounds',
  'no-hours': 'hours',
  'no-day-to-do-it-by': 'due',
  'instalments-do-not-add-up': 'parts',
  'not-a-party': 'owed-by',
  'owed-to-themselves': 'owed-to',
};

type Refusals<Reason> = readonly (Reason | 'case-is-closed' | 'no-such-agreement' | 'no-such-amends' | 'not-a-draft')[];

/** The problems of a refused form; what is not there any more to be written on is not found. */
function refused<Reason extends string>(
  because: Refusals<Reason>,
  problemOf: (reason: Reason) => Problem,
  closedField: string,
): Outcome {
  if (because.some((reason) => notThere.includes(reason))) return 'not-found';
  return {
    problems: because.map((reason) =>
      reason === 'case-is-closed' ? { field: closedField, text: 'The case is closed' } : problemOf(reason as Reason),
    ),
  };
}

function refusedPromise(because: Refusals<CannotPromise>): Outcome {
  return refused(because, (reason) => ({ field: promiseFields[reason], text: explainPromise(reason) }), 'kind');
}

const Done = z.object({
  entry: z.uuid().catch(() => randomUUID()),
  pounds: z.string().default(''),
  hours: z.string().default(''),
  note: z.string().max(2000, 'Write the note in up to 2,000 characters').default(''),
  evidence: z.string().max(2000, 'Write what shows it in up to 2,000 characters').default(''),
});

async function writeProgress({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Done.safeParse(form);
  const happenedOn = day(form, 'happened-on');
  const { pounds = '', hours = '', note = '', evidence = '', entry = '' } = parsed.data ?? {};
  const [pence, minutes] = [asPence(pounds), asMinutes(hours)];
  const problems: Problem[] = parsed.success ? [] : [...problemsOf(parsed.error)];
  if (!happenedOn) problems.push({ field: 'happened-on', text: 'Write the day it happened, like 23 11 2026' });
  if (pounds !== '' && pence === null)
    problems.push({ field: 'pounds', text: 'Write how much was paid, like 20 or 12.50' });
  if (hours !== '' && minutes === null) problems.push({ field: 'hours', text: 'Write how many hours, like 3 or 2.5' });
  if (problems.length > 0 || !happenedOn) return { problems };
  const decision = await act((hand) =>
    recordProgress(hand, whichOf(params), { id: entry, happenedOn, pence, minutes, note, evidence }),
  );
  if (decision.ok) return { to: amendsPath(frame, params), said: 'Written down.' };
  return refused(
    decision.because,
    (reason) => ({ field: progressField(reason), text: explainProgress(reason) }),
    'note',
  );
}

function progressField(reason: string): string {
  if (reason === 'happened-in-the-future') return 'happened-on';
  return reason === 'more-than-promised' ? 'pounds' : 'note';
}

const CameOut = z.object({
  outcome: z.enum(['done', 'late', 'not-done', 'released'], 'Choose how it came out'),
  because: z.string().max(2000, 'Write why in up to 2,000 characters').default(''),
  'released-by': z.string().default(''),
});

async function writeSettled({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const parsed = CameOut.safeParse(form);
  const on = day(form, 'settled-on');
  const noDay: readonly Problem[] = on ? [] : [{ field: 'settled-on', text: 'Write the day, like 23 11 2026' }];
  if (!parsed.success || !on) return { problems: [...(parsed.error ? problemsOf(parsed.error) : []), ...noDay] };
  const { outcome: status, because, 'released-by': releasedBy } = parsed.data;
  const releaser = status === 'released' ? participantIn(frame, releasedBy) : undefined;
  if (status === 'released' && releasedBy !== '' && !releaser) return 'not-found';
  const by = releaser && ({ kind: 'participant', id: releaser.id } as const);
  const decision = await act((hand) => settleAmends(hand, whichOf(params), { status, on, because, by }));
  if (decision.ok) return { to: amendsPath(frame, params), said: 'Saved.' };
  return refused(
    decision.because,
    (reason) => ({ field: settleField(reason), text: explainSettle(reason) }),
    'outcome',
  );
}

function settleField(reason: string): string {
  if (reason === 'settled-in-the-future') return 'settled-on';
  if (reason === 'say-why-it-was-not-done') return 'because';
  return reason === 'not-theirs-to-say' ? 'released-by' : 'outcome';
}

// Looked up among what the case holds, never put into a query: any text is safe here.
function whichOf(params: CaseSent['params']): Which {
  return { agreementId: (params['agreement'] ?? '') as AgreementId, amendsId: (params['amends'] ?? '') as AmendsId };
}

function pathOf(frame: CaseFrame, params: CaseSent['params']): string {
  return `/cases/${frame.reference}/agreement/${whichOf(params).agreementId}`;
}

function amendsPath(frame: CaseFrame, params: CaseSent['params']): string {
  return `${pathOf(frame, params)}/amends/${whichOf(params).amendsId}`;
}
