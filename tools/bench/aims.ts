import { precisionOf, recallOf, type LikenessFigures } from './likeness.ts';
import type { ListFigures } from './lists.ts';

/** Something that was promised, what was measured, and whether it holds. */
interface Aim {
  readonly what: string;
  readonly measured: string;
  readonly isHeld: boolean;
}

/** A list of 50,000 rows within a minute, and what reads it in less than 300 MB. */
export function aimsOfList({ name, checked, takenIn, reader }: ListFigures): readonly Aim[] {
  const all = checked + takenIn;
  return [
    { what: `${name} within 60 s`, measured: `${all.toFixed(1)} s`, isHeld: all <= 60 },
    { what: `${name} read in less than 300 MB`, measured: `${reader.toFixed(0)} MB`, isHeld: reader < 300 },
  ];
}

/**
 * A suggestion within 100 ms among 100,000 people, and as good as the test asks of two thousand: most of who comes again is
 * found, and hardly anybody else is called likely. With each way to come back alike, as here, what is shown is to be right in four of five.
 */
export function aimsOfLikeness({ shown, likely, times }: LikenessFigures): readonly Aim[] {
  const [all, sure] = [shown.at(-1), likely.at(-1)];
  const least = (what: string, share: number, aim: number): Aim => ({
    what: `${what} at least ${aim}`,
    measured: share.toFixed(3),
    isHeld: share >= aim,
  });
  return [
    ...(all ? [least('recall', recallOf(all), 0.9), least('precision', precisionOf(all), 0.8)] : []),
    ...(sure ? [least('precision of likely', precisionOf(sure), 0.98)] : []),
    ...(times
      ? [
          {
            what: 'a suggestion under 100 ms',
            measured: `${times.askedMs.toFixed(1)} ms, ${times.ratio.toFixed(2)} times the bare scan`,
            isHeld: times.askedMs < 100,
          },
        ]
      : []),
  ];
}

/** A line an aim, as it is printed. */
export function aimLines(aims: readonly Aim[]): readonly string[] {
  return aims.map(({ what, measured, isHeld }) => `  aim: ${what}: ${measured}, ${isHeld ? 'held' : 'NOT HELD'}`);
}
