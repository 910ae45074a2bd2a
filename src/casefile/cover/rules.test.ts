import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { cover, endEarly, explain, type CannotCover, type Covering } from './rules.ts';

const [jo, sam] = ['jo' as StaffId, 'sam' as StaffId];
const days = { fromOn: '2026-12-21' as PlainDate, untilOn: '2027-01-03' as PlainDate };
const covering = (changed: Partial<Covering['cover']> = {}, more: Partial<Covering> = {}): Covering => ({
  away: { ...days, staffId: jo },
  isCovered: false,
  cover: { staffId: sam, isActive: true, hasRole: true, isCheckOver: false, away: [], ...changed },
  today: '2026-11-28' as PlainDate,
  ...more,
});

test('COV-1 a colleague who works on cases covers', () => {
  assert.deepEqual(cover(covering()), allow(sam));
  const justBefore = { fromOn: '2026-12-01' as PlainDate, untilOn: '2026-12-20' as PlainDate };
  assert.deepEqual(cover(covering({ away: [justBefore] })), allow(sam));
});

const refusals: readonly (readonly [string, CannotCover, Covering])[] = [
  ['COV-1', 'covers-themselves', covering({ staffId: jo })],
  ['COV-1', 'no-longer-works-here', covering({ isActive: false, hasRole: false })],
  ['COV-1', 'works-on-no-cases', covering({ hasRole: false })],
  ['COV-1', 'check-is-over', covering({ isCheckOver: true })],
  ['COV-1', 'is-away-then', covering({ away: [{ fromOn: days.untilOn, untilOn: days.untilOn }] })],
  ['COV-2', 'covered-already', covering({}, { isCovered: true })],
  ['COV-2', 'days-are-over', covering({}, { today: '2027-01-04' as PlainDate })],
];
for (const [id, because, asked] of refusals) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(cover(asked), refuse(because));
    assert.match(explain(because), /^[A-Z].*[^.]$/);
  });
}

test('COV-3 what holds is ended, and what has ended is not there', () => {
  assert.deepEqual(endEarly(true), allow('ended'));
  assert.deepEqual(endEarly(false), refuse('not-there'));
});
