import { refuse, refuseAny, unreachable, allow, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { OfferAnswer, OfferWay, SafeWay, Standing } from '#vocabulary/offers.ts';
import type { OrderOfApproach, Part } from '#vocabulary/parts.ts';

export type CannotOffer =
  | 'has-answered'
  | 'waits-for-an-answer'
  | 'asked-to-wait'
  | 'way-is-not-said-to-be-safe'
  | 'offered-in-the-future'
  | 'order-is-not-said'
  | 'responsible-first-needs-a-reason'
  | 'somebody-like-them-said-no'
  | 'nobody-speaks-for-the-child';

/** That restorative practice was explained to somebody, so that they can choose (domain 124). */
export interface NewOffer {
  readonly way: OfferWay;
  readonly offeredOn: PlainDate;
  readonly note: string;
  /** Which side is asked first, of somebody responsible; null of whoever was harmed. */
  readonly order: OrderOfApproach | null;
  /** Why whoever is responsible is asked before who was harmed. */
  readonly orderReason: string;
  /** Why they are asked although somebody like them said no. */
  readonly although: string;
  /** The parent or carer who agrees that a child is asked. */
  readonly guardian: string;
}

/** Whoever is asked, as far as it decides whether they may be. */
export interface Asked {
  readonly part: Part;
  readonly standing: Standing;
  readonly safeWays: readonly SafeWay[];
  readonly askAfter: PlainDate | null;
  readonly isChild: boolean;
  /** Whether they, or somebody like them, said no or asked us not to be in touch. */
  readonly isLikeANo: boolean;
}

/**
 * Somebody is asked in a way that was said to be safe, one question at a time, and not again once they answered. Whoever said
 * “not now” is asked again from the day they named. Whoever is responsible is asked before who was harmed only with a reason, whoever is
 * like somebody who said no only with one too, and a child only where a parent or carer agrees. (OFR-1, OFR-2, OFR-4, OFR-6, OFR-8 to OFR-10)
 */
export function offer(person: Asked, made: NewOffer, today: PlainDate): Decision<NewOffer, CannotOffer> {
  if (person.standing === 'yes' || person.standing === 'no') return refuse('has-answered');
  if (person.standing === 'asked') return refuse('waits-for-an-answer');
  const reasons: CannotOffer[] = [];
  if (person.askAfter !== null && made.offeredOn < person.askAfter) reasons.push('asked-to-wait');
  if (made.way !== 'in-person' && !person.safeWays.includes(made.way)) reasons.push('way-is-not-said-to-be-safe');
  if (made.offeredOn > today) reasons.push('offered-in-the-future');
  if (person.part === 'responsible' && made.order === null) reasons.push('order-is-not-said');
  if (made.order === 'responsible-first' && made.orderReason === '') reasons.push('responsible-first-needs-a-reason');
  if (person.isLikeANo && made.although === '') reasons.push('somebody-like-them-said-no');
  if (person.isChild && made.guardian === '') reasons.push('nobody-speaks-for-the-child');
  return refuseAny(reasons, made);
}

export type CannotAnswer =
  | 'was-not-asked'
  | 'answered-before-they-were-asked'
  | 'answered-in-the-future'
  | 'day-to-ask-again-is-missing'
  | 'day-to-ask-again-is-not-later';

export interface NewAnswer {
  readonly answer: OfferAnswer;
  readonly answeredOn: PlainDate;
  readonly askAfter: PlainDate | null;
  readonly note: string;
}

/** An answer is what somebody said, on a day, to an offer that waits. Silence is none and moves nothing. (OFR-3, OFR-4) */
export function answer(
  waiting: { readonly offeredOn: PlainDate } | undefined,
  said: NewAnswer,
  today: PlainDate,
): Decision<NewAnswer, CannotAnswer> {
  if (!waiting) return refuse('was-not-asked');
  const reasons: CannotAnswer[] = [];
  if (said.answeredOn < waiting.offeredOn) reasons.push('answered-before-they-were-asked');
  if (said.answeredOn > today) reasons.push('answered-in-the-future');
  if (said.answer !== 'not-now') return refuseAny(reasons, { ...said, askAfter: null });
  if (said.askAfter === null) reasons.push('day-to-ask-again-is-missing');
  else if (said.askAfter <= said.answeredOn) reasons.push('day-to-ask-again-is-not-later');
  return refuseAny(reasons, said);
}

/** A yes becomes a referral, with its words of what happened; nobody else's answer does. (OFR-5) */
export function refers(said: NewAnswer, whatHappened: string): Decision<OfferAnswer, 'what-happened-is-missing'> {
  return said.answer === 'yes' && whatHappened === '' ? refuse('what-happened-is-missing') : allow(said.answer);
}

/** Whoever wishes to be forgotten is forgotten, once. (OFR-7) */
export function forget(person: { readonly letGoOn: PlainDate | null }): Decision<'forgotten', 'is-forgotten'> {
  return person.letGoOn === null ? allow('forgotten') : refuse('is-forgotten');
}

/** The refusals in plain words. */
export function explain(reason: CannotOffer | CannotAnswer | 'what-happened-is-missing' | 'is-forgotten'): string {
  switch (reason) {
    case 'has-answered':
      return 'They have answered already. They are not asked again; they can always come to us';
    case 'waits-for-an-answer':
      return 'They were asked, and we wait for their answer. Write it down below when it comes';
    case 'asked-to-wait':
      return 'They asked us to wait longer than that';
    case 'way-is-not-said-to-be-safe':
      return 'Nobody said that this way is safe for them. Choose another, or ask the agency first';
    case 'offered-in-the-future':
      return 'The day they were asked cannot be after today';
    case 'order-is-not-said':
      return 'Say whether who was harmed was asked first';
    case 'responsible-first-needs-a-reason':
      return 'Write why they are asked before who was harmed';
    case 'somebody-like-them-said-no':
      return 'Somebody like them said no. Look at who it is; if they are asked all the same, write why';
    case 'nobody-speaks-for-the-child':
      return 'They are under 18. Write which parent or carer knows of it and agrees that they are asked';
    case 'was-not-asked':
      return 'Write down first that they were asked';
    case 'answered-before-they-were-asked':
      return 'The day they answered cannot be before the day they were asked';
    case 'answered-in-the-future':
      return 'The day they answered cannot be after today';
    case 'day-to-ask-again-is-missing':
      return 'Write from when they are happy to be asked again';
    case 'day-to-ask-again-is-not-later':
      return 'The day to ask again must be after the day they answered';
    case 'is-forgotten':
      return 'What the list said of them was let go of already';
    case 'what-happened-is-missing':
      return 'Write what happened, in a few words';
    default:
      return unreachable(reason);
  }
}
