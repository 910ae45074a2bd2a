import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { noMatter, type Matter } from '#vocabulary/matter.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { matterOf } from './facts.ts';
import { keepMatter } from './store.ts';

const house = await aHouse();
const { amara, leo, sam } = house.staff;
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const anwar = await aReferrer(house, corby, 'PC Anwar');
const { id } = await aSentReferral(house, lewis);
const reportedOn = house.today();
const aMatter: Matter = { ...noMatter, crimeNumber: '26/514820', urn: '12AB0123426', reportedOn };

const wallOf = (by: StaffId, work: (hand: Hand) => Promise<unknown>) =>
  house.actInService(by, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

test('MAT-2 a matter is written down once of each referral, and anew in its place', async () => {
  await house.actInService(amara, (hand) => keepMatter(hand, id, aMatter));
  await house.actInService(amara, (hand) => keepMatter(hand, id, { ...aMatter, prisonNumber: 'A1234BC' }));
  const kept = await house.readAsStaff(amara, (db) => matterOf(db, id));
  assert.deepEqual(kept, { ...aMatter, prisonNumber: 'A1234BC' });
  const again = (hand: Hand) =>
    hand.run(sql`insert into app.referral_matters (service_id, referral_id) values (${hand.serviceId}, ${id})`);
  assert.equal(await wallOf(amara, again), 'mat_2_one_of_each_referral');
});

test('MAT-6 the database refuses an origin that nobody knows', async () => {
  const set = (hand: Hand) =>
    hand.run(sql`update app.referral_matters set origin = 'elsewhere' where referral_id = ${id}`);
  assert.equal(await wallOf(amara, set), 'mat_6_origin_is_one_of');
});

for (const [what, change] of [
  ['told before it was reported', sql`informed_on = reported_on - 1`],
  ['due before it was reported', sql`inform_by = reported_on`],
  ['due although nobody knows when it was reported', sql`reported_on = null`],
] as const)
  test(`MAT-3 the database refuses a matter ${what}`, async () => {
    const set = (hand: Hand) => hand.run(sql`update app.referral_matters set ${change} where referral_id = ${id}`);
    assert.equal(await wallOf(amara, set), 'mat_3_days_in_order');
  });

test('an agency reads the days of its own referrals and no number, and nobody in a case reads any of it', async () => {
  const days = sql<{ on: PlainDate }>`select reported_on as on from app.referral_matters`;
  const as = <Answer>(staffId: StaffId, work: (db: Db) => Promise<Answer>) => {
    const serviceId = house.serviceId;
    return house.ports.database.read({ login: 'tp_referrer', serviceId, kind: 'staff', id: staffId, caseId: '' }, work);
  };
  assert.deepEqual(await as(lewis, (db) => db.rows(days)), [{ on: reportedOn }]);
  assert.deepEqual(await as(anwar, (db) => db.rows(days)), []);
  const number = sql`select urn from app.referral_matters`;
  await assert.rejects(
    as(lewis, (db) => db.rows(number)),
    /permission denied/,
  );
  const made = await house.aCase();
  const joanne = made.who['Joanne'];
  assert.ok(joanne);
  await assert.rejects(
    house.readAsParticipant(made, joanne, (db) => db.rows(days)),
    /permission denied/,
  );
});

test('MAT-4 once there is a case it is changed by whoever may open that, not by a broken glass, and stays of its referral', async () => {
  const made = await house.aCase();
  const other = (await aSentReferral(house, lewis)).id;
  const moved = (hand: Hand) =>
    hand.run(sql`update app.referral_matters set referral_id = ${other} where referral_id = ${id}`);
  assert.equal(await wallOf(amara, moved), 'mat_4_of_a_case_one_may_open');
  await house.act(made, amara, async (hand) => {
    await hand.run(sql`
      insert into app.referral_links (service_id, referral_id, case_id, linked_by, linked_at)
      values (${hand.serviceId}, ${other}, ${hand.caseId}, ${amara}, now())`);
    await hand.run(sql`
      update app.referrals set status = 'accepted', case_id = ${hand.caseId}, decided_at = now(), decided_by = ${amara} where id = ${other}`);
  });
  const keeps = (hand: Hand) => keepMatter(hand, other, aMatter);
  assert.equal(await wallOf(leo, keeps), 'mat_4_of_a_case_one_may_open');
  assert.equal(await wallOf(sam, keeps), undefined);
});
