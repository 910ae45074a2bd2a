import { moveOn } from '#casefile/cases/actions.ts';
import { askFor, noLongerAskFor } from '#casefile/tasks/actions.ts';
import { plan } from '#journey/follow-up/actions.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { takeCopiesBack } from '#journey/papers/actions.ts';
import { takeCopiedTimesBack } from '#journey/release/actions.ts';
import { stopNotices, writeNotice } from '#service/notices/actions.ts';
import { about } from '#vocabulary/consent.ts';
import type { Subject } from '#vocabulary/consent.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';
import { tellOfFollowUps } from './notice-reactions.ts';

/** What passing something on from one side to the other causes elsewhere: letters, statements and papers. */
export const letterReactions: ReactionsTo<'item' | 'availability' | 'paper' | 'document' | 'letter'> = {
  'letter.sent-for-review': [
    (hand, { letterId, participantId }) =>
      askFor(hand, {
        kind: 'read-letter',
        words: 'A letter waits to be read by two different people. Read it, or find the second reader.',
        dueOn: plusDays(dayOf(hand.at), 7),
        cause: `letter.sent-for-review ${letterId} ${hand.at.toISOString()}`,
        participantId,
      }),
  ],
  'item.sharing-answered': [
    (hand, { itemId, towardId, ...said }) => keepAnswerAbout(hand, about('share-item', { towardId, itemId }), said),
  ],
  'availability.taken-back': [(hand, { participantId }) => takeCopiedTimesBack(hand, participantId)],
  'paper.sharing-answered': [
    (hand, { documentId, towardId, ...said }) =>
      keepAnswerAbout(hand, about('share-item', { towardId, itemId: documentId }), said),
  ],
  'document.taken-away': [(hand, { documentId }) => takeCopiesBack(hand, documentId)],
  'letter.sharing-answered': [keepSharingAnswer],
  'letter.offered': [(hand) => moveOn(hand, 'communication')],
  'letter.kept-for-later': [
    (hand, { letterId, askAfter }) => noLongerKeep(hand, letterId, [askAfter]),
    (hand, { letterId, participantId, askAfter }) =>
      askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody keeps a letter for later. They are happy to be asked again from today.',
        dueOn: askAfter,
        cause: `letter.kept-for-later ${letterId} ${askAfter}`,
        participantId,
      }),
  ],
  'letter.declined': [(hand, { letterId }) => noLongerKeep(hand, letterId)],
  'letter.accepted': [
    (hand, { letterId }) => noLongerKeep(hand, letterId),
    async (hand, { letterId, participantId, how, waits }) => {
      if (!waits) return;
      await askFor(hand, {
        kind: 'deliver-letter',
        words: 'Somebody said yes to a letter. See what has to happen first, then let them have it the way they chose.',
        dueOn: plusDays(dayOf(hand.at), 7),
        cause: `letter.accepted ${letterId} ${how} ${hand.at.toISOString()}`,
        participantId,
      });
    },
  ],
  'letter.delivered': [
    (hand) => moveOn(hand, 'follow-up'),
    (hand, { letterId, participantId, authorId, happenedOn }) =>
      plan(hand, { id: letterId, participants: [participantId, authorId] }, happenedOn ?? dayOf(hand.at)),
  ],
};

/** What is written to people then: see `reactions.ts` for when. */
export const letterMessages: ReactionsTo<'item' | 'paper' | 'document' | 'letter'> = {
  'letter.offered': [
    (hand, { letterId: aboutId, participantId }) =>
      writeNotice(hand, {
        kind: 'letter-offered',
        participantId,
        aboutId,
        cause: `letter.offered ${aboutId} ${hand.at.toISOString()}`,
      }),
  ],
  'letter.frozen': [
    async (hand, { letterId: aboutId, tell }) => {
      await stopNotices(hand, { aboutId, because: 'the-letter-stopped' });
      const cause = `letter.frozen ${aboutId} ${hand.at.toISOString()}`;
      for (const participantId of tell) await writeNotice(hand, { kind: 'letter-off', participantId, aboutId, cause });
    },
  ],
  'letter.taken-back': [(hand, { letterId: aboutId }) => stopNotices(hand, { aboutId, because: 'the-letter-stopped' })],
  'letter.delivered': [tellOfFollowUps],
};

// What the writer says about sharing a letter is a statement of consent: this item, to this person.
function keepSharingAnswer(hand: Hand, said: Said<'letter.sharing-answered'>): Promise<void> {
  const { letterId: itemId, recipientId: towardId } = said;
  return keepAnswerAbout(hand, about('share-item', { towardId, itemId }), said);
}

async function keepAnswerAbout(
  hand: Hand,
  subject: Subject,
  said: Pick<
    Said<'letter.sharing-answered'>,
    'participantId' | 'guardianId' | 'answer' | 'wording' | 'how' | 'happenedOn'
  >,
): Promise<void> {
  const { participantId, guardianId, answer, wording, how } = said;
  const saidOn = said.happenedOn ?? dayOf(hand.at);
  const saying = { ...subject, participantId, guardianId, answer, askAfter: null, saidOn };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok)
    throw new Error(`The ledger refused an answer about passing something on: ${decision.because.join(', ')}`);
}

async function noLongerKeep(hand: Hand, letterId: string, stillOn: readonly PlainDate[] = []): Promise<void> {
  await noLongerAskFor(hand, { kind: 'ask-again', causeBegins: `letter.kept-for-later ${letterId} `, stillOn });
}
