import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { jo, leo } = house.staff;

test('a facilitator writes down what somebody wishes; missing parts are said, and somebody else is not there', async () => {
  const made = await house.aCase();
  const path = `/cases/${made.reference}/allocation/wishes`;
  const facilitator = await house.asStaff(jo);
  const [year = '', month = '', day = ''] = house.today().split('-');
  const said = { 'said-on-day': day, 'said-on-month': month, 'said-on-year': year };
  const joanne = String(made.who['Joanne']);
  assert.equal((await facilitator.post(path, { participant: joanne, wish: 'woman', ...said })).location, path);
  assert.match((await facilitator.get(path)).body, /Would rather speak with a woman \(/);
  const empty = await facilitator.post(path, {});
  assert.equal(empty.status, 422);
  for (const words of [/Choose who said it/, /Choose what they said/, /Write the day they said it/])
    assert.match(empty.body, words);
  const later = await facilitator.post(path, { participant: joanne, wish: 'man', ...said, 'said-on-year': '2099' });
  assert.match(later.body, /cannot be after today/);
  assert.equal((await facilitator.post(path, { participant: randomUUID(), wish: 'man', ...said })).status, 404);
  assert.equal((await (await house.asStaff(leo)).get(path)).status, 404);
});
