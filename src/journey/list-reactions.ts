import { keep } from '#casefile/history/actions.ts';
import { askFor, doneOfNoCase } from '#casefile/tasks/actions.ts';
import { takePeopleOut } from '#journey/listed/actions.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import { inWordsWithWeekday } from '#vocabulary/dates.ts';

const settledWords = {
  'taken-in': 'The list is taken in',
  'let-go': 'The list was let go of',
  'could-not-be-read': 'The list could not be read',
} as const;

/** What becomes of lists of people to be offered something, elsewhere. */
export const listReactions: ReactionsTo<'list'> = {
  'list.sent': [askToTakeIn],
  'list.settled': [
    (hand, { listId, how }) =>
      doneOfNoCase(hand, { kind: 'take-list-in', cause: `list.sent ${listId}` }, settledWords[how]),
  ],
  'list.undone': [(hand, { listId }) => takePeopleOut(hand, listId)],
};

/**
 * Everything that is announced while a list is read. The process that reads one loads these reactions and none besides, so
 * whatever else is announced there is a fault.
 */
export async function announceReading(hand: Hand, said: Announcement): Promise<void> {
  if (said.name !== 'list.sent' && said.name !== 'list.settled')
    throw new Error(`Reading a list does not announce ${said.name}`);
  await keep(hand, said);
  const reactions = (listReactions[said.name] ?? []) as readonly ((hand: Hand, said: Announcement) => Promise<void>)[];
  for (const react of reactions) await react(hand, said);
}

// Sent anew with other columns, it is asked for once. (LST-12)
async function askToTakeIn(hand: Hand, { listId, lookBy, goneOn }: Said<'list.sent'>): Promise<void> {
  await askFor(hand, {
    kind: 'take-list-in',
    words: `An agency sent a list of people to be offered something. See under Lists: take it in, or let it go. On ${inWordsWithWeekday(goneOn)} it is let go of by itself.`,
    dueOn: lookBy,
    cause: `list.sent ${listId}`,
    role: 'coordinator',
  });
}
