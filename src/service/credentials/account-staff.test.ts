import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recoveryCodeOf } from '#vocabulary/staff.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aDevice } from '../../../test/support/device.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { codeAt, comesInFirst, offeredOn, recoveryCodesOn } from '../../../test/support/real-staff.ts';
import { setPassword } from './actions.ts';
import { saveRecoveryCodes } from './store.ts';

const house = await aHouse({ isReal: true });
const began = house.now();
const { baseUrl } = house.ports;
const password = 'three blind mice at tea';

for (const key of ['jo', 'sam'] as const) {
  await house.actInService(house.staff.amara, (hand) =>
    setPassword(hand, { staffId: house.staff[key], name: key, email: `${key}@rp.example` }, password),
  );
}
const jo = house.asStranger();
const joCame = await comesInFirst(house, jo, { email: 'jo@rp.example', password });

/** Jo at another browser, by a recovery code. */
async function joElsewhere(code: string, typed = password): Promise<Caller> {
  const caller = house.asStranger();
  await caller.post('/sign-in', { email: 'jo@rp.example', password: typed }, { 'user-agent': 'Firefox/1 Windows' });
  assert.equal((await caller.post('/sign-in/code', { code })).location, '/work');
  return caller;
}

const isIn = async (caller: Caller) => (await caller.get('/venues')).status === 200;
const endings = (body: string) =>
  [...body.matchAll(/\/account\/sessions\/([0-9a-f-]{36})\/end/g)].map(([path]) => path);

test('one sees where one is signed in, which one this is, and ends another, or all others', async () => {
  const [one, two] = [
    await joElsewhere(joCame.recoveryCodes[0] ?? ''),
    await joElsewhere(joCame.recoveryCodes[1] ?? ''),
  ];
  const page = await jo.get('/account');
  assert.equal(page.body.match(/This one/g)?.length, 1);
  assert.match(page.body, /Firefox on Windows/);
  assert.match(page.body, /with a recovery code/);
  assert.match(page.body, /You have 8 recovery codes left/);
  const [first = ''] = endings(page.body);
  assert.equal((await jo.post(first)).location, '/account');
  assert.deepEqual([await isIn(one), await isIn(two)].filter(Boolean).length, 1);
  assert.equal((await jo.post(first)).status, 404, 'it is over already');
  assert.equal((await jo.post('/account/sessions/end')).location, '/account');
  assert.deepEqual([await isIn(one), await isIn(two), await isIn(jo)], [false, false, true]);
});

test('a password is changed by whoever knows the one before, and everybody else is signed out', async () => {
  const elsewhere = await joElsewhere(joCame.recoveryCodes[2] ?? '');
  const wrong = await jo.post('/account/password', {
    'old-password': 'not it',
    password: 'four calling birds here',
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /That is not your password now/);
  const short = await jo.post('/account/password', { 'old-password': password, password: 'short' });
  assert.match(short.body, /Use at least 12 characters/);
  const next = ' four calling birds here ';
  assert.equal((await jo.post('/account/password', { 'old-password': password, password: next })).location, '/account');
  assert.deepEqual([await isIn(elsewhere), await isIn(jo)], [false, true]);
  const old = await house.asStranger().post('/sign-in', { email: 'jo@rp.example', password });
  assert.equal(old.status, 422);
  assert.ok(await isIn(await joElsewhere(joCame.recoveryCodes[3] ?? '', next)), 'exactly as typed, with its spaces');
  await jo.post('/account/password', { 'old-password': next, password });
});

test('a recovery code of before, kept as a mark alone, works once', async () => {
  const code = 'abcdefghjk';
  const mark = house.ports.sealer.mark(recoveryCodeOf(house.staff.jo, code));
  await house.actInService(house.staff.jo, (hand) => saveRecoveryCodes(hand, house.staff.jo, [mark]));
  assert.ok(await isIn(await joElsewhere(code)));
  const left = await asThief(house.test, 'select from app.recovery_codes where used_at is null and staff_id = $1', [
    house.staff.jo,
  ]);
  assert.deepEqual(left, []);
});

test('new recovery codes are shown once, and those before stop', async () => {
  const codes = recoveryCodesOn(await jo.post('/account/recovery-codes'));
  assert.equal(codes.length, 10);
  await joElsewhere(codes[0] ?? '');
  const caller = house.asStranger();
  await caller.post('/sign-in', { email: 'jo@rp.example', password });
  assert.equal((await caller.post('/sign-in/code', { code: joCame.recoveryCodes[4] ?? '' })).status, 422);
  const kept = await asThief<{ hash: string }>(
    house.test,
    'select code_hash as hash from app.recovery_codes where staff_id = $1',
    [house.staff.jo],
  );
  assert.equal(new Set(kept.map(({ hash }) => hash)).size, 10, 'each has a salt of its own');
  for (const { hash } of kept) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('another app takes the place of the one before', async () => {
  const { secret, sealed } = offeredOn(await jo.get('/account/code-app'));
  const wrong = await jo.post('/account/code-app', { sealed, code: '000000' });
  assert.equal(wrong.status, 422);
  assert.equal(offeredOn(wrong).secret, secret);
  assert.equal(
    (await jo.post('/account/code-app', { sealed, code: codeAt(secret, house.now()) })).location,
    '/account',
  );
  const caller = house.asStranger();
  await caller.post('/sign-in', { email: 'jo@rp.example', password });
  const later = new Date(house.now().getTime() + 30_000);
  assert.equal((await caller.post('/sign-in/code', { code: codeAt(joCame.secret, later) })).status, 422);
  assert.equal((await caller.post('/sign-in/code', { code: codeAt(secret, later) })).location, '/work');
});

test('a password goes once there is a passkey, and the passkey stays then', async () => {
  const kept = await jo.post('/account/password/remove');
  assert.equal(kept.status, 422);
  assert.match(kept.body, /This is your only way to sign in/);
  const asked = JSON.parse((await jo.post('/account/passkeys/ask')).body) as object;
  const passkey = aDevice().make(asked, baseUrl);
  assert.equal((await jo.post('/account/passkeys', { passkey, name: 'Phone' })).location, '/account');
  assert.equal((await jo.post('/account/password/remove')).location, '/account');
  const page = await jo.get('/account');
  assert.match(page.body, /You have no password/);
  const [remove = ''] = /\/account\/passkeys\/[0-9a-f-]+\/remove/.exec(page.body) ?? [];
  assert.match((await jo.post(remove)).body, /This is your only way to sign in/);
  assert.equal((await jo.get('/account/code-app')).status, 404, 'codes come after a password');
});

test('signing in again leaves no session behind in the same browser', async () => {
  const sam = house.asStranger();
  const { secret } = await comesInFirst(house, sam, { email: 'sam@rp.example', password });
  await sam.post('/sign-in', { email: 'sam@rp.example', password });
  await sam.post('/sign-in/code', { code: codeAt(secret, new Date(house.now().getTime() + 30_000)) });
  assert.deepEqual(endings((await sam.get('/account')).body), []);
});

test('on a computer that was left open nothing of how one signs in is changed', async () => {
  house.setNow(new Date(began.getTime() + 16 * 60_000));
  const page = await jo.get('/account');
  assert.match(page.body, /sign in again first/);
  assert.doesNotMatch(page.body, /passkeys\/[0-9a-f-]+\/remove|Set a password/);
  for (const [path, form] of [
    ['/account/passkeys', { passkey: '{}', name: 'Phone' }],
    ['/account/passkeys/00000000-0000-4000-8000-000000000000/remove', {}],
    ['/account/password', { password: 'another long password' }],
    ['/account/password/remove', {}],
    ['/account/recovery-codes', {}],
  ] as const) {
    const refused = await jo.post(path, form);
    assert.equal(refused.status, 422, path);
    assert.match(refused.body, /Sign in again first/, path);
  }
  assert.equal((await jo.post('/account/sessions/end')).location, '/account', 'leaving is always possible');
});
