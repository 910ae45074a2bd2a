import { z } from 'zod';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { writeSentencing } from './actions.ts';
import { sentencingOf } from './facts.ts';
import { sentencePage } from './pages.ts';
import { explain, offeredWhen, pleas, type CannotWrite } from './rules.ts';

/** Where somebody responsible stands with the court, beside how far they take responsibility. */
export function sentenceForStaff(door: StaffDoor): void {
  door.casePage('/suitability/sentence/:participant', show);
  door.caseForm('/suitability/sentence/:participant', submit, show);
}

async function show({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.parts.includes('responsible')) return 'not-found';
  return sentencePage(frame, who, await sentencingOf(db, frame.id, who.id), attempt);
}

const Written = z.object({
  plea: z.enum(pleas, 'Choose the plea'),
  offered: z.enum(offeredWhen, 'Choose when it is offered'),
});

const fieldOf: Readonly<Record<CannotWrite, string>> = {
  'case-is-closed': 'plea',
  'is-not-responsible': 'plea',
  'report-is-after-the-hearing': 'report-due-on',
  'has-not-pleaded-guilty': 'plea',
  'report-day-is-missing': 'report-due-on',
  'hearing-is-missing': 'hearing-on',
};

async function submit(sent: CaseSent): Promise<Outcome> {
  const { frame, form, params, act } = sent;
  const parsed = Written.safeParse(form);
  const problems: Problem[] = parsed.success ? [] : [...problemsOf(parsed.error)];
  const day = (field: string) => {
    const text = typedDay(form, field);
    const found = asPlainDate(text);
    if (text !== '' && found === null) problems.push({ field, text: 'Write a day that exists, like 23 11 2026' });
    return found;
  };
  const [hearingOn, reportDueOn] = [day('hearing-on'), day('report-due-on')];
  if (!parsed.success || problems.length > 0) return { problems };
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who) return 'not-found';
  const decision = await act((hand) => writeSentencing(hand, who.id, { ...parsed.data, hearingOn, reportDueOn }));
  if (decision.ok) return { to: `/cases/${frame.reference}/suitability/sentence/${who.id}`, said: 'It is saved.' };
  const reasons = decision.because.flatMap((reason) => (reason === 'not-of-this-case' ? [] : [reason]));
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: fieldOf[reason], text: explain(reason) })) };
}
