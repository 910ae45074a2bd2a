import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const [year = '', month = '', day = ''] = house.today().split('-');
const on = (name: string) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year });

test('who speaks for a child, what the child says and what somebody can decide are written down and shown', async () => {
  const made = await house.aCase({ person: { Dylan: { isUnder18: true } } });
  const jos = await house.asStaff(jo);
  const people = `/cases/${made.reference}/people`;
  const path = `${people}/${made.who['Dylan']}/deciding`;
  assert.match((await jos.get(people)).body, new RegExp(`${path}">Who speaks for them`));
  assert.match((await jos.get(path)).body, /No guardian without a side of their own is on the case/);
  await jos.post(`${people}/${made.who['Dylan']}/companion`, { kind: 'guardian', 'full-name': 'Gail Marsh' });
  const [, gail = ''] = /<option value="([0-9a-f-]{36})"/.exec((await jos.get(path)).body) ?? [];
  const stands = { guardian: gail, parental: 'yes', side: 'harmed', ...on('standing-on') };
  const unsaid = await jos.post(`${path}/guardian`, stands);
  assert.equal(unsaid.status, 422);
  assert.match(unsaid.body, /href="#side-words">Write what their side in it is/);
  assert.equal((await jos.post(`${path}/guardian`, { ...stands, 'side-words': 'It was her car.' })).location, path);
  assert.match(
    (await jos.get(path)).body,
    /No guardian without a side[\s\S]*Gail Marsh: holds parental responsibility, was harmed in it too[\s\S]*It was her car/,
  );
  await jos.post(`${path}/child`, { 'child-words': 'I want to say sorry.', ...on('child-on') });
  const cannot = {
    decision: 'To meet in person',
    view: 'cannot',
    'view-words': 'He could not say it back.',
    ...on('view-on'),
  };
  const refused = await jos.post(`${path}/capacity`, { ...cannot, support: 'Pictures.' });
  assert.match(refused.body, /href="#safeguarding">Write who was told, to keep them safe, and when/);
  await jos.post(`${path}/capacity`, { ...cannot, support: 'Pictures.', safeguarding: 'Adult social care, today.' });
  const page = (await jos.get(path)).body;
  for (const words of [
    'I want to say sorry.',
    'To meet in person',
    'They cannot decide it now',
    'Adult social care, today.',
  ])
    assert.ok(page.includes(words), words);
  assert.match(
    (await jos.get(`/cases/${made.reference}/history`)).body,
    /What somebody can decide was written down: Dylan/,
  );
  assert.equal((await (await house.asStaff(leo)).get(path)).status, 404);
  assert.equal((await jos.post(`${path}/guardian`, { ...stands, guardian: made.who['Dylan'] ?? '' })).status, 404);
});

test('who may agree for an organisation is written down by name and role', async () => {
  const made = await house.aCase();
  const jos = await house.asStaff(jo);
  const people = `/cases/${made.reference}/people`;
  await jos.post(`${people}/add-organisation`, { name: 'Corner shop' });
  const [, path = ''] = /href="([^"]+\/deciding)">Who may agree for it/.exec((await jos.get(people)).body) ?? [];
  assert.match(
    (await jos.post(`${path}/authority`, on('authority-on'))).body,
    /Write who may agree for it, by name and role/,
  );
  const said = { authority: 'Mrs Ahmed, area manager', 'authority-for': 'To payment', ...on('authority-on') };
  assert.equal((await jos.post(`${path}/authority`, said)).location, path);
  assert.match((await jos.get(path)).body, /Mrs Ahmed, area manager[\s\S]*For: To payment/);
  assert.equal((await jos.post(`${people}/${made.who['Joanne']}/deciding/authority`, said)).status, 422);
});
