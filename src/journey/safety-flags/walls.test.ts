import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId, StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { flagsOfReferral } from './facts.ts';
import { addFlag } from './store.ts';

const house = await aHouse();
const { amara } = house.staff;
const reference = newReference();
await house.actInService(amara, (hand) =>
  enterReferral(
    hand,
    aReferral({ receivedOn: house.today(), incidentKind: 'serious-crime', risks: ['child-at-risk'] }),
    reference,
  ),
);
const referral = await house.readAsStaff(amara, (db) => referralByReference(db, reference));
assert.ok(referral);
const { id } = referral;
const flags = () => house.readAsStaff(amara, (db) => flagsOfReferral(db, id));
const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.actInService(amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

test('FLG-1 FLG-2 FLG-3 the database refuses a flag twice, one lowered without a reason, and one that rises again', async () => {
  assert.equal(
    await wallOf((hand) => addFlag(hand, id, { kind: 'child-at-risk', words: 'Again.' })),
    'Error: Refused: stands-already',
  );
  const set = (change: string) => (hand: Hand) =>
    hand.run({
      text: `update app.safety_flags set ${change} where referral_id = $1 and kind = 'serious-harm'`,
      values: [id],
      name: undefined,
    });
  assert.equal(await wallOf(set('lowered_at = now()')), 'flg_2_lowered_by_somebody_with_a_reason');
  assert.equal(
    await wallOf(set(`lowered_at = now(), lowered_by = '${amara}'`)),
    'flg_2_lowered_by_somebody_with_a_reason',
  );
  assert.equal(await wallOf(set(`kind = 'hate'`)), 'Error: Refused: lowered-already');
});

test('a coordinator reads the flags first, raises one with why, and lowers them; then the referral is as any other', async () => {
  const caller = await house.asStaff(amara);
  const at = `/referrals/${reference}`;
  assert.match((await caller.get(at)).body, /Read this first[\s\S]*A child is at risk[\s\S]*serious harm[\s\S]*Status/);
  const silent = await caller.post(`${at}/flags`, { 'flag-kind': 'hate' });
  assert.equal(silent.status, 422);
  assert.match(silent.body, /href="#flag-words">Write why/);
  assert.match(
    (await caller.post(`${at}/flags`, { 'flag-kind': 'child-at-risk', 'flag-words': 'So.' })).body,
    /stands already/,
  );
  const why = 'The neighbours shout what he is.';
  assert.equal((await caller.post(`${at}/flags`, { 'flag-kind': 'hate', 'flag-words': why })).location, at);
  assert.ok((await caller.get(at)).body.includes(why));
  assert.equal((await caller.post(`${at}/flags/lower`, { flag: amara })).status, 404);
  for (const flag of await flags()) {
    const empty = await caller.post(`${at}/flags/lower`, { flag: flag.id });
    assert.match(empty.body, new RegExp(`href="#lower-${flag.id}">Write why it no longer holds`));
    const lowered = { flag: flag.id, [`lower-${flag.id}`]: 'It was another street.' };
    assert.equal((await caller.post(`${at}/flags/lower`, lowered)).location, at);
    assert.match((await caller.post(`${at}/flags/lower`, lowered)).body, /lowered already/);
  }
  const page = await caller.get(at);
  assert.doesNotMatch(page.body, /Read this first/);
  assert.match(page.body, /Flags that were lowered: 3/);
  assert.doesNotMatch((await caller.get('/referrals')).body, /govuk-tag--red">Safety/);
});

test('FLG-1 two at once raise one flag', async () => {
  const caller = await house.asStaff(amara);
  const form = { 'flag-kind': 'self-harm', 'flag-words': 'She said so.' };
  const answers = await Promise.all([1, 2].map(() => caller.post(`/referrals/${reference}/flags`, form)));
  const sent = answers.map(({ status }) => status);
  assert.ok(sent.includes(303) && sent.includes(422), sent.join());
  const [standing] = (await flags()).filter(({ loweredAt }) => loweredAt === null);
  assert.equal(standing?.words, 'She said so.');
});

test('a participant, a referrer, a program and the public have no right on the flags', async () => {
  for (const login of ['tp_participant', 'tp_referrer', 'tp_api', 'tp_public'] as const) {
    const has = await house.readAsStaff(amara, (db) =>
      db.row(sql<{ may: boolean }>`select has_any_column_privilege(${login}, 'app.safety_flags', 'select') as may`),
    );
    assert.deepEqual(has, { may: false }, login);
  }
  assert.equal((await (await house.asStaff(house.staff.jo)).post(`/referrals/${reference}/flags`)).status, 404);
});

test('FLG-5 the database takes no flag of a case that whoever raises it may not open', async () => {
  const made = await house.aCase();
  const { id: other } = await house.actInService(amara, async (hand) => {
    const at = newReference();
    await enterReferral(hand, aReferral({ receivedOn: house.today() }), at);
    const [row] = await hand.rows(sql<{ id: ReferralId }>`select id from app.referrals where reference = ${at}`);
    assert.ok(row);
    return row;
  });
  await house.act(made, amara, async (hand) => {
    await hand.run(sql`insert into app.referral_links (service_id, referral_id, case_id, linked_by, linked_at)
      values (${hand.serviceId}, ${other}, ${hand.caseId}, ${amara}, now())`);
    await hand.run(
      sql`update app.referrals set status = 'accepted', case_id = ${hand.caseId}, decided_at = now(), decided_by = ${amara} where id = ${other}`,
    );
  });
  const raised = (hand: Hand) => addFlag(hand, other, { kind: 'hate', words: 'They shout.' });
  const by = (staffId: StaffId) =>
    house.actInService(staffId, raised).then(
      () => undefined,
      (error: unknown) => refusedBy(error) ?? String(error),
    );
  assert.equal(await by(house.staff.leo), 'flg_5_of_a_case_one_may_open');
  assert.equal(await by(house.staff.sam), undefined);
});
