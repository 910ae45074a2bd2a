import { surveys } from './ending.ts';
import { agreeTo, progress, proposes, saysProgress, settles } from './promising.ts';
import { type Moment, on } from './story.ts';
import { talk } from './talking.ts';

/** What Dylan promised Joanne when they had met, and how far he has kept it. */
export const amendsOfDylan: readonly Moment[] = [
  on(
    92,
    proposes(
      'Dylan',
      {
        kind: 'letter',
        words: 'Dylan writes to Joanne and explains what he did. This was done before they met, and it counts.',
        to: 'Joanne',
        within: 7,
        proof: 'The letter itself',
      },
      {
        kind: 'payment',
        words: 'Dylan pays £180 towards what was taken, in six parts after each payday.',
        to: 'Joanne',
        pounds: 180,
        parts: [6, 'month'],
        proof: 'Receipts that the service keeps',
      },
      {
        kind: 'voluntary-work',
        words: 'Dylan works 20 hours in the community garden behind the street, on Saturday mornings.',
        hours: 20,
        within: 190,
        proof: 'The sign-in book of the garden',
      },
      {
        kind: 'behaviour',
        words: 'If Dylan sees Joanne in town he goes another way, and does not speak unless she does.',
        to: 'Joanne',
      },
    ),
  ),
  on(94, agreeTo('Dylan', 'Dylan', 'Joanne'), settles('Dylan', 0, 'done', 'Read to her on the day in the library.')),
  on(
    106,
    surveys(
      'Joanne',
      5,
      'yes',
      'Nobody hurried me. I was asked about the window, the ring and the dark, in that order, and I was believed. I sleep in my own bed.',
      true,
    ),
  ),
  on(
    108,
    surveys('Dylan', 4, 'yes', 'It was the hardest hour of my life and nobody was out to get me.', true),
    progress('Dylan', 1, { pounds: 30, evidence: 'Receipt 1, paid at the office' }),
  ),
  on(
    115,
    progress('Dylan', 2, {
      hours: 4,
      note: 'Dug over the two beds by the fence.',
      evidence: 'Sign-in book, two Saturdays',
    }),
  ),
  on(
    137,
    progress('Dylan', 1, { pounds: 30, evidence: 'Receipt 2' }),
    saysProgress('Dylan', 2, 'Built the compost box with Mr Osborne. He lets me do the sawing now.'),
  ),
  on(
    144,
    progress('Dylan', 2, {
      hours: 5,
      note: 'Compost box, and the path from the gate.',
      evidence: 'Sign-in book, three Saturdays',
    }),
  ),
  on(
    168,
    progress('Dylan', 1, { pounds: 30, evidence: 'Receipt 3' }),
    talk(
      'Joanne',
      'She had seen him plant the hedge. Does not need to speak with him. Wants to hear when the hours are done.',
    ),
  ),
  on(
    186,
    progress('Dylan', 2, {
      hours: 3,
      note: 'Planted the hedge. Missed two Saturdays with a chest infection.',
      evidence: 'Sign-in book',
    }),
  ),
  on(
    203,
    talk(
      'Dylan',
      'Twelve of twenty hours, three of six payments. He is behind on the money since his hours were cut at the warehouse. Asked whether smaller parts are possible; will talk with Joanne.',
    ),
  ),
];
