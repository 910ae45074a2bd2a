import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';
import { ahead, aMeeting, type Meeting } from '../../../test/support/meeting.ts';
import { runSheetOf } from './facts.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const pathOf = ({ made }: Pick<Meeting, 'made'>) => `/cases/${made.reference}/conference/run-sheet`;
const runSheet = ({ id }: Meeting) => house.readAsStaff(jo, (db) => runSheetOf(db, id));

test('the run sheet is made with the booking, changed in its minutes and printed', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 20) });
  const caller = await house.asStaff(jo);
  const path = pathOf(meeting);
  assert.ok((await runSheet(meeting)).length > 10);
  assert.match((await caller.get(path)).body, /Dylan tells what happened/);
  assert.equal((await caller.post(path, { conference: meeting.id, 'minutes-0': '25' })).status, 303);
  assert.equal((await runSheet(meeting))[0]?.minutes, 25);
  const wrong = await caller.post(path, { conference: meeting.id, 'minutes-1': 'ten' });
  assert.match(wrong.body, /href="#minutes-1">Write how many minutes/);
  assert.match(wrong.body, /value="ten"/);
});

test('what somebody saved before the booking stays as they saved it', async () => {
  const meeting = await aMeeting(house, 'agreed', { startsAt: ahead(house, 22) });
  const caller = await house.asStaff(jo);
  assert.match((await caller.get(pathOf(meeting))).body, /This is the usual order for who comes now/);
  assert.equal((await caller.post(pathOf(meeting), { conference: meeting.id, 'minutes-0': '35' })).status, 303);
  const booked = await caller.post(`/cases/${meeting.made.reference}/conference/book`, { conference: meeting.id });
  assert.equal(booked.status, 303);
  assert.equal((await runSheet(meeting))[0]?.minutes, 35);
});

test('of a conference of another case, of none, and for whoever may not open the case, nothing is found', async () => {
  const meeting = await aMeeting(house, 'planned', { startsAt: ahead(house, 24) });
  const none = await aMeeting(house, 'willing');
  const caller = await house.asStaff(jo);
  for (const conference of [meeting.id, randomUUID(), 'nothing', ''])
    assert.equal((await caller.post(pathOf(none), { conference })).status, 404, conference);
  assert.equal((await caller.get(pathOf(none))).status, 404);
  assert.equal((await (await house.asStaff(leo)).get(pathOf(meeting))).status, 404);
});
