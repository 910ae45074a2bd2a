import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { wishesOf } from './facts.ts';
import { saveWish } from './store.ts';
import type { Wish } from './rules.ts';

const house = await aHouse();
const { jo, leo } = house.staff;

test('WIS-1 a wish is one of three, and the newest takes the place of the last', async () => {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  const say = (wish: string) =>
    house.act(made, jo, (hand) => saveWish(hand, joanne, { wish: wish as Wish, saidOn: house.today() }));
  await assert.rejects(say('tall'), (error) => refusedBy(error) === 'wis_1_wish_is_one_of');
  await say('woman');
  await say('no-matter');
  const read = (reader: typeof jo) => house.readAsStaff(reader, (db) => wishesOf(db, made.caseId));
  assert.deepEqual(
    (await read(jo)).map(({ wish }) => wish),
    ['no-matter'],
  );
  assert.deepEqual(await read(leo), [], 'whoever may not open the case reads no wish');
});
