import type { Drawn } from './drawn.ts';

type Fails = (drawn: Drawn) => Promise<boolean>;

/**
 * A shorter walk that still goes wrong: stretches are left out, the longest first, then one of two who acted at once; until
 * nothing can be left out or the time is over. Walks are made anew each time, so this knows better than a shrinker of values
 * which steps to doubt.
 */
export async function shorten(drawn: Drawn, fails: Fails, until: number): Promise<Drawn> {
  let shortest = drawn;
  for (let size = Math.ceil(drawn.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    shortest = await withoutStretches(shortest, size, { fails, until });
  }
  shortest = await alone(shortest, { fails, until });
  return shortest.steps.length < drawn.steps.length ? shorten(shortest, fails, until) : shortest;
}

interface Trying {
  readonly fails: Fails;
  /** The moment at which trying ends. */
  readonly until: number;
}

async function withoutStretches(drawn: Drawn, size: number, { fails, until }: Trying): Promise<Drawn> {
  let shortest = drawn;
  for (let from = shortest.steps.length - size; from > -size && Date.now() < until; from -= size) {
    const steps = shortest.steps.filter((_, at) => at < from || at >= from + size);
    if (steps.length < shortest.steps.length && (await fails({ ...shortest, steps })))
      shortest = { ...shortest, steps };
  }
  return shortest;
}

async function alone(drawn: Drawn, { fails, until }: Trying): Promise<Drawn> {
  let shortest = drawn;
  for (const [at, together] of drawn.steps.entries()) {
    for (const one of together.length > 1 ? together : []) {
      const steps = shortest.steps.map((each, nth) => (nth === at ? [one] : each));
      if (Date.now() < until && (await fails({ ...shortest, steps }))) shortest = { ...shortest, steps };
    }
  }
  return shortest;
}
