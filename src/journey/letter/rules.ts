import { allow, type Decision, refuse, refuseAny } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import {
  type Letter,
  type LetterKind,
  type LetterStatus,
  readyReaders,
  type Review,
  type ShownStatus,
} from '#vocabulary/letters.ts';

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

/** Ends a letter well without sending it: written for the writer (domain 53). (EXC-8) */
export function neverSend(letter: Letter, by: 'author' | 'staff'): Decision<Letter, CannotWrite> {
  if (letter.status === 'never-sent') return allow(letter);
  const can = by === 'author' ? changeableByAuthor.includes(letter.shownToAuthor) : changeable.includes(letter.status);
  return can
    ? allow({ ...letter, status: 'never-sent', shownToAuthor: 'never-sent' })
    : refuse('letter-cannot-be-kept-now');
}

const wordsFor: Record<CannotWrite | CannotReview | CannotShare | 'holds-what-is-protected', string> = {
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
  'holds-what-is-protected':
    'The letter may hold something that must not cross. Look at the places that are marked below',
};

/** A refusal in plain words. */
export function explain(reason: keyof typeof wordsFor): string {
  return wordsFor[reason];
}

/** An id of a letter from an address, or null where it cannot be one. */
export function asLetterId(text: string | undefined): LetterId | null {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? (text as LetterId) : null;
}
