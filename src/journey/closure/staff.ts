import { z } from 'zod';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { closeCase, putCaseOnHold, reopenCase, takeCaseOffHold } from './actions.ts';
import { closuresOf, endOfCase, holdsOf } from './facts.ts';
import { closingPage } from './pages.ts';
import { closureReasons, explain, type CannotClose } from './rules.ts';

/** Pausing, closing and opening again, on the case page. */
export function closureForStaff(door: StaffDoor): void {
  door.casePage('/closure', show);
  door.caseForm('/closure', close, show, { whenClosed: true });
  door.caseForm('/closure/hold', hold, show);
  door.caseForm('/closure/off-hold', offHold, show);
  door.caseForm('/closure/reopen', reopen, show, { whenClosed: true });
}

async function show({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const end = await endOfCase(db, frame.id, frame.status);
  const closures = await closuresOf(db, frame.id);
  return closingPage({ frame, end, closures, holds: await holdsOf(db, frame.id), today, attempt });
}

const Closing = z.object({
  reason: z.enum(closureReasons, 'Choose why it ends'),
  note: z.string().max(5000, 'Write at most 5,000 characters').default(''),
  'open-follow-ups': z.string().max(1000, 'Write at most 1,000 characters').default(''),
});

async function close({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Closing.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const on = asPlainDate(typedDay(form, 'closed-on'));
  if (!on) return { problems: [{ field: 'closed-on', text: 'Write the day it ended, like 23 11 2026' }] };
  const { reason, note } = parsed.data;
  const decision = await act((hand) =>
    closeCase(hand, { reason, note, on, openFollowUpsBecause: parsed.data['open-follow-ups'] }),
  );
  return decision.ok ? after(frame.reference, 'The case is closed.') : { problems: decision.because.map(problemOf) };
}

const Hold = z.object({ 'hold-reason': z.string().min(1, 'Say why').max(1000, 'Write at most 1,000 characters') });

async function hold({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Hold.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const reviewOn = asPlainDate(typedDay(form, 'review-on'));
  if (!reviewOn) return { problems: [{ field: 'review-on', text: 'Write the day to look again, like 11 1 2027' }] };
  const decision = await act((hand) => putCaseOnHold(hand, { reason: parsed.data['hold-reason'], reviewOn }));
  return decision.ok ? after(frame.reference, 'The case is on hold.') : { problems: decision.because.map(problemOf) };
}

async function offHold({ frame, act }: CaseSent): Promise<Outcome> {
  const decision = await act((hand) => takeCaseOffHold(hand));
  return decision.ok ? after(frame.reference, 'The case goes on.') : { problems: decision.because.map(problemOf) };
}

const Reopening = z.object({
  because: z.string().min(1, 'Say why it opens again').max(1000, 'Write at most 1,000 characters'),
});

async function reopen({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Reopening.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => reopenCase(hand, parsed.data.because));
  return decision.ok
    ? after(frame.reference, 'The case is open again.')
    : { problems: decision.because.map(problemOf) };
}

function after(reference: string, said: string): Outcome {
  return { to: `/cases/${reference}/closure`, said };
}

const fields: Partial<Record<CannotClose, string>> = {
  'follow-ups-are-open': 'open-follow-ups',
  'closed-before-opened': 'closed-on',
  'closed-in-the-future': 'closed-on',
  'review-is-not-ahead': 'review-on',
  'already-on-hold': 'hold-reason',
  'case-is-not-closed': 'because',
};

function problemOf(reason: CannotClose): Problem {
  return { field: fields[reason] ?? 'reason', text: explain(reason) };
}
