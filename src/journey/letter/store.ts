import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { Letter, LetterKind, Review } from '#vocabulary/letters.ts';

/** Adds an empty draft. */
export async function addLetter(
  hand: Hand,
  made: {
    readonly id: LetterId;
    readonly authorId: ParticipantId;
    readonly recipientId: ParticipantId;
    readonly kind: LetterKind;
  },
): Promise<void> {
  await hand.run(sql`
    insert into app.letters (service_id, case_id, id, participant_id, recipient_id, kind, begun_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.id}, ${made.authorId}, ${made.recipientId}, ${made.kind}, ${hand.at})`);
}

/** Moves a letter from the state it was read in to another. */
export async function saveLetter(
  hand: Hand,
  before: Letter,
  after: Letter,
  { sentAt = null, heldAt = null }: { readonly sentAt?: Date | null; readonly heldAt?: Date | null } = {},
): Promise<void> {
  // Words that did not change stay as they are sealed: sealed anew they would look changed. (EXC-5)
  const words = after.words === before.words ? null : sealed(ofParticipant(before.authorId), after.words);
  const written = await hand.run(sql`
    update app.letters
       set status = ${after.status}, shown_to_author = ${after.shownToAuthor}, body = coalesce(${words}, body),
           version = ${after.version}, sent_at = coalesce(${sentAt}, sent_at), held_at = coalesce(${heldAt}, held_at)
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${before.id}
       and status = ${before.status} and version = ${before.version}`);
  if (written !== 1) throw new Error(`The letter ${before.id} was no longer as it was read`);
}

/** Adds one reader's word about one version; words of readers are never changed. */
export async function addReview(hand: Hand, letter: Letter, review: Review): Promise<void> {
  await hand.run(sql`
    insert into app.letter_reviews (service_id, case_id, letter_id, version, reviewer_id, verdict, advice, reviewed_at)
    values (${hand.serviceId}, ${hand.caseId}, ${letter.id}, ${review.version}, ${review.reviewerId}, ${review.verdict},
            ${sealed(ofParticipant(letter.authorId), review.advice)}, ${hand.at})`);
}
