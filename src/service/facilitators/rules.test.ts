import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import {
  balanceOf,
  checkKinds,
  checksEnding,
  checksOver,
  checkWords,
  explain,
  keepProfile,
  listIn,
  mayBeGivenCases,
  mustHold,
  overWords,
  recordCheck,
  sayAway,
  trainedFor,
  type Check,
  type Profile,
} from './rules.ts';

const today = '2026-11-25' as PlainDate;
const jo = 'jo' as StaffId;
const amara = 'amara' as StaffId;
const profile: Profile = {
  gender: 'woman',
  languages: ['Polish'],
  districts: ['NN1', 'PE8'],
  available: ['evenings'],
  mostWork: 18,
};

test('FAC-2 somebody is trained for what holds today, beyond what everybody must hold', () => {
  const check = (kind: Check['kind'], holdsUntil: PlainDate | null): Check => ({
    kind,
    doneOn: '2025-01-01' as PlainDate,
    holdsUntil,
  });
  const held = [
    check('complex-case-training', plusDays(today, -1)),
    check('domestic-abuse-training', today),
    check('sexual-harm-training', null),
    check('vetting', null),
  ];
  assert.deepEqual(trainedFor(held, today), ['domestic abuse', 'sexual harm']);
  assert.deepEqual(trainedFor(held, plusDays(today, 1)), ['sexual harm']);
});

for (const [because, changed] of [
  ['not-a-district', { districts: ['NN1 1AA'] }],
  ['too-many-languages', { languages: Array.from({ length: 21 }, (_, at) => `Language ${at}`) }],
  ['work-is-not-a-number', { mostWork: 1.5 }],
  ['work-is-not-a-number', { mostWork: -1 }],
  ['work-is-not-a-number', { mostWork: Number.NaN }],
] as const) {
  test(`FAC-1 refuses: ${because} (${JSON.stringify(changed).slice(0, 40)})`, () => {
    assert.deepEqual(keepProfile({ ...profile, ...changed }), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('FAC-1 what somebody brings is kept as they said it, and may be nothing', () => {
  assert.deepEqual(keepProfile(profile), allow(profile));
  const nothing = { ...profile, languages: [], districts: [], available: [], mostWork: null };
  assert.deepEqual(keepProfile(nothing), allow(nothing));
  assert.deepEqual(listIn(' Polish,  British   Sign Language\nPolish,, '), ['Polish', 'British Sign Language']);
});

const vetting: Check = { kind: 'vetting', doneOn: '2024-01-10' as PlainDate, holdsUntil: '2027-01-10' as PlainDate };
const known = { of: jo, by: amara, today };
for (const [because, check, by] of [
  ['days-are-not-in-order', { ...vetting, holdsUntil: '2024-01-09' as PlainDate }, amara],
  ['done-in-the-future', { ...vetting, doneOn: plusDays(today, 1) }, amara],
  ['nobody-checks-themselves', vetting, jo],
] as const) {
  test(`FAC-2 refuses: ${because}`, () => {
    assert.deepEqual(recordCheck(check, { ...known, by }), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('FAC-2 a check that does not run out is one too', () => {
  assert.ok(recordCheck({ ...vetting, holdsUntil: null }, known).ok);
});

test('FAC-3 vetting is good on its last day and over on the next; what does not run out never is', () => {
  const last = vetting.holdsUntil as PlainDate;
  assert.deepEqual(mayBeGivenCases([vetting], last), allow(true));
  assert.deepEqual(mayBeGivenCases([vetting], plusDays(last, 1)), refuse('check-is-over'));
  assert.deepEqual(mayBeGivenCases([{ ...vetting, holdsUntil: null }], plusDays(last, 9000)), allow(true));
  assert.deepEqual(mayBeGivenCases([], last), allow(true));
  assert.equal(overWords(vetting), 'Vetting was good until 10 January 2027');
  assert.match(explain('check-is-over'), /vetting/);
});

test('FAC-3 exactly the kinds that must hold keep somebody from a case, and each has words', () => {
  for (const kind of checkKinds) {
    const over = checksOver([{ ...vetting, kind }], '2030-01-01' as PlainDate);
    assert.equal(over.length, mustHold.includes(kind) ? 1 : 0);
    assert.match(checkWords(kind), /^[A-Z]/);
  }
});

test('FAC-3 whatever is over is ending too, on any day', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((days) => plusDays('2024-01-01' as PlainDate, days));
  fc.assert(
    fc.property(day, day, fc.constantFrom(...checkKinds), fc.nat(90), (holdsUntil, on, kind, days) => {
      const checks = [{ kind, doneOn: '2023-01-01' as PlainDate, holdsUntil }];
      const ending = checksEnding(checks, on, days);
      assert.ok(checksOver(checks, on).every((each) => ending.includes(each)));
    }),
  );
});

const away = { fromOn: '2026-12-01' as PlainDate, untilOn: '2026-12-05' as PlainDate };
for (const [because, wished, others] of [
  ['days-are-not-in-order', { ...away, untilOn: '2026-11-30' as PlainDate }, []],
  ['away-for-too-long', { ...away, untilOn: '2028-12-05' as PlainDate }, []],
  ['is-over-already', { fromOn: '2026-11-01' as PlainDate, untilOn: '2026-11-24' as PlainDate }, []],
  ['away-then-already', away, [{ fromOn: '2026-12-05' as PlainDate, untilOn: '2026-12-09' as PlainDate }]],
] as const) {
  test(`FAC-4 refuses: ${because}`, () => {
    assert.deepEqual(sayAway(wished, { others, today }), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('FAC-4 somebody may be away again from the day after', () => {
  const next = { fromOn: '2026-12-06' as PlainDate, untilOn: '2026-12-06' as PlainDate };
  assert.deepEqual(sayAway(next, { others: [away], today }), allow(next));
});

test('a complex case counts twice, and room is what is left of what somebody said or of what is usual', () => {
  const load = { openCases: 4, complexCases: 2 };
  assert.deepEqual(balanceOf({ mostWork: 5, isVolunteer: false }, load), { weight: 6, most: 5, room: -1 });
  assert.equal(balanceOf({ mostWork: null, isVolunteer: false }, load).room, 12);
  assert.equal(balanceOf({ mostWork: null, isVolunteer: true }, undefined).room, 3);
});
