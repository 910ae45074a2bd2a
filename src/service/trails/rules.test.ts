import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare, explain, placesAsText, placesIn, wordsOf, type Found } from './rules.ts';

/** A row whose mark says its place and its words, as a keyed digest would. */
function aRow(place: number, words: string, values: Found['values'] = 'as-written'): Found {
  return { place, mark: `${place} ${words}`, values, markAt: (at) => `${at} ${words}` };
}

const rows = [aRow(1, 'one'), aRow(2, 'two'), aRow(4, 'four')];
const sealed = rows.map(({ place, mark }) => ({ place, mark }));

test('TRL-4 rows that are as they were sealed give no finding', () => {
  assert.deepEqual(compare(sealed, rows), []);
});

for (const [fault, found, finding] of [
  ['removed', [aRow(1, 'one'), aRow(4, 'four')], { fault: 'removed', place: 2 }],
  ['altered', [aRow(1, 'one'), aRow(2, 'other'), aRow(4, 'four')], { fault: 'altered', place: 2 }],
  ['altered', [aRow(1, 'one'), aRow(2, 'two', 'changed'), aRow(4, 'four')], { fault: 'altered', place: 2 }],
  ['added', [...rows.slice(0, 2), aRow(3, 'three'), aRow(4, 'four')], { fault: 'added', place: 3 }],
  [
    'erased-without-record',
    [aRow(1, 'one', 'erased-without-record'), ...rows.slice(1)],
    { fault: 'erased-without-record', place: 1 },
  ],
] as const)
  test(`TRL-4 names a row that was ${fault}`, () => {
    assert.deepEqual(compare(sealed, found), [finding]);
  });

test('TRL-4 says of two rows that changed places where each was sealed', () => {
  assert.deepEqual(compare(sealed, [aRow(1, 'two'), aRow(2, 'one'), aRow(4, 'four')]), [
    { fault: 'moved', place: 1, from: 2 },
    { fault: 'moved', place: 2, from: 1 },
  ]);
});

test('TRL-3 erased values with a record are no finding', () => {
  assert.deepEqual(compare(sealed, [aRow(1, 'one', 'erased'), ...rows.slice(1)]), []);
});

test('a row whose seal is gone cannot be proven, and one that is gone with it is known to be', () => {
  assert.deepEqual(
    compare(
      [1, 2, 3].map((place) => ({ place, mark: null })),
      [aRow(1, 'one'), aRow(3, 'three')],
    ),
    [
      { fault: 'unproven', place: 1 },
      { fault: 'removed', place: 2 },
      { fault: 'unproven', place: 3 },
    ],
  );
});

const trail = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 });

test('TRL-4 whatever row is taken out, altered or moved, that row and no other is named', () => {
  fc.assert(
    fc.property(trail, fc.nat(), fc.constantFrom('removed', 'altered', 'moved'), (places, at, fault) => {
      const whole = places.toSorted((one, other) => one - other).map((place) => aRow(place, `w${place}`));
      const seal = whole.map(({ place, mark }) => ({ place, mark }));
      const chosen = whole[at % whole.length] as Found;
      const rest = whole.filter((row) => row !== chosen);
      const after = {
        removed: rest,
        altered: [...rest, aRow(chosen.place, 'forged')],
        moved: [...rest, aRow(1000, `w${chosen.place}`)],
      }[fault];
      const named = compare(seal, after).map(({ place }) => place);
      assert.deepEqual(named, fault === 'moved' ? [chosen.place, 1000] : [chosen.place]);
    }),
  );
});

test('places are written in runs and read again', () => {
  assert.equal(placesAsText([1, 2, 3, 5, 9, 10]), '1-3,5,9-10');
  fc.assert(
    fc.property(trail, (places) => {
      const inOrder = places.toSorted((one, other) => one - other);
      assert.deepEqual(placesIn(placesAsText(inOrder)), inOrder);
    }),
  );
  assert.deepEqual(placesIn(''), []);
});

test('every fault has words', () => {
  for (const fault of ['removed', 'cut-off', 'altered', 'added', 'erased-without-record', 'unproven'] as const) {
    assert.match(explain({ fault, place: 7 }), /^row 7 /);
  }
  assert.match(explain({ fault: 'moved', place: 7, from: 9 }), /row 7 .* place 9/);
  for (const fault of ['seal-altered', 'seal-removed', 'head-altered', 'head-missing'] as const) {
    assert.match(explain({ fault, seal: 3 }), /seal 3/);
  }
});

test('TRL-6 of a search all words are kept, then each by itself, however they were typed', () => {
  assert.deepEqual(wordsOf('  Joanne   Hartley '), ['joanne hartley', 'joanne', 'hartley']);
  assert.deepEqual(wordsOf('hartley'), ['hartley']);
  assert.deepEqual(wordsOf('Jo of Ely'), ['jo of ely', 'ely']);
  fc.assert(fc.property(fc.string(), (typed) => wordsOf(typed).length <= 12));
});
