import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { isPublicNumber, postOutward, readOutward } from './outward.ts';

const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(request.url === '/elsewhere' ? 302 : 204, { location: '/after' }).end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const { port } = server.address() as AddressInfo;
const sent = { body: '{}', headers: {}, mostMs: 2000 };

test('a number inside is told from a public one, however it is written', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '255.255.255.255',
    'nothing',
  ])
    assert.equal(isPublicNumber(address), false, address);
  for (const address of ['81.2.69.142', '2a00:1450:4009::200e']) assert.equal(isPublicNumber(address), true, address);
  for (const url of [
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://[::ffff:7f00:1]/',
    'https://localhost/',
    'https://printer/',
    'https://a.internal/',
  ])
    assert.equal(readOutward(url)?.isPublic, false, url);
  assert.equal(readOutward('https://hooks.police.example/in')?.isPublic, true);
  assert.equal(readOutward('https://a:b@police.example/')?.hasCredentials, true);
  assert.equal(readOutward('ftp://police.example/'), undefined);
  assert.equal(readOutward('police'), undefined);
});

test('nothing inside is asked, whether by number or by a name that leads there', async () => {
  for (const to of [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://localhost.:${port}/`,
    'https://[::1]/',
  ])
    assert.deepEqual(await postOutward(to, sent, false), { failed: 'address-is-not-allowed' }, to);
  assert.deepEqual(asked, []);
});

test('where a test allows it, the status comes back and nobody who sends us on is followed', async () => {
  assert.deepEqual(await postOutward(`http://127.0.0.1:${port}/in`, sent, true), { status: 204 });
  assert.deepEqual(await postOutward(`http://127.0.0.1:${port}/elsewhere`, sent, true), { status: 302 });
  assert.deepEqual(asked, ['/in', '/elsewhere']);
  assert.deepEqual(await postOutward('http://127.0.0.1:1/', sent, true), { failed: 'cannot-be-reached' });
});
