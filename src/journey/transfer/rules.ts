import { refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Shut } from '#vocabulary/gates.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { ServiceId } from '#vocabulary/ids.ts';

import type { Staying } from '#vocabulary/pack.ts';

export type TransferStatus = 'offered' | 'accepted' | 'rejected' | 'taken-back' | 'sent';
export type OfferStatus = Exclude<TransferStatus, 'sent'> | 'taken-in';

export const whys = ['out-of-area', 'moved', 'specialist', 'other'] as const;
/** Why a case may be better off elsewhere. */
export type Why = (typeof whys)[number];

export const becauses = ['not-our-area', 'no-capacity', 'no-specialist', 'not-eligible', 'other'] as const;
/** Why the other service says no. */
export type Because = (typeof becauses)[number];

/** To which service: one of this installation, or by its name one elsewhere. */
export interface Where {
  readonly toServiceId: ServiceId | null;
  readonly toName: string;
}

/** What the other service says: yes, or no with its reason. */
export type TheirAnswer =
  | { readonly answer: 'accepted'; readonly because: null }
  | { readonly answer: 'rejected'; readonly because: Because };

/** How somebody stands to the move. */
export interface Asked {
  /** The participant of a case; of a referral whoever it knows by this id. */
  readonly id: string;
  readonly called: string;
  /** An organisation may come along; it is no person to work with by itself. */
  readonly isPerson: boolean;
  readonly wasSpokenWith: boolean;
  readonly answer: 'yes' | 'no' | 'not-now' | 'unasked' | 'guardian-unasked';
}

export type CannotTransfer =
  | 'case-is-closed'
  | 'referral-is-decided'
  | 'offered-already'
  | 'own-service'
  | 'name-is-missing'
  | 'name-holds-what-is-protected'
  | 'not-offered'
  | 'decided-already'
  | 'answered-by-the-other-service'
  | 'receiver-is-missing'
  | 'gate-is-shut';

/**
 * An open case, or a referral that waits, is offered to one other service at a time (TRF-1); everybody in it reads what that is
 * called. (TRF-8)
 */
export function offer(
  where: Where,
  found: {
    /** Why nothing of it is passed on any more. */
    readonly rests: 'case-is-closed' | 'referral-is-decided' | null;
    readonly own: ServiceId;
    readonly isOffered: boolean;
    /** At how many places the name holds what the record protects. */
    readonly places: number;
  },
): Decision<Where, CannotTransfer> {
  const reasons: CannotTransfer[] = [];
  if (found.rests !== null) reasons.push(found.rests);
  if (found.isOffered) reasons.push('offered-already');
  if (where.toServiceId === found.own) reasons.push('own-service');
  if (where.toName.trim() === '') reasons.push('name-is-missing');
  if (found.places > 0) reasons.push('name-holds-what-is-protected');
  return refuseAny(reasons, where);
}

/** The other service says yes or no, once. (TRF-2) */
export function answerOffer<Answer>(
  status: OfferStatus | TransferStatus,
  answer: Answer,
): Decision<Answer, 'decided-already'> {
  return status === 'offered' ? { ok: true, value: answer } : refuse('decided-already');
}

/** An offer is taken back until the details have gone. (TRF-2) */
export function takeBack(status: TransferStatus | OfferStatus): Decision<'taken-back', 'decided-already'> {
  return status === 'offered' || status === 'accepted' ? { ok: true, value: 'taken-back' } : refuse('decided-already');
}

/**
 * Whether details may go to the other service, or every reason why not: it said yes, everybody who knows of restorative practice
 * was asked and answered, and somebody says yes. Of whoever did not say yes nothing goes. (TRF-3)
 */
export function sendGate(status: TransferStatus, people: readonly Asked[], closing: readonly Shut[]): readonly Shut[] {
  const shut: Shut[] = [];
  if (status === 'offered')
    shut.push({ reason: 'not-accepted-yet', words: 'The other service has not said yes yet.', opens: 'it says yes.' });
  if (status !== 'offered' && status !== 'accepted')
    shut.push({ reason: 'not-offered', words: 'It is not on offer any more.', opens: 'it is offered again.' });
  for (const { called, wasSpokenWith, answer } of people) {
    if (wasSpokenWith && (answer === 'unasked' || answer === 'guardian-unasked'))
      shut.push({
        reason: 'somebody-was-not-asked',
        words:
          answer === 'unasked'
            ? `${called} was not asked about it.`
            : `A guardian of ${called} was not asked about it.`,
        opens: 'they are asked, and answer as they like.',
      });
  }
  if (!people.some(({ isPerson, answer }) => isPerson && answer === 'yes'))
    shut.push({ reason: 'nobody-says-yes', words: 'Nobody has said yes to it.', opens: 'somebody says yes.' });
  return [...shut, ...closing.filter(({ reason }) => reason !== 'follow-ups-are-open')];
}

/** What is of somebody who does not go along keeps the details of the others here too, with each place; the gate names them all. (TRF-9) */
export function staysHere(places: readonly Staying[]): readonly Shut[] {
  return places.map(({ called, before, marked, after }) => ({
    reason: 'words-hold-somebody-else',
    words: `What would go with ${called} holds “${marked}”, which is of somebody who does not go along: “${before}${marked}${after}”.`,
    opens: 'it is written anew without that, or they go along too.',
  }));
}

/** Who goes along: whoever says yes at this moment. (TRF-4) */
export function along(asked: readonly Pick<Asked, 'id' | 'answer'>[]): {
  readonly ids: readonly string[];
  readonly isEverybody: boolean;
} {
  const ids = asked.filter(({ answer }) => answer === 'yes').map(({ id }) => id);
  return { ids, isEverybody: ids.length === asked.length };
}

/** Details go when the gate is open; to a service elsewhere with who has them there. (TRF-3, TRF-5) */
export function send(
  shut: readonly Shut[],
  to: Pick<Where, 'toServiceId'>,
  receivedBy: string,
): Decision<'sent', CannotTransfer> {
  const reasons: CannotTransfer[] = [];
  if (shut.length > 0) reasons.push('gate-is-shut');
  if (to.toServiceId === null && receivedBy.trim() === '') reasons.push('receiver-is-missing');
  return refuseAny(reasons, 'sent');
}

/** What somebody of a referral said to going along, in the order they said it. */
export interface MoveAnswer {
  readonly aboutId: string;
  readonly speaker: 'self' | 'guardian';
  readonly answer: 'given' | 'declined';
}

/** Somebody of a referral that waits: whoever is referred, and who stands beside them on it. */
export interface OnReferral {
  readonly id: string;
  readonly called: string;
  readonly isPerson: boolean;
  readonly isUnder18: boolean;
}

/**
 * How everybody of a referral stands to the move. The newest word of each holds; a child goes along where they and whoever cares for
 * them say yes. Whoever is referred has to be asked; the others were seldom spoken with, and nothing of theirs goes unasked. (TRF-3, TRF-4)
 */
export function askedOf(people: readonly OnReferral[], answers: readonly MoveAnswer[]): readonly Asked[] {
  const said = (id: string, speaker: MoveAnswer['speaker']) =>
    answers.findLast((each) => each.aboutId === id && each.speaker === speaker)?.answer;
  return people.map(({ id, called, isPerson, isUnder18 }, at): Asked => {
    const [own, guardian] = [said(id, 'self'), said(id, 'guardian')];
    const person = { id, called, isPerson, wasSpokenWith: at === 0 };
    if (own === undefined) return { ...person, answer: 'unasked' };
    if (own === 'declined' || guardian === 'declined') return { ...person, answer: 'no' };
    return { ...person, answer: isUnder18 && guardian === undefined ? 'guardian-unasked' : 'yes' };
  });
}

/** What keeps a referral from going beside what keeps a case: it is of whoever is referred, so they have to say yes. (TRF-3) */
export function refusesToGo(asked: readonly Asked[]): readonly Shut[] {
  const [first] = asked;
  if (!first || first.answer === 'yes' || !asked.some(({ isPerson, answer }) => isPerson && answer === 'yes'))
    return [];
  const words = `${first.called} has not said yes, and the referral is of them.`;
  return [{ reason: 'whoever-is-referred-has-not-said-yes', words, opens: 'they say yes.' }];
}

/** The question as each person is asked it, kept with the answer word for word; who wrote to us themselves may take their words along. */
export function question(toName: string, source: Source | null = null): string {
  const theirs = source === 'self' ? 'what you need, and what you wrote to us of what happened' : 'and what you need';
  return `May we pass you on to ${toName}? They would get your name, how it is safe to reach you, ${theirs}. They ask you everything again before anything happens. If you say no, nothing about you goes there.`;
}

export const whyWords: Readonly<Record<Why, string>> = {
  'out-of-area': 'It is outside our area',
  moved: 'Somebody moved',
  specialist: 'It needs people we do not have',
  other: 'Something else',
};

export const becauseWords: Readonly<Record<Because, string>> = {
  'not-our-area': 'It is not their area either',
  'no-capacity': 'They cannot take it on in time',
  'no-specialist': 'They do not have the people it needs',
  'not-eligible': 'They could not go on with it',
  other: 'Something else',
};

/** A refusal in plain words for staff. */
export function explain(reason: CannotTransfer): string {
  switch (reason) {
    case 'case-is-closed':
      return 'The case is closed. Open it again first';
    case 'referral-is-decided':
      return 'This referral has been decided already';
    case 'offered-already':
      return 'It is offered to a service already. Take that back first';
    case 'own-service':
      return 'Choose another service';
    case 'name-is-missing':
      return 'Choose a service, or write the name of one elsewhere';
    case 'name-holds-what-is-protected':
      return 'Everybody in this case reads this name, and it holds something of somebody here. Write only what the service is called';
    case 'not-offered':
      return 'It is not on offer any more';
    case 'decided-already':
      return 'That was decided already';
    case 'answered-by-the-other-service':
      return 'That service answers by itself';
    case 'receiver-is-missing':
      return 'Write who has it there, and how you gave it to them';
    case 'gate-is-shut':
      return 'It cannot go yet. See what is still in the way';
    default:
      return unreachable(reason);
  }
}
