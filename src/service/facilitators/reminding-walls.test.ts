import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askFor } from '#casefile/tasks/actions.ts';
import { sql } from '#platform/sql.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { aHouse } from '../../../test/support/house.ts';
import { remindOfChecks } from './reminding-actions.ts';
import { addCheck } from './store.ts';

const house = await aHouse();
const { leo, jo, amara } = house.staff;
const today = house.today();

test('FAC-5 of vetting that runs out the worker reminds once, however often it asks', async () => {
  const until = plusDays(today, 20);
  await house.actInService(amara, (hand) =>
    addCheck(hand, jo, { kind: 'vetting', doneOn: plusDays(today, -700), holdsUntil: until }),
  );
  await house.actInService(amara, (hand) =>
    addCheck(hand, leo, { kind: 'vetting', doneOn: plusDays(today, -700), holdsUntil: plusDays(today, 90) }),
  );
  const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };
  for (let times = 0; times < 2; times += 1) await remindOfChecks({ keeper, act: house.ports.act, askFor });
  const all = await house.actInService(amara, (hand) =>
    hand.rows(sql<{ kind: string; staffId: string | null }>`
      select kind, staff_id as "staffId" from app.tasks where service_id = ${hand.serviceId} order by kind`),
  );
  assert.deepEqual(all, [
    { kind: 'renew-check', staffId: null },
    { kind: 'renew-own-check', staffId: jo },
  ]);
});
