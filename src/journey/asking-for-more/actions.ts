import { randomUUID } from 'node:crypto';
import { fromAgency } from '#journey/agency-referral/facts.ts';
import { holdReferral, type Referral } from '#journey/referral/facts.ts';
import { othersOf, placesOfOthers } from '#journey/triage/facts.ts';
import { refuse, type Decision } from '#platform/decision.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { MoreReason } from '#vocabulary/more-asked.ts';
import { openQuestionOf } from './facts.ts';
import { answer, ask, whomToAsk, type CannotAnswer, type CannotAsk } from './rules.ts';
import { addQuestion, keepAnswer, letGo } from './store.ts';

/** Asks whoever referred for more; the clock of triage stands still from then on. (MOR-1, MOR-2, MOR-4) */
export async function askForMore(
  hand: Hand,
  reference: string,
  asked: { readonly reason: MoreReason; readonly words: string },
): Promise<Decision<'asked', CannotAsk | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  const isOneOpen = (await openQuestionOf(hand, referral.id)) !== undefined;
  const places = placesOfOthers(referral, await othersOf(hand, referral.id), asked.words);
  const decision = ask(referral.status, { isOneOpen, words: asked.words, placesOfOthers: places.length });
  if (!decision.ok) return decision;
  const askedOf = whomToAsk(referral, (await fromAgency(hand, referral.id)) !== undefined);
  const id = randomUUID();
  await addQuestion(hand, referral.id, { ...asked, id, askedOf });
  const to = { toPerson: askedOf === 'person', toAgency: askedOf === 'agency' };
  await hand.announce({ name: 'referral.more-asked', referralId: referral.id, questionId: id, ...to });
  return decision;
}

/** Writes down what whoever referred answered another way. (MOR-3) */
export async function answerTyped(
  hand: Hand,
  reference: string,
  words: string,
): Promise<Decision<'answered', CannotAnswer | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  return referral ? answered(hand, referral, words, false) : refuse('not-there');
}

/** Answers for the agency whose referral it is, at its own door. (MOR-3, AGY-1) */
export async function answerForAgency(
  hand: Hand,
  reference: string,
  words: string,
): Promise<Decision<'answered', CannotAnswer | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  const said = referral && (await fromAgency(hand, referral.id));
  const place = await placeOfReferrer(hand, hand.actor.id as StaffId);
  if (!said || place?.agencyId !== said.agencyId) return refuse('not-there');
  if (!place.seesAll && said.referredBy !== place.staffId) return refuse('not-there');
  return answered(hand, referral, words, true);
}

async function answered(
  hand: Hand,
  { id: referralId }: Referral,
  words: string,
  isByReferrer: boolean,
): Promise<Decision<'answered', CannotAnswer>> {
  const open = await openQuestionOf(hand, referralId);
  // What a person of ours asks somebody another way is nothing that an agency knows of.
  const theirs = isByReferrer && open?.askedOf !== 'agency' ? undefined : open;
  const decision = answer(theirs !== undefined, words);
  if (!decision.ok || !theirs) return decision;
  await keepAnswer(hand, referralId, theirs.id, words);
  await hand.announce({
    name: 'referral.more-answered',
    referralId,
    questionId: theirs.id,
    isUnread: isByReferrer,
  });
  return decision;
}

/** Goes on without an answer. (MOR-3) */
export async function goOnWithout(
  hand: Hand,
  reference: string,
): Promise<Decision<'gone-on', 'nothing-is-asked' | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  if (!referral) return refuse('not-there');
  if (!(await letGo(hand, referral.id))) return refuse('nothing-is-asked');
  await hand.announce({ name: 'referral.more-let-go', referralId: referral.id });
  return { ok: true, value: 'gone-on' };
}

/** The referral is decided or taken back: nobody waits for an answer any more. */
export async function waitNoLonger(hand: Hand, referralId: ReferralId): Promise<void> {
  await letGo(hand, referralId);
}
