import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearbyServices } from './examples.ts';
import { nearbyFor, nearbyIn, NotNearby } from './nearby-rules.ts';

const named = (district: string) => nearbyFor(district, nearbyServices).map(({ name }) => name.split(' ')[0]);

test('ARE-2 a place is handed on to whoever names its district, before whoever names its letters', () => {
  assert.deepEqual(named('LE1'), ['Soar']);
  assert.deepEqual(named('LE15'), ['Welland']);
  assert.deepEqual(named('CV11'), ['Soar']);
  assert.deepEqual(named('CV1'), []);
  assert.deepEqual(named('L1'), [], 'letters are whole: L is not LE');
});

test('ARE-2 a file names services a few lines each, and whatever is for its editor is not read', () => {
  const [soar, welland] = nearbyIn(
    '# Ours\n\nname: Soar\nphone: 0116 496 0000\nwebsite: https://soar.example\npostcodes: le, cv11\n\n\nname: Welland\nphone: 01733\n# late\npostcodes: PE\n',
  );
  assert.deepEqual(soar?.postcodes, ['LE', 'CV11']);
  assert.deepEqual(welland, { name: 'Welland', phone: '01733', website: '', postcodes: ['PE'] });
  assert.deepEqual(nearbyIn('# Nobody'), []);
});

for (const [text, line, words] of [
  ['name: A\nfax: 1', 2, /begins with none of name, phone/],
  ['# \n\nphone: 1\npostcodes: LE', 3, /without a name/],
  ['name: A\npostcodes: LE', 1, /without phone or website/],
  ['name: A\nphone: ring Jo\npostcodes: LE', 1, /no number/],
  ['name: A\nwebsite: javascript:go()\npostcodes: LE', 1, /https/],
  ['name: A\nphone: 1', 1, /not like LE17 or LE: none/],
  ['name: A\nphone: 1\npostcodes: LE17 1AA', 1, /not like LE17 or LE: 1AA/],
] as const) {
  test(`what is wrong in a file of services nearby is told with its line: ${words.source}`, () => {
    assert.throws(
      () => nearbyIn(text),
      (error) => error instanceof NotNearby && error.line === line && words.test(error.message),
    );
  });
}
