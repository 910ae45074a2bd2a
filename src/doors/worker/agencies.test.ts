import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, test } from 'node:test';
import { openMail } from '#platform/mail.ts';
import { sql } from '#platform/sql.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import { openWorker } from '../../wiring/worker.ts';

let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const house = await aHouse();
const post = await aMailServer();
const mail = openMail({ url: post.url, from: 'Northamptonshire RP <hello@rp.example>' });
const worker = await openWorker(house.ports, mail);
stopWorker = () => worker.stop();

const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const hall = await aReferrer(house, corby, 'Sergeant Hall', true);
const pc = await house.asStaff(lewis);
const amara = await house.asStaff(house.staff.amara);

/** What became of the notices about a referral, once none of them waits or leaves. */
async function settledOf(id: string): Promise<readonly { kind: string; status: string; because: string }[]> {
  for (let tries = 0; tries < 600; tries++) {
    const rows = await house.readAsStaff(house.staff.amara, (db) =>
      db.rows(sql<{ kind: string; status: string; because: string }>`
        select kind, status, because from app.notices where referral_id = ${id} order by written_at, staff_id`),
    );
    if (rows.length > 0 && rows.every(({ status }) => status !== 'waiting' && status !== 'leaving')) return rows;
    await pause(50);
  }
  throw new Error('The notices did not settle');
}

// As a mail program shows it: without the breaks of the transport.
const plain = (text: string) =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll('=3D', '=')
    .replaceAll(/\s+/g, ' ');

test('NTC-7 whoever referred learns by e-mail that we asked, wrote and decided, and nothing of it', async () => {
  const { id, reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}`;
  await amara.post(`/referrals/${reference}/acknowledge`);
  await amara.post(`/referrals/${reference}/more`, { 'more-reason': 'safety', 'more-words': 'Is it safe at home?' });
  assert.deepEqual(await settledOf(id), [{ kind: 'agency-asked', status: 'sent', because: '' }]);
  assert.match((await pc.get('/agency')).body, /Question for you/);
  await amara.post(`/referrals/${reference}/agency/messages`, { words: 'Thank you for the photographs.' });
  await settledOf(id);
  await amara.post(`/referrals/${reference}/decline`, { 'decline-reason': 'no-contact-wanted' });
  assert.deepEqual(
    (await settledOf(id)).map(({ kind, status }) => `${kind} ${status}`),
    ['agency-asked sent', 'agency-written sent', 'agency-news sent'],
  );
  const mails = post.accepted.filter(({ to }) => to === 'pc.lewis.grant@police.example');
  assert.equal(mails.length, 3);
  assert.ok(post.accepted.every(({ to }) => to === 'pc.lewis.grant@police.example'));
  const texts = mails.map(({ text }) => plain(text));
  for (const [page, text] of [
    [`${at}/more`, texts[0]],
    [`${at}/messages`, texts[1]],
    [at, texts[2]],
  ] as const) {
    assert.match(text ?? '', /Subject: A message for you/);
    assert.ok(text?.includes(`Sign in to read it: http://localhost:3000${page} `), text ?? page);
    assert.doesNotMatch(text ?? '', /Joanne|Hartley|safe at home|photograph|burgl|declin|contact wanted|Not taken on/i);
    assert.equal((await pc.get(page)).status, page.endsWith('/more') ? 404 : 200);
  }
});

test('AGN-4 who turned an e-mail off gets none, and finds it at their own door', async () => {
  assert.match((await pc.get('/agency/e-mails')).body, /value="decided"[^<]*checked/);
  assert.equal((await pc.post('/agency/e-mails', { when: ['asked', 'decided'] })).location, '/agency');
  assert.doesNotMatch((await pc.get('/agency/e-mails')).body, /value="written"[^<]*checked/);
  const { id, reference } = await aSentReferral(house, lewis);
  const before = post.accepted.length;
  await amara.post(`/referrals/${reference}/agency/messages`, { words: 'Thank you for the photographs.' });
  await amara.post(`/referrals/${reference}/decline`, { 'decline-reason': 'out-of-area' });
  assert.deepEqual(await settledOf(id), [{ kind: 'agency-news', status: 'sent', because: '' }]);
  assert.equal(post.accepted.length, before + 1);
  assert.match((await pc.get(`/agency/referrals/${reference}/messages`)).body, /Thank you for the photographs/);
  await pc.post('/agency/e-mails', {});
  assert.doesNotMatch((await pc.get('/agency/e-mails')).body, /checked/);
  await pc.post('/agency/e-mails', { when: ['asked', 'written', 'decided'] });
  assert.equal((await (await house.asStaff(house.staff.amara)).get('/agency/e-mails')).status, 404);
});

test('AGY-5 at a decline its agency finds a letter that says nothing of what anybody chose', async () => {
  for (const [reason, words] of [
    ['no-contact-wanted', /cannot take it any further/],
    ['not-suitable', /cannot take it any further/],
    ['out-of-area', /outside them/],
    ['live-court-case', /something else has to finish/],
    ['other-service', /another service can help/],
    ['not-enough-known', /do not know enough/],
  ] as const) {
    const { id, reference } = await aSentReferral(house, lewis);
    const at = `/agency/referrals/${reference}`;
    assert.equal((await pc.get(`${at}/letter`)).status, 404, 'before it is decided');
    await amara.post(`/referrals/${reference}/decline`, { 'decline-reason': reason, 'decline-words': 'For us alone.' });
    assert.match((await pc.get(at)).body, /Read the letter/);
    const { body } = await pc.get(`${at}/letter`);
    assert.match(body, words, reason);
    assert.match(body, /your reference 26\/123456[\s\S]*To Corby neighbourhood team, on /);
    assert.doesNotMatch(body, /Joanne|For us alone|contact wanted|suitable/);
    // What goes to them of it has gone before another test counts e-mails.
    assert.equal((await settledOf(id)).length, 1);
  }
});

test('NTC-7 a colleague who follows all of it hears in the place of who left, an accepted referral and its end too', async () => {
  const mills = await aReferrer(house, corby, 'PCSO Mills');
  const { id, reference } = await aSentReferral(house, mills);
  await amara.post(`/agencies/${corby}/stop`, { person: mills });
  const before = post.accepted.length;
  await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
  });
  await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  assert.deepEqual(await settledOf(id), [{ kind: 'agency-news', status: 'sent', because: '' }]);
  const [year = '', month = '', day = ''] = house.today().split('-');
  const ending = { reason: 'harmed-declined', 'closed-on-day': day, 'closed-on-month': month, 'closed-on-year': year };
  await amara.post(`/cases/${reference}/closure`, ending);
  assert.equal((await settledOf(id)).length, 2);
  const mails = post.accepted.slice(before);
  assert.deepEqual(
    mails.map(({ to }) => to),
    ['sergeant.hall@police.example', 'sergeant.hall@police.example'],
  );
  for (const { text } of mails) assert.doesNotMatch(text, /Dylan|Joanne|case|closed|finished/i);
  assert.match((await (await house.asStaff(hall)).get(`/agency/referrals/${reference}`)).body, /Finished/);
});

test('NTC-7 what was answered meanwhile is not told, and without a mail server nobody types it', async () => {
  await worker.stop();
  const { id, reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}`;
  await amara.post(`/referrals/${reference}/acknowledge`);
  await amara.post(`/referrals/${reference}/more`, { 'more-reason': 'safety', 'more-words': 'Is it safe at home?' });
  await amara.post(`/referrals/${reference}/agency/messages`, { words: 'We have a question.' });
  await pc.post(`${at}/more`, { 'more-answer': 'Yes.' });
  assert.doesNotMatch((await pc.get('/agency')).body, /Question for you/);
  const byHand = await openWorker(house.ports, undefined);
  const settled = await settledOf(id);
  await byHand.stop();
  assert.deepEqual(
    settled.map(({ kind, status, because }) => [kind, status, because]),
    [
      ['agency-asked', 'stopped', 'no-longer-so'],
      ['agency-written', 'stopped', 'no-mail-leaves-by-itself'],
    ],
  );
});
