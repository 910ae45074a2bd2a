import { z } from 'zod';
import { guardianOf } from '#casefile/people/facts.ts';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { refuse } from '#platform/decision.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { recordStatement } from './actions.ts';
import { wordedLedgerOf } from './facts.ts';
import { casePage } from './pages.ts';
import { explain, question, standingAt, subjectOf, type CannotSay } from './rules.ts';

/** Consent on the case page: the ledger, any past moment of it, and writing down what somebody said. */
export function consentForStaff(door: StaffDoor): void {
  door.casePage('/consent', show);
  // A no, or a yes taken back, is written down whenever it is said.
  door.caseForm('/consent', writeDown, show, { whenClosed: true });
}

async function show({ db, frame, query, attempt }: CaseVisit): Promise<Page> {
  const ledger = await wordedLedgerOf(db, frame.id);
  const day = asPlainDate(query['on'] ?? '');
  if (!day) return casePage({ frame, ledger, moment: undefined, attempt });
  const moment = new Date(`${day}T23:59:59Z`);
  const known = new Set(standingAt(ledger, moment));
  return casePage({ frame, ledger: ledger.filter((line) => known.has(line)), moment, attempt });
}

const Said = z.object({
  participant: z.string().min(1, 'Choose who said it'),
  subject: z.string().min(1, 'Choose what they were asked'),
  answer: z.enum(['given', 'not-now', 'declined'], 'Choose their answer'),
  speaker: z.enum(['self', 'guardian']).default('self'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

async function writeDown({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Said.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { answer, how, speaker } = parsed.data;
  const participant = participantIn(frame, parsed.data.participant);
  const subject = subjectOf(parsed.data.subject);
  if (!participant || !subject) return 'not-found';
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  if (!saidOn) return { problems: [{ field: 'said-on', text: 'Write the day they said it, like 23 11 2026' }] };
  const decision = await act(async (hand) => {
    const guardianId = speaker === 'guardian' ? await guardianOf(hand, participant.id) : null;
    if (speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
    const askAfter = answer === 'not-now' ? asPlainDate(typedDay(form, 'ask-after')) : null;
    const saying = { ...subject, participantId: participant.id, guardianId, answer, askAfter, saidOn };
    return recordStatement(hand, saying, { wording: question(subject), how });
  });
  if (decision.ok) return { to: `/cases/${frame.reference}/consent`, said: 'Added to the ledger.' };
  return { problems: decision.because.map(problemOf) };
}

function problemOf(reason: CannotSay | 'no-guardian-on-the-case'): { field: string; text: string } {
  if (reason === 'no-guardian-on-the-case')
    return { field: 'speaker', text: 'Add their guardian on the People page first' };
  const field = reason.includes('ask-again') ? 'ask-after' : reason === 'said-in-the-future' ? 'said-on' : 'answer';
  return { field, text: explain(reason) };
}
