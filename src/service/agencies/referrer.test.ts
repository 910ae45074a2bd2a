import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const pc = await house.asStaff(lewis);
const hall = await house.asStaff(await aReferrer(house, corby, 'Sergeant Hall', true));
const mills = await house.asStaff(await aReferrer(house, corby, 'PCSO Mills'));
const amara = await house.asStaff(house.staff.amara);

test('TEL-1 TEL-2 whoever refers people whom nobody told is offered words, puts them away, and is asked again after a month', async () => {
  for (let sent = 0; sent < 4; sent++) await aSentReferral(house, lewis, { wasTold: false });
  assert.doesNotMatch((await pc.get('/agency')).body, /Would a few words help/);
  assert.doesNotMatch((await amara.get('/agencies')).body, /Tells nobody/);
  await aSentReferral(house, lewis, { wasTold: false });
  assert.match((await pc.get('/agency')).body, /Would a few words help\?[\s\S]*The last people you referred/);
  assert.match((await hall.get('/agency')).body, /The last referrals of your agency/);
  assert.doesNotMatch((await mills.get('/agency')).body, /Would a few words help/);
  assert.match((await pc.get('/agency/what-to-say')).body, /To somebody who was harmed/);
  assert.match((await amara.get('/agencies')).body, /Tells nobody of us/);
  const page = await amara.get(`/agencies/${corby}`);
  assert.match(page.body, /Its last 5 referrals/);
  assert.match(page.body, /The last 5 people they referred had not been told/);

  assert.equal((await pc.post('/agency/what-to-say/put-away', {})).location, '/agency');
  assert.doesNotMatch((await pc.get('/agency')).body, /Would a few words help/);
  assert.match((await hall.get('/agency')).body, /Would a few words help/);
  await house.actInService(house.staff.amara, (hand) =>
    hand.run(sql`update app.agency_people set words_put_away_on = words_put_away_on - 40 where staff_id = ${lewis}`),
  );
  assert.match((await pc.get('/agency')).body, /Would a few words help/);
});

test('TEL-2 one person who was told begins the count anew', async () => {
  await aSentReferral(house, lewis);
  for (const each of [pc, hall]) assert.doesNotMatch((await each.get('/agency')).body, /Would a few words help/);
  assert.doesNotMatch((await amara.get('/agencies')).body, /Tells nobody/);
});

test('staff of the service have no words to read there', async () => {
  assert.equal((await amara.get('/agency/what-to-say')).status, 404);
  assert.equal((await amara.post('/agency/what-to-say/put-away', {})).status, 404);
});
