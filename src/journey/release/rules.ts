import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { about, agrees, type Standing, type Subject } from '#vocabulary/consent.ts';
import type { Gate, Shut } from '#vocabulary/gates.ts';
import type { Id, ParticipantId } from '#vocabulary/ids.ts';

export type ItemId = Id<'item'>;
export type ReleaseId = Id<'release'>;
export type ItemKind = 'statement' | 'question' | 'availability';

/** A statement or a question of one side, or a copy of the times that could work for them, for one person on the other. */
export interface Item {
  readonly id: ItemId;
  readonly kind: ItemKind;
  /** Whose it is. */
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly answersId: ItemId | null;
  readonly words: string;
  readonly passedOnAt: Date | null;
}

/** This item, to this person, by whom, when, with whose consent. */
export interface Release {
  readonly id: ReleaseId;
  readonly kind: ItemKind | 'first-name';
  /** For a first name, whose it is. */
  readonly itemId: string;
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly words: string;
  readonly revokedAt: Date | null;
  readonly readAt: Date | null;
}

export type CannotWrite =
  | 'case-is-closed'
  | 'not-between-these-two'
  | 'nothing-written-yet'
  | 'message-is-too-long'
  | 'message-was-passed-on'
  | 'words-are-shared'
  | 'times-have-a-page-of-their-own'
  | 'no-such-question';

const longest = 5000;

/** Whom somebody may send a message to: those whom harm links with them. (REL-1) */
export function mayReach(
  links: readonly { readonly harmedId: ParticipantId; readonly responsibleId: ParticipantId }[],
  fromId: ParticipantId,
): readonly ParticipantId[] {
  const others = links.flatMap(({ harmedId, responsibleId }) => {
    if (harmedId === fromId) return [responsibleId];
    return responsibleId === fromId ? [harmedId] : [];
  });
  return [...new Set(others)].filter((id) => id !== fromId);
}

/** Writes an item for somebody whom harm links with its owner; an answer goes to whoever asked. (REL-1, REL-6) */
export function write(
  wish: {
    readonly words: string;
    readonly toId: ParticipantId | undefined;
    readonly answers: Release | null | undefined;
  },
  reachable: readonly ParticipantId[],
): Decision<{ readonly words: string; readonly toId: ParticipantId }, CannotWrite> {
  const { answers } = wish;
  if (answers === undefined || (answers && (answers.kind !== 'question' || answers.readAt === null))) {
    return refuse('no-such-question');
  }
  const toId = answers?.fromId ?? wish.toId ?? (reachable.length === 1 ? reachable[0] : undefined);
  if (toId === undefined || !reachable.includes(toId)) return refuse('not-between-these-two');
  const fit = fits(wish.words);
  return fit.ok ? allow({ words: fit.value, toId }) : fit;
}

function fits(words: string): Decision<string, CannotWrite> {
  if (words.trim() === '') return refuse('nothing-written-yet');
  return words.length > longest ? refuse('message-is-too-long') : allow(words);
}

/** Changes words that nobody shares yet and that did not cross; a copy of times is made anew. (REL-4) */
export function changeWords(item: Item, words: string, standing: Standing): Decision<Item, CannotWrite> {
  if (item.kind === 'availability') return refuse('times-have-a-page-of-their-own');
  if (item.passedOnAt !== null) return refuse('message-was-passed-on');
  if (isShared(item, standing)) return refuse('words-are-shared');
  const fit = fits(words);
  return fit.ok ? allow({ ...item, words }) : fit;
}

/** The question as its owner is asked it; stored with the answer, word for word. */
export const sharingQuestion = 'May we pass these words on to the other person?';

/** The one subject of consent that lets an item cross: this item, to this person. (H4) */
export function sharing({ id, toId }: Pick<Item, 'id' | 'toId'>): Subject {
  return about('share-item', { towardId: toId, itemId: id });
}

/** Whether its owner, and for a child a guardian too, says yes to passing this item on. (H4) */
export function isShared(item: Item, standing: Standing): boolean {
  return agrees(standing, item.fromId, sharing(item));
}

/** Whether somebody, and for a child a guardian too, says yes to being named to this person. (H4) */
export function sharesName(standing: Standing, fromId: ParticipantId, toId: ParticipantId): boolean {
  return agrees(standing, fromId, about('share-name', { towardId: toId }));
}

/** What the release of one item weighs. */
export interface Weighed {
  readonly item: Item;
  readonly fromCalled: string;
  readonly toCalled: string;
  readonly standing: Standing;
  /** Whether these two may communicate by carried messages at all. */
  readonly communicate: Gate;
  /** Whether something else was said of times since they were copied; never for words. */
  readonly isOutOfDate: boolean;
}

/** Every reason an item may not cross now. (H1, H2, H4, REL-2, REL-9) */
export function beforeRelease(weighed: Weighed): readonly Shut[] {
  const { item, standing, communicate, fromCalled, toCalled } = weighed;
  const shut = [...communicate.shut];
  if (!isShared(item, standing)) {
    shut.push({
      reason: 'owner-does-not-share-it',
      words: `${fromCalled} has not said yes to passing these words on to ${toCalled}.`,
      opens: `${fromCalled} says yes. For a child, a guardian says yes too.`,
      rule: 'H4',
    });
  }
  if (weighed.isOutOfDate) {
    shut.push({
      reason: 'times-were-changed',
      words: `${fromCalled} changed or took back these times since they were copied.`,
      opens: 'Make a new copy on the Times page.',
      rule: 'REL-9',
    });
  }
  return [...shut, ...unwelcome(standing, item.toId, toCalled)];
}

/** Every reason a first name may not be told now. (H2, H4, REL-2) */
export function beforeNaming(
  standing: Standing,
  pair: {
    readonly fromId: ParticipantId;
    readonly toId: ParticipantId;
    readonly fromCalled: string;
    readonly toCalled: string;
  },
): readonly Shut[] {
  const { fromId, toId, fromCalled, toCalled } = pair;
  const shut = unwelcome(standing, toId, toCalled);
  if (sharesName(standing, fromId, toId)) return shut;
  return [
    ...shut,
    {
      reason: 'owner-does-not-share-it',
      words: `${fromCalled} has not said yes to being named to ${toCalled}.`,
      opens: `${fromCalled} says yes on the Consent page.`,
      rule: 'H4',
    },
  ];
}

function unwelcome(standing: Standing, toId: ParticipantId, toCalled: string): readonly Shut[] {
  const last = standing.stands.findLast(
    ({ participantId, purpose }) => participantId === toId && purpose === 'be-contacted',
  );
  if (last === undefined || last.answer === 'given') return [];
  return [
    {
      reason: 'reader-does-not-want-contact',
      words: `${toCalled} does not want us in touch now.`,
      opens: `${toCalled} says that we may be in touch.`,
      rule: 'H2',
    },
  ];
}

/** The reasons of a shut way as refusals, or the value. */
export function whenOpen<Value>(shut: readonly Shut[], value: Value): Decision<Value, string> {
  const [first, ...rest] = shut.map(({ reason }) => reason);
  return first === undefined ? allow(value) : refuse(first, ...rest);
}

export type CannotTakeBack = 'was-read' | 'was-taken-back';

/** Takes a release back until it is read. (REL-3) */
export function takeBack(release: Release): Decision<Release, CannotTakeBack> {
  const reasons: CannotTakeBack[] = [];
  if (release.readAt !== null) reasons.push('was-read');
  if (release.revokedAt !== null) reasons.push('was-taken-back');
  return refuseAny(reasons, release);
}

/** Whether an unread release rests on what somebody took back. (H2) */
export function restsOn(release: Release, participantId: ParticipantId, subject: Subject): boolean {
  const isOwner = release.fromId === participantId;
  if (!isOwner && release.toId !== participantId) return false;
  const other = isOwner ? release.toId : release.fromId;
  if (subject.towardId !== null && subject.towardId !== other) return false;
  switch (subject.purpose) {
    case 'share-item':
      return isOwner && subject.itemId === release.itemId;
    case 'share-name':
      return isOwner && release.kind === 'first-name';
    case 'mode':
      return subject.mode === 'shuttle' && release.kind !== 'first-name';
    case 'be-contacted':
      return true;
    case 'approach-other':
    case 'attend':
    case 'agreement-terms':
    case 'move':
    case 'follow-up':
      return false;
    default:
      return unreachable(subject.purpose);
  }
}

const wordsFor: Record<
  CannotWrite | CannotTakeBack | 'holds-what-is-protected' | 'no-guardian-on-the-case' | 'said-in-the-future',
  string
> = {
  'case-is-closed': 'This case is closed, so nothing in it changes',
  'not-between-these-two': 'Choose two people whom what happened links',
  'nothing-written-yet': 'Write something first',
  'message-is-too-long': 'Make it shorter than 5,000 characters',
  'message-was-passed-on': 'This was passed on already',
  'times-have-a-page-of-their-own': 'Times are changed on their own page, and copied again',
  'words-are-shared': 'You said yes to passing these words on. Take that back before you change them',
  'no-such-question': 'Read the question first',
  'was-read': 'It was read already, so it cannot be taken back',
  'was-taken-back': 'It was taken back already',
  'holds-what-is-protected':
    'The words may hold something that must not cross. Look at the places that are marked below',
  'no-guardian-on-the-case': 'Add their guardian on the People page first',
  'said-in-the-future': 'The day it was said cannot be after today',
};

/** A refusal in plain words; a reason that something may not cross yet has its words on the page. */
export function explain(reason: string): string {
  return (
    (wordsFor as Readonly<Record<string, string | undefined>>)[reason] ??
    'This cannot be passed on yet. What has to happen first is listed with it'
  );
}
