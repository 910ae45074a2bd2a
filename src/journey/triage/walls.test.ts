import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference, standingsOf } from '#journey/referral/facts.ts';
import { addReferral, type NewReferral } from '#journey/referral/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId, StaffId, TeamId } from '#vocabulary/ids.ts';
import { insertTeam, rewriteTeam } from '#service/teams/store.ts';
import { aHouse } from '../../../test/support/house.ts';
import { acceptReferral, acknowledgeReferral, addOtherTo, declineReferral } from './actions.ts';
import { anOther } from './examples.ts';
import { toldToWriter } from './facts.ts';
import * as store from './store.ts';

const house = await aHouse();
const { amara, priya, jo } = house.staff;

const onTheHand = <Value>(work: (hand: Hand) => Promise<Value>, caseId = randomUUID() as CaseId) =>
  house.act({ caseId }, amara, work);

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return onTheHand(work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

async function made(changed: Partial<NewReferral> = {}): Promise<NewReferral> {
  const { postcode: postcodeDistrict, ...told } = aReferral();
  const given = { id: randomUUID() as ReferralId, reference: newReference(), draftId: null };
  const referral = { ...told, ...given, postcodeDistrict, inArea: true, enteredBy: null, ...changed };
  await onTheHand((hand) => addReferral(hand, referral));
  return referral;
}

const change = (id: string, what: string) => (hand: Hand) =>
  hand.run({ text: `update app.referrals set ${what} where id = $1`, values: [id], name: undefined });

test('REF-3 what was decided stays decided, with the people it was decided with', async () => {
  const { id } = await made();
  await onTheHand((hand) => store.markDeclined(hand, id, 'received', { reason: 'out-of-area', words: '' }));
  assert.equal(await wallOf(change(id, `decline_reason = 'duplicate'`)), 'Error: Refused: already-decided');
  assert.equal(
    await wallOf(change(id, `status = 'received', decline_reason = null, decided_at = null, decided_by = null`)),
    'Error: Refused: already-decided',
  );
  assert.equal(await wallOf((hand) => store.addOther(hand, id, anOther())), 'Error: Refused: already-decided');
});

test('REF-3 what was acknowledged has its time and does not go back', async () => {
  const { id } = await made();
  assert.equal(await wallOf(change(id, `status = 'acknowledged'`)), 'ref_3_acknowledged_has_time');
  await onTheHand((hand) => store.markAcknowledged(hand, id));
  assert.equal(await wallOf(change(id, `status = 'received'`)), 'Error: Refused: already-decided');
});

test('REF-4 declined has a coded reason, and whoever decided', async () => {
  const { id } = await made();
  const who = `decided_at = now(), decided_by = '${amara}'`;
  assert.equal(await wallOf(change(id, `status = 'declined', ${who}`)), 'ref_4_declined_has_reason');
  assert.equal(await wallOf(change(id, `status = 'declined', decline_reason = 'duplicate'`)), 'ref_4_decided_has_who');
  assert.equal(await wallOf(change(id, `decline_reason = 'duplicate'`)), 'ref_4_declined_has_reason');
});

test('REF-5 accepted needs somebody on the other side, and a case that is there', async () => {
  const { id } = await made();
  assert.equal(
    await wallOf((hand) => store.markAccepted(hand, id, 'received')),
    'Error: Refused: nobody-on-the-other-side',
  );
  await onTheHand((hand) => store.addOther(hand, id, anOther()));
  const who = `decided_at = now(), decided_by = '${amara}'`;
  assert.equal(await wallOf(change(id, `status = 'accepted', ${who}`)), 'ref_5_accepted_is_a_case');
  assert.equal(await wallOf((hand) => store.markAccepted(hand, id, 'received')), 'referrals_service_id_case_id_fkey');
});

test('REF-7 an organisation is never responsible', async () => {
  const { id } = await made();
  const shop = anOther({ kind: 'organisation', part: 'responsible' });
  assert.equal(await wallOf((hand) => store.addOther(hand, id, shop)), 'ref_7_organisations_are_harmed');
});

test('REF-3 two coordinators at once decide one after the other', async () => {
  const reference = newReference();
  const entered = await onTheHand((hand) => enterReferral(hand, aReferral({ receivedOn: house.today() }), reference));
  assert.equal(entered.ok, true);
  await onTheHand((hand) => addOtherTo(hand, reference, anOther()));
  const as = (staffId: typeof amara, caseId?: CaseId) => ({
    serviceId: house.serviceId,
    caseId,
    actor: { kind: 'staff' as const, id: staffId },
  });
  const decisions = await Promise.all([
    house.ports.act(as(amara, randomUUID() as CaseId), (hand) =>
      acceptReferral(hand, reference, { kind: 'justice', isMutual: false }),
    ),
    house.ports.act(as(priya), (hand) => declineReferral(hand, reference, { reason: 'duplicate', words: '' })),
  ]);
  assert.equal(decisions.filter(({ ok }) => ok).length, 1);
  const refused = decisions.find(({ ok }) => !ok);
  assert.deepEqual(refused, { ok: false, because: ['already-decided'] });
});

test('a facilitator reads no referral before it is a case of theirs', async () => {
  await made();
  const seen = (staffId: typeof jo) =>
    house.readAsStaff(staffId, (db) => db.rows(sql`select 1 from app.referrals where case_id is null`));
  assert.deepEqual(await seen(jo), []);
  assert.notDeepEqual(await seen(amara), []);
});

test('REF-9 a referral of another team’s district is not there to be seen or decided, but for whoever wrote it down', async () => {
  const [north, south] = [randomUUID() as TeamId, randomUUID() as TeamId];
  const all = { name: 'South', districts: ['NN4'], members: [amara] };
  await onTheHand((hand) => insertTeam(hand, north, { name: 'North', districts: ['NN17'], members: [priya] }));
  await onTheHand((hand) => insertTeam(hand, south, all));
  const theirs = await made({ postcodeDistrict: 'NN17' });
  const passedOn = await made({ postcodeDistrict: 'NN17', enteredBy: amara });
  const nobodys = await made({ postcodeDistrict: 'LE1' });
  const seenBy = (staffId: StaffId) =>
    house.readAsStaff(staffId, async (db) => {
      const three = [theirs, passedOn, nobodys];
      const lines = await standingsOf(
        db,
        three.map(({ id }) => id),
      );
      return three.map(({ id }) => lines.some((line) => line.id === id));
    });
  assert.deepEqual(await seenBy(amara), [false, true, true]);
  assert.deepEqual(await seenBy(priya), [true, true, true]);
  assert.deepEqual(await seenBy(house.staff.mia), [true, true, true], 'Mia is in no team');
  const asAmara = (reference: string) =>
    house.readAsStaff(amara, async (db) => (await referralByReference(db, reference))?.isOtherTeams);
  assert.deepEqual([await asAmara(theirs.reference), await asAmara(passedOn.reference)], [undefined, false]);
  const decided = (reference: string) => onTheHand((hand) => acknowledgeReferral(hand, reference));
  assert.deepEqual(await decided(theirs.reference), { ok: false, because: ['not-there'] });
  assert.equal(
    await onTheHand((hand) =>
      hand.run(sql`update app.referrals set status = 'acknowledged', acknowledged_at = now() where id = ${theirs.id}`),
    ),
    0,
  );
  assert.equal((await decided(passedOn.reference)).ok, true);
  await onTheHand((hand) => rewriteTeam(hand, south, { ...all, members: [] }));
  assert.equal((await decided(theirs.reference)).ok, true, 'Amara is in no team now');
});

test('REF-11 whoever asked us themselves is written to as they may read: their own referral, and of it what answers them', async () => {
  const [own, others, agencys] = [await made(), await made(), await made({ source: 'police' })];
  const words = 'You may ask us again in May.';
  for (const { id } of [own, others]) {
    await onTheHand((hand) => store.markDeclined(hand, id, 'received', { reason: 'out-of-area', words }));
  }
  const as = <Answer>(visitor: string, work: (db: Db) => Promise<Answer>) =>
    house.ports.database.read(
      { login: 'tp_participant', serviceId: house.serviceId, kind: 'visitor', id: visitor, caseId: '' },
      work,
    );
  const writer = `writer_${own.id}`;
  const { called, reference } = own;
  const told = { called, reference, declineReason: 'out-of-area', declineWords: words };
  assert.deepEqual(await as(writer, (db) => toldToWriter(db, own.id)), told);
  const seen = await as(writer, (db) => db.rows(sql<{ id: string }>`select id from app.referrals`));
  assert.deepEqual(seen, [{ id: own.id }], 'and no other');
  for (const visitor of ['', own.id, `writer_${agencys.id}`, 'writer_', '0'.repeat(64)]) {
    assert.deepEqual(await as(visitor, (db) => db.rows(sql`select id from app.referrals`)), [], visitor);
  }
  for (const column of ['full_name', 'what_happened', 'other_people_words', 'phone']) {
    const hidden = { text: `select ${column} from app.referrals`, values: [], name: undefined };
    await assert.rejects(
      as(writer, (db) => db.rows(hidden)),
      /permission denied/,
      column,
    );
  }
});
