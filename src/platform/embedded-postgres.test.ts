import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { startEmbedded, type EmbeddedOptions, type EmbeddedPostgres } from './embedded-postgres.ts';
import { accountFor } from './postgres-cluster.ts';
import { readPidFile, stopServer } from './postgres-process.ts';
import { Problem } from './problem.ts';

const parent = mkdtempSync(join(tmpdir(), 'embedded-'));
chmodSync(parent, 0o755);
const dataFolder = join(parent, 'data');
const cluster = join(dataFolder, 'postgres');
const binaries = process.env['TP_TEST_POSTGRES'] || undefined;
const usual: EmbeddedOptions = { dataFolder, binaries, durable: true, log: () => undefined };

after(() => rmSync(parent, { recursive: true, force: true }));

async function using(options: EmbeddedOptions, work: (server: EmbeddedPostgres) => Promise<void>): Promise<void> {
  const server = await startEmbedded(options);
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function ask(server: EmbeddedPostgres, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(server.optionsFor('tp_migrator'));
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the same server, says how that went, and stays until it is ended. */
function startElsewhere(): { child: ChildProcess; said: Promise<string> } {
  const module = JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href);
  const options = JSON.stringify({ dataFolder, binaries, durable: true });
  const code = `
    import { startEmbedded } from ${module};
    try {
      const server = await startEmbedded({ ...${options}, log: () => {} });
      process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
      console.log('ready');
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    child,
    said: new Promise((resolve) => {
      child.stdout.setEncoding('utf8').once('data', resolve);
      child.once('close', () => resolve('ended without a word'));
    }),
  };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const end = ended(child);
  child.kill(signal);
  return end;
}

function saying(words: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof Problem && words.test(error.message);
}

function serverPid(): number {
  const found = readPidFile(cluster);
  assert(found?.isRunning, 'the server runs');
  return found.pid;
}

test('the first start makes a database that is ours alone and no superuser’s', async () => {
  let socketFolder = '/';
  await using(usual, async (server) => {
    assert.deepEqual(await ask(server, 'select rolsuper, rolcreaterole from pg_roles where rolname = current_user'), [
      { rolsuper: false, rolcreaterole: true },
    ]);
    assert.deepEqual(await ask(server, 'show listen_addresses'), [{ listen_addresses: '' }]);
    assert.deepEqual(await ask(server, 'show fsync'), [{ fsync: 'on' }]);
    await ask(server, 'create table kept (what text); insert into kept values ($$first start$$)');
    const wrong = new pg.Client({ ...server.optionsFor('tp_migrator'), password: 'guessed' });
    await assert.rejects(wrong.connect(), { code: '28P01' });
    ({ socketFolder } = server);
  });
  assert.equal(existsSync(dirname(socketFolder)), false, 'the folder of the socket is removed');
  assert.equal(readPidFile(cluster), undefined);
  assert.deepEqual(readdirSync(dataFolder).toSorted(), ['postgres', 'postgres.log', 'secrets']);
});

test('a later start finds what was kept', async () => {
  await using(usual, async (server) => {
    assert.deepEqual(await ask(server, 'select what from kept'), [{ what: 'first start' }]);
  });
});

test('of two starts at once one serves, and the other says so in a sentence', async () => {
  const [one, other] = [startElsewhere(), startElsewhere()];
  const said = await Promise.all([one.said, other.said]);
  const serving = said[0] === 'ready\n' ? one : other;
  assert.equal(said.filter((words) => words === 'ready\n').length, 1, said.join());
  assert.equal(
    said.filter((words) => words.startsWith('Problem: Another Talking Piece is already running on the data folder'))
      .length,
    1,
  );
  await using({ ...usual, join: true }, async (server) => {
    assert.deepEqual(await ask(server, 'select what from kept'), [{ what: 'first start' }]);
  });
  assert(serverPid(), 'a command that joined does not stop it');
  assert.equal(await end(serving.child, 'SIGTERM'), 0);
  assert.equal(readPidFile(cluster), undefined);
});

test('the server that a killed process left running is taken over', async () => {
  const { child, said } = startElsewhere();
  assert.equal(await said, 'ready\n');
  const pid = serverPid();
  await end(child, 'SIGKILL');
  await using(usual, async (server) => {
    assert.equal(serverPid(), pid);
    assert.deepEqual(await ask(server, 'select what from kept'), [{ what: 'first start' }]);
  });
  assert.equal(readPidFile(cluster), undefined);
});

test('a server left running with other settings is replaced', async () => {
  const { child, said } = startElsewhere();
  assert.equal(await said, 'ready\n');
  const pid = serverPid();
  await end(child, 'SIGKILL');
  await using({ ...usual, durable: false }, async (server) => {
    assert.notEqual(serverPid(), pid);
    assert.deepEqual(await ask(server, 'show fsync'), [{ fsync: 'off' }]);
  });
});

test('what was acknowledged is there after the whole tree was killed', async () => {
  const { child, said } = startElsewhere();
  assert.equal(await said, 'ready\n');
  const pid = serverPid();
  await using({ ...usual, join: true }, async (server) => {
    await ask(server, 'insert into kept values ($$before the kill$$)');
    const gone = end(child, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await gone;
  });
  await using(usual, async (server) => {
    assert.deepEqual(await ask(server, 'select what from kept order by what'), [
      { what: 'before the kill' },
      { what: 'first start' },
    ]);
  });
});

test('a killed server’s number may belong to another program by now', async () => {
  const server = await startEmbedded(usual);
  const left = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  await server.stop();
  const other = spawn('sleep', ['60'], { ...accountFor(cluster), stdio: 'ignore' });
  writeFileSync(join(cluster, 'postmaster.pid'), left.replace(/^\d+/, String(other.pid)));
  await using(usual, async (again) => {
    assert.deepEqual(await ask(again, 'select count(*)::int from kept'), [{ count: 2 }]);
  });
  assert.equal(other.exitCode, null, 'the other program was left alone');
  await end(other, 'SIGKILL');
});

test('a start that is told when the server goes away', async () => {
  const lost = Promise.withResolvers<Problem>();
  const server = await startEmbedded({ ...usual, onLost: lost.resolve });
  await stopServer(serverPid(), cluster);
  assert.match((await lost.promise).message, /has stopped/);
  await server.stop();
});

test('root may keep it where only root may enter, and the path may be long', async () => {
  const secluded = join(parent, 'secluded', 'a-folder-with-a-very-long-name'.repeat(4));
  mkdirSync(secluded, { recursive: true, mode: 0o700 });
  chmodSync(dirname(secluded), 0o700);
  await using({ ...usual, dataFolder: secluded, durable: false }, async (server) => {
    assert.deepEqual(await ask(server, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(existsSync(join(secluded, 'postgres', 'PG_VERSION')), true);
  });
});

test('data that another major version wrote is refused, and left alone', async () => {
  const version = join(cluster, 'PG_VERSION');
  const written = readFileSync(version, 'utf8');
  writeFileSync(version, '14\n');
  await assert.rejects(startEmbedded(usual), saying(/was written by PostgreSQL 14/));
  writeFileSync(version, written);
});

test('secrets of another installation are refused', async () => {
  const secret = join(dataFolder, 'secrets', 'database-tp_superuser');
  const written = readFileSync(secret, 'utf8');
  writeFileSync(secret, Buffer.alloc(32, 1).toString('base64url'));
  await assert.rejects(startEmbedded(usual), saying(/does not know the password/));
  writeFileSync(secret, written);
  await using(usual, async (server) => assert.equal((await ask(server, 'select from kept')).length, 2));
});
