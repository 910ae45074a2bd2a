import { z } from 'zod';
import { ledgerOf } from '#journey/consent/facts.ts';
import { typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Outcome, OwnSent, OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { AgreementId } from '#vocabulary/ids.ts';
import { answerTerms, chooseOwnUpdates } from './actions.ts';
import { ownAgreements } from './facts.ts';
import { ownAgreementPage, ownAgreementsPage, type OwnPromises } from './own-pages.ts';
import { type CannotAnswer, explain } from './rules.ts';

/** The agreements somebody is part of: reading them and answering. */
export function agreementForParticipants(door: ParticipantDoor, promises: OwnPromises): void {
  const showAll = (visit: OwnVisit) => showAgreements(visit, promises);
  const showOne = (visit: OwnVisit) => showAgreement(visit, promises);
  door.page('/agreement', showAll);
  door.page('/agreement/:agreement', showOne);
  door.form('/agreement/:agreement/answer', answer, showOne);
  door.form('/agreement/:agreement/updates', saveUpdates, showOne);
}

async function showAgreements({ db, self }: OwnVisit, promises: OwnPromises): Promise<Page> {
  const agreements = await ownAgreements(db, self.caseId);
  return ownAgreementsPage({ selfId: self.participantId, agreements, promises });
}

async function showAgreement(
  { db, self, params, attempt }: OwnVisit,
  promises: OwnPromises,
): Promise<Page | 'not-found'> {
  const agreement = (await ownAgreements(db, self.caseId)).find(({ id }) => id === params['agreement']);
  if (!agreement) return 'not-found';
  const stand = (await ledgerOf(db, self.caseId)).findLast(
    (line) => line.purpose === 'agreement-terms' && line.itemId === agreement.id && line.guardianId === null,
  );
  return ownAgreementPage({ selfId: self.participantId, agreement, stand, promises, attempt });
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
    answerTerms(hand, idOf(params), {
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
  const decision = await act((hand) => chooseOwnUpdates(hand, idOf(params), own));
  if (decision.ok) return { to: agreementPath(params), said: 'Saved.' };
  return refused<'not-a-party'>(decision.because, (reason) => ({ field: 'updates', text: explain(reason) }));
}

// What somebody is no party of, or was not asked about, is not there for them.
const notTheirs: readonly string[] = ['no-such-agreement', 'not-a-party', 'not-put-before-anyone'];

function refused<Reason extends string>(
  because: readonly (Reason | 'case-is-closed' | 'no-such-agreement')[],
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
function idOf(params: OwnSent['params']): AgreementId {
  return (params['agreement'] ?? '') as AgreementId;
}

function agreementPath(params: OwnSent['params']): string {
  return `/my/agreement/${idOf(params)}`;
}
