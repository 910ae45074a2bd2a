import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { numberIn, withReference } from '#vocabulary/agencies.ts';
import { referenceText } from '#vocabulary/blind-index.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import {
  explainLikeness,
  namesAlike,
  incidentSaysSomething,
  ranked,
  standing,
  tellApart,
  weigh,
  type Comparable,
  type Found,
} from './rules.ts';

const day = (text: string) => text as PlainDate;
const joanne: Comparable = {
  fullName: 'Joanne Hartley',
  born: day('1984-03-07'),
  happenedOn: day('2026-03-14'),
  postcodeDistrict: 'NN16',
  incidentKind: 'burglary',
};
const unknown = { born: null, happenedOn: null, postcodeDistrict: '', incidentKind: null } as const;

for (const [one, other, expected] of [
  ['Joanne Hartley', 'JOANNE  hartley', 'same-name'],
  ['Mrs Joanne Hartley', 'Joanne Hartley', 'same-name'],
  ['Zoë O’Neil', "Zoe O'Neil", 'same-name'],
  ['Joanne Hartley', 'Hartley, Joanne', 'same-names-swapped'],
  ['Kate Hartley', 'Catherine Hartley', 'short-name'],
  ['Katie Hartley', 'Kathy Hartley', 'short-name'],
  ['Joanne Mary Hartley', 'Joanne Hartley', 'one-name-more'],
  ['Stephen Philips', 'Steven Phillips', 'sounds-alike'],
  ['Shaun Clark', 'Shawn Clarke', 'sounds-alike'],
  ['Joanne Hartley', 'Joanne Hatrley', 'spelt-alike'],
  ['Joanne Hartley', 'Joanne Martley', 'spelt-alike'],
  ['Joanne Hartley', 'Joanne Marsh', 'same-first-name'],
  ['Joanne Hartley', 'Mark Hartley', 'same-family-name'],
  ['Joanne Hartley', 'Dylan Marsh', 'another-name'],
  ['Dylan', 'Dylan Marsh', undefined],
  ['', 'Dylan Marsh', undefined],
] as const)
  test(`LIK-6 ${one || 'nobody'} and ${other}: ${expected ?? 'nothing to say'}`, () => {
    assert.equal(namesAlike(one, other), expected);
    assert.equal(namesAlike(other, one), expected);
  });

test('LIK-6 what is not known says nothing, and names alone are never “likely”', () => {
  const { reasons, against, weight } = weigh({ ...joanne, ...unknown }, joanne, []);
  assert.deepEqual([reasons, against], [['same-name'], []]);
  assert.equal(standing({ weight }), 'perhaps');
});

test('LIK-6 each reason is named, and so is what speaks against it', () => {
  const other = { ...joanne, born: day('1984-07-03'), happenedOn: day('2026-03-16') };
  const { reasons } = weigh(joanne, other, ['same-phone']);
  assert.deepEqual(reasons, ['same-name', 'day-and-month-swapped', 'same-phone', 'near-in-time-and-place']);
  const brother = weigh(joanne, { ...joanne, ...unknown, fullName: 'Mark Hartley', born: day('1990-01-20') }, [
    'same-phone',
  ]);
  assert.deepEqual([brother.reasons, brother.against], [['same-family-name', 'same-phone'], ['another-birthday']]);
  assert.equal(standing(brother), undefined);
});

test('LIK-6 a name that many have is worth less', () => {
  const alone = { ...joanne, ...unknown };
  const many = { named: 12, near: 1, referenced: 1 };
  assert.ok(weigh(alone, alone, [], many).weight < weigh(alone, alone, []).weight);
  assert.equal(standing(weigh(alone, alone, [], many)), undefined);
});

test('LIK-6 of two who have a name, the one of another place is not shown for it alone', () => {
  const alone = { ...joanne, ...unknown, postcodeDistrict: 'NN16' };
  const two = { named: 2, near: 1, referenced: 1 };
  assert.equal(standing(weigh(alone, alone, [], two)), 'perhaps');
  assert.equal(standing(weigh(alone, { ...alone, postcodeDistrict: 'NN4' }, [], two)), undefined);
  assert.equal(standing(weigh(alone, { ...alone, postcodeDistrict: 'NN4' }, [])), 'perhaps');
});

test('LIK-6 whoever has another family name now is found by their birthday or number, not by their first name', () => {
  const married = { ...joanne, ...unknown, fullName: 'Joanne Marsh' };
  assert.equal(standing(weigh(joanne, married, [])), undefined);
  assert.equal(standing(weigh(joanne, { ...married, born: joanne.born }, [])), 'perhaps');
  assert.equal(standing(weigh(joanne, { ...married, born: joanne.born }, ['same-phone'])), 'likely');
});

test('LIK-6 what happened there and then says nothing by itself where much happens', () => {
  const dylan = { ...joanne, fullName: 'Dylan Marsh', born: null };
  assert.equal(standing(weigh(joanne, dylan, [], { named: 1, near: 2, referenced: 1 })), 'perhaps');
  assert.equal(standing(weigh(joanne, dylan, [], { named: 1, near: 3, referenced: 1 })), undefined);
});

const hit = (changed: Partial<Found>): Found => ({
  ...joanne,
  aboutId: 'a',
  ofId: 'one',
  phones: [],
  emails: [],
  isOfReference: false,
  ...changed,
});

test('LIK-6 each referral or case is shown once, the surest first, and no more than six', () => {
  const sought = [{ fullName: 'Joanne Hartley', born: joanne.born, phone: '07700900123', email: '' }];
  const hits = [
    hit({ ofId: 'family', fullName: 'Mark Hartley', phones: [1], ...unknown }),
    hit({ ofId: 'one', aboutId: 'a' }),
    hit({ ofId: 'one', aboutId: 'b', fullName: 'Jo Hartley', phones: [1] }),
    hit({ ofId: 'two', phones: [1], postcodeDistrict: 'NN4' }),
  ];
  const found = ranked(sought, joanne, hits);
  assert.deepEqual(
    found.map(({ hit: { ofId }, is }) => [ofId, is]),
    [
      ['one', 'likely'],
      ['two', 'likely'],
      ['family', 'perhaps'],
    ],
  );
  assert.deepEqual(
    found[0]?.people.map(({ aboutId }) => aboutId),
    ['b', 'a'],
  );
  const many = Array.from({ length: 9 }, (_, at) => hit({ ofId: String(at), phones: [1] }));
  assert.equal(ranked(sought, joanne, many).length, 6);
});

test('LIK-6 the other side of the same incident is worth a look, whatever their name', () => {
  const dylan = { ...joanne, fullName: 'Dylan Marsh', born: null };
  assert.equal(standing(weigh(joanne, dylan, [])), 'perhaps');
  assert.equal(standing(weigh(joanne, { ...dylan, incidentKind: 'assault' }, [])), undefined);
  assert.equal(standing(weigh(joanne, { ...dylan, happenedOn: day('2026-03-20') }, [])), undefined);
});

test('LIK-6 the same reference is worth a look whatever the name, and sure with a name or with time and place', () => {
  const dylan = { ...joanne, ...unknown, fullName: 'Dylan Marsh' };
  const { reasons, against, ...other } = weigh(joanne, dylan, ['same-reference']);
  assert.deepEqual([reasons, against, standing(other)], [['same-reference'], ['another-name'], 'perhaps']);
  assert.equal(standing(weigh(joanne, { ...joanne, ...unknown }, ['same-reference'])), 'likely');
  const there = {
    ...dylan,
    happenedOn: day('2026-03-13'),
    postcodeDistrict: 'NN16',
    incidentKind: 'burglary',
  } as const;
  const busy = { named: 1, near: 9, referenced: 1 };
  assert.equal(standing(weigh(joanne, there, ['same-reference'], busy)), 'likely');
  assert.equal(standing(weigh(joanne, there, [], busy)), undefined);
});

test('LIK-6 a reference that many have is the number of nothing', () => {
  const dylan = { ...joanne, ...unknown, fullName: 'Dylan Marsh' };
  const { reasons, ...other } = weigh(joanne, dylan, ['same-reference'], { named: 1, near: 1, referenced: 4 });
  assert.deepEqual([reasons, standing(other)], [[], undefined]);
});

for (const [typed, plain] of [
  ['26/514-820 a', '26514820a'],
  [' 26514820A ', '26514820a'],
  ['NN-4', ''],
  ['see e-mail', ''],
  ['', ''],
] as const)
  test(`LIK-6 the reference “${typed}” is compared as “${plain}”`, () => {
    assert.equal(referenceText(typed), plain);
  });

test('LIK-6 a number that whoever referred gave is read as it was written down', () => {
  assert.equal(numberIn(withReference('Desk 4\nMornings', '26/514820')), '26/514820');
  assert.equal(numberIn(withReference('', '26/514820')), '26/514820');
  assert.equal(withReference('Desk 4', ''), 'Desk 4');
  assert.equal(numberIn('Desk 4'), '');
});

test('LIK-9 what happened is compared once it has a reference, or a kind, a day and a place', () => {
  const { happenedOn, postcodeDistrict, incidentKind } = joanne;
  const incident = { happenedOn, postcodeDistrict, incidentKind, references: [''] };
  assert.equal(incidentSaysSomething(incident), true);
  assert.equal(incidentSaysSomething({ ...incident, happenedOn: null }), false);
  assert.equal(incidentSaysSomething({ ...incident, postcodeDistrict: '' }), false);
  assert.equal(incidentSaysSomething({ ...incident, incidentKind: null }), false);
  assert.equal(incidentSaysSomething({ ...unknown, references: ['', '26/514820'] }), true);
});

test('LIK-6 where somebody is alike themselves, who only shares the incident is left out; it is said where, and how far apart', () => {
  const sought = [{ fullName: 'Joanne Hartley', born: null, phone: '', email: '' }];
  const met = { isOfReference: true, happenedOn: day('2026-03-15') };
  const dylan = hit({ aboutId: 'b', fullName: 'Dylan Marsh', born: null, ...met });
  const [both] = ranked(sought, joanne, [dylan, hit(met)]);
  assert.deepEqual(
    both?.people.map(({ fullName, near }) => [fullName, near]),
    [['Joanne Hartley', { postcodeDistrict: 'NN16', daysApart: 1 }]],
  );
  const [alone] = ranked(sought, joanne, [dylan]);
  assert.deepEqual(alone?.people[0]?.reasons, ['same-reference', 'near-in-time-and-place']);
});

test('LIK-6 the same town is said where it is known, orders what is shown, and brings nobody up by itself', () => {
  const towns = new Map([
    ['NN15', 'Kettering'],
    ['NN16', 'Kettering'],
    ['NN4', 'Northampton'],
  ]);
  const { fullName, born, ...there } = joanne;
  const incident = { ...there, postcodeDistrict: 'NN15' };
  const at = (ofId: string, postcodeDistrict: string, changed: Partial<Found> = {}) =>
    hit({ ofId, aboutId: ofId, ...unknown, born, postcodeDistrict, ...changed });
  const sought = (name: string) => [{ fullName: name, born: name === fullName ? born : null, phone: '', email: '' }];
  const shown = ranked(sought(fullName), incident, [at('far', 'NN4'), at('town', 'NN16')], towns);
  assert.deepEqual(
    shown.map(({ hit: { ofId }, people }) => [ofId, people[0]?.reasons.includes('same-town')]),
    [
      ['town', true],
      ['far', false],
    ],
  );
  const heard = at('town', 'NN16', { fullName: 'Stephen Philips', born: null });
  assert.deepEqual(ranked(sought('Steven Phillips'), incident, [heard], towns), []);
  // What happened there and then is not said twice.
  const [near] = ranked(sought(fullName), { ...there, postcodeDistrict: 'NN16' }, [hit({})], towns);
  assert.deepEqual(near?.people[0]?.reasons, ['same-name', 'same-birthday', 'near-in-time-and-place']);
});

test('LIK-6 likeness is the same from both sides', () => {
  const name = fc.constantFrom(
    'Joanne Hartley',
    'Jo Hartley',
    'Hartley Joanne',
    'Dylan Marsh',
    'Dylan',
    'Żółć Ölaf',
    '',
  );
  const born = fc.constantFrom(null, day('1984-03-07'), day('1984-07-03'), day('1999-01-31'));
  const one = fc.record({ fullName: name, born }).map((each) => ({ ...joanne, ...each }));
  fc.assert(
    fc.property(one, one, (first, second) => {
      assert.equal(weigh(first, second, []).weight, weigh(second, first, []).weight);
    }),
    { numRuns: 100 },
  );
});

test('LIK-3 somebody says once that they are not the same', () => {
  assert.equal(tellApart('received', false).ok, true);
  assert.deepEqual(tellApart('received', true), refuse('told-apart-already'));
  assert.deepEqual(tellApart('accepted', false), refuse('already-decided'));
});

test('each refusal has words', () => {
  for (const reason of ['already-decided', 'told-apart-already'] as const)
    assert.match(explainLikeness(reason), /^[A-Z].*[^.]$/);
});
