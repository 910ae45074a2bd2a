import { askFor } from '#casefile/tasks/actions.ts';
import { forgetPerson, markStanding } from '#journey/listed/actions.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ReactionsTo } from '#vocabulary/acting.ts';

/** What becomes of offers, elsewhere. */
export const offerReactions: ReactionsTo<'offer'> = {
  'offer.made': [
    (hand, { listedId, happenedOn = dayOf(hand.at) }) =>
      markStanding(hand, listedId, { standing: 'asked', askedOn: happenedOn }),
  ],
  'offer.forgotten': [(hand, { listedId }) => forgetPerson(hand, listedId)],
  'offer.answered': [
    (hand, { listedId, answer, askAfter, happenedOn = dayOf(hand.at) }) =>
      markStanding(hand, listedId, {
        standing: answer,
        askAfter,
        settledOn: answer === 'not-now' ? null : happenedOn,
      }),
    async (hand, { listedId, answer, askAfter }) => {
      if (answer !== 'not-now' || askAfter === null) return;
      await askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody on a list said “not now”. They are happy to be asked again from today: see Offers, Ask again.',
        dueOn: askAfter,
        cause: `offer.answered ${listedId} ${askAfter}`,
        role: 'coordinator',
        isOfNoCase: true,
      });
    },
  ],
};
