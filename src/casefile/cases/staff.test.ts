import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const base = `/cases/${made.reference}`;
const harm = `${base}/people/harm`;

test('a link is drawn in the other direction too: both harmed each other', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const link = { incident: made.incidentId, harmed: dylan, responsible: joanne };
  assert.equal((await jo.post(harm, link)).location, harm);
  assert.equal((await jo.post(harm, link)).location, harm, 'the same twice is one');
  const page = await jo.get(harm);
  assert.equal(page.body.match(/Joanne harmed Dylan/g)?.length, 1);
  assert.match(page.body, /Dylan harmed Joanne/);
  const history = await jo.get(`${base}/history`);
  assert.equal(history.body.match(/that Joanne harmed Dylan/g)?.length, 1);
});

test('nobody harms themselves, and what is missing is named', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const same = await jo.post(harm, { incident: made.incidentId, harmed: joanne, responsible: joanne });
  assert.equal(same.status, 422);
  assert.match(same.body, /href="#harmed">Choose two different people/);
  assert.match((await jo.post(harm, {})).body, /Choose who did harm/);
});

test('somebody or something of another case, or nobody, is not found', async () => {
  const other = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  const link = { incident: made.incidentId, harmed: joanne, responsible: dylan };
  for (const changed of [
    { incident: other.incidentId },
    { harmed: other.who['Joanne'] as string },
    { harmed: 'nobody' },
  ]) {
    assert.equal((await jo.post(harm, { ...link, ...changed })).status, 404);
  }
});

test('the order of approach is kept with its reason', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const order = `${base}/contacts/order`;
  assert.equal((await jo.post(order, {})).status, 422);
  assert.equal((await jo.post(order, { order: 'responsible-first', reason: 'x'.repeat(10_000) })).status, 422);
  assert.equal((await jo.post(order, { order: 'responsible-first', reason: 'He asked us 🌱' })).status, 303);
  assert.match((await jo.get(order)).body, /He asked us 🌱/);
});

test('whose case it is not finds none of these pages', async () => {
  const leo = await house.asStaff(house.staff.leo);
  for (const path of [harm, `${base}/contacts/order`, `${base}/allocation/complexity`]) {
    assert.equal((await leo.get(path)).status, 404);
    assert.equal((await leo.post(path, {})).status, 404);
  }
});
