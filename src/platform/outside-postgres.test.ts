import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { testCluster } from '../../test/support/cluster.ts';
import { databasePassword } from './database-logins.ts';
import { isThisMachine } from './encrypted-way.ts';
import { migrate } from './migrate.ts';
import { outsidePostgres } from './outside-postgres.ts';
import { Problem } from './problem.ts';
import { secretsIn } from './secrets.ts';

const cluster = await testCluster();
// Roles belong to the whole cluster, so its own secrets are used: others would lock the other tests out.
const secrets = secretsIn(cluster.address.dataFolder);
const folder = mkdtempSync(join(tmpdir(), 'outside-'));
writeFileSync(join(folder, '0001-nothing.sql'), 'select 1');
after(() => rmSync(folder, { recursive: true }));

function address(changes: Record<string, string>): string {
  const parts = {
    database: 'outside',
    user: 'tp_migrator',
    password: databasePassword(secrets, 'tp_migrator'),
    ...changes,
  };
  const { database, ...parameters } = { host: cluster.address.socketFolder, ...parts };
  return `postgresql:///${database}?${new URLSearchParams(parameters).toString()}`;
}

async function refusal(databaseUrl: string): Promise<string> {
  const server = outsidePostgres(databaseUrl, secrets, isThisMachine);
  const problem = await migrate({ server, folder }).then(
    () => assert.fail('it was not refused'),
    (error: unknown) => error,
  );
  assert(problem instanceof Problem, String(problem));
  return problem.message;
}

test('a database that somebody else runs is brought up to date, and each login gets in by its own password', async () => {
  const superuser = new pg.Client(cluster.optionsFor('tp_superuser', 'postgres'));
  await superuser.connect();
  await superuser.query('create database outside owner tp_migrator');
  const server = outsidePostgres(address({}), secrets, isThisMachine);
  assert.deepEqual(await migrate({ server, folder }), ['0001-nothing.sql']);
  const staff = new pg.Client(server.optionsFor('tp_staff'));
  await staff.connect();
  const { rows } = await staff.query('select current_user::text as who, current_database()::text as at');
  assert.deepEqual(rows, [{ who: 'tp_staff', at: 'outside' }]);
  await staff.end();
  await superuser.query('drop database outside with (force)');
  await superuser.end();
});

test('an address in the usual form keeps its host, and its password stays with the migrator', () => {
  const server = outsidePostgres(
    'postgres://owner:s3cret@db.example.org:6432/service?sslmode=verify-full',
    secrets,
    isThisMachine,
  );
  const { connectionString } = server.optionsFor('tp_staff');
  const client = new pg.Client({ connectionString });
  assert.deepEqual(
    [client.host, client.port, client.database, client.user, client.password],
    ['db.example.org', 6432, 'service', 'tp_staff', databasePassword(secrets, 'tp_staff')],
  );
});

test('a database that is not there is named', async () => {
  assert.match(await refusal(address({ database: 'nowhere' })), /There is no database called nowhere/);
});

test('a wrong password is told, and not repeated', async () => {
  const said = await refusal(address({ password: 'hunter2' }));
  assert.match(said, /does not let the user tp_migrator in/);
  assert.doesNotMatch(said, /hunter2/);
});

test('a database that does not answer is told', async () => {
  const closed = createServer();
  const port = await new Promise<number>((resolve) => {
    closed.listen(0, '127.0.0.1', () => {
      const at = closed.address();
      resolve(typeof at === 'object' && at ? at.port : 0);
    });
  });
  await new Promise((resolve) => closed.close(resolve));
  const said = await refusal(`postgres://owner:hunter2@127.0.0.1:${port}/service`);
  assert.equal(
    said,
    `The database at 127.0.0.1:${port} does not answer. Check DATABASE_URL, and that the database is running.`,
  );
});
