import { draftOf } from '#journey/referral-draft/facts.ts';
import { levelsTold } from '#service/service-levels/facts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Outcome, Page, PublicDoor, PublicSent, PublicVisit } from '#vocabulary/doors.ts';
import { sendByPerson } from './actions.ts';
import { referenceOfDraft } from './facts.ts';
import { sentPage } from './pages.ts';
import { explainProgram } from './rules.ts';

/** Sending what somebody wrote, and the reference they keep. */
export function referralForPublic(door: PublicDoor, newReference: () => string): void {
  door.form('/refer/send', (sent) => send(sent, newReference), showSent);
  door.page('/refer/sent', showSent);
}

async function send({ act, visitor, form }: PublicSent, newReference: () => string): Promise<Outcome> {
  const hiddenBox = String(form['company'] ?? '');
  const decision = await act((hand) => sendByPerson(hand, { visitor, hiddenBox }, newReference()));
  if (decision.ok) return { to: '/refer/sent' };
  const [because] = decision.because;
  const isProgram = because === 'hidden-box-filled' || because === 'sent-too-soon';
  return isProgram ? { to: '/refer/check', said: explainProgram(because) } : { to: '/refer/check' };
}

async function showSent({ db, visitor, now }: PublicVisit): Promise<Page | 'not-found'> {
  const draft = await draftOf(db, visitor, now);
  const reference = draft && (await referenceOfDraft(db, draft.id));
  if (reference === undefined) return 'not-found';
  const { acknowledge: readWithin } = await levelsTold(db);
  return sentPage(reference, { ...(await serviceContact(db)), readWithin });
}
