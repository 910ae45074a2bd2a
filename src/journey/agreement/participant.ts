import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ledgerOf } from '#journey/consent/facts.ts';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Outcome, OwnSent, OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { AgreementId, AmendsId } from '#vocabulary/ids.ts';
import { answerTerms, chooseOwnUpdates } from './actions.ts';
import { recordProgress, settleAmends, type Which } from './amends-actions.ts';
import { ownAgreements, ownProgress } from './facts.ts';
import { ownAgreementPage, ownAgreementsPage, ownAmendsPage } from './own-pages.ts';
import { explainProgress, explainSettle, type CannotProgress, type CannotSettle } from './progress-rules.ts';
import { explain, type CannotAnswer } from './rules.ts';

/** The agreements somebody is part of: reading, answering, saying what they did, letting go. */
export function agreementForParticipants(door: ParticipantDoor): void {
  door.page('/agreement', showAll);
  door.page('/agreement/:agreement', showOne);
  door.form('/agreement/:agreement/answer', answer, showOne);
  door.form('/agreement/:agreement/updates', saveUpdates, showOne);
  door.page('/agreement/:agreement/amends/:amends', showAmends);
  door.form('/agreement/:agreement/amends/:amends/progress', sayWhatWasDone, showAmends);
  door.form('/agreement/:agreement/amends/:amends/settle', sayHowItStands, showAmends);
}

async function showAll({ db, self }: OwnVisit): Promise<Page> {
  return ownAgreementsPage({ selfId: self.participantId, agreements: await ownAgreements(db, self.caseId) });
}

async function showOne({ db, self, params, attempt }: OwnVisit): Promise<Page | 'not-found'> {
  const agreement = (await ownAgreements(db, self.caseId)).find(({ id }) => id === params['agreement']);
  if (!agreement) return 'not-found';
  const stand = (await ledgerOf(db, self.caseId)).findLast(
    (line) => line.purpose === 'agreement-terms' && line.itemId === agreement.id && line.guardianId === null,
  );
  return ownAgreementPage({ selfId: self.participantId, agreement, stand, attempt });
}

async function showAmends({ db, self, params, today, attempt }: OwnVisit): Promise<Page | 'not-found'> {
  const agreement = (await ownAgreements(db, self.caseId)).find(({ id }) => id === params['agreement']);
  const amends = agreement?.amends.find(({ id }) => id === params['amends']);
  if (!agreement || !amends || agreement.status === 'proposed') return 'not-found';
  const progress = await ownProgress(db, self.caseId, amends);
  return ownAmendsPage({
    selfId: self.participantId,
    agreement,
    amends,
    progress,
    today,
    entry: randomUUID(),
    attempt,
  });
}

const Said = z.enum(['given', 'not-now', 'declined']);

async function answer({ self, form, params, today, act }: OwnSent): Promise<Outcome> {
  const chosen = Said.safeParse(form['answer']);
  if (!chosen.success) return { problems: [{ field: 'answer', text: 'Choose yes, not now or no' }] };
  const typedAskAfter = chosen.data === 'not-now' ? typedDay(form, 'ask-after') : '';
  const askAfter = asPlainDate(typedAskAfter);
  if (typedAskAfter !== '' && !askAfter) {
    return { problems: [{ field: 'ask-after', text: 'That day does not exist. Write it like 6 1 2027' }] };
  }
  const decision = await act((hand) =>
    answerTerms(hand, whichOf(params).agreementId, {
      participantId: self.participantId,
      answer: chosen.data,
      askAfter,
      saidOn: today,
      speaker: 'self',
      how: 'online',
    }),
  );
  if (decision.ok) return { to: agreementPath(params), said: 'Your answer is saved.' };
  return refused<CannotAnswer | 'no-guardian-on-the-case'>(decision.because, (reason) => ({
    field: reason.includes('ask-again') ? 'ask-after' : 'answer',
    text: reason === 'no-guardian-on-the-case' ? 'Talk with your facilitator about this' : explain(reason),
  }));
}

async function saveUpdates({ self, form, params, act }: OwnSent): Promise<Outcome> {
  const chosen = form['updates'];
  if (chosen !== 'yes' && chosen !== 'no') return { problems: [{ field: 'updates', text: 'Choose yes or no' }] };
  const own = { participantId: self.participantId, wants: chosen === 'yes' };
  const decision = await act((hand) => chooseOwnUpdates(hand, whichOf(params).agreementId, own));
  if (decision.ok) return { to: agreementPath(params), said: 'Saved.' };
  return refused<'not-a-party'>(decision.because, (reason) => ({ field: 'updates', text: explain(reason) }));
}

const Done = z.object({
  // Sent with the form, so that what is sent twice counts once.
  entry: z.uuid().catch(() => randomUUID()),
  note: z
    .string('Write what you did')
    .min(1, 'Write what you did')
    .max(2000, 'That is very long. Write it in up to 2,000 characters'),
});

async function sayWhatWasDone({ form, params, act }: OwnSent): Promise<Outcome> {
  const parsed = Done.safeParse(form);
  const happenedOn = asPlainDate(typedDay(form, 'happened-on'));
  const noDay = happenedOn ? [] : [{ field: 'happened-on', text: 'Write the day, like 23 11 2026' }];
  if (!parsed.success || !happenedOn)
    return { problems: [...(parsed.error ? problemsOf(parsed.error) : []), ...noDay] };
  const { entry: id, note } = parsed.data;
  const done = { id, happenedOn, note, pence: null, minutes: null, evidence: '' };
  const decision = await act((hand) => recordProgress(hand, whichOf(params), done));
  if (decision.ok) return { to: amendsPath(params), said: 'Thank you. Your facilitator will read this.' };
  return refused<CannotProgress | 'holds-what-is-protected'>(decision.because, (reason) => ({
    field: reason === 'happened-in-the-future' ? 'happened-on' : 'note',
    text: explainProgress(reason),
  }));
}

async function sayHowItStands({ form, params, today, act }: OwnSent): Promise<Outcome> {
  const status = form['outcome'];
  if (status !== 'done' && status !== 'released') {
    return { problems: [{ field: 'outcome', text: 'Choose how it stands' }] };
  }
  const decision = await act((hand) => settleAmends(hand, whichOf(params), { status, on: today, because: '' }));
  if (decision.ok) return { to: amendsPath(params), said: 'Saved.' };
  return refused<CannotSettle>(decision.because, (reason) => ({ field: 'outcome', text: explainSettle(reason) }));
}

// What somebody may not do on a promise of somebody else is not there for them.
const notTheirs: readonly string[] = [
  'no-such-agreement',
  'no-such-amends',
  'not-a-party',
  'not-theirs-to-do',
  'not-theirs-to-say',
  'not-put-before-anyone',
];

function refused<Reason extends string>(
  because: readonly (Reason | 'case-is-closed' | 'no-such-agreement' | 'no-such-amends')[],
  problemOf: (reason: Reason) => { readonly field: string; readonly text: string },
): Outcome {
  if (because.some((reason) => notTheirs.includes(reason))) return 'not-found';
  if (because.includes('case-is-closed')) {
    return {
      problems: [{ field: 'closed', text: 'Your case is closed. Ring the service if you want to say something' }],
    };
  }
  return { problems: because.map((reason) => problemOf(reason as Reason)) };
}

// Looked up among what the case holds, never put into a query: any text is safe here.
function whichOf(params: OwnSent['params']): Which {
  return { agreementId: (params['agreement'] ?? '') as AgreementId, amendsId: (params['amends'] ?? '') as AmendsId };
}

function agreementPath(params: OwnSent['params']): string {
  return `/my/agreement/${whichOf(params).agreementId}`;
}

function amendsPath(params: OwnSent['params']): string {
  return `${agreementPath(params)}/amends/${whichOf(params).amendsId}`;
}
