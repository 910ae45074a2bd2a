import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';

const house = await aHouse();

const hers = {
  '/refer': { part: 'another' },
  '/refer/asker': { 'asker-name': 'Gail Turner' },
  '/refer/relation': { relation: 'parent' },
  '/refer/reply': { ways: ['call'] },
  '/refer/reply-details': { phone: '07700 900 321' },
  '/refer/reply-times': {},
  '/refer/reply-voicemail': { voicemail: 'no' },
  '/refer/reply-answered': {},
  '/refer/reply-word': { codeword: 'robin' },
  '/refer/about': { 'their-part': 'harmed' },
  '/refer/knowing': { knowing: 'not-yet' },
  '/refer/name': { 'full-name': 'Kieran Turner' },
  '/refer/age': { 'under-18': 'yes' },
  '/refer/guardian': { 'guardian-name': 'Gail Turner' },
  '/refer/kind': { kind: 'assault' },
  '/refer/happened': { words: 'Two boys hurt him.' },
  '/refer/when': { when: 'In May' },
  '/refer/where': { where: 'On the way home' },
  '/refer/postcode': { postcode: '' },
  '/refer/others': { others: 'One is in his year.' },
  '/refer/hopes': { hopes: 'That he can go to school again.' },
  '/refer/language': {},
  '/refer/access': {},
};
const his = {
  '/refer/contact': { ways: 'text' },
  '/refer/contact-details': { phone: '07700 900 555' },
  '/refer/contact-times': {},
  '/refer/contact-word': {},
};

async function sends(caller: Caller, changed: Readonly<Record<string, Record<string, string>>> = {}): Promise<string> {
  let at = '';
  for (const [page, sent] of Object.entries(hers)) {
    const answer = await caller.post(page, { ...sent, ...changed[page] });
    assert.equal(answer.status, 303, page);
    at = answer.location ?? '';
  }
  if (at === '/refer/contact') for (const [page, sent] of Object.entries(his)) await caller.post(page, sent);
  // As long as a person takes.
  house.setNow(new Date(house.now().getTime() + 60_000));
  await caller.post('/refer/send');
  const [, reference = ''] = /<strong>(\S{9})<\/strong>/.exec((await caller.get('/refer/sent')).body) ?? [];
  return reference;
}

const gail = house.asStranger();
const reference = await sends(gail);
const amara = await house.asStaff(house.staff.amara);

test('a mother asks for her son: the inbox says who asked for whom, and whom not to contact yet', async () => {
  assert.match((await amara.get('/referrals')).body, /Gail Turner, who asked for Kieran/);
  const page = (await amara.get(`/referrals/${reference}`)).body;
  assert.match(page, /Gail Turner asked for Kieran/);
  assert.match(page, /They do not know of it yet\.\s+Do not contact Kieran\. Speak with Gail Turner first/);
  assert.match(page, /Safe: phone 07700 900 321/);
  assert.match(page, /learns nothing of what Kieran says/);
});

test('whoever asked has a reference and nothing else, whatever happens with it', async () => {
  const acknowledged = await amara.post(`/referrals/${reference}/acknowledge`);
  assert.equal(acknowledged.status, 303);
  const sent = await gail.get('/refer/sent');
  assert.match(sent.body, new RegExp(reference));
  for (const path of ['/refer', '/refer/check', '/refer/name', '/refer/sent'])
    assert.doesNotMatch((await gail.get(path)).body, /Kieran|cknowledged/);
  const notices = await house.actInService(house.staff.amara, (hand) => hand.rows(sql`select 1 from app.notices`));
  assert.deepEqual(notices, []);
});

test('a person who agreed may be reached in the way that was said, and in no other', async () => {
  const agreed = await sends(house.asStranger(), { '/refer/knowing': { knowing: 'agreed' } });
  const page = (await amara.get(`/referrals/${agreed}`)).body;
  assert.match(page, /said that we may get in touch with them/);
  assert.doesNotMatch(page, /Do not contact/);
  assert.match(page, /Safe: text 07700 900 555\./);
});

test('ASR-1 who asked is not there for the public door, and for staff only with the referral', async () => {
  const visitor = { login: 'tp_public', serviceId: house.serviceId, kind: 'visitor', id: '', caseId: '' } as const;
  await assert.rejects(
    house.ports.database.read(visitor, (db) => db.rows(sql`select 1 from app.askers`)),
    /permission denied/,
  );
  const seenBy = (staff: typeof house.staff.amara) =>
    house.readAsStaff(staff, (db) => db.rows(sql`select 1 from app.askers`));
  assert.equal((await seenBy(house.staff.amara)).length, 2);
  assert.deepEqual(await seenBy(house.staff.leo), []);
});
