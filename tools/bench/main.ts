import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbedded, type EmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { identityKey, type Identity } from '#platform/identity.ts';
import { keyringIn } from '#platform/keyring.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { secretsIn } from '#platform/secrets.ts';
import { filesIn } from '#platform/file-store.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { freePort, startChild, type ChildService } from '../../test/support/child-service.ts';
import { sealedColumns } from '../../src/sealed-columns.ts';
import { openDoors } from '../../src/wiring.ts';
import { copyInClear, Listener, makeBareTables } from './bare-sql.ts';
import { generate, type Generated, type SignedIn } from './generate.ts';
import { load, type Visit } from './http-load.ts';
import { judge, type PublicPath } from './lighthouse.ts';
import { likenessFigures } from './likeness.ts';
import { listFigures, tellLists } from './lists.ts';
import { listenTo, pageTimes, type Subject } from './page-time.ts';
import { beRacer, race, type Stack } from './race.ts';
import { tellJudged, tellLikeness, tellPages, tellRace, tellWalls, tellWeights } from './telling.ts';
import { wallCosts, type Walled } from './walls.ts';
import { weigh, type Weight } from './weights.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'string', default: '10000' }, only: { type: 'string', default: '' } },
});
// Likeness has people of its own: what it stands beside may be small.
const cases = options.only === 'likeness' ? 100 : Number(options.cases);
const rounds = 7;
// `--only walls` or `--only pages,walls` measures that alone, `--cases 1000` a smaller service.
const isWanted = (part: 'pages' | 'import' | 'walls' | 'load' | 'weights' | 'race' | 'lighthouse' | 'likeness') =>
  options.only === '' || options.only.split(',').includes(part);

if (positionals[0] === 'racer') await beRacer(positionals[1] as Stack);
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
  if (isWanted('race')) tellRace(await race(rounds));
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
    const made = await generate(client, cases, {
      how: 'unchecked',
      server,
      keyring,
      beforeSealing: () =>
        copyInClear(
          client,
          sealedColumns.map(({ table }) => table),
        ),
    });
    console.log(`${cpus().length} processors, Node ${process.version}, ${await versionOf(client)}, durable.`);
    console.log(`${cases} cases with ${made.historyLines} lines of history, made in ${seconds(start)}.\n`);
    for (const [schema, inClear] of [
      ['bare', false],
      ['clear', true],
    ] as const) {
      const [all, own] = [made.coordinator.staffId, made.facilitator.staffId];
      await makeBareTables(client, schema, { ...made, inClear, readerId: all });
      await makeBareTables(client, `${schema}_own`, { ...made, inClear, readerId: own, onlyOf: own });
    }
    const subjects = await subjectsOf(client, made);
    await throughDoors(server, dataFolder, client, subjects);
    if (isWanted('load')) await underLoad(service, subjects);
    if (isWanted('import')) tellLists(await listFigures(service, client, made));
    // A demonstration names its pages to no search, which costs it the points for being found.
    await client.query('update app.services set is_demonstration = false');
    if (isWanted('weights')) tellWeights(await weightsOf(service, made, subjects));
    if (isWanted('lighthouse')) tellJudged(await judge(service.address, await publicPages(service)));
  } finally {
    await client.end();
  }
}

async function versionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  return `PostgreSQL ${rows[0]?.version}`;
}

async function subjectsOf(
  client: pg.Client,
  { serviceId, coordinator, facilitator }: Generated,
): Promise<readonly Subject[]> {
  const one = async (query: string) => (await client.query<{ text: string }>(query)).rows.map(({ text }) => text);
  // Spread over all ages and stages, the same ones in every run.
  const references = await one(
    `select reference as text from app.cases where status = 'open' order by md5(id::text) limit 30`,
  );
  // In a smaller service the last page there is.
  const page100 = await one(
    'select touched_at || $$ $$ || id as text from app.cases order by touched_at desc, id desc offset least(2474, (select count(*) from app.cases) - 26) limit 1',
  );
  const readerOf = ({ staffId }: SignedIn): Identity => ({
    login: 'tp_staff',
    serviceId,
    kind: 'staff',
    id: staffId,
    caseId: '',
  });
  const all = { cookie: coordinator.cookie, reader: readerOf(coordinator), schema: 'bare' };
  const search = (...words: readonly string[]) => words.map((each) => `/search?words=${encodeURIComponent(each)}`);
  return [
    { name: 'Case page', ...all, paths: references.map((reference) => `/cases/${reference}`) },
    { name: 'Caseload, page 1', ...all, paths: ['/caseload'] },
    {
      name: 'Caseload, page 100',
      ...all,
      paths: page100.map((cursor) => `/caseload?older=${encodeURIComponent(cursor)}`),
    },
    {
      name: 'Caseload of 25 cases',
      cookie: facilitator.cookie,
      reader: readerOf(facilitator),
      schema: 'bare_own',
      paths: ['/caseload'],
    },
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
): Promise<void> {
  const secrets = secretsIn(dataFolder);
  const listener = new Listener();
  const Client = listener.client();
  const identity = identityKey(secrets.secret('identity'));
  const keyring = keyringIn(secrets);
  const { server: doors, ports } = await openDoors({
    database: {
      optionsFor: (login) => ({ ...server.optionsFor(login), Client }),
      identityKey: identity,
      keyring,
    },
    assets: { url: (name) => `/assets/${name}`, find: () => undefined },
    baseUrl: 'http://localhost',
    sealer: sealerOf('the secret of a bench'),
    files: filesIn(join(dataFolder, 'files')),
    clock: () => new Date(),
    log: { info: () => undefined, error: (fields) => console.error(fields) },
  });
  // A connection of its own: statements are prepared under names.
  const [plainClient, doorClient] = [
    new pg.Client({ ...server.optionsFor(superuser), pipeline: true }),
    new pg.Client({ ...server.optionsFor('tp_staff'), pipeline: true }),
  ];
  try {
    const bench = { server: doors, listener, bareClient };
    if (isWanted('likeness')) {
      const reader = subjects[0]?.reader;
      if (!reader) throw new Error('Nobody asks');
      const measured = { database: ports.database, client: bareClient, reader };
      for (const [seed, known] of [
        [4, 'the weights were chosen by these'],
        [2026, 'no weight was chosen by these'],
      ] as const) {
        const size = { people: 100_000, ofEachWay: 50, seed, isTimed: true };
        tellLikeness(`seed ${seed}: ${known}`, await likenessFigures(measured, size));
      }
    }
    if (isWanted('pages')) tellPages(await pageTimes(bench, subjects, rounds));
    if (!isWanted('walls')) return;
    for (const client of [plainClient, doorClient]) await client.connect();
    const walled: Walled[] = [];
    for (const subject of subjects) walled.push(await walledOf(bench, subject));
    tellWalls(
      await wallCosts(
        { ...bench, database: ports.database, keyring, identityKey: identity, bareClient: plainClient, doorClient },
        walled,
        rounds,
      ),
    );
  } finally {
    for (const client of [plainClient, doorClient]) await client.end();
    await doors.close();
    await ports.database.close();
  }
}

async function walledOf(bench: Parameters<typeof listenTo>[0], subject: Subject): Promise<Walled> {
  const pages = [];
  for (const path of subject.paths) pages.push((await listenTo(bench, subject, path)).asked);
  const { name, reader, schema } = subject;
  return { name, pages, reader, subject, schemas: { sealed: schema, clear: schema.replace('bare', 'clear') } };
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
  service: ChildService,
  { participantCookie }: Generated,
  subjects: readonly Subject[],
): Promise<readonly Weight[]> {
  const staff = subjects.map(({ name, cookie, paths }) => [name, paths[0] ?? '', cookie] as const);
  const { address } = service;
  const open = (await publicPages(service)).map(({ path, cookie }) => [`Public, ${path}`, path, cookie] as const);
  const pages = [...open, ["A participant's own page", '/my', participantCookie], ...staff] as const;
  const weights: Weight[] = [];
  for (const [name, path, cookie] of pages)
    weights.push(await weigh(name, address, { address: `${address}${path}`, cookie }));
  return weights;
}

/** Every page that the public site names to searches, and where somebody asks for help or for a call, which it hides from them. */
async function publicPages({ address }: ChildService): Promise<readonly PublicPath[]> {
  const map = await (await fetch(`${address}/sitemap.xml`)).text();
  const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, page]) => new URL(page ?? '').pathname);
  if (paths.length === 0) throw new Error('the map of the site names no page');
  const shown = [...paths, '/refer', '/call-back'].map((path) => ({ path, cookie: '' }));
  return [...shown, { path: '/refer/name', cookie: await begunAsking(address) }];
}

/** The cookie of somebody who has said that they were harmed, and is asked for their name next. */
async function begunAsking(address: string): Promise<string> {
  const answer = await fetch(`${address}/refer`, {
    method: 'POST',
    headers: { origin: address },
    body: new URLSearchParams({ part: 'harmed' }),
    redirect: 'manual',
  });
  const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
  if (answer.status !== 303 || cookie === '') throw new Error(`/refer answered ${answer.status}`);
  return cookie;
}
