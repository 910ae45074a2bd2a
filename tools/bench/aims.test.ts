import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aimLines, aimsOfLikeness, aimsOfList } from './aims.ts';

const list = {
  ...{ name: 'text.csv', bytes: 1, rows: 50_000, checked: 20, takenIn: 10.6, left: 3000, processor: 30 },
  ...{ reader: 160, base: 200, peak: 330, longestWait: 90 },
};

test('a list that is late, or read in too much memory, is said not to hold', () => {
  assert.deepEqual(aimLines(aimsOfList(list)), [
    '  aim: text.csv within 60 s: 30.6 s, held',
    '  aim: text.csv read in less than 300 MB: 160 MB, held',
  ]);
  const held = (changed: Partial<typeof list>) => aimsOfList({ ...list, ...changed }).map(({ isHeld }) => isHeld);
  assert.deepEqual(held({ takenIn: 40.1 }), [false, true]);
  assert.deepEqual(held({ reader: 300 }), [true, false]);
});

test('likeness that finds too few, shows too many or takes too long is said not to hold', () => {
  const found = { of: 'together', asked: 200, there: 100, found: 95, shown: 110, right: 95 };
  const likely = { ...found, found: 85, shown: 86, right: 85 };
  const times = { bareMs: 17, askedMs: 24.7, slowest: 60, ratio: 1.43 };
  const held = (changed: object, sure: object = {}, slow: object = {}) =>
    aimsOfLikeness({
      shown: [{ ...found, ...changed }],
      likely: [{ ...likely, ...sure }],
      times: { ...times, ...slow },
    }).map(({ isHeld }) => isHeld);
  assert.deepEqual(held({}), [true, true, true, true]);
  assert.deepEqual(held({ found: 80 }), [false, true, true, true]);
  assert.deepEqual(held({ shown: 130 }), [true, false, true, true]);
  assert.deepEqual(held({}, { right: 80 }), [true, true, false, true]);
  assert.deepEqual(held({}, {}, { askedMs: 100 }), [true, true, true, false]);
});
