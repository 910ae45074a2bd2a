import { holdReferral, type DeclineReason } from '#journey/referral/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { othersOf, placesOfOthers } from './facts.ts';
import * as store from './store.ts';
import {
  accept,
  acknowledge,
  addOther,
  decline,
  isWrittenTo,
  mayBeAdded,
  type Acceptance,
  type AlreadyDecided,
  type CannotAccept,
  type Other,
} from './rules.ts';

/** Acknowledges a referral; only somebody who asked us themselves is written to. (REF-3, REF-8) */
export async function acknowledgeReferral(
  hand: Hand,
  reference: string,
): Promise<Decision<'acknowledged', AlreadyDecided | 'already-acknowledged' | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = acknowledge(referral.status);
  if (!decision.ok) return decision;
  await store.markAcknowledged(hand, referral.id);
  const toPerson = isWrittenTo(referral.source);
  await hand.announce({ name: 'referral.acknowledged', referralId: referral.id, toPerson });
  return decision;
}

/** Adds somebody on either side of a referral, as the coordinator understands it. (REF-7) */
export async function addOtherTo(
  hand: Hand,
  reference: string,
  other: Omit<Other, 'id'>,
): Promise<Decision<Omit<Other, 'id'>, AlreadyDecided | 'organisation-cannot-be-responsible' | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = addOther(referral.status, other);
  if (!decision.ok) return decision;
  await store.addOther(hand, referral.id, decision.value);
  await hand.announce({ name: 'referral.others-changed', referralId: referral.id });
  return decision;
}

/** Takes somebody off a referral again, before it is decided. */
export async function removeOtherFrom(
  hand: Hand,
  reference: string,
  otherId: string,
): Promise<Decision<'removed', AlreadyDecided | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  if (!decline(referral.status).ok) return refuse('already-decided');
  const others = await othersOf(hand, referral.id);
  if (!others.some(({ id }) => id === otherId)) return refuse('not-there');
  await store.removeOther(hand, referral.id, otherId);
  await hand.announce({ name: 'referral.others-changed', referralId: referral.id });
  return allow('removed');
}

/** Makes a referral the case whose id the hand holds; what the case is made of follows from the announcement. (REF-5) */
export async function acceptReferral(
  hand: Hand,
  reference: string,
  wish: Acceptance,
): Promise<Decision<Acceptance, CannotAccept | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = accept(referral, await othersOf(hand, referral.id), wish);
  if (!decision.ok) return decision;
  await store.markAccepted(hand, referral.id, referral.status);
  await hand.announce({ name: 'referral.accepted', referralId: referral.id, ...decision.value });
  return decision;
}

/** Makes a referral the second one of the case that is held. (LIK-4) */
export async function takeReferralIntoCase(hand: Hand, id: ReferralId): Promise<void> {
  await store.markLinked(hand, id);
}

/** Lets a referral wait again whose link to the case was taken back. (LIK-5) */
export async function letReferralWait(hand: Hand, id: ReferralId): Promise<void> {
  await store.markWaiting(hand, id);
}

/** Marks a referral as taken back by the agency that made it; what was decided stays decided. (REF-3) */
export async function withdrawReferral(hand: Hand, id: ReferralId): Promise<void> {
  await store.markWithdrawn(hand, id);
}

/** Declines a referral with a coded reason and words that may be added, once they were looked through. (REF-3, REF-4, REF-10) */
export async function declineReferral(
  hand: Hand,
  reference: string,
  why: { readonly reason: DeclineReason; readonly words: string },
): Promise<Decision<'declined', AlreadyDecided | 'words-hold-somebody-else' | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = decline(referral.status);
  if (!decision.ok) return decision;
  const toPerson = isWrittenTo(referral.source);
  const places = toPerson ? placesOfOthers(referral, await othersOf(hand, referral.id), why.words) : [];
  const fitting = mayBeAdded(places.length);
  if (!fitting.ok) return fitting;
  await store.markDeclined(hand, referral.id, referral.status, why);
  await hand.announce({ name: 'referral.declined', referralId: referral.id, reason: why.reason, toPerson });
  return decision;
}
