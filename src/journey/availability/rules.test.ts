import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { avoid, daysAhead, explainAvoiding, fallsOn, mayMeetOn, type DayToAvoid } from './avoid-rules.ts';
import * as rules from './rules.ts';

const today = '2026-11-23' as PlainDate;
const thursday = '2026-12-03' as PlainDate;
const said: rules.Said = { what: 'could', on: [thursday], parts: ['morning'], words: undefined };
const before: rules.Availability = {
  times: [
    { on: 'thursday', part: 'evening', answer: 'could' },
    { on: thursday, part: 'evening', answer: 'could-not' },
  ],
  words: 'After four.',
};

for (const [because, changed] of [
  ['no-day-chosen', { on: [] }],
  ['no-part-chosen', { parts: [] }],
  ['day-has-passed', { on: [plusDays(today, -1)] }],
  ['day-is-far-off', { on: [plusDays(today, 367)] }],
  ['too-many-days', { on: Array.from({ length: 60 }, (_, at) => plusDays(today, at + 30)) }],
  ['words-are-too-long', { words: 'x'.repeat(10_000) }],
  ['no-day-chosen', { what: 'leave-out', on: [] }],
] as const)
  test(`AVA-1 AVA-3 refuses: ${because}`, () => {
    assert.deepEqual(rules.say(before, { ...said, ...changed }, today), refuse(because));
  });

test('AVA-1 today and this day next year can be said, and a day gone by is left out when anything is said', () => {
  assert.ok(rules.say(before, { ...said, on: [today, plusDays(today, 366)] }, today).ok);
  const later = rules.say(before, { ...said, what: 'words', words: 'Any bus.' }, plusDays(thursday, 1));
  assert.deepEqual(later, allow({ times: [before.times[0]], words: 'Any bus.' }));
});

test('AVA-2 what was said last of one time stands, and one day is left out whole', () => {
  const after = rules.say(before, { ...said, parts: ['morning', 'evening'] }, today);
  assert.ok(after.ok);
  assert.deepEqual(rules.dayByDay(after.value), [
    { on: 'thursday', could: ['evening'], couldNot: [] },
    { on: thursday, could: ['morning', 'evening'], couldNot: [] },
  ]);
  const without = rules.say(after.value, { ...said, what: 'leave-out' }, today);
  assert.ok(without.ok);
  assert.deepEqual(without.value.times, [before.times[0]]);
});

test('AVA-2 whatever is said in whatever order, each time has one answer, and it comes back from what is kept', () => {
  const time = fc.record({
    what: fc.constantFrom('could' as const, 'could-not' as const),
    on: fc.uniqueArray(fc.constantFrom(...rules.weekdays, thursday, plusDays(thursday, 1)), { minLength: 1 }),
    parts: fc.uniqueArray(fc.constantFrom(...rules.partsOfDay), { minLength: 1 }),
    words: fc.constant(undefined),
  });
  fc.assert(
    fc.property(fc.array(time, { minLength: 1, maxLength: 6 }), (all) => {
      const end = all.reduce((stands: rules.Availability, each) => {
        const decision = rules.say(stands, each, today);
        assert.ok(decision.ok);
        return decision.value;
      }, rules.nothingSaid);
      const places = end.times.map(({ on, part }) => `${on} ${part}`);
      assert.equal(new Set(places).size, places.length);
      assert.deepEqual(end.times.map(rules.codeOf).map(rules.timeOf), end.times);
      const last = all.at(-1);
      assert.ok(last?.on.every((on) => end.times.some((each) => each.on === on && each.answer === last.what)));
    }),
  );
});

test('AVA-4 everything is taken back at once, and what is said anew does not change what was said before', () => {
  const kept = structuredClone(before);
  assert.deepEqual(
    rules.say(before, { ...said, what: 'take-back', on: [], parts: [] }, today),
    allow(rules.nothingSaid),
  );
  rules.say(before, said, today);
  assert.deepEqual(before, kept);
  assert.ok(rules.isEmpty(rules.nothingSaid) && !rules.isEmpty(before));
});

test('AVA-5 nothing is said on a day to come', () => {
  const voice = { saidBy: 'self', how: 'by-phone', saidOn: today } as const;
  assert.ok(rules.heard(voice, today).ok);
  assert.deepEqual(rules.heard({ ...voice, saidOn: plusDays(today, 1) }, today), refuse('said-in-the-future'));
});

test('AVA-6 a copy holds what could work, never what could not, and words only where that was chosen', () => {
  const copied = rules.wordsToCopy(before, { withWords: false, today });
  assert.equal(copied, 'These times could work:\nEvery Thursday: evening');
  assert.equal(rules.wordsToCopy(before, { withWords: true, today }), `${copied}\n\nAfter four.`);
  const never = { ...before, times: before.times.filter(({ answer }) => answer === 'could-not') };
  assert.equal(rules.wordsToCopy(never, { withWords: true, today }), '', 'words alone are no times');
  const all = {
    words: 'x'.repeat(1000),
    times: [
      ...rules.weekdays,
      ...Array.from({ length: 60 }, (_, at) => plusDays('2027-09-01' as PlainDate, at)),
    ].flatMap((on) => rules.partsOfDay.map((part) => ({ on, part, answer: 'could' as const }))),
  };
  assert.ok(rules.wordsToCopy(all, { withWords: true, today }).length <= 5000, 'as much as a message may hold');
});

test('AVA-7 a day works for all when all could come in one part of it; the very day goes before the week', () => {
  const [joanne, dylan] = ['joanne', 'dylan'] as unknown as [ParticipantId, ParticipantId];
  const layers = [
    { participantId: joanne, times: before.times },
    { participantId: dylan, times: [{ on: 'thursday', part: 'evening', answer: 'could' } as const] },
  ];
  const works = rules.layOver(layers, today).filter((each) => each.works.length > 0);
  const days = works.map(({ day }) => day);
  assert.ok(days.includes('2026-11-26' as PlainDate) && days.includes('2026-12-10' as PlainDate));
  assert.ok(!days.includes(thursday), 'she could not on that one');
  assert.ok(days.every((day) => day > today && day <= plusDays(today, rules.daysAhead)));
  assert.ok(
    rules.layOver(layers.slice(0, 1), today).every((each) => each.works.length === 0),
    'one alone works for nobody else',
  );
});

const joannes = 'joanne' as ParticipantId;
const aDay = (onDay: string, isEveryYear = true): DayToAvoid => ({
  ...{ participantId: joannes, onDay: onDay as PlainDate, isEveryYear, words: 'His birthday' },
});
const nobodys = { status: 'open', today, others: [] } as const;

for (const [because, day, known] of [
  ['case-is-closed', aDay('2020-03-14'), { ...nobodys, status: 'closed' }],
  ['day-has-passed', aDay('2026-11-22', false), nobodys],
  ['why-is-missing', { ...aDay('2020-03-14'), words: '' }, nobodys],
  ['is-there-already', aDay('2020-03-14'), { ...nobodys, others: [aDay('2020-03-14', false)] }],
  [
    'too-many-days',
    aDay('2020-03-14'),
    { ...nobodys, others: Array.from({ length: 20 }, (_, at) => aDay(plusDays(thursday, at), false)) },
  ],
] as const)
  test(`AVA-8 refuses: ${because}`, () => {
    assert.deepEqual(avoid(day, known), refuse(because));
    assert.match(explainAvoiding(because), /\w+ /);
  });

test('AVA-8 of each person a day of their own, and one that comes every year from the first on', () => {
  const others = [{ ...aDay('2020-03-14'), participantId: 'dylan' as ParticipantId }];
  assert.equal(avoid(aDay('2020-03-14'), { ...nobodys, others }).ok, true);
  const falls = (onDay: string, on: string, isEveryYear = true) => fallsOn(aDay(onDay, isEveryYear), on as PlainDate);
  assert.deepEqual(
    [falls('2020-03-14', '2027-03-14'), falls('2020-03-14', '2027-03-15'), falls('2028-03-14', '2027-03-14')],
    [true, false, false],
  );
  assert.deepEqual([falls('2026-12-10', '2026-12-10', false), falls('2026-12-10', '2027-12-10', false)], [true, false]);
  assert.deepEqual(
    [falls('2024-02-29', '2027-02-28'), falls('2024-02-29', '2028-02-28'), falls('2024-02-29', '2028-02-29')],
    [true, false, true],
    'on the 28th where there is no 29th',
  );
});

test('AVA-9 the days of the year ahead, each once, with nobody’s name and no reason', () => {
  const days = [
    aDay('2020-03-14'),
    aDay('2019-03-14'),
    aDay('2024-02-29'),
    aDay('2026-12-10', false),
    aDay('2020-11-22'),
  ];
  assert.deepEqual(daysAhead(days, today), ['2026-12-10', '2027-02-28', '2027-03-14', '2027-11-22']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 366 }), (ahead) => {
      const day = plusDays(today, ahead);
      assert.equal(
        daysAhead(days, today).includes(day),
        days.some((each) => fallsOn(each, day)),
      );
    }),
  );
});

test('AVA-9 nobody meets on a day to avoid, unless it was agreed; the words tell nothing of anybody', () => {
  const day = '2027-03-14' as PlainDate;
  assert.deepEqual(mayMeetOn([aDay('2020-03-14')], day, false), refuse('somebody-avoids-this-day'));
  assert.equal(mayMeetOn([aDay('2020-03-14')], day, true).ok, true);
  assert.equal(mayMeetOn([aDay('2020-03-14')], plusDays(day, 1), false).ok, true);
  assert.doesNotMatch(explainAvoiding('somebody-avoids-this-day'), /birthday|Joanne|harmed|responsible|they|their/i);
});
