import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { refuse } from '#platform/decision.ts';
import type { TeamId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { insertTeam } from './store.ts';

const house = await aHouse();
const { mia } = house.staff;
const made = await house.aCase();
await house.act(made, mia, async (hand) => {
  await insertTeam(hand, randomUUID() as TeamId, { name: 'North', districts: ['NN16'], members: [] });
});

async function wallOf(team: { name: string; districts: readonly string[] }): Promise<string | undefined> {
  return house.ports
    .act({ serviceId: house.serviceId, actor: { kind: 'staff', id: mia } }, async (hand) => {
      await insertTeam(hand, randomUUID() as TeamId, { ...team, members: [] });
      return refuse('nothing-is-kept');
    })
    .then(
      (decision) => (decision.ok ? undefined : decision.because[0]),
      (error: unknown) => refusedBy(error),
    );
}

test('TEA-1 two teams of one name meet the wall and are told kindly', async () => {
  assert.equal(await wallOf({ name: 'NORTH', districts: [] }), 'team-is-already-there');
});

test('TEA-2 a district of two teams meets the wall, and a whole postcode', async () => {
  assert.equal(await wallOf({ name: 'East', districts: ['NN16'] }), 'district-has-a-team');
  assert.equal(await wallOf({ name: 'East', districts: ['NN16 1AB'] }), 'team_districts_postcode_district_check');
});
