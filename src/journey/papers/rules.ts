import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { about, agrees, type Standing, type Subject } from '#vocabulary/consent.ts';
import type { Gate, Shut } from '#vocabulary/gates.ts';
import type { Id, ParticipantId } from '#vocabulary/ids.ts';

export type PaperId = Id<'paper'>;

/** A copy of a document that was passed on: to this person, frozen as it was. */
export interface Paper {
  readonly id: PaperId;
  readonly documentId: string;
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly revokedAt: Date | null;
  readonly readAt: Date | null;
}

/** Who may be passed a copy of a document of somebody: themselves, and those whom harm links with them. (PAP-1) */
export function readersFor(
  links: readonly { readonly harmedId: ParticipantId; readonly responsibleId: ParticipantId }[],
  ownerId: ParticipantId,
): readonly ParticipantId[] {
  const others = links.flatMap(({ harmedId, responsibleId }) => {
    if (harmedId === ownerId) return [responsibleId];
    return responsibleId === ownerId ? [harmedId] : [];
  });
  return [...new Set([ownerId, ...others])];
}

/** The question as its owner is asked it; stored with the answer, word for word. */
export const sharingQuestion = 'May we pass a copy of this paper on to the other person?';

/** The one subject of consent that lets a copy cross: this document, to this person. (H4) */
export function sharing(documentId: string, towardId: ParticipantId): Subject {
  return about('share-item', { towardId, itemId: documentId });
}

/** Whether its owner, and for a child a guardian too, says yes to passing a copy on. (H4) */
export function isShared(standing: Standing, { documentId, fromId, toId }: Pair): boolean {
  return agrees(standing, fromId, sharing(documentId, toId));
}

interface Pair {
  readonly documentId: string;
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
}

/** What passing on a copy weighs. */
export interface Weighed extends Pair {
  readonly fromCalled: string;
  readonly toCalled: string;
  readonly standing: Standing;
  /** Whether these two may communicate by carried messages at all. */
  readonly communicate: Gate;
  /** Whether other files are inside it, which nobody looks through. */
  readonly holdsFiles: boolean;
}

/** What is inside a file that is inside a document, nobody looks through. (PAP-2) */
export const holdsOtherFiles: Shut = {
  reason: 'holds-other-files',
  words: 'There are other files inside it. We cannot look through those, and whoever opens it may.',
  opens: 'it is printed as a new PDF without them, and that one is added.',
  rule: 'PAP-2',
};

/** Every reason a copy may not be passed on now. Whose it is needs no yes of their own. (H1, H2, H4, PAP-1) */
export function beforePassingOn(weighed: Weighed): readonly Shut[] {
  const { standing, fromId, toId, fromCalled, toCalled } = weighed;
  const shut = fromId === toId ? [] : [...weighed.communicate.shut];
  if (weighed.holdsFiles) shut.push(holdsOtherFiles);
  if (fromId !== toId && !isShared(standing, weighed)) {
    shut.push({
      reason: 'owner-does-not-share-it',
      words: `${fromCalled} has not said yes to passing a copy on to ${toCalled}.`,
      opens: `${fromCalled} says yes. For a child, a guardian says yes too.`,
      rule: 'H4',
    });
  }
  const wish = standing.stands.findLast((each) => each.participantId === toId && each.purpose === 'be-contacted');
  if (wish !== undefined && wish.answer !== 'given') {
    shut.push({
      reason: 'reader-does-not-want-contact',
      words: `${toCalled} does not want us in touch now.`,
      opens: `${toCalled} says that we may be in touch.`,
      rule: 'H2',
    });
  }
  return shut;
}

export type CannotPassOn = 'not-read-through' | 'was-passed-on' | 'not-for-this-person' | 'case-is-closed';

/** A person has read it for what must not cross, and it is with its reader once. (PAP-2, PAP-5) */
export function passOn(wish: {
  readonly isReadThrough: boolean;
  readonly before: readonly Pick<Paper, 'revokedAt'>[];
}): Decision<true, CannotPassOn> {
  const reasons: CannotPassOn[] = [];
  if (wish.before.some(({ revokedAt }) => revokedAt === null)) reasons.push('was-passed-on');
  if (!wish.isReadThrough) reasons.push('not-read-through');
  return refuseAny(reasons, true);
}

/** The reasons of a shut way as refusals. */
export function whenOpen(shut: readonly Shut[]): Decision<true, string> {
  const [first, ...rest] = shut.map(({ reason }) => reason);
  return first === undefined ? allow(true) : refuse(first, ...rest);
}

export type CannotTakeBack = 'was-opened' | 'was-taken-back';

/** Takes a copy back until it is opened. (PAP-3) */
export function takeBack(paper: Paper): Decision<Paper, CannotTakeBack> {
  const reasons: CannotTakeBack[] = [];
  if (paper.readAt !== null) reasons.push('was-opened');
  if (paper.revokedAt !== null) reasons.push('was-taken-back');
  return refuseAny(reasons, paper);
}

/** Whether a copy nobody opened yet rests on what somebody took back. (H2, PAP-6) */
export function restsOn(paper: Paper, participantId: ParticipantId, subject: Subject): boolean {
  const isOwner = paper.fromId === participantId;
  if (!isOwner && paper.toId !== participantId) return false;
  const other = isOwner ? paper.toId : paper.fromId;
  if (subject.towardId !== null && subject.towardId !== other) return false;
  switch (subject.purpose) {
    case 'share-item':
      return isOwner && subject.itemId === paper.documentId;
    case 'mode':
      return subject.mode === 'shuttle' && paper.fromId !== paper.toId;
    case 'be-contacted':
      return true;
    case 'share-name':
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
  CannotPassOn | CannotTakeBack | 'holds-what-is-protected' | 'no-guardian-on-the-case' | 'said-in-the-future',
  string
> = {
  'not-read-through': 'Read it through first, and tick that you did',
  'was-passed-on': 'They have a copy already',
  'not-for-this-person': 'Choose whose it is, or somebody whom what happened links with them',
  'case-is-closed': 'This case is closed, so nothing in it changes',
  'was-opened': 'It was opened already, so it cannot be taken back',
  'was-taken-back': 'It was taken back already',
  'holds-what-is-protected':
    'Its name or its words may hold something that must not cross. Look at the places that are marked below',
  'no-guardian-on-the-case': 'Add their guardian on the People page first',
  'said-in-the-future': 'The day they said it cannot be after today',
};

/** The refusals in plain words; a reason of a shut gate has its words on the page. */
export function explain(reason: string): string {
  return Object.hasOwn(wordsFor, reason)
    ? wordsFor[reason as keyof typeof wordsFor]
    : 'It cannot be passed on yet. The reasons stand on this page';
}
