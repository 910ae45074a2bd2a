import * as letters from '#journey/letter/actions.ts';
import * as delivery from '#journey/exchange/actions.ts';
import { sharingQuestion } from '#journey/letter/rules.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

interface OneLetter {
  readonly id: LetterId;
  readonly version: number;
  readonly authorId: ParticipantId;
  readonly recipientId: ParticipantId;
}

/** The letter a move is about, with one of two readers: mostly one at the stage where the move makes sense. */
function letterAt({ rows }: Walk, { which, what }: Dice, ...statuses: readonly string[]): OneLetter | undefined {
  const fitting = rows.letters.filter(({ status }) => statuses.includes(status));
  const found = walker.pick(fitting.length === 0 || what === 11 ? rows.letters : fitting, which);
  if (!found) return undefined;
  const { id, version, participant_id, recipient_id } = found;
  const [authorId, recipientId] = [participant_id as ParticipantId, recipient_id as ParticipantId];
  return { id: id as LetterId, version, authorId, recipientId };
}

async function begin(walk: Walk, dice: Dice): Promise<string> {
  const authorId = walker.personOf(walk, dice.who).id;
  const recipientId = walker.personOf(walk, dice.who + 1).id;
  return dice.which === 0
    ? walker.asPerson(walk, authorId, (hand) => letters.beginLetter(hand, { authorId }))
    : walker.asStaff(walk, dice, (hand) => letters.beginLetter(hand, { authorId, recipientId }));
}

async function write(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'draft', 'returned');
  if (!letter) return begin(walk, dice);
  const words = dice.days === 0 ? '' : walker.newWords(walk, 'letter');
  const typed = { letterId: letter.id, words, version: letter.version, thenSend: dice.what < 9 };
  return dice.by === 0
    ? walker.asPerson(walk, letter.authorId, (hand) =>
        letters.writeLetter(hand, { as: 'author', participantId: letter.authorId }, typed),
      )
    : walker.asStaff(walk, dice, (hand) => letters.writeLetter(hand, { as: 'staff' }, typed));
}

async function read(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'in-review');
  if (!letter) return begin(walk, dice);
  const verdict = dice.what > 9 ? 'return' : 'ready';
  const version = dice.days === 0 ? letter.version - 1 : letter.version;
  const advice = verdict === 'return' ? walker.wordsOf(author(walk, letter)) : '';
  return walker.asStaff(walk, dice, (hand, reviewerId) =>
    letters.reviewLetter(hand, letter.id, { version, reviewerId, verdict, advice }),
  );
}

function author(walk: Walk, { authorId }: OneLetter): walker.Person {
  return walk.people.find(({ id }) => id === authorId) ?? walker.personOf(walk, 0);
}

async function share(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'held', 'offered', 'accepted');
  if (!letter) return begin(walk, dice);
  const isGuardian = walker.mouthOf(walk, letter.authorId, dice) !== null;
  const answer: 'given' | 'declined' = dice.what > 8 ? 'declined' : 'given';
  const said = { letterId: letter.id, answer, saidOn: walk.house.today(), wording: sharingQuestion } as const;
  return dice.by === 0 && !isGuardian
    ? walker.asPerson(walk, letter.authorId, (hand) => {
        const by = { as: 'author', participantId: letter.authorId } as const;
        return letters.answerSharing(hand, by, { ...said, speaker: 'self', how: 'online' });
      })
    : walker.asStaff(walk, dice, (hand) => {
        const speaker = isGuardian ? 'guardian' : 'self';
        return letters.answerSharing(hand, { as: 'staff' }, { ...said, speaker, how: 'by-phone' });
      });
}

async function offer(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'held');
  if (!letter) return begin(walk, dice);
  return walker.asStaff(walk, dice, (hand) => delivery.offerLetter(hand, letter.id));
}

async function answer(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'offered', 'kept-for-later', 'accepted', 'declined');
  if (!letter) return begin(walk, dice);
  const choice = walker.oneOf(
    ['online', 'read-aloud', 'handed-over', 'online', 'keep-for-later', 'no-thank-you'],
    dice.what,
  );
  const askAfter = choice === 'keep-for-later' ? walker.daysFrom(walk, dice.days) : null;
  const chosen = { choice, askAfter, authorMayKnow: dice.which % 2 === 1 };
  const { id, recipientId: participantId } = letter;
  return dice.by === 2
    ? walker.asStaff(walk, dice, (hand) => delivery.answerOffer(hand, { as: 'staff' }, id, chosen))
    : walker.asPerson(walk, participantId, (hand) =>
        delivery.answerOffer(hand, { as: 'recipient', participantId }, id, chosen),
      );
}

async function deliver(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'accepted');
  if (!letter) return begin(walk, dice);
  const on = walker.daysFrom(walk, dice.what < 8 ? 0 : dice.what - 10);
  return walker.asStaff(walk, dice, (hand) => delivery.deliverLetter(hand, letter.id, on));
}

async function keep(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'draft', 'held', 'frozen');
  if (!letter) return begin(walk, dice);
  const { id, authorId: participantId } = letter;
  return dice.by === 0
    ? walker.asPerson(walk, participantId, (hand) => letters.keepUnsent(hand, { as: 'author', participantId }, id))
    : walker.asStaff(walk, dice, (hand) => letters.keepUnsent(hand, { as: 'staff' }, id));
}

async function takeUp(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'frozen');
  if (!letter) return begin(walk, dice);
  return walker.asStaff(walk, dice, (hand) => delivery.takeUpLetter(hand, letter.id));
}

async function open(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'delivered');
  if (!letter) return begin(walk, dice);
  const { id, recipientId: participantId } = letter;
  return dice.by === 0
    ? walker.asPerson(walk, participantId, (hand) =>
        delivery.letWriterKnow(hand, { as: 'recipient', participantId }, id),
      )
    : walker.asPerson(walk, participantId, (hand) => delivery.openLetter(hand, id, participantId));
}

async function takeBack(walk: Walk, dice: Dice): Promise<string> {
  const letter = letterAt(walk, dice, 'delivered');
  if (!letter) return begin(walk, dice);
  return walker.asStaff(walk, dice, (hand) => delivery.takeLetterBack(hand, letter.id));
}

export const letterMoves: Readonly<Record<string, Move>> = {
  beginLetter: begin,
  writeLetter: write,
  readLetter: read,
  shareLetter: share,
  offerLetter: offer,
  answerLetter: answer,
  deliverLetter: deliver,
  keepLetter: keep,
  takeUpLetter: takeUp,
  openLetter: open,
  takeLetterBack: takeBack,
};
