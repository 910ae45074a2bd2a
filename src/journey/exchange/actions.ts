import { holdCase } from '#casefile/cases/facts.ts';
import { type CannotCross, type Checked, checkWords } from '#casefile/protection/facts.ts';
import { type Acting, type HeldLetter, holdLetter, type LetterOnFile, lettersOf } from '#journey/letter/facts.ts';
import { communicationFacts } from '#journey/preparation/facts.ts';
import { allow, type Decision, refuse } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Subject } from '#vocabulary/consent.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import type { Letter } from '#vocabulary/letters.ts';
import { wayOf, wayTo, yesToSharing } from './facts.ts';
import { deliverLetterGate, offer, type OnItsWay, takeUpAgain, whenOpen } from './gate-rules.ts';
import * as rules from './rules.ts';
import type { OfferAnswer } from './rules.ts';
import * as store from './store.ts';

/** Lets the recipient see that there is a letter for her, once every gate but her own yes is open. (H1, H4, H9) */
export async function offerLetter(hand: Hand, letterId: LetterId): Promise<Decision<Letter, string>> {
  const found = await holdLetter(hand, { as: 'staff' }, letterId);
  if (!found.ok) return found;
  const { letter } = found.value;
  const decision = offer(await weigh(hand, found.value));
  if (!decision.ok) return decision;
  const checked = await lookAtLetter(hand, found.value);
  if (!checked.ok) return checked;
  const consentSeq = await yesToSharing(hand, found.value.caseId, letter);
  if (consentSeq === undefined) return refuse('writer-has-not-shared-it');
  await hand.announce({ name: 'words.checked', ...checked.value });
  await store.saveLetter(hand, letter, decision.value, { offeredAt: hand.at });
  await store.addOffer(hand, letter, consentSeq);
  await hand.announce({ name: 'letter.offered', participantId: letter.recipientId, letterId });
  return decision;
}

/** Takes what the recipient chose. Who reads it on her own page has it at once when the gate is open. (H9, EXC-2, EXC-3) */
export async function answerOffer(
  hand: Hand,
  acting: Acting,
  letterId: LetterId,
  answer: OfferAnswer,
): Promise<Decision<Letter, rules.CannotAnswer | 'no-such-letter'>> {
  const found = await holdLetter(hand, acting, letterId);
  if (!found.ok) return found;
  const { letter, today } = found.value;
  const decision = rules.answerOffer(letter, answer, today);
  if (!decision.ok || rules.isSame(letter, decision.value)) return decision;
  const after = decision.value;
  const isYes = after.status === 'accepted';
  await store.saveLetter(hand, letter, after, isYes ? { acceptedAt: hand.at } : {});
  await store.saveOfferAnswer(hand, letterId, { ...answer, askAfter: after.askAfter });
  const checked = await lookAtLetter(hand, found.value);
  // What stops the words is for staff to look at: the recipient's own page says nothing of it.
  const isOnline = after.acceptedHow === 'online' && checked.ok;
  const isReady = isOnline && (await isOpenFor(hand, { ...found.value, letter: after }));
  await announceAnswer(hand, after, !isReady);
  const delivered = rules.deliver(after, { on: today, acceptedOn: today, today });
  const consentSeq = isReady ? await yesToSharing(hand, found.value.caseId, letter) : undefined;
  if (consentSeq === undefined || !checked.ok || !delivered.ok) return decision;
  await hand.announce({ name: 'words.checked', ...checked.value });
  return allow(await handOver(hand, after, delivered.value, { at: hand.at, consentSeq }));
}

async function isOpenFor(hand: Hand, weighed: Weighed): Promise<boolean> {
  return isOpen(deliverLetterGate(await weigh(hand, weighed)));
}

async function announceAnswer(hand: Hand, letter: Letter, waits: boolean): Promise<void> {
  const { recipientId: participantId, id: letterId, acceptedHow: how, askAfter } = letter;
  if (letter.status === 'declined') await hand.announce({ name: 'letter.declined', participantId, letterId });
  if (askAfter) await hand.announce({ name: 'letter.kept-for-later', participantId, letterId, askAfter });
  if (how) await hand.announce({ name: 'letter.accepted', participantId, letterId, how, waits });
}

/** Notes that a letter was read aloud or handed over on a day, or lets it be read online; the gate is weighed for that day. (H9) */
export async function deliverLetter(hand: Hand, letterId: LetterId, on: PlainDate): Promise<Decision<Letter, string>> {
  const found = await holdLetter(hand, { as: 'staff' }, letterId);
  if (!found.ok) return found;
  const { letter, today } = found.value;
  const acceptedOn = letter.acceptedAt && dayOf(letter.acceptedAt);
  const decision = rules.deliver(letter, { on, acceptedOn, today });
  if (!decision.ok) return decision;
  const open = whenOpen(deliverLetterGate(await weigh(hand, { ...found.value, today: on })).shut, letter);
  if (!open.ok) return open;
  const checked = await lookAtLetter(hand, found.value);
  if (!checked.ok) return checked;
  const consentSeq = await yesToSharing(hand, found.value.caseId, letter);
  if (consentSeq === undefined) return refuse('writer-has-not-shared-it');
  await hand.announce({ name: 'words.checked', ...checked.value });
  const at = on === today ? hand.at : new Date(`${on}T12:00:00Z`);
  return allow(await handOver(hand, letter, decision.value, { at, consentSeq }));
}

async function handOver(
  hand: Hand,
  before: Letter,
  after: Letter,
  { at: deliveredAt, consentSeq }: { readonly at: Date; readonly consentSeq: number },
): Promise<Letter> {
  await store.saveLetter(hand, before, after, { deliveredAt });
  await store.addRelease(hand, after, consentSeq);
  const { id: letterId, authorId, recipientId: participantId } = after;
  const happenedOn = dayOf(deliveredAt);
  await hand.announce({ name: 'letter.delivered', participantId, authorId, letterId, happenedOn });
  return after;
}

/** Notes the first time the recipient opened a delivered letter on her own page. */
export async function openLetter(
  hand: Hand,
  letterId: LetterId,
  readerId: ParticipantId,
): Promise<Decision<LetterId, 'no-such-letter'>> {
  await holdCase(hand);
  return (await store.markRead(hand, letterId, readerId)) ? allow(letterId) : refuse('no-such-letter');
}

/** Takes a delivered letter back until it is opened; who it was for hears nothing of it. (EXC-15) */
export async function takeLetterBack(
  hand: Hand,
  letterId: LetterId,
): Promise<Decision<Letter, rules.CannotTakeBack | 'no-such-letter'>> {
  const found = await holdLetter(hand, { as: 'staff' }, letterId);
  if (!found.ok) return found;
  const { letter } = found.value;
  const decision = rules.takeBack(letter);
  if (!decision.ok) return decision;
  await store.revoke(hand, letterId, hand.actor.id);
  await store.saveLetter(hand, letter, decision.value, { frozenAt: hand.at });
  await announceTakenBack(hand, letter);
  return decision;
}

async function announceTakenBack(hand: Hand, { id: letterId, authorId, recipientId }: Letter): Promise<void> {
  await hand.announce({ name: 'letter.taken-back', participantId: recipientId, authorId, letterId });
}

/** Lets the writer know that the letter was delivered, when the recipient decides so afterwards. (EXC-9) */
export async function letWriterKnow(
  hand: Hand,
  acting: Acting,
  letterId: LetterId,
): Promise<Decision<Letter, 'no-such-letter' | 'letter-is-not-on-offer' | 'case-is-closed'>> {
  const found = await holdLetter(hand, acting, letterId);
  if (!found.ok) return found;
  const decision = rules.letAuthorKnow(found.value.letter);
  if (!decision.ok) return decision;
  await store.saveLetter(hand, found.value.letter, decision.value);
  await store.markMayKnow(hand, letterId);
  return decision;
}

/** Takes up a frozen letter again when what was taken back is given again. (H2) */
export async function takeUpLetter(hand: Hand, letterId: LetterId): Promise<Decision<Letter, string>> {
  const found = await holdLetter(hand, { as: 'staff' }, letterId);
  if (!found.ok) return found;
  const { letter } = found.value;
  const decision = takeUpAgain(await weigh(hand, found.value));
  if (!decision.ok) return decision;
  await store.saveLetter(hand, letter, decision.value, { heldAt: hand.at });
  await hand.announce({ name: 'letter.taken-up-again', participantId: letter.authorId, letterId });
  return decision;
}

/**
 * Stops every letter on its way that rested on what somebody took back, in the transaction in which they took it back, and
 * takes what was told of it from sight. A closed case keeps its letters as they are. (H2)
 */
export async function freezeFor(hand: Hand, participantId: ParticipantId, subject: Subject): Promise<void> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return;
  const resting = (await lettersOf(hand, held.id)).filter((letter) => rules.restsOn(letter, participantId, subject));
  for (const letter of resting) await freezeOne(hand, letter, participantId);
}

async function freezeOne(hand: Hand, letter: LetterOnFile, by: ParticipantId): Promise<void> {
  const after = rules.freeze(letter, by);
  if (rules.isSame(letter, after)) return;
  const isStopped = after.status !== letter.status;
  // The words go first: a letter whose words are with somebody stays delivered. (EXC-15)
  if (isStopped) await store.revoke(hand, letter.id, null);
  await store.saveLetter(hand, letter, after, isStopped ? { frozenAt: hand.at } : {});
  if (!isStopped) return;
  if (letter.status === 'delivered') {
    await announceTakenBack(hand, letter);
    return;
  }
  const knewOfIt = ['offered', 'accepted', 'kept-for-later'].includes(letter.status);
  const tell = knewOfIt && by !== letter.recipientId ? [letter.recipientId] : [];
  await hand.announce({ name: 'letter.frozen', participantId: by, letterId: letter.id, tell });
}

// Asked at the offer and again at the delivery: somebody may have moved in between.
function lookAtLetter(hand: Hand, { caseId, letter }: Weighed): Promise<Decision<Checked, CannotCross>> {
  return checkWords(hand, caseId, wayTo(letter));
}

type Weighed = Omit<HeldLetter, 'letter'> & { readonly letter: Letter };

async function weigh(hand: Hand, { caseId, letter, today }: Weighed): Promise<OnItsWay> {
  return wayOf(letter, await communicationFacts(hand, caseId, today));
}
