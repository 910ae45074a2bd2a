import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { nextDue, type Promised } from '#vocabulary/agreements.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { anAmends, aPayment, aPromise, dylan, joanne, someWork } from './examples.ts';
import {
  asMinutes,
  asPence,
  type CannotPromise,
  explainPromise,
  inHours,
  inPounds,
  planInstalments,
  promise,
} from './rules.ts';

const parties = [dylan, joanne];
const firstOn = '2027-01-31' as PlainDate;

for (const [because, id, promised] of [
  ['no-amount', 'AGR-4', aPayment({ pence: null, instalments: [] })],
  ['no-hours', 'AGR-4', someWork({ minutes: null })],
  ['no-day-to-do-it-by', 'AGR-5', aPromise({ dueOn: null })],
  ['instalments-do-not-add-up', 'AGR-9', aPayment({ pence: 11_999 })],
  ['not-a-party', 'domain 73', aPromise({ owedToId: 'stranger' as ParticipantId })],
  ['not-a-party', 'domain 73', aPromise({ owedById: 'stranger' as ParticipantId })],
  ['owed-to-themselves', 'domain 73', aPromise({ owedToId: dylan })],
] as const satisfies readonly (readonly [CannotPromise, string, Promised])[]) {
  test(`${id} refuses: ${because}, ${promised.kind}`, () => {
    assert.deepEqual(promise(promised, parties), refuse(because));
    assert.notEqual(explainPromise(because), '');
  });
}

test('AGR-4 only a payment keeps an amount and only work keeps hours', () => {
  const decision = promise(aPromise({ pence: 100, minutes: 60, instalments: aPayment().instalments }), parties);
  assert.deepEqual(decision, { ok: true, value: aPromise() });
  assert.equal(promise(aPayment(), parties).ok, true);
  assert.equal(promise(someWork(), parties).ok, true);
});

test('a way of living needs no last day', () => {
  assert.equal(promise(aPromise({ kind: 'behaviour', dueOn: null }), parties).ok, true);
});

test('AGR-9 a payment in parts adds up to the penny, in even parts, whatever the sum', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 10_000_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('week' as const, 'fortnight' as const, 'month' as const),
      (pence, parts, rhythm) => {
        const plan = planInstalments(pence, parts, firstOn, rhythm);
        const sizes = plan.map((part) => part.pence);
        assert.equal(plan.length, parts);
        assert.equal(
          sizes.reduce((sum, each) => sum + each, 0),
          pence,
        );
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
        assert.deepEqual(
          plan.map(({ dueOn }) => dueOn),
          plan.map(({ dueOn }) => dueOn).toSorted(),
        );
        assert.equal(promise(aPayment({ pence, instalments: plan }), parties).ok, true);
      },
    ),
  );
});

test('a part on the last of a month stays on the last of shorter months', () => {
  const days = planInstalments(300, 3, firstOn, 'month').map(({ dueOn }) => dueOn);
  assert.deepEqual(days, ['2027-01-31', '2027-02-28', '2027-03-31']);
});

test('what comes next is the first part that is not covered', () => {
  const next = (paid: number) => nextDue(anAmends({ ...aPayment(), paid }));
  assert.deepEqual(next(0), { on: '2027-01-04', pence: 2000 });
  assert.deepEqual(next(2500), { on: '2027-02-04', pence: 1500 });
  assert.deepEqual(next(12_000), { on: '2027-06-04', pence: null });
  assert.deepEqual(nextDue(anAmends()), { on: '2027-01-04', pence: null });
  assert.equal(nextDue(anAmends({ status: 'done' })), null);
  assert.equal(nextDue(anAmends({ dueOn: null })), null);
});

test('money is read as people type it and said back the same', () => {
  for (const [text, pence] of [
    ['120', 12_000],
    ['£1,250.50', 125_050],
    ['49.5', 4950],
    ['0.01', 1],
    ['100000', 10_000_000],
  ] as const) {
    assert.equal(asPence(text), pence, text);
    assert.equal(asPence(inPounds(pence)), pence);
  }
  for (const text of ['', '0', '-5', '12.345', 'a lot', '1,2', '100000.01', '1e3', '٣'])
    assert.equal(asPence(text), null, text);
});

test('hours are read as people type them', () => {
  assert.equal(asMinutes('20'), 1200);
  assert.equal(asMinutes('2.5'), 150);
  for (const text of ['', '0', '-1', '1000.5', 'two', '1:30']) assert.equal(asMinutes(text), null, text);
  assert.deepEqual([60, 150, 1, 0].map(inHours), ['1 hour', '2 hours 30 minutes', '1 minute', 'no time yet']);
});
