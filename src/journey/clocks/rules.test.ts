import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { isWorkingDay, workingDaysBetween } from '#vocabulary/working-days.ts';
import { begun, clocksOn, isFirstContactMade, resumed, type Kept } from './rules.ts';

const day = (text: string) => text as PlainDate;
const received = day('2026-11-20'); // A Friday.

const kept: Kept = {
  receivedOn: received,
  ...begun(received, { acknowledge: 1, triage: 3 }),
  acknowledgedOn: null,
  triagedOn: null,
  pausedOn: null,
  allocateBy: null,
  allocatedOn: null,
  contactBy: null,
  contactedOn: null,
  stoppedOn: null,
};

const standings = (changed: Partial<Kept>, on: string) =>
  Object.fromEntries(clocksOn({ ...kept, ...changed }, day(on)).map(({ level, standing }) => [level, standing]));

test('CLK-1 the days by which something is done leave weekends and bank holidays out', () => {
  assert.deepEqual(begun(received, { acknowledge: 1, triage: 3 }), {
    acknowledgeBy: '2026-11-23',
    triageBy: '2026-11-25',
  });
  assert.deepEqual(begun(day('2026-12-24'), { acknowledge: 1, triage: 3 }), {
    acknowledgeBy: '2026-12-29',
    triageBy: '2026-12-31',
  });
});

test('CLK-1 a clock runs, is late, and is done in time or too late', () => {
  assert.deepEqual(standings({}, '2026-11-23'), { acknowledge: 'runs', triage: 'runs' });
  assert.deepEqual(standings({}, '2026-11-24'), { acknowledge: 'late', triage: 'runs' });
  const acknowledged = { acknowledgedOn: day('2026-11-24') };
  assert.deepEqual(standings(acknowledged, '2026-11-26'), { acknowledge: 'too-late', triage: 'late' });
  const decided = { acknowledgedOn: day('2026-11-23'), triagedOn: day('2026-11-25') };
  assert.deepEqual(standings(decided, '2027-01-04'), { acknowledge: 'in-time', triage: 'in-time' });
});

test('CLK-2 the clocks of a case come after it was accepted, and stop with it', () => {
  const accepted = {
    acknowledgedOn: day('2026-11-23'),
    triagedOn: day('2026-11-24'),
    allocateBy: day('2026-12-01'),
    allocatedOn: day('2026-11-30'),
    contactBy: day('2026-12-07'),
  };
  const all = { acknowledge: 'in-time', triage: 'in-time', allocate: 'in-time' };
  assert.deepEqual(standings(accepted, '2026-12-08'), { ...all, firstContact: 'late' });
  assert.deepEqual(standings({ ...accepted, stoppedOn: day('2026-12-03') }, '2026-12-08'), {
    ...all,
    firstContact: 'over',
  });
});

test('CLK-3 a clock that waits for an answer is not late, and the working days are given back', () => {
  const asked = { acknowledgedOn: day('2026-11-23'), pausedOn: day('2026-11-24') };
  assert.deepEqual(standings(asked, '2026-12-24'), { acknowledge: 'in-time', triage: 'paused' });
  assert.equal(resumed(day('2026-11-25'), day('2026-11-24'), day('2026-11-30')), '2026-12-01');
  assert.equal(resumed(day('2026-11-25'), day('2026-11-24'), day('2026-11-24')), '2026-11-25');
});

test('CLK-3 whatever the days, nobody has fewer working days left after an answer than before it', () => {
  const days = fc.integer({ min: 0, max: 400 }).map((count) => plusDays(day('2026-01-01'), count));
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 60 }), (asked, left, waited) => {
      const [due, answered] = [plusDays(asked, left), plusDays(asked, waited)];
      const goesOn = resumed(due, asked, answered);
      assert.ok(workingDaysBetween(answered, goesOn) >= workingDaysBetween(asked, due));
      assert.ok(goesOn === due || isWorkingDay(goesOn));
    }),
  );
});

test('CLK-4 first contact is made when everybody has been spoken with who may be, and nobody else is waited for', () => {
  const spoken = { approachedOn: received, isInOrder: true };
  const mayBe = { approachedOn: null, isInOrder: true };
  const mayNot = { approachedOn: null, isInOrder: false };
  assert.equal(isFirstContactMade([mayBe, mayNot]), false);
  assert.equal(isFirstContactMade([spoken, mayNot]), true);
  assert.equal(isFirstContactMade([spoken, mayBe]), false);
  assert.equal(isFirstContactMade([spoken, spoken]), true);
  assert.equal(isFirstContactMade([]), false);
});
