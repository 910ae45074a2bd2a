import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anAgreement, aProposal } from '#journey/agreement/examples.ts';
import { refuse } from '#platform/decision.ts';
import type { Amends } from '#vocabulary/agreements.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { anAmends, aPayment, dylan, joanne, someWork } from './examples.ts';
import {
  type CannotProgress,
  type CannotSettle,
  explainProgress,
  explainSettle,
  mayRelease,
  progress,
  type Progress,
  settle,
  type Settlement,
  type Speaker,
  toTell,
} from './progress-rules.ts';

const today = '2027-01-20' as PlainDate;
const staff: Speaker = { kind: 'staff', id: 'jo' };
const who = (id: ParticipantId): Speaker => ({ kind: 'participant', id });
const letter = anAmends();
const payment = anAmends({ ...aPayment(), paid: 11_000 });
const work = anAmends({ ...someWork(), worked: 1140 });
const done: Progress = { happenedOn: today, pence: null, minutes: null, note: 'Wrote it.', evidence: '' };

for (const [because, id, amends, changed, by] of [
  ['already-settled', 'AGR-5', anAmends({ status: 'done' }), {}, staff],
  ['happened-in-the-future', 'AGR-8', letter, { happenedOn: plusDays(today, 1) }, staff],
  ['nothing-said', 'AGR-6', letter, { note: '' }, staff],
  ['more-than-promised', 'AGR-7', payment, { pence: 1001 }, staff],
  ['not-paid-or-worked-here', 'AGR-4', letter, { pence: 100 }, staff],
  ['not-paid-or-worked-here', 'AGR-4', payment, { minutes: 60 }, staff],
  ['not-theirs-to-do', 'AGR-6', letter, {}, who(joanne)],
  ['counted-by-staff-only', 'AGR-6', payment, { pence: 100 }, who(dylan)],
  ['counted-by-staff-only', 'AGR-6', letter, { evidence: 'Trust me' }, who(dylan)],
] as const satisfies readonly (readonly [CannotProgress, string, Amends, Partial<Progress>, Speaker])[]) {
  test(`${id} refuses: ${because}, ${amends.kind}, by ${by.kind}`, () => {
    assert.deepEqual(progress(anAgreement(), amends, { ...done, ...changed }, { by, today }), refuse(because));
    assert.notEqual(explainProgress(because), '');
  });
}

test('progress is towards what is in force', () => {
  assert.deepEqual(progress(aProposal(), letter, done, { by: staff, today }), refuse('agreement-is-not-live'));
});

test('AGR-7 the last penny may be paid', () => {
  assert.equal(progress(anAgreement(), payment, { ...done, pence: 1000 }, { by: staff, today }).ok, true);
});

test('who owes says what they did, and hours may be more than promised', () => {
  assert.equal(progress(anAgreement(), letter, done, { by: who(dylan), today }).ok, true);
  assert.equal(progress(anAgreement(), work, { ...done, minutes: 600 }, { by: staff, today }).ok, true);
});

const asSettled = (changed: Partial<Settlement> = {}): Settlement => ({
  status: 'done',
  on: today,
  because: '',
  by: staff,
  ...changed,
});

for (const [because, id, amends, changed] of [
  ['already-settled', 'AGR-5', anAmends({ status: 'released' }), {}],
  ['already-late', 'AGR-5', anAmends({ status: 'late' }), { status: 'late' }],
  ['settled-in-the-future', 'AGR-8', letter, { on: plusDays(today, 1) }],
  ['not-due-yet', 'AGR-5', work, { status: 'late' }],
  ['not-due-yet', 'AGR-5', anAmends({ dueOn: null, kind: 'behaviour' }), { status: 'late' }],
  ['not-due-yet', 'AGR-5', payment, { status: 'late' }],
  ['not-all-paid', 'AGR-6', payment, {}],
  ['not-all-worked', 'AGR-6', work, {}],
  ['say-why-it-was-not-done', 'AGR-5', letter, { status: 'not-done' }],
  ['verified-by-who-owes', 'AGR-6', letter, { by: who(dylan) }],
  ['verified-by-who-owes', 'AGR-5', letter, { status: 'released', by: who(dylan) }],
  ['only-staff-say-that', 'AGR-5', letter, { status: 'late', by: who(joanne) }],
  ['only-staff-say-that', 'AGR-5', letter, { status: 'not-done', because: 'No', by: who(joanne) }],
  ['not-theirs-to-say', 'AGR-6', anAmends({ ...someWork(), worked: 1200 }), { by: who(joanne) }],
  ['not-theirs-to-say', 'AGR-5', letter, { status: 'released', by: who('stranger' as ParticipantId) }],
  ['not-theirs-to-say', 'AGR-5', letter, { status: 'released' }],
] as const satisfies readonly (readonly [CannotSettle, string, Amends, Partial<Settlement>])[]) {
  test(`${id} refuses: ${because}, ${amends.kind} ${amends.status}, ${JSON.stringify(changed)}`, () => {
    assert.deepEqual(settle(anAgreement(), amends, asSettled(changed), today), refuse(because));
    assert.notEqual(explainSettle(because), '');
  });
}

test('only what is in force is settled', () => {
  assert.deepEqual(settle(aProposal(), letter, asSettled(), today), refuse('agreement-is-not-live'));
});

test('AGR-6 staff or the person it is for say that it is done', () => {
  assert.equal(settle(anAgreement(), letter, asSettled(), today).ok, true);
  assert.equal(settle(anAgreement(), letter, asSettled({ by: who(joanne) }), today).ok, true);
  const paid = anAmends({ ...aPayment(), paid: 12_000 });
  assert.equal(settle(anAgreement(), paid, asSettled(), today).ok, true);
});

test('AGR-5 a part of a payment that is not covered on its day is late', () => {
  const behind = anAmends({ ...aPayment(), paid: 0 });
  assert.equal(settle(anAgreement(), behind, asSettled({ status: 'late' }), today).ok, true);
  const ahead = anAmends({ ...aPayment(), paid: 2000 });
  assert.deepEqual(settle(anAgreement(), ahead, asSettled({ status: 'late' }), today), refuse('not-due-yet'));
});

test('AGR-5 whom it is owed to lets it go, and for the community any other party', () => {
  assert.deepEqual(mayRelease(anAgreement(), letter), [joanne]);
  assert.deepEqual(mayRelease(anAgreement(), work), [joanne]);
  assert.equal(settle(anAgreement(), work, asSettled({ status: 'released', by: who(joanne) }), today).ok, true);
});

test('AGR-15 H12 whoever wants to hear is told, but not who owes it and not who said it', () => {
  const other = 'other' as ParticipantId;
  const agreement = anAgreement({
    parties: [
      { participantId: dylan, wantsUpdates: true },
      { participantId: joanne, wantsUpdates: true },
      { participantId: other, wantsUpdates: false },
    ],
  });
  assert.deepEqual(toTell(agreement, letter, staff), [joanne]);
  assert.deepEqual(toTell(agreement, letter, who(joanne)), []);
});
