import { draftOf } from '#journey/referral-draft/facts.ts';
import { levelsTold } from '#service/service-levels/facts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Outcome, Page, PublicDoor, PublicSent, PublicVisit } from '#vocabulary/doors.ts';
import { sendReferral } from './actions.ts';
import { referenceOfDraft } from './facts.ts';
import { sentPage } from './pages.ts';

/** Sending what somebody wrote, and the reference they keep. */
export function referralForPublic(door: PublicDoor, newReference: () => string): void {
  door.form('/refer/send', (sent) => send(sent, newReference), showSent);
  door.page('/refer/sent', showSent);
}

async function send({ act, visitor }: PublicSent, newReference: () => string): Promise<Outcome> {
  const decision = await act((hand) => sendReferral(hand, visitor, newReference()));
  return { to: decision.ok ? '/refer/sent' : '/refer/check' };
}

async function showSent({ db, visitor, now }: PublicVisit): Promise<Page | 'not-found'> {
  const draft = await draftOf(db, visitor, now);
  const reference = draft && (await referenceOfDraft(db, draft.id));
  if (reference === undefined) return 'not-found';
  const { acknowledge: readWithin } = await levelsTold(db);
  return sentPage(reference, { ...(await serviceContact(db)), readWithin });
}
