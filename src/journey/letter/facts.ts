import { holdCase } from '#casefile/cases/facts.ts';
import type { OnTheirWay } from '#casefile/protection/facts.ts';
import { allow, type Decision, refuse } from '#platform/decision.ts';
import { type Db, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, LetterId, ParticipantId } from '#vocabulary/ids.ts';
import type { Letter, LetterKind, Review, ShownStatus } from '#vocabulary/letters.ts';

export interface ReviewOnFile extends Review {
  readonly reviewedAt: Date;
}

/** A letter with everything that is known about its way, for staff and for actions. */
export interface LetterOnFile extends Letter {
  readonly reviews: readonly ReviewOnFile[];
  readonly begunAt: Date;
  readonly sentAt: Date | null;
  readonly heldAt: Date | null;
  readonly frozenAt: Date | null;
  readonly offeredAt: Date | null;
  readonly answeredAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly deliveredAt: Date | null;
}

type LetterRow = Omit<LetterOnFile, 'reviews'> & {
  readonly reviews: readonly (Review & { readonly at: number })[];
};

/** The letters of a case with their reviews, in one query, the first begun first. */
export async function lettersOf(db: Db, caseId: CaseId): Promise<readonly LetterOnFile[]> {
  const rows = await db.rows(sql<LetterRow>`
    select l.id, l.participant_id as "authorId", l.recipient_id as "recipientId", l.kind, l.status,
           l.shown_to_author as "shownToAuthor", l.author_may_know as "authorMayKnow", l.body as words, l.version,
           l.ask_after as "askAfter", l.accepted_how as "acceptedHow", l.begun_at as "begunAt", l.sent_at as "sentAt",
           l.held_at as "heldAt", l.frozen_at as "frozenAt", l.offered_at as "offeredAt", l.accepted_at as "acceptedAt",
           l.delivered_at as "deliveredAt",
           (select x.answered_at from app.releases x where x.service_id = l.service_id and x.case_id = l.case_id
              and x.kind = 'letter-offer' and x.item_id = l.id and x.revoked_at is null) as "answeredAt",
           (select x.read_at from app.releases x where x.service_id = l.service_id and x.case_id = l.case_id
              and x.kind = 'letter' and x.item_id = l.id and x.revoked_at is null) as "readAt",
           coalesce((select json_agg(json_build_object('version', r.version, 'reviewerId', r.reviewer_id, 'verdict', r.verdict,
                       'advice', r.advice, 'at', floor(extract(epoch from r.reviewed_at) * 1000)) order by r.reviewed_at)
              from app.letter_reviews r where r.service_id = l.service_id and r.case_id = l.case_id and r.letter_id = l.id), '[]') as reviews
      from app.letters l where l.case_id = ${caseId} order by l.begun_at, l.id`);
  return rows.map((row) => ({
    ...row,
    reviews: row.reviews.map(({ at, ...review }) => ({ ...review, reviewedAt: new Date(at) })),
  }));
}

/** On whose word somebody acts: their own, as writer or as recipient, or staff for them. */
export type Acting =
  | { readonly as: 'staff' }
  | { readonly as: 'author' | 'recipient'; readonly participantId: ParticipantId };

export interface HeldLetter {
  readonly caseId: CaseId;
  readonly letter: LetterOnFile;
  readonly today: PlainDate;
}

/** Holds the case and finds the letter, as far as it is theirs who act; a closed case rests. */
export async function holdLetter(
  hand: Hand,
  acting: Acting,
  letterId: LetterId,
  when: 'not-closed' | 'also-closed' = 'not-closed',
): Promise<Decision<HeldLetter, 'no-such-letter' | 'case-is-closed'>> {
  const held = await holdCase(hand);
  const letter = (await lettersOf(hand, held.id)).find(({ id }) => id === letterId);
  if (!letter || !isTheirs(letter, acting)) return refuse('no-such-letter');
  if (held.status === 'closed' && when === 'not-closed') return refuse('case-is-closed');
  return allow({ caseId: held.id, letter, today: dayOf(hand.at) });
}

function isTheirs(letter: LetterOnFile, acting: Acting): boolean {
  if (acting.as === 'author') return letter.authorId === acting.participantId;
  // A recipient who was told of nothing finds nothing.
  return acting.as === 'staff' || (letter.recipientId === acting.participantId && letter.offeredAt !== null);
}

/** What whoever read a letter advises, on its way to who writes it; nothing where nothing was said. (PRO-6) */
export function wordsOfAdvice(
  { id, authorId: readerId }: Pick<Letter, 'id' | 'authorId'>,
  advice: string,
): readonly OnTheirWay[] {
  const going = { way: 'letter-advice', aboutId: id, readerId, authorId: null, namesToldOf: [] } as const;
  return advice.trim() === '' ? [] : [{ ...going, words: advice }];
}

/** A letter as its writer sees it. */
export interface OwnLetter {
  readonly id: LetterId;
  readonly kind: LetterKind;
  readonly status: ShownStatus;
  readonly words: string;
  readonly version: number;
  readonly begunAt: Date;
  /** What readers of the service said would make it ready, about the newest version they returned. */
  readonly advice: readonly string[];
}

/** The letters somebody writes, read as that person: the database gives nothing of what the recipient does. */
export async function ownLettersOf(db: Db): Promise<readonly OwnLetter[]> {
  return db.rows(sql<OwnLetter>`
    select l.id, l.kind, l.shown_to_author as status, l.body as words, l.version, l.begun_at as "begunAt",
           coalesce((select json_agg(r.advice order by r.reviewed_at) from app.letter_reviews r
              where r.service_id = l.service_id and r.case_id = l.case_id and r.letter_id = l.id
                and r.version = (select max(newest.version) from app.letter_reviews newest
                  where newest.service_id = l.service_id and newest.case_id = l.case_id and newest.letter_id = l.id)), '[]') as advice
      from app.letters l order by l.begun_at desc, l.id`);
}
