import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (login, text) => void (login === 'tp_referrer' && asked.push(text)) });
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const pc = await house.asStaff(lewis);
const hall = await house.asStaff(await aReferrer(house, corby, 'Sergeant Hall', true));
const mills = await aReferrer(house, corby, 'PCSO Mills');
const amara = await house.asStaff(house.staff.amara);

const text = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const figure = (body: string, label: string) => new RegExp(`${label} (\\d+) ([^.]*)`).exec(text(body))?.slice(1);

async function sent(by = lewis, wasTold = true): Promise<string> {
  return (await aSentReferral(house, by, { wasTold })).reference;
}

test('an agency reads what it sent, where it stands in allowed words, and nothing of what people chose', async () => {
  assert.match((await pc.get('/agency/figures')).body, /Nothing was sent in this time/);
  await sent();
  const takenBack = await sent();
  await pc.post(`/agency/referrals/${takenBack}/withdraw`, { reason: 'sent-twice' });
  for (const reason of ['no-contact-wanted', 'not-suitable', 'out-of-area'])
    await amara.post(`/referrals/${await sent(lewis, false)}/decline`, { 'decline-reason': reason });
  const accepted = await sent();
  await amara.post(`/referrals/${accepted}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
  });
  await amara.post(`/referrals/${accepted}/accept`, { 'accept-kind': 'justice' });
  await sent(mills);

  const { body } = await pc.get('/agency/figures');
  assert.deepEqual(figure(body, 'Sent'), ['6', 'Referrals']);
  assert.deepEqual(figure(body, 'Told of us'), ['2', '40% of 5']);
  assert.deepEqual(figure(body, 'Taken on'), ['1', '25% of 4 that are decided']);
  assert.deepEqual(figure(body, 'Finished'), ['0', '0% of 1 that were taken on']);
  assert.match(text(body), /Outside the places where we work: 1 We could not take it further: 2/);
  assert.doesNotMatch(body, /contact wanted|suitable|Dylan|Joanne/);
  assert.equal(figure((await hall.get('/agency/figures')).body, 'Sent')?.[0], '7');
});

test('a year that is over is read as it stands today; a month that is none is the newest', async () => {
  const old = await sent();
  await house.actInService(house.staff.amara, (hand) =>
    hand.run(sql`update app.referrals set received_on = '2020-02-11' where reference = ${old}`),
  );
  const { body } = await pc.get('/agency/figures?until=2020-06');
  assert.match(text(body), /from July 2019 to June 2020/);
  assert.equal(figure(body, 'Sent')?.[0], '1');
  for (const until of ['2020-13', '9999-01', "'"])
    assert.equal(figure((await pc.get(`/agency/figures?until=${until}`)).body, 'Sent')?.[0], '6');
});

test('the figures take as many queries for one referral as for many, and are there for people of agencies alone', async () => {
  asked.length = 0;
  await pc.get('/agency/figures?until=2020-06');
  const few = asked.length;
  asked.length = 0;
  await hall.get('/agency/figures');
  assert.equal(asked.length, few);
  assert.ok(few > 0);
  assert.equal((await amara.get('/agency/figures')).status, 404);
});
