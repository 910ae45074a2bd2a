import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitting, fittingQuestions, nextFitting, type FittingAnswers } from './fitting-rules.ts';
import { inRow, neighbours } from './rules.ts';

const pages = [
  { path: '/c', place: 2 },
  { path: '/x', place: null },
  { path: '/a', place: 1 },
  { path: '/b', place: 2 },
];

test('pages of the row stand by their place, then by their address', () => {
  assert.deepEqual(
    inRow(pages).map(({ path }) => path),
    ['/a', '/b', '/c'],
  );
});

test('each page of the row knows the one before and after; a page beside it knows none', () => {
  assert.deepEqual(neighbours(pages, '/b'), { before: pages[2], after: pages[0] });
  assert.deepEqual(neighbours(pages, '/a'), { before: undefined, after: pages[3] });
  assert.deepEqual(neighbours(pages, '/x'), { before: undefined, after: undefined });
});

const answers = fc.record(
  Object.fromEntries(Object.entries(fittingQuestions).map(([name, values]) => [name, fc.constantFrom(...values)])),
) as fc.Arbitrary<FittingAnswers>;

test('every question comes up once, in order', () => {
  const given: Record<string, string> = {};
  for (const [question, [first = '']] of Object.entries(fittingQuestions)) {
    assert.equal(nextFitting(given as FittingAnswers), question);
    given[question] = first;
  }
  assert.equal(nextFitting(given as FittingAnswers), 'answer');
});

test('somebody who may be in danger is told of help first (WEB-1)', () => {
  fc.assert(
    fc.property(answers, (given) => {
      assert.equal(fitting(given)[0] === 'safety-first', given.danger === 'yes');
    }),
  );
});

test('everybody is told that it may fit or why it may not be possible now, never both (WEB-2)', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const said = fitting(given);
      assert.notEqual(said.includes('may-fit'), said.includes('must-take-responsibility'));
      assert.equal(said.includes('must-take-responsibility'), given.owns === 'no');
    }),
  );
});

for (const [saying, given] of [
  ['may-come-to-it', { owns: 'unknown' }],
  ['court-may-wait', { court: 'yes' }],
  ['nothing-has-to-happen', { wish: 'nothing' }],
  ['talk-about-them-first', { who: 'somebody-else' }],
] as const) {
  test(`says ${saying} where it is so, and only there`, () => {
    assert.ok(fitting(given).includes(saying));
    assert.ok(!fitting({ who: 'harmed', danger: 'no', owns: 'yes', court: 'no', wish: 'say' }).includes(saying));
  });
}
