import { askFor, noLongerAskFor } from '#casefile/tasks/actions.ts';
import { stopFor, stopForAttendee } from '#journey/conference/actions.ts';
import { daysToAskAgain } from '#journey/consent/facts.ts';
import { freezeFor } from '#journey/exchange/actions.ts';
import { takePapersBackFor } from '#journey/papers/actions.ts';
import { takeBackFor } from '#journey/release/actions.ts';
import { stopNotices } from '#service/notices/actions.ts';
import { kindsThatStop } from '#service/notices/facts.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';

/** What a statement of consent causes elsewhere. */
export const consentReactions: ReactionsTo<'consent'> = {
  'consent.withdrawn': [
    (hand, { participantId, ...subject }) => freezeFor(hand, participantId, subject),
    (hand, { participantId, ...subject }) => takeBackFor(hand, participantId, subject),
    (hand, { participantId, ...subject }) => takePapersBackFor(hand, participantId, subject),
    stopConferences,
  ],
  'consent.said': [askOnlyOnDaysThatHold],
  'consent.not-now': [
    askOnlyOnDaysThatHold,
    (hand, said) =>
      askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody said “not now”. They are happy to be asked again from today.',
        dueOn: said.askAfter,
        cause: `${notNowAbout(said)}${said.askAfter}`,
        participantId: said.participantId,
      }),
  ],
};

/** What is written to people then: see `reactions.ts` for when. */
export const consentMessages: ReactionsTo<'consent'> = {
  'consent.withdrawn': [
    (hand, { participantId, purpose, mode }) =>
      stopNotices(hand, { participantId, kinds: kindsThatStop({ purpose, mode }), because: 'a-yes-was-taken-back' }),
  ],
};

function notNowAbout({
  participantId,
  purpose,
  mode,
  towardId,
  itemId,
}: Said<'consent.said'> | Said<'consent.not-now'>) {
  return `consent.not-now ${[participantId, purpose, mode ?? '-', towardId ?? '-', itemId ?? '-'].join(' ')} `;
}

// Who said something newer is not asked again on a day they once named (domain: nobody is hurried).
async function askOnlyOnDaysThatHold(hand: Hand, said: Said<'consent.said'> | Said<'consent.not-now'>): Promise<void> {
  await noLongerAskFor(hand, {
    kind: 'ask-again',
    causeBegins: notNowAbout(said),
    stillOn: await daysToAskAgain(hand, hand.caseId as CaseId, said),
  });
}

// A yes taken back stops what rested on it, in the same transaction (H2).
async function stopConferences(hand: Hand, said: Said<'consent.withdrawn'>): Promise<void> {
  const { participantId, purpose, mode, itemId } = said;
  if (purpose === 'be-contacted') await stopFor(hand, participantId, null);
  if (purpose === 'mode' && (mode === 'meeting' || mode === 'video')) await stopFor(hand, participantId, mode);
  if ((purpose === 'attend' || purpose === 'share-item') && itemId !== null) await stopForAttendee(hand, itemId);
}
