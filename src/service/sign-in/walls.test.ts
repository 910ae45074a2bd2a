import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import type { Keeper } from './store.ts';
import { enter, hashOf, invite, setPassword, signIn } from './actions.ts';

const house = await aHouse();
const made = await house.aCase();
const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };
const joanne = made.who['Joanne'] as ParticipantId;
const { jo } = house.staff;

async function anInvitation(): Promise<{ link: string; code: string }> {
  const decision = await house.act(made, jo, (hand) => invite(hand, joanne));
  assert.ok(decision.ok);
  return decision.value;
}

test('SGN-2 a link with its code works, once', async () => {
  const { link, code } = await anInvitation();
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, true);
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, false);
});

test('SGN-2 two people with the same link at once: one comes in', async () => {
  const { link, code } = await anInvitation();
  const both = await Promise.all([
    enter(keeper, { link, code }, house.now()),
    enter(keeper, { link, code }, house.now()),
  ]);
  assert.equal(both.filter(({ ok }) => ok).length, 1);
});

test('SGN-2 five wrong codes end a link, the right one after them too', async () => {
  const { link, code } = await anInvitation();
  for (let tries = 0; tries < 5; tries += 1)
    await enter(keeper, { link, code: '000000' === code ? '111111' : '000000' }, house.now());
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, false);
});

test('SGN-2 a new link stops the one before', async () => {
  const first = await anInvitation();
  const second = await anInvitation();
  assert.equal((await enter(keeper, first, house.now())).ok, false);
  assert.equal((await enter(keeper, second, house.now())).ok, true);
});

test('SGN-3 a token itself is refused where a hash belongs', async () => {
  const refused = await keeper
    .ask(
      sql`select doorkeeper.open_staff_session(${house.serviceId}, ${jo}, ${'a token in clear'}, now() + interval '1 hour')`,
    )
    .then(() => undefined, refusedBy);
  assert.equal(refused, 'sessions_token_hash_check');
});

test('the doorkeeper has functions and no table', async () => {
  for (const table of ['sessions', 'invitations', 'staff_passwords', 'people', 'cases']) {
    await assert.rejects(
      keeper.ask({ text: `select 1 from app.${table}`, values: [], name: undefined }),
      /permission denied/,
    );
  }
});

test('staff sign in by e-mail and password, and wait after three failures', async () => {
  await house.act(made, jo, (hand) => setPassword(hand, jo, 'three blind mice at tea'));
  const right = { email: 'jo@rp.example', password: 'three blind mice at tea' };
  const first = await signIn(keeper, right, house.now());
  assert.equal(first.ok, true);
  for (let tries = 0; tries < 3; tries += 1) {
    assert.deepEqual(await signIn(keeper, { ...right, password: 'no' }, house.now()), {
      ok: false,
      because: ['not-recognised'],
    });
  }
  assert.deepEqual(await signIn(keeper, right, house.now()), { ok: false, because: ['wait-a-little'] });
  assert.deepEqual(await signIn(keeper, { email: 'nobody@rp.example', password: 'x' }, house.now()), {
    ok: false,
    because: ['not-recognised'],
  });
});

test('a session that ended opens nothing', async () => {
  const who = await house.asStaff(jo);
  assert.equal((await who.get(`/cases/${made.reference}/consent`)).status, 200);
  assert.equal((await who.post('/sign-out')).status, 200);
  assert.equal((await who.get(`/cases/${made.reference}/consent`)).status, 303);
  assert.equal(hashOf('x').length, 64);
});
