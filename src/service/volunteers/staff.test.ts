import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { makeClaim } from './actions.ts';

const house = await aHouse();
const { leo, jo, mia, priya, amara } = house.staff;
const today = house.today();
const typed = (name: string, day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const idIn = (body: string) => /name="claim" value="([^"]+)"/.exec(body)?.[1] ?? '';

test('a volunteer writes down hours and a bus fare; a manager approves one and says why not of the other', async () => {
  const volunteer = await house.asStaff(leo);
  const path = '/own-practice/claims';
  const day = typed('happened-on', today);
  assert.equal((await volunteer.post(path, { kind: 'case-work', amount: '1:30', ...day })).location, path);
  const manager = await house.asStaff(mia);
  const hours = idIn((await manager.get('/claims')).body);
  assert.match((await manager.get('/claims')).body, /Leo Marsh: Work on a case, 1 hour 30 minutes/);
  assert.equal((await manager.post('/claims', { claim: hours, decision: 'approved' })).location, '/claims');
  await volunteer.post(path, { kind: 'travel', amount: '£4.50', ...day });
  const fare = idIn((await manager.get('/claims')).body);
  await manager.post('/claims', { claim: fare, decision: 'no-receipt' });
  const own = await volunteer.get(path);
  assert.match(own.body, /Approved since[^:]*: 1 hour 30 minutes and £0\.00/);
  assert.match(own.body, /Not approved: there is no receipt/);
  assert.match((await manager.get('/claims')).body, /Nothing waits for you/);
  await manager.post('/claims', { claim: fare, decision: 'approved' });
  assert.match((await manager.get('/claims')).body, /This was decided already/);
  assert.equal((await manager.post('/claims', { claim: randomUUID(), decision: 'approved' })).status, 404);
  assert.equal((await (await house.asStaff(amara)).get('/claims')).status, 404);
});

test('what is wrong is said with what was typed, and what waits is taken back', async () => {
  const facilitator = await house.asStaff(jo);
  const path = '/own-practice/claims';
  const wrong = await facilitator.post(path, {
    kind: 'travel',
    amount: 'much',
    ...typed('happened-on', plusDays(today, 2)),
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /The day cannot be after today/);
  assert.match(wrong.body, /href="#amount">Write pounds/);
  assert.match(wrong.body, /value="much"/);
  assert.match((await facilitator.post(path, {})).body, /Choose what it was/);
  await facilitator.post(path, { kind: 'meal', amount: '6', ...typed('happened-on', today) });
  const claim = idIn((await facilitator.get(path)).body);
  assert.equal((await (await house.asStaff(leo)).post(`${path}/back`, { claim })).status, 404);
  assert.equal((await facilitator.post(`${path}/back`, { claim })).status, 303);
  assert.match((await facilitator.get(path)).body, /Nothing yet/);
});

test('what waits past the first page is found, once each, by the manager and by whoever wrote it down', async () => {
  await house.actInService(jo, async (hand) => {
    for (let at = 0; at < 60; at += 1)
      await makeClaim(
        hand,
        { kind: 'meal', happenedOn: plusDays(today, -(at % 7)), minutes: null, pence: 100 + at },
        jo,
      );
  });
  const ids = (body: string) => [...body.matchAll(/name="claim" value="([^"]+)"/g)].map(([, id]) => id);
  for (const [who, path] of [
    [mia, '/claims'],
    [jo, '/own-practice/claims'],
  ] as const) {
    const caller = await house.asStaff(who);
    const first = (await caller.get(path)).body;
    const [, more = ''] = new RegExp(`href="(${path}\\?after=[^"]+)"(?!>Stay)`).exec(first) ?? [];
    const second = (await caller.get(more)).body;
    assert.equal(new Set([...ids(first), ...ids(second)]).size, 60, path);
    assert.doesNotMatch(second, /More that wait|What came before/);
    assert.equal(new Set(ids((await caller.get(`${path}?after=2026-02-30_none`)).body)).size, 50);
  }
});

test('a supervisor writes down that they talked; a coordinator sees it and writes nothing', async () => {
  const path = `/facilitators/${leo}/supervision`;
  const supervisor = await house.asStaff(priya);
  const days = { ...typed('held-on', today), ...typed('next-on', plusDays(today, 42)) };
  assert.equal((await supervisor.post(path, days)).location, path);
  assert.match((await supervisor.post(path, { ...days, ...typed('next-on', today) })).body, /must be after this one/);
  const coordinator = await house.asStaff(amara);
  assert.match((await coordinator.get(path)).body, /with Priya Nair/);
  assert.equal((await coordinator.post(path, days)).status, 404);
  assert.equal((await coordinator.get(`/facilitators/${randomUUID()}/supervision`)).status, 404);
});
