import { allow, refuse, refuseAny, type Decision } from '#platform/decision.ts';
import type { Subject } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { LetterId, ParticipantId, StaffId } from '#vocabulary/ids.ts';

export type LetterStatus =
  | 'draft'
  | 'in-review'
  | 'returned'
  | 'held'
  | 'offered'
  | 'accepted'
  | 'kept-for-later'
  | 'declined'
  | 'delivered'
  | 'frozen'
  | 'never-sent';

/** What the writer is told: what the other person does with the letter stays hers. (EXC-9) */
export type ShownStatus = Extract<
  LetterStatus,
  'draft' | 'in-review' | 'returned' | 'held' | 'delivered' | 'frozen' | 'never-sent'
>;

export type LetterKind = 'explanation' | 'apology' | 'own-words' | 'reply';
export type Delivery = 'online' | 'read-aloud' | 'handed-over';
export type OfferChoice = Delivery | 'keep-for-later' | 'no-thank-you';

/** What one reader of the service said about one version. */
export interface Review {
  readonly version: number;
  readonly reviewerId: StaffId;
  readonly verdict: 'ready' | 'return';
  readonly advice: string;
}

/** A letter as the rules see it. */
export interface Letter {
  readonly id: LetterId;
  readonly authorId: ParticipantId;
  readonly recipientId: ParticipantId;
  readonly kind: LetterKind;
  readonly status: LetterStatus;
  readonly shownToAuthor: ShownStatus;
  readonly authorMayKnow: boolean;
  readonly words: string;
  readonly version: number;
  readonly askAfter: PlainDate | null;
  readonly acceptedHow: Delivery | null;
  /** When the recipient first opened the words on their own page. */
  readonly readAt: Date | null;
  readonly reviews: readonly Review[];
}

export type CannotWrite =
  | 'case-is-closed'
  | 'not-between-these-two'
  | 'letter-cannot-be-changed-now'
  | 'letter-changed-meanwhile'
  | 'letter-is-shared'
  | 'letter-is-too-long'
  | 'nothing-written-yet'
  | 'change-it-first'
  | 'letter-cannot-be-kept-now';

const longestLetter = 20_000;

/** A letter goes from one person to another whom harm links with them, never to oneself. (EXC-1) */
export function mayWriteTo(
  links: readonly { readonly harmedId: ParticipantId; readonly responsibleId: ParticipantId }[],
  authorId: ParticipantId,
): readonly ParticipantId[] {
  const others = links.flatMap(({ harmedId, responsibleId }) => {
    if (harmedId === authorId) return [responsibleId];
    return responsibleId === authorId ? [harmedId] : [];
  });
  return [...new Set(others)].filter((id) => id !== authorId);
}

/** What a letter is called when nobody chose: an answer to one that came, else by what the writer has to say to this person. */
export function usualKind(
  links: readonly { readonly harmedId: ParticipantId; readonly responsibleId: ParticipantId }[],
  letters: readonly Letter[],
  pair: { readonly authorId: ParticipantId; readonly recipientId: ParticipantId },
): LetterKind {
  const { authorId, recipientId } = pair;
  const came = letters.some(
    (letter) => letter.status === 'delivered' && letter.authorId === recipientId && letter.recipientId === authorId,
  );
  if (came) return 'reply';
  const answers = links.some((link) => link.responsibleId === authorId && link.harmedId === recipientId);
  return answers ? 'explanation' : 'own-words';
}

/** The question about sharing as the writer is asked it; stored with the answer, word for word (domain 39). */
export const sharingQuestion = 'May we pass this letter on to the person it is for, if they want to have it?';

/** Whether nothing is written in a letter yet. */
export function isEmptyDraft({ status, words }: Letter): boolean {
  return status === 'draft' && words === '';
}

/** What somebody typed, and the version they had before them. */
export interface Typing {
  readonly words: string;
  readonly version: number;
  /** Writers change what they see as a draft; later they ask the facilitator, so that no refusal tells them where it is. */
  readonly by: 'author' | 'staff';
  readonly isShared: boolean;
}

const changeable: readonly LetterStatus[] = ['draft', 'in-review', 'returned', 'held', 'frozen'];
const changeableByAuthor: readonly ShownStatus[] = ['draft', 'in-review', 'returned'];

/**
 * Changes the words of a letter. Changed words are a new version, which two people read again, and words the writer said
 * yes to sharing stay as they are. (EXC-5, H4)
 */
export function changeWords(letter: Letter, { words, version, by, isShared }: Typing): Decision<Letter, CannotWrite> {
  const isOpen =
    by === 'author' ? changeableByAuthor.includes(letter.shownToAuthor) : changeable.includes(letter.status);
  if (!isOpen) return refuse('letter-cannot-be-changed-now');
  if (words.length > longestLetter) return refuse('letter-is-too-long');
  if (version !== letter.version) return refuse('letter-changed-meanwhile');
  if (words === letter.words) return allow(letter);
  if (isShared) return refuse('letter-is-shared');
  return allow({ ...letter, words, version: letter.version + 1, status: 'draft', shownToAuthor: 'draft' });
}

/** Sends a draft to be read by two people; sent a second time it stays where it is. */
export function sendForReview(letter: Letter): Decision<Letter, CannotWrite> {
  if (letter.status === 'in-review') return allow(letter);
  if (letter.status === 'returned') return refuse('change-it-first');
  if (letter.status !== 'draft') return refuse('letter-cannot-be-changed-now');
  if (letter.words.trim() === '') return refuse('nothing-written-yet');
  return allow({ ...letter, status: 'in-review', shownToAuthor: 'in-review' });
}

export type CannotReview =
  | 'case-is-closed'
  | 'not-waiting-to-be-read'
  | 'letter-changed-since-you-read-it'
  | 'you-have-read-this-version'
  | 'say-what-to-change';

/** Everybody who found this very version ready. (H9) */
export function readyReaders(letter: Pick<Letter, 'reviews' | 'version'>): readonly StaffId[] {
  const ready = letter.reviews.filter(({ version, verdict }) => version === letter.version && verdict === 'ready');
  return [...new Set(ready.map(({ reviewerId }) => reviewerId))];
}

/** Takes one reader's word: two different people who find this version ready make it held, one who does not returns it. (H9, EXC-6) */
export function review(letter: Letter, read: Review): Decision<Letter, CannotReview> {
  if (letter.status !== 'in-review') return refuse('not-waiting-to-be-read');
  const reasons: CannotReview[] = [];
  if (read.version !== letter.version) reasons.push('letter-changed-since-you-read-it');
  if (letter.reviews.some((each) => each.version === letter.version && each.reviewerId === read.reviewerId)) {
    reasons.push('you-have-read-this-version');
  }
  if (read.verdict === 'return' && read.advice.trim() === '') reasons.push('say-what-to-change');
  const reviewed = { ...letter, reviews: [...letter.reviews, read] };
  return refuseAny(reasons, { ...reviewed, ...afterReading(reviewed, read) });
}

function afterReading(letter: Letter, { verdict }: Review): Pick<Letter, 'status' | 'shownToAuthor'> {
  if (verdict === 'return') return { status: 'returned', shownToAuthor: 'returned' };
  return readyReaders(letter).length >= 2
    ? { status: 'held', shownToAuthor: 'held' }
    : { status: 'in-review', shownToAuthor: 'in-review' };
}

export type CannotShare =
  | 'case-is-closed'
  | 'two-people-have-not-read-it'
  | 'letter-has-ended'
  | 'said-in-the-future'
  | 'no-guardian-on-the-case';

/**
 * Whether the writer can answer about sharing now: yes only to words that two people found ready; no always, so that no
 * refusal tells the writer whether the letter was opened. (H4, EXC-15)
 */
export function canAnswerSharing(
  letter: Letter,
  answer: 'given' | 'declined',
  days: { readonly saidOn: PlainDate; readonly today: PlainDate },
): Decision<Letter, CannotShare> {
  const { shownToAuthor } = letter;
  if (shownToAuthor === 'never-sent' || (shownToAuthor === 'delivered' && answer === 'given')) {
    return refuse('letter-has-ended');
  }
  const reasons: CannotShare[] = [];
  if (answer === 'given' && changeableByAuthor.includes(shownToAuthor)) {
    reasons.push('two-people-have-not-read-it');
  }
  if (days.saidOn > days.today) reasons.push('said-in-the-future');
  return refuseAny(reasons, letter);
}

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

/** Ends a letter well without sending it: written for the writer (domain 53). (EXC-8) */
export function neverSend(letter: Letter, by: 'author' | 'staff'): Decision<Letter, CannotWrite> {
  if (letter.status === 'never-sent') return allow(letter);
  const can = by === 'author' ? changeableByAuthor.includes(letter.shownToAuthor) : changeable.includes(letter.status);
  return can
    ? allow({ ...letter, status: 'never-sent', shownToAuthor: 'never-sent' })
    : refuse('letter-cannot-be-kept-now');
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
  | CannotWrite
  | CannotReview
  | CannotShare
  | CannotAnswer
  | CannotDeliver
  | CannotTakeBack
  | 'letter-is-not-held'
  | 'letter-is-not-stopped'
  | 'holds-what-is-protected',
  string
> = {
  'case-is-closed': 'This case is closed, so nothing in it changes',
  'not-between-these-two': 'Choose two people whom what happened links',
  'letter-cannot-be-changed-now': 'This letter cannot be changed now',
  'letter-changed-meanwhile': 'The letter was changed somewhere else. Read it as it is now, then save yours again',
  'letter-is-shared': 'The writer said yes to sharing these words. They take that back before the words change',
  'letter-is-too-long': 'The letter is too long. Make it shorter than 20,000 characters',
  'nothing-written-yet': 'Write something before you send it',
  'change-it-first': 'Read the advice and change the letter before you send it again',
  'letter-cannot-be-kept-now': 'This letter cannot be kept back now. Take back the yes to sharing first',
  'not-waiting-to-be-read': 'This letter is not waiting to be read',
  'letter-changed-since-you-read-it': 'The letter was changed since you read it. Read it again',
  'you-have-read-this-version': 'You have read this version already. The second reader is somebody else',
  'say-what-to-change': 'Say what would make the letter ready',
  'two-people-have-not-read-it': 'Two people read the letter before it can be shared',
  'letter-has-ended': 'This letter has come to its end',
  'said-in-the-future': 'The day it was said cannot be after today',
  'no-guardian-on-the-case': 'Add their guardian on the People page first',
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

/** An id of a letter from an address, or null where it cannot be one. */
export function asLetterId(text: string | undefined): LetterId | null {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? (text as LetterId) : null;
}
