import assert from 'node:assert/strict';
import { test } from 'node:test';
import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { cookieOf, dropCookie, keepCookie, ourCookies, type CookieName } from './cookies.ts';

const names = Object.keys(ourCookies) as CookieName[];

/** What a browser is told about every cookie of ours, set and then taken out again, at an address. */
async function told(baseUrl: string) {
  const server = fastify();
  await server.register(cookie);
  server.get('/kept', async (_, reply) => {
    for (const name of names) keepCookie({ baseUrl }, reply, name, `value of ${name}`, 60);
  });
  server.get('/dropped', async (_, reply) => {
    for (const name of names) dropCookie({ baseUrl }, reply, name);
  });
  server.get('/read', (request, reply) =>
    reply.send(names.map((name) => cookieOf({ baseUrl }, request, name) ?? null)),
  );
  const kept = (await server.inject('/kept')).cookies;
  const dropped = (await server.inject('/dropped')).cookies;
  const cookies = Object.fromEntries(kept.map(({ name, value }) => [name, value]));
  const read = (await server.inject({ url: '/read', cookies })).json<unknown[]>();
  await server.close();
  return { kept, dropped, read };
}

test('where the address is encrypted, every cookie is for this very address, encrypted, and for no script', async () => {
  const { kept, dropped, read } = await told('https://rp.example');
  assert.deepEqual(
    kept.map(({ name }) => name),
    names.map((name) => `__Host-${name}`),
  );
  for (const each of [...kept, ...dropped]) {
    assert.equal(each.secure, true, each.name);
    assert.equal(each.httpOnly, true, each.name);
    assert.equal(each.sameSite, 'Lax', each.name);
    assert.equal(each.path, '/', each.name);
    // A browser refuses the prefix together with a domain.
    assert.equal(each.domain, undefined, each.name);
  }
  for (const each of dropped) assert.ok((each.expires?.getTime() ?? Date.now()) < Date.now() || each.maxAge === 0);
  assert.deepEqual(
    read,
    names.map((name) => `value of ${name}`),
  );
});

test('on a machine of one’s own, without encryption, they are kept from scripts and other sites all the same', async () => {
  const { kept, read } = await told('http://localhost:3000');
  assert.deepEqual(
    kept.map(({ name }) => name),
    names,
  );
  for (const each of kept)
    assert.deepEqual(
      [each.secure ?? false, each.httpOnly, each.sameSite, each.path],
      [false, true, 'Lax', '/'],
      each.name,
    );
  assert.equal(read.length, names.length);
});
