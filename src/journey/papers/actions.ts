import { harmLinksOf, holdCase } from '#casefile/cases/facts.ts';
import { documentOf, insideOf, wordsToLookThrough } from '#casefile/documents/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { checkWords } from '#casefile/protection/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { namesToldTo } from '#journey/release/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import type { Subject } from '#vocabulary/consent.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { papersOf, weigh, yesTo } from './facts.ts';
import * as rules from './rules.ts';
import type { Paper, PaperId } from './rules.ts';
import * as store from './store.ts';

interface Found {
  readonly caseId: CaseId;
  readonly document: NonNullable<Awaited<ReturnType<typeof documentOf>>>;
  readonly fromId: ParticipantId;
}

async function take(
  hand: Hand,
  documentId: string,
  toId: ParticipantId,
): Promise<Decision<Found, 'no-such-document' | 'case-is-closed' | 'not-for-this-person'>> {
  const held = await holdCase(hand);
  const document = await documentOf(hand, held.id, documentId);
  const fromId = document?.participantId ?? null;
  if (!document || fromId === null || document.takenAwayAt !== null) return refuse('no-such-document');
  if (held.status === 'closed') return refuse('case-is-closed');
  const readers = rules.readersFor(await harmLinksOf(hand, held.id), fromId);
  if (!readers.includes(toId)) return refuse('not-for-this-person');
  return allow({ caseId: held.id, document, fromId });
}

/** Passes a copy of a document on, once every reason against it is gone, its words were looked through and somebody read it. (H1, H4, PAP-1, PAP-2) */
export async function passOn(
  hand: Hand,
  wish: { readonly documentId: string; readonly toId: ParticipantId; readonly isReadThrough: boolean },
): Promise<Decision<true, string>> {
  const { documentId, toId } = wish;
  const found = await take(hand, documentId, toId);
  if (!found.ok) return found;
  const { caseId, document, fromId } = found.value;
  const pair = { documentId, fromId, toId };
  const before = (await papersOf(hand, caseId)).filter((each) => each.documentId === documentId && each.toId === toId);
  const decision = rules.passOn({ isReadThrough: wish.isReadThrough, before });
  if (!decision.ok) return decision;
  const inside = await insideOf(hand, caseId, documentId);
  if (!inside) return refuse('no-such-document');
  const weighing = { id: documentId, fromId, holdsFiles: inside.unreadBecause === 'holds-files' };
  const weighed = await weigh(hand, caseId, weighing, { readers: [toId], today: dayOf(hand.at) });
  const open = rules.whenOpen(weighed.flatMap(rules.beforePassingOn));
  if (!open.ok) return open;
  const words = wordsToLookThrough(document, inside);
  const checked = await checkWords(hand, caseId, {
    ...{ way: 'document', aboutId: documentId, words, readerId: toId },
    // What goes back to whose it is was written by whoever wrote it, and may hold what is another’s.
    authorId: fromId === toId ? null : fromId,
    namesToldOf: await namesToldTo(hand, caseId, toId),
  });
  if (!checked.ok) return checked;
  const consentSeq = fromId === toId ? null : await yesTo(hand, caseId, pair);
  if (consentSeq === undefined) return refuse('owner-does-not-share-it');
  const { name, kind, size } = document;
  await hand.announce({ name: 'words.checked', ...checked.value });
  await store.addPaper(hand, { ...pair, name, kind, size, fileKey: inside.fileKey, words, consentSeq });
  await hand.announce({ name: 'paper.passed-on', participantId: toId, fromId, documentId });
  return allow(true);
}

/** What the owner, or a guardian for a child, answered about passing a copy on. */
export interface SharingAnswer {
  readonly documentId: string;
  readonly toId: ParticipantId;
  readonly answer: 'given' | 'declined';
  readonly speaker: 'self' | 'guardian';
  readonly saidOn: PlainDate;
  readonly how: Exclude<Extract<Announcement, { name: 'paper.sharing-answered' }>['how'], 'online'>;
}

/** Announces whether the owner shares this document with this person; the ledger takes it in the same transaction. (H4) */
export async function answerSharing(hand: Hand, said: SharingAnswer): Promise<Decision<true, string>> {
  const found = await take(hand, said.documentId, said.toId);
  if (!found.ok) return found;
  const { caseId, fromId } = found.value;
  const today = dayOf(hand.at);
  if (fromId === said.toId) return refuse('not-for-this-person');
  if (said.saidOn > today) return refuse('said-in-the-future');
  const guardianId = said.speaker === 'guardian' ? await guardianOf(hand, fromId) : null;
  if (said.speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
  const { stands } = await standingOf(hand, caseId, today);
  const last = stands.findLast(
    (stand) => stand.itemId === said.documentId && stand.towardId === said.toId && stand.guardianId === guardianId,
  )?.answer;
  if (last === said.answer || (said.answer === 'declined' && last === 'withdrawn')) return allow(true);
  await hand.announce({
    name: 'paper.sharing-answered',
    ...{ participantId: fromId, guardianId, documentId: said.documentId, towardId: said.toId, answer: said.answer },
    ...{ wording: rules.sharingQuestion, how: said.how, happenedOn: said.saidOn },
  });
  return allow(true);
}

/** Takes a copy back until it is opened. (PAP-3) */
export async function takePaperBack(
  hand: Hand,
  paperId: string,
): Promise<Decision<Paper, rules.CannotTakeBack | 'no-such-paper'>> {
  const held = await holdCase(hand);
  const paper = (await papersOf(hand, held.id)).find(({ id }) => id === paperId);
  if (!paper) return refuse('no-such-paper');
  const decision = rules.takeBack(paper);
  if (decision.ok) await takenBack(hand, paper, hand.actor.id);
  return decision;
}

/** Takes back every copy nobody opened that rested on a yes somebody took back, in the same transaction. (H2, PAP-6) */
export async function takePapersBackFor(hand: Hand, participantId: ParticipantId, subject: Subject): Promise<void> {
  await takeBackWhere(hand, (paper) => rules.restsOn(paper, participantId, subject));
}

/** Takes back every copy nobody opened of a document that was taken away. (PAP-6) */
export async function takeCopiesBack(hand: Hand, documentId: string): Promise<void> {
  await takeBackWhere(hand, (paper) => paper.documentId === documentId);
}

async function takeBackWhere(hand: Hand, rests: (paper: Paper) => boolean): Promise<void> {
  const held = await holdCase(hand);
  const papers = await papersOf(hand, held.id);
  for (const paper of papers.filter((each) => rules.takeBack(each).ok && rests(each))) {
    await takenBack(hand, paper, null);
  }
}

async function takenBack(hand: Hand, paper: Paper, by: string | null): Promise<void> {
  await store.markTakenBack(hand, paper, by);
  const { toId: participantId, fromId, documentId } = paper;
  await hand.announce({ name: 'paper.taken-back', participantId, fromId, documentId });
}

/** Notes that the reader opened their copy; from then on it cannot be taken back. (PAP-3) */
export async function openPaper(
  hand: Hand,
  paperId: string,
  readerId: ParticipantId,
): Promise<Decision<PaperId, 'no-such-paper'>> {
  const held = await holdCase(hand);
  const paper = (await papersOf(hand, held.id)).find(({ id }) => id === paperId);
  if (!paper || paper.toId !== readerId || paper.revokedAt !== null) return refuse('no-such-paper');
  if (paper.readAt === null) await store.markOpened(hand, paper.id, readerId);
  return allow(paper.id);
}
