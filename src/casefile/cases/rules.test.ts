import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { complexSigns, signsOf, signsOfOrders } from '#vocabulary/complexity.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { EligibilityAnswer, EligibilityQuestion } from '#vocabulary/eligibility.ts';
import type { IncidentId, ParticipantId } from '#vocabulary/ids.ts';
import { stages } from '#vocabulary/parts.ts';
import {
  chooseOrder,
  drawLink,
  explain,
  mayApproach,
  originOf,
  referenceFrom,
  signsIn,
  signsOfPeople,
  stageAfter,
  weigh,
  withSigns,
  type Approach,
} from './rules.ts';

const joanne = 'joanne' as ParticipantId;
const dylan = 'dylan' as ParticipantId;
const someStage = fc.constantFrom(...stages);

test('CAS-1 whatever happens in whatever order, the stage never moves back', () => {
  fc.assert(
    fc.property(someStage, someStage, (now, reached) => {
      assert.ok(stages.indexOf(stageAfter(now, reached)) >= stages.indexOf(now));
    }),
  );
});

test('CAS-1 a stage that is reached is the stage from then on', () => {
  assert.equal(stageAfter('new', 'preparation'), 'preparation');
  assert.equal(stageAfter('agreement', 'preparation'), 'agreement');
});

test('a reference has eight signs that nobody mistakes for another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
      assert.match(referenceFrom(bytes), /^[3-9AC-Y]{4}-[3-9AC-Y]{4}$/);
      assert.doesNotMatch(referenceFrom(bytes), /[0O1IL5S8B2Z]/);
    }),
  );
});

test('CAS-8 a case is of the police alone where every referral of it is', () => {
  const [police, service] = ['police-out-of-court', 'service'] as const;
  assert.deepEqual(
    [[], [police], [police, police], [police, service]].map((origins) => originOf(origins)),
    [service, police, police, service],
  );
});

const link = { incidentId: 'burglary' as IncidentId, harmedId: joanne, responsibleId: dylan };

test('CAS-2 two different people make a link, in both directions', () => {
  assert.deepEqual(drawLink(link, 'open'), allow(link));
  assert.equal(drawLink({ ...link, harmedId: dylan, responsibleId: joanne }, 'open').ok, true);
});

test('CAS-2 CAS-5 refuses with every reason at once, each in words', () => {
  const decision = drawLink({ ...link, responsibleId: joanne }, 'closed');
  assert.deepEqual(decision, refuse('harmed-and-responsible-are-the-same', 'case-is-closed'));
  for (const reason of decision.ok ? [] : decision.because) assert.match(explain(reason), /\w+ /);
});

test('CAS-3 any sign makes a case complex, and none leaves it standard', () => {
  const standard = { status: 'open', complexity: 'standard' } as const;
  for (const sign of signsIn(Object.keys(complexSigns))) {
    assert.deepEqual(weigh(standard, [sign], [], false), allow('complex'));
  }
  assert.deepEqual(weigh(standard, [], [], false), allow('standard'));
  assert.deepEqual(signsIn(['media', 'nonsense', 'death']), ['death', 'media']);
});

test('CAS-3 making a complex case standard again is not for everybody', () => {
  const complex = { status: 'open', complexity: 'complex' } as const;
  assert.deepEqual(weigh(complex, [], [], false), refuse('only-a-supervisor-makes-it-standard'));
  assert.deepEqual(weigh(complex, [], [], true), allow('standard'));
  assert.deepEqual(weigh({ ...complex, status: 'closed' }, ['death'], [], true), refuse('case-is-closed'));
});

test('CAS-4 H17 the person responsible is first only with a reason', () => {
  assert.deepEqual(chooseOrder('responsible-first', '', 'open'), refuse('responsible-first-needs-a-reason'));
  assert.deepEqual(chooseOrder('responsible-first', 'He asked us himself', 'open'), allow('responsible-first'));
  assert.deepEqual(chooseOrder('harmed-first', '', 'open'), allow('harmed-first'));
  assert.deepEqual(chooseOrder('harmed-first', '', 'closed'), refuse('case-is-closed'));
});

const told = (changed: Partial<Approach>): Approach => ({
  participantId: joanne,
  approachedOn: null,
  isHarmed: false,
  waitsFor: [],
  order: 'harmed-first',
  ...changed,
});
const before = '2026-11-02' as PlainDate;

for (const [words, isOpen, harmed, responsible] of [
  ['waits until everybody they harmed agrees', false, {}, { waitsFor: [joanne] }],
  ['waits although the person harmed was told already', false, { approachedOn: before }, { waitsFor: [joanne] }],
  ['is told when everybody they harmed agrees', true, { approachedOn: before }, {}],
  ['is told first in the other order', true, {}, { waitsFor: [joanne], order: 'responsible-first' }],
  ['who is harmed too may be the first of both', true, {}, { waitsFor: [joanne], isHarmed: true }],
  ['who is harmed too waits as the second', false, { approachedOn: before }, { waitsFor: [joanne], isHarmed: true }],
  ['who was told before may be spoken with again', true, {}, { waitsFor: [joanne], approachedOn: before }],
] as const satisfies readonly (readonly [string, boolean, Partial<Approach>, Partial<Approach>])[]) {
  test(`CAS-4 H17 somebody responsible ${words}`, () => {
    const theirs = told({ participantId: dylan, ...responsible });
    assert.equal(mayApproach([told({ isHarmed: true, ...harmed }), theirs], dylan).ok, isOpen);
  });
}

test('CAS-4 a person harmed may be told at any time', () => {
  assert.equal(mayApproach([told({ isHarmed: true })], joanne).ok, true);
});

test('CAS-7 a child, a fifth person and an order that is not over are signs, whenever they come', () => {
  const grown = { isChild: false };
  const some = (many: number) => Array.from({ length: many }, () => grown);
  assert.deepEqual(
    [signsOfPeople(some(4)), signsOfPeople(some(5)), signsOfPeople([grown, { isChild: true }])],
    [[], ['many'], ['child']],
  );
  const [today, over] = ['2026-11-25', '2026-11-24'] as unknown as [PlainDate, PlainDate];
  const orders = (...kinds: readonly string[]) => kinds.map((kind) => ({ kind, endsOn: null }));
  assert.deepEqual(signsOfOrders(orders('non-molestation', 'occupation', 'bail'), today), ['domestic', 'order']);
  assert.deepEqual(signsOfOrders([{ kind: 'bail', endsOn: over }], today), []);
  assert.deepEqual(signsOfOrders([{ kind: 'sexual-harm-prevention', endsOn: today }], today), ['sexual']);
});

test('CAS-7 what stands makes a case complex, adds to what was ticked, and is taken away by nobody while it stands', () => {
  const stands = (question: EligibilityQuestion, answer: EligibilityAnswer) => [{ question, answer }];
  assert.deepEqual(signsOf(['hate', 'stalking', 'not-safe-to-contact'], []), ['stalking', 'hate']);
  for (const answer of ['yes', 'allowed'] as const)
    assert.deepEqual(signsOf([], stands('young-sexual-behaviour', answer)), ['young-sexual', 'child']);
  for (const answer of ['no', 'not-known'] as const) assert.deepEqual(signsOf([], stands('sexual-harm', answer)), []);
  assert.deepEqual(withSigns(['media'], ['sexual']), ['sexual', 'media']);
  assert.equal(withSigns(['media', 'sexual'], ['sexual']), undefined);
  const complex = { status: 'open', complexity: 'complex' } as const;
  assert.deepEqual(weigh(complex, ['media'], ['sexual'], true), refuse('a-sign-still-stands'));
  assert.deepEqual(weigh(complex, ['sexual'], ['sexual'], false), allow('complex'));
});
