import { holdCase } from '#casefile/cases/facts.ts';
import { detailsOf } from '#casefile/people/facts.ts';
import { agencyReferencesOf, fromAgency } from '#journey/agency-referral/facts.ts';
import { numbersOf } from '#journey/matter/facts.ts';
import { holdReferral, referralById, referrersOfCase } from '#journey/referral/facts.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Marked } from '#platform/sql.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { numberIn } from '#vocabulary/agencies.ts';
import { emailIndex, phoneIndex, referenceIndex, referenceText } from '#vocabulary/blind-index.ts';
import type { CaseId, ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import { isToldApart } from './facts.ts';
import { tellApart } from './rules.ts';
import * as store from './store.ts';

/** Lets a referral that waits be found by what it says of each of its people, as it is now. */
export async function noteReferral(hand: Hand, id: ReferralId): Promise<void> {
  const referral = await referralById(hand, id);
  await store.forgetReferral(hand, id);
  const { happenedOn, postcodeDistrict, incidentKind, enteredBy, phone, email } = referral;
  const incident = { happenedOn, postcodeDistrict, incidentKind, enteredBy };
  const said = await fromAgency(hand, id);
  const given = said?.agencyReference ?? numberIn(referral.referrerContact);
  const references = marksOfReferences(hand, [given, ...(await numbersOf(hand, [id]))]);
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

/** The numbers of a referral were written down: it is found by them while it waits, and then the people of its case are. */
export async function noteNumbers(hand: Hand, id: ReferralId): Promise<void> {
  const { caseId } = await referralById(hand, id);
  if (caseId === null) return noteCorrected(hand, id);
  if (hand.caseId === caseId) await noteReferences(hand);
}

/** The people of the case that is held are found by the references of the referrals that are linked to it now. */
export async function noteReferences(hand: Hand): Promise<void> {
  const referrals = await referrersOfCase(hand, hand.caseId as CaseId);
  const ids = referrals.map(({ id }) => id);
  const said = await agencyReferencesOf(hand, ids);
  const references = referrals.map(({ id, referrerContact }) => said.get(id) ?? numberIn(referrerContact));
  const numbers = await numbersOf(hand, ids);
  await store.keepReferencesOfCase(hand, marksOfReferences(hand, [...references, ...numbers]));
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

const atOnce = 200;
/** So many referrals and cases in one go; the rest is for the next. */
const mostInOneGo = 5000;

/**
 * The worker's part: whoever was there before everything of them was compared is compared whole, some at a time and once; gives of how many
 * referrals and cases. Each is a transaction of its own, so that what ends in the middle goes on where it was.
 */
export async function compareWhole({
  keeper,
  act,
}: {
  readonly keeper: store.Keeper;
  readonly act: Act;
}): Promise<number> {
  let all = 0;
  while (all < mostInOneGo) {
    const some = await store.notWhole(keeper, atOnce);
    if (some.length === 0) break;
    for (const each of some) await compareOne(act, each);
    all += some.length;
  }
  return all;
}

async function compareOne(act: Act, { serviceId, referralId, caseId }: store.NotWhole): Promise<void> {
  const actor = { kind: 'system', id: '' } as const;
  await act<'whole', never>({ serviceId, actor, ...(caseId && { caseId }) }, async (hand) => {
    if (referralId) await noteReferral(hand, referralId);
    if (caseId) await noteWholeCase(hand);
    return allow('whole');
  });
}

// Whoever was erased is found nowhere, and stays so: nobody is added here.
async function noteWholeCase(hand: Hand): Promise<void> {
  await holdCase(hand);
  for (const participantId of await store.notWholeOfCase(hand)) await noteParticipant(hand, participantId);
  const [first] = await referrersOfCase(hand, hand.caseId as CaseId);
  if (first) await store.placeOfCase(hand, await referralById(hand, first.id));
  await noteReferences(hand);
  await store.markCaseWhole(hand);
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
