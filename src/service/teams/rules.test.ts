import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StaffId, TeamId } from '#vocabulary/ids.ts';
import { districtsIn, explain, keepTeam, type Team } from './rules.ts';

const amara = 'amara' as StaffId;
const north: Team = { id: 'north' as TeamId, name: 'North', districts: ['NN16', 'NN17'], members: [amara] };
const south = { name: 'South', districts: ['NN4'], members: [amara] };

function refusals(changed: Partial<Team>): readonly string[] {
  const decision = keepTeam([north], { ...south, ...changed }, [amara]);
  return decision.ok ? [] : decision.because;
}

test('a team with a name, districts and members is kept', () => {
  assert.deepEqual(refusals({}), []);
  assert.deepEqual(refusals({ districts: [], members: [] }), []);
});

test('TEA-1 a name stands for one team, however it is written', () => {
  assert.deepEqual(refusals({ name: 'NORTH' }), ['team-is-already-there']);
  assert.deepEqual(refusals({ name: '' }), ['name-is-missing']);
});

test('TEA-2 a district has one team, and is no whole postcode', () => {
  assert.deepEqual(refusals({ districts: ['NN4', 'NN16'] }), ['district-has-a-team']);
  assert.deepEqual(refusals({ districts: ['NN41AB'] }), ['not-a-district']);
});

test('a member works here', () => {
  assert.deepEqual(refusals({ members: ['leo' as StaffId] }), ['nobody-of-that-name']);
});

test('districts are taken from words as people write them', () => {
  assert.deepEqual(districtsIn(' nn1, NN2;nn1\n PE8 '), ['NN1', 'NN2', 'PE8']);
  assert.deepEqual(districtsIn(''), []);
});

test('every refusal has words', () => {
  for (const reason of refusals({ name: '', districts: ['x'], members: ['leo' as StaffId] })) {
    assert.match(explain(reason as Parameters<typeof explain>[0]), /^[A-Z]/);
  }
});
