import { ledgerOf } from '#journey/consent/facts.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { giveFeedback } from './actions.ts';
import { lastCommunicatedOn, surveysOf } from './facts.ts';
import { feedbackPage } from './pages.ts';
import { explain, mayBeAsked } from './rules.ts';
import { readFeedback } from './staff.ts';

/** How it was: asked once, when some days have passed, of those who do not mind. */
export function followUpForParticipants(door: ParticipantDoor): void {
  door.page('/feedback', show);
  door.form('/feedback', send, show);
}

async function show({ db, self, today, attempt }: OwnVisit): Promise<Page> {
  const surveys = await surveysOf(db, self.caseId);
  const last = await lastCommunicatedOn(db, self.participantId);
  const ledger = await ledgerOf(db, self.caseId);
  const answer = ledger.findLast(({ purpose }) => purpose === 'follow-up')?.answer;
  const asked = mayBeAsked(last, today, answer !== undefined && answer !== 'given');
  return feedbackPage({ surveys, notNow: asked.ok ? null : asked.because[0], attempt });
}

async function send({ self, form, act }: OwnSent): Promise<Outcome> {
  const read = readFeedback(form);
  if ('problems' in read) return read;
  const decision = await act((hand) =>
    giveFeedback(hand, { participantId: self.participantId, answeredAs: 'self' }, read.said),
  );
  // Whoever presses twice has sent it: the second time says so as the first did.
  if (decision.ok || decision.because[0] === 'said-today') return { to: '/my/feedback', said: 'Thank you.' };
  return { problems: decision.because.map((reason) => ({ field: 'satisfied', text: explain(reason) })) };
}
