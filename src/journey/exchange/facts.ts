import type { OnTheirWay } from '#casefile/protection/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { communicateGate, communicationFacts, type CommunicationFacts } from '#journey/preparation/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { CaseId, LetterId, ParticipantId } from '#vocabulary/ids.ts';
import { deliverLetterGate, type OnItsWay } from './gate-rules.ts';
import type { Letter, LetterKind, OfferChoice, Review, ShownStatus } from './rules.ts';

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

/** What the gates of a letter weigh, from the letter and what the gates of communication weigh. */
export function wayOf(letter: Letter, facts: CommunicationFacts): OnItsWay {
  const called = (id: ParticipantId) => facts.participants.find((each) => each.id === id)?.called ?? 'Somebody';
  return {
    letter,
    authorCalled: called(letter.authorId),
    recipientCalled: called(letter.recipientId),
    standing: facts.standing,
    communicate: communicateGate(facts, 'letter', [letter.authorId, letter.recipientId]),
  };
}

/** The words of a letter on their way to the person it is for. */
export function wayTo({ id, words, authorId, recipientId: readerId }: Letter): OnTheirWay {
  return { way: 'letter', aboutId: id, words, authorId, readerId, namesToldOf: [] };
}

/** The line of the ledger with the writer's yes to sharing a letter, newest first; undefined when there is none. (EXC-14) */
export async function yesToSharing(
  db: Db,
  caseId: CaseId,
  { id, authorId }: Pick<Letter, 'id' | 'authorId'>,
): Promise<number | undefined> {
  const ledger = await ledgerOf(db, caseId);
  return ledger.findLast(
    (line) =>
      line.participantId === authorId && line.answer === 'given' && line.purpose === 'share-item' && line.itemId === id,
  )?.seq;
}

/** What whoever read a letter advises, on its way to who writes it; nothing where nothing was said. (PRO-6) */
export function wordsOfAdvice(
  { id, authorId: readerId }: Pick<Letter, 'id' | 'authorId'>,
  advice: string,
): readonly OnTheirWay[] {
  const going = { way: 'letter-advice', aboutId: id, readerId, authorId: null, namesToldOf: [] } as const;
  return advice.trim() === '' ? [] : [{ ...going, words: advice }];
}

const ended: readonly Letter['status'][] = ['delivered', 'declined', 'never-sent'];

/** The gate `deliver-letter` of every letter of a case that has not come to its end. */
export async function letterGates(
  db: Db,
  caseId: CaseId,
  today: PlainDate,
  known?: CommunicationFacts,
): Promise<readonly Gate[]> {
  const letters = (await lettersOf(db, caseId)).filter(({ status }) => !ended.includes(status));
  if (letters.length === 0) return [];
  const facts = known ?? (await communicationFacts(db, caseId, today));
  return letters.map((letter) => deliverLetterGate(wayOf(letter, facts)));
}

/** Whether somebody in a case knows of a letter that is still on its way to them. */
export async function hasLetterOnOffer(db: Db, caseId: CaseId): Promise<boolean> {
  const row = await db.row(sql<{ is: boolean }>`
    select exists (select from app.letters where case_id = ${caseId} and status in ('offered', 'accepted', 'kept-for-later')) as is`);
  return row?.is ?? false;
}

/** How many letters were delivered, in the cases that the reader may open. */
export async function lettersFigures(db: Db): Promise<{ readonly delivered: number }> {
  const row = await db.row(sql<{ delivered: number }>`
    select count(*) as delivered from app.letters where status = 'delivered'`);
  return { delivered: row?.delivered ?? 0 };
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

/** A letter as the person it is for sees it: that it is there, what she chose and, once delivered, its words. */
export interface LetterForMe {
  readonly id: LetterId;
  readonly offeredAt: Date;
  readonly choice: OfferChoice | null;
  readonly askAfter: PlainDate | null;
  readonly authorMayKnow: boolean;
  /** Null until it is delivered. */
  readonly words: string | null;
  readonly readAt: Date | null;
}

/** The letters that are there for somebody, read as that person from what was released to them, and from nothing else. */
export async function lettersForMe(db: Db): Promise<readonly LetterForMe[]> {
  return db.rows(sql<LetterForMe>`
    select o.item_id as id, o.released_at as "offeredAt", o.answer as choice, o.ask_after as "askAfter",
           coalesce(w.author_may_know, o.author_may_know) as "authorMayKnow", w.words, w.read_at as "readAt"
      from app.releases o
      left join app.releases w on w.service_id = o.service_id and w.case_id = o.case_id and w.item_id = o.item_id
       and w.kind = 'letter' and w.participant_id = o.participant_id
     where o.kind = 'letter-offer' order by o.released_at desc, o.id`);
}
