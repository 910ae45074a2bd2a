import { draftOf } from '#journey/referral-draft/facts.ts';
import { levelsTold } from '#service/service-levels/facts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Page, PublicDoor, PublicVisit } from '#vocabulary/doors.ts';
import { referenceOfDraft } from './facts.ts';
import { sentPage } from './pages.ts';

/** The reference that somebody keeps, once what they wrote was sent. */
export function referralForPublic(door: PublicDoor): void {
  door.page('/refer/sent', showSent);
}

async function showSent({ db, visitor, now }: PublicVisit): Promise<Page | 'not-found'> {
  const draft = await draftOf(db, visitor, now);
  const reference = draft && (await referenceOfDraft(db, draft.id));
  if (reference === undefined) return 'not-found';
  const { acknowledge: readWithin } = await levelsTold(db);
  return sentPage(reference, { ...(await serviceContact(db)), readWithin });
}
