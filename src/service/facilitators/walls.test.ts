import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addAllocation } from '#casefile/allocation/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { checksOf } from './facts.ts';
import { addAbsence, addCheck, saveProfile } from './store.ts';
import type { Profile } from './rules.ts';

const house = await aHouse();
const { amara, jo, sam, leo, mia } = house.staff;
const today = house.today();
const made = await house.aCase();

function wallOf(by: StaffId, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house
    .act(made, by, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}
const profile: Profile = { gender: 'woman', languages: [], districts: [], available: [], mostWork: null };

test('FAC-1 the database refuses what is none of the lists', async () => {
  for (const [wall, changed] of [
    ['fac_1_gender_is_one_of', { gender: 'tall' as 'man' }],
    ['fac_1_available_is_one_of', { available: ['never' as 'evenings'] }],
    ['fac_1_districts_are_districts', { districts: ['NN1', 'NN1 1AA'] }],
    ['fac_1_few_languages', { languages: Array.from({ length: 21 }, () => 'Polish') }],
    ['fac_1_work_is_some', { mostWork: 100 }],
  ] as const) {
    assert.equal(await wallOf(amara, (hand) => saveProfile(hand, jo, { ...profile, ...changed })), wall);
  }
});

test('FAC-2 the database refuses a check that ends before it began, or that somebody writes of themselves', async () => {
  const check = { kind: 'vetting', doneOn: today, holdsUntil: plusDays(today, -1) } as const;
  assert.equal(await wallOf(amara, (hand) => addCheck(hand, jo, check)), 'fac_2_days_in_order');
  const own = { ...check, holdsUntil: null };
  assert.equal(await wallOf(jo, (hand) => addCheck(hand, jo, own)), 'fac_2_by_somebody_else');
});

test('FAC-3 whose vetting is over is given no case; a newer one of its kind opens the way again', async () => {
  const give = () =>
    wallOf(amara, (hand) => addAllocation(hand, { staffId: sam, as: 'lead', overrideBy: null, overrideReason: '' }));
  const vetted = (doneOn: PlainDate, holdsUntil: PlainDate) =>
    wallOf(amara, (hand) => addCheck(hand, sam, { kind: 'vetting', doneOn, holdsUntil }));
  await vetted(plusDays(today, -900), plusDays(today, -1));
  assert.equal(await give(), 'Refused: check-is-over');
  await vetted(plusDays(today, -800), today);
  assert.equal(await give(), undefined);
});

test('FAC-3 a facilitator reads their own checks and nobody else’s; whoever gives cases reads all', async () => {
  await house.actInService(amara, (hand) => addCheck(hand, leo, { kind: 'vetting', doneOn: today, holdsUntil: null }));
  const read = (reader: StaffId, of: StaffId) => house.readAsStaff(reader, (db) => checksOf(db, of));
  assert.equal((await read(leo, leo)).length, 1);
  assert.equal((await read(jo, leo)).length, 0);
  assert.equal((await read(mia, leo)).length, 1);
});

test('FAC-4 the database refuses days in the wrong order, and two absences at once', async () => {
  const away = { fromOn: plusDays(today, 10), untilOn: plusDays(today, 12) };
  assert.equal(await wallOf(jo, (hand) => addAbsence(hand, jo, { ...away, untilOn: today })), 'fac_4_days_in_order');
  assert.equal(await wallOf(jo, (hand) => addAbsence(hand, jo, away)), undefined);
  assert.equal(
    await wallOf(jo, (hand) => addAbsence(hand, jo, { ...away, fromOn: away.untilOn, untilOn: plusDays(today, 20) })),
    'Refused: away-then-already',
  );
});

test('nobody changes or takes away a check', async () => {
  const tried = await wallOf(amara, (hand) =>
    hand.run(sql`update app.facilitator_checks set holds_until = null where service_id = ${hand.serviceId}`),
  );
  assert.match(tried ?? '', /permission denied/);
});
