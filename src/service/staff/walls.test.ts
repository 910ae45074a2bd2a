import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { addStaff } from './store.ts';

const house = await aHouse();
const made = await house.aCase();

test('STF-1 an e-mail address is one member of staff’s', async () => {
  const again = house.act(made, house.staff.amara, (hand) =>
    addStaff(hand, {
      id: randomUUID() as StaffId,
      name: 'Another Jo',
      email: 'jo@rp.example',
      practiceLevel: 'foundation',
      roles: [],
    }),
  );
  await assert.rejects(again, (error) => refusedBy(error) === 'staff_email_once');
});

test('STF-2 no login removes a member of staff', async () => {
  await assert.rejects(
    house.act(made, house.staff.amara, (hand) => hand.run(sql`delete from app.staff where id = ${house.staff.leo}`)),
    /permission denied/,
  );
});
