import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import { becomeCase, belongTogether, explainLink, link, unlink } from './rules.ts';

const waits = ['acknowledged', 'open', ['referral']] as const;
const known = { who: [{ aboutId: 'referral', participantId: 'joanne' }] };

test('LIK-4 a referral that waits is linked to an open case, each of its people said', () => {
  assert.deepEqual(link(...waits, known), { ok: true, value: known });
  assert.deepEqual(link('declined', 'open', ['referral'], known), refuse('already-decided'));
  assert.deepEqual(link('received', 'closed', ['referral'], known), refuse('case-is-closed'));
  assert.deepEqual(link('received', 'open', ['referral', 'other'], known), refuse('somebody-is-not-said'));
  const both = { who: ['referral', 'other'].map((aboutId) => ({ aboutId, participantId: 'joanne' })) };
  assert.deepEqual(link('received', 'open', ['referral', 'other'], both), refuse('two-are-one-person'));
});

test('LIK-5 a link is taken back once', () => {
  assert.equal(unlink({ caseId: 'one' }).ok, true);
  assert.deepEqual(unlink(undefined), refuse('not-linked'));
});

test('each refusal has words', () => {
  for (const reason of [
    'already-decided',
    'case-is-closed',
    'two-are-one-person',
    'somebody-is-not-said',
    'not-linked',
    'belongs-already',
    'other-belongs-elsewhere',
  ] as const)
    assert.match(explainLink(reason), /^[A-Z].*[^.]$/);
});

const free = { status: 'received', isPaired: false, isFirst: false } as const;
for (const [because, one, other] of [
  ['already-decided', { ...free, status: 'declined' }, free],
  ['already-decided', free, { ...free, status: 'accepted' }],
  ['belongs-already', { ...free, isPaired: true }, free],
  ['other-belongs-elsewhere', { ...free, isFirst: true }, free],
  ['other-belongs-elsewhere', free, { ...free, isPaired: true }],
] as const)
  test(`LIK-10 refuses: ${because}`, () => {
    assert.deepEqual(belongTogether(one, other), refuse(because));
  });

test('LIK-10 two that wait belong together, and the second becomes no case of its own', () => {
  assert.equal(belongTogether(free, { ...free, status: 'acknowledged' }).ok, true);
  assert.deepEqual(becomeCase(true), refuse('belongs-with-another'));
  assert.equal(becomeCase(false).ok, true);
});
