import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const pc = await house.asStaff(await aReferrer(house, corby, 'PC Lewis Grant'));
const colleague = await house.asStaff(await aReferrer(house, corby, 'Sergeant Hall', true));

const begun = {
  part: 'harmed',
  'full-name': 'Joanne Hartley 🌱',
  ways: ['call', 'text'],
  'happened-on-day': '31',
  'happened-on-month': '2',
  keep: 'draft',
};

test('a referral is begun, kept as it stands, gone on with, and gone when it is sent', async () => {
  assert.match((await pc.post('/agency/refer', { keep: 'draft' })).body, /Write something first/);
  const kept = await pc.post('/agency/refer', begun);
  assert.equal(kept.location, '/agency/drafts');
  assert.match((await pc.get('/agency')).body, /Your drafts<\/a>: 1/);
  const list = await pc.get('/agency/drafts');
  assert.match(list.body, /Joanne Hartley 🌱[\s\S]*Deleted on/);
  const at = /\/agency\/drafts\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? '';
  const form = await pc.get(at);
  assert.match(form.body, /value="Joanne Hartley 🌱"/);
  assert.match(form.body, /value="text"[^>]*checked/);
  assert.match(form.body, /name="happened-on-day"[^>]*value="31"/);

  assert.equal((await colleague.get(at)).status, 404);
  assert.equal((await colleague.post(`${at}/throw-away`)).status, 404);
  assert.doesNotMatch((await colleague.get('/agency/drafts')).body, /Joanne/);

  assert.equal((await pc.post(at, { ...begun, hopes: 'To ask why.' })).location, '/agency/drafts');
  const unready = await pc.post(at, { ...begun, keep: [], hopes: 'To ask why.' });
  assert.equal(unready.status, 422);
  assert.match(unready.body, /Write a day that exists/);
  const sent = await pc.post(at, {
    ...{ part: 'harmed', 'full-name': 'Joanne Hartley 🌱', agreed: 'yes', ways: 'none', kind: 'burglary' },
    'what-happened': 'Somebody broke in.',
  });
  assert.match(sent.location ?? '', /^\/agency\/referrals\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.equal((await pc.get(at)).status, 404);
  assert.match((await pc.get('/agency/drafts')).body, /You have no drafts/);
});

test('a draft is thrown away', async () => {
  await pc.post('/agency/refer', begun);
  const at = /\/agency\/drafts\/[0-9a-f-]{36}/.exec((await pc.get('/agency/drafts')).body)?.[0] ?? '';
  assert.equal((await pc.post(`${at}/throw-away`)).location, '/agency/drafts');
  assert.equal((await pc.get(at)).status, 404);
});
