import type { LetterId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Letter, Review } from '#vocabulary/letters.ts';
import type { LetterOnFile, OwnLetter } from './facts.ts';

export const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;

export const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;

const jo = '0b6d5c1e-0000-4000-8000-0000000000a1' as StaffId;
const priya = '0b6d5c1e-0000-4000-8000-0000000000a2' as StaffId;

const words = `Dear Joanne,

I am writing because I broke into your house in the spring. You did nothing to deserve it. I did not think about who lived there, and I should have.

You may ask why your house. There was no reason. The back door was open and I was short of money. Nobody sent me, and I will not come back.

Dylan`;

/** Dylan's letter to Joanne, a draft of one version, with whatever a test or the demonstration changes. */
export function aLetter(changed: Partial<Letter> = {}): Letter {
  return {
    id: '0b6d5c1e-0000-4000-8000-0000000000f1' as LetterId,
    authorId: dylan,
    recipientId: joanne,
    kind: 'explanation',
    status: 'draft',
    shownToAuthor: 'draft',
    authorMayKnow: false,
    words,
    version: 1,
    askAfter: null,
    acceptedHow: null,
    readAt: null,
    reviews: [],
    ...changed,
  };
}

/** Jo finding the first version ready. */
export function aReview(changed: Partial<Review> = {}): Review {
  return { version: 1, reviewerId: jo, verdict: 'ready', advice: '', ...changed };
}

/** Dylan's letter, read by Jo and Priya and kept safe. */
export function aHeldLetter(changed: Partial<Letter> = {}): Letter {
  const reviews = [aReview(), aReview({ reviewerId: priya })];
  return aLetter({ status: 'held', shownToAuthor: 'held', reviews, ...changed });
}

const begun = new Date('2026-11-03T10:00:00Z');

/** A letter with its dates, as staff see it. */
export function aLetterOnFile(changed: Partial<LetterOnFile> = {}): LetterOnFile {
  return {
    ...aLetter(),
    reviews: [],
    begunAt: begun,
    sentAt: null,
    heldAt: null,
    frozenAt: null,
    offeredAt: null,
    answeredAt: null,
    acceptedAt: null,
    deliveredAt: null,
    ...changed,
  };
}

/** The dates and reviews of a letter that two people read. */
export const readByTwo: Pick<LetterOnFile, 'sentAt' | 'heldAt' | 'reviews'> = {
  sentAt: new Date('2026-11-09T09:00:00Z'),
  heldAt: new Date('2026-11-12T14:00:00Z'),
  reviews: [
    { ...aReview(), reviewedAt: new Date('2026-11-10T11:00:00Z') },
    { ...aReview({ reviewerId: priya, advice: 'Honest and plain.' }), reviewedAt: new Date('2026-11-12T14:00:00Z') },
  ],
};

/** A letter as Dylan, who writes it, sees it. */
export function anOwnLetter(changed: Partial<OwnLetter> = {}): OwnLetter {
  return {
    id: aLetter().id,
    kind: 'explanation',
    status: 'draft',
    words,
    version: 1,
    begunAt: begun,
    advice: [],
    ...changed,
  };
}

export const staffNamesInExamples: ReadonlyMap<string, string> = new Map([
  [jo, 'Jo Whitfield'],
  [priya, 'Priya Nair'],
]);
