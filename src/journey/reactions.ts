import { moveOn, touch } from '#casefile/cases/actions.ts';
import { keep } from '#casefile/history/actions.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement, AnnouncementName } from '#vocabulary/announcements.ts';

type Of<Name extends AnnouncementName> = Extract<Announcement, { readonly name: Name }>;
type Reactions = {
  readonly [Name in AnnouncementName]?: readonly ((hand: Hand, said: Of<Name>) => Promise<void>)[];
};

/**
 * Every effect that what happens in one slice has in another: one list, cause by cause, run in the transaction in which
 * it was announced. What is not here does not happen.
 */
const reactions: Reactions = {
  'allocation.made': [(hand) => moveOn(hand, 'first-contact')],
  'preparation.recorded': [(hand) => moveOn(hand, 'preparation')],
  'consent.not-now': [
    (hand, { participantId, purpose, mode, askAfter }) =>
      askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody said “not now”. They are happy to be asked again from today.',
        dueOn: askAfter,
        cause: `consent.not-now ${participantId} ${purpose} ${mode ?? ''} ${askAfter}`,
        participantId,
      }),
  ],
};

/** Keeps the history line, moves the case to the top of the caseload, and runs the reactions in their order. */
export async function announce(hand: Hand, said: Announcement): Promise<void> {
  await keep(hand, said);
  if (hand.caseId !== '') await touch(hand);
  for (const react of (reactions[said.name] ?? []) as readonly ((hand: Hand, said: Announcement) => Promise<void>)[]) {
    await react(hand, said);
  }
}
