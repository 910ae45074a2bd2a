import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';

const house = await aHouse();

const forms = [
  ['/refer', { part: 'harmed' }],
  ['/refer/name', { 'full-name': 'Joanne Hartley' }],
  ['/refer/age', { 'under-18': 'yes' }],
  ['/refer/guardian', { 'guardian-name': 'Mary Hartley' }],
  ['/refer/contact', { ways: 'call' }],
  ['/refer/contact-details', { phone: '07700 900 123' }],
  ['/refer/contact-times', { 'from-hour': '16', 'until-hour': '19' }],
  ['/refer/contact-voicemail', { voicemail: 'no' }],
  ['/refer/contact-answered', {}],
  ['/refer/contact-word', {}],
  ['/refer/kind', { kind: 'burglary' }],
  ['/refer/happened', { words: 'Somebody broke in.' }],
  ['/refer/when', { when: 'In March' }],
  ['/refer/where', { where: 'At home' }],
  ['/refer/postcode', { postcode: 'NN16' }],
  ['/refer/others', { others: 'Dylan' }],
  ['/refer/hopes', { hopes: 'To ask why.' }],
  ['/refer/language', {}],
  ['/refer/access', {}],
] as const;

async function writeAll(caller: Caller): Promise<void> {
  for (const [path, sent] of forms) assert.equal((await caller.post(path, sent)).status, 303, path);
  // As long as a person takes.
  house.setNow(new Date(house.now().getTime() + 60_000));
}

const referenceIn = (body: string): string => /<strong>([0-9A-Z]{4}-[0-9A-Z]{4})<\/strong>/.exec(body)?.[1] ?? '';

test('what was sent is a referral, with a reference to keep, and can no longer be read on the way in', async () => {
  const caller = house.asStranger();
  await writeAll(caller);
  assert.equal((await caller.post('/refer/send')).location, '/refer/sent');
  const sent = await caller.get('/refer/sent');
  const reference = referenceIn(sent.body);
  assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  for (const path of ['/refer', '/refer/name', '/refer/check', '/refer/sent'])
    assert.doesNotMatch((await caller.get(path)).body, /Joanne|07700|Mary/);
  const amara = await house.asStaff(house.staff.amara);
  const page = await amara.get(`/referrals/${reference}`);
  for (const words of ['Joanne Hartley', 'Mary Hartley', '07700 900 123', 'Somebody broke in.', 'To ask why.'])
    assert.ok(page.body.includes(words), words);
});

test('REF-6 sending twice, also at once, gives the same reference and one referral', async () => {
  const caller = house.asStranger();
  await writeAll(caller);
  const answers = await Promise.all([caller.post('/refer/send'), caller.post('/refer/send')]);
  assert.deepEqual(
    answers.map(({ location }) => location),
    ['/refer/sent', '/refer/sent'],
  );
  const first = referenceIn((await caller.get('/refer/sent')).body);
  await caller.post('/refer/send');
  assert.equal(referenceIn((await caller.get('/refer/sent')).body), first);
  const rows = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(
      sql`select 1 from app.referrals where draft_id = (select draft_id from app.referrals where reference = ${first})`,
    ),
  );
  assert.equal(rows.length, 1);
});

test('a draft that is not finished is not sent', async () => {
  const caller = house.asStranger();
  await caller.post('/refer', { part: 'harmed' });
  assert.equal((await caller.post('/refer/send')).location, '/refer/check');
  assert.match((await caller.get('/refer/check')).body, /Your name/);
  assert.equal((await caller.get('/refer/sent')).status, 404);
});

test('nobody else sees the reference, and whoever sent it can remove it and begin again', async () => {
  const caller = house.asStranger();
  await writeAll(caller);
  await caller.post('/refer/send');
  assert.equal((await house.asStranger().get('/refer/sent')).status, 404);
  const other = house.asStranger();
  await other.post('/refer', { part: 'responsible' });
  assert.equal((await other.get('/refer/sent')).status, 404);
  assert.equal((await caller.post('/refer/name', { 'full-name': 'Again', 'under-18': 'no' })).location, '/refer/sent');
  await caller.post('/refer/forget');
  assert.equal((await caller.get('/refer/sent')).status, 404);
  assert.match((await caller.get('/refer')).body, /Question 1\b/);
});
