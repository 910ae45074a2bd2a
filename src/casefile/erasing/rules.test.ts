import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { eraseOne, explain, explainLook, lookThrough, markOf, namesThem, type SharedText } from './rules.ts';

const one = { serviceId: 'a service', personId: 'a person', hasOpenCase: false, textsLeft: 0 };

test('ERA-1 one person is erased for a reason, when every case of theirs is closed', () => {
  assert.deepEqual(eraseOne([one], 'They asked'), allow(one));
});

for (const [because, found, why] of [
  ['nobody-of-that-name-there', [], 'They asked'],
  ['several-of-that-name-there', [one, one], 'They asked'],
  ['a-case-is-open', [{ ...one, hasOpenCase: true }], 'They asked'],
  ['texts-not-looked-through', [{ ...one, textsLeft: 1 }], 'They asked'],
  ['say-why', [one], ' '],
] as const)
  test(`ERA-1 refuses: ${because}`, () => {
    assert.deepEqual(eraseOne(found, why), refuse(because));
    assert.match(explain(because), /^[A-Z]/);
  });

const text: SharedText = { tab: 'closures', col: 'note', rowKey: 'a row', words: 'She rang.', isStruck: null };
const other = { ...text, rowKey: 'another row' };
const read = { shown: [markOf(text), markOf(other)], struck: [markOf(other)], isEachRead: true };

test('ERA-2 what was shown is struck out or stays, and nothing else is said', () => {
  const third = { ...text, rowKey: 'a third row' };
  assert.deepEqual(
    lookThrough([text, other, third], read, 'closed'),
    allow([
      { ...text, isStruck: false },
      { ...other, isStruck: true },
    ]),
  );
});

for (const [because, looked, status] of [
  ['a-case-is-open', read, 'open'],
  ['not-there', { ...read, struck: ['closures note gone'] }, 'closed'],
  ['say-that-each-was-read', { ...read, isEachRead: false }, 'closed'],
] as const)
  test(`ERA-2 refuses: ${because}`, () => {
    assert.deepEqual(lookThrough([text, other], looked, status), refuse(because));
    assert.match(explainLook(because), /^[A-Z]/);
  });

test('ERA-2 a text that names somebody is known by any part of their name, whole and in any letters', () => {
  const names = ['Renée O’Hartley', 'Ren'];
  for (const words of ['RENEE came', 'of Hartley’s', 'Ren, too']) assert.ok(namesThem(words, names), words);
  for (const words of ['Renfrew Street', 'Hart', 'O no']) assert.ok(!namesThem(words, names), words);
});
