import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { acceptReferral, addOtherTo } from '#journey/triage/actions.ts';
import { anOther } from '#journey/triage/examples.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { linkReferral } from './actions.ts';
import * as store from './store.ts';

const house = await aHouse();
const { amara, leo } = house.staff;
const made = await house.aCase({ person: { Joanne: { fullName: 'Joanne Quillfeather' } } });

async function entered(fullName: string, postcode = 'NN16'): Promise<{ id: ReferralId; reference: string }> {
  const reference = newReference();
  await house.act(made, amara, async (hand) => {
    await enterReferral(hand, aReferral({ fullName, postcode }), reference);
    await addOtherTo(hand, reference, anOther());
  });
  const referral = await house.readAsStaff(amara, (db) => referralByReference(db, reference));
  if (!referral) throw new Error('The referral is not there');
  return referral;
}

const wallOf = (work: (hand: Hand) => Promise<unknown>, caseId: CaseId = made.caseId) =>
  house.act({ caseId }, amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

test('LIK-4 LIK-5 a referral is linked to one case at a time, and only a link that was taken back undecides it', async () => {
  const { id, reference } = await entered('Una Linkwell');
  const others = await house.readAsStaff(amara, (db) =>
    db.rows(sql<{ id: string }>`select id from app.referral_others where referral_id = ${id}`),
  );
  const who = [id, ...others.map((other) => other.id)].map((aboutId) => ({ aboutId, participantId: null }));
  const linked = await house.act(made, amara, (hand) => linkReferral(hand, reference, { who }));
  assert.equal(linked.ok, true);
  assert.equal(await wallOf((hand) => store.keepLink(hand, id)), 'Error: Refused: already-decided');
  const waits = (hand: Hand) =>
    hand.run(sql`
      update app.referrals set status = 'acknowledged', acknowledged_at = now(), case_id = null, decided_at = null, decided_by = null
       where id = ${id}`);
  assert.equal(await wallOf(waits), 'Error: Refused: already-decided');
  assert.equal(
    await wallOf((hand) => hand.run(sql`update app.referral_links set undone_at = now() where referral_id = ${id}`)),
    'lik_5_undone_says_who',
  );
  await house.act(made, amara, (hand) => store.undoLink(hand, id, made.caseId));
  assert.equal(await wallOf(waits), undefined);
});

test('LIK-4 what was linked is read by whoever reads the referral', async () => {
  const { id } = await entered('Iris Readable');
  await house.act(made, amara, (hand) => store.keepLink(hand, id));
  const seen = (staffId: StaffId) =>
    house.readAsStaff(
      staffId,
      async (db) => (await db.rows(sql`select from app.referral_links where referral_id = ${id}`)).length,
    );
  assert.deepEqual([await seen(amara), await seen(leo)], [1, 0]);
});

test('LIK-10 two that wait belong together once, a third with neither, and the second becomes no case', async () => {
  const [one, two, three] = [
    await entered('Percival Twice'),
    await entered('Percival Twice'),
    await entered('Percival Twice'),
  ];
  assert.equal(await wallOf((hand) => store.keepPair(hand, two.id, two.id)), 'lik_10_with_another');
  await house.act(made, amara, (hand) => store.keepPair(hand, two.id, one.id));
  assert.equal(await wallOf((hand) => store.keepPair(hand, two.id, three.id)), 'Error: Refused: belongs-already');
  assert.equal(
    await wallOf((hand) => store.keepPair(hand, three.id, two.id)),
    'Error: Refused: other-belongs-elsewhere',
  );
  assert.equal(
    await wallOf((hand) => store.keepPair(hand, one.id, three.id)),
    'Error: Refused: other-belongs-elsewhere',
  );
  const accepted = (hand: Hand) => acceptReferral(hand, two.reference, { kind: 'justice', isMutual: false });
  assert.equal(await wallOf(accepted, randomUUID() as CaseId), 'Error: Refused: belongs-with-another');
  const half = (hand: Hand) =>
    hand.run(sql`update app.referral_pairs set undone_at = ${hand.at} where referral_id = ${two.id}`);
  assert.equal(await wallOf(half), 'lik_10_undone_says_who');
});
