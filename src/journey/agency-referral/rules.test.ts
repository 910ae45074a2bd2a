import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { risksAsKept, risksIn } from '#vocabulary/safety-flags.ts';
import {
  allowedStatus,
  amend,
  askToStop,
  explain,
  toldBecause,
  wasTold,
  withdraw,
  type CannotAmend,
  type CannotAskToStop,
  type CannotWithdraw,
} from './rules.ts';

const waiting = { status: 'received', before: '07700 900123', isSafeWay: true } as const;
const change = { field: 'phone', words: '07700 900456', because: 'She has a new number.' } as const;

test('AGY-1 an agency learns six things of a referral, and a closed case tells no reason', () => {
  const all = (['received', 'acknowledged', 'accepted', 'declined', 'withdrawn'] as const).flatMap((status) =>
    [false, true].map((isFinished) => allowedStatus(status, isFinished)),
  );
  assert.deepEqual(new Set(all), new Set(['with-us', 'read', 'in-touch', 'finished', 'not-taken-on', 'withdrawn']));
  assert.equal(allowedStatus('accepted', false), 'in-touch');
  assert.equal(allowedStatus('accepted', true), 'finished');
});

test('AGY-5 H17 reasons that could tell what somebody chose are one, and so is every reason we do not know', () => {
  for (const reason of ['out-of-area', 'live-court-case', 'other-service', 'not-enough-known'] as const)
    assert.equal(toldBecause(reason), reason);
  for (const reason of ['no-contact-wanted', 'not-suitable', 'duplicate', 'a reason of tomorrow'])
    assert.equal(toldBecause(reason), 'not-now');
});

test('TEL-2 whoever agreed was told, whatever stands there', () => {
  assert.deepEqual([wasTold('', false), wasTold('PC Grant', false), wasTold('', true)], [false, true, true]);
});

test('AGY-2 a change is made while nobody has decided, and only told afterwards', () => {
  assert.deepEqual(amend(waiting, change), allow({ ...change, wasApplied: true }));
  for (const status of ['accepted', 'declined'] as const)
    assert.deepEqual(amend({ ...waiting, status }, change), allow({ ...change, wasApplied: false }));
  const message = { field: 'message', words: 'Please ring me first.', because: '' } as const;
  assert.deepEqual(
    amend({ ...waiting, before: '', isSafeWay: false }, message),
    allow({ ...message, wasApplied: false }),
  );
});

test('AGY-7 what the person knows is changed whatever was decided, and says yes or no', () => {
  const no = { field: 'agreed', words: 'no', because: 'She thought again.' } as const;
  for (const status of ['received', 'accepted', 'declined'] as const) {
    assert.deepEqual(amend({ ...waiting, status, before: 'yes' }, no), allow({ ...no, wasApplied: true }));
    const told = { field: 'told', words: '', because: 'It was somebody else.' } as const;
    assert.deepEqual(amend({ ...waiting, status, before: 'PC Grant' }, told), allow({ ...told, wasApplied: true }));
  }
  assert.deepEqual(amend({ ...waiting, before: 'yes' }, { ...no, words: 'perhaps' }), refuse('words-are-missing'));
  assert.deepEqual(amend({ ...waiting, before: 'no' }, no), refuse('nothing-changes'));
  assert.deepEqual(amend({ ...waiting, before: 'yes', status: 'withdrawn' }, no), refuse('is-withdrawn'));
});

test('AGY-8 a risk is only added, with why, and nobody learns from it what stood', () => {
  const risk = { field: 'risks', words: 'self-harm stalking', because: 'Her sister rang.' } as const;
  const asked = { ...waiting, before: '' };
  assert.deepEqual(amend(asked, risk), allow({ ...risk, wasApplied: true }));
  assert.deepEqual(amend({ ...asked, before: risk.words }, risk), allow({ ...risk, wasApplied: true }));
  for (const status of ['accepted', 'declined'] as const)
    assert.deepEqual(amend({ ...asked, status }, risk), allow({ ...risk, wasApplied: false }));
  for (const words of ['', 'cheek', 'stalking cheek'])
    assert.deepEqual(amend(asked, { ...risk, words }), refuse('words-are-missing'), words);
  assert.deepEqual(amend(asked, { ...risk, because: '' }), refuse('reason-is-missing'));
  assert.deepEqual(amend({ ...asked, status: 'withdrawn' }, risk), refuse('is-withdrawn'));
  assert.deepEqual(risksIn(risksAsKept(['stalking', 'self-harm', 'stalking'])), ['self-harm', 'stalking']);
});

for (const [because, referral, amendment] of [
  ['is-withdrawn', { ...waiting, status: 'withdrawn' }, change],
  ['words-are-missing', { ...waiting, isSafeWay: false }, { ...change, field: 'what-happened', words: '' }],
  ['words-are-missing', { ...waiting, isSafeWay: false }, { field: 'message', words: '', because: '' }],
  ['a-safe-way-needs-it', waiting, { ...change, words: '' }],
  ['nothing-changes', waiting, { ...change, words: waiting.before }],
  ['reason-is-missing', waiting, { ...change, because: '' }],
] as const)
  test(`AGY-2 refuses: ${because}`, () => {
    assert.deepEqual(amend(referral, amendment), refuse(because));
  });

for (const [because, referral, amendment] of [
  ['way-is-not-safe', { ...waiting, isSafeWay: false }, change],
  ['way-is-not-safe', { ...waiting, isSafeWay: false }, { ...change, field: 'address' }],
  ['way-is-not-safe', { ...waiting, status: 'accepted', isSafeWay: false }, change],
  ['phone-is-no-number', waiting, { ...change, words: 'ask her mum' }],
  ['email-is-no-address', waiting, { ...change, field: 'email', words: 'joanne at home' }],
] as const)
  test(`AGY-4 refuses: ${because}, for ${amendment.field}`, () => {
    assert.deepEqual(amend(referral, amendment), refuse(because));
  });

test('AGY-4 what is kept of a way that is not safe may be taken out, and other words are not held to it', () => {
  const unsafe = { ...waiting, isSafeWay: false };
  assert.ok(amend(unsafe, { ...change, words: '' }).ok);
  assert.ok(amend(unsafe, { ...change, field: 'hopes', words: 'An apology' }).ok);
});

test('AGY-3 a referral is taken back while nobody has decided', () => {
  const wish = { reason: 'the-person-asked', words: '' } as const;
  for (const status of ['received', 'acknowledged'] as const) assert.deepEqual(withdraw(status, wish), allow(wish));
  for (const status of ['accepted', 'declined'] as const)
    assert.deepEqual(withdraw(status, wish), refuse('is-decided'));
  assert.deepEqual(withdraw('withdrawn', wish), refuse('is-withdrawn'));
  assert.deepEqual(withdraw('received', { reason: 'another-reason', words: '' }), refuse('reason-is-missing'));
});

test('AGY-6 an agency asks to stop once its referral is taken on, and says why', () => {
  const wish = { reason: 'the-person-asked', words: '' } as const;
  assert.deepEqual(askToStop({ status: 'accepted', isFinished: false }, wish), allow(wish));
  for (const status of ['received', 'acknowledged'] as const)
    assert.deepEqual(askToStop({ status: status, isFinished: false }, wish), refuse('is-not-begun'));
  assert.deepEqual(askToStop({ status: 'declined', isFinished: false }, wish), refuse('is-not-taken-on'));
  assert.deepEqual(askToStop({ status: 'withdrawn', isFinished: false }, wish), refuse('is-withdrawn'));
  assert.deepEqual(
    askToStop({ status: 'accepted', isFinished: false }, { reason: 'another-reason', words: '' }),
    refuse('reason-is-missing'),
  );
  assert.deepEqual(askToStop({ status: 'accepted', isFinished: true }, wish), refuse('is-finished'));
});

test('every refusal has words', () => {
  const reasons: readonly (CannotAmend | CannotWithdraw | CannotAskToStop)[] = [
    'is-not-begun',
    'is-not-taken-on',
    'is-withdrawn',
    'was-decided-just-now',
    'words-are-missing',
    'nothing-changes',
    'reason-is-missing',
    'a-safe-way-needs-it',
    'way-is-not-safe',
    'phone-is-no-number',
    'email-is-no-address',
    'is-decided',
  ];
  for (const reason of reasons) assert.match(explain(reason), /^[A-Z]/);
});
