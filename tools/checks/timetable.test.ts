import assert from 'node:assert/strict';
import test from 'node:test';
import { runAll, type Verdict } from './timetable.ts';

test('every check runs and tells its verdict, and one that throws has failed', async () => {
  const told: Verdict[] = [];
  const verdicts = await runAll(
    {
      sound: async () => ({ looked: 2, problems: [] }),
      unsound: async () => ({ looked: 1, problems: ['a thing is wrong'] }),
      broken: async () => {
        throw new Error('no such table');
      },
    },
    '.',
    (verdict) => told.push(verdict),
  );
  assert.deepEqual(told, verdicts);
  const problemsOf = (name: string) => verdicts.find((verdict) => verdict.name === name)?.problems;
  assert.deepEqual(problemsOf('sound'), []);
  assert.deepEqual(problemsOf('unsound'), ['a thing is wrong']);
  assert.match(problemsOf('broken')?.join() ?? '', /no such table/);
});
