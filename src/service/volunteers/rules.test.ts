import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import {
  claim,
  claimKinds,
  decide,
  decisions,
  decisionWords,
  explain,
  kindWords,
  minutesIn,
  penceIn,
  recordSupervision,
  takeBack,
  type Claimed,
  type NewClaim,
} from './rules.ts';

const today = '2026-11-25' as PlainDate;
const leo = 'leo' as StaffId;
const mia = 'mia' as StaffId;
const hours: NewClaim = { kind: 'case-work', happenedOn: today, minutes: 90, pence: null };
const bus: NewClaim = { kind: 'travel', happenedOn: today, minutes: null, pence: 450 };

for (const [because, made] of [
  ['in-the-future', { ...hours, happenedOn: plusDays(today, 1) }],
  ['too-long-ago', { ...hours, happenedOn: plusDays(today, -400) }],
  ['hours-cannot-be', { ...hours, minutes: 1441 }],
  ['hours-cannot-be', { ...hours, minutes: null, pence: 90 }],
  ['money-cannot-be', { ...bus, pence: 0 }],
  ['money-cannot-be', { ...bus, pence: 4.5 }],
] as const) {
  test(`VOL-1 refuses: ${because} (${String(made.minutes)}, ${String(made.pence)}, ${made.happenedOn})`, () => {
    assert.deepEqual(claim(made, today), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('VOL-1 hours are hours and money is money', () => {
  assert.deepEqual(claim(hours, today), allow(hours));
  assert.deepEqual(claim({ ...bus, minutes: 5 }, today), allow(bus));
  for (const kind of claimKinds) assert.match(kindWords(kind), /^[A-Z]/);
});

test('VOL-1 what is typed is read as it is written', () => {
  fc.assert(
    fc.property(fc.nat(23), fc.nat(59), fc.nat(999), fc.nat(99), (hour, minute, pounds, pence) => {
      const two = (part: number) => String(part).padStart(2, '0');
      assert.equal(minutesIn(`${hour}:${two(minute)}`), hour * 60 + minute);
      assert.equal(penceIn(`£${pounds}.${two(pence)}`), pounds * 100 + pence);
    }),
  );
  assert.deepEqual(['1.5', '2', '1:60', 'two', '-1'].map(minutesIn), [90, 120, null, null, null]);
  assert.deepEqual(['4.5', '4.50', '12', '1,000.00', 'four'].map(penceIn), [null, 450, 1200, 100_000, null]);
});

const made: Claimed = { staffId: leo, isDecided: false, isTakenBack: false };
for (const [id, because, claimed, by, act] of [
  ['VOL-2', 'nobody-decides-their-own', made, leo, decide],
  ['VOL-2', 'decided-already', { ...made, isDecided: true }, mia, decide],
  ['VOL-2', 'not-there', { ...made, isTakenBack: true }, mia, decide],
  ['VOL-3', 'decided-already', { ...made, isDecided: true }, leo, takeBack],
  ['VOL-3', 'not-there', made, mia, takeBack],
] as const) {
  test(`${id} refuses: ${because}, at ${act.name}`, () => {
    assert.deepEqual(act(claimed, by), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('VOL-2 VOL-3 somebody else decides, and whoever claimed takes back', () => {
  assert.ok(decide(made, mia).ok && takeBack(made, leo).ok);
  for (const decision of decisions) assert.match(decisionWords(decision), /pproved/);
});

const held = { heldOn: today, nextOn: plusDays(today, 42) };
for (const [because, supervision, by] of [
  ['in-the-future', { heldOn: plusDays(today, 1), nextOn: null }, mia],
  ['next-is-not-later', { ...held, nextOn: today }, mia],
  ['nobody-supervises-themselves', held, leo],
] as const) {
  test(`VOL-4 refuses: ${because}`, () => {
    assert.deepEqual(recordSupervision(supervision, { of: leo, by, today }), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('VOL-4 the next one may not be known yet', () => {
  assert.ok(recordSupervision({ ...held, nextOn: null }, { of: leo, by: mia, today }).ok);
});
