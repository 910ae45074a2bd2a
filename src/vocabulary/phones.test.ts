import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberForTexts } from './phones.ts';

for (const typed of [
  '07700 900123',
  '07700900123',
  ' 07700-900-123 ',
  '(07700) 900123',
  '+44 7700 900123',
  '+44 (0)7700 900-123',
  '0044 7700 900123',
  '44 7700 900123',
  '7700 900123',
])
  test(`${typed.trim()} takes texts, however it is typed`, () => {
    assert.equal(numberForTexts(typed), '+447700900123');
  });

test('a number of another country is taken as it is, and one of the Isle of Man', () => {
  assert.equal(numberForTexts('+353 87 123 4567'), '+353871234567');
  assert.equal(numberForTexts('00353 87 123 4567'), '+353871234567');
  assert.equal(numberForTexts('07624 123456'), '+447624123456');
});

for (const [what, typed] of [
  ['a landline', '01604 496 0123'],
  ['a landline with its country', '+44 1604 496012'],
  ['a landline of London', '020 7946 0123'],
  ['a number for business', '0300 123 1234'],
  ['a pager', '07601 234567'],
  ['a personal number', '07012 345678'],
  ['too short a number', '07700 90012'],
  ['too long a number', '07700 900 1234'],
  ['a British number that is too long', '+44 7700 900 1234'],
  ['words', 'ask my sister'],
  ['nothing', ''],
] as const)
  test(`${what} takes no texts`, () => {
    assert.equal(numberForTexts(typed), undefined);
  });
