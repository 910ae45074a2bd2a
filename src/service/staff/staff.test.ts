import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();

test('a coordinator sees who works here, at which level', async () => {
  const page = await (await house.asStaff(house.staff.amara)).get('/staff');
  assert.equal(page.status, 200);
  assert.match(page.body, /Leo Marsh/);
  assert.match(page.body, /Foundation/);
  assert.match(page.body, /volunteer facilitator/);
});

test('a facilitator has no such page', async () => {
  assert.equal((await (await house.asStaff(house.staff.jo)).get('/staff')).status, 404);
});
