import { allow, type Decision, refuse, refuseAny } from '#platform/decision.ts';
import type { Subject } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Delivery, Letter, LetterStatus } from '#vocabulary/letters.ts';

export type OfferChoice = Delivery | 'keep-for-later' | 'no-thank-you';

export type CannotAnswer =
  | 'case-is-closed'
  | 'letter-is-not-on-offer'
  | 'letter-was-delivered'
  | 'pick-a-day-to-ask-again'
  | 'day-to-ask-again-has-passed';

/** What somebody chose to do with a letter that is there for her. */
export interface OfferAnswer {
  readonly choice: OfferChoice;
  readonly askAfter: PlainDate | null;
  readonly authorMayKnow: boolean;
}

const open: readonly LetterStatus[] = ['offered', 'accepted', 'kept-for-later', 'declined'];

/** Takes the recipient's answer; she may change it until the letter is delivered. "Later" names its day. (EXC-2, EXC-3) */
export function answerOffer(
  letter: Letter,
  { choice, askAfter, authorMayKnow }: OfferAnswer,
  today: PlainDate,
): Decision<Letter, CannotAnswer> {
  if (letter.status === 'delivered') return refuse('letter-was-delivered');
  if (!open.includes(letter.status)) return refuse('letter-is-not-on-offer');
  const answered = { ...letter, authorMayKnow, askAfter: null, acceptedHow: null };
  if (choice === 'no-thank-you') return allow({ ...answered, status: 'declined' });
  if (choice !== 'keep-for-later') return allow({ ...answered, status: 'accepted', acceptedHow: choice });
  if (askAfter === null) return refuse('pick-a-day-to-ask-again');
  if (askAfter <= today) return refuse('day-to-ask-again-has-passed');
  return allow({ ...answered, status: 'kept-for-later', askAfter });
}

/** Whether two states of a letter are the same for everybody, so that the same answer sent twice is one. */
export function isSame(one: Letter, other: Letter): boolean {
  return (
    one.status === other.status &&
    one.version === other.version &&
    one.shownToAuthor === other.shownToAuthor &&
    one.authorMayKnow === other.authorMayKnow &&
    one.askAfter === other.askAfter &&
    one.acceptedHow === other.acceptedHow
  );
}

export type CannotDeliver =
  | 'case-is-closed'
  | 'letter-was-delivered'
  | 'delivered-in-the-future'
  | 'delivered-before-the-yes';

/** Marks a letter as delivered on a day that is neither ahead nor before the recipient's yes; the writer hears of it only if she allowed it. (EXC-4, EXC-9) */
export function deliver(
  letter: Letter,
  days: { readonly on: PlainDate; readonly acceptedOn: PlainDate | null; readonly today: PlainDate },
): Decision<Letter, CannotDeliver> {
  if (letter.status === 'delivered') return refuse('letter-was-delivered');
  const reasons: CannotDeliver[] = [];
  if (days.on > days.today) reasons.push('delivered-in-the-future');
  if (days.acceptedOn !== null && days.on < days.acceptedOn) reasons.push('delivered-before-the-yes');
  const shownToAuthor = letter.authorMayKnow ? 'delivered' : letter.shownToAuthor;
  return refuseAny(reasons, { ...letter, status: 'delivered', shownToAuthor, askAfter: null });
}

/** After reading it the recipient may still let the writer know. (EXC-9) */
export function letAuthorKnow(letter: Letter): Decision<Letter, 'letter-is-not-on-offer'> {
  if (letter.status !== 'delivered') return refuse('letter-is-not-on-offer');
  return allow({ ...letter, authorMayKnow: true, shownToAuthor: 'delivered' });
}

/** Whether a letter rests on what somebody said yes to about a subject. (H2) */
export function restsOn(letter: Letter, participantId: ParticipantId, subject: Subject): boolean {
  const isAuthor = letter.authorId === participantId;
  if (!isAuthor && letter.recipientId !== participantId) return false;
  const other = isAuthor ? letter.recipientId : letter.authorId;
  if (subject.towardId !== null && subject.towardId !== other) return false;
  if (subject.purpose === 'share-item') return isAuthor && subject.itemId === letter.id;
  return subject.purpose === 'be-contacted' || (subject.purpose === 'mode' && subject.mode === 'letter');
}

export type CannotTakeBack = 'case-is-closed' | 'letter-is-not-delivered' | 'letter-was-heard' | 'letter-was-opened';

/**
 * Takes a delivered letter back until it is opened, as staff may. The writer is shown that it is kept safe, which it is;
 * the recipient hears nothing. What was read aloud or handed over was heard. (EXC-15)
 */
export function takeBack(letter: Letter): Decision<Letter, CannotTakeBack> {
  if (letter.status !== 'delivered') return refuse('letter-is-not-delivered');
  const reasons: CannotTakeBack[] = [];
  if (letter.acceptedHow !== 'online') reasons.push('letter-was-heard');
  if (letter.readAt !== null) reasons.push('letter-was-opened');
  return refuseAny(reasons, { ...letter, status: 'frozen', shownToAuthor: 'held' });
}

/**
 * Stops a letter whose ground is gone, also one that was delivered and nobody opened. A writer who takes a yes back sees
 * it stopped, wherever it was; a writer sees nothing of what the recipient took back. (H2, EXC-9, EXC-15)
 */
export function freeze(letter: Letter, by: ParticipantId): Letter {
  const isAuthor = letter.authorId === by;
  const isUnderway = ['held', ...open].includes(letter.status) || takeBack(letter).ok;
  return {
    ...letter,
    status: isUnderway ? 'frozen' : letter.status,
    askAfter: isUnderway ? null : letter.askAfter,
    shownToAuthor: isAuthor && ['held', 'delivered'].includes(letter.shownToAuthor) ? 'frozen' : letter.shownToAuthor,
  };
}

const wordsFor: Record<
  | CannotAnswer
  | CannotDeliver
  | CannotTakeBack
  | 'letter-is-not-held'
  | 'letter-is-not-stopped'
  | 'holds-what-is-protected',
  string
> = {
  'case-is-closed': 'This case is closed, so nothing in it changes',
  'letter-is-not-on-offer': 'This letter is not on offer now',
  'letter-was-delivered': 'This letter was delivered already',
  'pick-a-day-to-ask-again': 'Tell us the day we can ask again',
  'day-to-ask-again-has-passed': 'The day to ask again must be after today',
  'delivered-in-the-future': 'The day it was delivered cannot be after today',
  'delivered-before-the-yes': 'The day cannot be before the person said yes',
  'letter-is-not-delivered': 'This letter is not delivered, so there is nothing to take back',
  'letter-was-heard': 'It was read aloud or handed over, so it cannot be taken back',
  'letter-was-opened': 'It was opened already, so it cannot be taken back',
  'letter-is-not-held': 'Only a letter that two people found ready can be offered, and only once',
  'letter-is-not-stopped': 'This letter is not stopped',
  'holds-what-is-protected':
    'The letter may hold something that must not cross. Look at the places that are marked below',
};

/** A refusal in plain words; a reason that a gate is shut has its words on the gate. */
export function explain(reason: string): string {
  return (
    (wordsFor as Readonly<Record<string, string | undefined>>)[reason] ??
    'This step is not open yet. What has to happen first is listed with the letter'
  );
}
