import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { endWayIn, explain, letIn, ownAddress, sendCode, supporterSession } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const yes = { agreedOn: today, showsPlace: false, codeMayGo: false };
const ruth = { kind: 'supporter', email: 'ruth@example.org' } as const;

test('SUP-1 a supporter is let in on a yes that was said', () => {
  assert.deepEqual(letIn(ruth, yes, today), allow(yes));
});

for (const [because, kind, agreedOn] of [
  ['only-supporters', 'guardian', today],
  ['agreed-in-the-future', 'supporter', '2026-11-24' as PlainDate],
] as const)
  test(`SUP-1 refuses: ${because}`, () => {
    assert.deepEqual(letIn({ ...ruth, kind }, { ...yes, agreedOn }, today), refuse(because));
  });

test('SUP-5 a code may go where an address is written down, and refuses: no-address-for-a-code', () => {
  const back = { ...yes, codeMayGo: true };
  assert.deepEqual(letIn(ruth, back, today), allow(back));
  for (const email of ['', 'ruth', 'ruth at example.org'])
    assert.deepEqual(letIn({ ...ruth, email }, back, today), refuse('no-address-for-a-code'));
});

for (const [because, change] of [
  ['no-address-for-a-code', { address: '' }],
  ['no-day-to-come-to', { hasADay: false }],
  ['nothing-leaves-by-itself', { mailLeaves: false }],
] as const)
  test(`SUP-5 sends no code: ${because}`, () => {
    const now = { address: ruth.email, hasADay: true, mailLeaves: true };
    assert.deepEqual(sendCode(now), allow(ruth.email));
    assert.deepEqual(sendCode({ ...now, ...change }), refuse(because));
  });

test('SUP-6 an address is read as people type it', () => {
  assert.equal(ownAddress(' Ruth@Example.org '), 'ruth@example.org');
  assert.equal(ownAddress('01604 123456'), undefined);
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
  for (const reason of [
    'only-supporters',
    'agreed-in-the-future',
    'no-address-for-a-code',
    'code-does-not-work',
    'not-an-address',
    'reason-is-missing',
    'nothing-to-end',
  ] as const)
    assert.match(explain(reason), /^[A-Z]/);
  assert.deepEqual(supporterSession, { hours: 1, idleMinutes: 20, warnMinutes: 4 });
});
