import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aHouse } from '../../../test/support/house.ts';
import { aLetterToRead } from '../../../test/support/letters.ts';
import { aMeeting } from '../../../test/support/meeting.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (_, text) => asked.push(text) });
const made = await house.aCase();

test('the case page says who, what may happen now and what was last', async () => {
  const page = await (await house.asStaff(house.staff.jo)).get(`/cases/${made.reference}`);
  assert.equal(page.status, 200);
  assert.match(page.body, /Person harmed/);
  assert.match(page.body, /Joanne/);
  assert.match(page.body, /What may happen now/);
  assert.match(page.body, /What opens it/);
  assert.match(page.body, /case was opened/i);
});

test('the case page takes at most eight queries', async () => {
  const jo = await house.asStaff(house.staff.jo);
  asked.length = 0;
  await jo.get(`/cases/${made.reference}`);
  const queries = asked.filter((text) => text.includes('app.'));
  assert.ok(queries.length > 0 && queries.length <= 8, `${queries.length} queries`);
});

test('whose case it is not finds nothing, like a case that never was', async () => {
  const leo = await house.asStaff(house.staff.leo);
  const theirs = await leo.get(`/cases/${made.reference}`);
  const nobodys = await leo.get('/cases/AAAA-AAAA');
  assert.equal(theirs.status, 404);
  assert.equal(theirs.body, nobodys.body);
});

test('it takes no more than eight when a conference is booked and a letter waits', async () => {
  const meeting = await aMeeting(house, 'booked');
  await aLetterToRead(house, meeting.made);
  const jo = await house.asStaff(house.staff.jo);
  asked.length = 0;
  const page = await jo.get(`/cases/${meeting.made.reference}`);
  const queries = asked.filter((text) => text.includes('app.'));
  assert.match(page.body, /Hold the conference/);
  assert.match(page.body, /Deliver a letter/);
  assert.ok(queries.length <= 8, `${queries.length} queries:\n${queries.join('\n')}`);
});
