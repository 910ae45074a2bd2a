import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { insertTeam } from '#service/teams/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId, StaffId, TeamId } from '#vocabulary/ids.ts';
import { lettersOf, soundsOf } from '#vocabulary/names-alike.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import * as store from './store.ts';

const house = await aHouse();
const { amara, priya, jo, leo, mia } = house.staff;
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

const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.act(made, amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

/** Whom the database itself tells somebody of, whatever our queries add to it. */
const toldOf = (staffId: StaffId, name: string) =>
  house.readAsStaff(staffId, async (db) => {
    const rows = await db.rows(sql<{ name: string }>`
      select full_name as name from app.alike(${[lettersOf(name)]}, ${soundsOf(name)}, '{}', '{}', '', null, null, 100)`);
    return rows.map((row) => row.name).toSorted();
  });

test('LIK-1 what is found is of a referral or of a case, never of both', async () => {
  const { id } = await entered('Mara Onewall');
  assert.equal(
    await wallOf((hand) =>
      hand.run(sql`update app.likeness_entries set case_id = ${made.caseId} where referral_id = ${id}`),
    ),
    'lik_1_of_a_referral_or_a_case',
  );
});

test('LIK-2 a case is told of to whoever may open it, a referral to whoever decides it, and the table to nobody', async () => {
  await entered('Joanne Quillfether');
  assert.deepEqual(await toldOf(amara, 'Joanne Quillfeather'), ['Joanne Quillfeather', 'Joanne Quillfether']);
  assert.deepEqual(await toldOf(jo, 'Joanne Quillfeather'), ['Joanne Quillfeather'], 'Jo works on the case');
  assert.deepEqual(await toldOf(leo, 'Joanne Quillfeather'), []);
  await assert.rejects(
    house.readAsStaff(amara, (db) => db.rows(sql`select words from app.likeness_entries`)),
    /permission denied/,
  );
});

test('LIK-8 H14 whoever is shown somebody of another case or referral leaves a row of them in the read trail', async () => {
  const trails = await trailsOf(house);
  const waiting = await entered('Ignatius Plumtree');
  const there = await house.aCase({ person: { Joanne: { fullName: 'Ignatius Plumtree' } } });
  const { reference, id } = await entered('Ignatius Plumtree');
  const [before] = await trails.rows<{ seq: string }>('select coalesce(max(seq), 0) as seq from trails.reads');
  assert.match((await (await house.asStaff(amara)).get(`/referrals/${reference}`)).body, /Likely|Perhaps/);
  const rows = await trails.rows<{ what: string; case_id: string; participant_id: string; referral_id: string }>(
    'select what, case_id, participant_id, referral_id from trails.reads where seq > $1 order by seq',
    [before?.seq],
  );
  assert.deepEqual(
    rows.map((row) => [row.what, row.case_id, row.participant_id, row.referral_id].join(' ')).toSorted(),
    [
      `person ${there.caseId} ${there.who['Joanne']} `,
      ...[id, waiting.id].toSorted().map((each) => `referral   ${each}`),
    ],
  );
});

test('LIK-2 REF-9 a referral of another team’s district is not told of', async () => {
  await house.act(made, mia, async (hand) => {
    await insertTeam(hand, randomUUID() as TeamId, { name: 'North', districts: ['NN17'], members: [priya] });
    await insertTeam(hand, randomUUID() as TeamId, { name: 'South', districts: ['NN4'], members: [amara] });
  });
  const name = 'Ottoline Farnorth';
  await house.act(made, mia, (hand) =>
    enterReferral(hand, aReferral({ fullName: name, postcode: 'NN17' }), newReference()),
  );
  assert.deepEqual(await toldOf(amara, name), []);
  assert.deepEqual(await toldOf(priya, name), [name]);
  assert.deepEqual(await toldOf(mia, name), [name], 'Mia is in no team');
});

test('LIK-2 the hand changes what is found of the case it holds, and of no other', async () => {
  const other = await house.aCase({ person: { Joanne: { fullName: 'Elfrida Otherwise' } } });
  const changed = await house.act(made, amara, (hand) =>
    hand.run(sql`update app.likeness_entries set full_name = 'x' where case_id = ${other.caseId}`),
  );
  assert.equal(changed, 0);
});

test('LIK-3 two are told apart once, and nothing from itself', async () => {
  const { id } = await entered('Tomasz Twicetold');
  const apart = (hand: Hand) => store.keepApart(hand, id, made.caseId);
  assert.equal(await wallOf(apart), undefined);
  assert.equal(await wallOf(apart), 'Error: Refused: told-apart-already');
  assert.equal(await wallOf((hand) => store.keepApart(hand, id, id)), 'lik_3_from_another');
});

test('LIK-3 what was told apart is read by whoever reads the referral', async () => {
  const { id } = await entered('Iris Readable');
  await house.act(made, amara, (hand) => store.keepApart(hand, id, made.caseId));
  const seen = (staffId: StaffId) =>
    house.readAsStaff(
      staffId,
      async (db) => (await db.rows(sql`select from app.told_apart where referral_id = ${id}`)).length,
    );
  assert.deepEqual([await seen(amara), await seen(leo)], [1, 0]);
});

test('LIK-9 a look for whoever is typed leaves a row of the search, with marks of the words alone', async () => {
  const trails = await trailsOf(house);
  const there = await house.aCase({ person: { Joanne: { fullName: 'Thomasina Typedin' } } });
  const [before] = await trails.rows<{ seq: string }>('select coalesce(max(seq), 0) as seq from trails.reads');
  await (await house.asStaff(priya)).post('/referrals/new/alike', { 'full-name': 'Thomasina Typedin' });
  const rows = await trails.rows<{ what: string; place: string; participant_id: string | null; detail: object | null }>(
    'select what, place, participant_id, detail from trails.reads where seq > $1 order by seq',
    [before?.seq],
  );
  const place = '/referrals/new/alike';
  const words = ['thomasina typedin', 'thomasina', 'typedin'].map((word) =>
    house.ports.sealer.mark(`searched ${word}`),
  );
  assert.deepEqual(rows, [
    { what: 'search', place, participant_id: null, detail: { found: [there.caseId], words } },
    { what: 'person', place, participant_id: there.who['Joanne'], detail: null },
  ]);
});
