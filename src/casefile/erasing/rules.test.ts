import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { eraseOne, explain } from './rules.ts';

const one = { serviceId: 'a service', personId: 'a person', hasOpenCase: false };

test('ERA-1 one person is erased for a reason, when every case of theirs is closed', () => {
  assert.deepEqual(eraseOne([one], 'They asked'), allow(one));
});

for (const [because, found, why] of [
  ['nobody-of-that-name-there', [], 'They asked'],
  ['several-of-that-name-there', [one, one], 'They asked'],
  ['a-case-is-open', [{ ...one, hasOpenCase: true }], 'They asked'],
  ['say-why', [one], ' '],
] as const)
  test(`ERA-1 refuses: ${because}`, () => {
    assert.deepEqual(eraseOne(found, why), refuse(because));
    assert.match(explain(because), /^[A-Z]/);
  });
