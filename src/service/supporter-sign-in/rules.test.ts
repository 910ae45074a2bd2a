import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { endWayIn, explain, letIn, supporterSession } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const yes = { agreedOn: today, showsPlace: false };

test('SUP-1 a supporter is let in on a yes that was said', () => {
  assert.deepEqual(letIn('supporter', yes, today), allow(yes));
});

for (const [because, kind, agreedOn] of [
  ['only-supporters', 'guardian', today],
  ['agreed-in-the-future', 'supporter', '2026-11-24' as PlainDate],
] as const)
  test(`SUP-1 refuses: ${because}`, () => {
    assert.deepEqual(letIn(kind, { ...yes, agreedOn }, today), refuse(because));
  });

for (const [because, isOpen, words] of [
  ['reason-is-missing', true, ' '],
  ['nothing-to-end', false, 'She asked.'],
] as const)
  test(`SUP-4 refuses: ${because}`, () => {
    assert.deepEqual(endWayIn(isOpen, words), refuse(because));
  });

test('SUP-4 a way in is ended with a reason', () => {
  assert.deepEqual(endWayIn(true, 'She asked.'), allow('She asked.'));
});

test('every refusal has words, and sessions are short', () => {
  for (const reason of ['only-supporters', 'agreed-in-the-future', 'reason-is-missing', 'nothing-to-end'] as const)
    assert.match(explain(reason), /^[A-Z]/);
  assert.deepEqual(supporterSession, { hours: 1, idleMinutes: 20 });
});
