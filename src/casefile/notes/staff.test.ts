import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();
const path = `/cases/${made.reference}/notes`;
const [year, month, day] = house.today().split('-') as [string, string, string];
const typed = {
  about: made.who['Joanne'] as ParticipantId,
  words: 'Her sister may come along 🌱',
  'happened-on-day': day,
  'happened-on-month': month,
  'happened-on-year': year,
};

test('a note is kept on its side and the history says only that there is one', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(path, typed)).location, path);
  const page = await jo.get(path);
  assert.match(page.body, /Her sister may come along 🌱/);
  assert.match(page.body, /tp-side--harmed/);
  const history = await jo.get(`/cases/${made.reference}/history`);
  assert.match(history.body, /A note was written about Joanne/);
  assert.doesNotMatch(history.body, /sister/);
});

test('what is missing, too long or no day at all is named, and what was typed stays', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const again = await jo.post(path, {
    ...typed,
    words: 'x'.repeat(20_001),
    'happened-on-day': '30',
    'happened-on-month': '2',
  });
  assert.equal(again.status, 422);
  assert.match(again.body, /20,000 characters or fewer/);
  assert.match(again.body, /Write the day it is about/);
  assert.match(again.body, /xxxxx/);
  assert.equal((await jo.post(path, {})).status, 422);
  assert.match((await jo.post(path, { ...typed, 'happened-on-year': '2999' })).body, /cannot be after today/);
});

test('many notes go on page by page, without a gap and without a note twice', async () => {
  const long = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  for (let at = 1; at <= 23; at += 1) {
    await jo.post(`/cases/${long.reference}/notes`, { ...typed, about: 'case', words: `Note number ${at}.` });
  }
  const first = await jo.get(`/cases/${long.reference}/notes`);
  const next = /href="([^"]*\?before=[^"]+)"/.exec(first.body)?.[1] ?? '';
  const second = await jo.get(next);
  const seen = [first, second].flatMap(({ body }) =>
    [...body.matchAll(/Note number (\d+)\./g)].map(([, number]) => Number(number)),
  );
  assert.deepEqual(
    seen,
    Array.from({ length: 23 }, (_, at) => 23 - at),
  );
});

test('a participant of another case, or nobody, is not found', async () => {
  const other = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(path, { ...typed, about: other.who['Joanne'] as ParticipantId })).status, 404);
  assert.equal((await jo.post(path, { ...typed, about: 'nobody' })).status, 404);
});

test('whose case it is not finds no notes and writes none', async () => {
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(path)).status, 404);
  assert.equal((await leo.post(path, typed)).status, 404);
});
