import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import { firstAndOthers, safeInWords, waysOf, type Packed } from '#vocabulary/pack.ts';
import {
  answerOffer,
  askedOf,
  explain,
  offer,
  question,
  refusesToGo,
  send,
  sendGate,
  staysHere,
  takeBack,
  type Asked,
  type CannotTransfer,
} from './rules.ts';

const [own, other] = ['own' as ServiceId, 'other' as ServiceId];
const where = { toServiceId: other, toName: 'Restorative Leicestershire' };
const open = { rests: null, own, isOffered: false, places: 0 } as const;

for (const [because, to, found] of [
  ['case-is-closed', where, { ...open, rests: 'case-is-closed' }],
  ['referral-is-decided', where, { ...open, rests: 'referral-is-decided' }],
  ['offered-already', where, { ...open, isOffered: true }],
  ['own-service', { ...where, toServiceId: own }, open],
  ['name-is-missing', { toServiceId: null, toName: ' ' }, open],
] as const satisfies readonly (readonly [CannotTransfer, object, object])[])
  test(`TRF-1 refuses: ${because}`, () => {
    assert.deepEqual(offer(to, found), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });

test('TRF-8 refuses: name-holds-what-is-protected', () => {
  const elsewhere = { toServiceId: null, toName: 'Where her sister lives, 12 Mill Lane' };
  assert.deepEqual(offer(elsewhere, { ...open, places: 1 }), refuse('name-holds-what-is-protected'));
  assert.match(explain('name-holds-what-is-protected'), /Everybody in this case reads this name/);
});

test('TRF-1 what rests nowhere is offered', () => {
  assert.deepEqual(offer(where, open), allow(where));
});

test('TRF-2 the other service answers once; taken back until the details have gone', () => {
  assert.deepEqual(answerOffer('offered', 'accepted'), allow('accepted'));
  for (const status of ['accepted', 'rejected', 'taken-back', 'sent'] as const)
    assert.deepEqual(answerOffer(status, 'accepted'), refuse('decided-already'));
  for (const status of ['offered', 'accepted'] as const) assert.equal(takeBack(status).ok, true);
  for (const status of ['rejected', 'taken-back', 'sent', 'taken-in'] as const)
    assert.deepEqual(takeBack(status), refuse('decided-already'));
});

const joanne: Asked = {
  id: 'joanne',
  called: 'Joanne',
  isPerson: true,
  wasSpokenWith: true,
  answer: 'yes',
};
const dylan: Asked = { ...joanne, id: 'dylan', called: 'Dylan' };
const shop: Asked = { ...joanne, id: 'shop', called: 'The shop', isPerson: false };

for (const [what, people, reasons] of [
  ['everybody says yes', [joanne, dylan], []],
  ['one says no, and only the other goes', [joanne, { ...dylan, answer: 'no' }], []],
  ['one says not now, and only the other goes', [joanne, { ...dylan, answer: 'not-now' }], []],
  [
    'somebody who was never spoken with stays behind',
    [joanne, { ...dylan, wasSpokenWith: false, answer: 'unasked' }],
    [],
  ],
  ['somebody was not asked', [joanne, { ...dylan, answer: 'unasked' }], ['somebody-was-not-asked']],
  ['a guardian was not asked', [joanne, { ...dylan, answer: 'guardian-unasked' }], ['somebody-was-not-asked']],
  ['nobody says yes', [{ ...joanne, answer: 'no' }], ['nobody-says-yes']],
  ['an organisation alone says yes', [{ ...joanne, answer: 'no' }, shop], ['nobody-says-yes']],
] as const satisfies readonly (readonly [string, readonly Asked[], readonly string[]])[])
  test(`TRF-3 ${what}: ${reasons.join() || 'open'}`, () => {
    assert.deepEqual(
      sendGate('accepted', people, []).map(({ reason }) => reason),
      reasons,
    );
  });

test('TRF-3 not before the other service said yes, and not while the case cannot close; open follow-ups are no reason', () => {
  const closing = (reason: string) => [{ reason, words: 'W.', opens: 'o.' }];
  assert.deepEqual(
    sendGate('offered', [joanne], []).map(({ reason }) => reason),
    ['not-accepted-yet'],
  );
  assert.deepEqual(
    sendGate('rejected', [joanne], []).map(({ reason }) => reason),
    ['not-offered'],
  );
  assert.equal(sendGate('accepted', [joanne], closing('conference-is-booked')).length, 1);
  assert.equal(sendGate('accepted', [joanne], closing('follow-ups-are-open')).length, 0);
});

test('TRF-3 TRF-5 details go when the gate is open, to a service elsewhere with who has them', () => {
  assert.deepEqual(send([], where, ''), allow('sent'));
  assert.deepEqual(send([], { toServiceId: null }, ' '), refuse('receiver-is-missing'));
  assert.deepEqual(send([], { toServiceId: null }, 'Sue Marsh, by hand'), allow('sent'));
  assert.deepEqual(send(sendGate('offered', [joanne], []), where, ''), refuse('gate-is-shut'));
});

const packed: Packed = {
  ...{ kind: 'person', part: 'harmed', fullName: 'Joanne Hartley', called: 'Joanne', pronouns: '', dateOfBirth: null },
  ...{
    isUnder18: false,
    guardianName: '',
    language: 'English',
    needsInterpreter: false,
    accessNeeds: '',
    contactRole: '',
  },
  ...{ phone: '07700 900123', email: '', post: '' },
  safe: {
    ...{ mayPhone: true, mayText: false, mayEmail: true, mayPost: false, fromHour: 10, untilHour: 12 },
    ...{ timesWords: 'Not on Fridays', mayLeaveVoicemail: false, codeword: 'library', hidesServiceName: true },
    ifSomeoneElseAnswers: 'Say you rang about the library',
  },
};

test('TRF-4 a way is safe where it was called safe and leads somewhere; else none is', () => {
  assert.deepEqual(waysOf(packed), ['call']);
  assert.deepEqual(waysOf({ ...packed, phone: '' }), ['none']);
  assert.deepEqual(waysOf({ ...packed, safe: null }), ['none']);
});

test('TRF-4 no word that makes it safe is left out, and no number goes with no safe way', () => {
  const words = safeInWords(packed);
  for (const each of [
    'phone',
    '10:00 to 12:00',
    'Not on Fridays',
    'no voicemail',
    'library',
    'about the library',
    'nowhere',
    '07700 900123',
  ])
    assert.ok(words.includes(each), each);
  assert.doesNotMatch(safeInWords({ ...packed, safe: null }), /07700/);
});

test('TRF-4 the referral of the new service is of a person, of somebody harmed where one comes along', () => {
  const him = { ...packed, part: 'responsible' as const, called: 'Dylan' };
  const org = { ...packed, kind: 'organisation' as const, called: 'The shop' };
  assert.equal(firstAndOthers([org, him, packed]).first, packed);
  assert.deepEqual(firstAndOthers([org, him]), { first: him, others: [org] });
  assert.equal(firstAndOthers([org]).first, undefined);
});

test('the question names the service and says what a no means', () => {
  assert.match(
    question('Restorative Leicestershire'),
    /Restorative Leicestershire[\s\S]*If you say no, nothing about you goes there/,
  );
});

const referred = { id: 'referral', called: 'Joanne', isPerson: true, isUnder18: false };
const beside = { ...referred, id: 'other', called: 'Dylan' };
const says = (aboutId: string, answer: 'given' | 'declined', speaker: 'self' | 'guardian' = 'self') => ({
  ...{ aboutId, answer, speaker },
});

for (const [what, isUnder18, answers, expected] of [
  ['nobody was asked', false, [], 'unasked'],
  ['a yes', false, [says('referral', 'given')], 'yes'],
  ['the newest word holds', false, [says('referral', 'given'), says('referral', 'declined')], 'no'],
  ['a child said yes, and nobody who cares for them was asked', true, [says('referral', 'given')], 'guardian-unasked'],
  ['both say yes', true, [says('referral', 'given'), says('referral', 'given', 'guardian')], 'yes'],
  ['a guardian says no', true, [says('referral', 'given'), says('referral', 'declined', 'guardian')], 'no'],
  ['a guardian alone says yes for nobody', true, [says('referral', 'given', 'guardian')], 'unasked'],
] as const)
  test(`TRF-3 of a referral that waits: ${what}`, () => {
    const [first, other] = askedOf([{ ...referred, isUnder18 }, beside], answers);
    assert.equal(first?.answer, expected);
    assert.deepEqual([first?.wasSpokenWith, other?.wasSpokenWith, other?.answer], [true, false, 'unasked']);
  });

test('TRF-3 TRF-4 a referral goes with whoever is referred, or not at all; the others need not be asked, and stay here', () => {
  const asked = (answers: Parameters<typeof askedOf>[1]) => askedOf([referred, beside], answers);
  const gate = (answers: Parameters<typeof askedOf>[1]) =>
    sendGate('accepted', asked(answers), refusesToGo(asked(answers))).map(({ reason }) => reason);
  assert.deepEqual(gate([says('referral', 'given')]), []);
  assert.deepEqual(gate([]), ['somebody-was-not-asked', 'nobody-says-yes']);
  assert.deepEqual(gate([says('referral', 'declined')]), ['nobody-says-yes']);
  assert.deepEqual(gate([says('referral', 'declined'), says('other', 'given')]), [
    'whoever-is-referred-has-not-said-yes',
  ]);
});

test('TRF-4 only who wrote to us themselves is asked about their own words', () => {
  assert.match(question('Restorative Cumbria', 'self'), /what you wrote to us/);
  assert.doesNotMatch(question('Restorative Cumbria', 'police'), /what you wrote/);
});

test('TRF-9 every place that is of somebody who stays keeps details here, and is named', () => {
  const place = { called: 'Joanne', before: 'Not while ', marked: 'Dylan', after: ' is near' };
  const asked: Asked = { id: 'joanne', called: 'Joanne', isPerson: true, wasSpokenWith: true, answer: 'yes' };
  assert.deepEqual(sendGate('accepted', [asked], staysHere([])), []);
  const shut = sendGate('accepted', [asked], staysHere([place, place]));
  assert.deepEqual(
    shut.map(({ reason }) => reason),
    ['words-hold-somebody-else', 'words-hold-somebody-else'],
  );
  assert.match(shut[0]?.words ?? '', /“Not while Dylan is near”/);
});
