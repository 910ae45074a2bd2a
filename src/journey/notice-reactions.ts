import { askFor } from '#casefile/tasks/actions.ts';
import { followUpsOf } from '#journey/follow-up/facts.ts';
import { stopNotices, writeNotice } from '#service/notices/actions.ts';
import { atHour } from '#service/notices/facts.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';

/** What a message that did not go out causes elsewhere, and a follow-up that nobody needs to be reminded of. */
export const noticeMessages: ReactionsTo<'notice' | 'follow-up'> = {
  'follow-up.done': [
    (hand, { followUpId: aboutId }) => stopNotices(hand, { aboutId, because: 'the-follow-up-is-done' }),
  ],
  'follow-up.let-go': [
    (hand, { followUpId: aboutId }) => stopNotices(hand, { aboutId, because: 'the-follow-up-was-let-go' }),
  ],
  'notice.stopped': [
    (hand, said) =>
      askAboutNotice(hand, said, 'A message did not go out. See why in the outbox, and decide what to do.'),
  ],
  'notice.failed': [
    (hand, said) =>
      askAboutNotice(
        hand,
        said,
        'A message could not be sent, or did not arrive. See why in the outbox, and try again or let it go.',
      ),
  ],
  'notice.unsure': [
    (hand, said) =>
      askAboutNotice(hand, said, 'Nobody knows whether a message arrived. Find out, then say so in the outbox.'),
  ],
};

export async function tellOfFollowUps(hand: Hand): Promise<void> {
  for (const { id: aboutId, participantId, dueOn, doneOn, letGoBecause } of await followUpsOf(
    hand,
    hand.caseId as CaseId,
  )) {
    const sendAfter = atHour(dueOn, 10);
    if (doneOn !== null || letGoBecause !== '' || sendAfter <= hand.at) continue;
    await writeNotice(hand, {
      kind: 'follow-up-due',
      participantId,
      aboutId,
      cause: `follow-up ${aboutId}`,
      sendAfter,
    });
  }
}

type NoticeForPerson = Said<'notice.stopped'> | Said<'notice.failed'> | Said<'notice.unsure'>;

async function askAboutNotice(hand: Hand, said: NoticeForPerson, words: string): Promise<void> {
  const { name, noticeId, participantId, referralId } = said;
  await askFor(hand, {
    kind: name.replace('.', '-'),
    words,
    dueOn: dayOf(hand.at),
    cause: `${name} ${noticeId} ${hand.at.toISOString()}`,
    participantId: participantId ?? undefined,
    referralId: referralId ?? undefined,
    role: referralId === null ? undefined : 'coordinator',
  });
}
