import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { refusedBy } from '#platform/database.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { aSafeContact } from '#journey/self-referral/examples.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aReferral } from './examples.ts';
import * as store from './store.ts';

const house = await aHouse();

const onTheHand = <Value>(work: (hand: Hand) => Promise<Value>, caseId = randomUUID() as CaseId) =>
  house.act({ caseId }, house.staff.amara, work);

function newReferral(changed: Partial<store.NewReferral> = {}): store.NewReferral {
  const { postcode: postcodeDistrict, ...referral } = aReferral();
  return {
    ...referral,
    id: randomUUID() as ReferralId,
    reference: newReference(),
    draftId: null,
    postcodeDistrict,
    inArea: true,
    enteredBy: null,
    ...changed,
  };
}

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return onTheHand(work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

for (const [id, wall, changed] of [
  ['REF-1', 'ref_1_safe_way_has_an_address', { contact: aSafeContact({ phone: '' }) }],
  ['REF-1', 'ref_1_safe_way_has_an_address', { contact: aSafeContact({ ways: ['email'] }) }],
  ['REF-1', 'ref_1_safe_way_has_an_address', { contact: aSafeContact({ ways: ['post'] }) }],
  ['REF-1', 'ref_1_safe_hours_in_order', { contact: aSafeContact({ fromHour: 20 }) }],
  ['REF-1', 'ref_1_safe_hours_in_order', { contact: aSafeContact({ fromHour: null }) }],
  ['REF-2', 'ref_2_received_before_entered', { receivedOn: plusDays(dayOf(new Date()), 2) }],
] as const satisfies readonly (readonly [string, string, Partial<store.NewReferral>])[]) {
  test(`${id} the database refuses by ${wall}: ${Object.keys(changed).join()}`, async () => {
    assert.equal(await wallOf((hand) => store.addReferral(hand, newReferral(changed))), wall);
  });
}

test('REF-6 one draft is one referral', async () => {
  const draftId = randomUUID();
  await onTheHand((hand) => store.addReferral(hand, newReferral({ draftId })));
  assert.equal(await wallOf((hand) => store.addReferral(hand, newReferral({ draftId }))), 'ref_6_one_referral_a_draft');
});
