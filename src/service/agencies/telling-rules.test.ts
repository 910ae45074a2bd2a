import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlainDate } from '#vocabulary/dates.ts';
import { isOfferedWords, tellsNobody } from './telling-rules.ts';

const day = (text: string) => text as PlainDate;
const today = day('2026-11-28');

test('TEL-2 five in a row are a habit, four are not', () => {
  assert.deepEqual([0, 4, 5, 80].map(tellsNobody), [false, false, true, true]);
});

for (const [name, untoldInARow, putAwayOn, expected] of [
  ['offered at once', 5, null, true],
  ['not for fewer', 4, null, false],
  ['quiet on the day it was put away', 9, today, false],
  ['quiet on the last day of the month', 9, day('2026-10-29'), false],
  ['offered again after a month', 9, day('2026-10-28'), true],
  ['a month from the end of January ends with February', 9, day('2026-01-31'), true],
] as const)
  test(`TEL-1 words: ${name}`, () => {
    assert.equal(isOfferedWords({ untoldInARow, putAwayOn, isOfAgency: false }, today), expected);
  });
