import { test } from 'node:test';
import pg from 'pg';
import { openDatabase } from '#platform/database.ts';
import { freshDatabase, testCluster } from '../../test/support/cluster.ts';
import { fillDemonstration } from './fill.ts';

const made = await freshDatabase();
test('try', async () => {
  let n = 0; let cpu = process.cpuUsage();
  const database = openDatabase({ optionsFor: (login) => made.optionsFor(login), identityKey: made.identityKey, watch: () => { n++; } });
  const began = Date.now();
  try { console.log(await fillDemonstration({ database, clock: () => new Date(), baseUrl: 'http://localhost:3000' })); } catch (error) { console.log(error); }
  console.log(Date.now() - began, 'ms', n, 'queries', process.cpuUsage(cpu));
  await database.close();
  const cluster = await testCluster();
  const client = new pg.Client(cluster.optionsFor('tp_superuser', made.name));
  await client.connect();
  for (const q of (process.env['Q'] ?? '').split(';').filter(Boolean)) { const { rows } = await client.query(q); console.table(rows.slice(0, 200)); }
  await client.end();
});
