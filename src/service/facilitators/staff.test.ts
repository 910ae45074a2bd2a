import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { amara, jo, leo, adil, mia } = house.staff;
const today = house.today();
const typed = (name: string, day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

test('a facilitator says what they bring; a coordinator sees it and puts it right', async () => {
  const facilitator = await house.asStaff(jo);
  const said = {
    gender: 'woman',
    languages: 'Polish, Punjabi',
    districts: 'nn1 pe8',
    available: ['evenings'],
    'most-work': '12',
  };
  assert.equal((await facilitator.post('/own-practice', said)).location, '/own-practice');
  const coordinator = await house.asStaff(amara);
  const page = await coordinator.get(`/facilitators/${jo}`);
  assert.match(page.body, /value="Polish, Punjabi"/);
  assert.match(page.body, /NN1, PE8\s*<\/textarea>/);
  assert.equal((await coordinator.post(`/facilitators/${jo}`, { ...said, 'most-work': '9' })).status, 303);
  assert.match((await facilitator.get('/own-practice')).body, /value="9"/);
  const refused = await facilitator.post('/own-practice', { ...said, districts: 'NN1 1AA', 'most-work': 'many' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#districts">Write first halves/);
  assert.match(refused.body, /href="#most-work">Write a whole number/);
  assert.match(refused.body, /value="many"/);
});

test('vetting that is over keeps somebody from a case, in words, until a new one is written down', async () => {
  const made = await house.aCase();
  const coordinator = await house.asStaff(amara);
  const check = (holdsUntil: PlainDate, doneOn = plusDays(today, -700)) =>
    coordinator.post(`/facilitators/${leo}/checks`, {
      kind: 'vetting',
      ...typed('done-on', doneOn),
      ...typed('holds-until', holdsUntil),
    });
  assert.equal((await check(plusDays(today, -1))).location, `/facilitators/${leo}`);
  assert.match((await coordinator.get('/facilitators')).body, /Over<\/strong> Vetting/);
  const refused = await coordinator.post(`/cases/${made.reference}/allocation`, { staff: leo, as: 'co' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Their vetting or a training they need is over/);
  assert.equal((await check(plusDays(today, 700), plusDays(today, -1))).status, 303);
  assert.equal((await coordinator.post(`/cases/${made.reference}/allocation`, { staff: leo, as: 'co' })).status, 303);
  assert.match((await coordinator.get('/facilitators')).body, /1: leads 0, 0 complex/);
  const early = await check(plusDays(today, -800));
  assert.match(early.body, /The last day must be/);
});

test('days away are written down, refused when they overlap, and taken back', async () => {
  const volunteer = await house.asStaff(leo);
  const away = (from: number, until: number) =>
    volunteer.post('/own-practice/absences', {
      ...typed('from-on', plusDays(today, from)),
      ...typed('until-on', plusDays(today, until)),
    });
  assert.equal((await away(3, 5)).location, '/own-practice');
  assert.match((await away(5, 9)).body, /away on one of these days already/);
  assert.match((await away(9, 5)).body, /The last day must be on or after the first/);
  assert.match((await volunteer.post('/own-practice/absences', {})).body, /Write the first day away/);
  const page = await volunteer.get('/own-practice');
  const [, absence = ''] = /name="absence" value="([^"]+)"/.exec(page.body) ?? [];
  const someoneElse = await house.asStaff(jo);
  assert.equal((await someoneElse.post('/own-practice/absences/end', { absence })).status, 404);
  assert.equal((await volunteer.post('/own-practice/absences/end', { absence })).status, 303);
  assert.match((await volunteer.get('/own-practice')).body, /No days away/);
});

test('a volunteer writes down no check of their own, and the register is for those who give cases', async () => {
  const volunteer = await house.asStaff(leo);
  assert.doesNotMatch((await volunteer.get('/own-practice')).body, /What was checked/);
  for (const who of [leo, adil]) {
    const caller = await house.asStaff(who);
    assert.equal((await caller.get('/facilitators')).status, 404);
    assert.equal((await caller.post(`/facilitators/${leo}/checks`, { kind: 'vetting' })).status, 404);
  }
  const manager = await house.asStaff(mia);
  for (const nobody of [randomUUID(), 'nobody', adil])
    assert.equal((await manager.get(`/facilitators/${nobody}`)).status, 404);
  assert.match((await manager.post(`/facilitators/${leo}/checks`, {})).body, /Choose what was checked/);
});

test('who has too much, is full or has room is told in one sentence for all, and beside each', async () => {
  const made = await house.aCase();
  const coordinator = await house.asStaff(amara);
  assert.equal((await coordinator.post(`/cases/${made.reference}/allocation`, { staff: leo, as: 'co' })).status, 303);
  const plain = (markup: string) => markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  const glance = async (most: number) => {
    const said = { gender: 'not-said', languages: '', districts: '', 'most-work': String(most) };
    assert.equal((await coordinator.post(`/facilitators/${leo}`, said)).status, 303);
    const { body } = await coordinator.get('/facilitators');
    const [, ...counts] = /Over what they take on: (\w+). Full: (\w+). With room: (\w+)./.exec(plain(body)) ?? [];
    const row = body.split('<tr').find((each) => each.includes(`/facilitators/${leo}"`)) ?? '';
    const [weight = 0] = /(\d+) of at most/.exec(plain(row))?.slice(1).map(Number) ?? [];
    return { counts: counts.map((count) => (count === 'nobody' ? 0 : Number(count))), row: plain(row), weight };
  };
  const { weight, counts, row } = await glance(99);
  assert.ok(weight > 0 && row.includes(`Room for ${99 - weight}`), row);
  const [over = -1, full = -1, free = -1] = counts;
  const tooMuch = await glance(weight - 1);
  assert.match(tooMuch.row, /Over by 1/);
  assert.deepEqual(tooMuch.counts, [over + 1, full, free - 1]);
  const isFull = await glance(weight);
  assert.match(isFull.row, /Full/);
  assert.deepEqual(isFull.counts, [over, full + 1, free - 1]);
});
