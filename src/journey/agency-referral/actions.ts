import { randomUUID } from 'node:crypto';
import { holdCase } from '#casefile/cases/facts.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { holdOwn, type OwnReferral } from './facts.ts';
import { knowingFields, withdrawWords, type AmendableField } from '#vocabulary/agencies.ts';
import {
  amend,
  askToStop,
  isOfKnowing,
  toldBecause,
  wasTold,
  withdraw,
  type Amendment,
  type CannotAmend,
  type CannotAskToStop,
  type CannotWithdraw,
  type Withdrawal,
} from './rules.ts';
import * as store from './store.ts';

/** What only an agency says of its referral. */
export interface SaidByAgency {
  readonly agencyReference: string;
  readonly situationWords: string;
  readonly toldWords: string;
}

/** Sends a referral for an agency: the referral itself is made by `enter`, in the same transaction. (AGY-1) */
export async function referForAgency<Refusal extends string>(
  hand: Hand,
  said: SaidByAgency,
  enter: (hand: Hand) => Promise<Decision<{ readonly reference: string }, Refusal>>,
): Promise<Decision<{ readonly reference: string }, Refusal | 'refers-for-nobody'>> {
  const agency = await placeOfReferrer(hand, hand.actor.id as StaffId);
  if (!agency) return refuse('refers-for-nobody');
  const made = await enter(hand);
  if (!made.ok) return made;
  const referral = await holdReferral(hand, made.value.reference);
  if (!referral) throw new Error('The referral that was made is not there');
  const { agencyId, staffId: referredBy } = agency;
  const referralId = referral.id;
  await store.addAgencyReferral(hand, { referralId, agencyId, ...said });
  const told = wasTold(said.toldWords, referral.agreedToReferral);
  await hand.announce({ name: 'agency.referred', ...{ referralId, agencyId, referredBy, wasTold: told } });
  return made;
}

/** What a referral says now where an agency may change it. */
function saidIn(referral: OwnReferral, field: AmendableField): string {
  const said: Readonly<Record<AmendableField, string>> = {
    message: '',
    // What was told before is not said again, so that nobody learns from it what staff made of it. (AGY-8)
    risks: '',
    agreed: referral.agreedToReferral ? 'yes' : 'no',
    told: referral.toldWords,
    'agency-reference': referral.agencyReference,
    situation: referral.situationWords,
    phone: referral.phone,
    email: referral.email,
    address: referral.address,
    'safe-times': referral.safeTimes,
    'what-happened': referral.whatHappened,
    where: referral.whereWords,
    'other-people': referral.otherPeopleWords,
    hopes: referral.hopes,
  };
  return said[field];
}

function isSafeWay(referral: OwnReferral, field: AmendableField): boolean {
  if (field === 'phone') return referral.mayPhone || referral.mayText;
  if (field === 'email') return referral.mayEmail;
  return field === 'address' && referral.mayPost;
}

/** Changes a referral of one's agency, or says more of it; the log keeps what stood there before. (AGY-2) */
export async function amendReferral(
  hand: Hand,
  reference: string,
  amendment: Amendment,
): Promise<Decision<{ readonly wasApplied: boolean }, CannotAmend | 'not-there'>> {
  const referral = await holdOwn(hand, reference);
  if (!referral) return refuse('not-there');
  const { id: referralId, status } = referral;
  const { field } = amendment;
  // What shuts where somebody does not agree stands in the case, as soon as there is one: it has to be held. (AGY-7) And of a risk those
  // who work on the case are told. (AGY-8)
  if ((isOfKnowing(field) || field === 'risks') && (referral.caseId ?? '') !== hand.caseId)
    return refuse('was-decided-just-now');
  const before = saidIn(referral, field);
  const decision = amend({ status, before, isSafeWay: isSafeWay(referral, field) }, amendment);
  if (!decision.ok) return decision;
  const { wasApplied } = decision.value;
  const id = randomUUID();
  await store.addAmendment(hand, { ...decision.value, id, referralId, before });
  if (wasApplied && (field === 'agency-reference' || field === 'situation' || field === 'told'))
    await store.correctOwn(hand, referralId, field, amendment.words);
  await hand.announce({ name: 'referral.amended', referralId, amendmentId: id, isToBeApplied: wasApplied });
  return allow({ wasApplied });
}

/** Says anew what the person knows of us; what is as it was is not written again. (AGY-7) */
export async function sayWhatTheyKnow(
  hand: Hand,
  reference: string,
  { because, ...now }: Record<'agreed' | 'told' | 'because', string>,
): Promise<Decision<'said', CannotAmend | 'not-there'>> {
  // The case first, as everywhere.
  if (hand.caseId !== '') await holdCase(hand);
  const referral = await holdOwn(hand, reference);
  if (!referral) return refuse('not-there');
  const different = knowingFields.filter((field) => now[field] !== saidIn(referral, field));
  if (different.length === 0) return refuse('nothing-changes');
  for (const field of different) {
    const decision = await amendReferral(hand, reference, { field, words: now[field], because });
    if (!decision.ok) return decision;
  }
  return allow('said');
}

/** Takes a referral of one's agency back, while it waits. (AGY-3) */
export async function withdrawOwn(
  hand: Hand,
  reference: string,
  withdrawal: Withdrawal,
): Promise<Decision<Withdrawal, CannotWithdraw | 'not-there'>> {
  const referral = await holdOwn(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = withdraw(referral.status, withdrawal);
  if (!decision.ok) return decision;
  await store.markWithdrawn(hand, referral.id, withdrawal);
  await hand.announce({ name: 'referral.withdrawn', referralId: referral.id, reason: withdrawal.reason });
  return decision;
}

/** Asks to stop what a referral of one's agency became: its words are kept as a message, and a coordinator is asked to act. (AGY-6) */
export async function askToStopOwn(
  hand: Hand,
  reference: string,
  wish: Withdrawal,
): Promise<Decision<Withdrawal, CannotAskToStop | 'not-there'>> {
  const referral = await holdOwn(hand, reference);
  if (!referral) return refuse('not-there');
  const decision = askToStop(referral, wish);
  if (!decision.ok) return decision;
  const [id, referralId] = [randomUUID(), referral.id];
  const words = `Please stop. ${withdrawWords[wish.reason]}.${wish.words === '' ? '' : `\n\n${wish.words}`}`;
  const message = { field: 'message', words, because: '', before: '', wasApplied: false } as const;
  await store.addAmendment(hand, { ...message, id, referralId });
  await hand.announce({ name: 'referral.stop-asked', referralId, amendmentId: id });
  return decision;
}

/** A referral of an agency was declined: why, as far as the agency may know. (AGY-5) */
export async function tellAgencyWhy(hand: Hand, referralId: ReferralId, reason: string): Promise<void> {
  await store.markTold(hand, referralId, toldBecause(reason));
}

/** The case that agencies' referrals became is closed: that they may know. (AGY-1) */
export async function finishForAgency(hand: Hand): Promise<void> {
  await store.markFinished(hand, hand.caseId as CaseId, hand.at);
}

/** It is open again. (AGY-1) */
export async function reopenForAgency(hand: Hand): Promise<void> {
  await store.markFinished(hand, hand.caseId as CaseId, null);
}
