import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { agreementNow, amendsNow, anAgreementInForce } from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { aPromise } from './examples.ts';

const house = await aHouse();
const today = house.today();
const as = (made: MadeCase, called: string) => house.asParticipant(made.who[called] as ParticipantId);

function dayIn(name: string, day: PlainDate): Record<string, string> {
  const [year, month, date] = day.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

test('who owes sees what comes next, says what they did once, and cannot say that it is done', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const { id: letter } = await amendsNow(house, made, id, 'letter');
  const dylan = await as(made, 'Dylan');
  assert.match((await dylan.get('/my/agreement')).body, /What comes next for you[\s\S]*£20 by Monday 4 January 2027/);
  const path = `/my/agreement/${id}/amends/${letter}`;
  const form = { entry: randomUUID(), note: 'I wrote the first page 🙂', ...dayIn('happened-on', today) };
  const tell = () => dylan.post(`${path}/progress`, form);
  assert.deepEqual([(await tell()).location, (await tell()).location], [path, path]);
  const page = (await dylan.get(path)).body;
  assert.equal(page.match(/I wrote the first page/g)?.length, 1);
  const empty = await dylan.post(`${path}/progress`, { ...dayIn('happened-on', today) });
  assert.match(empty.body, /href="#note">Write what you did/);
  const long = await dylan.post(`${path}/progress`, { note: 'x'.repeat(10_000), ...dayIn('happened-on', today) });
  assert.match(long.body, /up to 2,000 characters/);
  const ahead = await dylan.post(`${path}/progress`, { note: 'Soon', ...dayIn('happened-on', plusDays(today, 1)) });
  assert.match(ahead.body, /href="#happened-on">The day it happened cannot be after today/);
  for (const outcome of ['done', 'released']) {
    assert.notEqual((await dylan.post(`${path}/settle`, { outcome })).status, 303, outcome);
  }
  assert.equal((await amendsNow(house, made, id, 'letter')).status, 'owed');
});

test('money sent with “I did this” is not counted', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const { id: payment } = await amendsNow(house, made, id, 'payment');
  const dylan = await as(made, 'Dylan');
  const form = { note: 'I paid it all', pounds: '120', ...dayIn('happened-on', today) };
  assert.equal((await dylan.post(`/my/agreement/${id}/amends/${payment}/progress`, form)).status, 303);
  assert.equal((await amendsNow(house, made, id, 'payment')).paid, 0);
});

test('whom it is for sees how each promise stands, and nothing of how', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const { id: payment } = await amendsNow(house, made, id, 'payment');
  const jo = await house.asStaff(house.staff.jo);
  await jo.post(`/cases/${made.reference}/agreement/${id}/amends/${payment}/progress`, {
    pounds: '40',
    note: 'Borrowed it from his gran',
    evidence: 'Receipt 118',
    ...dayIn('happened-on', today),
  });
  const joanne = await as(made, 'Joanne');
  for (const path of ['/my/agreement', `/my/agreement/${id}`, `/my/agreement/${id}/amends/${payment}`]) {
    const { status, body } = await joanne.get(path);
    assert.equal(status, 200, path);
    assert.match(body, /Still to do/);
    assert.doesNotMatch(body, /gran|Receipt 118|£40|Dylan/, path);
  }
  const dylan = await as(made, 'Dylan');
  const { body } = await dylan.get(`/my/agreement/${id}/amends/${payment}`);
  assert.match(body, /Borrowed it from his gran/);
  assert.doesNotMatch(body, /Receipt 118|Joanne/);
});

test('whom it is for says that it is done, or lets it go, and not what is only for staff to say', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made, [aPromise(), aPromise({ kind: 'apology', dueOn: today })]);
  const [letter, apology] = [await amendsNow(house, made, id, 'letter'), await amendsNow(house, made, id, 'apology')];
  const joanne = await as(made, 'Joanne');
  const say = (amendsId: string, outcome: string) =>
    joanne.post(`/my/agreement/${id}/amends/${amendsId}/settle`, { outcome });
  assert.match((await say(letter.id, '')).body, /href="#outcome">Choose how it stands/);
  assert.equal((await say(letter.id, 'not-done')).status, 422);
  assert.equal((await say(letter.id, 'done')).status, 303);
  assert.equal((await say(apology.id, 'released')).status, 303);
  const { amends } = await agreementNow(house, made, id);
  assert.deepEqual(
    amends.map(({ status }) => status),
    ['done', 'released'],
  );
  const shown = (await joanne.get(`/my/agreement/${id}`)).body;
  assert.match(shown, /Done, [\s\S]*No longer needed, /);
});

test('what is not theirs, or not there, is not found', async () => {
  const made = await house.aCase({ people: { Joanne: 'harmed', Dylan: 'responsible', Mo: 'responsible' } });
  const other = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const theirs = await anAgreementInForce(house, other);
  const { id: letter } = await amendsNow(house, made, id, 'letter');
  const mo = await as(made, 'Mo');
  const dylan = await as(made, 'Dylan');
  const joanne = await as(made, 'Joanne');
  assert.equal((await mo.get(`/my/agreement/${id}`)).status, 404);
  assert.equal((await mo.get(`/my/agreement/${id}/amends/${letter}`)).status, 404);
  const done = { note: 'I did it', ...dayIn('happened-on', today) };
  assert.equal((await mo.post(`/my/agreement/${id}/amends/${letter}/progress`, done)).status, 404);
  assert.equal((await joanne.post(`/my/agreement/${id}/amends/${letter}/progress`, done)).status, 404);
  assert.equal((await mo.post(`/my/agreement/${id}/amends/${letter}/settle`, { outcome: 'released' })).status, 404);
  assert.equal((await mo.post(`/my/agreement/${id}/updates`, { updates: 'no' })).status, 404);
  assert.equal((await dylan.get(`/my/agreement/${theirs}`)).status, 404);
  assert.equal((await dylan.get('/my/agreement/nobody')).status, 404);
  assert.equal((await dylan.post('/my/agreement/nobody/answer', { answer: 'given' })).status, 404);
  assert.equal((await dylan.post(`/my/agreement/${id}/amends/nobody/progress`, done)).status, 404);
  assert.equal((await house.asStranger().get('/my/agreement')).location, '/my/signed-out');
});
