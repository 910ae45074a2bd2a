import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tasksFor } from '#casefile/tasks/facts.ts';
import { giveCase } from '#casefile/allocation/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const path = `/cases/${made.reference}/contacts`;
const [year, month, day] = house.today().split('-') as [string, string, string];
const typed = {
  participant: joanne,
  channel: 'phone',
  outcome: 'no-answer',
  note: '',
  'happened-on-day': day,
  'happened-on-month': month,
  'happened-on-year': year,
};

test('what is safe stands above the form, and a contact is written down', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.match(
    (await jo.get(path)).body,
    /Before you contact Joanne[\s\S]*Do not ring now[\s\S]*Write down what happened/,
  );
  assert.equal((await jo.post(path, { ...typed, outcome: 'talked', note: 'She was glad 🌱' })).location, path);
  const page = await jo.get(path);
  assert.match(page.body, /Joanne: We talked/);
  assert.match(page.body, /She was glad 🌱/);
});

test('the third attempt in a row asks the lead to send a letter, once, and moves nothing', async () => {
  const quiet = await house.aCase();
  const amara: StaffMember = {
    staffId: house.staff.amara,
    serviceId: house.serviceId,
    name: 'Amara Okafor',
    roles: ['coordinator'],
  };
  await house.act(quiet, house.staff.amara, (hand) =>
    giveCase(hand, { staffId: house.staff.jo, as: 'lead', overrideReason: '' }, amara),
  );
  const jo = await house.asStaff(house.staff.jo);
  const due = () =>
    house.readAsStaff(house.staff.jo, (db) =>
      tasksFor(db, { ...amara, staffId: house.staff.jo, roles: ['facilitator'] }, house.today()),
    );
  const ring = () =>
    jo.post(`/cases/${quiet.reference}/contacts`, { ...typed, participant: quiet.who['Joanne'] as ParticipantId });
  await ring();
  await ring();
  assert.deepEqual(await due(), []);
  await ring();
  await ring();
  assert.deepEqual(
    (await due()).map(({ kind, caseReference, participantCalled }) => [kind, caseReference, participantCalled]),
    [['send-a-letter', quiet.reference, 'Joanne']],
  );
  assert.match((await jo.get(`/cases/${quiet.reference}`)).body, /First contact/);
});

test('somebody responsible is told only after the person harmed agreed, or in the other order with its reason', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const tell = { ...typed, participant: dylan, outcome: 'talked', approach: 'yes', note: 'Kept words' };
  const early = await jo.post(path, tell);
  assert.equal(early.status, 422);
  assert.match(early.body, /href="#approach">Not everybody they harmed has agreed/);
  assert.match(early.body, /Kept words/);
  const bare = await jo.post(`${path}/order`, { order: 'responsible-first', reason: '' });
  assert.match(bare.body, /Write why the person responsible is spoken with first/);
  assert.equal((await jo.post(`${path}/order`, { order: 'responsible-first', reason: 'He asked us' })).location, path);
  assert.equal((await jo.post(path, tell)).location, path);
  assert.match((await jo.get(path)).body, /Dylan: yes, on/);
  assert.match(
    (await jo.get(`/cases/${made.reference}/history`)).body,
    /Dylan was told about restorative practice, first of all/,
  );
});

test('an attempt tells nobody anything', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.match((await jo.post(path, { ...typed, approach: 'yes' })).body, /Only a conversation tells/);
});

test('what is missing, too long or no day at all is named', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const again = await jo.post(path, { ...typed, channel: '', note: 'x'.repeat(10_000), 'happened-on-month': '13' });
  assert.equal(again.status, 422);
  assert.match(again.body, /Choose how/);
  assert.match(again.body, /5,000 characters or fewer/);
  assert.match(again.body, /Write the day it happened/);
  assert.equal((await jo.post(path, {})).status, 422);
  assert.match((await jo.post(path, { ...typed, 'happened-on-year': '2999' })).body, /cannot be after today/);
});

test('many contacts go on page by page, the newest day first', async () => {
  const long = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  const own = `/cases/${long.reference}/contacts`;
  for (let at = 1; at <= 33; at += 1) {
    const days = { 'happened-on-day': String(((at - 1) % 28) + 1), 'happened-on-month': at > 28 ? '2' : '1' };
    const answer = await jo.post(own, {
      ...typed,
      ...days,
      participant: long.who['Joanne'] as ParticipantId,
      note: `Number ${at}.`,
    });
    assert.equal(answer.status, 303);
  }
  const first = await jo.get(own);
  const second = await jo.get(/href="([^"]*\?before=[^"]+)"/.exec(first.body)?.[1] ?? '');
  const seen = [first, second].flatMap(({ body }) =>
    [...body.matchAll(/Number (\d+)\./g)].map(([, number]) => Number(number)),
  );
  assert.deepEqual(
    seen,
    Array.from({ length: 33 }, (_, at) => 33 - at),
  );
});

test('somebody of another case, or nobody, is not found', async () => {
  const other = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(path, { ...typed, participant: other.who['Joanne'] as ParticipantId })).status, 404);
  assert.equal((await jo.post(path, { ...typed, participant: 'nobody' })).status, 404);
});

test('whose case it is not finds no contacts and writes none', async () => {
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(path)).status, 404);
  assert.equal((await leo.post(path, typed)).status, 404);
});
