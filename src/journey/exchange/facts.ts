import { countedApart } from '#casefile/cases/facts.ts';
import type { OnTheirWay } from '#casefile/protection/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import { lettersOf } from '#journey/letter/facts.ts';
import { communicateGate, communicationFacts, type CommunicationFacts } from '#journey/preparation/facts.ts';
import { type Db, sql } from '#platform/sql.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { CaseId, LetterId, ParticipantId } from '#vocabulary/ids.ts';
import { isEnded, type Letter } from '#vocabulary/letters.ts';
import { deliverLetterGate, type OnItsWay } from './gate-rules.ts';
import type { OfferChoice } from './rules.ts';

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

/** The gate `deliver-letter` of every letter of a case that has not come to its end. */
export async function letterGates(
  db: Db,
  caseId: CaseId,
  today: PlainDate,
  known?: CommunicationFacts,
): Promise<readonly Gate[]> {
  const letters = (await lettersOf(db, caseId)).filter((letter) => !isEnded(letter));
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

/** How many letters were delivered, in the cases that the reader may open and that count. (CAS-8) */
export async function lettersFigures(db: Db): Promise<{ readonly delivered: number }> {
  const row = await db.row(sql<{ delivered: number }>`
    select count(*) as delivered from app.letters where status = 'delivered' and case_id not in (${countedApart})`);
  return { delivered: row?.delivered ?? 0 };
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
