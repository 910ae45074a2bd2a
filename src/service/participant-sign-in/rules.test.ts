import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import {
  endAccess,
  endReasons,
  endReasonWords,
  explain,
  keepPasskey,
  participantSession,
  readKnown,
  wayForCode,
  type WaysNow,
} from './rules.ts';

test('PSI-7 sessions are short', () => {
  assert.deepEqual(participantSession, { hours: 2, idleMinutes: 20, warnMinutes: 4 });
});

for (const [typed, channel, reached] of [
  [' Joanne@Example.org ', 'email', 'joanne@example.org'],
  ['07700 900123', 'phone', '07700900123'],
  ['+44 7700 900123', 'phone', '07700900123'],
  ['0044 (7700) 900-123', 'phone', '07700900123'],
  ['+44 (0)7700 900123', 'phone', '07700900123'],
  ['+07700 900123', 'phone', '07700900123'],
  ['+353 87 123 4567', 'phone', '353871234567'],
] as const)
  test(`PSI-3 somebody is known however they type it: ${typed}`, () => {
    assert.deepEqual(readKnown(typed), { channel, reached });
  });

test('PSI-3 what is neither an address nor a number is known as nobody', () => {
  for (const typed of ['', 'joanne', '@', 'a@b', '123', '<script>', 'a@b.c@d.e'])
    assert.equal(readKnown(typed), undefined);
});

const reach = { to: 'joanne@example.org', maySayWhoCalls: false, codeword: '' };
const safe: WaysNow = { wanted: allow(true), ways: [{ channel: 'email', decision: allow(reach) }] };

const byItself = { email: true, text: true };

test('PSI-4 a code goes by e-mail where that is safe now', () => {
  assert.deepEqual(wayForCode('email', safe, byItself), allow({ ...reach, channel: 'email' }));
});

test('PSI-4 a code goes by text where that is safe now, to the number as networks write it', () => {
  const phone = { ...reach, to: '07700 900123' };
  const ways: WaysNow = { ...safe, ways: [{ channel: 'text', decision: allow(phone) }] };
  assert.deepEqual(wayForCode('phone', ways, byItself), allow({ ...phone, to: '+447700900123', channel: 'text' }));
  assert.deepEqual(wayForCode('phone', ways, { ...byItself, text: false }), refuse('nothing-leaves-by-itself'));
});

for (const [because, channel, ways] of [
  ['does-not-want-to-hear', 'email', { ...safe, wanted: refuse('said-no-to-contact') }],
  ['not-safe-now', 'phone', safe],
  ['not-safe-now', 'phone', { ...safe, ways: [{ channel: 'text', decision: refuse('not-at-this-hour') }] }],
  [
    'not-safe-now',
    'phone',
    { ...safe, ways: [{ channel: 'text', decision: allow({ ...reach, to: '01604 496012' }) }] },
  ],
  ['not-safe-now', 'email', { ...safe, ways: [{ channel: 'email', decision: refuse('channel-is-not-safe') }] }],
  ['not-safe-now', 'email', { ...safe, ways: [{ channel: 'post', decision: allow(reach) }] }],
] as const)
  test(`PSI-4 no code goes: ${because}`, () => {
    assert.deepEqual(wayForCode(channel, ways, byItself), refuse(because));
  });

test('PSI-5 access is ended with a reason, and another reason is said', () => {
  assert.deepEqual(endAccess('not-safe', ''), allow('not-safe'));
  assert.deepEqual(endAccess('another-reason', ' '), refuse('say-why'));
  assert.deepEqual(endAccess('another-reason', 'Her phone was sold.'), allow('another-reason'));
  assert.ok(endReasons.every((reason) => endReasonWords[reason] !== ''));
});

test('PSI-6 a passkey is kept that is what was asked for, up to five', () => {
  assert.deepEqual(keepPasskey(true, 4), allow(true));
  assert.deepEqual(keepPasskey(false, 0), refuse('passkey-was-not-made'));
  assert.deepEqual(keepPasskey(true, 5), refuse('five-are-enough'));
});

test('every refusal has words', () => {
  for (const reason of [
    'say-why',
    'link-or-code-does-not-work',
    'code-does-not-work',
    'passkey-was-not-made',
    'five-are-enough',
    'passkey-does-not-work',
  ] as const)
    assert.match(explain(reason), /^[A-Z]/);
});
