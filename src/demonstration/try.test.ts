import { test } from 'node:test';
import pg from 'pg';
import { openDatabase } from '#platform/database.ts';
import { freshDatabase, testCluster } from '../../test/support/cluster.ts';
import { fillDemonstration } from './fill.ts';

const spent = new Map<string, [number, number]>();
const real = pg.Client.prototype.query as any;
(pg.Client.prototype as any).query = async function (...a: any[]) {
  const t = performance.now(); try { return await real.apply(this, a); } finally {
  const text = String(a[0]?.text ?? a[0]).trim().replace(/\s+/g,' ').slice(0, 110); const was = spent.get(text) ?? [0, 0]; spent.set(text, [was[0] + 1, was[1] + performance.now() - t]); } };
const made = await freshDatabase();
test('try', async () => {
  let n = 0; let cpu = process.cpuUsage();
  const database = openDatabase({ optionsFor: (login) => made.optionsFor(login), identityKey: made.identityKey, watch: () => { n++; } });
  const began = Date.now();
  try { console.log(await fillDemonstration({ database, clock: () => new Date(), baseUrl: 'http://localhost:3000' })); } catch (error) { console.log(error); }
  console.log(Date.now() - began, 'ms', n, 'queries', process.cpuUsage(cpu));
  await database.close();
  if (process.env['T']) console.table([...spent].sort((a, b) => b[1][1] - a[1][1]).slice(0, 25).map(([t, [n, ms]]) => ({ t, n, ms: Math.round(ms), each: (ms / n).toFixed(2) })));
  const cluster = await testCluster();
  const client = new pg.Client(cluster.optionsFor('tp_superuser', made.name));
  await client.connect();
  for (const q of (process.env['Q'] ?? '').split(';').filter(Boolean)) { const { rows } = await client.query(q); console.table(rows.slice(0, 200)); }
  await client.end();
});
