import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { aFeedback, aFollowUp } from './examples.ts';
import { answer, check, dueAfter, explain, letGo, markDone, mayBeAsked, reoffending, wilson } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const day = (text: string) => text as PlainDate;

test('FOL-1 H11 each side is asked the next day, after 2 and 6 weeks, and after 3 and 6 months', () => {
  assert.deepEqual(
    dueAfter(day('2026-08-31')).map(({ dueOn }) => dueOn),
    ['2026-09-01', '2026-09-14', '2026-10-12', '2026-11-30', '2027-02-28'],
  );
});

for (const [id, because, changed, doneOn] of [
  ['FOL-2', 'already-done', { doneOn: day('2026-11-21') }, today],
  ['FOL-3', 'already-let-go', { letGoBecause: 'Moved away' }, today],
  ['FOL-2', 'done-in-the-future', {}, day('2026-11-24')],
] as const) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(markDone(aFollowUp(changed), doneOn, today), refuse(because));
    assert.notEqual(explain(because), '');
  });
}

test('FOL-3 a follow-up is let go only with a reason', () => {
  assert.deepEqual(letGo(aFollowUp(), '  '), refuse('reason-is-missing'));
  assert.equal(letGo(aFollowUp(), 'They asked us not to call').ok, true);
});

test('FOL-4 a survey needs one answer and no more', () => {
  const nothing = aFeedback({ satisfied: null, wouldRecommend: '', words: ' ' });
  assert.deepEqual(answer(nothing, false), refuse('nothing-answered'));
  assert.equal(answer({ ...nothing, words: 'It helped.' }, false).ok, true);
});

test('FOL-8 what was said today is not said again', () => {
  assert.deepEqual(answer(aFeedback(), true), refuse('said-today'));
});

test('FOL-5 a look at reoffending waits until its window is over', () => {
  const looked = { fromOn: day('2025-11-24'), months: 12 as const, checkedOn: today };
  assert.deepEqual(check(looked, today), refuse('window-is-not-over'));
  assert.equal(check({ ...looked, fromOn: day('2025-11-23') }, today).ok, true);
  assert.deepEqual(
    check({ ...looked, fromOn: day('2025-11-01'), checkedOn: day('2026-12-01') }, today),
    refuse('checked-in-the-future'),
  );
});

test('FOL-7 nobody is asked in the first week, before anything happened, or against their wish', () => {
  assert.deepEqual(mayBeAsked(day('2026-11-17'), today, false), refuse('too-soon'));
  assert.equal(mayBeAsked(day('2026-11-16'), today, false).ok, true);
  assert.deepEqual(mayBeAsked(null, today, false), refuse('nothing-happened-yet'));
  assert.deepEqual(mayBeAsked(day('2026-01-01'), today, true), refuse('does-not-want-to-be-asked'));
});

test('FOL-6 H18 satisfaction is counted with its Wilson interval', () => {
  for (const [hits, base, percent, low, high] of [
    [17, 20, 85, 64, 94.8],
    [34, 40, 85, 70.9, 92.9],
    [85, 100, 85, 76.7, 90.7],
    [4, 4, 100, 51, 100],
    [0, 7, 0, 0, 35.4],
    [53, 186, 28.5, 22.5, 35.4],
    [11, 53, 20.8, 12, 33.5],
  ] as const) {
    assert.deepEqual(wilson(hits, base), { percent, low, high, base });
  }
  assert.equal(wilson(0, 0), null);
});

test('an interval always holds its percentage and stays between nothing and everybody', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.float({ min: 0, max: 1, noNaN: true }), (base, share) => {
      const interval = wilson(Math.round(share * base), base);
      assert.ok(interval && interval.low <= interval.percent && interval.percent <= interval.high);
      assert.ok(interval.low >= 0 && interval.high <= 100);
    }),
  );
});

test('reoffending is told as a share of people and as a count', () => {
  assert.deepEqual(reoffending([0, 0, 1, 3, 0, 2, 0, 0, 5, 0]), {
    people: 10,
    binary: 40,
    perReoffender: 2.75,
    perPerson: 1.1,
  });
  assert.deepEqual(reoffending([]), { people: 0, binary: null, perReoffender: null, perPerson: null });
});
