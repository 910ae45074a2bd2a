import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { pauseClock, resumeClock } from './actions.ts';
import { clocksOfReferral } from './facts.ts';

const house = await aHouse();
const { amara } = house.staff;
const reference = newReference();
await house.actInService(amara, (hand) => enterReferral(hand, aReferral({ receivedOn: house.today() }), reference));
const referral = await house.readAsStaff(amara, (db) => referralByReference(db, reference));
assert.ok(referral);
const clocks = () => house.readAsStaff(amara, (db) => clocksOfReferral(db, referral.id));

for (const [id, wall, change] of [
  ['CLK-1', 'clk_1_decided_is_acknowledged', 'triaged_on = current_date'],
  [
    'CLK-2',
    'clk_2_in_their_order',
    'acknowledged_on = current_date, triaged_on = current_date, allocate_by = current_date',
  ],
  ['CLK-2', 'clk_2_in_their_order', 'allocated_on = current_date'],
  ['CLK-2', 'clk_2_in_their_order', 'contact_by = current_date'],
  ['CLK-2', 'clk_2_in_their_order', 'contacted_on = current_date'],
  [
    'CLK-3',
    'clk_3_waits_only_while_triaged',
    'acknowledged_on = current_date, triaged_on = current_date, paused_on = current_date',
  ],
] as const)
  test(`${id} the database refuses by ${wall}: ${change}`, async () => {
    const text = `update app.referral_clocks set ${change} where referral_id = $1`;
    const refused = await house
      .actInService(amara, (hand) => hand.run({ text, values: [referral.id], name: undefined }))
      .then(
        () => undefined,
        (error: unknown) => refusedBy(error),
      );
    assert.equal(refused, wall);
  });

test('CLK-3 a clock that waited goes on with the days given back', async () => {
  const before = await clocks();
  await house.actInService(amara, (hand) => pauseClock(hand, referral.id));
  assert.equal((await clocks())?.pausedOn, house.today());
  house.setNow(new Date(house.now().getTime() + 14 * 86_400_000));
  await house.actInService(amara, (hand) => resumeClock(hand, referral.id));
  const after = await clocks();
  assert.equal(after?.pausedOn, null);
  assert.ok((after?.triageBy ?? '') >= plusDays(before?.triageBy ?? house.today(), 12));
});
