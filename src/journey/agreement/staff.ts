import { z } from 'zod';
import type { ShowStops } from '#casefile/protection/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { communicateGate, communicationFacts } from '#journey/preparation/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { type Problem, problemsOf, typedDay, typedList } from '#platform/forms.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { isInTheMaking } from '#vocabulary/agreements.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { type CaseFrame, participantIn } from '#vocabulary/frame.ts';
import type { AgreementId, ParticipantId } from '#vocabulary/ids.ts';
import * as actions from './actions.ts';
import { agreementsOf, type NotThere, wordsOfTerms } from './facts.ts';
import { agreementPage, agreementsPage, type Promises, proposePage } from './pages.ts';
import { type AgreementRefusal, cutOff, explain } from './rules.ts';

/** Agreements on the case page: drafting, asking everybody, and what is in force. */
export function agreementForStaff(door: StaffDoor, showStops: ShowStops, promises: Promises): void {
  const showProposing = (visit: CaseVisit) => showBefore(visit, showStops, promises);
  const showAll = (visit: CaseVisit) => showAgreements(visit, promises);
  const showOne = (visit: CaseVisit) => showAgreement(visit, promises);
  door.casePage('/agreement', showAll);
  door.caseForm('/agreement', startDraft, showAll);
  door.casePage('/agreement/:agreement', showOne);
  door.caseForm('/agreement/:agreement/parties', saveParties, showOne);
  door.caseForm('/agreement/:agreement/updates', saveUpdates, showOne);
  door.caseForm('/agreement/:agreement/answer', writeAnswer, showOne);
  door.caseForm('/agreement/:agreement/set-aside', press(actions.setAside, 'Set aside.'), showOne);
  door.caseForm('/agreement/:agreement/redraft', takeBack, showOne);
  door.caseForm('/agreement/:agreement/end', press(actions.endAgreement, 'The agreement has ended.'), showOne);
  door.casePage('/agreement/:agreement/propose', showProposing);
  door.caseForm(
    '/agreement/:agreement/propose',
    press(actions.proposeAgreement, 'It is before everyone now.'),
    showProposing,
  );
}

async function showAgreements({ db, frame, attempt }: CaseVisit, promises: Promises): Promise<Page> {
  return agreementsPage({ frame, agreements: await agreementsOf(db, frame.id), promises, attempt });
}

async function showAgreement(
  { db, frame, params, attempt }: CaseVisit,
  promises: Promises,
): Promise<Page | 'not-found'> {
  const agreements = await agreementsOf(db, frame.id);
  const agreement = agreements.find(({ id }) => id === params['agreement']);
  if (!agreement) return 'not-found';
  const children = frame.participants.filter(({ isChild }) => isChild).map(({ id }) => id);
  const standing = { stands: await ledgerOf(db, frame.id), children };
  const hasNewer = agreements.some(
    (each) => each.responsibleId === agreement.responsibleId && isInTheMaking(each) && each !== agreement,
  );
  return agreementPage({ frame, agreement, hasNewer, standing, promises, attempt });
}

async function showBefore(visit: CaseVisit, showStops: ShowStops, promises: Promises): Promise<Page | 'not-found'> {
  const { db, frame, params, today, attempt } = visit;
  const agreement = (await agreementsOf(db, frame.id)).find(({ id }) => id === params['agreement']);
  if (agreement?.status !== 'draft') return 'not-found';
  const facts = await communicationFacts(db, frame.id, today);
  const shut = cutOff(agreement, (mode, between) => communicateGate(facts, mode, between));
  const page = proposePage({ frame, agreement, cutOff: shut, promises, attempt });
  const back = `/cases/${frame.reference}/agreement/${agreement.id}/propose`;
  return showStops(visit, page, { ways: await wordsOfTerms(db, frame.id, agreement), back });
}

async function startDraft({ frame, form, act }: CaseSent): Promise<Outcome> {
  const responsible = participantIn(frame, String(form['responsible'] ?? ''));
  if (!responsible) return 'not-found';
  const decision = await act((hand) => actions.draftAgreement(hand, responsible.id));
  const base = `/cases/${frame.reference}/agreement`;
  if (decision.ok) return { to: `${base}/${decision.value}`, said: 'A draft is started.' };
  // The form was sent twice: the draft that the first made is there to go on with.
  if (decision.because.includes('already-being-drafted')) return { to: base };
  return outcomeOf(decision.because, () => 'next');
}

async function saveParties({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const chosen = chosenIn(frame, typedList({ typed: form, problems: [] }, 'party'));
  if (!chosen) return 'not-found';
  const decision = await act((hand) => actions.chooseParties(hand, idOf(params), chosen));
  if (decision.ok) return backTo(frame, params, 'Saved.');
  return outcomeOf(decision.because, () => 'party');
}

async function saveUpdates({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const wanting = chosenIn(frame, typedList({ typed: form, problems: [] }, 'updates'));
  if (!wanting) return 'not-found';
  const decision = await act((hand) => actions.chooseUpdates(hand, idOf(params), wanting));
  if (decision.ok) return backTo(frame, params, 'Saved.');
  return outcomeOf(decision.because, () => 'updates');
}

/** The participants that were ticked, or undefined when one is not of this case. */
function chosenIn(frame: CaseFrame, ids: readonly string[]): readonly ParticipantId[] | undefined {
  const found = ids.map((id) => participantIn(frame, id)?.id);
  return found.every((id) => id !== undefined) ? found : undefined;
}

const Said = z.object({
  participant: z.string('Choose who said it').min(1, 'Choose who said it'),
  answer: z.enum(['given', 'not-now', 'declined'], 'Choose their answer'),
  speaker: z.enum(['self', 'guardian']).default('self'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

async function writeAnswer({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Said.safeParse(form);
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  const noDay: readonly Problem[] = saidOn
    ? []
    : [{ field: 'said-on', text: 'Write the day they said it, like 23 11 2026' }];
  if (!parsed.success || !saidOn) return { problems: [...(parsed.error ? problemsOf(parsed.error) : []), ...noDay] };
  const participant = participantIn(frame, parsed.data.participant);
  if (!participant) return 'not-found';
  const { answer, how, speaker } = parsed.data;
  const askAfter = answer === 'not-now' ? asPlainDate(typedDay(form, 'ask-after')) : null;
  const decision = await act((hand) =>
    actions.answerTerms(hand, idOf(params), { participantId: participant.id, answer, askAfter, saidOn, speaker, how }),
  );
  if (!decision.ok) return outcomeOf(decision.because, answerField);
  const isMade = decision.value === 'made';
  return backTo(frame, params, isMade ? 'Everyone has agreed. The agreement is in force.' : 'Their answer is saved.');
}

function answerField(reason: string): string {
  if (reason.includes('ask-again')) return 'ask-after';
  if (reason === 'said-in-the-future') return 'said-on';
  if (reason === 'no-guardian-on-the-case') return 'speaker';
  return reason === 'not-a-party' ? 'participant' : 'answer';
}

async function takeBack({ frame, params, act }: CaseSent): Promise<Outcome> {
  const decision = await act((hand) => actions.redraft(hand, idOf(params)));
  if (!decision.ok) return outcomeOf(decision.because, () => 'next');
  return { to: `/cases/${frame.reference}/agreement/${decision.value}`, said: 'This is a new draft to write on.' };
}

/** A form that is one button: one action on one agreement. */
function press(
  action: (hand: Hand, id: AgreementId) => Promise<Decision<unknown, AgreementRefusal | NotThere>>,
  said: string,
) {
  return async ({ frame, params, act }: CaseSent): Promise<Outcome> => {
    const decision = await act((hand) => action(hand, idOf(params)));
    return decision.ok ? backTo(frame, params, said) : outcomeOf(decision.because, () => 'next');
  };
}

// Looked up among the agreements of the case, never put into a query: any text is safe here.
function idOf(params: CaseSent['params']): AgreementId {
  return (params['agreement'] ?? '') as AgreementId;
}

function backTo(frame: CaseFrame, params: CaseSent['params'], said: string): Outcome {
  return { to: `/cases/${frame.reference}/agreement/${idOf(params)}`, said };
}

function outcomeOf(
  because: readonly (AgreementRefusal | NotThere | 'no-guardian-on-the-case')[],
  fieldOf: (reason: string) => string,
): Outcome {
  if (because.includes('no-such-agreement')) return 'not-found';
  return { problems: because.map((reason) => ({ field: fieldOf(reason), text: wordsOf(reason) })) };
}

const otherWords: Readonly<Record<NotThere | 'no-guardian-on-the-case', string>> = {
  'case-is-closed': 'The case is closed',
  'no-such-agreement': 'This agreement is not there',
  'no-guardian-on-the-case': 'Add their guardian on the People page first',
};

function wordsOf(reason: AgreementRefusal | keyof typeof otherWords): string {
  return reason in otherWords ? otherWords[reason as keyof typeof otherWords] : explain(reason as AgreementRefusal);
}
