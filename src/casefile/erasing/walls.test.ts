import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { writeAsOwner } from '#platform/database-owner.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aHouse } from '../../../test/support/house.ts';
import { erasePerson } from './actions.ts';

const house = await aHouse();
const made = await house.aCase();

test('ERA-1 nobody is erased while a case of theirs is open, nor without a reason', async () => {
  const wanted = { reference: made.reference, name: 'Joanne Example', because: 'She asked us to' };
  const asked = await writeAsOwner(house.test, (db) => erasePerson(db, wanted));
  assert.deepEqual(asked, { ok: false, because: ['a-case-is-open'] });
  const [person] = await asThief<{ id: string }>(house.test, 'select id from app.people where full_name = $1', [
    wanted.name,
  ]);
  for (const [because, wall] of [
    [' ', 'sea_6_erased_with_a_reason'],
    [wanted.because, 'sea_6_erased_when_every_case_is_closed'],
  ] as const) {
    const text = 'select app.erase_person($1, $2, $3)';
    const tried = writeAsOwner(house.test, (db) =>
      db.run({ text, values: [house.serviceId, person?.id, because], name: undefined }),
    );
    assert.equal(await tried.then(() => undefined, refusedBy), wall);
  }
});

test('ERA-1 no login erases anybody', async () => {
  const text = 'select app.erase_person($1, $1, $2)';
  await assert.rejects(
    house.act(made, house.staff.dana, (hand) =>
      hand.run({ text, values: [house.serviceId, 'A reason'], name: undefined }),
    ),
    /permission denied/,
  );
});
