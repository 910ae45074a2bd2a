import { randomUUID } from 'node:crypto';
import { harmLinksOf, holdCase } from '#casefile/cases/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { type CannotCross, lookThrough } from '#casefile/protection/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { allow, type Decision, refuse } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import type { Standing } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, LetterId, ParticipantId } from '#vocabulary/ids.ts';
import { isShared, type Letter, type LetterKind, type Review, sharing } from '#vocabulary/letters.ts';
import { type Acting, holdLetter, lettersOf, wordsOfAdvice } from './facts.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

/** Begins a letter. Left out, the recipient is the one other person that harm links with the writer. An empty draft is taken up instead of a second. (EXC-1) */
export async function beginLetter(
  hand: Hand,
  wish: {
    readonly authorId: ParticipantId;
    readonly recipientId?: ParticipantId | undefined;
    readonly kind?: LetterKind | undefined;
  },
): Promise<Decision<LetterId, rules.CannotWrite>> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('case-is-closed');
  const { authorId } = wish;
  const links = await harmLinksOf(hand, held.id);
  const others = rules.mayWriteTo(links, authorId);
  const recipientId = wish.recipientId ?? (others.length === 1 ? others[0] : undefined);
  if (recipientId === undefined || !others.includes(recipientId)) return refuse('not-between-these-two');
  const letters = await lettersOf(hand, held.id);
  const empty = letters.find(
    (letter) => letter.authorId === authorId && letter.recipientId === recipientId && rules.isEmptyDraft(letter),
  );
  if (empty) return allow(empty.id);
  const id = randomUUID() as LetterId;
  const kind = wish.kind ?? rules.usualKind(links, letters, { authorId, recipientId });
  await store.addLetter(hand, { id, authorId, recipientId, kind });
  await hand.announce({ name: 'letter.started', participantId: authorId, letterId: id });
  return allow(id);
}

/** Saves the words of a letter and, if asked, sends it to be read. Changed words are a new version. (EXC-5) */
export async function writeLetter(
  hand: Hand,
  acting: Acting,
  typed: {
    readonly letterId: LetterId;
    readonly words: string;
    readonly version: number;
    readonly thenSend: boolean;
  },
): Promise<Decision<Letter, rules.CannotWrite | 'no-such-letter'>> {
  const found = await holdLetter(hand, acting, typed.letterId);
  if (!found.ok) return found;
  const { letter, caseId, today } = found.value;
  const standing = await standingOf(hand, caseId, today);
  const by = acting.as === 'staff' ? 'staff' : 'author';
  const changed = rules.changeWords(letter, { ...typed, by, isShared: isShared(standing, letter) });
  if (!changed.ok) return changed;
  const sent = typed.thenSend ? rules.sendForReview(changed.value) : changed;
  if (!sent.ok) return sent;
  if (changed.value.version !== letter.version) await store.saveLetter(hand, letter, changed.value);
  if (sent.value.status !== changed.value.status) {
    await store.saveLetter(hand, changed.value, sent.value, { sentAt: hand.at });
    await announceOf(hand, 'letter.sent-for-review', letter);
  }
  return sent;
}

/** Takes one reader's word about one version; the second who finds it ready makes it held. (H9) */
export async function reviewLetter(
  hand: Hand,
  letterId: LetterId,
  read: Review,
): Promise<Decision<Letter, rules.CannotReview | CannotCross | 'no-such-letter'>> {
  const found = await holdLetter(hand, { as: 'staff' }, letterId);
  if (!found.ok) return found;
  const { letter } = found.value;
  const decision = rules.review(letter, read);
  if (!decision.ok) return decision;
  // Advice is for the writer; what is said with a letter that is ready stays with staff.
  const advice = read.verdict === 'return' ? wordsOfAdvice(letter, read.advice) : [];
  const clean = await lookThrough(hand, found.value.caseId, advice);
  if (!clean.ok) return clean;
  await store.addReview(hand, letter, read);
  const after = decision.value;
  if (after.status === 'in-review') {
    await announceOf(hand, 'letter.read-and-ready', letter);
    return decision;
  }
  await store.saveLetter(hand, letter, after, after.status === 'held' ? { heldAt: hand.at } : {});
  await announceOf(hand, after.status === 'held' ? 'letter.held' : 'letter.returned', letter);
  return decision;
}

/** What the writer, or a guardian for a child, answered about sharing this letter with this person. */
export interface SharingAnswer {
  readonly letterId: LetterId;
  readonly answer: 'given' | 'declined';
  readonly speaker: 'self' | 'guardian';
  readonly saidOn: PlainDate;
  readonly wording: string;
  readonly how: Extract<Announcement, { name: 'letter.sharing-answered' }>['how'];
}

/** Announces whether the writer shares this letter with this person; the ledger of consent takes it in the same transaction. (H4) */
export async function answerSharing(
  hand: Hand,
  acting: Acting,
  said: SharingAnswer,
): Promise<Decision<Letter, rules.CannotShare | 'no-such-letter'>> {
  const found = await holdLetter(hand, acting, said.letterId, 'also-closed');
  if (!found.ok) return found;
  const { letter, caseId, today } = found.value;
  const decision = rules.canAnswerSharing(letter, said.answer, { saidOn: said.saidOn, today });
  if (!decision.ok) return decision;
  const guardianId = said.speaker === 'guardian' ? await guardianOf(hand, letter.authorId) : null;
  if (said.speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
  if (isAlreadySaid(await standingOf(hand, caseId, today), letter, guardianId, said.answer)) return decision;
  const { answer, wording, how, saidOn: happenedOn } = said;
  const { authorId: participantId, id: letterId, recipientId } = letter;
  const spoken = { participantId, guardianId, letterId, recipientId, answer, wording, how, happenedOn };
  await hand.announce({ name: 'letter.sharing-answered', ...spoken });
  return decision;
}

function isAlreadySaid(
  { stands }: Standing,
  letter: Letter,
  guardianId: CompanionId | null,
  answer: SharingAnswer['answer'],
): boolean {
  const subject = sharing(letter);
  const last = stands.findLast(
    (stand) =>
      stand.participantId === letter.authorId &&
      stand.guardianId === guardianId &&
      stand.purpose === subject.purpose &&
      stand.itemId === subject.itemId &&
      stand.towardId === subject.towardId,
  )?.answer;
  return last === answer || (answer === 'declined' && last === 'withdrawn');
}

/** Ends a letter without sending it, which is a good end too. (EXC-8) */
export async function keepUnsent(
  hand: Hand,
  acting: Acting,
  letterId: LetterId,
): Promise<Decision<Letter, rules.CannotWrite | 'no-such-letter'>> {
  const found = await holdLetter(hand, acting, letterId);
  if (!found.ok) return found;
  const { letter } = found.value;
  const decision = rules.neverSend(letter, acting.as === 'staff' ? 'staff' : 'author');
  if (!decision.ok || decision.value.status === letter.status) return decision;
  await store.saveLetter(hand, letter, decision.value);
  await announceOf(hand, 'letter.never-sent', letter);
  return decision;
}

type OfWriter =
  | 'letter.sent-for-review'
  | 'letter.read-and-ready'
  | 'letter.returned'
  | 'letter.held'
  | 'letter.never-sent';

async function announceOf(hand: Hand, name: OfWriter, letter: Letter): Promise<void> {
  await hand.announce({ name, participantId: letter.authorId, letterId: letter.id });
}
