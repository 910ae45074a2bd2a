import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays } from '#vocabulary/dates.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aNewReferral, aProgram, cameIn } from '../../../test/support/programs.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const pc = await house.asStaff(lewis);
const amara = await house.asStaff(house.staff.amara);
const text = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const typedDay = (name: string, day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

test('numbers are written down, refused in words with what was typed kept, and find the same again', async () => {
  const one = await aSentReferral(house, lewis, { agencyReference: 'first', told: { fullName: 'Leopold Ravenscar' } });
  const at = `/referrals/${one.reference}`;
  assert.match(text((await amara.get(at)).body), /With the police and courts Nothing is written down yet/);
  const refused = await amara.post(`${at}/matter`, { urn: '12/34', 'prison-number': 'A1234BC' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#urn">Write the unique reference number/);
  assert.match(refused.body, /value="A1234BC"/);
  const numbers = { 'crime-number': '26/514820', urn: '12 ab 01234/26', 'prison-number': 'a1234bc' };
  assert.equal((await amara.post(`${at}/matter`, numbers)).location, at);
  const page = text((await amara.get(at)).body);
  assert.match(page, /Police crime number 26\/514820 URN 12AB0123426 Prison number A1234BC/);

  // Another of the same, of which only one number is known, by whoever writes it down.
  const found = (await amara.post('/referrals/new/alike', { urn: '12AB-01234-26' })).body;
  assert.match(found, new RegExp(`${at}"[\\s\\S]*Leopold Ravenscar: the same reference`));
  const none = (await amara.post('/referrals/new/alike', { urn: '12AB0123526' })).body;
  assert.match(none, /Nothing like it was found/);
  const two = await aSentReferral(house, lewis, { agencyReference: 'second', told: { fullName: 'Ida Novak' } });
  assert.equal((await amara.post(`/referrals/${two.reference}/matter`, numbers)).status, 303);
  assert.match((await amara.get(`/referrals/${two.reference}`)).body, new RegExp(`${at}"[\\s\\S]*the same reference`));
});

test('the people of a case are found by numbers that are written down once it is one', async () => {
  const { reference } = await aSentReferral(house, lewis, { told: { fullName: 'Perpetua Okonjo' } });
  const at = `/referrals/${reference}`;
  await amara.post(`${at}/others/person`, { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' });
  assert.equal((await amara.post(`${at}/accept`, { 'accept-kind': 'justice' })).status, 303);
  assert.equal((await amara.post(`${at}/matter`, { 'prison-number': 'B9876ZX' })).location, at);
  const sam = await house.asStaff(house.staff.sam);
  assert.equal((await sam.post(`${at}/matter`, { 'prison-number': 'C1111CC' })).status, 404, 'it is theirs who decide');
  const found = (await amara.post('/referrals/new/alike', { 'prison-number': 'b9876zx' })).body;
  assert.match(found, new RegExp(`/cases/${reference}"[\\s\\S]*the same reference`));
});

test('whoever took the report sees by when they tell the person harmed, and reads in their figures whether they did', async () => {
  const today = house.today();
  const filled = {
    ...{ part: 'harmed', 'full-name': 'Joanne Hartley', agreed: 'yes', told: 'PC Grant', ways: 'none' },
    ...{ kind: 'burglary', 'what-happened': 'Somebody broke in.', 'agency-reference': '26/1', urn: '12AB0123426' },
    ...typedDay('reported-on', plusDays(today, -40)),
  };
  const early = { ...filled, ...typedDay('informed-on', plusDays(today, -41)), urn: '1' };
  const refused = await pc.post('/agency/refer', early);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#urn"[\s\S]*href="#informed-on">They cannot have been told before it was reported/);
  const { location = '' } = await pc.post('/agency/refer', filled);
  const reference = location.split('/').at(-1) ?? '';
  const lines = async () => text((await amara.get(`/referrals/${reference}`)).body);
  assert.match(await lines(), /Not known whether anybody did\. It was to be by [^.]*, five working days after/);
  const soon = { ...filled, ...typedDay('informed-on', plusDays(today, -39)) };
  await pc.post('/agency/refer', soon);
  await pc.post('/agency/refer', { ...soon, ...typedDay('informed-on', plusDays(today, -1)) });
  const figures = text((await pc.get('/agency/figures')).body);
  assert.match(figures, /Told in time 1 50% of 2 where you wrote both days/);
});

test('a program says the same with a referral, each member left out or told why not', async () => {
  const records = await cameIn(house, await aProgram(house, corby, lewis));
  const matter = { urn: '12AB7654321', reportedOn: plusDays(house.today(), -3) };
  const made = await records.send('POST', '/referrals', { ...aNewReferral, matter });
  assert.equal(made.status, 201, made.text);
  assert.match(text((await amara.get(`/referrals/${String(made.body['reference'])}`)).body), /URN 12AB7654321/);
  for (const [code, wrong] of [
    ['not-a-prison-number', { prisonNumber: '12' }],
    ['day-is-after-today', { reportedOn: plusDays(house.today(), 2) }],
    ['told-before-it-was-reported', { informedOn: plusDays(house.today(), -4) }],
  ] as const) {
    const answer = await records.send('POST', '/referrals', { ...aNewReferral, matter: { ...matter, ...wrong } });
    assert.deepEqual([answer.status, answer.body['code']], [422, code], answer.text);
  }
});
