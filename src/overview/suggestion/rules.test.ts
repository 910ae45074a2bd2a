import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLevelEnough } from '#casefile/allocation/rules.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import {
  reasonWords,
  suggest,
  suggestPairs,
  trainingsFor,
  weigh,
  type LevelFits,
  type Need,
  type Person,
} from './rules.ts';

const today = '2026-11-25' as PlainDate;
const jo: Person = {
  id: 'jo' as StaffId,
  name: 'Jo',
  level: 'advanced',
  isVolunteer: false,
  isActive: true,
  hasConflict: false,
  worksOnIt: false,
  gender: 'woman',
  languages: ['Polish'],
  districts: ['NN1'],
  available: ['weekdays'],
  trainedFor: ['sexual harm'],
  mostWork: null,
  openCases: 4,
  complexCases: 1,
  checksOver: [],
  isAnythingChecked: true,
  absences: [],
};
const need: Need = {
  complexity: 'standard',
  languages: [{ called: 'Ana', language: 'polish' }],
  wishes: [{ called: 'Joanne', wish: 'woman' }],
  districts: ['NN1'],
  trainings: ['sexual harm'],
  leadIsTrainedFor: [],
  hours: [{ called: 'Ana', fromHour: 18, untilHour: 20 }],
  today,
};
const fitsFor =
  (complexity: Need['complexity']): LevelFits =>
  (as, level, beside) =>
    isLevelEnough({
      as,
      level,
      complexity,
      now: beside === null ? [] : [{ staffId: 'lead' as StaffId, as: 'lead', level: beside }],
    });
const nobody = null;
const wordsOf = (person: Person, asked = need) =>
  weigh(person, asked, 'lead', true).reasons.map((reason) => reasonWords(reason));

// What is changed of Jo, and the reason that has to stand there.
for (const [changed, words] of [
  [{}, 'Speaks polish, as Ana does'],
  [{ languages: [] }, 'Does not speak polish, as Ana does'],
  [{}, 'Joanne would rather speak with a woman'],
  [{ gender: 'man' }, 'Joanne would rather speak with a woman, which they are not'],
  [{ gender: 'not-said' }, 'Somebody would rather speak with a woman or a man, and their gender is not written down'],
  [{}, 'Travels to NN1'],
  [{ districts: ['PE8'] }, 'Does not travel to NN1'],
  [{ districts: [] }, 'Travels anywhere'],
  [{}, 'Is trained for sexual harm'],
  [{ trainedFor: ['complex cases'] }, 'Training for sexual harm is not written down for them, or is over'],
  [{ available: ['evenings'] }, 'Can work when Ana can be reached, from 18:00 to 20:00'],
  [{ available: ['weekends'] }, 'Can work when Ana can be reached, from 18:00 to 20:00'],
  [{}, 'Did not say that they can work when Ana can be reached, from 18:00 to 20:00'],
  [{}, 'Has room: a weight of 5 of at most 18'],
  [{ isVolunteer: true }, 'Has as much as they take on: a weight of 5 of at most 3'],
  [{ level: 'intermediate' }, 'Their level is what this case asks for'],
  [{}, 'Their level is above what this case asks for'],
  [{ absences: [{ fromOn: today, untilOn: '2026-12-03' }] }, 'Is away until 3 December 2026'],
  [
    { absences: [{ fromOn: '2026-12-01', untilOn: '2026-12-03' }] },
    'Will be away from 1 December 2026 to 3 December 2026',
  ],
  [{ isAnythingChecked: false }, 'No vetting or training is written down for them'],
  [{ hasConflict: true }, 'Has a conflict of interest in this case'],
  [{ checksOver: ['Vetting was good until 1 June 2026'] }, 'Vetting was good until 1 June 2026'],
] as const) {
  test(`SUG-2 ${words}`, () => {
    const found = wordsOf({ ...jo, ...(changed as Partial<Person>) });
    assert.ok(found.includes(words), found.join('; '));
  });
}

test('SUG-2 who can be reached by day and in the evening asks for no time, and who did not say when they can work is not weighed', () => {
  const reachedAt = (fromHour: number, untilHour: number, available: Person['available']) =>
    weigh({ ...jo, available }, { ...need, hours: [{ called: 'Ana', fromHour, untilHour }] }, 'lead', true)
      .reasons.filter(({ name }) => name === 'times')
      .map(({ weighs }) => weighs);
  assert.deepEqual(reachedAt(9, 20, ['evenings']), []);
  assert.deepEqual(reachedAt(17, 20, []), []);
  assert.deepEqual(reachedAt(9, 17, ['evenings']), ['against']);
  assert.deepEqual(reachedAt(9, 17, ['weekdays']), ['for']);
  assert.deepEqual(reachedAt(17, 20, ['weekdays']), ['against']);
});

test('SUG-2 what a case asks people to be trained for follows from how complex it is and what it is about', () => {
  assert.deepEqual(trainingsFor('standard', []), []);
  assert.deepEqual(trainingsFor('complex', ['young-sexual-behaviour']), ['complex cases', 'sexual harm']);
  assert.deepEqual(trainingsFor('standard', ['domestic-abuse', 'sexual-harm']), ['domestic abuse', 'sexual harm']);
});

const fromList = fc.constantFrom;
const aPerson = fc.record<Person>({
  id: fc.uuid().map((id) => id as StaffId),
  name: fromList('Jo', 'Sam', 'Leo', 'Marta'),
  level: fromList('foundation', 'intermediate', 'advanced'),
  isVolunteer: fc.boolean(),
  isActive: fromList(true, true, true, false),
  hasConflict: fromList(false, false, true),
  worksOnIt: fromList(false, false, true),
  gender: fromList('woman', 'man', 'another', 'not-said'),
  languages: fc.subarray(['Polish', 'Punjabi', 'Romanian']),
  districts: fc.subarray(['NN1', 'NN2', 'PE8']),
  available: fc.subarray(['weekdays', 'evenings', 'weekends']),
  trainedFor: fc.subarray(['complex cases', 'domestic abuse', 'sexual harm']),
  mostWork: fromList(null, 0, 3, 18),
  openCases: fc.nat(25),
  complexCases: fc.nat(5),
  checksOver: fromList([], [], ['Vetting was good until 1 June 2026']),
  isAnythingChecked: fc.boolean(),
  absences: fc
    .option(fc.tuple(fc.integer({ min: -5, max: 30 }), fc.nat(40)))
    .map((days) => (days ? [{ fromOn: plusDays(today, days[0]), untilOn: plusDays(today, days[0] + days[1]) }] : [])),
});
const people = fc.uniqueArray(aPerson, { selector: ({ id }) => id, maxLength: 8 });
const aNeed = fc.record<Need>({
  complexity: fromList('standard', 'complex'),
  languages: fc.subarray([
    { called: 'Ana', language: 'Polish' },
    { called: 'Dev', language: 'Punjabi' },
  ]),
  wishes: fc.subarray([
    { called: 'Joanne', wish: 'woman' as const },
    { called: 'Dylan', wish: 'man' as const },
  ]),
  districts: fc.subarray(['NN1', 'PE8']),
  trainings: fc.subarray(['complex cases', 'domestic abuse', 'sexual harm']),
  leadIsTrainedFor: fc.subarray(['domestic abuse', 'sexual harm']),
  hours: fc.subarray([
    { called: 'Ana', fromHour: 18, untilHour: 20 },
    { called: 'Dev', fromHour: 9, untilHour: 12 },
  ]),
  today: fc.constant(today),
});
const ranked = (all: readonly Person[], asked: Need) =>
  suggest(all, asked, { as: 'lead', besideLevel: nobody, fits: fitsFor(asked.complexity) });

test('SUG-1 who may not be given the case stands below everybody who may, with why', () => {
  fc.assert(
    fc.property(people, aNeed, (all, asked) => {
      const found = ranked(all, asked);
      assert.equal(found.length, all.length);
      const firstBarred = found.findIndex(({ isBarred }) => isBarred);
      if (firstBarred >= 0) assert.ok(found.slice(firstBarred).every(({ isBarred }) => isBarred));
      for (const { person, isBarred, reasons } of found) {
        const level = fitsFor(asked.complexity)('lead', person.level, nobody);
        const isTrained = asked.leadIsTrainedFor.every((training) => person.trainedFor.includes(training));
        const isFree = person.isActive && !person.hasConflict && !person.worksOnIt && person.checksOver.length === 0;
        const may = isFree && level && isTrained;
        assert.equal(isBarred, !may);
        assert.equal(
          reasons.some(({ weighs }) => weighs === 'bars'),
          !may,
        );
      }
    }),
  );
});

test('SUG-2 everybody has a reason, and each reason is a sentence', () => {
  fc.assert(
    fc.property(people, aNeed, (all, asked) => {
      for (const { reasons } of ranked(all, asked)) {
        assert.ok(reasons.length > 0);
        for (const reason of reasons) assert.match(reasonWords(reason), /^[A-Z].* .*[^.]$/);
      }
    }),
  );
});

test('SUG-3 the order does not depend on the order people come in', () => {
  fc.assert(
    fc.property(people, aNeed, (all, asked) => {
      const ids = (found: ReturnType<typeof ranked>) => found.map(({ person }) => person.id);
      assert.deepEqual(ids(ranked(all.toReversed(), asked)), ids(ranked(all, asked)));
    }),
  );
});

test('SUG-3 more work never moves somebody up, and a language that somebody speaks never down', () => {
  fc.assert(
    fc.property(people, aNeed, fc.nat(), fc.nat(10), (all, asked, at, more) => {
      const chosen = all[at % Math.max(all.length, 1)];
      if (!chosen) return;
      const placeWith = (changed: Partial<Person>) =>
        ranked(
          all.map((each) => (each.id === chosen.id ? { ...each, ...changed } : each)),
          asked,
        ).findIndex(({ person }) => person.id === chosen.id);
      const before = placeWith({});
      assert.ok(placeWith({ openCases: chosen.openCases + more }) >= before);
      assert.ok(
        placeWith({ languages: [...chosen.languages, ...asked.languages.map(({ language }) => language)] }) <= before,
      );
      assert.ok(placeWith({ hasConflict: true }) >= before);
    }),
  );
});

test('SUG-4 a pair is two people, each of whom may be given the case beside the other', () => {
  fc.assert(
    fc.property(people, aNeed, (all, asked) => {
      const fits = fitsFor(asked.complexity);
      for (const { lead, co } of suggestPairs(all, asked, fits)) {
        assert.notEqual(lead.person.id, co.person.id);
        assert.ok(fits('lead', lead.person.level, nobody) && fits('co', co.person.level, lead.person.level));
        assert.ok(!lead.isBarred && !co.isBarred);
      }
    }),
  );
});

test('SUG-4 two who complete each other come before two who bring the same', () => {
  const asked: Need = {
    ...need,
    wishes: [],
    languages: [
      { called: 'Ana', language: 'Polish' },
      { called: 'Dev', language: 'Punjabi' },
    ],
  };
  const same = { ...jo, id: 'kim' as StaffId, name: 'Kim' };
  const other = { ...jo, id: 'tom' as StaffId, name: 'Tom', languages: ['Punjabi'] };
  const [best] = suggestPairs([jo, same, other], asked, fitsFor('standard'));
  assert.deepEqual(
    [best?.lead.person.languages, best?.co.person.languages]
      .flat()
      .toSorted((one, other) => String(one).localeCompare(String(other))),
    ['Polish', 'Punjabi'],
  );
});
