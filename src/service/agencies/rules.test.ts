import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { addAgency, explain } from './rules.ts';

const corby = { name: 'Corby neighbourhood team', kind: 'police' } as const;

test('AGN-1 an agency has a name of its own, however it is written', () => {
  assert.deepEqual(addAgency([], corby), allow(corby));
  assert.deepEqual(addAgency([{ name: 'CORBY neighbourhood team' }], corby), refuse('agency-is-already-there'));
  assert.deepEqual(addAgency([], { ...corby, name: '' }), refuse('name-is-missing'));
});

test('every refusal has words', () => {
  for (const reason of ['name-is-missing', 'agency-is-already-there'] as const) assert.match(explain(reason), /^[A-Z]/);
});
