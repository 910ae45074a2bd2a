import { holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { detailsOf } from '#casefile/people/facts.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { agencyReferencesOf, fromAgency } from '#journey/agency-referral/facts.ts';
import { holdReferral, referralById, referrersOfCase } from '#journey/referral/facts.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Marked } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { numberIn } from '#vocabulary/agencies.ts';
import { emailIndex, phoneIndex, referenceIndex, referenceText } from '#vocabulary/blind-index.ts';
import type { CaseId, ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { isToldApart, linkOf, pairsOf } from './facts.ts';
import {
  becomeCase,
  link,
  belongTogether,
  tellApart,
  unlink,
  type CannotLink,
  type CannotPair,
  type LinkWish,
} from './rules.ts';
import * as store from './store.ts';

/** Lets a referral that waits be found by what it says of each of its people, as it is now. */
export async function noteReferral(hand: Hand, id: ReferralId): Promise<void> {
  const referral = await referralById(hand, id);
  await store.forgetReferral(hand, id);
  const { happenedOn, postcodeDistrict, incidentKind, enteredBy, phone, email } = referral;
  const incident = { happenedOn, postcodeDistrict, incidentKind, enteredBy };
  const said = await fromAgency(hand, id);
  const references = marksOfReferences(hand, [said?.agencyReference ?? numberIn(referral.referrerContact)]);
  // The reference is of what happened: it is found by each of the people.
  const marksOf = (theirs: { readonly phone: string; readonly email: string }) => [
    ...references,
    ...(theirs.phone === '' ? [] : [phoneIndex(hand, theirs.phone)]),
    ...(theirs.email === '' ? [] : [emailIndex(hand, theirs.email)]),
  ];
  const { fullName, dateOfBirth: born } = referral;
  await store.keepOfReferral(hand, id, { ...incident, aboutId: id, fullName, born, marks: marksOf({ phone, email }) });
  for (const other of await othersOf(hand, id)) {
    if (other.kind === 'organisation') continue;
    const marks = marksOf({ phone: other.phone, email: '' });
    await store.keepOfReferral(hand, id, {
      ...incident,
      aboutId: other.id,
      fullName: other.fullName,
      born: null,
      marks,
    });
  }
}

function marksOfReferences(hand: Hand, references: readonly string[]): readonly Marked[] {
  return [...new Set(references.map(referenceText))]
    .filter((each) => each !== '')
    .map((each) => referenceIndex(hand, each));
}

/** An agency corrected a referral of its own: it is found by what it says now, while it waits. */
export async function noteCorrected(hand: Hand, id: ReferralId): Promise<void> {
  const { status } = await referralById(hand, id);
  if (status === 'received' || status === 'acknowledged') await noteReferral(hand, id);
}

/** The people of the case that is held are found by the references of the referrals that are linked to it now. */
export async function noteReferences(hand: Hand): Promise<void> {
  const referrals = await referrersOfCase(hand, hand.caseId as CaseId);
  const said = await agencyReferencesOf(
    hand,
    referrals.map(({ id }) => id),
  );
  const references = referrals.map(({ id, referrerContact }) => said.get(id) ?? numberIn(referrerContact));
  await store.keepReferencesOfCase(hand, marksOfReferences(hand, references));
}

/** Lets a participant be found by their name and birthday as they are now; an organisation is not looked for. */
export async function noteParticipant(hand: Hand, participantId: ParticipantId): Promise<void> {
  const [details] = await detailsOf(hand, hand.caseId as CaseId, participantId);
  if (!details || details.personId === null) return;
  const { fullName, dateOfBirth: born } = details;
  await store.keepOfParticipant(hand, { aboutId: participantId, fullName, born });
}

/** A referral became the case that is held: its people are found in the case from now on, and what it was told apart from stays apart. */
export async function noteCaseOf(hand: Hand, id: ReferralId): Promise<void> {
  const { happenedOn, postcodeDistrict, incidentKind } = await referralById(hand, id);
  await store.forgetReferral(hand, id);
  await store.placeOfCase(hand, { happenedOn, postcodeDistrict, incidentKind });
  await noteReferences(hand);
  await store.keepApartFromCase(hand, id);
}

/** A referral is linked to a case: its people are found there alone. */
export async function noteLinked(hand: Hand, id: ReferralId): Promise<void> {
  await store.forgetReferral(hand, id);
  await noteReferences(hand);
}

/** Says that a referral and another, or a case, are not the same. (LIK-3) */
export async function sayNotTheSame(
  hand: Hand,
  reference: string,
  otherId: string,
): Promise<Decision<'told-apart', 'already-decided' | 'told-apart-already' | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = tellApart(referral.status, await isToldApart(hand, referral.id, otherId));
  if (decision.ok) await store.keepApart(hand, referral.id, otherId);
  return decision;
}

/** Takes back that two are not the same. (LIK-3) */
export async function takeBackNotTheSame(
  hand: Hand,
  reference: string,
  otherId: string,
): Promise<Decision<'taken-back', 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral || (await store.takeBackApart(hand, referral.id, otherId)) === 0) return refuse('not-there');
  return allow('taken-back');
}

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
