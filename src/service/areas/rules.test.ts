import assert from 'node:assert/strict';
import { test } from 'node:test';
import { northamptonshire } from './examples.ts';
import { districtOf } from './rules.ts';

for (const [typed, district] of [
  ['NN1', 'NN1'],
  ['nn1 1aa', 'NN1'],
  ['NN11AA', 'NN1'],
  ['NN111AA', 'NN11'],
  ['NN1 1', 'NN1'],
  ['  pe8  4aa ', 'PE8'],
  ['nn 1 1aa', 'NN1'],
  ['W1A 1AA', 'W1A'],
] as const) {
  test(`ARE-1 of “${typed}” only ${district} is kept`, () => {
    assert.equal(districtOf(typed), district);
  });
}

for (const typed of ['', 'Kettering', '12345', 'NN1 1AA extra', '🙂', 'NN', 'N'.repeat(10_000)]) {
  test(`ARE-1 “${typed.slice(0, 20)}” is no postcode`, () => {
    assert.equal(districtOf(typed), null);
  });
}

test('ARE-1 every district of the county is one, and named once', () => {
  const districts = northamptonshire.map(({ district }) => district);
  assert.deepEqual(districts.map(districtOf), districts);
  assert.equal(new Set(districts).size, districts.length);
});
