import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { claimsOf, supervisionsOf } from './facts.ts';
import { addClaim, addSupervision, markDecided, markTakenBack } from './store.ts';

const house = await aHouse();
const { leo, jo, mia, priya, amara } = house.staff;
const today = house.today();
const bus = { kind: 'travel', happenedOn: today, minutes: null, pence: 450 } as const;

function wallOf(by: StaffId, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house
    .actInService(by, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}
async function aClaim(): Promise<string> {
  await house.actInService(leo, (hand) => addClaim(hand, leo, bus));
  const { lines } = await house.readAsStaff(leo, (db) => claimsOf(db, leo, undefined));
  return lines.find(({ decision }) => decision === null)?.id ?? '';
}

test('VOL-1 the database refuses money as hours, and amounts that cannot be', async () => {
  for (const [wall, made] of [
    ['vol_1_hours_or_money', { ...bus, kind: 'training' as const }],
    ['vol_1_hours_or_money', { ...bus, minutes: 5 }],
    ['vol_1_an_amount_that_can_be', { ...bus, pence: 100_001 }],
    ['vol_1_kind_is_one_of', { ...bus, kind: 'gold' as 'travel' }],
  ] as const) {
    const met = await wallOf(leo, (hand) => addClaim(hand, leo, made));
    // A kind that is none is of neither hours nor money: either wall stands in its way.
    if (wall === 'vol_1_kind_is_one_of') assert.match(met ?? '', /^vol_1_/);
    else assert.equal(met, wall);
  }
});

test('VOL-2 nobody decides their own, and nothing is decided twice', async () => {
  const id = await aClaim();
  assert.equal(await wallOf(leo, (hand) => markDecided(hand, id, 'approved')), 'vol_2_decided_by_another');
  assert.equal(await wallOf(mia, (hand) => markDecided(hand, id, 'approved')), undefined);
  assert.match((await wallOf(mia, (hand) => markDecided(hand, id, 'no-receipt'))) ?? '', /decided by somebody else/);
});

test('VOL-3 what is taken back is not there to be decided', async () => {
  const id = await aClaim();
  await house.actInService(leo, (hand) => markTakenBack(hand, id));
  assert.equal(await wallOf(mia, (hand) => markDecided(hand, id, 'approved')), 'Refused: decided-already');
});

test('VOL-4 nobody supervises themselves', async () => {
  const own = { heldOn: today, nextOn: null };
  assert.equal(await wallOf(priya, (hand) => addSupervision(hand, priya, own)), 'vol_4_with_somebody_else');
  assert.equal(
    await wallOf(priya, (hand) => addSupervision(hand, leo, { ...own, nextOn: today })),
    'vol_4_next_is_later',
  );
  assert.equal(await wallOf(priya, (hand) => addSupervision(hand, leo, own)), undefined);
});

test('claims and supervision are read by whom they are of and by whoever answers for them, and by no colleague', async () => {
  const claims = async (reader: StaffId) =>
    (await house.readAsStaff(reader, (db) => claimsOf(db, leo, undefined))).lines;
  const supervisions = (reader: StaffId) => house.readAsStaff(reader, (db) => supervisionsOf(db, leo));
  assert.ok((await claims(leo)).length > 0 && (await claims(mia)).length > 0);
  assert.deepEqual([await claims(jo), await claims(amara), await supervisions(jo)], [[], [], []]);
  assert.equal((await supervisions(amara)).length, 1);
});
