import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type Caller, type MadeCase } from '../../../test/support/house.ts';
import { suitabilityOf } from './facts.ts';

const house = await aHouse();
const { jo, priya, leo } = house.staff;
const today = house.today();

async function aCase(): Promise<MadeCase> {
  const made = await house.aCase();
  await house.act(made, jo, (hand) =>
    hand.run(sql`insert into app.allocations (service_id, case_id, staff_id, role)
      values (${hand.serviceId}, ${hand.caseId}, ${jo}, 'lead')`),
  );
  return made;
}

const made = await aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const base = `/cases/${made.reference}/suitability`;
const asJo = await house.asStaff(jo);
const asPriya = await house.asStaff(priya);

function on(name: string, at: PlainDate): Record<string, string> {
  const [year = '', month = '', day = ''] = at.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

const assessed = {
  participant: dylan,
  level: 'partial',
  evidence: 'He says he broke the door',
  ...on('assessed-on', today),
};

test('a facilitator adds to the history of responsibility; sent twice it is one line', async () => {
  assert.equal((await asJo.post(`${base}/responsibility`, assessed)).location, base);
  assert.equal((await asJo.post(`${base}/responsibility`, assessed)).location, base);
  const page = await asJo.get(base);
  assert.equal(page.body.split('He says he broke the door').length, 2);
  assert.match(page.body, /a supervisor who did not assess this signs it off/);
  assert.doesNotMatch(page.body, /Sign off for Dylan/);
});

test('only a supervisor finds the sign-off, and gives a reason', async () => {
  const path = `${base}/sign-off/${dylan}`;
  assert.equal((await asJo.get(path)).status, 404);
  assert.equal((await asJo.post(path, { reason: 'Because' })).status, 404);
  assert.match((await asPriya.get(base)).body, /Sign off for Dylan/);
  assert.match((await asPriya.post(path, { reason: '' })).body, /href="#reason">Write why it is right to go on/);
  assert.equal((await asPriya.post(path, { reason: 'She wants to hear him' })).location, base);
  assert.equal((await asPriya.post(path, { reason: 'She wants to hear him' })).location, base);
  assert.match((await asJo.get(base)).body, /She wants to hear him/);
  assert.equal((await asPriya.get(`${base}/sign-off/${joanne}`)).status, 404);
});

test('what is wrong with an assessment is named and what was typed stays', async () => {
  const wrong = { ...assessed, participant: joanne, ...on('assessed-on', plusDays(today, 1)), evidence: 'Kept words' };
  const again = await asJo.post(`${base}/responsibility`, wrong);
  assert.equal(again.status, 422);
  assert.match(again.body, /Choose somebody who is responsible for harm in this case/);
  assert.match(again.body, /cannot be after today/);
  assert.match(again.body, /Kept words/);
});

const risk = {
  occasion: 'before-communication',
  residual: 'high',
  reasons: 'Both want this. What she fears can be arranged for.',
  strengths: 'Her sister',
  ...on('assessed-on', today),
  ...on('review-by', plusDays(today, 14)),
  'f1-factor': 'Fear of the other person',
  'f1-about': joanne,
  'f1-rating': 'high',
  'f1-reason': 'She is afraid of seeing him before it begins',
  'f1-plan': 'Two waiting rooms',
  'f1-owner': jo,
  ...on('f1-due', plusDays(today, 3)),
};

function riskNow() {
  return house.readAsStaff(jo, async (db) => (await suitabilityOf(db, made.caseId)).risk);
}

test('a high risk waits for a supervisor, who reads and approves it', async () => {
  assert.equal((await asJo.post(`${base}/risk`, risk)).location, base);
  assert.equal((await asJo.post(`${base}/risk`, risk)).location, base);
  const expected = {
    residual: 'high',
    assessedOn: today,
    reviewBy: plusDays(today, 14),
    approved: false,
    openMitigations: 1,
  };
  assert.deepEqual(await riskNow(), expected);
  const page = await asJo.get(base);
  assert.match(page.body, /Waits for a supervisor who did not write it/);
  assert.doesNotMatch(page.body, /Earlier assessments/);
  const [, id] = /approval\/([0-9a-f-]{36})/.exec((await asPriya.get(base)).body) ?? [];
  assert.equal((await asJo.post(`${base}/approval/${id}`)).status, 404);
  assert.match((await asPriya.get(`${base}/approval/${id}`)).body, /I have read it and approve it/);
  assert.equal((await asPriya.post(`${base}/approval/${id}`)).location, base);
  assert.equal((await asPriya.post(`${base}/approval/${id}`)).location, base);
  assert.equal((await riskNow())?.approved, true);
  assert.match((await asJo.get(base)).body, /Approved by a colleague/);
});

test('what is planned is marked done, and a second press changes nothing', async () => {
  const [, mitigation = ''] = /name="mitigation" value="([^"]+)"/.exec((await asJo.get(base)).body) ?? [];
  assert.equal((await asJo.post(`${base}/mitigations`, { mitigation })).location, base);
  assert.equal((await asJo.post(`${base}/mitigations`, { mitigation })).location, base);
  assert.equal((await riskNow())?.openMitigations, 0);
  assert.equal((await asJo.post(`${base}/mitigations`, { mitigation: 'nothing' })).status, 404);
});

test('assessing again starts from what is known', async () => {
  const page = await asJo.get(`${base}/risk`);
  assert.match(page.body, /Assess the risk again/);
  assert.match(page.body, /<textarea[^>]*id="f1-plan"[^>]*>\s*Two waiting rooms/);
});

test('each thing that is missing in an assessment of risk is named at its field', async () => {
  const again = await asJo.post(`${base}/risk`, { 'f2-factor': 'Travel', 'f2-rating': 'medium', 'f2-plan': 'A taxi' });
  assert.equal(again.status, 422);
  for (const field of ['occasion', 'residual', 'reasons', 'f2-reason', 'assessed-on', 'review-by']) {
    assert.match(again.body, new RegExp(`href="#${field}"`), field);
  }
  const unplanned = await asJo.post(`${base}/risk`, { ...risk, reasons: 'Again', 'f1-plan': '' });
  assert.match(unplanned.body, /href="#f1-plan">Write what you will do about it/);
  const unowned = await asJo.post(`${base}/risk`, { ...risk, reasons: 'Again', 'f1-owner': '' });
  assert.match(unowned.body, /href="#f1-owner">Choose who does it/);
});

const order = {
  kind: 'restraining',
  restrains: dylan,
  protects: joanne,
  covers: 'all',
  document: 'Northampton Magistrates 17',
  ...on('starts-on', today),
};

test('a legal order is put on file, and permission for it later', async () => {
  assert.equal((await asJo.post(`${base}/orders`, order)).location, base);
  assert.equal((await asJo.post(`${base}/orders`, order)).location, base);
  const page = await asJo.get(base);
  assert.equal(page.body.split('Northampton Magistrates 17').length, 2);
  assert.match(page.body, /until further notice\. In force/);
  const [, id] = /permission\/([0-9a-f-]{36})/.exec(page.body) ?? [];
  const path = `${base}/permission/${id}`;
  assert.match((await asJo.post(path, { permission: 'A letter' })).body, /its first day and its last day/);
  const whole = {
    permission: 'Letter of the court',
    ...on('permission-from', today),
    ...on('permission-until', today),
  };
  assert.equal((await asJo.post(path, whole)).location, base);
  assert.match((await asJo.get(base)).body, /Letter of the court/);
});

test('an order between one and the same person, ending before it starts, is refused in words', async () => {
  const wrong = { ...order, protects: dylan, ...on('ends-on', plusDays(today, -1)) };
  const again = await asJo.post(`${base}/orders`, wrong);
  assert.equal(again.status, 422);
  assert.match(again.body, /Choose two different people/);
  assert.match(again.body, /cannot end before it starts/);
});

const forms = [
  'responsibility',
  'risk',
  'orders',
  'mitigations',
  `sign-off/${dylan}`,
  `approval/${dylan}`,
  `permission/${dylan}`,
];

test('no form is troubled by what people send', async () => {
  const long = 'x'.repeat(10_001);
  const thirty = { day: '30', month: '2', year: '2026' };
  const words = [
    'participant',
    'level',
    'evidence',
    'reason',
    'reasons',
    'strengths',
    'kind',
    'document',
    'permission',
    'f1-reason',
  ];
  const days = ['assessed-on', 'review-by', 'starts-on', 'ends-on', 'permission-from', 'f1-due', 'f1-done'];
  const strange = days.flatMap((name) =>
    Object.entries(thirty).map(([part, value]) => [`${name}-${part}`, value] as const),
  );
  for (const path of forms) {
    for (const body of [
      {},
      Object.fromEntries(words.map((name) => [name, '🙂'])),
      Object.fromEntries(words.map((name) => [name, long])),
      Object.fromEntries(words.map((name) => [name, ['a', 'b']])),
      { ...assessed, ...risk, ...order, ...Object.fromEntries(strange) },
    ]) {
      const { status } = await asPriya.post(`${base}/${path}`, body);
      assert.ok([303, 404, 422].includes(status), `${path}: ${status}`);
    }
  }
  const emoji = await asJo.post(`${base}/responsibility`, { ...assessed, evidence: 'He said sorry 🙂' });
  assert.equal(emoji.status, 303);
  assert.match(
    (await asJo.post(`${base}/responsibility`, { ...assessed, evidence: long })).body,
    /at most 5,000 characters/,
  );
});

test('people, orders and assessments of another case are not found', async () => {
  const other = await aCase();
  const stranger = other.who['Dylan'] as ParticipantId;
  const post = (path: string, form: Record<string, string>) => asPriya.post(`${base}/${path}`, form);
  assert.equal((await post('responsibility', { ...assessed, participant: stranger })).status, 404);
  assert.equal((await post(`sign-off/${stranger}`, { reason: 'A' })).status, 404);
  assert.equal((await post('risk', { ...risk, 'f1-about': stranger })).status, 404);
  assert.equal((await post('risk', { ...risk, 'f1-owner': leo })).status, 404);
  assert.equal((await post('orders', { ...order, restrains: stranger })).status, 404);
  assert.equal((await post('approval/not-a-uuid', {})).status, 404);
  const whole = { permission: 'A', ...on('permission-from', today), ...on('permission-until', today) };
  assert.equal((await post('permission/not-a-uuid', whole)).status, 404);
});

test('whose case it is not finds nothing and writes nothing', async () => {
  const asLeo: Caller = await house.asStaff(leo);
  assert.equal((await asLeo.get(base)).status, 404);
  for (const path of forms) assert.equal((await asLeo.post(`${base}/${path}`, assessed)).status, 404);
});
