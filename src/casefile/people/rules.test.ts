import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aContactPoint, aSafeContact } from './examples.ts';
import {
  explain,
  mayContact,
  mayJoin,
  readContactPoint,
  sayWhatIsSafe,
  searchWords,
  type CannotContact,
  type ContactPoint,
  type SafeContact,
} from './rules.ts';

const today = '2026-11-23' as PlainDate;
// November: London is on UTC.
const eleven = new Date('2026-11-23T11:00:00Z');
const phone = aContactPoint();

test('PEO-2 H16 somebody is reached in a way they called safe, at a checked number, in their hours', () => {
  const decision = mayContact(aSafeContact({ fromHour: 10, untilHour: 12 }), [phone], 'phone', eleven);
  assert.deepEqual(decision, allow({ to: phone.value, maySayWhoCalls: false, codeword: '' }));
});

for (const [because, safe, points, channel] of [
  ['nobody-said-what-is-safe', null, [phone], 'phone'],
  ['safe-contact-is-old', aSafeContact({ saidOn: plusDays(today, -91) }), [phone], 'phone'],
  ['channel-is-not-safe', aSafeContact({ mayText: false }), [phone], 'text'],
  ['no-checked-contact-point', aSafeContact(), [], 'phone'],
  ['no-checked-contact-point', aSafeContact(), [aContactPoint({ checkedOn: null, checkedHow: null })], 'phone'],
  ['no-checked-contact-point', aSafeContact(), [aContactPoint({ isInUse: false })], 'phone'],
  ['no-checked-contact-point', aSafeContact({ mayEmail: true }), [phone], 'email'],
  ['number-takes-no-texts', aSafeContact(), [aContactPoint({ value: '01604 496 0123' })], 'text'],
  ['not-at-this-hour', aSafeContact({ fromHour: 12, untilHour: 14 }), [phone], 'phone'],
  ['not-at-this-hour', aSafeContact({ fromHour: 9, untilHour: 11 }), [phone], 'text'],
] as const satisfies readonly (readonly [
  CannotContact,
  SafeContact | null,
  readonly ContactPoint[],
  'phone' | 'text' | 'email' | 'post',
])[]) {
  test(`PEO-1 PEO-2 H16 refuses: ${because}`, () => {
    assert.deepEqual(mayContact(safe, points, channel, eleven), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('PEO-2 a text goes to the number that takes texts, and a call to the newest', () => {
  const home = aContactPoint({ value: '01604 496 0123' });
  for (const [channel, to] of [
    ['phone', home.value],
    ['text', phone.value],
  ] as const) {
    const decision = mayContact(aSafeContact(), [home, phone], channel, eleven);
    assert.equal(decision.ok && decision.value.to, to);
  }
});

test('PEO-2 what was said exactly 90 days ago still holds', () => {
  assert.equal(mayContact(aSafeContact({ saidOn: plusDays(today, -90) }), [phone], 'phone', eleven).ok, true);
});

test('PEO-2 the hours are London hours, in summer too', () => {
  const safe = aSafeContact({ fromHour: 10, untilHour: 11, saidOn: '2026-06-30' as PlainDate });
  assert.equal(mayContact(safe, [phone], 'phone', new Date('2026-07-01T09:30:00Z')).ok, true);
  assert.deepEqual(mayContact(safe, [phone], 'phone', new Date('2026-07-01T10:30:00Z')), refuse('not-at-this-hour'));
});

test('PEO-2 a letter may be posted at any hour', () => {
  const home = aContactPoint({ channel: 'post', value: '1 Example Street' });
  const safe = aSafeContact({ mayPost: true, fromHour: 1, untilHour: 2 });
  assert.equal(mayContact(safe, [home], 'post', eleven).ok, true);
});

test('PEO-2 whatever is said and known, nothing goes anywhere but to a checked number in use', () => {
  const points = fc.array(
    fc.record({
      id: fc.uuid(),
      channel: fc.constantFrom('phone', 'email', 'post'),
      value: fc.string({ minLength: 1 }),
      checkedOn: fc.constantFrom(null, today),
      checkedHow: fc.constant(null),
      isInUse: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(points, fc.constantFrom('phone', 'text', 'email', 'post'), fc.boolean(), (known, channel, may) => {
      const safe = aSafeContact({ mayPhone: may, mayText: may, mayEmail: may, mayPost: may });
      const decision = mayContact(safe, known, channel, eleven);
      if (!decision.ok) return;
      assert.ok(may);
      assert.ok(known.some((each) => each.value === decision.value.to && each.isInUse && each.checkedOn !== null));
    }),
  );
});

test('PEO-3 PEO-4 refuses half hours, hours the wrong way round, and a day to come', () => {
  assert.deepEqual(sayWhatIsSafe(aSafeContact({ fromHour: 9 }), today), refuse('hours-are-half-said'));
  assert.deepEqual(
    sayWhatIsSafe(aSafeContact({ fromHour: 12, untilHour: 9 }), today),
    refuse('hours-are-not-in-order'),
  );
  assert.deepEqual(sayWhatIsSafe(aSafeContact({ saidOn: plusDays(today, 1) }), today), refuse('said-in-the-future'));
  assert.equal(sayWhatIsSafe(aSafeContact({ fromHour: 0, untilHour: 24 }), today).ok, true);
});

for (const [channel, typed, read] of [
  ['phone', '07700  900123', '07700 900123'],
  ['phone', '+44 (0)7700 900-123', '+44 (0)7700 900-123'],
  ['phone', 'ring me', undefined],
  ['email', 'joanne @example.org', 'joanne@example.org'],
  ['email', 'joanne', undefined],
  ['post', '1 Example Street\nCorby', '1 Example Street\nCorby'],
  ['post', '', undefined],
] as const) {
  test(`reads “${typed.replace('\n', ' ')}” as ${channel}: ${read ? 'yes' : 'no'}`, () => {
    assert.deepEqual(
      readContactPoint(channel, typed),
      read === undefined ? refuse('does-not-look-right') : allow(read),
    );
  });
}

test('PEO-5 nobody joins a closed case', () => {
  assert.deepEqual(mayJoin('closed'), refuse('case-is-closed'));
  assert.deepEqual(mayJoin('on-hold'), allow('on-hold'));
});

test('PEO-6 the search knows names in small letters, each once', () => {
  assert.equal(searchWords(['Joanne Hartley', 'Joanne', '']), 'joanne hartley joanne');
});

test('PEO-7 where our name is to stand nowhere, a call may say who calls and nothing written does', () => {
  const safe = aSafeContact({ maySayWhoCalls: true, hidesServiceName: true });
  for (const [channel, says] of [
    ['phone', true],
    ['text', false],
  ] as const) {
    const decision = mayContact(safe, [aContactPoint()], channel, new Date('2026-11-23T11:00:00Z'));
    assert.equal(decision.ok && decision.value.maySayWhoCalls, says);
  }
});
