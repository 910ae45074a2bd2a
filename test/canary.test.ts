import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { superuser } from '#platform/postgres-cluster.ts';
import { openSealed } from './support/open-sealed.ts';
import { testCluster } from './support/cluster.ts';
import { aHouse } from './support/house.ts';
import { withoutWords, wordColumns } from './support/canary/columns.ts';
import { faultsOfReach } from './support/canary/reach.ts';
import { fillMarkedWorld } from './support/canary/world.ts';

/*
 * Two services, three whole lives, two referrals that wait: in everything that anybody may say stands a value that is found again
 * wherever it turns up. Nothing of one side comes to anybody else.
 */
const house = await aHouse();
const cluster = await testCluster();
console.time('fill');
const world = await fillMarkedWorld(house.ports.database, new Date());
console.timeEnd('fill');
const strong = new pg.Pool({ ...cluster.optionsFor(superuser, house.test.name), max: 1 });
strong.on('error', () => undefined);
after(() => strong.end());

test('every column that may hold words of somebody holds a marked value, or says why it cannot', async () => {
  const unmarked: string[] = [];
  const columns = await wordColumns(strong);
  for (const { table, column } of columns) {
    const { rows } = await strong.query<{ words: unknown }>(
      `select ${column} as words from app.${table} where service_id = $1`,
      [world.ours],
    );
    await openSealed(strong, house.test.keyring, rows, world.ours);
    const found = [...world.marks.inClear(JSON.stringify(rows))].some((mark) => /^[ABVW] /.test(mark));
    if (found === `${table}.${column}` in withoutWords) unmarked.push(`${table}.${column}${found ? ' is marked' : ''}`);
  }
  assert.ok(columns.length > 100);
  assert.deepEqual(unmarked, []);
});

test('no login and no reader finds in the database what is not theirs, table by table and function by function', async () => {
  const copy = await cluster.copyOf(house.test.name);
  const optionsFor = (role: string) => cluster.optionsFor(role, copy.name);
  console.time('reach');
  const faults = await faultsOfReach({ ...cluster, optionsFor }, world);
  console.timeEnd('reach');
  await copy.drop();
  assert.deepEqual(faults, []);
});
