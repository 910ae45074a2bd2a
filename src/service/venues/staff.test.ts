import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';
import { venuesOf } from './facts.ts';

const house = await aHouse();
const library = {
  name: 'Kettering library',
  address: 'Sheep Street, Kettering NN16 0AY',
  access: 'Ramp at the side door.',
  neutrality: 'Nobody in the case works there.',
  has: ['two-waiting-rooms', 'two-entrances'],
  'is-open': 'yes',
};

test('a coordinator adds a venue and everybody reads it', async () => {
  const amara = await house.asStaff(house.staff.amara);
  assert.equal((await amara.post('/venues/new', library)).location, '/venues');
  const seen = await (await house.asStaff(house.staff.leo)).get('/venues');
  assert.match(seen.body, /Kettering library/);
  assert.match(seen.body, /Two waiting rooms, two entrances/);
  assert.doesNotMatch(seen.body, /Add a venue/);
});

test('sending twice adds one venue and says so', async () => {
  const amara = await house.asStaff(house.staff.amara);
  await amara.post('/venues/new', { ...library, name: 'Once hall' });
  const again = await amara.post('/venues/new', { ...library, name: 'Once hall' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#name">A venue with this name is already in the register/);
});

test('what is missing or too long is named, and what was typed stays', async () => {
  const priya = await house.asStaff(house.staff.priya);
  const again = await priya.post('/venues/new', { name: 'x'.repeat(10_000), access: 'By bus 🚌' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#name">Write at most 200 characters/);
  assert.match(again.body, /href="#address">Write the address/);
  assert.match(again.body, /By bus 🚌/);
});

test('a supervisor changes a venue, and closes it', async () => {
  const priya = await house.asStaff(house.staff.priya);
  await priya.post('/venues/new', { ...library, name: 'Old hall' });
  const [old] = (await house.readAsStaff(house.staff.priya, venuesOf)).filter(({ name }) => name === 'Old hall');
  assert.ok(old);
  assert.match((await priya.get(`/venues/${old.id}`)).body, /Ramp at the side door/);
  assert.equal((await priya.post(`/venues/${old.id}`, { ...library, name: 'Old hall', 'is-open': 'no' })).status, 303);
  const after = (await house.readAsStaff(house.staff.priya, venuesOf)).find(({ id }) => id === old.id);
  assert.equal(after?.isOpen, false);
});

test('whoever does not keep the register finds no form', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.get('/venues/new')).status, 404);
  assert.equal((await jo.post('/venues/new', library)).status, 404);
});

test('a venue that is not there is not found', async () => {
  const priya = await house.asStaff(house.staff.priya);
  for (const id of [randomUUID(), 'nothing', '1 or 1']) {
    assert.equal((await priya.get(`/venues/${encodeURIComponent(id)}`)).status, 404);
    assert.equal((await priya.post(`/venues/${encodeURIComponent(id)}`, { ...library, name: `At ${id}` })).status, 404);
  }
});
