import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded, type EmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { identityKey } from '#platform/identity.ts';
import { keyringIn } from '#platform/keyring.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { secretsIn } from '#platform/secrets.ts';
import { filesIn } from '#platform/file-store.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { freePort, startChild, type ChildService } from '../../test/support/child-service.ts';
import { openDoors } from '../../src/wiring.ts';
import { Listener, makeBareTables } from './bare-sql.ts';
import { generate, type Generated } from './generate.ts';
import { load, type Visit } from './http-load.ts';
import { median } from './medians.ts';
import { pageTimes, type PageTime, type Subject } from './page-time.ts';
import { beRacer, race, timesQuicker, type RaceResult, type Stack } from './race.ts';
import { weigh, type Weight } from './weights.ts';

const cases = 10_000;
const rounds = 7;

if (process.argv[2] === 'racer') await beRacer(process.argv[3] as Stack);
else await bench();

async function bench(): Promise<void> {
  const start = performance.now();
  const dataFolder = mkdtempSync(join(tmpdir(), 'tp-bench-'));
  chmodSync(dataFolder, 0o755); // as root, the database server runs as somebody else
  const service = await startChild(dataFolder, await freePort());
  try {
    const server = await startEmbedded({ dataFolder, durable: true, join: true, log: () => undefined });
    await onDatabase(service, server, dataFolder);
    await server.stop();
  } finally {
    await service.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  tellRace(await race(rounds));
  console.log(`\nAll measured in one run of ${seconds(start)}, by turns; every figure is a median.`);
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

async function onDatabase(service: ChildService, server: EmbeddedPostgres, dataFolder: string): Promise<void> {
  const client = new pg.Client(server.optionsFor(superuser));
  await client.connect();
  try {
    const start = performance.now();
    const keyring = keyringIn(secretsIn(dataFolder));
    const made = await generate(client, cases, { how: 'unchecked', server, keyring });
    console.log(`${cpus().length} processors, Node ${process.version}, ${await versionOf(client)}, durable.`);
    console.log(`${cases} cases with ${made.historyLines} lines of history, made in ${seconds(start)}.\n`);
    await makeBareTables(client, 'bare', made);
    await makeBareTables(client, 'bare_own', { ...made, onlyOf: made.facilitator.staffId });
    const subjects = await subjectsOf(client, made);
    tellPages(await throughDoors(server, dataFolder, client, subjects));
    await underLoad(service, subjects);
    tellWeights(await weightsOf(service, made, subjects));
  } finally {
    await client.end();
  }
}

async function versionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  return `PostgreSQL ${rows[0]?.version}`;
}

async function subjectsOf(client: pg.Client, { coordinator, facilitator }: Generated): Promise<readonly Subject[]> {
  const one = async (query: string) => (await client.query<{ text: string }>(query)).rows.map(({ text }) => text);
  // Spread over all ages and stages, the same ones in every run.
  const references = await one(
    `select reference as text from app.cases where status = 'open' order by md5(id::text) limit 30`,
  );
  const page100 = await one(
    'select touched_at || $$ $$ || id as text from app.cases order by touched_at desc, id desc offset 2474 limit 1',
  );
  const all = { cookie: coordinator.cookie, schema: 'bare' };
  const search = (...words: readonly string[]) => words.map((each) => `/search?words=${encodeURIComponent(each)}`);
  return [
    { name: 'Case page', ...all, paths: references.map((reference) => `/cases/${reference}`) },
    { name: 'Caseload, page 1', ...all, paths: ['/caseload'] },
    {
      name: 'Caseload, page 100',
      ...all,
      paths: page100.map((cursor) => `/caseload?older=${encodeURIComponent(cursor)}`),
    },
    { name: 'Caseload of 25 cases', cookie: facilitator.cookie, schema: 'bare_own', paths: ['/caseload'] },
    { name: 'Search, a family name', ...all, paths: search('hartley', 'okoro', 'nowak') },
    { name: 'Search, one reference', ...all, paths: search(...references.slice(0, 3)) },
  ];
}

/** The real doors in this process, on the real logins. */
async function throughDoors(
  server: EmbeddedPostgres,
  dataFolder: string,
  bareClient: pg.Client,
  subjects: readonly Subject[],
): Promise<readonly PageTime[]> {
  const secrets = secretsIn(dataFolder);
  const listener = new Listener();
  const Client = listener.client();
  const { server: doors, ports } = await openDoors({
    database: {
      optionsFor: (login) => ({ ...server.optionsFor(login), Client }),
      identityKey: identityKey(secrets.secret('identity')),
      keyring: keyringIn(secrets),
    },
    assets: { url: (name) => `/assets/${name}`, find: () => undefined },
    baseUrl: 'http://localhost',
    sealer: sealerOf('the secret of a bench'),
    files: filesIn(join(dataFolder, 'files')),
    clock: () => new Date(),
    log: { info: () => undefined, error: (fields) => console.error(fields) },
  });
  try {
    return await pageTimes({ server: doors, listener, bareClient }, subjects, rounds);
  } finally {
    await doors.close();
    await ports.database.close();
  }
}

async function underLoad(service: ChildService, subjects: readonly Subject[]): Promise<void> {
  const visits: Visit[] = subjects.flatMap(({ paths, cookie }) =>
    paths.map((path) => ({ address: `${service.address}${path}`, cookie })),
  );
  const idle = residentMegabytes(service);
  const { requests, seconds: took } = await load(visits, { milliseconds: 10_000, atOnce: 8, encoding: 'br' });
  console.log('\nThe server in a process of its own, under load (pages of all kinds above, 8 at once, brotli)');
  console.log(
    `  ${requests} pages in ${took.toFixed(1)} s, ${(requests / took).toFixed(0)} a second, with the database and whoever asks on the same machine`,
  );
  console.log(`  Resident memory ${idle.toFixed(0)} MB before, ${residentMegabytes(service).toFixed(0)} MB after`);
}

// The command starts the server as its child: first the command, then the server, then the database.
function residentMegabytes(service: ChildService): number {
  const pid = service.processes()[1];
  if (process.platform === 'linux') {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  }
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024;
}

async function weightsOf(
  { address }: ChildService,
  { participantCookie }: Generated,
  subjects: readonly Subject[],
): Promise<readonly Weight[]> {
  const staff = subjects.map(({ name, cookie, paths }) => [name, paths[0] ?? '', cookie] as const);
  const pages = [
    ['Public, first page', '/', ''],
    ["A participant's own page", '/my', participantCookie],
    ...staff,
  ] as const;
  const weights: Weight[] = [];
  for (const [name, path, cookie] of pages)
    weights.push(await weigh(name, address, { address: `${address}${path}`, cookie }));
  return weights;
}

function tellPages(times: readonly PageTime[]): void {
  console.log('Page time through the doors, signed in, against the bare SQL the page needs');
  console.log(
    '(bare: the same SELECTs, prepared, on one connection, without row security, transaction, session or page)',
  );
  tellTable(
    ['', 'queries', 'bare ms', 'page ms', 'ratio', 'packed ms', 'KB', 'KB brotli'],
    times.map(({ name, queries, bareMs, pageMs, packedMs, bytes, packedBytes }) => [
      name,
      String(queries),
      bareMs.toFixed(2),
      pageMs.toFixed(2),
      (pageMs / bareMs).toFixed(2),
      packedMs.toFixed(2),
      (bytes / 1000).toFixed(1),
      (packedBytes / 1000).toFixed(1),
    ]),
  );
}

function tellWeights(weights: readonly Weight[]): void {
  console.log('\nWhat pages weigh, brotli, in KB');
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  tellTable(
    ['', 'page', 'first visit', 'fonts'],
    weights.map(({ name, page, withIts, fonts }) => [name, kilobytes(page), kilobytes(withIts), kilobytes(fonts)]),
  );
}

function tellRace({ bytes, renders, requests, cost }: RaceResult): void {
  console.log(
    '\nThe same page, 20 facts, 50 lines and 10 questions, in Fastify and our pages and in Express and Nunjucks with govuk-frontend',
  );
  const row = (name: string, lists: RaceResult['renders'], digits: number, ratio: number) => [
    name,
    median(lists.ours).toFixed(digits),
    median(lists.usual).toFixed(digits),
    ratio.toFixed(1),
  ];
  tellTable(
    ['', 'ours', 'usual', 'times'],
    [
      row('Renders a second', renders, 0, timesQuicker(renders)),
      row('Requests a second', requests, 0, timesQuicker(requests)),
      row('Processor ms a request', cost, 2, 1 / timesQuicker(cost)),
      ['KB a page', (bytes.ours / 1000).toFixed(1), (bytes.usual / 1000).toFixed(1), ''],
    ],
  );
}

function tellTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  for (const row of all) {
    console.log(
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`,
    );
  }
}
