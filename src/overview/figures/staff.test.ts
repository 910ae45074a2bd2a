import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();

test('the figures of a service that begins are honest about nothing', async () => {
  const page = await (await house.asStaff(house.staff.amara)).get('/figures');
  assert.equal(page.status, 200);
  assert.match(page.body, /No answers yet/);
  assert.match(page.body, /People chose to take part/);
});

test('a day that does not exist is said so, and an end before the beginning too', async () => {
  const amara = await house.asStaff(house.staff.amara);
  assert.match((await amara.get('/figures?from-day=31&from-month=2&from-year=2026')).body, /That day does not exist/);
  assert.match(
    (await amara.get('/figures?from-day=1&from-month=2&from-year=2026&until-day=1&until-month=1&until-year=2026')).body,
    /cannot be before/,
  );
});

test('figures are not there for a facilitator', async () => {
  assert.equal((await (await house.asStaff(house.staff.jo)).get('/figures')).status, 404);
});
