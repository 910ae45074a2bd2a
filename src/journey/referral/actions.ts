import { randomUUID } from 'node:crypto';
import { checkArea } from '#service/areas/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ParticipantId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import { calledBy, sayWhatIsSafe } from '#vocabulary/safe-contact.ts';
import { holdDraft, type Sendable } from '#journey/self-referral/facts.ts';
import { referenceOfDraft } from './facts.ts';
import * as store from './store.ts';
import { receive } from './rules.ts';

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

/** Keeps who of the new case was referred: erasing them erases what the referral says. */
export async function keepWhoWasReferred(hand: Hand, id: ReferralId, participantId: ParticipantId): Promise<void> {
  await store.markReferred(hand, id, participantId);
}

/** Puts the words an agency corrected in the place of what its referral said. */
export async function correctReferral(hand: Hand, id: ReferralId, to: store.Corrections): Promise<void> {
  await store.correct(hand, id, to);
}

/** Writes anew whether the person agreed to be referred: it holds whatever was decided. (AGY-7) */
export async function correctAgreement(hand: Hand, id: ReferralId, agrees: boolean): Promise<void> {
  await store.correctAgreed(hand, id, agrees);
}
