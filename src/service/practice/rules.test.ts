import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import {
  explain,
  kindWords,
  learningKinds,
  learningWords,
  record,
  standingOf,
  supervisionWarning,
  takeBack,
  warningsOf,
  warningWords,
  type Learning,
  type Supervising,
} from './rules.ts';

const today = '2026-11-25' as PlainDate;
const [leo, priya] = ['leo', 'priya'] as unknown as [StaffId, StaffId];
const learned = (hours: number, doneOn: string, isApproved = false): Learning => ({
  ...{ kind: 'course', minutes: hours * 60, isApproved },
  doneOn: doneOn as PlainDate,
});
const known = { of: leo, by: priya, today };

for (const [because, made, by] of [
  ['hours-cannot-be', learned(0, today), priya],
  ['hours-cannot-be', learned(101, today), priya],
  ['done-in-the-future', learned(2, '2026-11-26'), priya],
  ['nobody-writes-their-own', learned(2, today), leo],
] as const)
  test(`PRC-1 PRC-2 refuses: ${because}`, () => {
    assert.deepEqual(record(made, { ...known, by }), refuse(because));
    assert.match(explain(because), /\w+ /);
  });

test('PRC-1 PRC-2 somebody else writes it down, and takes a wrong line back', () => {
  assert.deepEqual(record(learned(2, today), known), allow(learned(2, today)));
  assert.deepEqual(takeBack(leo, priya), allow(leo));
  assert.deepEqual(takeBack(leo, leo), refuse('nobody-writes-their-own'));
  for (const kind of learningKinds) assert.match(kindWords(kind), /\w/);
});

const foundation = { level: 'foundation', isSupervisor: false } as const;

test('PRC-3 each level asks for its hours, half of them approved, and whoever supervises keeps those of advanced', () => {
  const asked = (['foundation', 'intermediate', 'advanced'] as const).map(
    (level) => standingOf({ level, isSupervisor: false }, [], today).asked / 60,
  );
  assert.deepEqual(asked, [6, 12, 16]);
  assert.equal(standingOf({ ...foundation, isSupervisor: true }, [], today).asked / 60, 16);
  const { missing, missingApproved, enoughUntil } = standingOf(foundation, [learned(4, '2026-05-01')], today);
  assert.deepEqual([missing / 60, missingApproved / 60, enoughUntil], [2, 3, null]);
});

test('PRC-3 what was learned a year ago counts no more, and it is enough until the day before that comes', () => {
  const lines = [learned(3, '2026-03-10', true), learned(3, '2026-06-01'), learned(2, '2026-09-01', true)];
  const now = standingOf(foundation, lines, today);
  assert.deepEqual([now.learned / 60, now.approved / 60, now.missing], [8, 5, 0]);
  assert.equal(now.enoughUntil, '2027-03-09', 'then two of three approved hours are left');
  assert.equal(standingOf(foundation, lines, '2027-03-09' as PlainDate).missingApproved, 0);
  assert.equal(standingOf(foundation, lines, '2027-03-10' as PlainDate).missingApproved, 60);
  assert.equal(standingOf(foundation, [learned(6, '2025-11-25', true)], today).learned, 0);
  assert.equal(learningWords(now), 'Learning: enough until 9 March 2027');
  assert.equal(learningWords(standingOf(foundation, [], today)), 'Learning: 6 hours missing, 3 hours of them approved');
  assert.equal(
    learningWords(standingOf(foundation, [learned(8, today)], today)),
    'Learning: 3 hours missing of what is approved',
  );
});

const supervises: Supervising = {
  ...{ level: 'advanced', advancedSince: '2024-11-25' as PlainDate, advancedUntil: null },
  ...{ supervised: 3, ownOn: '2025-11-26' as PlainDate },
};

test('PRC-4 whoever supervises keeps what their role asks, and each thing that is missing is a warning', () => {
  assert.deepEqual(warningsOf(supervises, today), []);
  for (const [warning, changed] of [
    ['is-not-advanced', { level: 'intermediate' }],
    ['advanced-since-is-not-known', { advancedSince: null }],
    ['advanced-for-less-than-two-years', { advancedSince: '2024-11-26' as PlainDate }],
    ['advanced-is-over', { advancedUntil: '2026-11-24' as PlainDate }],
    ['supervises-nobody', { supervised: 0 }],
    ['was-not-supervised', { ownOn: '2025-11-25' as PlainDate }],
  ] as const) {
    assert.deepEqual(warningsOf({ ...supervises, ...changed }, today), [warning]);
    assert.match(warningWords(warning), /^\w[^.]+$/);
  }
});

test('PRC-4 supervision is due when the agreed day has passed, or a year has', () => {
  const day = (text: string) => text as PlainDate;
  for (const [warning, heldOn, nextOn] of [
    ['never-supervised', null, null],
    ['supervision-is-due', day('2026-10-01'), day('2026-11-24')],
    ['supervision-is-long-ago', day('2025-11-25'), day('2026-12-01')],
    [undefined, day('2026-10-01'), day('2026-11-25')],
    [undefined, day('2026-10-01'), null],
  ] as const)
    assert.equal(supervisionWarning({ heldOn, nextOn }, today), warning);
});
