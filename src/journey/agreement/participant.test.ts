import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aDraftWithDylan, agreementNow, anAgreementInForce, propose } from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';

const house = await aHouse();
const today = house.today();
const as = (made: MadeCase, called: string) => house.asParticipant(made.who[called] as ParticipantId);

function dayIn(name: string, day: PlainDate): Record<string, string> {
  const [year, month, date] = day.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

test('a draft is not there for the parties', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  for (const called of ['Joanne', 'Dylan']) {
    const page = await as(made, called);
    assert.match((await page.get('/my/agreement')).body, /There is no agreement for you to read/);
    assert.equal((await page.get(`/my/agreement/${id}`)).status, 404);
    assert.equal((await page.post(`/my/agreement/${id}/answer`, { answer: 'given' })).status, 404);
  }
});

test('both read the proposal, answer by themselves, and with the last yes it is in force', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  await propose(house, made, id);
  const [joanne, dylan] = [await as(made, 'Joanne'), await as(made, 'Dylan')];
  assert.match((await joanne.get('/my/agreement')).body, /An agreement to think about[\s\S]*Read it and answer/);
  assert.equal((await joanne.post(`/my/agreement/${id}/answer`, { answer: 'given' })).status, 303);
  const dylanReads = await dylan.get(`/my/agreement/${id}`);
  assert.doesNotMatch(dylanReads.body, /Joanne|checked/);
  assert.match(dylanReads.body, /Money never goes straight from one person to another/);
  assert.equal((await agreementNow(house, made, id)).status, 'proposed');
  assert.equal((await dylan.post(`/my/agreement/${id}/answer`, { answer: 'given' })).status, 303);
  assert.equal((await agreementNow(house, made, id)).status, 'agreed');
  assert.match((await joanne.get('/my/agreement')).body, /What is agreed/);
});

test('“not now” asks for a day, and a day that does not exist is said so', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  await propose(house, made, id);
  const joanne = await as(made, 'Joanne');
  const answer = (form: Record<string, string>) => joanne.post(`/my/agreement/${id}/answer`, form);
  assert.match((await answer({})).body, /href="#answer">Choose yes, not now or no/);
  const noDay = await answer({ answer: 'not-now' });
  assert.match(noDay.body, /href="#ask-after">Tell us the day[\s\S]*value="not-now"\s+checked/);
  const strange = { 'ask-after-day': '30', 'ask-after-month': '2', 'ask-after-year': '2027' };
  assert.match((await answer({ answer: 'not-now', ...strange })).body, /That day does not exist/);
  assert.equal((await answer({ answer: 'not-now', ...dayIn('ask-after', plusDays(today, 40)) })).status, 303);
  assert.match((await joanne.get(`/my/agreement/${id}`)).body, /value="not-now"\s+checked/);
});

test('H12 she says whether she wants to hear how it goes', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const joanne = await as(made, 'Joanne');
  const path = `/my/agreement/${id}`;
  assert.match((await joanne.post(`${path}/updates`, {})).body, /href="#updates">Choose yes or no/);
  assert.equal((await joanne.post(`${path}/updates`, { updates: 'no' })).location, path);
  const parties = async () => (await agreementNow(house, made, id)).parties;
  const wanting = (await parties()).filter(({ wantsUpdates }) => wantsUpdates);
  assert.deepEqual(
    wanting.map(({ participantId }) => participantId),
    [made.who['Dylan']],
  );
  assert.equal((await joanne.post(`${path}/updates`, { updates: 'yes' })).status, 303);
  assert.equal(
    (await parties()).every(({ wantsUpdates }) => wantsUpdates),
    true,
  );
});

test('H2 a yes to what is in force is taken back, which asks a facilitator and tells nobody else', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const joanne = await as(made, 'Joanne');
  assert.equal((await joanne.post(`/my/agreement/${id}/answer`, { answer: 'declined' })).status, 303);
  assert.match((await joanne.get(`/my/agreement/${id}`)).body, /You told us that you no longer agree/);
  const tasks = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql`select id from app.tasks where case_id = ${made.caseId} and kind = 'talk-about-terms'`),
  );
  assert.equal(tasks.length, 1);
  const dylan = await as(made, 'Dylan');
  assert.doesNotMatch((await dylan.get(`/my/agreement/${id}`)).body, /no longer agree<|You told us/);
  assert.equal((await joanne.post(`/my/agreement/${id}/answer`, { answer: 'given' })).status, 422);
});
