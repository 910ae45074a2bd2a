import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setPassword } from '#service/credentials/actions.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { codeAt, comesInFirst, offeredOn, recoveryCodesOn } from '../../../test/support/real-staff.ts';

const house = await aHouse({ isReal: true });
const password = 'three blind mice at tea';
const jo = { email: 'jo@rp.example', password };
await house.actInService(house.staff.amara, async (hand) => {
  for (const key of ['jo', 'sam', 'priya'] as const)
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
  const page = await caller.get('/sign-in/set-up?to=/caseload');
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
