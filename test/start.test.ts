import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { bareEnvironment, withAssets } from './support/own-process.ts';
import { startCluster } from './support/cluster.ts';

/* What an operator meets: starting, starting again, stopping, and every clear sentence when it cannot. */
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tp-start-'));
// The programs drop their rights when started by root: everybody may look in.
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));
// Another name each time, so that no test meets what another left.
const settings = { PORT: '', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' };

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function run(env: Record<string, string>, args: readonly string[] = ['serve']): Run {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env: { ...bareEnvironment(), ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  after(() => child.kill('SIGKILL'));
  return { child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
}

async function ready(started: Run): Promise<void> {
  while (!started.said().includes('ready at')) {
    if (started.child.exitCode !== null) assert.fail(`ended with ${started.child.exitCode}: ${started.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function aFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : assert.fail('no port');
}

test('it starts on an empty folder, serves, stops cleanly, and starts again with what was there', async () => {
  const PORT = String(await aFreePort());
  const first = run({ PORT });
  await ready(first);
  assert.equal((await fetch(`http://localhost:${PORT}/health/ready`)).status, 200);
  assert.equal((await fetch(`http://localhost:${PORT}/sign-in`)).status, 200);
  first.child.kill('SIGINT');
  assert.equal(await first.ended, 0, first.said());
  // Whoever starts again finds its new key beside the one before.
  const rotated = run({}, ['rotate-keys']);
  assert.equal(await rotated.ended, 0, rotated.said());
  assert.match(
    rotated.said(),
    /\d data keys are wrapped with the new key, sealing-2. Copy it to where you keep sealing-1/,
  );
  const again = run({ PORT });
  await ready(again);
  again.child.kill('SIGTERM');
  assert.equal(await again.ended, 0, again.said());
});

test('a port that is taken is named, and nothing is left running', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const refused = run({ PORT: String(port) });
  assert.equal(await refused.ended, 1);
  assert.match(refused.said(), new RegExp(`Port ${port} is taken`));
  taken.close();
});

test('every wrong setting is named at once, each in a sentence', async () => {
  const refused = run({
    PORT: 'http',
    DATABASE_URL: 'mysql://nowhere',
    LOG_LEVEL: 'loud',
    BASE_URL: 'here',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  });
  assert.equal(await refused.ended, 1);
  for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'BASE_URL'])
    assert.match(refused.said(), new RegExp(`${name} must be`));
  assert.match(refused.said(), /NODE_TLS_REJECT_UNAUTHORIZED must not be 0/);
  assert.doesNotMatch(refused.said(), /at .*\.ts:\d+/);
});

test('issuers that cannot be read are named before anything is asked of anybody', async () => {
  const refused = run({ CA_FILE: '/nowhere/issuers.pem' }, ['settings']);
  assert.equal(await refused.ended, 1);
  assert.match(refused.said(), /^The file \/nowhere\/issuers\.pem, which CA_FILE names, cannot be read\.\n$/);
});

test('a database that is not there is named without a stack', async () => {
  const refused = run({ PORT: '1', DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/nothing' }, ['migrate']);
  assert.equal(await refused.ended, 1);
  assert.doesNotMatch(refused.said(), /\n\s+at /);
  assert.notEqual(refused.said().trim(), '');
});

test('an outside PostgreSQL is used by the same code; one from a newer version is left as it is', async () => {
  const cluster = await startCluster();
  after(() => cluster.stop());
  const superuser = new pg.Client(cluster.optionsFor('tp_superuser', 'postgres'));
  await superuser.connect();
  await superuser.query('create database outside owner tp_migrator');
  await superuser.end();
  const options = cluster.optionsFor('tp_migrator', 'outside');
  const DATABASE_URL = `postgres://tp_migrator:${encodeURIComponent(String(options.password))}@localhost/outside?host=${encodeURIComponent(String(options.host))}`;
  const outside = { DATABASE_URL, DATA_DIR: join(folder, 'outside') };
  await withAssets(outside.DATA_DIR);
  const PORT = String(await aFreePort());
  const started = run({ ...outside, PORT });
  await ready(started);
  assert.equal((await fetch(`http://localhost:${PORT}/health/ready`)).status, 200);
  started.child.kill('SIGINT');
  assert.equal(await started.ended, 0, started.said());

  const migrator = new pg.Client(options);
  await migrator.connect();
  const { rows } = await migrator.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = 'migration.applied'::regclass and attnum > 0 and not attisdropped`,
  );
  const columns = rows[0]?.columns ?? '';
  await migrator.query(
    `insert into migration.applied select (jsonb_populate_record(null::migration.applied, to_jsonb(a) || '{"name": "9999-from-the-future.sql", "number": 9999}')).* from migration.applied a limit 1`,
  );
  await migrator.end();
  const refused = run({ ...outside, PORT });
  assert.equal(await refused.ended, 1, columns);
  assert.match(refused.said(), /newer version/i);
});

test('a folder that cannot be written is named', async () => {
  const file = fileURLToPath(import.meta.url);
  const refused = run({ PORT: '1', DATA_DIR: join(file, 'data') });
  assert.equal(await refused.ended, 1);
  assert.match(refused.said(), /start\.test\.ts/);
  assert.doesNotMatch(refused.said(), /\n\s+at /);
});

test('a real service begins once, with a link that lets its first coordinator in', async () => {
  const own = { DATA_DIR: join(folder, 'real') };
  await withAssets(own.DATA_DIR);
  const wanted = [
    'begin',
    '--name',
    'Nene Restorative',
    '--area',
    'Northamptonshire',
    '--coordinator',
    'Amara Okafor',
    '--email',
    'amara@example.org',
  ];
  const begun = run(own, wanted);
  assert.equal(await begun.ended, 0, begun.said());
  const link = /\/join\/(\S+)/.exec(begun.said())?.[1] ?? '';
  const loss = /Nor can you, if you lose it: nobody can bring it back.*keep it apart from the copies of the database/s;
  assert.match(begun.said(), loss, 'before anything is sealed one is told what losing the key means');
  const again = run(own, wanted);
  assert.equal(await again.ended, 1);
  assert.match(again.said(), /There is a service here already/);
  const PORT = String(await aFreePort());
  const started = run({ ...own, PORT });
  await ready(started);
  const origin = `http://localhost:${PORT}`;
  const comeIn = (typed: string) =>
    fetch(`${origin}/join/${typed}`, { method: 'POST', redirect: 'manual', headers: { origin } });
  assert.match(await (await comeIn('not-it')).text(), /does not work any more/);
  assert.match(await (await fetch(`${origin}/join/${link}`)).text(), /Welcome, Amara Okafor/);
  assert.equal((await comeIn(link)).headers.get('location'), '/sign-in/set-up');
  assert.equal((await fetch(`${origin}/demonstration`)).status, 404);
  started.child.kill('SIGINT');
  assert.equal(await started.ended, 0);

  const open = run({ ...own, PORT, BASE_URL: 'http://rp.example.org' });
  assert.equal(await open.ended, 1, 'nothing real is sent where anybody can read it');
  assert.match(open.said(), /A real service is reached by https, and BASE_URL is http:\/\/rp\.example\.org/);

  // As if a demonstration had run with these secrets.
  copyFileSync(join(own.DATA_DIR, 'secrets', 'identity'), join(own.DATA_DIR, 'secrets', 'demonstration'));
  const refused = run({ ...own, PORT });
  assert.equal(await refused.ended, 1, 'nothing real is kept under secrets that many have seen');
  assert.match(refused.said(), /were made for a demonstration, and a real service must not use them/);
});

test('the commands explain themselves, and an unknown one is an error', async () => {
  const help = run({}, ['help']);
  assert.equal(await help.ended, 0);
  assert.match(help.said(), /serve/);
  const unknown = run({}, ['conquer']);
  assert.equal(await unknown.ended, 1);
});
