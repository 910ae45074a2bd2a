import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { superuser } from '#platform/postgres-cluster.ts';
import { testCluster } from '../../test/support/cluster.ts';
import { aHouse } from '../../test/support/house.ts';
import { inlineParts } from '../../test/support/inline.ts';
import { usualLimits } from './limits.ts';
import { openServer } from './server.ts';

const house = await aHouse();
const secure = await aHouse({ baseUrl: 'https://rp.example.org' });
const { server } = house;
const made = await house.aCase();

// Limits so short that a test can wait for them; a page that takes a form and does nothing with it.
const { server: hurried } = await openServer(house.ports, 0, {
  ...usualLimits,
  headersMs: 300,
  requestMs: 600,
  lookEveryMs: 100,
  strangersForms: 2,
  lastingForms: 1,
});
hurried.post('/refer', (_, reply) => reply.send('taken'));
hurried.post('/call-back', (_, reply) => reply.send('taken'));
hurried.post('/form', ({ body }, reply) => reply.send({ fields: Object.keys(body ?? {}).length }));
hurried.get('/broken', async () => {
  throw new Error('a sentence with what somebody typed');
});
await hurried.listen({ host: '127.0.0.1', port: 0 });
after(() => hurried.close());

const form = 'application/x-www-form-urlencoded';
const ours = { 'sec-fetch-site': 'same-origin' };

test('every answer, whatever it is, says how it may be kept, framed, read and asked again', async () => {
  for (const url of ['/', '/sign-in', '/work', '/my', '/nowhere', '/assets/none.css', '/health/live', '/%zz']) {
    const { headers } = await server.inject({ method: 'GET', url });
    assert.equal(headers['cache-control'], 'no-store', url);
    assert.equal(headers['referrer-policy'], 'same-origin', url);
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', url);
    assert.equal(headers['x-content-type-options'], 'nosniff', url);
    assert.equal(headers['x-frame-options'], 'DENY', url);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'; base-uri 'none'; object-src 'none'/, url);
    assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/, url);
    assert.equal(headers['strict-transport-security'], undefined, url);
    assert.equal(headers['access-control-allow-origin'], undefined, url);
  }
});

test('where we are reached by https, browsers are told to come no other way', async () => {
  for (const url of ['/', '/work', '/nowhere', '/%zz']) {
    const { headers } = await secure.server.inject({ method: 'GET', url });
    assert.match(String(headers['strict-transport-security']), /max-age=31536000; includeSubDomains/, url);
  }
});

/* What a browser says of a form, and what an old one says. */
const formsFrom: readonly (readonly [string, Record<string, string>, boolean])[] = [
  [
    'our own page',
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    true,
  ],
  [
    'another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    false,
  ],
  ['a neighbour under our domain', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' }, false],
  ['another site that claims to be us', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }, false],
  ['an old browser on our own page', { origin: 'http://localhost:3000' }, true],
  ['an old browser on another site', { origin: 'https://elsewhere.example' }, false],
  ['an old browser in a sandbox', { origin: 'null' }, false],
  ['something that does not say', {}, false],
];

for (const [whence, headers, mayCome] of formsFrom) {
  test(`a form from ${whence} is ${mayCome ? 'taken' : 'refused in words, and changes nothing'}`, async () => {
    const before = await house.server.inject({ method: 'GET', url: '/refer/name' });
    const answer = await server.inject({
      method: 'POST',
      url: '/refer',
      headers: { ...headers, 'content-type': form },
      payload: 'which=harmed',
    });
    assert.equal(answer.statusCode === 403, !mayCome);
    if (mayCome) return;
    assert.match(answer.body, /did not come from one of our pages/);
    assert.doesNotMatch(answer.body, /our fault/);
    assert.equal(answer.headers['set-cookie'], undefined);
    assert.equal(before.statusCode, (await house.server.inject({ method: 'GET', url: '/refer/name' })).statusCode);
  });
}

const pagesFor: readonly (readonly [string, Record<string, string>, boolean])[] = [
  [
    'a link in a message',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    true,
  ],
  ['the address bar', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }, true],
  [
    'a script of our own',
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    true,
  ],
  ['an old browser', {}, true],
  [
    'a frame of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    false,
  ],
  [
    'an object of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' },
    false,
  ],
  [
    'a picture on another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    false,
  ],
  [
    'a script tag on another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
    false,
  ],
  [
    'a script on a neighbour',
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    false,
  ],
];

for (const [whom, headers, mayCome] of pagesFor) {
  test(`a personal page asked for by ${whom} is ${mayCome ? 'shown' : 'not shown'}`, async () => {
    const amara = await house.asStaff(house.staff.amara);
    const answer = await amara.get('/work', { 'sec-fetch-site': '', ...headers });
    assert.equal(answer.status, mayCome ? 200 : 403);
    assert.equal(/Amara/.test(answer.body), mayCome);
  });
}

test('only forms are taken where forms are: nothing else is even read', async () => {
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml']) {
    const answer = await server.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { ...ours, 'content-type': type },
      payload: '{"email":"amara@rp.example"}',
    });
    assert.equal(answer.statusCode, 415, type);
    assert.match(answer.body, /could not read that/, type);
    assert.doesNotMatch(answer.body, /our fault|amara/, type);
  }
});

test('a form that is too long, or has more fields than any of ours, is refused in words', async () => {
  const headers = { ...ours, 'content-type': form };
  for (const payload of [`a=${'x'.repeat(1_000_001)}`, Array.from({ length: 501 }, (_, at) => `f${at}=1`).join('&')]) {
    const answer = await hurried.inject({ method: 'POST', url: '/form', headers, payload });
    assert.equal(answer.statusCode, 413);
    assert.match(answer.body, /too long/);
  }
  const most = Array.from({ length: 500 }, (_, at) => `f${at}=1`).join('&');
  assert.deepEqual((await hurried.inject({ method: 'POST', url: '/form', headers, payload: most })).json(), {
    fields: 500,
  });
});

test('a field that is named like a part of every object is only a field', async () => {
  const payload = '__proto__=1&constructor=2&toString=3&a=1&a=2';
  const answer = await hurried.inject({
    method: 'POST',
    url: '/form',
    headers: { ...ours, 'content-type': form },
    payload,
  });
  assert.deepEqual(answer.json(), { fields: 4 });
});

/** Says something to the server on a bare connection, and waits until it lets go. */
async function onTheWire(said: string, thenEveryMs?: number): Promise<{ answer: string; ms: number }> {
  const begin = performance.now();
  const socket = connect((hurried.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  socket.write(said);
  const drip = thenEveryMs === undefined ? undefined : setInterval(() => socket.write('x'), thenEveryMs);
  await once(socket, 'close');
  clearInterval(drip);
  return { answer, ms: performance.now() - begin };
}

const line = 'POST /form HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n';

test('whoever sends the first lines letter by letter is let go', async () => {
  const { answer, ms } = await onTheWire(`${line}X-Slow: `, 50);
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.ok(ms < 5000, `${ms} ms`);
});

test('whoever sends a form letter by letter is let go, and the server goes on', async () => {
  const { answer, ms } = await onTheWire(`${line}Content-Type: ${form}\r\nContent-Length: 5000\r\n\r\na=`, 50);
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.ok(ms < 5000, `${ms} ms`);
  assert.equal((await hurried.inject({ method: 'GET', url: '/health/live' })).statusCode, 200);
});

test('first lines that are too long, or are no request at all, end in a number and nothing else', async () => {
  const long = await onTheWire(`${line}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
  assert.equal(
    long.answer,
    'HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  );
  const strange = await onTheWire('GIMME secret-typed-text\r\n\r\n');
  assert.equal(strange.answer, 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  const twoLengths = await onTheWire(`${line}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
  assert.match(twoLengths.answer, /^HTTP\/1\.1 400 /);
});

test('an address that is none, or too long, is a page that is not there', async () => {
  for (const url of ['/%zz', '/cases/%c0%af', `/cases/${'x'.repeat(300)}`]) {
    const answer = await server.inject({ method: 'GET', url });
    assert.equal(answer.statusCode, 404, url);
    assert.match(answer.body, /cannot find that page/, url);
  }
});

test('a method that we do not know is a page that is not there', async () => {
  for (const said of ['TRACE /', 'OPTIONS /', 'PUT /sign-in', 'DELETE /work']) {
    const { answer } = await onTheWire(
      `${said} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 (404|400) /, said);
  }
});

test('a fault says a number, and not what broke', async () => {
  const answer = await hurried.inject({ method: 'GET', url: '/broken' });
  assert.equal(answer.statusCode, 500);
  assert.match(answer.body, /our fault/);
  assert.doesNotMatch(answer.body, /somebody typed|Error|\.ts/);
});

/** Everything the database holds, a fingerprint a table. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const found = new Map<string, string>();
  for (const { name } of rows) {
    const digest = await client.query<{ is: string }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as is from app.${name} t`,
    );
    found.set(name, digest.rows[0]?.is ?? '');
  }
  await client.end();
  return found;
}

// Looking leaves these behind: when a session was last used, and who looked.
const leftByLooking = /session|read|log/;

test('looking changes nothing: after every page is opened, everything is as it was', async () => {
  const amara = await house.asStaff(house.staff.amara);
  const jo = await house.asStaff(house.staff.jo);
  const joanne = await house.asParticipant(made.who['Joanne'] ?? assert.fail());
  const before = await everything();
  let opened = 0;
  for (const { method, path } of house.routes) {
    if (method !== 'GET') continue;
    const url = path
      .replace(/:ref(?![a-z])/, made.reference)
      .replace(':participant', made.who['Joanne'] ?? '')
      .replace(':question', 'be-contacted')
      .replace(/:[a-z]+/g, '00000000-0000-4000-8000-000000000000');
    for (const who of [amara, jo, joanne]) {
      const { status, body } = await who.get(`${url}?step=2&done=yes&q=a`);
      if (status === 200) opened += 1;
      assert.deepEqual(inlineParts(body), [], `${url} holds what the content security policy forbids`);
    }
  }
  assert.ok(opened > 60, `${opened} pages opened`);
  const after = await everything();
  const changed = [...after].filter(([name, digest]) => digest !== before.get(name)).map(([name]) => name);
  assert.deepEqual(
    changed.filter((name) => !leftByLooking.test(name)),
    [],
  );
});

test('whoever finds a hole reads where to say so, and until when that holds', async () => {
  const answer = await server.inject({ method: 'GET', url: '/.well-known/security.txt' });
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
  assert.match(answer.body, /^Contact: mailto:hello@rp\.example$/m);
  assert.match(answer.body, /^Canonical: http:\/\/localhost:3000\/\.well-known\/security\.txt$/m);
  const expires = new Date(/^Expires: (\S+)$/m.exec(answer.body)?.[1] ?? '');
  const daysLeft = (expires.getTime() - Date.now()) / 86_400_000;
  assert.ok(daysLeft > 80 && daysLeft < 365, `${daysLeft} days`);
});

test('signing out clears what the browser kept of us', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post('/sign-out')).headers['clear-site-data'], '"cache", "storage"');
  const joanne = await house.asParticipant(made.who['Joanne'] ?? assert.fail());
  assert.equal((await joanne.post('/my/sign-out')).headers['clear-site-data'], '"cache", "storage"');
  assert.equal((await joanne.get('/my')).status, 303);
});

/** Where a browser that signs in by this page is sent: the sign-in page carries it along. */
async function carriedOn(to: string): Promise<string> {
  const { body } = await server.inject({ method: 'GET', url: `/sign-in?to=${encodeURIComponent(to)}` });
  const value = /name="to" value="([^"]*)"/.exec(body)?.[1] ?? assert.fail('nowhere to go on to');
  return value.replaceAll('&amp;', '&');
}

test('after signing in one goes on to a page of ours, whatever an address asks for', async () => {
  assert.equal(await carriedOn('/cases/7K3M-QX94/notes?before=1_2'), '/cases/7K3M-QX94/notes?before=1_2');
  const hostile = fc.oneof(
    fc.webUrl(),
    fc
      .constantFrom('//', '/\\', '/\t/', '\\\\', 'https:', 'javascript:', '/%2f', '/..//', '/@', ' //')
      .chain((start) => fc.string({ maxLength: 20 }).map((rest) => `${start}evil.example/${rest}`)),
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }).map((rest) => `/${rest}`),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (to) => {
      const path = await carriedOn(to);
      assert.equal(new URL(path, 'https://rp.example.org').origin, 'https://rp.example.org', `${to} became ${path}`);
      assert.doesNotMatch(path, /[\r\n]/);
    }),
    { numRuns: 300 },
  );
});

test('forms that anybody can send are refused in words when many come from one address; other pages still open', async () => {
  const send = () => hurried.inject({ method: 'POST', url: '/refer', headers: ours, payload: '' });
  const statuses = [(await send()).statusCode, (await send()).statusCode];
  const third = await send();
  assert.deepEqual([...statuses, third.statusCode], [200, 200, 429]);
  assert.equal(third.headers['retry-after'], '60');
  assert.match(third.body, /wait a minute, and send it again/);
  assert.equal((await hurried.inject({ method: 'GET', url: '/health/live' })).statusCode, 200);
});

test('what somebody then sees to is taken so many times an hour from one address, with another way to reach us', async () => {
  const remoteAddress = '10.0.0.9';
  const send = () => hurried.inject({ method: 'POST', url: '/call-back', headers: ours, payload: '', remoteAddress });
  assert.equal((await send()).statusCode, 200);
  const second = await send();
  assert.equal(second.statusCode, 429);
  assert.equal(second.headers['retry-after'], '3600');
  assert.match(second.body, /href="\/contact">You can ring or write to us/);
});
