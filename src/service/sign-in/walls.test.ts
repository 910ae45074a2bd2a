import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { refusedBy } from '#platform/database.ts';
import { partyAt, readNewPasskey, type Party } from '#platform/passkey.ts';
import { sql } from '#platform/sql.ts';
import { hashOf, newToken } from '#platform/token.ts';
import {
  addPasskey,
  askForPasskey,
  makeRecoveryCodes,
  newPasskeyOf,
  setPassword,
} from '#service/credentials/actions.ts';
import { saveCodeApp, saveLink } from '#service/credentials/store.ts';
import { makeLink } from '#service/staff/actions.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { secretIsOf } from '#vocabulary/staff.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aDevice } from '../../../test/support/device.ts';
import { linksAreOver } from '../../../test/support/past-links.ts';
import { codeAt } from '../../../test/support/real-staff.ts';
import {
  askToSignIn,
  challengeFor,
  endOwnSession,
  enterDemonstration,
  finishSettingUp,
  halfWay,
  openLink,
  seeAs,
  signIn,
  signInWithPasskey,
  signOutElsewhere,
  takeSecondStep,
  takerOf,
  type Gatehouse,
} from './actions.ts';
import { sessionsOf } from './facts.ts';
import { keepAsking, openWithProvider, takeAsking } from './provider-store.ts';
import { freeTries, waits } from './rules.ts';
import { beginTry, endTry, findCredentials, findStaff, openHalfSession, openWithPasskey } from './store.ts';

const house = await aHouse({ isReal: true });
const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };
const { sealer } = house.ports;
const { jo, sam, leo, priya, mia, adil } = house.staff;
const password = 'three blind mice at tea';
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
let places = 0;

/** Somewhere nobody has tried from before. */
const somewhere = () => ({ address: `192.0.2.${(places += 1)}`, browser: 'Firefox on Windows' });
const at = (minutes = 0): Gatehouse => ({ keeper, sealer, now: new Date(house.now().getTime() + minutes * 60_000) });

for (const [id, key] of [
  [jo, 'jo'],
  [sam, 'sam'],
] as const) {
  await house.actInService(house.staff.amara, (hand) =>
    setPassword(hand, { staffId: id, name: key, email: `${key}@rp.example` }, password),
  );
}
await house.actInService(house.staff.amara, (hand) => saveCodeApp(hand, sam, sealer.seal(secret, secretIsOf(sam)), 0));

async function halfInAs(email: string): Promise<string> {
  const decision = await signIn(at(), { email, password }, somewhere());
  assert.ok(decision.ok && 'token' in decision.value, email);
  return decision.value.token;
}

const opens = async (token: string) => (await findStaff(keeper, hashOf(token), 30)) !== undefined;

test('SGN-1 the database makes a key wait as long as the rule says', async () => {
  let now = at().now;
  for (const minutes of [...waits(freeTries.account), 60, 60]) {
    const until = await beginTry(keeper, 'growing', waits(freeTries.account), new Date(now.getTime() + 1));
    assert.equal(until ? Math.round((until.getTime() - now.getTime()) / 60_000) : 0, minutes);
    if (until) {
      now = until;
      assert.equal(await beginTry(keeper, 'growing', waits(freeTries.account), now), null);
    }
  }
});

test('SGN-1 of a hundred tries at one moment three are made', async () => {
  const { now } = at();
  const all = await Promise.all(
    Array.from({ length: 100 }, () => beginTry(keeper, 'burst', waits(freeTries.account), now)),
  );
  assert.equal(all.filter((until) => until === null).length, 3);
});

test('SGN-1 whoever waits is not counted, the wait ends, and a right try forgets the wrong ones', async () => {
  const tries = async (minutes: number) => beginTry(keeper, 'slow', waits(freeTries.account), at(minutes).now);
  for (let first = 0; first < 3; first += 1) assert.equal(await tries(0), null);
  for (let again = 0; again < 20; again += 1) assert.notEqual(await tries(0.5), null);
  assert.equal(await tries(1.1), null);
  assert.notEqual(await tries(2), null);
  assert.equal(await tries(3.2), null);
  await endTry(keeper, ['slow'], []);
  assert.equal(await tries(3.3), null);
});

test('SGN-1 what was tried is forgotten a day later', async () => {
  for (let minutes = 0; minutes < 600; minutes += 61)
    await beginTry(keeper, 'old', waits(freeTries.account), at(minutes).now);
  assert.notEqual(await beginTry(keeper, 'old', waits(freeTries.account), at(600).now), null);
  const tomorrow = at(600 + 1441);
  for (let first = 0; first < 3; first += 1)
    assert.equal(await beginTry(keeper, 'old', waits(freeTries.account), tomorrow.now), null);
});

test('SGN-1 a wrong password, an address nobody has, and having to wait are refused alike', async () => {
  const refused = { ok: false, because: ['not-recognised'] };
  const wrong = { email: 'amara@rp.example', password: 'not it' };
  for (let tries = 0; tries < 5; tries += 1) {
    assert.deepEqual(await signIn(at(), wrong, somewhere()), refused);
    assert.deepEqual(await signIn(at(), { email: 'nobody@rp.example', password }, somewhere()), refused);
  }
});

test('SGN-1 an account that waits takes as long to refuse as one that does not', async () => {
  const { now } = at();
  const time = async (email: string) => {
    const began = performance.now();
    await signIn({ keeper, sealer, now }, { email, password: 'not the password' }, somewhere());
    return performance.now() - began;
  };
  const waiting: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < 4; round += 1) await time('leo@rp.example');
  for (let round = 0; round < 11; round += 1) {
    waiting.push(await time('leo@rp.example'));
    fresh.push(await time(`nobody-${round}@rp.example`));
  }
  const middle = (all: number[]) => all.toSorted((one, other) => one - other)[5] ?? 0;
  const ratio = middle(waiting) / middle(fresh);
  assert.ok(ratio > 0.4 && ratio < 2.5, `waiting takes ${ratio.toFixed(2)} times as long`);
});

test('SGN-1 from one place a hundred tries are made, on however many accounts, and then it waits', async () => {
  const from = somewhere();
  let told = 0;
  for (let tries = 0; tries < 104; tries += 1) {
    const decision = await signIn(at(), { email: `guess-${tries}@rp.example`, password: 'x' }, from);
    assert.ok(!decision.ok);
    if (decision.because[0] === 'wait-a-little') told += 1;
  }
  assert.equal(told, 4);
  assert.ok((await signIn(at(), { email: 'jo@rp.example', password }, somewhere())).ok, 'elsewhere nobody waits');
});

test('SGN-3 a token itself is refused where a hash belongs', async () => {
  const refused = await openHalfSession(
    keeper,
    { serviceId: house.serviceId, staffId: jo, hash: (await findCredentials(keeper, 'jo@rp.example'))[0]?.hash ?? '' },
    { tokenHash: 'a token in clear', until: at(10).now },
    { browser: '', at: at().now },
  ).then(() => undefined, refusedBy);
  assert.equal(refused, 'sessions_token_hash_check');
});

test('SGN-4 a password opens no page: first something must be set up', async () => {
  const token = await halfInAs('jo@rp.example');
  assert.equal(await opens(token), false);
  assert.equal((await halfWay(keeper, token))?.stage, 'must-enrol');
  assert.deepEqual(await finishSettingUp(at(), token, false), { ok: false, because: ['nothing-set-up'] });
  assert.equal(await opens(token), false);
});

test('SGN-4 a password that was taken away while it was checked opens nothing, not even setting up another', async () => {
  const [who] = await findCredentials(keeper, 'jo@rp.example');
  assert.ok(who);
  const opened = (hash: string) =>
    openHalfSession(
      keeper,
      { ...who, hash },
      { tokenHash: hashOf(newToken()), until: at(10).now },
      { browser: '', at: at().now },
    );
  assert.equal(await opened(who.hash), 'must-enrol');
  assert.equal(await opened(who.hash.replace(/.$/, '')), undefined);
});

test('SGN-4 the database refuses a whole session on a password alone, whoever writes it', async () => {
  const owner = new pg.Client(house.test.optionsFor('tp_migrator'));
  await owner.connect();
  await owner.query('set role tp_owner');
  for (const [how, stage, wall] of [
    ['password', 'full', 'sgn_4_password_alone_opens_nothing'],
    ['demonstration', 'full', 'sgn_4_only_a_demonstration_has_no_proof'],
    [null, 'full', 'session_of_staff_says_how'],
  ] as const) {
    const refused = await owner
      .query(
        `insert into app.sessions (service_id, staff_id, token_hash, ends_at, how, stage) values ($1, $2, $3, now() + interval '10 minutes', $4, $5)`,
        [house.serviceId, jo, hashOf(newToken()), how, stage],
      )
      .then(() => undefined, refusedBy);
    assert.equal(refused, wall);
  }
  await owner.end();
});

test('SGN-4 in a real service nobody is let in by pressing a name', async () => {
  assert.equal((await enterDemonstration(keeper, { kind: 'staff', id: jo }, at().now)).ok, false);
});

test('SGN-11 in a real service no session turns into somebody else’s, and the database keeps none that did', async () => {
  const whole = newToken();
  const owner = new pg.Client(house.test.optionsFor('tp_migrator'));
  await owner.connect();
  await owner.query('set role tp_owner');
  await owner.query(
    `insert into app.sessions (service_id, staff_id, token_hash, ends_at, how) values ($1, $2, $3, now() + interval '1 hour', 'passkey')`,
    [house.serviceId, jo, hashOf(whole)],
  );
  assert.equal((await seeAs(keeper, whole, sam)).ok, false);
  assert.equal((await seeAs(keeper, whole, null)).ok, false);
  assert.ok(await opens(whole), 'and she is who she was');
  for (const [how, wall] of [
    ['passkey', 'sgn_11_seeing_as_is_of_a_demonstration'],
    ['demonstration', 'sgn_4_only_a_demonstration_has_no_proof'],
  ] as const) {
    const refused = await owner
      .query('update app.sessions set behind_id = $1, how = $2 where token_hash = $3', [sam, how, hashOf(whole)])
      .then(() => undefined, refusedBy);
    assert.equal(refused, wall);
  }
  await owner.end();
});

test('SGN-5 a code works once, also for two who use it at one moment', async () => {
  const [one, other] = [await halfInAs('sam@rp.example'), await halfInAs('sam@rp.example')];
  const code = codeAt(secret, house.now());
  const both = await Promise.all([takeSecondStep(at(), one, code), takeSecondStep(at(), other, code)]);
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  const whole = both.find((each) => each.ok);
  assert.ok(whole?.ok && (await opens(whole.value.token)));
  assert.equal(await opens(one), false, 'the half-way token stays half way');
  const again = await halfInAs('sam@rp.example');
  assert.equal((await takeSecondStep(at(), again, code)).ok, false);
  assert.equal((await takeSecondStep(at(), again, codeAt(secret, at(0.5).now))).ok, true, 'the next one works');
});

test('SGN-5 a recovery code works once, and says how many are left', async () => {
  const made = await house.actInService(sam, (hand) => makeRecoveryCodes(hand, sealer, sam));
  assert.ok(made.ok);
  const [code = ''] = made.value;
  const done = await takeSecondStep(at(), await halfInAs('sam@rp.example'), ` ${code.toUpperCase()} `);
  assert.ok(done.ok);
  assert.equal(done.value.left, 9);
  assert.equal((await takeSecondStep(at(), await halfInAs('sam@rp.example'), code)).ok, false);
});

test('SGN-5 a thousand codes are not tried: after three wrong ones each waits, the right one too', async () => {
  const token = await halfInAs('sam@rp.example');
  const tried = await Promise.all(Array.from({ length: 50 }, () => takeSecondStep(at(3), token, '000000')));
  assert.ok(tried.every(({ ok }) => !ok));
  assert.equal((await takeSecondStep(at(3), token, codeAt(secret, at(3).now))).ok, false);
  assert.equal((await takeSecondStep(at(12), token, codeAt(secret, at(12).now))).ok, true);
});

const party = partyAt(house.ports.baseUrl, 'Nene Restorative') as Party;

async function deviceOf(staffId: StaffId) {
  const device = aDevice();
  const challenge = await challengeFor(at(), newPasskeyOf(staffId));
  const asked = await house.actInService(staffId, (hand) => askForPasskey(hand, party, staffId, challenge));
  assert.ok(asked.ok);
  const sent = device.make(asked.value, party.origin);
  const passkey = await readNewPasskey(party, sent, { use: newPasskeyOf(staffId), take: takerOf(at()) });
  const added = await house.actInService(staffId, (hand) => addPasskey(hand, staffId, { passkey, name: 'Phone' }));
  assert.ok(added.ok);
  return { device, credentialId: passkey?.credentialId ?? '' };
}

const passkeyRefused = { ok: false, because: ['passkey-does-not-work'] };

test('SGN-6 what a passkey signed lets in once, and within five minutes', async () => {
  const { device } = await deviceOf(priya);
  const sent = device.use(await askToSignIn(at(), party), party.origin);
  const twice = await Promise.all([1, 2].map(() => signInWithPasskey(at(), party, sent, somewhere())));
  assert.equal(twice.filter(({ ok }) => ok).length, 1);
  const whole = twice.find((each) => each.ok);
  assert.ok(whole?.ok && (await opens(whole.value.token)));
  const late = device.use(await askToSignIn(at(), party), party.origin);
  assert.deepEqual(await signInWithPasskey(at(5.1), party, late, somewhere()), passkeyRefused);
});

test('SGN-6 a count that does not go up opens nothing, whoever asks the database', async () => {
  const { credentialId } = await deviceOf(mia);
  const session = () => ({ tokenHash: hashOf(newToken()), until: at(10).now });
  const used = (counter: number) => openWithPasskey(keeper, { credentialId, counter }, session(), '');
  assert.deepEqual(
    [await used(5), await used(5), await used(4), await used(0), await used(6)],
    [true, false, false, false, true],
  );
});

test('SGN-6 a passkey of somebody who no longer works here opens nothing', async () => {
  const { device } = await deviceOf(leo);
  const sent = device.use(await askToSignIn(at(), party), party.origin);
  await house.actInService(adil, (hand) => hand.run(sql`update app.staff set is_active = false where id = ${leo}`));
  assert.deepEqual(await signInWithPasskey(at(), party, sent, somewhere()), passkeyRefused);
  await house.actInService(adil, (hand) => hand.run(sql`update app.staff set is_active = true where id = ${leo}`));
});

test('SGN-7 a link leads to setting up as often as it is opened, and nowhere once something is set up', async () => {
  const made = await house.actInService(adil, (hand) => makeLink(hand, adil));
  assert.ok(made.ok);
  const [first, second] = [
    await openLink(at(), made.value, somewhere()),
    await openLink(at(), made.value, somewhere()),
  ];
  assert.ok(first.ok && second.ok);
  assert.equal(await opens(second.value.token), false);
  assert.deepEqual(await finishSettingUp(at(), second.value.token, false), { ok: false, because: ['nothing-set-up'] });
  await deviceOf(adil);
  const done = await finishSettingUp(at(), second.value.token, false);
  assert.ok(done.ok && (await opens(done.value.token)));
  assert.equal(await halfWay(keeper, first.value.token), undefined, 'the other window is over');
  assert.deepEqual(await openLink(at(), made.value, somewhere()), { ok: false, because: ['link-does-not-work'] });
});

test('SGN-7 a link that lasts longer than seven days is refused by the database, and a new one stops the one before', async () => {
  const long = house.actInService(adil, (hand) =>
    hand.run(sql`insert into app.staff_invitations (service_id, staff_id, token_hash, ends_at)
                 values (${hand.serviceId}, ${jo}, ${hashOf('long')}, now() + interval '8 days')`),
  );
  assert.equal(await long.then(() => undefined, refusedBy), 'sgn_7_link_ends');
  const [one, other] = [
    await house.actInService(adil, (hand) => makeLink(hand, jo)),
    await house.actInService(adil, (hand) => makeLink(hand, jo)),
  ];
  assert.ok(one.ok && other.ok);
  assert.equal((await openLink(at(), one.value, somewhere())).ok, false);
  assert.equal((await openLink(at(), other.value, somewhere())).ok, true);
});

test('SGN-7 a link whose time is over leads nowhere', async () => {
  const made = await house.actInService(adil, (hand) => makeLink(hand, jo));
  assert.ok(made.ok);
  await linksAreOver(house, 'staff_invitations');
  assert.equal((await openLink(at(), made.value, somewhere())).ok, false);
  const [over, never] = [
    await house.asStranger().get(`/join/${made.value}`),
    await house.asStranger().get(`/join/${newToken()}`),
  ];
  assert.deepEqual([over.status, over.body], [never.status, never.body]);
});

test('SGN-4 a right password of somebody who has a passkey sets up nothing further', async () => {
  await house.actInService(priya, (hand) =>
    setPassword(hand, { staffId: priya, name: 'Priya', email: 'priya@rp.example' }, password),
  );
  const half = await halfInAs('priya@rp.example');
  assert.equal((await halfWay(keeper, half))?.stage, 'second-step');
  assert.equal((await takeSecondStep(at(), half, '000000')).ok, false);
});

test('SGN-8 one ends one’s own sessions, and nobody else’s', async () => {
  const { device } = await deviceOf(mia);
  const signed = async () => {
    const done = await signInWithPasskey(
      at(),
      party,
      device.use(await askToSignIn(at(), party), party.origin),
      somewhere(),
    );
    assert.ok(done.ok);
    return { token: done.value.token, session: await findStaff(keeper, hashOf(done.value.token), 30) };
  };
  const [one, other] = [await signed(), await signed()];
  assert.ok(one.session && other.session);
  const { sessionId } = other.session;
  const asLeo = house.actInService(leo, (hand) => endOwnSession(hand, leo, sessionId));
  assert.deepEqual(await asLeo, { ok: false, because: ['not-there'] });
  assert.equal(await opens(other.token), true);
  const { session } = one;
  const seen = await house.readAsStaff(leo, (db) => sessionsOf(db, mia, 30));
  assert.deepEqual(seen, []);
  await house.actInService(mia, (hand) => signOutElsewhere(hand, session));
  assert.deepEqual([await opens(one.token), await opens(other.token)], [true, false]);
});

const hashes = { state: hashOf('a state'), browser: hashOf('a browser') };
const asking = { purpose: 'sign-in', staffId: null, sealed: '1.sealed' } as const;

test('SGN-9 of two who bring the same answer one is right, and another browser takes nothing away', async () => {
  const now = house.now();
  await keepAsking(keeper, hashes, asking, { at: now, until: new Date(now.getTime() + 600_000) });
  assert.equal(await takeAsking(keeper, { ...hashes, browser: hashOf('another') }, now), undefined);
  const both = await Promise.all([takeAsking(keeper, hashes, now), takeAsking(keeper, hashes, now)]);
  assert.deepEqual(
    both.filter((each) => each !== undefined),
    [asking],
  );
});

test('SGN-9 an asking that is over is not found, and gone with the next one', async () => {
  const now = house.now();
  const over = new Date(now.getTime() + 1000);
  await keepAsking(keeper, hashes, asking, { at: now, until: over });
  assert.equal(await takeAsking(keeper, hashes, over), undefined);
  await keepAsking(keeper, hashes, asking, { at: new Date(over.getTime() + 1), until: over });
});

test('SGN-10 the provider lets nobody in who is suspended or past their last day, whatever asks', async () => {
  const account = { issuer: 'https://provider.example', subject: 'L-1', isEnough: true, provedAt: house.now() };
  const opens = async () => {
    const session = { tokenHash: hashOf(newToken()), until: new Date(house.now().getTime() + 3_600_000) };
    return openWithProvider(keeper, account, session, { browser: '', at: house.now() });
  };
  const set = (what: string) =>
    house.actInService(adil, (hand) =>
      hand.run({ text: `update app.staff set ${what} where id = $1`, values: [leo], name: undefined }),
    );
  assert.equal(await opens(), undefined);
  await house.actInService(leo, (hand) => saveLink(hand, leo, account.issuer, account.subject));
  assert.equal(await opens(), 'full');
  await set('is_active = false');
  assert.equal(await opens(), undefined);
  await set(`is_active = true, ends_on = '2026-01-01'`);
  assert.equal(await opens(), undefined);
  await set('ends_on = null');
  assert.equal(await opens(), 'full');
});

test('the doorkeeper has functions and no table', async () => {
  for (const table of [
    'sessions',
    'staff_passwords',
    'code_apps',
    'staff_passkeys',
    'provider_links',
    'provider_askings',
    'staff_invitations',
    'sign_in_tries',
    'people',
  ]) {
    await assert.rejects(
      keeper.ask({ text: `select 1 from app.${table}`, values: [], name: undefined }),
      /permission denied/,
    );
  }
});

test('nobody at a door reads a secret, and staff read of credentials only that their own are there', async () => {
  for (const columns of [
    'sealed_secret from app.code_apps',
    'code_hash from app.recovery_codes',
    'hash from app.staff_passwords',
    'token_hash from app.sessions',
    'token_hash from app.staff_invitations',
    'credential_id from app.staff_passkeys',
    'subject from app.provider_links',
    'sealed from app.provider_askings',
  ]) {
    await assert.rejects(
      house.readAsStaff(sam, (db) => db.rows({ text: `select ${columns}`, values: [], name: undefined })),
      /permission denied/,
    );
  }
  const own = async (id: StaffId) =>
    (await house.readAsStaff(id, (db) => db.rows(sql`select staff_id from app.code_apps`))).length;
  assert.deepEqual([await own(sam), await own(leo)], [1, 0]);
});
