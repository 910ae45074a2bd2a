import { about, agrees, type Standing, type Subject } from './consent.ts';
import type { PlainDate } from './dates.ts';
import type { LetterId, ParticipantId, StaffId } from './ids.ts';

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

/** Everybody who found this very version ready. (H9) */
export function readyReaders(letter: Pick<Letter, 'reviews' | 'version'>): readonly StaffId[] {
  const ready = letter.reviews.filter(({ version, verdict }) => version === letter.version && verdict === 'ready');
  return [...new Set(ready.map(({ reviewerId }) => reviewerId))];
}

/** The one subject of consent that lets a letter cross: this item, to this person. (H4) */
export function sharing({ id, recipientId }: Pick<Letter, 'id' | 'recipientId'>): Subject {
  return about('share-item', { towardId: recipientId, itemId: id });
}

/** Whether the writer, and for a child a guardian too, says yes to sharing this letter with the person it is for. (H4) */
export function isShared(standing: Standing, letter: Pick<Letter, 'id' | 'authorId' | 'recipientId'>): boolean {
  return agrees(standing, letter.authorId, sharing(letter));
}

/** Whether a letter came to its end: nothing more is weighed, offered or looked through. */
export function isEnded({ status }: Pick<Letter, 'status'>): boolean {
  return ['delivered', 'declined', 'never-sent'].includes(status);
}
