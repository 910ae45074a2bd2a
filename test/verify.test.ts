import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { keyFor } from '#platform/fingerprint.ts';
import { secretsIn } from '#platform/secrets.ts';
import { bareEnvironment } from './support/own-process.ts';
import { aHouse } from './support/house.ts';
import { trailsOf } from './support/trails.ts';

/* `talking-piece verify` as an operator runs it: another process, the settings of the environment, an exit code. */
const house = await aHouse();
await house.aCase();
const folder = mkdtempSync(join(tmpdir(), 'tp-verify-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const key = keyFor(secretsIn(folder).secret('trails'), 'seal');
const trails = await trailsOf(house, key);
await trails.seal();

async function verify(env: Record<string, string> = {}, ...options: readonly string[]) {
  const { host, user, password, database } = house.test.optionsFor('tp_migrator');
  const address = new URL('postgres://localhost');
  address.pathname = `/${database}`;
  for (const [name, value] of Object.entries({ host, user, password: String(password) }))
    address.searchParams.set(name, value ?? '');
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'verify', ...options], {
    env: {
      ...bareEnvironment(),
      DATABASE_URL: address.href,
      DATA_DIR: folder,
      TRAIL_HEADS_FILE: trails.headsFile,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

test('all is well: it says how much it looked at, and ends with 0', async () => {
  const { code, said } = await verify();
  assert.match(said, /All is as it was sealed\. Looked at \d+ rows and \d seals; 0 rows wait to be sealed/);
  assert.equal(code, 0);
});

test('a row that was removed is named, and it ends with 1', async () => {
  const [row] = await trails.rows<{ seq: number }>('select seq from trails.changes order by seq limit 1');
  await trails.tamper('delete from trails.changes where seq = $1', [row?.seq]);
  const { code, said } = await verify();
  assert.match(said, new RegExp(`^changes: row ${row?.seq} was removed \\(service ${house.serviceId}\\)`));
  assert.match(said, /1 thing is not as it was sealed/);
  assert.equal(code, 1);
});

test('in each other trail, what was altered, moved to another place or taken off the end is named', async () => {
  const placesOf = async (trail: string) =>
    (await trails.rows<{ seq: number }>(`select seq from trails.${trail} order by seq`)).map(({ seq }) => seq);
  const jo = await house.asStaff(house.staff.jo);
  for (let looked = 0; looked < 4; looked += 1) {
    const { reference } = await house.aCase();
    assert.equal((await jo.get(`/cases/${reference}`)).status, 200);
  }
  for (const id of [house.staff.sam, house.staff.priya, house.staff.mia]) await house.asStaff(id);
  await trails.seal();
  for (const [trail, column] of [
    ['reads', 'place'],
    ['security', 'because'],
  ] as const) {
    const places = await placesOf(trail);
    assert.ok(places.length >= 4, trail);
    const [altered = 0, one = 0, other = 0] = places;
    const last = places.at(-1) ?? 0;
    await trails.tamper(`update trails.${trail} set ${column} = 'altered' where seq = $1`, [altered]);
    await trails.tamper(`create table public.taken as select * from trails.${trail} where seq in (${one}, ${other})`);
    await trails.tamper(`delete from trails.${trail} where seq in (${one}, ${other})`);
    await trails.tamper(`
      insert into trails.${trail} overriding system value
      select (jsonb_populate_record(null::trails.${trail}, to_jsonb(t) || jsonb_build_object('seq', ${one + other} - t.seq))).*
        from public.taken t`);
    await trails.tamper('drop table public.taken');
    await trails.tamper(`delete from trails.${trail} where seq = $1`, [last]);
    const { code, said } = await verify();
    for (const seq of [altered, one, other, last])
      assert.match(said, new RegExp(`^${trail}: row ${seq} (was|holds) `, 'm'), said);
    assert.equal(code, 1);
  }
});

test('without the file of heads it says what cannot be seen, and ends with 1', async () => {
  const { code, said } = await verify({ TRAIL_HEADS_FILE: join(folder, 'nowhere.jsonl') });
  assert.match(said, /The file of heads is not there: what was cut off from the end cannot be seen/);
  assert.equal(code, 1);
});

test('without the key it says so and makes none', async () => {
  const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
  const { code, said } = await verify({ DATA_DIR: elsewhere });
  assert.match(said, /The secret that seals the trails is not in/);
  assert.equal(secretsIn(elsewhere).find('trails'), undefined);
  assert.equal(code, 1);
});

test('it has a help text', async () => {
  assert.match((await verify({}, '--help')).said, /names every row/);
});
