import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();

test('HIS-1 no login changes or removes a line', async () => {
  for (const query of [sql`update app.history set name = 'case.reopened'`, sql`delete from app.history`]) {
    await assert.rejects(
      house.act(made, house.staff.jo, (hand) => hand.run(query)),
      /permission denied/,
    );
  }
});

test('HIS-1 a participant has no way to the history', async () => {
  await assert.rejects(
    house.readAsParticipant(made, made.who['Joanne'] as ParticipantId, (db) =>
      db.rows(sql`select seq from app.history`),
    ),
    /permission denied/,
  );
});

test('HIS-1 staff who may not open the case read none of it', async () => {
  assert.deepEqual(await house.readAsStaff(house.staff.leo, (db) => db.rows(sql`select seq from app.history`)), []);
});
