import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { usualLevels, workingDaysInWords } from '#vocabulary/service-levels.ts';
import { explain, promise } from './rules.ts';

test('LVL-1 LVL-2 what a service usually promises may be promised', () => {
  assert.deepEqual(promise(usualLevels), allow(usualLevels));
});

for (const days of [0, 31, 1.5, -1, Number.NaN]) {
  test(`LVL-1 refuses: not-from-1-to-30-days, for ${days}`, () => {
    assert.deepEqual(promise({ ...usualLevels, allocate: days }), refuse('not-from-1-to-30-days'));
  });
}

test('LVL-2 refuses: decided-before-it-is-read', () => {
  assert.deepEqual(promise({ ...usualLevels, acknowledge: 4 }), refuse('decided-before-it-is-read'));
  assert.match(explain('decided-before-it-is-read'), /before it is decided/);
});

test('working days are said as people say them', () => {
  assert.deepEqual([1, 3, 12].map(workingDaysInWords), ['one working day', 'three working days', '12 working days']);
});
