import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { superuser } from '#platform/postgres-cluster.ts';
import { filesIn } from '#platform/file-store.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { freshDatabase, testCluster } from '../../test/support/cluster.ts';
import { openDoors } from '../../src/wiring.ts';
import { Listener, makeBareTables } from './bare-sql.ts';
import { generate } from './generate.ts';
import { pageTimes } from './page-time.ts';

test('a hundred made-up cases pass every wall, and what their pages ask can be asked of bare tables', async () => {
  const database = await freshDatabase();
  const client = new pg.Client((await testCluster()).optionsFor(superuser, database.name));
  await client.connect();
  const made = await generate(client, 100, { how: 'checked', server: database, keyring: database.keyring });
  assert.ok(made.historyLines > 2000);
  const [all, own] = [made.coordinator.staffId, made.facilitator.staffId];
  await makeBareTables(client, 'bare', { ...made, readerId: all });
  await makeBareTables(client, 'bare_own', { ...made, readerId: own, onlyOf: own });
  const listener = new Listener();
  const { server, ports } = await openDoors({
    database: {
      optionsFor: (login) => ({ ...database.optionsFor(login), Client: listener.client() }),
      identityKey: database.identityKey,
      keyring: database.keyring,
    },
    assets: { url: (name) => `/assets/${name}`, find: () => undefined },
    baseUrl: 'http://localhost',
    sealer: sealerOf('the secret of a test'),
    files: filesIn(join(tmpdir(), 'tp-no-files')),
    clock: () => new Date(),
    log: { info: () => undefined, error: () => undefined },
  });
  const readerOf = (staffId: string) => ({
    login: 'tp_staff' as const,
    serviceId: made.serviceId,
    kind: 'staff' as const,
    id: staffId,
    caseId: '',
  });
  const { cookie } = made.coordinator;
  const subjects = [
    {
      name: 'everybody',
      cookie,
      reader: readerOf(made.coordinator.staffId),
      paths: ['/caseload', '/search?words=hartley', '/search?words=07700900007'],
      schema: 'bare',
    },
    {
      name: 'own',
      cookie: made.facilitator.cookie,
      reader: readerOf(made.facilitator.staffId),
      paths: ['/caseload'],
      schema: 'bare_own',
    },
  ];
  const times = await pageTimes({ server, listener, bareClient: client }, subjects, 1);
  for (const { queries, bareMs, pageMs, bytes } of times)
    assert.ok(queries > 0 && bareMs > 0 && pageMs > 0 && bytes > 1000);
  const { rows } = await client.query<{ all: number; own: number }>(`
    select (select count(*)::int from bare.cases) as all, (select count(*)::int from bare_own.cases) as own`);
  assert.deepEqual(rows[0], { all: 100, own: 25 });
  await server.close();
  await ports.database.close();
  await client.end();
});
