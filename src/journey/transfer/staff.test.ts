import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { addContactPoint, checkContactPoint, recordSafeContact } from '#casefile/people/actions.ts';
import { aSafeContact } from '#casefile/people/examples.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo, declineReferral } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { allow } from '#platform/decision.ts';
import { sql, type Db } from '#platform/sql.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import type { ParticipantId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import { about } from '#vocabulary/consent.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { says } from '../../../test/support/letters.ts';
import { openWorker } from '../../wiring/worker.ts';

const house = await aHouse();
const there = randomUUID() as ServiceId;
const [sue, mo] = [randomUUID() as StaffId, randomUUID() as StaffId];
await house.ports.act({ serviceId: there, actor: { kind: 'staff', id: sue } }, async (hand) => {
  const said = { name: 'Restorative Leicestershire', areaName: 'Leicestershire', phone: '', email: '' };
  await addService(hand, { ...said, isDemonstration: true });
  const colleague = { practiceLevel: 'intermediate', email: 'sue@leics.example' } as const;
  await addStaff(hand, { ...colleague, id: sue, name: 'Sue Marsh', roles: ['coordinator'] });
  await addStaff(hand, { ...colleague, id: mo, name: 'Mo Khan', email: 'mo@leics.example', roles: ['manager'] });
  return allow(undefined);
});
const [amara, sues, mos] = [await house.asStaff(house.staff.amara), await house.asStaff(sue), await house.asStaff(mo)];

const asMo = <Answer>(work: (db: Db) => Promise<Answer>) =>
  house.ports.database.read({ login: 'tp_staff', serviceId: there, kind: 'staff', id: mo, caseId: '' }, work);

async function aCaseToMove(
  accessNeeds = 'Large print',
): Promise<MadeCase & { readonly joanne: ParticipantId; readonly dylan: ParticipantId }> {
  const made = await house.aCase({
    people: { Zenobia: 'harmed', Dylan: 'responsible' },
    person: { Zenobia: { fullName: 'Zenobia Quarterman', accessNeeds } },
  });
  const [joanne, dylan] = [made.who['Zenobia'] as ParticipantId, made.who['Dylan'] as ParticipantId];
  await house.act(made, house.staff.jo, async (hand) => {
    await addContactPoint(hand, joanne, 'phone', '07700 900321');
    const [point] = (await safeContactOf(hand, joanne)).points;
    await checkContactPoint(hand, joanne, point?.id ?? '', 'in-person');
    await recordSafeContact(hand, joanne, aSafeContact({ codeword: 'bluebell', saidOn: house.today() }));
    await hand.run(sql`update app.participants set approached_on = ${house.today()} where id = ${joanne}`);
  });
  return { ...made, joanne, dylan };
}

async function idOf(made: MadeCase): Promise<string> {
  const [row] = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(
      sql<{ id: string }>`select id from app.transfers where case_id = ${made.caseId} order by offered_at desc limit 1`,
    ),
  );
  return row?.id ?? '';
}

const offered = { 'to-service': there, why: 'moved' };
const saysYes = (who: string) => ({ who, said: 'given', how: 'by-phone' });

// Everything of the other service that its manager can read, as one text.
async function allThatMoFinds(): Promise<string> {
  const tables = [
    'referrals',
    'referral_others',
    'cases',
    'participants',
    'people',
    'transfer_offers',
    'transfers',
    'tasks',
    'consents',
  ];
  const found: string[] = [];
  for (const table of tables) {
    const query = { text: `select row_to_json(x)::text as row from app.${table} x`, values: [], name: undefined };
    found.push(...(await asMo((db) => db.rows<{ row: string }>(query))).map(({ row }) => row));
  }
  return `${found.join('\n')}\n${(await mos.get('/transfers')).body}\n${(await mos.get('/referrals')).body}`;
}

test('TRF-6 a case goes to another service: nothing of anybody before it is taken in, and only of whoever said yes', async () => {
  const made = await aCaseToMove();
  const base = `/cases/${made.reference}/transfer`;
  assert.match((await amara.get(base)).body, /Restorative Leicestershire, Leicestershire/);
  assert.equal((await amara.post(base, offered)).location, base);
  const path = `${base}/${await idOf(made)}`;
  assert.match((await amara.post(base, offered)).body, /offered to a service already/);
  const offer = (await sues.get('/transfers')).body;
  assert.match(
    offer,
    /Northamptonshire Restorative Practice[\s\S]*restorative justice[\s\S]*Somebody moved[\s\S]*Say yes/,
  );
  const marks = ['Zenobia', 'Quarterman', 'Dylan', '900321', 'bluebell', 'Large print', made.reference];
  const nothingThere = async () => {
    const found = await allThatMoFinds();
    for (const mark of marks) assert.ok(!found.includes(mark), mark);
  };
  await nothingThere();
  const id = await idOf(made);
  assert.equal((await sues.post(`/transfers/${id}/answer`, { answer: 'accepted' })).status, 303);
  assert.match((await sues.post(`/transfers/${id}/take-in`)).body, /has not let it go yet/);
  const shut = (await amara.get(base)).body;
  assert.match(shut, /They said yes[\s\S]*Zenobia was not asked about it/);
  assert.match((await amara.post(`${path}/send`)).body, /cannot go yet/);
  const own = await house.asParticipant(made.joanne);
  assert.match((await own.get('/my')).body, /Say whether you want to go to another service/);
  assert.match((await own.get('/my/transfer')).body, /pass you on to Restorative Leicestershire/);
  assert.equal((await own.post('/my/transfer', {})).status, 422);
  assert.equal((await own.post('/my/transfer', { said: 'given' })).status, 303);
  assert.match((await own.get('/my/transfer')).body, /You said yes/);
  await nothingThere();
  assert.equal((await amara.post(`${path}/send`)).location, base);
  assert.match((await amara.get(base)).body, /have not taken it in yet/);
  await nothingThere();
  assert.equal((await sues.post(`/transfers/${id}/take-in`)).location, '/referrals');
  const inbox = (await sues.get('/referrals')).body;
  const reference = /href="\/referrals\/([0-9A-Z]{4}-[0-9A-Z]{4})"/.exec(inbox)?.[1] ?? '';
  const referral = (await sues.get(`/referrals/${reference}`)).body;
  for (const words of [
    'Zenobia Quarterman',
    '07700 900321',
    'bluebell',
    'Large print',
    'Northamptonshire Restorative Practice',
  ])
    assert.ok(referral.includes(words), words);
  // Dylan was never asked: nothing of him went.
  assert.doesNotMatch(referral, /Dylan/);
  assert.equal((await asMo((db) => db.rows(sql`select from app.consents`))).length, 0);
  assert.match((await amara.get(base)).body, /received by Sue Marsh/);
  assert.match((await amara.get(`/cases/${made.reference}`)).body, /[Cc]losed/);
  // Pressed again, nothing comes twice.
  await sues.post(`/transfers/${id}/take-in`);
  assert.equal((await asMo((db) => db.rows(sql`select from app.referrals`))).length, 1);
});

test('TRF-2 the other service says no with its reason, and the case goes on here', async () => {
  const made = await aCaseToMove();
  const base = `/cases/${made.reference}/transfer`;
  await amara.post(base, offered);
  const id = await idOf(made);
  assert.equal((await mos.post(`/transfers/${id}/answer`, { answer: 'no-capacity' })).status, 303);
  assert.match((await amara.get(base)).body, /They said no\. They cannot take it on in time/);
  assert.match((await sues.post(`/transfers/${id}/answer`, { answer: 'accepted' })).body, /decided already/);
  assert.match((await amara.get('/work')).body, /The other service said no/);
  assert.equal((await amara.get(`/cases/${made.reference}/closure`)).status, 200);
  await amara.post(base, offered);
  const again = await idOf(made);
  assert.notEqual(again, id);
  assert.equal((await amara.post(`${base}/${again}/again`)).status, 303);
  assert.equal((await amara.post(`${base}/${again}/take-back`)).status, 303);
  assert.match((await sues.post(`/transfers/${again}/answer`, { answer: 'accepted' })).body, /decided already/);
});

test('to a service elsewhere goes what is printed, with who has it there', async () => {
  const made = await aCaseToMove();
  const base = `/cases/${made.reference}/transfer`;
  assert.match((await amara.post(base, { 'to-service': '', why: 'moved' })).body, /write the name of one elsewhere/);
  for (const name of ['Quarterman House', 'The library at 07700 900321', 'Bluebell', 'Where Dylan lives']) {
    const told = await amara.post(base, { 'to-service': '', 'to-name': name, why: 'moved' });
    assert.match(told.body, /holds something of somebody here/, name);
  }
  await amara.post(base, { 'to-service': '', 'to-name': 'Restorative Cumbria', why: 'moved' });
  const path = `${base}/${await idOf(made)}`;
  assert.equal((await amara.get(`${path}/pack`)).status, 404);
  assert.match((await amara.post(`${path}/answer`, {})).body, /Choose what they said/);
  await amara.post(`${path}/answer`, { answer: 'accepted' });
  assert.equal((await amara.post(`${path}/said`, saysYes(made.joanne))).status, 303);
  await amara.post(`${path}/said`, { ...saysYes(made.dylan), said: 'declined' });
  const pack = (await amara.get(`${path}/pack`)).body;
  assert.match(pack, /For Restorative Cumbria[\s\S]*Zenobia Quarterman[\s\S]*bluebell/);
  const goes = pack.slice(pack.indexOf('<h1'));
  assert.doesNotMatch(goes, /Dylan|What happened, in one line/);
  assert.match((await amara.post(`${path}/send`, {})).body, /who has it there, and how/);
  assert.equal((await amara.post(`${path}/send`, { 'received-by': 'Ann Bell, by hand' })).status, 303);
  assert.match((await amara.get(base)).body, /received by Ann Bell, by hand/);
});

test('what is not theirs is not there', async () => {
  const made = await aCaseToMove();
  const base = `/cases/${made.reference}/transfer`;
  assert.equal((await sues.get(base)).status, 404);
  assert.equal((await amara.post(base, { ...offered, 'to-service': randomUUID() })).status, 404);
  assert.equal((await amara.post(`${base}/${randomUUID()}/send`)).status, 404);
  await amara.post(base, offered);
  const id = await idOf(made);
  assert.equal((await amara.post(`/transfers/${id}/answer`, { answer: 'accepted' })).status, 404);
  const other = await house.aCase();
  const stranger = await house.asParticipant(other.who['Joanne'] as ParticipantId);
  assert.match((await stranger.get('/my/transfer')).body, /do not ask you about another service now/);
  assert.equal((await stranger.post('/my/transfer', { said: 'given' })).status, 404);
});

async function aReferralToMove(accessNeeds = ''): Promise<string> {
  const reference = newReference();
  await house.actInService(house.staff.amara, async (hand) => {
    const made = aReferral({
      receivedOn: house.today(),
      source: 'police',
      referrerName: 'PC Grant',
      fullName: 'Ottoline Wren',
      accessNeeds,
    });
    await enterReferral(hand, { ...made, called: 'Ottoline' }, reference);
    return addOtherTo(hand, reference, anOther());
  });
  return reference;
}

const transferIn = (body: string) => /transfer\/([0-9a-f-]{36})\//.exec(body)?.[1] ?? '';

test('TRF-7 a referral that is decided here meanwhile is on offer no longer: the other service reads so', async () => {
  const reference = await aReferralToMove();
  const base = `/referrals/${reference}/transfer`;
  assert.equal((await amara.post(base, offered)).location, base);
  const id = transferIn((await amara.get(base)).body);
  assert.match((await sues.get('/transfers')).body, new RegExp(`a referral that waits[\\s\\S]*${id}`));
  await house.actInService(house.staff.amara, (hand) =>
    declineReferral(hand, reference, { reason: 'duplicate', words: '' }),
  );
  assert.equal((await sues.post(`/transfers/${id}/answer`, { answer: 'accepted' })).status, 303);
  assert.doesNotMatch((await sues.get('/transfers')).body, new RegExp(`${id}/take-in`));
  assert.match((await amara.post(base, offered)).body, /decided already/);
  assert.match((await amara.get(`/referrals/${reference}`)).body, /Restorative Leicestershire: taken back/);
});

test('TRF-7 that service is told at once, on its page and, where it had said yes, on the list of its coordinators', async () => {
  const [waiting, agreed] = [await aReferralToMove(), await aReferralToMove()];
  const ids: string[] = [];
  for (const reference of [waiting, agreed]) {
    await amara.post(`/referrals/${reference}/transfer`, offered);
    ids.push(transferIn((await amara.get(`/referrals/${reference}/transfer`)).body));
  }
  await sues.post(`/transfers/${ids[1]}/answer`, { answer: 'accepted' });
  const worker = await openWorker(house.ports, undefined);
  try {
    for (const reference of [waiting, agreed])
      await house.actInService(house.staff.amara, (hand) =>
        declineReferral(hand, reference, { reason: 'duplicate', words: '' }),
      );
    const stands = () =>
      asMo((db) => db.rows(sql<{ status: string }>`select status from app.transfer_offers where id = any(${ids})`));
    for (let tries = 0; tries < 600 && (await stands()).some(({ status }) => status !== 'taken-back'); tries += 1)
      await pause(50);
    assert.deepEqual(await stands(), [{ status: 'taken-back' }, { status: 'taken-back' }]);
  } finally {
    await worker.stop();
  }
  const page = (await sues.get('/transfers')).body;
  assert.match(page, /They took it back/);
  for (const id of ids) assert.doesNotMatch(page, new RegExp(id));
  const asSue = { login: 'tp_staff', serviceId: there, kind: 'staff', id: sue, caseId: '' } as const;
  const tasks = await house.ports.database.read(asSue, (db) =>
    db.rows(sql<{ kind: string; cause: string; isDone: boolean }>`
      select kind, cause, done_at is not null as "isDone" from app.tasks
       where cause like any(${ids.map((id) => `%${id}`)}) order by kind, cause`),
  );
  assert.deepEqual(
    tasks.filter(({ kind }) => kind === 'transfer-gone'),
    [{ kind: 'transfer-gone', cause: `transfer.gone ${ids[1]}`, isDone: false }],
  );
  assert.ok(tasks.every(({ kind, isDone }) => kind === 'transfer-gone' || isDone));
});

test('TRF-4 of a referral an agency made, to a service elsewhere: who it is of, how it is safe, and no word the agency wrote', async () => {
  const reference = await aReferralToMove();
  const base = `/referrals/${reference}/transfer`;
  await amara.post(base, { 'to-service': '', 'to-name': 'Restorative Cumbria', why: 'moved' });
  const page = (await amara.get(base)).body;
  const path = `${base}/${transferIn(page)}`;
  assert.doesNotMatch(page, /what you wrote to us/);
  const [own = ''] = /(?<=<option value=")[0-9a-f-]{36}(?=">Ottoline)/.exec(page) ?? [];
  assert.equal((await amara.post(`${path}/said`, { ...saysYes(own), said: '' })).status, 422);
  assert.equal((await amara.post(`${path}/said`, saysYes(randomUUID()))).status, 404);
  assert.equal((await amara.post(`${path}/said`, saysYes(own))).status, 303);
  assert.match((await amara.post(`${path}/send`, { 'received-by': 'Ann' })).body, /cannot go yet/);
  await amara.post(`${path}/answer`, { answer: 'accepted' });
  const pack = (await amara.get(`${path}/pack`)).body;
  const goes = pack.slice(pack.indexOf('<h1'));
  assert.match(goes, /For Restorative Cumbria[\s\S]*Ottoline Wren/);
  assert.doesNotMatch(goes, /Dylan|Somebody broke in|PC Grant/);
  assert.match((await amara.post(`${path}/send`, {})).body, /who has it there, and how/);
  assert.equal((await amara.post(`${path}/send`, { 'received-by': 'Ann Bell, by hand' })).location, base);
  assert.match((await amara.get(base)).body, /received by Ann Bell, by hand/);
  assert.equal((await sues.get(base)).status, 404);
  assert.equal((await sues.get(`${path}/pack`)).status, 404);
});

test('TRF-9 what is of somebody who does not go along stops the details of the others, with the place; with their yes it goes', async () => {
  const made = await aCaseToMove('A ramp, and never while Dylan is near');
  const base = `/cases/${made.reference}/transfer`;
  await amara.post(base, { 'to-service': '', 'to-name': 'Restorative Cumbria', why: 'moved' });
  const path = `${base}/${await idOf(made)}`;
  await amara.post(`${path}/answer`, { answer: 'accepted' });
  await amara.post(`${path}/said`, saysYes(made.joanne));
  const place = /What would go with Zenobia holds “Dylan”[^<]*never while Dylan is near/;
  assert.match((await amara.get(base)).body, place);
  const stopped = (await amara.get(`${path}/pack`)).body;
  assert.match(stopped, /It cannot go as it is/);
  assert.match(stopped, place);
  assert.doesNotMatch(stopped, /bluebell|900321/, 'nothing to print');
  assert.match((await amara.post(`${path}/send`, { 'received-by': 'Ann' })).body, /cannot go yet/);
  await amara.post(`${path}/said`, saysYes(made.dylan));
  assert.match((await amara.get(`${path}/pack`)).body, /For Restorative Cumbria[\s\S]*never while Dylan is near/);
});

test('TRF-9 inside the installation, a no that comes after it was let go keeps it here', async () => {
  const made = await aCaseToMove('A ramp, and never while Dylan is near');
  const base = `/cases/${made.reference}/transfer`;
  await amara.post(base, offered);
  const id = await idOf(made);
  await sues.post(`/transfers/${id}/answer`, { answer: 'accepted' });
  for (const who of [made.joanne, made.dylan]) await amara.post(`${base}/${id}/said`, saysYes(who));
  assert.equal((await amara.post(`${base}/${id}/send`)).location, base);
  await says(house, made, 'Dylan', 'declined', about('move', { itemId: id }));
  assert.match((await sues.post(`/transfers/${id}/take-in`)).body, /has not let it go yet/);
  assert.doesNotMatch(await allThatMoFinds(), /while Dylan is near/);
});

test('TRF-9 of a referral an agency made, a number of somebody else in it stops it', async () => {
  const { phone } = anOther({ phone: '07700 900412' });
  const reference = await aReferralToMove(`Ring her son on ${phone}`);
  await house.actInService(house.staff.amara, (hand) => addOtherTo(hand, reference, anOther({ phone })));
  const base = `/referrals/${reference}/transfer`;
  await amara.post(base, { 'to-service': '', 'to-name': 'Restorative Cumbria', why: 'moved' });
  const page = (await amara.get(base)).body;
  const path = `${base}/${transferIn(page)}`;
  const [own = ''] = /(?<=<option value=")[0-9a-f-]{36}(?=">Ottoline)/.exec(page) ?? [];
  await amara.post(`${path}/said`, saysYes(own));
  await amara.post(`${path}/answer`, { answer: 'accepted' });
  assert.match((await amara.get(base)).body, /What would go with Ottoline holds “07700 900412”/);
  assert.match((await amara.get(`${path}/pack`)).body, /It cannot go as it is/);
  assert.match((await amara.post(`${path}/send`, { 'received-by': 'Ann' })).body, /cannot go yet/);
});
