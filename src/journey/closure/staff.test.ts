import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anOfferedLetter } from '../../../test/support/letters.ts';
import { aMeeting } from '../../../test/support/meeting.ts';

const house = await aHouse();
const jo = await house.asStaff(house.staff.jo);
const today = house.today();

function day(name: string, date: PlainDate): Record<string, string> {
  const [year = '', month = '', on = ''] = date.split('-');
  return { [`${name}-day`]: on, [`${name}-month`]: month, [`${name}-year`]: year };
}

const ending = { reason: 'harmed-declined', note: 'She has moved on 🌱', ...day('closed-on', today) };

test('a case closes with its reason, rests, and opens again with one; both are kept', async () => {
  const { reference } = await house.aCase();
  const path = `/cases/${reference}/closure`;
  assert.equal((await jo.post(path, ending)).location, path);
  const closed = await jo.get(path);
  assert.match(closed.body, /This case is closed/);
  assert.match(closed.body, /She has moved on 🌱/);
  assert.match((await jo.post(`${path}/hold`, { 'hold-reason': 'Court' })).body, /This case is closed/);
  assert.match((await jo.post(`${path}/reopen`, { because: '' })).body, /Say why it opens again/);
  assert.match((await jo.post(`${path}/reopen`)).body, /Fill this in/);
  assert.equal((await jo.post(`${path}/reopen`, { because: 'She rang again' })).status, 303);
  assert.match((await jo.get(path)).body, /She rang again/);
  assert.match((await jo.get(`/cases/${reference}/history`)).body, /closed/i);
});

test('closing twice at once closes once, and the second is told', async () => {
  const { reference } = await house.aCase();
  const path = `/cases/${reference}/closure`;
  const both = await Promise.all([jo.post(path, ending), jo.post(path, ending)]);
  assert.equal(both.filter(({ status }) => status === 303).length, 1);
  assert.match(both.find(({ status }) => status === 422)?.body ?? '', /closed/);
});

test('no reason, a day ahead and a day that does not exist are named at their field, and the note stays', async () => {
  const { reference } = await house.aCase();
  const path = `/cases/${reference}/closure`;
  const without = await jo.post(path, { ...ending, reason: '' });
  assert.equal(without.status, 422);
  assert.match(without.body, /href="#reason"/);
  assert.match(without.body, /She has moved on 🌱/);
  assert.match((await jo.post(path, { ...ending, ...day('closed-on', plusDays(today, 1)) })).body, /href="#closed-on/);
  const never = await jo.post(path, { ...ending, ...day('closed-on', '2026-02-30' as PlainDate) });
  assert.match(never.body, /Write the day it ended/);
  assert.match((await jo.post(path, { ...ending, note: 'x'.repeat(5001) })).body, /at most 5,000 characters/);
});

test('a booked conference or a letter on offer is in the way, and says so before the button is pressed', async () => {
  const { made } = await aMeeting(house, 'booked');
  const booked = `/cases/${made.reference}/closure`;
  assert.match((await jo.get(booked)).body, /A conference is booked/);
  assert.match((await jo.post(booked, ending)).body, /conference is booked/i);
  const offered = await house.aCase();
  await anOfferedLetter(house, offered);
  const path = `/cases/${offered.reference}/closure`;
  assert.match((await jo.get(path)).body, /A letter is waiting for somebody’s answer/);
  assert.equal((await jo.post(path, ending)).status, 422);
});

test('on hold has a reason and a day ahead, comes back as a task, and ends', async () => {
  const { reference } = await house.aCase();
  const path = `/cases/${reference}/closure`;
  assert.match(
    (await jo.post(`${path}/hold`, { 'hold-reason': '', ...day('review-on', plusDays(today, 30)) })).body,
    /Say why/,
  );
  const past = await jo.post(`${path}/hold`, { 'hold-reason': 'A court case is live', ...day('review-on', today) });
  assert.equal(past.status, 422);
  assert.match(past.body, /A court case is live/);
  const held = { 'hold-reason': 'A court case is live', ...day('review-on', plusDays(today, 30)) };
  assert.equal((await jo.post(`${path}/hold`, held)).status, 303);
  assert.match((await jo.get(path)).body, /A court case is live/);
  assert.equal((await jo.post(`${path}/hold`, held)).status, 422);
  assert.equal((await jo.post(`${path}/off-hold`)).status, 303);
  assert.doesNotMatch((await jo.get(path)).body, /Go on with the case/);
});

test('whose case it is not finds nothing and closes nothing', async () => {
  const { reference } = await house.aCase();
  const path = `/cases/${reference}/closure`;
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(path)).status, 404);
  for (const step of ['', '/hold', '/off-hold', '/reopen'])
    assert.equal((await leo.post(path + step, ending)).status, 404);
  assert.match((await jo.get(path)).body, /Closing and pausing/);
});
