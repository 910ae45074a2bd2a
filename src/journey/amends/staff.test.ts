import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { AgreementId } from '#vocabulary/ids.ts';
import {
  aDraftWithDylan,
  agreementNow,
  amendsNow,
  anAgreementInForce,
  propose,
} from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { aPromise } from './examples.ts';

const house = await aHouse();
const today = house.today();

function dayIn(name: string, day: PlainDate): Record<string, string> {
  const [year, month, date] = day.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

const base = (made: MadeCase) => `/cases/${made.reference}/agreement`;
const jo = await house.asStaff(house.staff.jo);
const idIn = (location: string | undefined) => (location ?? '').split('/').at(-1) as AgreementId;

async function history(made: MadeCase): Promise<readonly string[]> {
  const rows = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ name: string }>`select name from app.history where case_id = ${made.caseId} order by seq`),
  );
  return rows.map(({ name }) => name).filter((name) => /^(agreement|amends|consent)\./.test(name));
}

async function tasks(made: MadeCase): Promise<readonly string[]> {
  const rows = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ task: string }>`select kind || ' ' || due_on as task from app.tasks
      where case_id = ${made.caseId} and kind in ('amends-due', 'amends-late', 'talk-about-terms') order by due_on, kind`),
  );
  return rows.map(({ task }) => task);
}

const payment = (made: MadeCase, changed: Record<string, string> = {}) => ({
  entry: randomUUID(),
  kind: 'payment',
  wording: 'Pay for the door.',
  'owed-by': made.who['Dylan'] as string,
  'owed-to': made.who['Joanne'] as string,
  proof: 'Receipts.',
  pounds: '100',
  parts: '3',
  rhythm: 'month',
  ...dayIn('due', plusDays(today, 20)),
  ...changed,
});

test('what is missing in a promise is named at its field and what was typed stays', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made, []);
  const path = `${base(made)}/${id}/amends`;
  const empty = await jo.post(path, {});
  assert.equal(empty.status, 422);
  for (const field of ['kind', 'wording', 'owed-by', 'owed-to'])
    assert.match(empty.body, new RegExp(`href="#${field}"`));
  const wrong = await jo.post(path, {
    ...payment(made, { pounds: 'a lot 🙂', parts: '99', wording: 'x'.repeat(10_000) }),
    ...{ 'due-day': '30', 'due-month': '2', 'due-year': '2027' },
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /href="#wording">[^<]*2,000 characters/);
  assert.match(wrong.body, /href="#due">That day does not exist/);
  assert.match(wrong.body, /value="a lot 🙂"/);
  const amounts = await jo.post(path, payment(made, { pounds: '-5', parts: '0', rhythm: '' }));
  assert.match(amounts.body, /href="#pounds"[\s\S]*href="#parts"/);
  const toHimself = await jo.post(path, payment(made, { 'owed-to': made.who['Dylan'] as string }));
  assert.match(toHimself.body, /href="#owed-to">Nobody can owe something to themselves/);
  const noHours = await jo.post(path, payment(made, { kind: 'voluntary-work', hours: '' }));
  assert.match(noHours.body, /href="#hours">Write how many hours/);
});

test('a promise of a draft is changed and taken out, and cannot be once it is before everyone', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  const { id: amendsId } = await amendsNow(house, made, id, 'payment');
  const path = `${base(made)}/${id}/amends/${amendsId}`;
  assert.match((await jo.get(`${path}/change`)).body, /value="120"[\s\S]*value="6"/);
  assert.equal((await jo.post(`${path}/change`, payment(made, { pounds: '90', parts: '1' }))).status, 303);
  const changed = await amendsNow(house, made, id, 'payment');
  assert.deepEqual([changed.pence, changed.instalments], [9000, []]);
  await propose(house, made, id);
  assert.equal((await jo.get(`${path}/change`)).status, 404);
  assert.equal((await jo.post(`${path}/change`, payment(made))).status, 404);
  assert.equal((await jo.post(`${path}/remove`)).status, 404);
  const anew = idIn((await jo.post(`${base(made)}/${id}/redraft`)).location);
  const copy = await amendsNow(house, made, anew, 'payment');
  assert.equal((await jo.post(`${base(made)}/${anew}/amends/${copy.id}/remove`)).status, 303);
  assert.equal((await agreementNow(house, made, anew)).amends.length, 2);
  assert.equal((await agreementNow(house, made, id)).status, 'set-aside');
});

test('payments add up, never beyond the promise, and done is done in full', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const { id: amendsId } = await amendsNow(house, made, id, 'payment');
  const path = `${base(made)}/${id}/amends/${amendsId}`;
  const pay = (pounds: string, form: Record<string, string> = {}) =>
    jo.post(`${path}/progress`, { entry: randomUUID(), pounds, note: '', ...dayIn('happened-on', today), ...form });
  assert.equal((await pay('100', { evidence: 'Receipt 7', note: 'At the office' })).status, 303);
  const tooMuch = await pay('20.01');
  assert.equal(tooMuch.status, 422);
  assert.match(tooMuch.body, /href="#pounds">That is more than is still to pay/);
  assert.match(tooMuch.body, /value="20.01"/);
  assert.match((await pay('', {})).body, /href="#note">Write what was done/);
  const settle = (form: Record<string, string>) =>
    jo.post(`${path}/settle`, { ...dayIn('settled-on', today), ...form });
  assert.match((await settle({ outcome: 'done' })).body, /href="#outcome">It is done when all of it is paid/);
  assert.match((await settle({})).body, /href="#outcome">Choose how it came out/);
  assert.match((await settle({ outcome: 'not-done' })).body, /href="#because">Write why it was not done/);
  assert.equal((await pay('20')).status, 303);
  assert.equal((await settle({ outcome: 'done' })).status, 303);
  const page = (await jo.get(path)).body;
  assert.match(page, /£120 of £120[\s\S]*Verified by[\s\S]*A member of staff[\s\S]*Receipt 7/);
  const again = await settle({ outcome: 'not-done', because: 'A mistake' });
  assert.match(again.body, /This is settled already/);
});

test('H12 late makes a task, and tells whoever asked to hear of it', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made, [aPromise({ dueOn: plusDays(today, -3) })]);
  const { id: amendsId } = await amendsNow(house, made, id, 'letter');
  const settle = (form: Record<string, string>) =>
    jo.post(`${base(made)}/${id}/amends/${amendsId}/settle`, { ...dayIn('settled-on', today), ...form });
  assert.equal((await settle({ outcome: 'late' })).status, 303);
  assert.ok((await tasks(made)).includes(`amends-late ${today}`));
  const told = () =>
    house.readAsStaff(house.staff.jo, (db) =>
      db.rows(sql<{ tell: readonly string[] }>`select detail->'tell' as tell from app.history
        where case_id = ${made.caseId} and name = 'amends.settled' order by seq`),
    );
  assert.deepEqual(await told(), [{ tell: [made.who['Joanne']] }]);
  assert.equal((await jo.post(`${base(made)}/${id}/updates`, {})).status, 303);
  assert.equal((await settle({ outcome: 'done' })).status, 303);
  assert.deepEqual(await told(), [{ tell: [made.who['Joanne']] }, { tell: [] }]);
  assert.ok((await history(made)).includes('agreement.updates-chosen'));
});

test('only whom it is owed to lets it go, written down by staff', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made, [aPromise()]);
  const { id: amendsId } = await amendsNow(house, made, id, 'letter');
  const path = `${base(made)}/${id}/amends/${amendsId}`;
  const release = (releasedBy: string) =>
    jo.post(`${path}/settle`, { outcome: 'released', 'released-by': releasedBy, ...dayIn('settled-on', today) });
  assert.match((await release('')).body, /href="#released-by">Choose who lets it go/);
  assert.equal((await release(made.who['Dylan'] as string)).status, 422);
  assert.equal((await release('nobody')).status, 404);
  assert.equal((await release(made.who['Joanne'] as string)).status, 303);
  assert.match((await jo.get(path)).body, /Let go by[\s\S]*Joanne/);
  assert.equal((await jo.post(`${base(made)}/${id}/end`)).status, 303);
  const ended = await agreementNow(house, made, id);
  assert.deepEqual([ended.status, ended.isKept], ['ended', true]);
});

test('an id of another case, or no id at all, is not found', async () => {
  const [made, other] = [await house.aCase(), await house.aCase()];
  const id = await aDraftWithDylan(house, made);
  const theirs = await aDraftWithDylan(house, other);
  const { id: theirAmends } = await amendsNow(house, other, theirs, 'letter');
  for (const path of [
    `/${theirs}`,
    '/nobody',
    `/${id}/amends/nobody`,
    `/${id}/amends/${theirAmends}`,
    '/nobody/propose',
  ]) {
    assert.equal((await jo.get(`${base(made)}${path}`)).status, 404, path);
  }
  const stranger = other.who['Joanne'] as string;
  const said = { answer: 'given', how: 'by-phone', ...dayIn('said-on', today) };
  for (const [path, form] of [
    ['', { responsible: stranger }],
    ['', {}],
    [`/${id}/parties`, { party: stranger }],
    [`/${id}/updates`, { updates: 'nobody' }],
    [`/${id}/answer`, { ...said, participant: stranger }],
    [`/${theirs}/answer`, { ...said, participant: made.who['Joanne'] as string }],
    [`/${theirs}/set-aside`, {}],
    ['/nobody/end', {}],
    [`/${id}/amends`, payment(made, { 'owed-to': stranger })],
    [`/${id}/amends/${theirAmends}/progress`, { note: 'Hm', ...dayIn('happened-on', today) }],
    [`/${id}/amends/nobody/settle`, { outcome: 'done', ...dayIn('settled-on', today) }],
  ] as const) {
    assert.equal((await jo.post(`${base(made)}${path}`, form)).status, 404, path);
  }
  assert.equal((await jo.post(base(made), { responsible: made.who['Joanne'] as string })).status, 422);
});
