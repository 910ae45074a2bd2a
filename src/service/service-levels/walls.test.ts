import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { usualLevels } from '#vocabulary/service-levels.ts';
import { aHouse } from '../../../test/support/house.ts';
import { levelsOf } from './facts.ts';
import { keepLevels } from './store.ts';

const house = await aHouse();
const kept = (levels: Partial<typeof usualLevels>) =>
  house
    .actInService(house.staff.mia, (hand) => keepLevels(hand, { ...usualLevels, ...levels }))
    .then(
      () => undefined,
      (error: unknown) => refusedBy(error),
    );

test('LVL-1 LVL-2 the database refuses what cannot be promised', async () => {
  assert.equal(await kept({ firstContact: 31 }), 'lvl_1_from_1_to_30_days');
  assert.equal(await kept({ allocate: 0 }), 'lvl_1_from_1_to_30_days');
  assert.equal(await kept({ acknowledge: 4 }), 'lvl_2_read_before_decided');
});

test('a coordinator and a manager set the levels, both see them, and the trail keeps what they were', async () => {
  const amara = await house.asStaff(house.staff.amara);
  assert.match((await amara.get('/service-levels')).body, /Nobody has set others/);
  const form = { acknowledge: '2', triage: '6', allocate: '7', firstContact: '8' };
  assert.equal((await amara.post('/service-levels', form)).status, 303);
  const again = await amara.post('/service-levels', { ...form, triage: 'soon', allocate: '31' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#triage"/);
  assert.match(again.body, /href="#allocate"/);
  assert.match(again.body, /value="soon"/);
  const mia = await house.asStaff(house.staff.mia);
  assert.equal((await mia.post('/service-levels', { ...form, triage: '4' })).status, 303);
  const read = await house.readAsStaff(house.staff.amara, levelsOf);
  assert.deepEqual(read, { acknowledge: 2, triage: 4, allocate: 7, firstContact: 8 });
  assert.match((await (await house.asStaff(house.staff.amara)).get('/service-levels')).body, /Set by Mia/);
  assert.equal((await (await house.asStaff(house.staff.jo)).get('/service-levels')).status, 404);
});
