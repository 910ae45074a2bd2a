import { agreementMoves } from './agreement-moves.ts';
import { conferenceMoves } from './conference-moves.ts';
import { endingMoves } from './ending-moves.ts';
import { nextOn } from './further.ts';
import { letterMoves } from './letter-moves.ts';
import { officeMoves } from './office-moves.ts';
import { peopleMoves } from './people-moves.ts';
import { talkingMoves } from './talking-moves.ts';
import { pick, roads, type Dice, type Move, type Walk } from './walker.ts';
import { weighingMoves } from './weighing-moves.ts';

const moves: Readonly<Record<string, Move>> = {
  ...talkingMoves,
  ...peopleMoves,
  ...weighingMoves,
  ...letterMoves,
  ...conferenceMoves,
  ...agreementMoves,
  ...endingMoves,
  ...officeMoves,
};

/** A move somebody is about to make, with its dice. */
export interface Making extends Dice {
  readonly move: string;
}

/** What a step is when it is made: `further` is one sensible step, mostly on the road of the walk, now and then on another. */
export function plainly(walk: Walk, { move, ...dice }: Making): Making {
  if (move !== 'further') return { move, ...dice };
  const road = dice.which === 0 ? (pick(roads, dice.days) ?? walk.road) : walk.road;
  const [next, better] = nextOn(road, walk, dice);
  return { ...dice, ...better, move: next };
}

/** Every move there is, by name. */
export const moveNames: readonly string[] = [...Object.keys(moves), 'further'];

/** What a move does. */
export function moveOf(name: string): Move {
  const move = moves[name];
  if (!move) throw new Error(`There is no move ${name}`);
  return move;
}

/** How often a move is drawn beside one that is not named here: what a case needs to get on, and what stops it. */
export const often: Readonly<Record<string, number>> = {
  further: 120,
  reopen: 2,
  goOn: 2,
  close: 2,
  say: 10,
  responsibility: 2,
  risk: 3,
  approve: 2,
  wait: 4,
  writeLetter: 3,
  readLetter: 3,
  shareLetter: 4,
  answerLetter: 4,
  deliverLetter: 2,
  attendance: 5,
  everybodyAnswers: 2,
  hold: 2,
  answerTerms: 3,
  settleAmends: 2,
  reach: 6,
  post: 8,
};
