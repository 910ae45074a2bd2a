import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ownAgreements } from '#journey/agreement/facts.ts';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Outcome, OwnSent, OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { AgreementId, AmendsId } from '#vocabulary/ids.ts';
import { recordProgress, settleAmends, type Which } from './actions.ts';
import { ownProgress } from './facts.ts';
import { nextForSelf, ownAmendsPage, termsList, wholeTerms } from './own-pages.ts';
import { type CannotProgress, type CannotSettle, explainProgress, explainSettle } from './progress-rules.ts';

/** What the pages of somebody's agreements are handed: what is promised in them, and what comes next. */
export const ownPromisesShown = { next: nextForSelf, list: termsList, whole: wholeTerms };

/** A promise of an agreement somebody is part of: saying what they did, saying it is done, letting go. */
export function amendsForParticipants(door: ParticipantDoor): void {
  door.page('/agreement/:agreement/amends/:amends', showAmends);
  door.form('/agreement/:agreement/amends/:amends/progress', sayWhatWasDone, showAmends);
  door.form('/agreement/:agreement/amends/:amends/settle', sayHowItStands, showAmends);
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
const notTheirs: readonly string[] = ['no-such-agreement', 'no-such-amends', 'not-theirs-to-do', 'not-theirs-to-say'];

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

function amendsPath(params: OwnSent['params']): string {
  const { agreementId, amendsId } = whichOf(params);
  return `/my/agreement/${agreementId}/amends/${amendsId}`;
}
