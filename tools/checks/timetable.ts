import type { Check, Outcome } from './outcome.ts';

/** How one check went. */
export interface Verdict extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

/** Runs the checks, a few at a time, and tells each verdict as it falls. A check that throws has failed. */
export async function runAll(
  checks: Readonly<Record<string, Check>>,
  root: string,
  tell: (verdict: Verdict) => void,
  atOnce = 3,
): Promise<readonly Verdict[]> {
  const waiting = Object.entries(checks);
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const verdict = await runOne(next[0], next[1], root);
      verdicts.push(verdict);
      tell(verdict);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return verdicts;
}

async function runOne(name: string, check: Check, root: string): Promise<Verdict> {
  const start = performance.now();
  const timed = (found: Outcome): Verdict => ({ ...found, name, seconds: (performance.now() - start) / 1000 });
  try {
    return timed(await check(root));
  } catch (error) {
    return timed({ looked: 0, problems: [`The check itself broke: ${String(error)}`] });
  }
}
