import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PlainDate } from '#vocabulary/dates.ts';
import { endedBy, fewestShown, lastDayOf, makeReady, period, release, shareOf, together } from './rules.ts';
import { tables } from './tables-rules.ts';

const day = (text: string) => text as PlainDate;

test('FIG-1 FIG-2 a small number is hidden, and another beside it (domain 180)', () => {
  assert.deepEqual(release([41, 12, 7, 3]), { total: 63, parts: [41, 12, null, null] });
  assert.deepEqual(release([41, 12, 7, 5]), { total: 65, parts: [41, 12, 7, 5] });
});

test('FIG-1 fewer than five in all are not shown, nor any part of them', () => {
  assert.deepEqual(release([2, 1, 1]), { total: null, parts: [null, null, null] });
  assert.deepEqual(release([4]), { total: null, parts: [null] });
  assert.deepEqual(release([5]), { total: 5, parts: [5] });
});

test('FIG-2 what stands beside a small number leaves room for it: a five would give away a nought', () => {
  assert.deepEqual(release([30, 9, 5, 0]), { total: 44, parts: [30, null, null, null] });
  assert.deepEqual(release([5, 0]), { total: 5, parts: [null, null] });
});

const counts = fc.array(fc.oneof(fc.nat(6), fc.nat(14)), { minLength: 1, maxLength: 4 });

/** Every list of counts that has this total and shows the same: what somebody must reckon with who knows the figures and this rule. */
function thatLookAlike(shown: ReturnType<typeof release>, length: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  const most = shown.total ?? fewestShown - 1;
  const extend = (begun: readonly number[], left: number): void => {
    const known = shown.parts[begun.length];
    if (begun.length === length) {
      if ((shown.total === null || left === 0) && same(release(begun), shown)) found.push(begun);
      return;
    }
    for (const next of known === null || known === undefined ? Array(left + 1).keys() : [known])
      if (next <= left) extend([...begun, next], left - next);
  };
  extend([], most);
  return found;
}

function same(one: ReturnType<typeof release>, other: ReturnType<typeof release>): boolean {
  return one.total === other.total && one.parts.every((part, at) => part === other.parts[at]);
}

test('FIG-2 no small number can be worked out: even who knows this rule must reckon with none to three of it', () => {
  let hidden = 0;
  fc.assert(
    fc.property(counts, (list) => {
      const shown = release(list);
      for (const number of [shown.total, ...shown.parts]) assert.ok(number === null || number >= fewestShown);
      const alike = thatLookAlike(shown, list.length);
      for (const [at, count] of list.entries()) {
        if (count >= fewestShown || list.length === 1) continue;
        hidden += 1;
        const possible = new Set(alike.map((each) => each[at]));
        assert.ok(
          [0, 1, 2, 3].every((each) => possible.has(each)),
          `${list.join(' ')} tells of ${count}`,
        );
      }
    }),
    { numRuns: 600 },
  );
  assert.ok(hidden > 300, `${hidden} small numbers were looked for`);
});

test('FIG-2 what is shown adds up to the total where nothing is hidden, and never one alone is hidden', () => {
  fc.assert(
    fc.property(counts, (list) => {
      const { total, parts } = release(list);
      const missing = parts.filter((each) => each === null).length;
      if (total === null || list.length === 1) return;
      assert.notEqual(missing, 1);
      if (missing === 0)
        assert.equal(
          total,
          parts.reduce<number>((sum, each) => sum + (each ?? 0), 0),
        );
    }),
  );
});

test('FIG-1 a quarter is made ready table by table, with the codes of the record gathered', () => {
  const figures = makeReady([
    { ofTable: 'closed', part: 'completed-direct', number: 4 },
    { ofTable: 'closed', part: 'completed-indirect', number: 9 },
    { ofTable: 'closed', part: 'deceased', number: 1 },
    { ofTable: 'closed', part: 'harmed-declined', number: 30 },
  ]);
  const of = (part: string) => figures.find((each) => each.ofTable === 'closed' && each.part === part)?.shown;
  assert.deepEqual([of('total'), of('completed'), of('harmed-said-no'), of('other')], [44, 13, null, null]);
  assert.equal(
    figures.length,
    Object.values(tables).reduce((sum, { parts }) => sum + 1 + Object.keys(parts).length, 0),
  );
  assert.throws(() => makeReady([{ ofTable: 'closed', part: 'eaten', number: 9 }]), /Nobody knows/);
  assert.throws(() => makeReady([{ ofTable: 'addresses', part: 'total', number: 9 }]), /Nobody knows/);
});

test('FIG-3 a quarter is made ready two weeks after its end', () => {
  assert.equal(endedBy(day('2026-04-15')), '2026-04-01');
  assert.equal(lastDayOf(day('2026-01-01')), '2026-03-31');
});

test('FIG-5 a longer time adds up what its quarters show, and says where something is missing', () => {
  assert.deepEqual(together([12, null, 9]), { atLeast: 21, hidden: 1, of: 3 });
  assert.equal(shareOf(together([10]), together([40])), 25);
  assert.equal(shareOf(together([10]), together([19])), null);
  assert.equal(shareOf(together([10, null]), together([40, 40])), null);
});

test('a time is chosen by quarters that are there, in whatever order; else the last four are shown', () => {
  const made = ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01'].map(day);
  assert.deepEqual(period(made, '', ''), made.slice(1));
  assert.deepEqual(period(made, '2025-04-01', '2025-01-01'), made.slice(0, 2));
  assert.deepEqual(period(made, 'x', '2025-04-01'), made.slice(1, 2));
  assert.deepEqual(period([], '', ''), []);
});
