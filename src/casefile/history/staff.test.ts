import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();
const path = `/cases/${made.reference}/history`;

test('the history says in plain words what happened and who did it', async () => {
  const page = await (await house.asStaff(house.staff.jo)).get(path);
  assert.equal(page.status, 200);
  assert.match(page.body, /The case was opened/);
  assert.match(page.body, /It was written down that Dylan harmed Joanne/);
  assert.match(page.body, /Amara Okafor/);
});

test('a long history goes on page by page, without a gap and without a line twice', async () => {
  const long = await house.aCase();
  const participantId = long.who['Joanne'] as ParticipantId;
  await house.act(long, house.staff.jo, async (hand) => {
    for (let attempts = 1; attempts <= 60; attempts += 1) {
      await hand.announce({ name: 'contact.attempted', participantId, attempts });
    }
  });
  const jo = await house.asStaff(house.staff.jo);
  const numbers: string[] = [];
  let next: string | undefined = `/cases/${long.reference}/history`;
  for (let pages = 0; next !== undefined && pages < 5; pages += 1) {
    const { body } = await jo.get(next);
    numbers.push(...[...body.matchAll(/number (\d+) without/g)].map(([, number = '']) => number));
    next = /href="([^"]*\?before=\d+)"(?!>Stay)/.exec(body)?.[1];
  }
  assert.deepEqual(
    numbers,
    Array.from({ length: 59 }, (_, at) => String(60 - at)),
  );
});

test('a strange place in the history is the newest page', async () => {
  const page = await (await house.asStaff(house.staff.jo)).get(`${path}?before=somewhere`);
  assert.match(page.body, /The case was opened/);
});

test('whose case it is not finds no history', async () => {
  assert.equal((await (await house.asStaff(house.staff.leo)).get(path)).status, 404);
});
