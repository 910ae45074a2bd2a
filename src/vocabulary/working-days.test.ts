import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlainDate } from './dates.ts';
import { isWorkingDay, workingDaysBefore } from './working-days.ts';

test('weekends and bank holidays of England are not worked', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-12-25', '2026-12-28', '2026-12-29'] as PlainDate[];
  assert.deepEqual(days.map(isWorkingDay), [true, false, false, false, true]);
});

test('twenty working days before a Monday is four weeks earlier, and over Easter earlier still', () => {
  assert.equal(workingDaysBefore('2026-11-23' as PlainDate, 20), '2026-10-26');
  assert.equal(workingDaysBefore('2026-04-20' as PlainDate, 20), '2026-03-19');
});
