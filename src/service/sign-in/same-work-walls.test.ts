import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';

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

const asked: string[] = [];
const house = await aHouse({ isReal: true, watch: (login, text) => void asked.push(`${login} ${text}`) });
const { jo, sam } = house.staff;
await house.actInService(house.staff.amara, (hand) =>
  setPassword(hand, { staffId: jo, name: 'Jo', email: 'jo@rp.example' }, 'three blind mice at tea'),
);
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

test('SGN-1 an address nobody has, one without a password and one with one cost the same questions and one password each', async () => {
  const nobody = await tries('nobody@rp.example');
  assert.deepEqual(nobody.passwords, ['argon2id v=19 m=19456,t=2,p=1']);
  assert.ok(nobody.questions.length > 2);
  assert.match(withoutPassword?.email ?? '', /@/);
  assert.deepEqual(await tries(withoutPassword?.email ?? ''), nobody);
  assert.deepEqual(await tries('jo@rp.example'), nobody);
});

test('SGN-1 while an account must wait a right password costs what a wrong one does, whether anybody has the address', async () => {
  for (let at = 0; at < freeTries.account; at += 1) {
    await tries('jo@rp.example');
    await tries('nobody@rp.example');
  }
  const nobody = await tries('nobody@rp.example');
  assert.equal(nobody.passwords.length, 1);
  assert.deepEqual(await tries('jo@rp.example', 'three blind mice at tea'), nobody);
});
