import { randomUUID } from 'node:crypto';
import { harmLinksOf, holdCase, participantsOf } from '#casefile/cases/facts.ts';
import { guardianOf } from '#casefile/people/facts.ts';
import { checkWords } from '#casefile/protection/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import type { Subject } from '#vocabulary/consent.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { itemsOf, namesToldTo, releasesOf, weigh, yesTo, type ItemOnFile } from './facts.ts';
import * as rules from './rules.ts';
import type { Item, ItemId, ItemKind, Release, ReleaseId } from './rules.ts';
import * as store from './store.ts';

/** On whose word somebody acts: their own, or staff for them. */
export type Acting = { readonly as: 'staff' } | { readonly as: 'owner'; readonly participantId: ParticipantId };

/** Writes a statement or a question of one side, or an answer to a question that was read. (REL-1, REL-6) */
export async function writeItem(
  hand: Hand,
  wish: {
    readonly fromId: ParticipantId;
    readonly toId?: ParticipantId | undefined;
    readonly kind: ItemKind;
    /** The question that was passed on, which it answers. */
    readonly answers?: ReleaseId | undefined;
    readonly words: string;
  },
): Promise<Decision<ItemId, rules.CannotWrite>> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('case-is-closed');
  const { fromId, answers, kind } = wish;
  const asked = answers === undefined ? null : (await releasesOf(hand, held.id)).find(isFor(answers, fromId));
  const reachable = rules.mayReach(await harmLinksOf(hand, held.id), fromId);
  const decision = rules.write({ words: wish.words, toId: wish.toId, answers: asked }, reachable);
  if (!decision.ok) return decision;
  const id = randomUUID() as ItemId;
  const answersId = asked ? (asked.itemId as ItemId) : null;
  await store.addItem(hand, { id, kind: asked ? 'statement' : kind, fromId, answersId, ...decision.value });
  await hand.announce({ name: 'item.written', participantId: fromId, itemId: id });
  return allow(id);
}

function isFor(id: ReleaseId, readerId: ParticipantId) {
  return (release: Release) => release.id === id && release.toId === readerId && release.revokedAt === null;
}

interface Taken {
  readonly caseId: CaseId;
  readonly item: ItemOnFile;
  readonly today: PlainDate;
}

async function take(
  hand: Hand,
  acting: Acting,
  itemId: ItemId,
  when: 'not-closed' | 'also-closed' = 'not-closed',
): Promise<Decision<Taken, 'no-such-item' | 'case-is-closed'>> {
  const held = await holdCase(hand);
  const item = (await itemsOf(hand, held.id)).find(({ id }) => id === itemId);
  if (!item || (acting.as === 'owner' && item.fromId !== acting.participantId)) return refuse('no-such-item');
  if (held.status === 'closed' && when === 'not-closed') return refuse('case-is-closed');
  return allow({ caseId: held.id, item, today: dayOf(hand.at) });
}

/** Changes the words of an item that nobody shares and that did not cross. (REL-4) */
export async function rewriteItem(
  hand: Hand,
  acting: Acting,
  typed: { readonly itemId: ItemId; readonly words: string },
): Promise<Decision<Item, rules.CannotWrite | 'no-such-item'>> {
  const found = await take(hand, acting, typed.itemId);
  if (!found.ok) return found;
  const { item, caseId, today } = found.value;
  const decision = rules.changeWords(item, typed.words, await standingOf(hand, caseId, today));
  if (decision.ok && decision.value.words !== item.words) await store.saveWords(hand, decision.value);
  return decision;
}

/** What the owner, or a guardian for a child, answered about passing an item on. */
export interface SharingAnswer {
  readonly itemId: ItemId;
  readonly answer: 'given' | 'declined';
  readonly speaker: 'self' | 'guardian';
  readonly saidOn: PlainDate;
  readonly how: Extract<Announcement, { name: 'item.sharing-answered' }>['how'];
}

/** Announces whether the owner shares this item with this person; the ledger takes it in the same transaction. (H4) */
export async function answerSharing(
  hand: Hand,
  acting: Acting,
  said: SharingAnswer,
): Promise<Decision<Item, 'no-such-item' | 'case-is-closed' | 'said-in-the-future' | 'no-guardian-on-the-case'>> {
  const found = await take(hand, acting, said.itemId, 'also-closed');
  if (!found.ok) return found;
  const { item, caseId, today } = found.value;
  if (said.saidOn > today) return refuse('said-in-the-future');
  const guardianId = said.speaker === 'guardian' ? await guardianOf(hand, item.fromId) : null;
  if (said.speaker === 'guardian' && guardianId === null) return refuse('no-guardian-on-the-case');
  const { stands } = await standingOf(hand, caseId, today);
  const last = stands.findLast((stand) => stand.itemId === item.id && stand.guardianId === guardianId)?.answer;
  if (last === said.answer || (said.answer === 'declined' && last === 'withdrawn')) return allow(item);
  await hand.announce({
    name: 'item.sharing-answered',
    participantId: item.fromId,
    guardianId,
    itemId: item.id,
    towardId: item.toId,
    answer: said.answer,
    wording: rules.sharingQuestion,
    how: said.how,
    happenedOn: said.saidOn,
  });
  return allow(item);
}

/** Lets an item cross to the person it is for, once every reason against it is gone and its words were looked through. (H1, H4) */
export async function releaseItem(hand: Hand, itemId: ItemId): Promise<Decision<Item, string>> {
  const found = await take(hand, { as: 'staff' }, itemId);
  if (!found.ok) return found;
  const { item, caseId, today } = found.value;
  if (item.passedOnAt !== null) return refuse('message-was-passed-on');
  const open = rules.whenOpen(rules.beforeRelease(await weigh(hand, caseId, item, today)), item);
  if (!open.ok) return open;
  const { kind, fromId, toId, words } = item;
  return letCross(hand, caseId, { kind, itemId: item.id, fromId, toId, words }, item);
}

/** Tells somebody the first name of a person who said yes to that. (H4) */
export async function releaseName(
  hand: Hand,
  pair: { readonly fromId: ParticipantId; readonly toId: ParticipantId },
): Promise<Decision<ParticipantId, string>> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return refuse('case-is-closed');
  const people = await participantsOf(hand, held.id);
  const called = (id: ParticipantId) => people.find((each) => each.id === id)?.called;
  const [fromCalled, toCalled] = [called(pair.fromId), called(pair.toId)];
  const reachable = rules.mayReach(await harmLinksOf(hand, held.id), pair.fromId);
  if (fromCalled === undefined || toCalled === undefined || !reachable.includes(pair.toId)) {
    return refuse('not-between-these-two');
  }
  if ((await namesToldTo(hand, held.id, pair.toId)).includes(pair.fromId)) return refuse('message-was-passed-on');
  const standing = await standingOf(hand, held.id, dayOf(hand.at));
  const open = rules.whenOpen(rules.beforeNaming(standing, { ...pair, fromCalled, toCalled }), pair.fromId);
  if (!open.ok) return open;
  return letCross(hand, held.id, { kind: 'first-name', itemId: pair.fromId, ...pair, words: fromCalled }, pair.fromId);
}

type Crossing = Pick<Release, 'kind' | 'itemId' | 'fromId' | 'toId' | 'words'>;

async function letCross<Value>(
  hand: Hand,
  caseId: CaseId,
  crossing: Crossing,
  value: Value,
): Promise<Decision<Value, string>> {
  const { fromId: authorId, toId: readerId, words, itemId, kind } = crossing;
  const namesToldOf = await namesToldTo(hand, caseId, readerId);
  const checked = await checkWords(hand, caseId, {
    ...{ way: 'message', aboutId: itemId },
    ...{ words, authorId, readerId, namesToldOf },
  });
  if (!checked.ok) return checked;
  const consentSeq = await yesTo(hand, caseId, crossing);
  if (consentSeq === undefined) return refuse('owner-does-not-share-it');
  await hand.announce({ name: 'words.checked', ...checked.value });
  await store.addRelease(hand, { ...crossing, consentSeq });
  await hand.announce({ name: 'item.released', participantId: readerId, fromId: authorId, itemId, kind });
  return allow(value);
}

/** Takes a release back until it is read. (REL-3) */
export async function takeBack(
  hand: Hand,
  releaseId: ReleaseId,
): Promise<Decision<Release, rules.CannotTakeBack | 'no-such-item'>> {
  const held = await holdCase(hand);
  const release = (await releasesOf(hand, held.id)).find(({ id }) => id === releaseId);
  if (!release) return refuse('no-such-item');
  const decision = rules.takeBack(release);
  if (!decision.ok) return decision;
  await store.markTakenBack(hand, release, hand.actor.id);
  await announceTakenBack(hand, release);
  return decision;
}

/** Takes back everything unread that rested on a yes somebody took back, in the same transaction. (H2) */
export async function takeBackFor(hand: Hand, participantId: ParticipantId, subject: Subject): Promise<void> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return;
  const resting = (await releasesOf(hand, held.id)).filter(
    (release) => rules.takeBack(release).ok && rules.restsOn(release, participantId, subject),
  );
  for (const release of resting) {
    await store.markTakenBack(hand, release, null);
    await announceTakenBack(hand, release);
  }
}

/** Takes back every copy of somebody's times that nobody has read, when they take the times back. (REL-9) */
export async function takeCopiedTimesBack(hand: Hand, participantId: ParticipantId): Promise<void> {
  const held = await holdCase(hand);
  const copies = (await releasesOf(hand, held.id)).filter(
    (release) => release.kind === 'availability' && release.fromId === participantId && rules.takeBack(release).ok,
  );
  for (const copy of copies) {
    await store.markTakenBack(hand, copy, null);
    await announceTakenBack(hand, copy);
  }
}

async function announceTakenBack(hand: Hand, { toId, fromId, itemId, kind }: Release): Promise<void> {
  await hand.announce({ name: 'item.taken-back', participantId: toId, fromId, itemId, kind });
}

/** Notes that the reader opened what was passed on to them; from then on it cannot be taken back. (REL-3) */
export async function openRelease(
  hand: Hand,
  releaseId: ReleaseId,
  readerId: ParticipantId,
): Promise<Decision<ReleaseId, 'no-such-item'>> {
  const held = await holdCase(hand);
  const release = (await releasesOf(hand, held.id)).find(({ id }) => id === releaseId);
  if (!release || release.toId !== readerId || release.revokedAt !== null) return refuse('no-such-item');
  if (release.readAt === null) await store.markRead(hand, releaseId, readerId);
  return allow(releaseId);
}
