import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { addAllocation } from '#casefile/allocation/store.ts';
import { addOpening } from '#casefile/break-glass/store.ts';
import { linkReferral, unlinkReferral } from '#journey/referral-link/actions.ts';
import { addNamed, addRestriction } from '#casefile/readers/store.ts';
import { whoField } from '#journey/referral-link/link-pages.ts';
import { othersOf } from '#journey/triage/facts.ts';
import { flagsOfReferral } from '#journey/safety-flags/facts.ts';
import { sql } from '#platform/sql.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { aReferrer, anAgency, aSentReferral } from './support/agencies.ts';
import { aHouse } from './support/house.ts';
import { aNewReferral, aProgram, cameIn } from './support/programs.ts';

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
  const beside = await coordinator.get(`/referrals/${reference}/agency/messages`);
  const fileId = /agency\/files\/([0-9a-f-]{36})/.exec(beside.body)?.[1] ?? '';
  const file = `/cases/${made.reference}/documents/${fileId}/file`;
  assert.match((await facilitator.get(file)).body, /where she lives/);
  await house.act(made, amara, (hand) => unlinkReferral(hand, reference));
  assert.equal((await facilitator.get(file)).status, 404);
  assert.equal(
    (await coordinator.get(`/referrals/${reference}/agency/messages`)).status,
    200,
    'beside the referral they stay',
  );
});

// A wall that looks at a row as it comes in, and what it looks at is changed later on another wall's watch, or never of weight.
const looksOnce: Readonly<Record<string, string>> = {
  agency_drafts: 'counts rows, whose owner cannot be changed: the policy of the hand',
  letters: 'looks that it begins as a draft; each further step has a wall of its own',
  transfers: 'looks that its case is open; a closed case rests by its own wall when details go',
  offers: 'looks again where the way is changed (ofr_6_stays_in_a_safe_way)',
};

test('a wall that looks at what comes in is not gone round by changing it afterwards', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    // A row trigger, before, of an insert and of no update.
    `select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'app'::regnamespace and not t.tgisinternal and t.tgtype & 1 = 1 and t.tgtype & 2 = 2
        and t.tgtype & 4 = 4 and t.tgtype & 16 = 0 and has_table_privilege('tp_hand', c.oid, 'update') order by 1`,
  );
  await client.end();
  const open = rows.map(({ name }) => name);
  assert.deepEqual(
    open.filter((name) => !(name in looksOnce)),
    [],
  );
  for (const change of [
    sql`update app.staff_roles set role = 'manager' where staff_id = ${house.staff.leo}`,
    sql`update app.allocations set staff_id = ${house.staff.adil}`,
    sql`update app.conference_invitations set participant_id = ${randomUUID()}`,
  ])
    await assert.rejects(
      house.actInService(amara, (hand) => hand.run(change)),
      /permission denied/,
    );
});

test('a participant finds who works on their case, and nobody else who works here', async () => {
  const made = await house.aCase();
  const names = () =>
    house.readAsParticipant(made, made.who['Joanne'] as ParticipantId, (db) =>
      db.rows(sql<{ name: string }>`select name from app.staff order by name`),
    );
  assert.deepEqual(await names(), []);
  await house.act(made, amara, (hand) =>
    addAllocation(hand, { staffId: house.staff.jo, as: 'lead', overrideBy: null, overrideReason: '' }),
  );
  assert.deepEqual(await names(), [{ name: 'Jo Whitfield' }]);
});

test('of what would decide one referral at one moment, one does', async () => {
  const { id, reference } = await aSentReferral(house, anwar);
  const at = `/referrals/${reference}`;
  await coordinator.post(`${at}/others/person`, { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' });
  const made = await house.aCase();
  const others = await house.readAsStaff(amara, (db) => othersOf(db, id));
  const people = [id, ...others.map((other) => other.id)];
  const link = {
    'case-id': made.caseId,
    ...Object.fromEntries(people.map((one) => [whoField(one), 'joins'])),
  };
  const supervisor = await house.asStaff(priya);
  const agency = await house.asStaff(anwar);
  const answers = await Promise.all([
    coordinator.post(`${at}/accept`, { 'accept-kind': 'justice' }),
    supervisor.post(`${at}/link`, link),
    coordinator.post(`${at}/decline`, { 'decline-reason': 'out-of-area', 'decline-words': '' }),
    agency.post(`/agency${at}/withdraw`, { reason: 'sent-twice' }),
  ]);
  assert.deepEqual(
    answers.filter(({ status }) => status === 303).length,
    1,
    answers.map(({ status }) => status).join(),
  );
  assert.ok(answers.every(({ status }) => [303, 404, 422].includes(status)));
});

test('API-4 a key that another program chose answers nothing of theirs, and what they sent is not there', async () => {
  const kettering = await anAgency(house, 'Kettering Housing', 'housing');
  const ours = await cameIn(house, await aProgram(house, corby, anwar));
  const theirs = await cameIn(house, await aProgram(house, kettering, await aReferrer(house, kettering, 'Bo Lind')));
  const [one, other] = await Promise.all(
    [ours, theirs].map((program) => program.send('POST', '/referrals', aNewReferral, 'one-key')),
  );
  assert.deepEqual([one?.status, other?.status], [201, 201]);
  const reference = String(one?.body['reference']);
  assert.notEqual(reference, other?.body['reference']);
  for (const path of [`/referrals/${reference}`, `/referrals/${reference}/messages`])
    assert.deepEqual((await theirs.get(path)).status, 404, path);
  for (const [method, path, body] of [
    ['POST', `/referrals/${reference}/messages`, { words: 'Hello' }],
    ['POST', `/referrals/${reference}/withdrawal`, { reason: 'sent-twice' }],
    ['PATCH', `/referrals/${reference}`, { because: 'So', changes: { hopes: 'None' } }],
  ] as const)
    assert.equal((await theirs.send(method, path, body)).status, 404, path);
});
