import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { anEnd } from './examples.ts';
import { closedWords } from './letters.ts';
import { close, closeCaseGate, closureReasons, explain, putOnHold, reasonWords, reopen, takeOffHold } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const days = { openedOn: '2026-06-01' as PlainDate, today };
const closing = { on: today, openFollowUpsBecause: '' };

for (const [id, because, end] of [
  ['CLO-9', 'already-closed', { status: 'closed' }],
  ['CLO-7', 'conference-is-booked', { hasBookedConference: true }],
  ['CLO-8', 'letter-is-on-offer', { hasLetterOnOffer: true }],
  ['CLO-10 H11', 'follow-ups-are-open', { openFollowUps: 2 }],
] as const) {
  test(`${id} the gate is shut: ${because}`, () => {
    assert.deepEqual(close(anEnd(end), closing, days), refuse(because));
    const [shut] = closeCaseGate(anEnd(end)).shut;
    assert.equal(shut?.reason, because);
    assert.notEqual(shut?.opens, '');
    assert.notEqual(explain(because), '');
  });
}

test('all reasons are told at once', () => {
  const end = anEnd({ hasBookedConference: true, hasLetterOnOffer: true, openFollowUps: 1 });
  assert.deepEqual(
    close(end, closing, days),
    refuse('conference-is-booked', 'letter-is-on-offer', 'follow-ups-are-open'),
  );
});

test('CLO-10 H11 a reason for open follow-ups opens the gate', () => {
  assert.equal(
    close(anEnd({ openFollowUps: 2 }), { ...closing, openFollowUpsBecause: 'They moved abroad' }, days).ok,
    true,
  );
});

test('CLO-1 every reason has words', () => {
  const words = closureReasons.map(reasonWords);
  assert.equal(new Set(words).size, closureReasons.length);
});

test('a case ends between its opening and today', () => {
  assert.deepEqual(close(anEnd(), { ...closing, on: '2026-05-31' as PlainDate }, days), refuse('closed-before-opened'));
  assert.deepEqual(close(anEnd(), { ...closing, on: '2026-11-24' as PlainDate }, days), refuse('closed-in-the-future'));
});

test('CLO-2 only a closed case opens again, with a reason', () => {
  assert.deepEqual(reopen('open', 'New facts'), refuse('case-is-not-closed'));
  assert.deepEqual(reopen('closed', ' '), refuse('reason-is-missing'));
  assert.equal(reopen('closed', 'She asked us again').ok, true);
});

test('CLO-5 CLO-6 a pause has a reason, a day ahead, and comes once', () => {
  const hold = { reason: 'A court case is live', reviewOn: '2027-01-11' as PlainDate };
  assert.equal(putOnHold('open', hold, today).ok, true);
  assert.deepEqual(putOnHold('open', { ...hold, reviewOn: today }, today), refuse('review-is-not-ahead'));
  assert.deepEqual(putOnHold('on-hold', hold, today), refuse('already-on-hold'));
  assert.deepEqual(putOnHold('closed', hold, today), refuse('case-is-closed'));
  assert.deepEqual(takeOffHold('open'), refuse('not-on-hold'));
});

test('what people are told never says why, however it ended', () => {
  for (const isFinished of [true, false]) {
    for (const part of ['harmed', 'responsible'] as const) {
      const { subject, body } = closedWords(isFinished, part);
      assert.doesNotMatch(
        `${subject} ${body}`,
        /responsib|refus|denied|declin|withdr|unsafe|risk|order|victim|offend|!/i,
      );
    }
  }
});
