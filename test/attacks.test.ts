import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addOpening } from '#casefile/break-glass/store.ts';
import { linkReferral, unlinkReferral } from '#journey/likeness/actions.ts';
import { addNamed, addRestriction } from '#casefile/readers/store.ts';
import { flagsOfReferral } from '#journey/safety-flags/facts.ts';
import { sql } from '#platform/sql.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { aReferrer, anAgency, aSentReferral } from './support/agencies.ts';
import { aHouse } from './support/house.ts';

/* What somebody would try who is signed in, or holds a login, and wants more than is theirs; `docs/guides/security.md` tells what else. */
const house = await aHouse();
const { amara, priya } = house.staff;
const corby = await anAgency(house, 'Corby Police', 'police');
const anwar = await aReferrer(house, corby, 'PC Anwar');
const coordinator = await house.asStaff(amara);

const why = { 'flag-kind': 'hate', 'flag-words': 'They shout what he is.' };

/** A referral that became a case which is open to Priya alone. */
async function aClosedCase() {
  const { id, reference } = await aSentReferral(house, anwar);
  const at = `/referrals/${reference}`;
  await coordinator.post(`${at}/acknowledge`);
  await coordinator.post(`${at}/others/person`, { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' });
  assert.equal((await coordinator.post(`${at}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const found = await house.readAsStaff(priya, (db) =>
    db.row(sql<{ caseId: CaseId }>`select case_id as "caseId" from app.referrals where id = ${id}`),
  );
  assert.ok(found);
  await house.act(found, priya, async (hand) => {
    await addNamed(hand, priya);
    await addRestriction(hand, 'A well-known singer');
  });
  return { ...found, id, reference, at };
}

const flagsOf = (id: Parameters<typeof flagsOfReferral>[1]) =>
  house.readAsStaff(priya, (db) => flagsOfReferral(db, id));

test('FLG-5 no form about the referral of a restricted case is answered otherwise than of none', async () => {
  const { id, reference, at } = await aClosedCase();
  const before = (await flagsOf(id)).length;
  const forms = house.routes.filter(
    ({ method, path }) => method === 'POST' && path.startsWith('/referrals/:reference'),
  );
  assert.ok(forms.length > 12, 'the ways are there');
  for (const { path } of forms) {
    const form = { ...why, other: randomUUID(), words: 'Anything', 'accept-kind': 'justice', reason: 'other' };
    const answers = await Promise.all(
      [reference, 'ZZZZ-ZZZZ'].map(async (one) => coordinator.post(path.replace(':reference', one), form)),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404],
      path,
    );
  }
  assert.equal((await coordinator.get(at)).status, 404);
  assert.equal((await flagsOf(id)).length, before, 'and nothing is written');
});

test('FLG-5 BRK-3 whoever broke the glass looks at a referral, and changes nothing of it', async () => {
  const { id, caseId, reference, at } = await aClosedCase();
  await house.act({ caseId }, amara, (hand) =>
    addOpening(hand, { reference, because: 'Her mother rang and is afraid' }, randomUUID()),
  );
  assert.equal((await coordinator.get(at)).status, 200);
  const tried = await coordinator.post(`${at}/flags`, why);
  assert.equal(tried.status, 422);
  assert.match(tried.body, /you can look, and change nothing/);
  assert.ok((await flagsOf(id)).every(({ kind }) => kind !== 'hate'));
});

test('THR-4 a link by mistake, taken back, leaves no file of the other matter in the case', async () => {
  const { id, reference } = await aSentReferral(house, anwar);
  const agency = await house.asStaff(anwar);
  const bytes = Buffer.from('Her statement, and where she lives');
  await agency.send(`/agency/referrals/${reference}/files`, {}, [{ name: 'statement.txt', bytes }]);
  const made = await house.aCase();
  const who = [{ aboutId: id, participantId: made.who['Joanne'] ?? null }];
  const linked = await house.act(made, amara, (hand) => linkReferral(hand, reference, { who }));
  assert.deepEqual(linked.ok, true);
  const facilitator = await house.asStaff(house.staff.sam);
  const documents = `/cases/${made.reference}/documents`;
  const file = new RegExp(`${documents}/[0-9a-f-]{36}/file`).exec((await facilitator.get(documents)).body)?.[0] ?? '';
  assert.match((await facilitator.get(file)).body, /where she lives/);
  await house.act(made, amara, (hand) => unlinkReferral(hand, reference));
  assert.equal((await facilitator.get(file)).status, 404);
  assert.equal(
    (await coordinator.get(`/referrals/${reference}/agency/messages`)).status,
    200,
    'beside the referral they stay',
  );
});
