import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aProgram, ask, askForToken, cameIn } from '../../../test/support/programs.ts';
import { trailsOf } from '../../../test/support/trails.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const school = await anAgency(house, 'Lings Academy', 'school');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const amara = await house.asStaff(house.staff.amara);
const trails = await trailsOf(house);
const at = `/agencies/${corby}/programs`;

const shownIn = (body: string, what: string) => new RegExp(`${what}: <strong>([^<]+)</strong>`).exec(body)?.[1] ?? '';

test('API-2 a coordinator makes a program, and its secret is shown once', async () => {
  const empty = await amara.post(at, { name: '', person: '' });
  assert.equal(empty.status, 422);
  assert.match(empty.body, /Write what the program is called/);
  assert.match(empty.body, /Choose who at the agency answers for it/);
  const { body, status } = await amara.post(at, { name: 'Records system', person: lewis });
  assert.equal(status, 200);
  const program = { id: shownIn(body, 'Client id'), secret: shownIn(body, 'Secret') } as Awaited<
    ReturnType<typeof aProgram>
  >;
  assert.equal(program.secret.length, 43);
  const page = await amara.get(at);
  assert.match(page.body, /Records system/);
  assert.doesNotMatch(page.body, new RegExp(program.secret));
  assert.equal((await askForToken(house, program)).status, 200);
  assert.equal((await amara.post(`/agencies/${school}/programs/end`, { program: program.id })).status, 404);
});

test('API-3 a new secret ends the old one and its tokens; an ended program comes in no more', async () => {
  const program = await aProgram(house, corby, lewis);
  const before = await cameIn(house, program);
  assert.equal((await before.get('/referrals')).status, 200);
  const renewed = await amara.post(`${at}/renew`, { program: program.id });
  const secret = shownIn(renewed.body, 'Secret');
  assert.equal((await before.get('/referrals')).status, 401);
  assert.deepEqual((await askForToken(house, program)).body, { error: 'invalid_client' });
  const now = await cameIn(house, { ...program, secret });
  assert.equal((await now.get('/referrals')).status, 200);
  await amara.post(`${at}/end`, { program: program.id });
  assert.equal((await now.get('/referrals')).status, 401);
  assert.equal((await askForToken(house, { ...program, secret })).status, 401);
  const again = await amara.post(`${at}/renew`, { program: program.id });
  assert.match(again.body, /This program was ended/);
});

test('API-1 a program stops when whoever answers for it does', async () => {
  const mills = await aReferrer(house, corby, 'PCSO Mills');
  const program = await aProgram(house, corby, mills);
  const came = await cameIn(house, program);
  assert.equal((await came.get('/referrals')).status, 200);
  await amara.post(`/agencies/${corby}/stop`, { person: mills });
  assert.equal((await came.get('/referrals')).status, 401);
  assert.equal((await askForToken(house, program)).status, 401);
});

test('a token is given as RFC 6749 says, and for nothing else', async () => {
  const program = await aProgram(house, corby, lewis);
  const { id, secret } = program;
  const given = await askForToken(house, program);
  assert.deepEqual([given.body['token_type'], given.body['expires_in']], ['Bearer', 1800]);
  assert.equal(given.headers['cache-control'], 'no-store');
  assert.equal(given.headers['set-cookie'], undefined);
  const basic = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const token = (headers: Record<string, string>, body: string) =>
    ask(house, 'POST', '/api/oauth/token', { headers, body });
  assert.equal((await token({ ...form, ...basic }, 'grant_type=client_credentials')).status, 200);
  assert.equal((await token(form, 'grant_type=password&username=a')).body['error'], 'unsupported_grant_type');
  assert.equal((await token(form, '')).body['error'], 'invalid_request');
  const wrong = await askForToken(house, { id, secret: 'wrong' });
  assert.equal(wrong.status, 401);
  // Whether there is such a program shows in nothing that is answered.
  const unknown = await askForToken(house, { id: randomUUID() as typeof id, secret });
  const withoutDate = ({ status, body, headers }: typeof wrong) => [status, body, { ...headers, date: '' }];
  assert.deepEqual(withoutDate(unknown), withoutDate(wrong));
  assert.equal((await token({ 'content-type': 'application/json' }, '{}')).status, 415);
  const rows = await trails.rows<{ event: string; because: string }>(
    `select event, because from trails.security where event like 'api-%' and detail ->> 'client' = $1 order by seq`,
    [id],
  );
  assert.deepEqual(
    rows.map(({ event, because }) => `${event} ${because}`.trim()),
    ['api-client-made', 'api-token-given', 'api-token-given', 'api-token-refused wrong-secret'],
  );
  assert.doesNotMatch(JSON.stringify(await trails.rows('select * from trails.security')), new RegExp(secret));
});
