import { allow, type Decision, refuse } from '#platform/decision.ts';
import { agrees, type Standing } from '#vocabulary/consent.ts';
import type { Gate, Shut } from '#vocabulary/gates.ts';
import { isShared, type Letter, readyReaders, sharing } from '#vocabulary/letters.ts';

/** What the gates of one letter weigh. */
export interface OnItsWay {
  readonly letter: Letter;
  readonly authorCalled: string;
  readonly recipientCalled: string;
  readonly standing: Standing;
  /** The gate that asks whether these two may communicate by letter at all. */
  readonly communicate: Gate;
}

/** Why the recipient may not even be told that there is a letter; the same holds for taking up a frozen one. (H1, H2, H4, H9) */
export function beforeOffer(way: OnItsWay): readonly Shut[] {
  return [...way.communicate.shut, ...unread(way), ...unshared(way), ...unwelcome(way)];
}

/** Whether a letter may be delivered: all that lets it be offered, and the recipient's own yes. (H9) */
export function deliverLetterGate(way: OnItsWay): Gate {
  return {
    name: 'deliver-letter',
    about: `A letter from ${way.authorCalled} to ${way.recipientCalled}`,
    mode: 'letter',
    shut: [...beforeOffer(way), ...unaccepted(way)],
  };
}

function unread({ letter }: OnItsWay): readonly Shut[] {
  const readers = readyReaders(letter).length;
  if (readers >= 2) return [];
  return [
    {
      reason: 'two-people-have-not-read-it',
      words:
        readers === 0
          ? 'Nobody has read this version and found it ready.'
          : 'One person has read this version and found it ready.',
      opens: 'two different people have read it and found it ready.',
      rule: 'H9',
    },
  ];
}

function unshared({ letter, standing, authorCalled, recipientCalled }: OnItsWay): readonly Shut[] {
  if (isShared(standing, letter)) return [];
  const isGuardianMissing = agrees({ ...standing, children: [] }, letter.authorId, sharing(letter));
  return [
    {
      reason: 'writer-has-not-shared-it',
      words: isGuardianMissing
        ? `${authorCalled} is a child, and their guardian has not said yes to sharing this letter.`
        : `${authorCalled} has not said yes to sharing this letter with ${recipientCalled}.`,
      opens: isGuardianMissing ? 'a guardian says yes too.' : `${authorCalled} says yes to sharing it.`,
      rule: 'H4',
    },
  ];
}

function unwelcome({ letter, standing, recipientCalled }: OnItsWay): readonly Shut[] {
  const last = standing.stands.findLast(
    ({ participantId, purpose }) => participantId === letter.recipientId && purpose === 'be-contacted',
  );
  if (last === undefined || last.answer === 'given') return [];
  return [
    {
      reason: 'recipient-does-not-want-contact',
      words: `${recipientCalled} does not want us in touch now.`,
      opens: `${recipientCalled} says that we may be in touch.`,
      rule: 'H2',
    },
  ];
}

function unaccepted({ letter, recipientCalled }: OnItsWay): readonly Shut[] {
  if (letter.status === 'accepted') return [];
  return [
    {
      reason: 'recipient-has-not-said-yes',
      words: `${recipientCalled} has not said yes to having this letter.`,
      opens: `the letter is offered and ${recipientCalled} says how to have it. Nobody presses.`,
      rule: 'H9',
    },
  ];
}

/** Offers a held letter when nothing stands in the way; every reason at once otherwise. (H1, H4, H9) */
export function offer(way: OnItsWay): Decision<Letter, string> {
  if (way.letter.status !== 'held') return refuse('letter-is-not-held');
  return whenOpen(beforeOffer(way), { ...way.letter, status: 'offered', shownToAuthor: 'held' });
}

/** Takes up a frozen letter again when what was taken back is given again; reviews of the same version still count. (H2) */
export function takeUpAgain(way: OnItsWay): Decision<Letter, string> {
  if (way.letter.status !== 'frozen') return refuse('letter-is-not-stopped');
  return whenOpen(beforeOffer(way), { ...way.letter, status: 'held', shownToAuthor: 'held' });
}

/** The reasons of a shut gate as refusals, or the value. */
export function whenOpen<Value>(shut: readonly Shut[], value: Value): Decision<Value, string> {
  const [first, ...rest] = shut.map(({ reason }) => reason);
  return first === undefined ? allow(value) : refuse(first, ...rest);
}
