import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { linkOf, pairsOf } from './facts.ts';
import { becomeCase, belongTogether, link, unlink, type CannotLink, type CannotPair, type LinkWish } from './rules.ts';
import * as store from './store.ts';

/** Says that a referral belongs with another one that waits: the other becomes the case, and this is linked to it. (LIK-10) */
export async function sayBelongsWith(
  hand: Hand,
  reference: string,
  otherReference: string,
): Promise<Decision<'paired', CannotPair | 'not-there'>> {
  const [one, other] = [await holdReferral(hand, reference), await holdReferral(hand, otherReference)];
  if (!one || !other || one.id === other.id) return refuse('not-there');
  const [ofOne, ofOther] = [await pairsOf(hand, one.id), await pairsOf(hand, other.id)];
  const decision = belongTogether(
    { status: one.status, isPaired: ofOne.withId !== undefined, isFirst: ofOne.seconds.length > 0 },
    { status: other.status, isPaired: ofOther.withId !== undefined },
  );
  if (decision.ok) await store.keepPair(hand, one.id, other.id);
  return decision;
}

/** Takes that back: the referral is decided by itself again. (LIK-10) */
export async function takeBackBelongsWith(hand: Hand, reference: string): Promise<Decision<'taken-back', 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral || (await store.undoPair(hand, referral.id)) === 0) return refuse('not-there');
  return allow('taken-back');
}

/** Whether a referral may become a case of its own: not while it belongs with another. (LIK-10) */
export async function mayBecomeCase(
  hand: Hand,
  reference: string,
): Promise<Decision<'free', 'belongs-with-another' | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  return becomeCase((await pairsOf(hand, referral.id)).withId !== undefined);
}

/** The referrals that belong with one which became a case, and are to be linked to it now. */
export async function waitingBeside(hand: Hand, id: ReferralId): Promise<readonly ReferralId[]> {
  return (await pairsOf(hand, id)).seconds;
}

/** What belonged with a referral that becomes no case is decided by itself again; which ones that are. (LIK-10) */
export async function letGoBeside(hand: Hand, id: ReferralId): Promise<readonly ReferralId[]> {
  const { seconds } = await pairsOf(hand, id);
  for (const second of seconds) await store.undoPair(hand, second);
  return seconds;
}

/** The case that a referral is linked to, for whoever may open it. */
export async function caseLinkedTo(hand: Hand, reference: string): Promise<Decision<CaseId, 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  const live = referral && (await linkOf(hand, referral.id));
  const mayOpen = live && (await mayOpenCase(hand, hand.actor.id as StaffId, live.caseId));
  return live && mayOpen ? allow(live.caseId) : refuse('not-there');
}

/** Links a referral to the case that the hand holds: one case with two referrals. (LIK-4) */
export async function linkReferral(
  hand: Hand,
  reference: string,
  wish: LinkWish,
): Promise<Decision<LinkWish, CannotLink | 'not-there'>> {
  if (!(await mayOpenCase(hand, hand.actor.id as StaffId, hand.caseId as CaseId))) return refuse('not-there');
  const held = await holdCase(hand);
  const referral = await holdReferral(hand, reference);
  const there = await participantsOf(hand, held.id);
  const isThere = ({ participantId }: LinkWish['who'][number]) =>
    participantId === null || there.some(({ id }) => id === participantId);
  if (!referral || !wish.who.every(isThere)) return refuse('not-there');
  const people = [referral.id, ...(await othersOf(hand, referral.id)).map(({ id }) => id)];
  const decision = link(referral.status, held.status, people, wish);
  if (!decision.ok) return decision;
  await store.keepLink(hand, referral.id);
  await hand.announce({ name: 'referral.linked', referralId: referral.id, who: wish.who });
  return decision;
}

/** Takes a link back: the referral waits again, and whoever joined the case with it stays there. (LIK-5) */
export async function unlinkReferral(
  hand: Hand,
  reference: string,
): Promise<Decision<{ readonly caseId: CaseId }, 'not-linked' | 'not-there'>> {
  await holdCase(hand);
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const live = await linkOf(hand, referral.id);
  const decision = unlink(live?.caseId === hand.caseId ? live : undefined);
  if (!decision.ok) return decision;
  await store.undoLink(hand, referral.id, decision.value.caseId);
  await hand.announce({ name: 'referral.unlinked', referralId: referral.id });
  return decision;
}
