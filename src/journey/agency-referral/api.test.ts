import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { aNewReferral, aProgram, ask, cameIn } from '../../../test/support/programs.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const anwar = await aReferrer(house, corby, 'PC Anwar');
const records = await cameIn(house, await aProgram(house, corby, lewis));
const other = await cameIn(house, await aProgram(house, corby, anwar));
const amara = await house.asStaff(house.staff.amara);

const count = async () =>
  (
    await house.readAsStaff(house.staff.amara, (db) =>
      db.row(sql<{ count: number }>`select count(*) as count from app.referrals`),
    )
  )?.count ?? 0;

async function sent(key?: string): Promise<string> {
  const answer = await records.send('POST', '/referrals', aNewReferral, key);
  assert.deepEqual([answer.status, answer.body['status']], [201, 'with-us'], answer.text);
  return String(answer.body['reference']);
}

test('a program sends, follows, changes, says more and takes back, in the words that an agency may read', async () => {
  const reference = await sent();
  const at = `/referrals/${reference}`;
  const one = await records.get(at);
  assert.equal(one.status, 200);
  assert.equal(one.body['fullName'], 'Joanne Hartley 🌱');
  assert.equal(one.body['agencyReference'], '26/514820');
  assert.match((await records.get('/referrals')).text, new RegExp(reference));
  assert.match((await amara.get(`/referrals/${reference}`)).body, /PC Lewis Grant, Corby neighbourhood team/);

  await amara.post(`/referrals/${reference}/acknowledge`);
  assert.equal((await records.get(at)).body['status'], 'read');
  const because = 'She moved';
  const changed = await records.send('PATCH', at, { because, changes: { phone: '07700 900999', hopes: 'An apology' } });
  assert.deepEqual([changed.status, changed.body], [200, { reference, wasApplied: true }]);
  const after = (await records.get(at)).body as { contact: { phone: string }; hopes: string };
  assert.deepEqual([after.contact.phone, after.hopes], ['07700 900999', 'An apology']);
  assert.equal((await records.send('POST', `${at}/messages`, { words: 'She rings on Friday.' })).status, 201);
  const back = await records.send('POST', `${at}/withdrawal`, { reason: 'the-person-asked' });
  assert.deepEqual([back.status, back.body], [200, { reference, status: 'withdrawn' }]);
  const again = await records.send('POST', `${at}/withdrawal`, { reason: 'the-person-asked' });
  assert.deepEqual([again.status, again.body['code']], [422, 'is-withdrawn']);
  assert.equal(again.type, 'application/problem+json; charset=utf-8');
});

test('AGY-4 a program changes how somebody is reached only where that way is safe, and all of it or nothing', async () => {
  const at = `/referrals/${await sent()}`;
  const because = 'She told me';
  for (const [code, changes] of [
    ['way-is-not-safe', { hopes: 'An apology', email: 'joanne@example.org' }],
    ['way-is-not-safe', { address: '1 High Street' }],
    ['phone-is-no-number', { phone: 'ask her mum' }],
  ] as const) {
    const answer = await records.send('PATCH', at, { because, changes });
    assert.deepEqual([answer.status, answer.body['code']], [422, code], answer.text);
  }
  const kept = (await records.get(at)).body as { contact: { phone: string; email: string }; hopes: string };
  assert.deepEqual([kept.contact.phone, kept.contact.email, kept.hopes], ['07700 900123', '', '']);
  const { body } = await ask(house, 'GET', '/api/openapi.json');
  for (const code of ['way-is-not-safe', 'phone-is-no-number', 'email-is-no-address'])
    assert.match(JSON.stringify(body['paths']), new RegExp(`patch.*${code}`), code);
});

test('AGY-7 a program says anew whether they agree and who told them, before a decision and after it', async () => {
  const reference = await sent();
  const at = `/referrals/${reference}`;
  const change = (changes: Record<string, unknown>) => records.send('PATCH', at, { because: 'She rang', changes });
  const no = await change({ agreedToReferral: false, toldBy: 'Nobody' });
  assert.deepEqual([no.status, no.body], [200, { reference, wasApplied: true }], no.text);
  const after = (await records.get(at)).body;
  assert.deepEqual([after['agreedToReferral'], after['toldBy']], [false, 'Nobody']);
  assert.equal((await change({ agreedToReferral: false })).body['code'], 'nothing-changes');
  await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
  });
  const accept = () => amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  assert.equal((await accept()).status, 422);
  assert.equal((await change({ agreedToReferral: true })).status, 200);
  assert.equal((await accept()).location, `/cases/${reference}`);
  assert.deepEqual((await change({ agreedToReferral: false })).body, { reference, wasApplied: true });
  assert.match((await amara.get(`/cases/${reference}/eligibility`)).body, /has said no to restorative practice\./);
});

test('AGY-6 once a referral is taken on a program asks us to stop: somebody reads why, and nothing stops by itself', async () => {
  const reference = await sent();
  const at = `/referrals/${reference}`;
  const stop = (wish: object, key?: string) => records.send('POST', `${at}/stop`, wish, key);
  const early = await stop({ reason: 'the-person-asked' });
  assert.deepEqual([early.status, early.body['code']], [422, 'is-not-begun']);
  await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
  });
  assert.equal((await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  assert.equal((await records.send('POST', `${at}/withdrawal`, { reason: 'sent-twice' })).body['code'], 'is-decided');
  const silent = await stop({ reason: 'another-reason' });
  assert.deepEqual([silent.status, silent.body['code']], [422, 'reason-is-missing']);
  for (const time of ['first', 'again']) {
    const asked = await stop({ reason: 'the-person-asked', words: 'She rang me 🌱.' }, 'to-stop');
    assert.deepEqual([asked.status, asked.body], [202, { reference, status: 'in-touch' }], time);
  }
  const tasks = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ dueOn: string }>`
      select t.due_on::text as "dueOn" from app.tasks t join app.referrals r on r.id = t.referral_id
       where r.reference = ${reference} and t.kind = 'agency-asks-to-stop'`),
  );
  assert.deepEqual(tasks, [{ dueOn: house.today() }], 'asked again with its key it is asked once');
  assert.match(
    (await amara.get(`/referrals/${reference}/agency/messages`)).body,
    /Please stop\. The person asked us to\.[\s\S]*She rang me 🌱\./,
  );
  assert.equal((await records.get(at)).body['status'], 'in-touch');
  assert.equal((await other.send('POST', `${at}/stop`, { reason: 'sent-twice' })).status, 404);
  const [year = '', month = '', day = ''] = house.today().split('-');
  const ending = { reason: 'harmed-declined', 'closed-on-day': day, 'closed-on-month': month, 'closed-on-year': year };
  assert.equal((await amara.post(`/cases/${reference}/closure`, ending)).status, 303);
  assert.equal((await stop({ reason: 'sent-twice' })).body['code'], 'is-finished');
});

test('AGY-1 a program finds what whoever answers for it does, and nothing of a colleague', async () => {
  const reference = await sent();
  assert.equal((await other.get(`/referrals/${reference}`)).status, 404);
  assert.doesNotMatch((await other.get('/referrals')).text, new RegExp(reference));
  const tried = await other.send('POST', `/referrals/${reference}/withdrawal`, { reason: 'sent-by-mistake' });
  assert.deepEqual([tried.status, tried.body['code']], [404, 'not-there']);
});

test('TRL-8 a program that asks for what is not there for it leaves a row of the security trail', async () => {
  assert.equal((await other.get('/referrals/0000-0000')).status, 404);
  const trails = await trailsOf(house);
  const rows = await trails.rows(
    `select actor_kind, actor_id from trails.security where event = 'closed-door' order by seq desc limit 1`,
  );
  assert.deepEqual(rows, [{ actor_kind: 'staff', actor_id: anwar }]);
});

test('API-4 asked again with its key, a request does nothing and answers the same; with another body it is refused', async () => {
  const reference = await sent('the-first');
  const before = await count();
  assert.equal(await sent('the-first'), reference);
  const many = await Promise.all([1, 2, 3].map(() => sent('at-once')));
  assert.equal(new Set(many).size, 1);
  assert.equal(await count(), before + 1);
  const changed = await records.send('POST', '/referrals', { ...aNewReferral, hopes: 'Another' }, 'the-first');
  assert.deepEqual([changed.status, changed.body['code']], [422, 'key-was-used-for-something-else']);
  const theirs = await other.send('POST', '/referrals', aNewReferral, 'the-first');
  assert.notEqual(theirs.body['reference'], reference, 'the key of one program is not that of another');
});

test('what is refused says every reason by its name, and writes nothing', async () => {
  const before = await count();
  const { contact, incident } = aNewReferral;
  for (const [codes, body] of [
    [['phone-is-missing'], { ...aNewReferral, contact: { safeWays: ['call'] } }],
    [['no-way-chosen'], { ...aNewReferral, contact: { ...contact, safeWays: [] } }],
    [['not-a-postcode'], { ...aNewReferral, incident: { ...incident, postcode: 'somewhere' } }],
    [['day-is-after-today'], { ...aNewReferral, incident: { ...incident, happenedOn: '2999-01-01' } }],
    [['does-not-fit'], { ...aNewReferral, fullName: '  ' }],
    [['does-not-fit'], { ...aNewReferral, fullName: 'a\0b' }],
    [['does-not-fit'], { ...aNewReferral, caseId: 'x' }],
    [['does-not-fit'], []],
  ] as const) {
    const answer = await records.send('POST', '/referrals', body, `refused-${codes[0]}`);
    assert.deepEqual([answer.status, answer.body['codes']], [422, codes], answer.text);
  }
  const { body } = await records.send('POST', '/referrals', {
    ...aNewReferral,
    contact: { safeWays: ['call'], phone: 7 },
  });
  assert.match(JSON.stringify(body['errors']), /"#\/contact\/phone"/);
  assert.equal(await count(), before);
  const authorization = records.authorization;
  const send = (headers: Record<string, string>, sentBody: unknown) =>
    ask(house, 'POST', '/api/v1/referrals', { headers: { authorization, ...headers }, body: sentBody });
  const key = { 'idempotency-key': 'x' };
  assert.equal((await send({}, aNewReferral)).body['code'], 'key-is-missing');
  const json = { ...key, 'content-type': 'application/json' };
  assert.equal((await send(json, '{"a":')).body['code'], 'not-json');
  assert.equal((await send(json, '{"__proto__":{"a":1}}')).body['code'], 'not-json');
  assert.equal((await send({ ...key, 'content-type': 'text/plain' }, 'a')).body['code'], 'not-the-right-kind');
  assert.equal((await send(json, JSON.stringify({ a: 'x'.repeat(200_000) }))).body['code'], 'too-long');
  assert.equal((await ask(house, 'GET', '/api/v1/nothing')).body['code'], 'not-there');
  assert.equal(await count(), before);
});

test('a list is read page by page, and each referral stands on one of them', async () => {
  for (let made = 0; made < 27; made += 1) await sent();
  const first = (await records.get('/referrals')).body as { referrals: { reference: string }[]; next: string };
  assert.equal(first.referrals.length, 25);
  const second = (await records.get(`/referrals?after=${first.next}`)).body as typeof first;
  const seen = [...first.referrals, ...second.referrals].map(({ reference }) => reference);
  assert.equal(new Set(seen).size, seen.length);
  assert.equal((await records.get('/referrals?after=nowhere')).status, 404);
});

test('a program learns what its kind of agency is asked, and what could hurt somebody stands first for the coordinator', async () => {
  const asked = await records.get('/asked');
  assert.equal(asked.body['agencyReference'], 'Crime reference');
  assert.match(asked.text, /"risk":"hate","words":"Hate because of who somebody is"/);
  const risky = await records.send('POST', '/referrals', { ...aNewReferral, risks: ['hate', 'hate', 'stalking'] });
  assert.equal(risky.status, 201);
  const reference = String(risky.body['reference']);
  const page = (await amara.get(`/referrals/${reference}`)).body;
  assert.match(page, /Hate because of who somebody is/);
  assert.match(page, /Stalking or harassment/);
  assert.doesNotMatch((await records.get(`/referrals/${reference}`)).text, /hate|stalking/i);
  assert.equal((await records.send('POST', '/referrals', { ...aNewReferral, risks: ['cheek'] })).status, 422);
});

test('AGY-8 a program tells of a danger later: the flag stands at once, none is taken away, and the document says so', async () => {
  const answer = await records.send('POST', '/referrals', { ...aNewReferral, risks: ['hate'] });
  const reference = String(answer.body['reference']);
  const at = `/referrals/${reference}`;
  await amara.post(`${at}/acknowledge`);
  const tell = (risks: readonly string[]) =>
    records.send('PATCH', at, { because: 'Her sister rang', changes: { risks } });
  for (const wrong of [[], ['cheek']]) assert.equal((await tell(wrong)).status, 422);
  const told = await tell(['stalking', 'hate', 'stalking']);
  assert.deepEqual([told.status, told.body], [200, { reference, wasApplied: true }]);
  const page = (await amara.get(at)).body;
  assert.match(page, /Hate because of who somebody is/);
  assert.match(page, /Stalking or harassment/);
  assert.doesNotMatch((await records.get(at)).text, /hate|stalking/i);
  const { body } = await ask(house, 'GET', '/api/openapi.json');
  const changing = JSON.stringify(body).match(/"patch":\{.*?"changes":\{.*?"risks":(\{.*?\})/)?.[1] ?? '';
  assert.match(changing, /"minItems":1/);
});

test('MOR-3 MOR-4 what we ask is read and answered by a program of the agency, once, and by no other', async () => {
  const reference = await sent();
  const at = `/referrals/${reference}`;
  await amara.post(`${at}/acknowledge`);
  await amara.post(`${at}/more`, { 'more-reason': 'safety', 'more-words': 'Is it safe at home?' });
  const [question] = (await records.get(`${at}/questions`)).body['questions'] as readonly Record<string, unknown>[];
  assert.deepEqual(
    [question?.['about'], question?.['words'], question?.['isOpen']],
    ['safety', 'Is it safe at home?', true],
  );
  assert.equal((await other.get(`${at}/questions`)).status, 404);
  assert.equal((await other.send('POST', `${at}/answer`, { words: 'Yes.' })).status, 404);
  assert.equal((await records.send('POST', `${at}/answer`, { words: ' ' })).status, 422);
  const answered = await records.send('POST', `${at}/answer`, { words: 'It is.' });
  assert.deepEqual([answered.status, answered.body], [201, { reference }]);
  const again = await records.send('POST', `${at}/answer`, { words: 'It is.' });
  assert.deepEqual([again.status, again.body['code']], [422, 'nothing-is-asked']);
  assert.match((await records.get(`${at}/questions`)).text, /"isOpen":false,"answer":"It is\."/);
  assert.match((await amara.get(at)).body, /It is\./);
});
