import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';
import { teamsOf } from './facts.ts';

const house = await aHouse();
const { mia, amara, priya, adil, jo } = house.staff;

async function teamOf(wanted: string) {
  const found = (await house.readAsStaff(mia, teamsOf)).find(({ name }) => name === wanted);
  assert.ok(found);
  return found;
}

test('a manager makes a team, an administrator changes it', async () => {
  const manager = await house.asStaff(mia);
  const sent = { name: 'North', districts: 'nn16, NN17', members: [amara] };
  assert.equal((await manager.post('/teams/new', sent)).location, '/teams');
  const { id, districts } = await teamOf('North');
  assert.deepEqual(districts, ['NN16', 'NN17']);
  const administrator = await house.asStaff(adil);
  assert.match((await administrator.get(`/teams/${id}`)).body, /NN16 NN17/);
  assert.equal((await administrator.post(`/teams/${id}`, { ...sent, districts: 'NN18' })).status, 303);
  assert.match((await administrator.get('/teams')).body, /Amara[\s\S]*NN18/);
  assert.deepEqual((await teamOf('North')).districts, ['NN18']);
});

test('what is wrong is said at the field, and what was typed stays', async () => {
  const manager = await house.asStaff(mia);
  await manager.post('/teams/new', { name: 'South', districts: 'NN4' });
  const again = await manager.post('/teams/new', { name: 'south', districts: 'NN4 Elsewhere 🙂' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#name">A team with this name is already there/);
  assert.match(again.body, /href="#districts">Write first halves of postcodes only/);
  assert.match(again.body, /Elsewhere 🙂/);
  assert.equal((await manager.post('/teams/new', { name: 'x'.repeat(10_000) })).status, 422);
});

test('whoever does not keep the teams finds none, and what is not there is not found', async () => {
  assert.equal((await (await house.asStaff(jo)).get('/teams')).status, 404);
  const manager = await house.asStaff(mia);
  for (const id of [randomUUID(), 'nothing']) {
    assert.equal((await manager.get(`/teams/${id}`)).status, 404);
    assert.equal((await manager.post(`/teams/${id}`, { name: `At ${id}` })).status, 404);
  }
});

test('RDR-7 a coordinator gives a case to another team, and it is closed to her from then on', async () => {
  const made = await house.aCase();
  const manager = await house.asStaff(mia);
  await manager.post('/teams/new', { name: 'East', districts: '', members: [priya] });
  await manager.post('/teams/new', { name: 'West', districts: '', members: [amara] });
  const east = await teamOf('East');
  const coordinator = await house.asStaff(amara);
  assert.match((await coordinator.get(`/cases/${made.reference}/readers/team`)).body, /East/);
  const given = await coordinator.post(`/cases/${made.reference}/readers/team`, { team: east.id });
  assert.equal(given.location, '/caseload');
  assert.equal((await coordinator.get(`/cases/${made.reference}`)).status, 404);
  assert.doesNotMatch((await coordinator.get('/caseload')).body, new RegExp(`href="/cases/${made.reference}`));
  assert.equal((await (await house.asStaff(priya)).get(`/cases/${made.reference}`)).status, 200);
  assert.equal((await manager.post(`/cases/${made.reference}/readers/team`, {})).status, 422);
  assert.equal((await manager.post(`/cases/${made.reference}/readers/team`, { team: randomUUID() })).status, 404);
});
