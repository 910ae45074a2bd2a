import { z } from 'zod';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { checkItems as checkItemsOf, recordSession } from './actions.ts';
import { checksOf, sessionsOf } from './facts.ts';
import { checklistPage, preparationPage, sessionFormPage } from './pages.ts';
import { waivesItems } from './policy.ts';
import { checkItems, explain, noWords, topics, type CannotRecord, type Checking } from './rules.ts';

/** Preparation on the case page: sessions with each person, and their checklist. */
export function preparationForStaff(door: StaffDoor): void {
  door.casePage('/preparation', show);
  door.casePage('/preparation/:participant/session', showSession);
  door.caseForm('/preparation/:participant/session', record, showSession);
  door.casePage('/preparation/:participant/checklist', showChecklist);
  door.caseForm('/preparation/:participant/checklist', answer, showChecklist);
}

async function show({ db, frame }: CaseVisit): Promise<Page> {
  const sessions = await sessionsOf(db, frame.id);
  const checks = await checksOf(db, frame.id);
  return preparationPage({ frame, sessions, checks });
}

async function showSession({ frame, params, query, today, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const participant = participantIn(frame, params['participant'] ?? '');
  const part = participant?.parts.find((each) => each === query['part']) ?? participant?.parts[0];
  return participant && part ? sessionFormPage({ frame, participant, part, today, attempt }) : 'not-found';
}

const many = z.string('Write it in one field').max(10_000, 'Write at most 10,000 characters').default('');
const Held = z.object({
  part: z.enum(['harmed', 'responsible'], 'Choose the part they spoke in'),
  minutes: z
    .string('Write the minutes as a number')
    .regex(/^([1-9]\d{0,2})?$/, 'Write the minutes as a number from 1 to 600')
    .refine((minutes) => Number(minutes) <= 600, 'Write the minutes as a number from 1 to 600')
    .default(''),
  account: many,
  impact: many,
  impactOnOthers: many,
  wouldHelp: many,
  questions: many,
  notWanted: many,
  whoWasAffected: many,
  couldDo: many,
  feelings: many,
});

async function record({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const participant = participantIn(frame, params['participant'] ?? '');
  if (!participant) return 'not-found';
  const parsed = Held.safeParse(form);
  const heldOn = asPlainDate(typedDay(form, 'held-on'));
  const noDay = heldOn ? [] : [{ field: 'held-on', text: 'Write the day you met, like 23 11 2026' }];
  if (!parsed.success || !heldOn) return { problems: [...noDay, ...(parsed.success ? [] : atFields(parsed.error))] };
  const { part, minutes: typedMinutes, ...said } = parsed.data;
  const minutes = typedMinutes === '' ? null : Number(typedMinutes);
  const session = { participantId: participant.id, part, heldOn, minutes, words: { ...noWords, ...said } };
  const decision = await act((hand) => recordSession(hand, session));
  if (decision.ok) return { to: `/cases/${frame.reference}/preparation`, said: 'The session is saved.' };
  return { problems: decision.because.map((reason) => ({ field: recordedAt[reason], text: explain(reason) })) };
}

// The part is a hidden field: what is wrong with it is said at the head of the page.
function atFields(error: z.ZodError) {
  return problemsOf(error).map(({ field, text }) => ({ field: field === 'part' ? 'session' : field, text }));
}

const recordedAt: Record<CannotRecord, string> = {
  'case-is-closed': 'session',
  'held-in-the-future': 'held-on',
  'not-their-part': 'session',
  'nothing-was-said': topics.harmed[0],
};

async function showChecklist({ db, frame, staff, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const participant = participantIn(frame, params['participant'] ?? '');
  if (!participant) return 'not-found';
  const maySkip = hasRole(staff, ...waivesItems);
  return checklistPage({ frame, participant, maySkip, checks: await checksOf(db, frame.id), attempt });
}

const Answer = z.enum(['done', 'waived', 'not-done'], 'Choose done, not done or left out');
const because = z.string('Write why it can be left out').max(2000, 'Write at most 2,000 characters').default('');

async function answer({ frame, staff, form, params, act }: CaseSent): Promise<Outcome> {
  const participant = participantIn(frame, params['participant'] ?? '');
  if (!participant) return 'not-found';
  const by = { staffId: staff.staffId, isSupervisor: hasRole(staff, ...waivesItems) };
  const checkings: Checking[] = [];
  const problems: { field: string; text: string }[] = [];
  for (const item of checkItems) {
    if (form[item] === undefined) continue;
    const answered = Answer.safeParse(form[item]);
    const reason = because.safeParse(form[`${item}-because`]);
    if (!answered.success) problems.push({ field: item, text: 'Choose done, not done or left out' });
    if (!reason.success) problems.push({ field: `${item}-because`, text: 'Write at most 2,000 characters' });
    if (answered.success && reason.success)
      checkings.push({ participantId: participant.id, item, answer: answered.data, waivedBecause: reason.data, by });
  }
  if (problems.length > 0) return { problems };
  const decision = await act((hand) => checkItemsOf(hand, checkings));
  if (decision.ok) return { to: `/cases/${frame.reference}/preparation`, said: 'The checklist is saved.' };
  return {
    problems: decision.because.map((reason) => ({ field: refusedAt(reason, checkings), text: explain(reason) })),
  };
}

function refusedAt(
  reason: 'case-is-closed' | 'only-a-supervisor-waives' | 'waiver-needs-a-reason',
  sent: readonly Checking[],
) {
  const waived = sent.find(
    (each) => each.answer === 'waived' && (reason !== 'waiver-needs-a-reason' || each.waivedBecause === ''),
  );
  if (reason === 'case-is-closed' || !waived) return 'checklist';
  return reason === 'waiver-needs-a-reason' ? `${waived.item}-because` : waived.item;
}
