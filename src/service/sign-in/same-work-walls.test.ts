import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { allow } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';

/*
 * Whoever tries addresses one after another must not learn from the clock which of them work here. What a try costs is counted, not timed:
 * the questions to the database, and the passwords that are really worked through, each at full cost.
 */
const worked: string[] = [];
const argon = createRequire(import.meta.url)('@node-rs/argon2') as {
  verify(hash: string, password: string): Promise<boolean>;
};
const { verify } = argon;
// The real work is done all the same; set before anything of ours reads the package.
argon.verify = (hash, password) => {
  worked.push(hash.split('$').slice(1, 4).join(' '));
  return verify(hash, password);
};
const { setPassword } = await import('#service/credentials/actions.ts');
const { aHouse } = await import('../../../test/support/house.ts');
const { freeTries } = await import('./rules.ts');
const { addColleague } = await import('#service/staff/actions.ts');
const { addService } = await import('#service/staff/store.ts');

const asked: string[] = [];
const house = await aHouse({ isReal: true, watch: (login, text) => void asked.push(`${login} ${text}`) });
const { jo, sam, leo, priya } = house.staff;
await house.actInService(house.staff.amara, async (hand) => {
  await setPassword(hand, { staffId: jo, name: 'Jo', email: 'jo@rp.example' }, 'three blind mice at tea');
  await setPassword(hand, { staffId: priya, name: 'Priya', email: 'priya@rp.example' }, 'five blind mice at tea');
});
const [withoutPassword] = await house.readAsStaff(house.staff.adil, (db) =>
  db.rows(sql<{ email: string }>`select email from app.staff where id = ${sam}`),
);

interface Cost {
  readonly questions: readonly string[];
  readonly passwords: readonly string[];
  readonly answer: string;
}

async function tries(email: string, password = 'four blind mice at tea'): Promise<Cost> {
  asked.length = 0;
  worked.length = 0;
  const { status, body } = await house.asStranger().post('/sign-in', { email, password });
  const answer = `${status} ${body.replaceAll(email, 'ADDRESS')}`;
  return { questions: [...asked], passwords: [...worked], answer };
}

// Jo's address, and the one of somebody here, are there in another service too, each with a password of its own.
const there = randomUUID() as ServiceId;
const first = randomUUID() as StaffId;
await house.ports.act({ serviceId: there, actor: { kind: 'staff', id: first } }, async (hand) => {
  const said = { name: 'Restorative Leicestershire', areaName: 'Leicestershire', phone: '', email: '' };
  await addService(hand, { ...said, isDemonstration: false });
  for (const [email, password] of [
    ['jo@rp.example', 'six blind mice at lunch'],
    ['leo@rp.example', 'seven blind mice at noon'],
  ] as const) {
    const made = await addColleague(hand, {
      name: 'Jo',
      email,
      level: 'foundation',
      roles: ['facilitator'],
      endsOn: null,
    });
    assert.ok(made.ok, 'nothing is said of another service');
    await setPassword(hand, { staffId: made.value, name: 'Jo', email }, password);
  }
  return allow(undefined);
});
await house.actInService(house.staff.amara, (hand) =>
  setPassword(hand, { staffId: leo, name: 'Leo', email: 'leo@rp.example' }, 'seven blind mice at noon'),
);

test('SGN-12 STF-1 an address in two services signs in to the one whose password it is, and asks where both are the same', async () => {
  const post = (email: string, password: string, more = {}) =>
    house.asStranger().post('/sign-in', { email, password, ...more });
  for (const password of ['three blind mice at tea', 'six blind mice at lunch'])
    assert.match((await post('jo@rp.example', password)).location ?? '', /^\/sign-in\//);
  const both = await post('leo@rp.example', 'seven blind mice at noon');
  assert.equal(both.status, 422);
  assert.match(both.body, /more than one service[\s\S]*Restorative Leicestershire/);
  assert.doesNotMatch((await post('leo@rp.example', 'not it')).body, /Leicestershire/);
  const chosen = await post('leo@rp.example', 'seven blind mice at noon', { service: there });
  assert.match(chosen.location ?? '', /^\/sign-in\//);
  assert.equal((await post('leo@rp.example', 'seven blind mice at noon', { service: randomUUID() })).status, 422);
});

test('SGN-1 an address nobody has, one without a password, one with one and one in two services cost the same questions and passwords', async () => {
  const nobody = await tries('nobody@rp.example');
  const one = 'argon2id v=19 m=19456,t=2,p=1';
  assert.deepEqual(nobody.passwords, [one, one]);
  assert.ok(nobody.questions.length > 2);
  assert.match(withoutPassword?.email ?? '', /@/);
  assert.deepEqual(await tries(withoutPassword?.email ?? ''), nobody);
  assert.deepEqual(await tries('jo@rp.example'), nobody);
  assert.deepEqual(await tries('priya@rp.example'), nobody);
});

test('SGN-1 while an account must wait a right password costs what a wrong one does, whether anybody has the address', async () => {
  for (let at = 0; at < freeTries.account; at += 1) {
    await tries('jo@rp.example');
    await tries('nobody@rp.example');
  }
  const nobody = await tries('nobody@rp.example');
  assert.equal(nobody.passwords.length, 2);
  assert.deepEqual(await tries('jo@rp.example', 'three blind mice at tea'), nobody);
});
