import { randomUUID } from 'node:crypto';
import { checkArea } from '#service/areas/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import { calledBy, sayWhatIsSafe } from '#vocabulary/safe-contact.ts';
import { holdDraft, type Sendable } from '#journey/self-referral/facts.ts';
import { holdReferral, othersOf, placesOfOthers, referenceOfDraft } from './facts.ts';
import * as store from './store.ts';
import {
  accept,
  acknowledge,
  addOther,
  decline,
  isWrittenTo,
  mayBeAdded,
  receive,
  type Acceptance,
  type AlreadyDecided,
  type CannotAccept,
  type DeclineReason,
  type Other,
} from './rules.ts';

type WholeAnswers = NonNullable<Sendable['answers']>;
type CannotReach = Extract<ReturnType<typeof sayWhatIsSafe>, { ok: false }>['because'][number];

/** Makes a draft a referral, once: sending it again answers with the same reference. (REF-6) */
export async function sendReferral(
  hand: Hand,
  visitor: string,
  reference: string,
): Promise<Decision<{ readonly reference: string }, 'nothing-written' | 'not-finished'>> {
  const draft = await holdDraft(hand, visitor);
  if (!draft.ok) return draft;
  const { draftId, answers } = draft.value;
  const sentBefore = await referenceOfDraft(hand, draftId);
  if (sentBefore !== undefined) return allow({ reference: sentBefore });
  if (!answers) throw new Error('A draft that was sent has its referral');
  const id = randomUUID() as ReferralId;
  await store.addReferral(hand, selfReferral(answers, { id, reference, draftId, receivedOn: dayOf(hand.at) }));
  await hand.announce({ name: 'referral.received', referralId: id, draftId, risks: [] });
  return allow({ reference });
}

const notAsked = {
  ...{ referrerContact: '', pronouns: '', dateOfBirth: null, happenedOn: null, enteredBy: null },
} as const;

function selfReferral(
  { part, asker, name, contact, happened, place, others, hopes: { words: hopes, ...needs } }: WholeAnswers,
  made: Pick<store.NewReferral, 'id' | 'reference' | 'draftId' | 'receivedOn'>,
): store.NewReferral {
  const { when: whenWords, where: whereWords, district: postcodeDistrict, inArea } = place;
  return {
    ...{ ...made, ...notAsked, ...name, ...needs, part, contact, hopes, inArea },
    source: asker ? 'on-behalf' : 'self',
    referrerName: asker?.fullName ?? '',
    agreedToReferral: asker === undefined || asker.knowing === 'agreed',
    called: calledBy(name.fullName, name.called),
    ...{ incidentKind: happened.kind, whatHappened: happened.words, otherPeopleWords: others.words },
    ...{ whenWords, whereWords, postcodeDistrict },
  };
}

/** What staff type in of a referral that came by phone, letter or e-mail. */
export type TypedReferral = Omit<
  store.NewReferral,
  'id' | 'reference' | 'draftId' | 'postcodeDistrict' | 'inArea' | 'enteredBy'
> & {
  readonly postcode: string;
  /** What whoever refers says could hurt somebody. */
  readonly risks?: readonly SafetyFlagKind[];
};

/** Enters a referral that reached the service another way; the day it arrived is its own day (REF-2). */
export async function enterReferral(
  hand: Hand,
  made: TypedReferral,
  reference: string,
): Promise<Decision<{ readonly reference: string }, CannotReach | 'received-in-the-future' | 'not-a-postcode'>> {
  const { postcode, risks = [], ...referral } = made;
  const received = receive(made.receivedOn, dayOf(hand.at));
  if (!received.ok) return received;
  const contact = sayWhatIsSafe(made.contact);
  if (!contact.ok) return contact;
  const area = await checkArea(hand, postcode);
  if (area === 'not-a-postcode') return refuse('not-a-postcode');
  const id = randomUUID() as ReferralId;
  await store.addReferral(hand, {
    ...referral,
    id,
    reference,
    draftId: null,
    called: calledBy(made.fullName, made.called),
    contact: contact.value,
    postcodeDistrict: area.district,
    inArea: area.inArea,
    enteredBy: hand.actor.id as StaffId,
  });
  await hand.announce({ name: 'referral.received', referralId: id, draftId: null, risks, happenedOn: made.receivedOn });
  return allow({ reference });
}

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

/** Keeps who of the new case was referred: erasing them erases what the referral says. */
export async function keepWhoWasReferred(hand: Hand, id: ReferralId, participantId: ParticipantId): Promise<void> {
  await store.markReferred(hand, id, participantId);
}

/** Puts the words an agency corrected in the place of what its referral said. */
export async function correctReferral(hand: Hand, id: ReferralId, to: store.Corrections): Promise<void> {
  await store.correct(hand, id, to);
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
