import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aHouse } from './support/house.ts';
import { groundIn, take, type Ground, type Taken } from './support/walk.ts';
import { inWords, walks, type Drawn } from './support/walk/drawn.ts';
import { nothingPassed, type Passed } from './support/walk/passed.ts';
import { shorten } from './support/walk/shorter.ts';

/*
 * TP_TEST_WALKS makes another number of walks, TP_TEST_WALK_SEED those of a run before, and TP_TEST_WALK the one walk that a
 * failure told in full.
 */
const { TP_TEST_WALKS: number, TP_TEST_WALK_SEED: seed, TP_TEST_WALK: again } = process.env;
const numRuns = Number(number || 40);

// However slow the machine: what was found is told before the runner loses its patience.
const longest = 120_000;
const longestShortening = 90_000;

const house = await aHouse();

test('whatever anybody does in any order, alone or at once, nothing crosses that should not', async (t) => {
  const ground = await groundIn(house);
  t.after(() => ground.client.end());
  if (again) return tell(await take(ground, JSON.parse(again) as Drawn, nothingPassed()), 'as it was told');
  const passed = nothingPassed();
  const end = Date.now() + longest;
  let wrong: Taken | undefined;
  const property = fc.asyncProperty(walks(60), async (drawn) => {
    if (Date.now() > end) return true;
    const taken = await take(ground, drawn, passed);
    if (taken.complaints.length > 0) wrong = taken;
    return taken.complaints.length === 0;
  });
  const came = await fc.check(property, { numRuns, endOnFailure: true, ...(seed ? { seed: Number(seed) } : {}) });
  t.diagnostic(JSON.stringify({ ...passed, done: passed.done.size, seed: came.seed }));
  if (wrong) tell(await shortest(ground, wrong), `of walk ${came.numRuns} with TP_TEST_WALK_SEED=${came.seed}`);
  // A fault before the first step has no walk to tell.
  if (came.failed) throw came.errorInstance;
  if (passed.walks >= 40) assert.deepEqual(lacking(passed), [], 'the walks went nowhere');
});

/** The shortest walk found that goes wrong in the same way. */
async function shortest(ground: Ground, wrong: Taken): Promise<Taken> {
  let found = wrong;
  await shorten(wrong.made, fails, Date.now() + longestShortening);
  return found;

  async function fails(drawn: Drawn): Promise<boolean> {
    const taken = await take(ground, drawn, nothingPassed());
    const isSame = taken.complaints.some((each) => kindOf(each) === kindOf(wrong.complaints[0]));
    if (isSame) found = taken;
    return isSame;
  }
}

function kindOf(complaint = ''): string {
  return complaint.slice(0, complaint.indexOf(':'));
}

function tell({ complaints, made }: Taken, which: string): void {
  const walk = `Walk it again: TP_TEST_WALK='${JSON.stringify(made)}' npm test -- test/walk`;
  if (complaints.length > 0) assert.fail(`${complaints.join('\n')}\n${inWords(made)}\n(${which})\n${walk}`);
}

function lacking(passed: Passed): readonly string[] {
  return Object.entries(passed).flatMap(([name, count]) => (count === 0 ? [name] : []));
}
