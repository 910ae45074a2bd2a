import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { Stand } from '#vocabulary/consent.ts';
import { about } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import {
  afterAsking,
  atHour,
  explain,
  kindsThatStop,
  lookAgainAfter,
  nextStep,
  noticeKinds,
  settle,
  settlingsOf,
  waitAfter,
  wantsToHear,
  type NoticeStatus,
  type Way,
  type Ways,
} from './rules.ts';
import { agencyHasNews, agencyIsAsked, agencyIsWrittenTo, wrapped } from './letters.ts';

const reach = { to: 'joanne@example.org', maySayWhoCalls: false, codeword: '' };
const noon = new Date('2026-11-23T12:00:00Z');
const way = (channel: Way['channel'], decision: Way['decision'], opensAtHour: number | null = null): Way => ({
  channel,
  decision,
  opensAtHour,
});
const open = (...ways: readonly Way[]): Ways => ({ wanted: allow(true), ways });

for (const [id, expected, ways] of [
  ['H16 the first safe way is taken', 'email', open(way('email', allow(reach)), way('post', allow(reach)))],
  [
    'H16 a way that is not safe is passed over',
    'post',
    open(way('email', refuse('channel-is-not-safe')), way('post', allow(reach))),
  ],
] as const) {
  test(id, () => {
    assert.deepEqual(nextStep(ways, noon), { step: 'go', channel: expected, reach });
  });
}

test('NTC-4 where only the hour is wrong it waits for the hour', () => {
  const shut = way('text', refuse('not-at-this-hour'), 18);
  assert.deepEqual(nextStep(open(way('email', refuse('channel-is-not-safe')), shut), noon), {
    step: 'wait',
    until: new Date('2026-11-23T18:00:00Z'),
  });
});

test('NTC-4 where more than the hour is wrong it stops and says what', () => {
  for (const [because, ways] of [
    [
      'no-checked-contact-point',
      open(
        way('email', refuse('channel-is-not-safe')),
        way('text', refuse('no-checked-contact-point', 'not-at-this-hour'), 18),
      ),
    ],
    ['channel-is-not-safe', open(way('email', refuse('no-checked-contact-point', 'channel-is-not-safe')))],
    ['nobody-said-what-is-safe', open(way('email', refuse('nobody-said-what-is-safe')))],
    ['no-way-to-write', open()],
  ] as const) {
    assert.deepEqual(nextStep(ways, noon), { step: 'stop', because });
  }
});

test('NTC-5 whoever said no, took a yes back or asked us to wait is not written to', () => {
  const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
  const guardian = '0b6d5c1e-0000-4000-8000-000000000002' as CompanionId;
  const today = '2026-11-23' as PlainDate;
  const stand = (changed: Partial<Stand>): Stand => ({
    participantId: joanne,
    guardianId: null,
    ...about('be-contacted'),
    answer: 'given',
    askAfter: null,
    ...changed,
  });
  assert.equal(
    wantsToHear([], joanne, today).ok,
    true,
    'silence is not a no: the first letter comes before any answer',
  );
  for (const [stands, refused] of [
    [[stand({ answer: 'declined' })], 'said-no-to-contact'],
    [[stand({}), stand({ answer: 'withdrawn' })], 'said-no-to-contact'],
    [[stand({}), stand({ answer: 'declined', guardianId: guardian })], 'said-no-to-contact'],
    [[stand({ answer: 'not-now', askAfter: '2026-12-27' as PlainDate })], 'asked-us-to-wait'],
  ] as const) {
    assert.deepEqual(wantsToHear(stands, joanne, today), refuse(refused));
  }
  assert.equal(wantsToHear([stand({ answer: 'declined' }), stand({})], joanne, today).ok, true);
  assert.equal(wantsToHear([stand({ answer: 'not-now', askAfter: today })], joanne, today).ok, true);
  const shut: Ways = { wanted: refuse('said-no-to-contact'), ways: [way('email', allow(reach))] };
  assert.deepEqual(nextStep(shut, noon), { step: 'stop', because: 'said-no-to-contact' });
});

test('H2 what stops with a yes that is taken back', () => {
  assert.deepEqual(kindsThatStop(about('be-contacted')), noticeKinds);
  assert.ok(kindsThatStop(about('mode', { mode: 'letter' })).includes('letter-offered'));
  assert.ok(!kindsThatStop(about('mode', { mode: 'video' })).includes('letter-offered'));
  assert.deepEqual(kindsThatStop(about('follow-up')), ['follow-up-due']);
  assert.deepEqual(kindsThatStop(about('share-name')), []);
});

test('NTC-6 the waits grow, and then a person looks', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => waitAfter(tries) ?? 0);
  assert.deepEqual(
    waits,
    waits.toSorted((one, other) => one - other),
  );
  assert.ok(waits.every((minutes) => minutes > 0));
  assert.equal(waitAfter(8), null);
});

test('NTC-8 the networks are asked for three days, less and less often', () => {
  const waits = [0, 1, 2, 3, 4, 5].map((looked) => lookAgainAfter(looked) ?? 0);
  assert.deepEqual(
    waits,
    waits.toSorted((one, other) => one - other),
  );
  assert.ok(waits.reduce((sum, wait) => sum + wait) > 3 * 24 * 60);
  assert.equal(lookAgainAfter(6), null);
});

for (const [became, sent, unsure] of [
  ['on-its-way', undefined, { status: 'sent', because: '' }],
  ['arrived', { status: 'sent', because: 'arrived' }, { status: 'sent', because: 'arrived' }],
  ['never-came', undefined, { status: 'unsure', because: 'never-came' }],
  ['number-does-not-work', { status: 'failed', because: 'number-does-not-work' }, undefined],
  ['phone-was-out-of-reach', { status: 'failed', because: 'phone-was-out-of-reach' }, undefined],
  ['could-not-be-sent', { status: 'failed', because: 'could-not-be-sent' }, undefined],
] as const)
  test(`NTC-8 a text of which the networks say ${became}`, () => {
    assert.deepEqual(afterAsking('sent', became), sent);
    assert.deepEqual(afterAsking('unsure', became), sent?.status === 'failed' ? sent : unsure);
  });

test('NTC-2 what a person may say came of a notice', () => {
  const all: readonly NoticeStatus[] = ['waiting', 'leaving', 'sent', 'stopped', 'by-hand', 'failed', 'unsure'];
  const safe = open(way('email', allow(reach)));
  for (const status of all) {
    for (const settling of ['it-went', 'try-again', 'let-go'] as const) {
      const decision = settle({ status, channel: 'email' }, settling, safe);
      assert.equal(decision.ok, settlingsOf(status).includes(settling), `${status} ${settling}`);
    }
  }
  assert.deepEqual(settlingsOf('stopped'), []);
});

test('H16 what goes by hand goes only while that way is safe', () => {
  const byHand = { status: 'by-hand', channel: 'post' } as const;
  assert.deepEqual(settle(byHand, 'it-went', open(way('post', refuse('channel-is-not-safe')))), refuse('not-safe-now'));
  assert.equal(settle(byHand, 'it-went', open(way('post', allow(reach)))).ok, true);
  assert.equal(settle(byHand, 'let-go', open()).ok, true);
  const evening = open(way('text', refuse('not-at-this-hour'), 9));
  assert.equal(
    settle({ status: 'by-hand', channel: 'text' }, 'it-went', evening).ok,
    true,
    'written down after its hour',
  );
});

test('an hour in London is found in winter, in summer and across a change of the clocks', () => {
  assert.equal(atHour('2026-11-23' as PlainDate, 10).toISOString(), '2026-11-23T10:00:00.000Z');
  assert.equal(atHour('2026-07-01' as PlainDate, 10).toISOString(), '2026-07-01T09:00:00.000Z');
  const nine = open(way('text', refuse('not-at-this-hour'), 9));
  for (const [at, until] of [
    ['2026-11-23T12:00:00Z', '2026-11-24T09:00:00Z'],
    ['2027-03-27T12:00:00Z', '2027-03-28T08:00:00Z'],
  ] as const) {
    assert.deepEqual(nextStep(nine, new Date(at)), { step: 'wait', until: new Date(until) });
  }
});

test('every refusal has words', () => {
  for (const reason of ['already-settled', 'not-safe-now'] as const) assert.match(explain(reason), /^[A-Z]/);
});

test('NTC-7 an e-mail to an agency says where to sign in, and no more', () => {
  for (const words of [agencyIsAsked('/agency/x'), agencyIsWrittenTo('/agency/x'), agencyHasNews('/agency/x')]) {
    const told = wrapped(words, { ownPage: null, signIn: 'http://rp.example/agency/x', signature: 'RP', codeword: '' });
    assert.equal(told.subject, 'A message for you');
    assert.match(told.body, /Sign in to read it: http:\/\/rp\.example\/agency\/x\n\nRP$/);
    assert.doesNotMatch(told.body, /accept|declin|finish|harm|taken on/i);
  }
});
