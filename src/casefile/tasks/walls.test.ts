import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { addTask } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const task = { kind: 'ask-again', words: 'Ask again.', dueOn: house.today(), cause: 'a test' };

const seenBy = (staffId: typeof house.staff.jo) =>
  house.readAsStaff(staffId, (db) => db.rows(sql`select id from app.tasks where cause = ${task.cause}`));

test('TSK-1 TSK-3 the same cause twice is one task, seen by who may open the case alone', async () => {
  for (let times = 0; times < 2; times += 1) {
    await house.act(made, house.staff.jo, (hand) => addTask(hand, task));
  }
  assert.equal((await seenBy(house.staff.jo)).length, 1);
  assert.equal((await seenBy(house.staff.leo)).length, 0);
});

test('TSK-2 the database refuses a task that is done without a word about how', async () => {
  await assert.rejects(
    house.act(made, house.staff.jo, (hand) =>
      hand.run(sql`update app.tasks set done_at = now(), done_by = ${house.staff.jo} where cause = ${task.cause}`),
    ),
    (error) => refusedBy(error) === 'tsk_2_done_says_how',
  );
});
