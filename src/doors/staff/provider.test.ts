import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setPassword } from '#service/credentials/actions.ts';
import { askingMinutes } from '#service/sign-in/rules.ts';
import { makeLink, suspendColleague } from '#service/staff/actions.ts';
import { setActive, setLastDay } from '#service/staff/store.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import { aHouse, type Answered, type Caller } from '../../../test/support/house.ts';
import { aProvider } from '../../../test/support/provider.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { codeAt, comesInFirst, offeredOn } from '../../../test/support/real-staff.ts';

const countyHall = await aProvider('http://localhost:3000', () => house.now());
const house = await aHouse({ isReal: true, provider: countyHall.ours });
const trails = await trailsOf(house);
const { jo, sam, leo, dana, adil } = house.staff;
const password = 'three blind mice at tea';

async function withPassword(key: 'jo' | 'sam' | 'priya' | 'mia'): Promise<{ caller: Caller; secret: string }> {
  const who = { name: key, email: `${key}@rp.example` };
  await house.actInService(adil, (hand) => setPassword(hand, { staffId: house.staff[key], ...who }, password));
  const caller = house.asStranger();
  const { secret } = await comesInFirst(house, caller, { email: who.email, password });
  return { caller, secret };
}

/** Comes back from the provider, in the browser that was sent there. */
async function through(caller: Caller, sent: Answered, subject: string): Promise<Answered> {
  return caller.get(await countyHall.signsIn(sent.location, subject));
}

async function links(caller: Caller, subject: string): Promise<Answered> {
  return through(caller, await caller.post('/account/provider'), subject);
}

async function signsIn(subject: string, to = '/venues', caller = house.asStranger()): Promise<Answered> {
  return through(caller, await caller.post('/sign-in/provider', { to }), subject);
}

interface Noted {
  readonly event: string;
  readonly because: string;
  readonly about: StaffId | null;
}

async function lastNoted(): Promise<Noted | undefined> {
  const [last] = await trails.rows<Noted>(
    'select event, because, about_id as about from trails.security order by seq desc limit 1',
  );
  return last;
}

test('somebody links their account on their own page, and signs in with it to where they were going', async () => {
  const { caller } = await withPassword('jo');
  const sent = await caller.post('/account/provider');
  assert.equal(sent.status, 303);
  const asked = new URL(sent.location ?? '');
  assert.equal(asked.origin, countyHall.issuer);
  const { state = '', nonce = '', ...rest } = Object.fromEntries(asked.searchParams);
  assert.ok(state.length >= 43 && nonce.length >= 43 && state !== nonce);
  assert.equal(rest['response_type'], 'code');
  assert.equal(rest['scope'], 'openid', 'nothing more is asked about anybody');
  assert.equal(rest['code_challenge_method'], 'S256');
  assert.equal(rest['prompt'], 'login');
  const linked = await through(caller, sent, 'S-1001');
  assert.equal(linked.location, '/account');
  const account = (await caller.get('/account')).body;
  assert.match(account, /You can sign in with County Hall/);
  assert.match(account, /You linked your account/);
  assert.doesNotMatch(account, /S-1001/);
  assert.deepEqual(await lastNoted(), { event: 'provider-linked', because: '', about: jo });

  const later = house.asStranger();
  const page = await later.get('/caseload');
  assert.equal(page.location, '/sign-in?to=%2Fcaseload');
  assert.match((await later.get(page.location ?? '')).body, /Sign in with County Hall/);
  const plain = await later.post('/sign-in/provider', { to: '/caseload' });
  assert.equal(
    new URL(plain.location ?? '').searchParams.get('prompt'),
    null,
    'whoever is signed in there need not again',
  );
  assert.equal((await through(later, plain, 'S-1001')).location, '/caseload');
  assert.equal((await later.get('/caseload')).status, 200);
  const elsewhere = await later.post('/sign-in/provider', { to: 'https://elsewhere.example/' });
  assert.equal((await through(later, elsewhere, 'S-1001')).location, '/work');
});

test('only a page that leads there may send a form there', async () => {
  const stranger = house.asStranger();
  const said = async (path: string) => String((await stranger.get(path)).headers['content-security-policy']);
  assert.ok((await said('/sign-in')).includes(`form-action 'self' ${countyHall.issuer};`));
  assert.ok((await said('/sign-in/code')).includes("form-action 'self';"));
});

test('SGN-9 what comes back counts once, in the browser that asked, and for ten minutes', async () => {
  const [one, other] = [house.asStranger(), house.asStranger()];
  const asks = async (caller: Caller) =>
    countyHall.signsIn((await caller.post('/sign-in/provider', { to: '/venues' })).location, 'S-1001');
  const path = await asks(one);
  await other.post('/sign-in/provider', {});
  const stolen = await other.get(path);
  assert.equal(stolen.status, 422);
  assert.match(stolen.body, /began in another browser/);
  assert.equal((await other.get('/venues')).status, 303);
  assert.deepEqual(await lastNoted(), { event: 'sign-in-failed', because: 'provider-nobody-asked', about: null });
  assert.equal((await one.get(path)).location, '/venues', 'the other took nothing away');
  const replayed = await one.get(path);
  assert.equal(replayed.status, 422);
  assert.match(replayed.body, /Begin again here/);
  const slow = house.asStranger();
  const late = await asks(slow);
  const now = house.now();
  house.setNow(new Date(now.getTime() + (askingMinutes + 1) * 60_000));
  assert.equal((await slow.get(late)).status, 422);
  house.setNow(now);
  assert.equal((await house.asStranger().get('/sign-in/provider/back')).status, 422);
  assert.equal((await house.asStranger().get('/sign-in/provider/back?state=a&state=b&code=x')).status, 422);
});

for (const [what, how] of [
  ['another nonce', { claims: { nonce: 'another' } }],
  ['somebody else’s token', { claims: { aud: 'another-client' } }],
  ['a token of another issuer', { claims: { iss: 'https://another.example' } }],
  ['a token that is over', { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }],
  ['nobody in it', { claims: { sub: undefined } }],
  ['a signature of another key', { byAnother: true }],
] as const)
  test(`SGN-9 refuses ${what}`, async () => {
    countyHall.spoil(how);
    const caller = house.asStranger();
    const answer = await signsIn('S-1001', '/venues', caller);
    countyHall.spoil();
    assert.equal(answer.status, 422);
    assert.match(answer.body, /You were not signed in there/);
    assert.equal((await caller.get('/venues')).status, 303);
    const noted = await lastNoted();
    assert.equal(noted?.event, 'sign-in-failed');
    assert.match(noted?.because ?? '', /^provider-wrong-oauth-/);
  });

test('SGN-9 an answer without what was asked for, or with a code of another asking, lets nobody in', async () => {
  const [one, other] = [house.asStranger(), house.asStranger()];
  const back = async (caller: Caller) =>
    new URL(
      await countyHall.signsIn((await caller.post('/sign-in/provider')).location, 'S-1001'),
      'http://localhost:3000',
    );
  const [mine, theirs] = [await back(one), await back(other)];
  mine.searchParams.set('code', theirs.searchParams.get('code') ?? '');
  const injected = await one.get(mine.pathname + mine.search);
  assert.equal(injected.status, 422);
  assert.equal((await lastNoted())?.because, 'provider-wrong-invalid-grant');
  const no = house.asStranger();
  const state = new URL((await no.post('/sign-in/provider')).location ?? '').searchParams.get('state') ?? '';
  const iss = encodeURIComponent(countyHall.issuer);
  const denied = await no.get(`/sign-in/provider/back?error=access_denied&state=${state}&iss=${iss}`);
  assert.match(denied.body, /You were not signed in there/);
  assert.equal((await lastNoted())?.because, 'provider-refused-access-denied');
});

test('SGN-10 an account of nobody, and one of somebody who may not come in, look the same', async () => {
  const { caller } = await withPassword('sam');
  assert.equal((await links(caller, 'S-1002')).location, '/account');
  const unknown = await signsIn('S-4040');
  assert.equal(unknown.status, 422);
  assert.match(unknown.body, /We could not sign you in with that account/);
  assert.equal((await lastNoted())?.because, 'nobody-has-this-account');
  await house.actInService(adil, (hand) => suspendColleague(hand, sam, adil));
  assert.equal((await signsIn('S-1002')).body, unknown.body);
  assert.deepEqual(await lastNoted(), { event: 'sign-in-failed', because: 'may-not-come-in', about: sam });
  await house.actInService(adil, (hand) => setActive(hand, sam, true));
  await house.actInService(adil, (hand) => setLastDay(hand, sam, asPlainDate('2026-01-05')));
  assert.equal((await signsIn('S-1002')).body, unknown.body);
  await house.actInService(adil, (hand) => setLastDay(hand, sam, null));
  assert.equal((await signsIn('S-1002')).location, '/venues');
});

test('where the provider does not answer, that is said, and the other ways work', async () => {
  const caller = house.asStranger();
  const path = await countyHall.signsIn((await caller.post('/sign-in/provider')).location, 'S-1001');
  countyHall.setAway(true);
  const half = await caller.get(path);
  assert.equal(half.status, 422);
  assert.match(half.body, /We get no answer from there now/);
  assert.equal(
    (await caller.post('/sign-in', { email: 'jo@rp.example', password })).location,
    '/sign-in/code?to=%2Fwork',
  );
  const before = house.now();
  house.setNow(new Date(before.getTime() + 2 * 3_600_000));
  const page = await caller.post('/sign-in/provider', { to: '/venues' });
  assert.equal(page.status, 422);
  assert.match(page.body, /We get no answer from there now/);
  assert.match(page.body, /name="password"/);
  house.setNow(before);
  countyHall.setAway(false);
  assert.equal((await caller.post('/sign-in/provider')).status, 303, 'a failure is not remembered');
});

async function opensLink(caller: Caller, staffId: StaffId): Promise<void> {
  const link = await house.actInService(adil, (hand) => makeLink(hand, staffId));
  assert.ok(link.ok);
  await caller.post(`/join/${link.value}`);
}

test('CRD-8 whoever comes by a link of ours may use the provider from the first day; nobody is known by an address', async () => {
  const caller = house.asStranger();
  await opensLink(caller, leo);
  assert.match((await caller.get('/sign-in/set-up')).body, /Use County Hall/);
  const taken = await through(caller, await caller.post('/sign-in/set-up/provider'), 'S-1001');
  assert.equal(taken.status, 422);
  assert.match(taken.body, /This account is linked to somebody else/);
  assert.equal((await signsIn('leo@rp.example')).status, 422, 'the same address is not the same person');
  const done = await through(caller, await caller.post('/sign-in/set-up/provider', { to: '/venues' }), 'S-1003');
  assert.equal(done.location, '/venues');
  assert.equal((await caller.get('/venues')).status, 200);
  assert.equal((await signsIn('S-1003')).location, '/venues');
  const [used] = await trails.rows('select 1 from app.staff_invitations where staff_id = $1 and used_at is not null', [
    leo,
  ]);
  assert.ok(used, 'the link is used up');
});

test('CRD-8 an account is linked only in the browser of its owner, who proved who they are', async () => {
  const { caller } = await withPassword('mia');
  const sent = await caller.post('/account/provider');
  const path = await countyHall.signsIn(sent.location, 'S-1004');
  await caller.post('/sign-out');
  const out = await caller.get(path);
  assert.equal(out.status, 422);
  assert.match(out.body, /Begin again here/);
  assert.equal((await signsIn('S-1004')).status, 422);
  assert.equal((await house.asStranger().post('/account/provider')).location, '/sign-in');
});

test('CRD-7 whom the provider let through by an older proof changes nothing before they prove it again there', async () => {
  const caller = house.asStranger();
  await signsIn('S-1001', '/venues', caller);
  assert.match((await caller.get('/account')).body, /To change how you sign in, sign in again first/);
  assert.equal((await caller.post('/account/provider/remove')).status, 422);
  const again = await caller.post('/sign-in/provider', { to: '/account' });
  assert.equal(new URL(again.location ?? '').searchParams.get('prompt'), 'login');
  assert.equal((await through(caller, again, 'S-1001')).location, '/account');
  assert.doesNotMatch((await caller.get('/account')).body, /sign in again first/);
  assert.equal((await caller.post('/account/provider/remove')).location, '/account');
  assert.equal((await lastNoted())?.event, 'provider-unlinked');
  assert.equal((await signsIn('S-1001')).status, 422);
  const only = house.asStranger();
  await signsIn('S-1003', '/account', only);
  const last = await only.post('/account/provider/remove');
  assert.equal(last.status, 422);
  assert.match(last.body, /This is your only way to sign in/);
});

test('SGN-4 where the provider is not enough by itself, a code from the app follows', async () => {
  countyHall.setEnough(false);
  const { caller, secret } = await withPassword('priya');
  assert.equal((await links(caller, 'S-1005')).location, '/account');
  const later = house.asStranger();
  assert.equal((await signsIn('S-1005', '/venues', later)).location, '/sign-in/code?to=%2Fvenues');
  assert.equal((await later.get('/venues')).status, 303);
  const at = new Date(house.now().getTime() + 30_000);
  assert.equal((await later.post('/sign-in/code', { code: codeAt(secret, at), to: '/venues' })).location, '/venues');
  assert.equal((await later.get('/venues')).status, 200);
  const lacks = await signsIn('S-1003');
  assert.match(lacks.body, /you have no app that shows codes/);

  const joins = house.asStranger();
  await opensLink(joins, dana);
  const linked = await through(joins, await joins.post('/sign-in/set-up/provider', { to: '/venues' }), 'S-1006');
  assert.equal(linked.location, '/sign-in/set-up/code-app?to=%2Fvenues');
  assert.equal((await joins.get('/venues')).status, 303);
  const offered = offeredOn(await joins.get(linked.location ?? ''));
  const code = codeAt(offered.secret, house.now());
  await joins.post('/sign-in/set-up/code-app', { sealed: offered.sealed, code, to: '/venues' });
  assert.equal((await joins.get('/venues')).status, 200);
  countyHall.setEnough(true);
});
