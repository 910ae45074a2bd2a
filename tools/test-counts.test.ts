import assert from 'node:assert/strict';
import test from 'node:test';
import { closingLines, complaints, none } from './test-counts.ts';

test('a run is counted in the words of the runner', () => {
  assert.equal(
    closingLines({ ...none, tests: 5, passed: 4, failed: 1 }, 1500),
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
