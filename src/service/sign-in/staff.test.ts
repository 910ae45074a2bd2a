import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setPassword } from '#service/credentials/actions.ts';
import { makeLink, renewWaysIn } from '#service/staff/actions.ts';
import { aDevice, type Device } from '../../../test/support/device.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { codeAt, comesInFirst, offeredOn, recoveryCodesOn } from '../../../test/support/real-staff.ts';

const house = await aHouse({ isReal: true });
const password = 'three blind mice at tea';
const jo = { email: 'jo@rp.example', password };
await house.actInService(house.staff.amara, async (hand) => {
  for (const key of ['jo', 'sam', 'priya', 'leo'] as const)
    await setPassword(hand, { staffId: house.staff[key], name: key, email: `${key}@rp.example` }, password);
});

async function sentTo(caller: Caller, path: string): Promise<string | undefined> {
  return (await caller.get(path)).location;
}

test('the first sign-in opens nothing until an app is set up, and then everything', async () => {
  const caller = house.asStranger();
  const first = await caller.post('/sign-in', { ...jo, to: '/caseload' });
  assert.equal(first.location, '/sign-in/set-up?to=%2Fcaseload');
  assert.equal(await sentTo(caller, '/caseload'), '/sign-in?to=%2Fcaseload');
  assert.equal((await caller.post('/venues/new', { name: 'x' })).status, 303);
  assert.equal(await sentTo(caller, '/sign-in/code'), undefined);
  const page = await caller.get('/sign-in/set-up/code-app?to=/caseload');
  assert.match(page.body, /Set up an app that shows codes/);
  assert.match(page.body, /<svg class="tp-qr"/);
  const { secret, sealed } = offeredOn(page);
  const wrong = await caller.post('/sign-in/set-up/code-app', { sealed, code: '000000', to: '/caseload' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /That code does not fit/);
  assert.equal(offeredOn(wrong).secret, secret, 'the phone has scanned this one');
  const done = await caller.post('/sign-in/set-up/code-app', {
    sealed,
    code: codeAt(secret, house.now()),
    to: '/caseload',
  });
  assert.equal(done.status, 200);
  assert.equal(recoveryCodesOn(done).length, 10);
  assert.match(done.body, /href="\/caseload"/);
  assert.equal((await caller.get('/caseload')).status, 200);
});

test('afterwards it is the password and then a code; the first step alone opens nothing', async () => {
  const setUp = await comesInFirst(house, house.asStranger(), { ...jo, email: 'sam@rp.example' });
  const caller = house.asStranger();
  const first = await caller.post('/sign-in', { ...jo, email: 'Sam@rp.example' });
  assert.equal(first.location, '/sign-in/code?to=%2Fwork');
  assert.equal(await sentTo(caller, '/work'), '/sign-in?to=%2Fwork');
  assert.equal(await sentTo(caller, '/sign-in/set-up'), '/sign-in', 'nor may another app be set up with it');
  const wrong = await caller.post('/sign-in/code', { code: '000000' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /That code does not work/);
  const later = new Date(house.now().getTime() + 30_000);
  const right = await caller.post('/sign-in/code', { code: codeAt(setUp.secret, later), to: '/venues' });
  assert.equal(right.location, '/venues');
  assert.equal((await caller.get('/venues')).status, 200);
});

test('a recovery code is told of on the next page', async () => {
  const setUp = await comesInFirst(house, house.asStranger(), { ...jo, email: 'priya@rp.example' });
  const caller = house.asStranger();
  await caller.post('/sign-in', { ...jo, email: 'priya@rp.example' });
  const done = await caller.post('/sign-in/code', { code: setUp.recoveryCodes[3] ?? '' });
  assert.equal(done.location, '/work');
  assert.match((await caller.get('/work')).body, /You used a recovery code. 9 are left/);
});

test('in a real service nobody sees as somebody else: the addresses are not there, and no page names them', async () => {
  const caller = house.asStranger();
  await comesInFirst(house, caller, { ...jo, email: 'leo@rp.example' });
  assert.doesNotMatch((await caller.get('/work')).body, /see-as|Demonstration/);
  const page = await caller.get('/account/see-as');
  assert.deepEqual(
    [page.status, page.body],
    [404, (await caller.get('/cases/AAAA-AAAA')).body.replaceAll('/cases/AAAA-AAAA', '/account/see-as')],
  );
  for (const [path, form] of [
    ['/account/see-as', { id: house.staff.jo }],
    ['/account/see-as/back', {}],
  ] as const) {
    const answer = await caller.post(path, form);
    assert.deepEqual([answer.status, answer.body], [404, (await caller.post('/nothing-here')).body]);
  }
  assert.match((await caller.get('/work')).body, /Leo /);
});

test('whatever was wrong, the page is the same', async () => {
  const pages = await Promise.all(
    [
      { email: 'priya@rp.example', password: 'not it' },
      { email: 'nobody@rp.example', password: 'not it' },
      { email: 'leo@rp.example', password: '' },
      { email: '', password: '' },
      { email: 'jo@rp.example\0', password: 'x'.repeat(5000) },
    ].map((typed) => house.asStranger().post('/sign-in', typed)),
  );
  const plain = (body: string) => body.replaceAll(/ value="[^"]*"/g, '');
  for (const page of pages) {
    assert.equal(page.status, 422);
    assert.equal(plain(page.body), plain(pages[0]?.body ?? ''));
    assert.doesNotMatch(page.body, /not it|xxxx/);
  }
});

test('a code without a first step begins again, and what is typed leads nowhere else', async () => {
  const stranger = house.asStranger();
  const page = await stranger.post('/sign-in/code', { code: '123456', to: '//elsewhere.example' });
  assert.equal(page.status, 422);
  assert.match(page.body, /Sign in again from the start/);
  assert.match(page.body, /name="to" value="\/work"/);
  assert.equal((await stranger.post('/sign-in/set-up/code-app', { sealed: 'x', code: '1' })).location, '/sign-in');
});

test('signing out ends the session, not only the cookie', async () => {
  const caller = house.asStranger();
  await caller.post('/sign-in', { ...jo, email: 'priya@rp.example' });
  assert.equal((await caller.post('/sign-out')).status, 200);
  assert.equal(await sentTo(caller, '/work'), '/sign-in?to=%2Fwork');
});

const { baseUrl } = house.ports;

async function asks(caller: Caller, path: string): Promise<object> {
  return JSON.parse((await caller.post(path)).body) as object;
}

async function joins(caller: Caller, device: Device, key: 'amara' | 'dana' | 'adil'): Promise<string> {
  const made = await house.actInService(house.staff.adil, (hand) => makeLink(hand, house.staff[key]));
  assert.ok(made.ok);
  const path = `/join/${made.value}`;
  assert.match((await caller.get(path)).body, /Welcome, /);
  assert.equal((await caller.post(path)).location, '/sign-in/set-up');
  const passkey = device.make(await asks(caller, '/sign-in/set-up/passkey/ask'), baseUrl);
  const done = await caller.post('/sign-in/set-up/passkey', { passkey, name: 'Phone', to: '/venues' });
  assert.equal(done.location, '/venues');
  return path;
}

test('a link lets somebody set up a passkey, once, and the passkey lets them in', async () => {
  const [caller, device] = [house.asStranger(), aDevice()];
  const path = await joins(caller, device, 'amara');
  assert.equal((await caller.get('/venues')).status, 200);
  assert.match((await house.asStranger().get(path)).body, /does not work any more/);
  assert.match((await house.asStranger().post(path)).body, /does not work any more/);
  const later = house.asStranger();
  const passkey = device.use(await asks(later, '/sign-in/passkey/ask'), baseUrl);
  assert.equal((await later.post('/sign-in/passkey', { passkey, to: '/caseload' })).location, '/caseload');
  assert.equal((await later.get('/caseload')).status, 200);
  const again = await house.asStranger().post('/sign-in/passkey', { passkey });
  assert.equal(again.status, 422);
  assert.match(again.body, /We could not sign you in with that passkey/);
});

test('a forgotten password is renewed by a link that somebody else makes: the account stays, and what was there opens nothing', async () => {
  const mia = { staffId: house.staff.mia, name: 'Mia Ellery', email: 'mia@rp.example' };
  await house.actInService(house.staff.adil, (hand) => setPassword(hand, mia, password));
  const before = house.asStranger();
  const app = await comesInFirst(house, before, { email: mia.email, password });
  const half = house.asStranger();
  assert.match((await half.post('/sign-in', { email: mia.email, password })).location ?? '', /^\/sign-in\/code/);
  assert.equal((await before.get('/figures')).status, 200);
  const made = await house.actInService(house.staff.adil, (hand) =>
    renewWaysIn(hand, house.staff.mia, house.staff.adil),
  );
  assert.ok(made.ok);
  assert.equal(await sentTo(before, '/figures'), '/sign-in?to=%2Ffigures', 'whoever came in by it is out');
  const code = codeAt(app.secret, new Date(house.now().getTime() + 30_000));
  assert.equal((await half.post('/sign-in/code', { code })).status, 422, 'whoever was on the way too');
  const caller = house.asStranger();
  assert.equal((await caller.post('/sign-in', { email: mia.email, password })).status, 422);
  assert.equal((await caller.post(`/join/${made.value}`)).location, '/sign-in/set-up');
  const near = await caller.post('/sign-in/set-up/password', { password: 'Northamptonshire 2026' });
  assert.equal(near.status, 422);
  assert.match(near.body, /Do not build your password on the name of the service/);
  const another = 'eleven herons on a gate';
  const next = await caller.post('/sign-in/set-up/password', { password: another });
  assert.equal(next.location, '/sign-in/set-up/code-app?to=%2Fwork');
  assert.equal(await sentTo(caller, '/figures'), '/sign-in?to=%2Ffigures', 'a password alone opens nothing');
  const { secret, sealed } = offeredOn(await caller.get('/sign-in/set-up/code-app'));
  await caller.post('/sign-in/set-up/code-app', { sealed, code: codeAt(secret, house.now()) });
  assert.equal((await caller.get('/figures')).status, 200, 'she manages the service as before');
  assert.equal(
    (await house.asStranger().post('/sign-in', { email: mia.email, password: another })).location,
    '/sign-in/code?to=%2Fwork',
  );
});

test('whatever was wrong with a passkey, the page is the same', async () => {
  const stranger = house.asStranger();
  const unknown = aDevice().use(await asks(stranger, '/sign-in/passkey/ask'), baseUrl);
  const [one, other] = [
    await stranger.post('/sign-in/passkey', { passkey: unknown }),
    await stranger.post('/sign-in/passkey'),
  ];
  assert.equal(one.body, other.body);
  assert.equal(one.status, 422);
});

test('a passkey is made and removed on one’s own account, and the last way in stays', async () => {
  const [caller, device] = [house.asStranger(), aDevice()];
  await joins(caller, device, 'dana');
  const passkey = aDevice().make(await asks(caller, '/account/passkeys/ask'), baseUrl);
  const unnamed = await caller.post('/account/passkeys', { passkey, name: '' });
  assert.equal(unnamed.status, 422);
  assert.match(unnamed.body, /Give it a name/);
  const second = aDevice().make(await asks(caller, '/account/passkeys/ask'), baseUrl);
  assert.equal((await caller.post('/account/passkeys', { passkey: second, name: 'Key ring' })).location, '/account');
  const rows = [...(await caller.get('/account')).body.matchAll(/\/account\/passkeys\/([0-9a-f-]+)\/remove/g)];
  const [phone, keyRing] = rows.map(([, id]) => id);
  const elsewhere = house.asStranger();
  await joins(elsewhere, aDevice(), 'adil');
  assert.equal((await elsewhere.post(`/account/passkeys/${phone}/remove`)).status, 404, 'nobody else’s');
  assert.equal((await caller.post(`/account/passkeys/${phone}/remove`)).location, '/account');
  const last = await caller.post(`/account/passkeys/${keyRing}/remove`);
  assert.equal(last.status, 422);
  assert.match(last.body, /This is your only way to sign in/);
  assert.equal((await caller.post('/account/passkeys/not-an-id/remove')).status, 404);
});
