import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { freshDatabase, testCluster } from '../../test/support/cluster.ts';
import { databasePassword, logins, type DatabaseServer } from './database-logins.ts';
import { signIdentity } from './identity.ts';
import { migrate } from './migrate.ts';
import { Problem } from './problem.ts';
import { secretsIn } from './secrets.ts';

const cluster = await testCluster();
const secrets = secretsIn(cluster.address.dataFolder);
const twoFiles = {
  '0001-schemas.sql':
    '-- run as: migrator\ncreate extension btree_gist;\ncreate schema kept authorization tp_owner;\ngrant usage on schema kept to tp_staff;',
  '0002-people.sql': 'create table kept.people (name text not null);',
};

let made = 0;

type Empty = Pick<DatabaseServer, 'optionsFor' | 'passwordFor'> & { readonly name: string };

async function emptyDatabase(): Promise<Empty> {
  made += 1;
  const name = `m${process.pid}_${made}`;
  await ask(cluster.optionsFor('tp_superuser', 'postgres'), `create database ${name} owner tp_migrator`);
  after(() => ask(cluster.optionsFor('tp_superuser', 'postgres'), `drop database ${name} with (force)`));
  return {
    name,
    optionsFor: (login) => cluster.optionsFor(login, name),
    passwordFor: (login) => databasePassword(secrets, login),
  };
}

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function ask(options: pg.ClientConfig, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(options);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function saying(words: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof Problem && words.test(error.message);
}

const code = (expected: string) => (error: unknown) => error instanceof pg.DatabaseError && error.code === expected;

test('files run once, as the owner of the tables or as the migrator', async () => {
  const server = await emptyDatabase();
  const folder = folderWith(twoFiles);
  assert.deepEqual(await migrate({ server, folder }), ['0001-schemas.sql', '0002-people.sql']);
  assert.deepEqual(await migrate({ server, folder }), []);
  const owned = `select tableowner from pg_tables where schemaname = 'kept'`;
  assert.deepEqual(await ask(server.optionsFor('tp_migrator'), owned), [{ tableowner: 'tp_owner' }]);
});

test('three runners at once all succeed, and each file runs once', async () => {
  const server = await emptyDatabase();
  const folder = folderWith(twoFiles);
  const ran = await Promise.all([1, 2, 3].map(() => migrate({ server, folder })));
  assert.deepEqual(ran.flat(), Object.keys(twoFiles));
});

test('several databases of one cluster are made ready at once', async () => {
  const folder = folderWith(twoFiles);
  const servers = await Promise.all([1, 2, 3, 4].map(() => emptyDatabase()));
  const ran = await Promise.all(servers.map((server) => migrate({ server, folder })));
  assert.deepEqual(
    ran,
    servers.map(() => Object.keys(twoFiles)),
  );
});

test('when a file fails nothing of any file stays, and the line is named', async () => {
  const server = await emptyDatabase();
  const folder = folderWith({
    ...twoFiles,
    '0003-wrong.sql': 'select 1;\n\ncreate table kept.people (again text);\nselect nothing;',
  });
  await assert.rejects(migrate({ server, folder }), saying(/0003-wrong\.sql failed.*already exists/));
  const left = `select 1 from pg_namespace where nspname in ('kept', 'migration', 'graphile_worker')`;
  assert.deepEqual(await ask(server.optionsFor('tp_migrator'), left), []);
  const misspelt = folderWith({ '0001-misspelt.sql': 'select 1;\nselect 2;\nselect nothing_of_that_name;' });
  await assert.rejects(migrate({ server, folder: misspelt }), saying(/0001-misspelt\.sql failed at line 3/));
});

test('an edited file is refused, and nothing is changed', async () => {
  const server = await emptyDatabase();
  await migrate({ server, folder: folderWith(twoFiles) });
  const edited = folderWith({
    ...twoFiles,
    '0002-people.sql': 'create table kept.others ();',
    '0003-c.sql': 'create table kept.c ();',
  });
  await assert.rejects(migrate({ server, folder: edited }), saying(/0002-people\.sql changed/));
  const tables = `select tablename from pg_tables where schemaname = 'kept'`;
  assert.deepEqual(await ask(server.optionsFor('tp_migrator'), tables), [{ tablename: 'people' }]);
});

test('a database from a newer version is refused', async () => {
  const server = await emptyDatabase();
  await migrate({ server, folder: folderWith({ ...twoFiles, '0003-newer.sql': 'select 1' }) });
  await assert.rejects(migrate({ server, folder: folderWith(twoFiles) }), saying(/newer version.*0003-newer\.sql/));
});

test('a database that is not the migrator’s own is refused', async () => {
  const server = await emptyDatabase();
  await ask(cluster.optionsFor('tp_superuser', 'postgres'), `alter database ${server.name} owner to tp_superuser`);
  await assert.rejects(migrate({ server, folder: folderWith(twoFiles) }), saying(/must own the database/));
});

test('every login is weak, gets in, and may make nothing', async () => {
  const server = await emptyDatabase();
  await migrate({ server, folder: folderWith(twoFiles) });
  for (const login of logins) {
    const [self] = await ask(
      server.optionsFor(login),
      'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit as strong from pg_roles where rolname = current_user',
    );
    assert.deepEqual(self, { strong: false }, login);
    for (const wish of [
      'create schema own',
      'create table public.own ()',
      'create temporary table own ()',
      'set role tp_owner',
    ]) {
      await assert.rejects(ask(server.optionsFor(login), wish), code('42501'), `${login}: ${wish}`);
    }
  }
});

test('only the migrator may become the owner, and it is no superuser', async () => {
  const server = await emptyDatabase();
  await migrate({ server, folder: folderWith(twoFiles) });
  const members = await ask(
    server.optionsFor('tp_migrator'),
    `select distinct roleid::regrole::text as owner, member::regrole::text as member from pg_auth_members
      where roleid in ('tp_owner'::regrole, 'tp_search'::regrole, 'tp_queue'::regrole) order by 1`,
  );
  assert.deepEqual(members, [
    { owner: 'tp_owner', member: 'tp_migrator' },
    { owner: 'tp_queue', member: 'tp_migrator' },
    { owner: 'tp_search', member: 'tp_migrator' },
  ]);
  const [self] = await ask(
    server.optionsFor('tp_migrator'),
    'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  );
  assert.deepEqual(self, { rolsuper: false, rolbypassrls: false });
});

test('a job belongs to the transaction that enqueued it', async () => {
  const database = await freshDatabase();
  const jobs = 'select count(*)::int as jobs from graphile_worker.jobs';
  await ask(database.optionsFor('tp_hand'), `begin; select jobs.enqueue('send', '{}'); rollback`);
  assert.deepEqual(await ask(database.optionsFor('tp_worker'), jobs), [{ jobs: 0 }]);
  await ask(database.optionsFor('tp_hand'), `begin; select jobs.enqueue('send', '{}'); commit`);
  await ask(database.optionsFor('tp_worker'), `select jobs.enqueue('post', '{}')`);
  assert.deepEqual(await ask(database.optionsFor('tp_worker'), jobs), [{ jobs: 2 }]);
});

test('the same key is one job, and no key is always a new one', async () => {
  const database = await freshDatabase();
  const enqueue = (key: string) =>
    ask(database.optionsFor('tp_doorkeeper'), `select jobs.enqueue('send', '{"to": 1}', now() + '1 day', ${key})`);
  for (const key of [`'reminder 1'`, `'reminder 1'`, 'null', 'null']) await enqueue(key);
  const kept = await ask(database.optionsFor('tp_worker'), 'select key from graphile_worker.jobs order by key');
  assert.deepEqual(kept, [{ key: 'reminder 1' }, { key: null }, { key: null }]);
});

test('no door may enqueue, and nobody but the worker sees the queue', async () => {
  const database = await freshDatabase();
  for (const login of ['tp_staff', 'tp_participant', 'tp_public', 'tp_api'] as const) {
    await assert.rejects(ask(database.optionsFor(login), `select jobs.enqueue('send', '{}')`), code('42501'));
  }
  await assert.rejects(ask(database.optionsFor('tp_hand'), 'select * from graphile_worker.jobs'), code('42501'));
});

test('whoever holds the login of the worker cannot change what the hand calls, nor put something in its place', async () => {
  const database = await freshDatabase();
  for (const change of [
    'alter function jobs.enqueue(text, jsonb, timestamptz, text, text) security invoker',
    `create or replace function jobs.enqueue(task text, payload jsonb, run_at timestamptz default null, job_key text default null,
       line text default null) returns void language sql as 'select'`,
    'drop function jobs.enqueue(text, jsonb, timestamptz, text, text)',
    'drop schema jobs cascade',
    'create table jobs.loot (words text)',
  ])
    await assert.rejects(ask(database.optionsFor('tp_worker'), change), code('42501'), change);
});

test('a database whose queue the worker owned gets it from whoever logs in nowhere, and its jobs stay', async () => {
  const server = await emptyDatabase();
  const told = { server, folder: folderWith(twoFiles) };
  await migrate(told);
  await ask(
    server.optionsFor('tp_migrator'),
    `set role tp_queue; drop schema jobs cascade; reset role; grant create on database ${server.name} to tp_worker`,
  );
  await ask(server.optionsFor('tp_worker'), `create schema jobs; select graphile_worker.add_job('send', '{}')`);
  await migrate(told);
  await ask(server.optionsFor('tp_hand'), `select jobs.enqueue('send', '{}')`);
  const jobs = 'select count(*)::int as jobs from graphile_worker.jobs';
  assert.deepEqual(await ask(server.optionsFor('tp_worker'), jobs), [{ jobs: 2 }]);
});

test('the database believes identities signed with the key it was migrated with', async () => {
  const database = await freshDatabase();
  const serviceId = '6f1c1a50-0000-4000-8000-000000000001';
  const identity = { login: 'tp_staff', serviceId, kind: 'staff', id: serviceId, caseId: '' } as const;
  const read = (key: Buffer) =>
    ask(
      { ...database.optionsFor('tp_staff'), options: `-c app.identity=${signIdentity(identity, key, new Date())}` },
      'select app.service_id()::text as service',
    );
  assert.deepEqual(await read(database.identityKey), [{ service: serviceId }]);
  assert.deepEqual(await read(Buffer.alloc(32)), [{ service: null }]);
});
