import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { answerAgain, changeClient, explain, makeClient, tokenSeconds } from './rules.ts';

const lewis = 'lewis' as StaffId;

test('API-1 somebody of the agency answers for a program, and API-2 it has a name', () => {
  const people = [{ staffId: lewis }];
  assert.deepEqual(makeClient({ name: 'Records', staffId: lewis }, people), allow({ name: 'Records', staffId: lewis }));
  assert.deepEqual(
    makeClient({ name: '', staffId: 'naomi' }, people),
    refuse('name-is-missing', 'nobody-answers-for-it'),
  );
});

test('API-3 a token lasts half an hour, and a program that was ended stays so', () => {
  assert.equal(tokenSeconds, 30 * 60);
  assert.deepEqual(changeClient({ endedAt: null }), allow('may-change'));
  assert.deepEqual(changeClient({ endedAt: new Date() }), refuse('program-has-ended'));
});

test('API-4 the same request is answered as before, and another one under its key is refused', () => {
  const before = { askedMark: 'a', status: 201, body: { reference: '7KQ2-M4TX' } };
  assert.deepEqual(answerAgain(before, 'a'), allow({ status: 201, body: { reference: '7KQ2-M4TX' } }));
  assert.deepEqual(answerAgain(before, 'b'), refuse('key-was-used-for-something-else'));
});

test('every refusal has words', () => {
  for (const reason of ['name-is-missing', 'nobody-answers-for-it', 'program-has-ended'] as const)
    assert.match(explain(reason), /^[A-Z]/);
});
