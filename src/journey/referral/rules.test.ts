import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { aSafeContact } from '#journey/self-referral/examples.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { calledBy, explainReach, sayWhatIsSafe, type SafeContact } from '#vocabulary/safe-contact.ts';
import { receive } from './rules.ts';

const monday = '2026-11-23' as PlainDate;
for (const [because, changed] of [
  ['no-way-chosen', { ways: [] }],
  ['none-and-another-way', { ways: ['none', 'call'] }],
  ['phone-is-missing', { phone: '' }],
  ['phone-is-no-number', { phone: 'ask my sister' }],
  ['email-is-missing', { ways: ['email'] }],
  ['email-is-no-address', { ways: ['email'], email: 'joanne' }],
  ['address-is-missing', { ways: ['post'] }],
  ['hours-are-half-said', { fromHour: null }],
  ['hours-are-not-in-order', { fromHour: 19, untilHour: 16 }],
] as const satisfies readonly (readonly [string, Partial<SafeContact>])[]) {
  test(`REF-1 refuses: ${because}`, () => {
    assert.deepEqual(sayWhatIsSafe(aSafeContact(changed)), refuse(because));
    assert.notEqual(explainReach(because), '');
  });
}

test('REF-1 no way at all is an answer, and then no number is kept', () => {
  const decision = sayWhatIsSafe(
    aSafeContact({ ways: ['none'], email: 'joanne@example.com', address: '1 High Street' }),
  );
  assert.ok(decision.ok);
  const { phone, email, address, mayLeaveVoicemail } = decision.value;
  assert.deepEqual(
    { phone, email, address, mayLeaveVoicemail },
    { phone: '', email: '', address: '', mayLeaveVoicemail: false },
  );
});

test('REF-2 a referral does not arrive after today', () => {
  assert.deepEqual(receive(plusDays(monday, 1), monday), refuse('received-in-the-future'));
  assert.deepEqual(receive(monday, monday), allow(monday));
});

test('somebody is called what they said, or by their first name', () => {
  assert.equal(calledBy('Joanne Hartley', 'Jo'), 'Jo');
  assert.equal(calledBy('Joanne Hartley', ''), 'Joanne');
  assert.equal(calledBy('J'.repeat(200), '').length, 100);
});
