import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveCase } from '#casefile/allocation/actions.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { jo, leo, sam, amara, dana } = house.staff;
const today = house.today();
const typed = (name: string, day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const daysIn = (body: string) => /name="absence"[^>]* value="([^"]+)"/.exec(body)?.[1] ?? '';

test('a facilitator says who covers; the case opens, My work says so, and one press ends it', async () => {
  const made = await house.aCase();
  const coordinator = { staffId: amara, serviceId: house.serviceId, name: 'Amara', roles: ['coordinator'] } as const;
  await house.act(made, amara, (hand) => giveCase(hand, { staffId: jo, as: 'co', overrideReason: '' }, coordinator));
  const [her, his] = [await house.asStaff(jo), await house.asStaff(leo)];
  assert.match((await her.get('/own-practice/cover')).body, /No days away are written down/);
  await her.post('/own-practice/absences', { ...typed('from-on', today), ...typed('until-on', plusDays(today, 9)) });
  assert.match((await her.get('/own-practice')).body, /href="\/own-practice\/cover">Who covers on these days/);
  const absence = daysIn((await her.get('/own-practice/cover')).body);
  const refused = await her.post('/own-practice/cover', { absence, cover: dana });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#cover">No role of theirs works on cases/);
  assert.match((await her.post('/own-practice/cover', {})).body, /Choose which days/);
  assert.equal((await her.post('/own-practice/cover', { absence, cover: leo })).location, '/own-practice/cover');
  assert.match((await her.get('/own-practice/cover')).body, /<strong>Leo Marsh<\/strong> covers/);
  const work = (await his.get('/work')).body;
  assert.match(work, /You cover for Jo Whitfield until/);
  assert.match(work, new RegExp(`href="/cases/${made.reference}"`));
  assert.match((await his.get(`/cases/${made.reference}/readers`)).body, /Covers for Jo Whitfield until/);
  assert.equal((await his.post('/own-practice/cover/end', { absence })).status, 404, 'not his to end');
  assert.equal((await her.post('/own-practice/cover/end', { absence })).location, '/own-practice/cover');
  assert.equal((await his.get(`/cases/${made.reference}`)).status, 404);
  assert.doesNotMatch((await his.get('/work')).body, /You cover for/);
});

test('a coordinator sees which cases do not open for who covers, and why', async () => {
  const made = await house.aCase();
  const coordinator = { staffId: amara, serviceId: house.serviceId, name: 'Amara', roles: ['coordinator'] } as const;
  await house.act(made, amara, (hand) => giveCase(hand, { staffId: sam, as: 'lead', overrideReason: '' }, coordinator));
  const caller = await house.asStaff(amara);
  await caller.post(`/facilitators/${sam}/absences`, {
    ...typed('from-on', plusDays(today, 2)),
    ...typed('until-on', plusDays(today, 3)),
  });
  const path = `/facilitators/${sam}/cover`;
  const absence = daysIn((await caller.get(path)).body);
  assert.equal((await caller.post(path, { absence, cover: leo })).location, path);
  assert.match((await caller.get(path)).body, new RegExp(`${made.reference}: their level of practice is below`));
  assert.equal((await caller.post(path, { absence, cover: jo })).status, 422);
  assert.equal((await caller.post(`${path}/end`, { absence })).location, path);
  assert.equal((await caller.post(`${path}/end`, { absence })).status, 404);
  assert.equal((await (await house.asStaff(leo)).get(path)).status, 404);
});
