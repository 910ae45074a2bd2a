import fc from 'fast-check';
import { moveNames, often, type Making } from './moves.ts';
import { starts, type Start } from './starts.ts';
import { roads, stones, type Road, type Stone } from './walker.ts';

/** A walk as it is drawn: where it begins, where it wants to go, and its steps. */
export interface Drawn {
  readonly start: Start;
  readonly road: Road;
  readonly blind: Stone;
  /** Each is a move by somebody, or two that are made at once. */
  readonly steps: readonly (readonly Making[])[];
}

const step: fc.Arbitrary<Making> = fc.record({
  move: fc.oneof(...moveNames.map((move) => ({ weight: often[move] ?? 1, arbitrary: fc.constant(move) }))),
  by: fc.nat(2),
  who: fc.nat(2),
  which: fc.nat(3),
  what: fc.nat(11),
  days: fc.nat(20),
});

/** Walks of up to so many steps, one in six of which two people make at once. */
export function walks(length: number): fc.Arbitrary<Drawn> {
  const one = fc.tuple(step);
  const two = fc.tuple(step, step);
  return fc.record({
    start: fc.constantFrom(...starts),
    road: fc.constantFrom(...roads, 'letter', 'letter', 'conference', 'conference'),
    blind: fc.constantFrom(...stones),
    steps: fc.array(fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: two }), {
      minLength: Math.floor(length / 2),
      maxLength: length,
      size: 'max',
    }),
  });
}

/** A walk as a failure tells it, a line a step. */
export function inWords({ start, road, blind, steps }: Drawn): string {
  const words = ({ move, by, who, which, what, days }: Making) =>
    `${move} by:${by} who:${who} which:${which} what:${what} days:${days}`;
  return [
    `from ${start}, towards ${road}, blind to ${blind}`,
    ...steps.map((step) => step.map(words).join('  AND AT ONCE  ')),
  ].join('\n  ');
}
