import assert from 'node:assert/strict';
import test from 'node:test';
import { closingLines, complaints, none, together } from './test-counts.ts';

test('two runs are counted together, in the words of the runner', () => {
  const first = { ...none, tests: 3, passed: 2, failed: 1 };
  const second = { ...none, tests: 2, passed: 2 };
  assert.equal(
    closingLines(together(first, second), 1500),
    '# tests 5\n# suites 0\n# pass 4\n# fail 1\n# cancelled 0\n# skipped 0\n# todo 0\n# duration_ms 1500',
  );
});

test('a run passes only when something ran and nothing failed, was cancelled, skipped or left to do', () => {
  assert.deepEqual(complaints({ ...none, tests: 1, passed: 1 }), []);
  for (const counts of [
    none,
    { ...none, tests: 2, passed: 1, failed: 1 },
    { ...none, tests: 2, passed: 1, cancelled: 1 },
    { ...none, tests: 2, passed: 1, skipped: 1 },
    { ...none, tests: 2, passed: 1, todo: 1 },
  ])
    assert.equal(complaints(counts).length, 1);
});
