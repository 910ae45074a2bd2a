import { z } from 'zod';
import { placesToLeaveOut } from '#casefile/protection/facts.ts';
import { problemsOf, typedDay, type Typed } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { giveFeedback, letFollowUpGo, recordCheck, recordFollowUp } from './actions.ts';
import { checksOf, followUpsOf, surveysOf } from './facts.ts';
import { followUpPage } from './pages.ts';
import { explain, type CannotAnswer, type CannotCheck, type CannotFollowUp, type Feedback } from './rules.ts';

/** Follow-up on the case page. Open for late entries when the case is closed. */
export function followUpForStaff(door: StaffDoor): void {
  door.casePage('/follow-up', show);
  door.caseForm('/follow-up/done', done, show, { whenClosed: true });
  door.caseForm('/follow-up/let-go', letGo, show, { whenClosed: true });
  door.caseForm('/follow-up/feedback', feedback, show, { whenClosed: true });
  door.caseForm('/follow-up/reoffending', reoffending, show, { whenClosed: true });
}

async function show({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const followUps = await followUpsOf(db, frame.id);
  const surveys = await surveysOf(db, frame.id);
  const quotes = surveys.filter(({ mayQuote }) => mayQuote).map(({ words }) => words);
  const leftOut = await placesToLeaveOut(db, frame.id, quotes);
  const checks = await checksOf(db, frame.id);
  return followUpPage({ frame, followUps, surveys, leftOut, checks, today, attempt });
}

const aText = (most: number, text: string) => z.string().max(most, text).default('');
const Done = z.object({
  'follow-up': z.uuid('Choose which follow-up it was'),
  note: aText(5000, 'Write at most 5,000 characters'),
});

async function done({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Done.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const on = asPlainDate(typedDay(form, 'done-on'));
  if (!on) return { problems: [{ field: 'done-on', text: 'Write the day you spoke, like 23 11 2026' }] };
  const { note } = parsed.data;
  const decision = await act((hand) => recordFollowUp(hand, parsed.data['follow-up'], { on, note }));
  return decision.ok
    ? { to: `/cases/${frame.reference}/follow-up`, said: 'The follow-up is saved.' }
    : refusal(decision.because, 'done-on');
}

const LetGo = z.object({
  'let-go': z.uuid('Choose which follow-up'),
  'let-go-because': z.string().min(1, 'Say why it is let go').max(1000, 'Write at most 1,000 characters'),
});

async function letGo({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = LetGo.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => letFollowUpGo(hand, parsed.data['let-go'], parsed.data['let-go-because']));
  return decision.ok
    ? { to: `/cases/${frame.reference}/follow-up`, said: 'The follow-up is let go.' }
    : refusal(decision.because, 'let-go');
}

function refusal(
  because: readonly (CannotFollowUp | CannotAnswer | CannotCheck | 'not-here')[],
  field: string,
): Outcome {
  const known = because.filter((reason) => reason !== 'not-here');
  return known.length === 0 ? 'not-found' : { problems: known.map((reason) => ({ field, text: explain(reason) })) };
}

const Answered = z.object({
  satisfied: z.enum(['1', '2', '3', '4', '5', 'none']).default('none'),
  'would-recommend': z.enum(['yes', 'no', 'not-sure', '']).default(''),
  words: aText(10_000, 'Write at most 10,000 characters'),
});

/** What a feedback form says, or what is wrong with it. */
export function readFeedback(
  form: Typed,
): { readonly said: Feedback } | { readonly problems: ReturnType<typeof problemsOf> } {
  const parsed = Answered.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { satisfied, words } = parsed.data;
  return {
    said: {
      satisfied: satisfied === 'none' ? null : Number(satisfied),
      wouldRecommend: parsed.data['would-recommend'],
      words,
      mayQuote: form['may-quote'] === 'yes',
    },
  };
}

async function feedback({ frame, form, act }: CaseSent): Promise<Outcome> {
  const participant = participantIn(frame, String(form['participant'] ?? ''));
  if (form['participant'] === '' || form['participant'] === undefined)
    return { problems: [{ field: 'participant', text: 'Choose who said it' }] };
  if (!participant) return 'not-found';
  const read = readFeedback(form);
  if ('problems' in read) return read;
  const answeredAs = form['answered-as'] === 'representative' ? 'representative' : 'self';
  const decision = await act((hand) => giveFeedback(hand, { participantId: participant.id, answeredAs }, read.said));
  return decision.ok
    ? { to: `/cases/${frame.reference}/follow-up`, said: 'What they said is saved.' }
    : refusal(decision.because, 'satisfied');
}

const Looked = z.object({
  'check-months': z.enum(['6', '12', '24'], 'Choose for how long'),
  'check-source': z.string().min(1, 'Write where it comes from').max(200, 'Write at most 200 characters'),
  'check-reoffences': z.string().regex(/^\d{1,3}$/, 'Write a number, like 0'),
});

async function reoffending({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Looked.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  if (form['check-who'] === '' || form['check-who'] === undefined)
    return { problems: [{ field: 'check-who', text: 'Choose about whom' }] };
  const participant = participantIn(frame, String(form['check-who']));
  if (!participant?.parts.includes('responsible')) return 'not-found';
  const fromOn = asPlainDate(typedDay(form, 'check-from'));
  const checkedOn = asPlainDate(typedDay(form, 'check-on'));
  if (!fromOn)
    return { problems: [{ field: 'check-from', text: 'Write the day it is counted from, like 23 11 2025' }] };
  if (!checkedOn) return { problems: [{ field: 'check-on', text: 'Write the day you looked, like 23 11 2026' }] };
  const months = Number(parsed.data['check-months']) as 6 | 12 | 24;
  const looked = {
    fromOn,
    months,
    checkedOn,
    source: parsed.data['check-source'],
    reoffences: Number(parsed.data['check-reoffences']),
  };
  const decision = await act((hand) => recordCheck(hand, participant.id, looked));
  return decision.ok
    ? { to: `/cases/${frame.reference}/follow-up`, said: 'The look is saved.' }
    : refusal(decision.because, 'check-on');
}
