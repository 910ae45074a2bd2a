import { randomUUID } from 'node:crypto';
import { holdListed, isLikeANo } from '#journey/listed/facts.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ageOn, dayOf } from '#vocabulary/dates.ts';
import type { ListedPerson } from '#vocabulary/offers.ts';
import { waitingOffer } from './facts.ts';
import * as rules from './rules.ts';
import type { NewAnswer, NewOffer } from './rules.ts';
import * as store from './store.ts';

/**
 * Writes down that somebody on a list was asked; `saidNo` is whether somebody like them said no on a referral or in a case that whoever
 * asks may open. (OFR-1, OFR-2, OFR-6, OFR-8 to OFR-10)
 */
export async function makeOffer(
  hand: Hand,
  id: string,
  said: NewOffer,
  saidNo: boolean,
): Promise<Decision<NewOffer, rules.CannotOffer | 'not-there'>> {
  const person = await holdListed(hand, id);
  if (!person?.details) return refuse('not-there');
  const born = person.details.dateOfBirth;
  const asked = {
    ...person,
    isChild: born !== null && ageOn(born, said.offeredOn) < 18,
    isLikeANo: saidNo || (await isLikeANo(hand, person.id)),
  };
  // What is asked of one alone is not kept of another.
  const isResponsible = person.part === 'responsible';
  const made = {
    ...said,
    order: isResponsible ? said.order : null,
    orderReason: said.order === 'responsible-first' && isResponsible ? said.orderReason : '',
  };
  const decision = rules.offer(asked, made, dayOf(hand.at));
  if (!decision.ok) return decision;
  const offerId = randomUUID();
  await store.addOffer(hand, asked, offerId, decision.value);
  await hand.announce({ name: 'offer.made', listedId: person.id, offerId, happenedOn: made.offeredOn });
  return decision;
}

/** Forgets somebody who wishes it: what the list said of them is unreadable from now on. (OFR-7) */
export async function forgetPerson(
  hand: Hand,
  id: string,
): Promise<Decision<'forgotten', 'is-forgotten' | 'not-there'>> {
  const person = await holdListed(hand, id);
  if (!person) return refuse('not-there');
  const decision = rules.forget(person);
  if (decision.ok) await hand.announce({ name: 'offer.forgotten', listedId: person.id });
  return decision;
}

/** Makes the referral that a yes becomes; it is made where referrals are. */
export type Refer<Refusal extends string> = (
  hand: Hand,
  person: ListedPerson,
  guardianName: string,
) => Promise<Decision<{ readonly reference: string }, Refusal>>;

/** Writes down what somebody answered; a yes becomes a referral in the same transaction. (OFR-3, OFR-4, OFR-5) */
export async function recordAnswer<Refusal extends string>(
  hand: Hand,
  id: string,
  said: NewAnswer,
  refer: Refer<Refusal>,
): Promise<Decision<{ readonly reference: string | null }, rules.CannotAnswer | Refusal | 'not-there'>> {
  const person = await holdListed(hand, id);
  if (!person?.details) return refuse('not-there');
  const waiting = await waitingOffer(hand, person.id);
  const decision = rules.answer(waiting, said, dayOf(hand.at));
  if (!decision.ok) return decision;
  if (!waiting) throw new Error('An answer was allowed to an offer that is not there');
  const made = said.answer === 'yes' ? await refer(hand, person, waiting.guardian) : undefined;
  if (made?.ok === false) return made;
  const reference = made?.value.reference ?? null;
  const referral = reference === null ? undefined : await holdReferral(hand, reference);
  const { answer, askAfter, answeredOn } = decision.value;
  const referralId = referral?.id ?? null;
  await store.addAnswer(hand, { id: waiting.id, listedId: person.id }, { ...decision.value, referralId });
  await hand.announce({
    ...{ name: 'offer.answered', listedId: person.id, offerId: waiting.id },
    ...{ answer, askAfter, referralId, happenedOn: answeredOn },
  });
  return allow({ reference });
}
