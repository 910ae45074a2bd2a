import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDevice } from '../../test/support/device.ts';
import {
  askNewPasskey,
  askPasskey,
  newChallenge,
  partyAt,
  readNewPasskey,
  readUsedPasskey,
  type Party,
} from './passkey.ts';

const party = partyAt('https://rp.example.org', 'Nene Restorative') as Party;
const owner = { id: '1b6d5c1e-0000-4000-8000-000000000001', account: 'jo@rp.example', name: 'Jo Whitfield', known: [] };

/** Challenges that were asked, in memory: the database has its own test. */
function asking(use: string) {
  const { challenge, mark } = newChallenge(use);
  const open = new Set([mark]);
  return { challenge, asked: { use, take: async (each: string) => open.delete(each) } };
}

async function made(device = aDevice(), at = party.origin) {
  const { challenge, asked } = asking('new');
  const sent = device.make(askNewPasskey(party, owner, challenge), at);
  return { device, passkey: await readNewPasskey(party, sent, asked) };
}

async function used(
  change: Partial<{ at: string; use: string; ownerId: string; counter: number; isVerified: boolean; twice: boolean }>,
) {
  const { device, passkey } = await made();
  assert.ok(passkey);
  const { challenge, asked } = asking('sign-in');
  const sent = device.use(askPasskey(party, challenge), change.at ?? party.origin, {
    isVerified: change.isVerified ?? true,
  });
  const known = { ...passkey, counter: change.counter ?? passkey.counter, ownerId: change.ownerId ?? owner.id };
  const about = { ...asked, use: change.use ?? asked.use };
  if (change.twice) await readUsedPasskey(party, sent, known, about);
  return readUsedPasskey(party, sent, known, about);
}

test('passkeys are bound to a name that browsers trust, and there are none elsewhere', () => {
  assert.deepEqual(partyAt('https://rp.example.org:8443', 'x'), {
    id: 'rp.example.org',
    origin: 'https://rp.example.org:8443',
    name: 'x',
  });
  assert.equal(partyAt('http://localhost:3000', 'x')?.id, 'localhost');
  for (const address of [
    'http://rp.example.org',
    'https://192.0.2.7',
    'http://127.0.0.1:3000',
    'https://[2001:db8::1]',
  ])
    assert.equal(partyAt(address, 'x'), undefined, address);
});

test('a passkey that was made as asked is taken, and one from another address is not', async () => {
  assert.ok((await made()).passkey);
  assert.equal((await made(aDevice(), 'https://rp.example.org.evil.example')).passkey, undefined);
});

test('a passkey whose owner did not prove themselves to it is not taken', async () => {
  assert.equal((await made(aDevice({ isVerified: false }))).passkey, undefined);
});

test('a passkey that signs what was asked lets in, and says how often it was used', async () => {
  assert.equal(await used({}), 2);
});

for (const [what, change] of [
  ['was asked for by another address', { at: 'https://elsewhere.example' }],
  ['was asked for something else', { use: 'new' }],
  ['belongs to somebody else', { ownerId: '1b6d5c1e-0000-4000-8000-000000000002' }],
  ['counts backwards', { counter: 9 }],
  ['was used without finger, face or code', { isVerified: false }],
  ['comes a second time', { twice: true }],
] as const)
  test(`SGN-6 an answer is refused that ${what}`, async () => {
    assert.equal(await used(change), undefined);
  });

test('what is no answer at all is refused in the same way', async () => {
  const { asked } = asking('sign-in');
  const known = { credentialId: 'x', publicKey: new Uint8Array(), counter: 0, ownerId: owner.id };
  for (const sent of ['', '{}', 'null', '[]', '{"id":"x"}', 'x'.repeat(100_000)]) {
    assert.equal(await readNewPasskey(party, sent, asked), undefined);
    assert.equal(await readUsedPasskey(party, sent, known, asked), undefined);
  }
});
