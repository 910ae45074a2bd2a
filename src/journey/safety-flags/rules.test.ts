import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { explainFlag, flagsOf, lower, raise, type Flaggable } from './rules.ts';

const reachable: Flaggable = {
  source: 'self',
  incidentKind: 'burglary',
  mayPhone: true,
  mayText: false,
  mayEmail: false,
  mayPost: false,
};

test('FLG-4 a referral raises what follows from it and what was ticked, each once, the most pressing first', () => {
  assert.deepEqual(flagsOf(reachable, []), []);
  assert.deepEqual(flagsOf({ ...reachable, mayPhone: false }, []), ['not-safe-to-contact']);
  assert.deepEqual(flagsOf({ ...reachable, source: 'police', mayPhone: false }, []), []);
  assert.deepEqual(
    flagsOf({ ...reachable, incidentKind: 'serious-crime' }, ['hate', 'serious-harm', 'child-at-risk']),
    ['child-at-risk', 'serious-harm', 'hate'],
  );
});

test('FLG-1 refuses: stands-already, says-why', () => {
  assert.deepEqual(raise([{ kind: 'hate' }], { kind: 'stalking', words: 'They wait outside.' }), allow('stalking'));
  assert.deepEqual(raise([{ kind: 'hate' }], { kind: 'hate', words: '' }), refuse('stands-already', 'says-why'));
});

test('FLG-2 FLG-3 refuses: lowered-without-a-reason, lowered-already', () => {
  assert.deepEqual(lower(true, 'It was another street.'), allow('lowered'));
  assert.deepEqual(lower(true, ''), refuse('lowered-without-a-reason'));
  assert.deepEqual(lower(false, 'It was another street.'), refuse('lowered-already'));
});

test('every refusal about flags has words of its own', () => {
  const words = (['stands-already', 'says-why', 'lowered-already', 'lowered-without-a-reason'] as const).map(
    explainFlag,
  );
  assert.equal(new Set(words).size, words.length);
});
