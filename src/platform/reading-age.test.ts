import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingAge, syllablesOf } from './reading-age.ts';

for (const [word, syllables] of [
  ['cat', 1],
  ['made', 1],
  ['helped', 1],
  ['wanted', 2],
  ['people', 2],
  ['safely', 3],
  ['facilitator', 5],
  ['85', 1],
] as const) {
  test(`${word} counts ${syllables}`, () => assert.equal(syllablesOf(word), syllables));
}

test('short words in short sentences are for children, and long ones are not', () => {
  assert.ok(readingAge(['You can say no. You can stop. We ask you first.']) < 8);
  assert.ok(
    readingAge([
      'Participation in restorative interventions necessitates unequivocal acknowledgement of responsibility, notwithstanding contemporaneous proceedings.',
    ]) > 20,
  );
});

test('a piece that ends without a stop is a sentence of its own, and no text at all is no age', () => {
  assert.equal(readingAge(['one two', 'one two']), readingAge(['one two. one two.']));
  assert.equal(readingAge([]), 0);
});
