import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { databasePassword, sealDatabase, type DatabaseLogin } from '#platform/database-logins.ts';
import { startEmbedded } from '#platform/embedded-postgres.ts';
import { identityKey } from '#platform/identity.ts';
import { keyringIn, type Keyring } from '#platform/keyring.ts';
import { migrate } from '#platform/migrate.ts';
import { readMigrations } from '#platform/migration-files.ts';
import { removeRunFolder, superuser } from '#platform/postgres-cluster.ts';
import { isAlive, readPidFile, stopServerNow } from '#platform/postgres-process.ts';
import { secretsIn } from '#platform/secrets.ts';

/** What a test process must know to use the cluster of the whole run. Goes into TP_TEST_CLUSTER as JSON. */
export interface ClusterAddress {
  readonly socketFolder: string;
  /** Holds the secrets of the cluster. */
  readonly dataFolder: string;
}

export interface TestCluster {
  readonly address: ClusterAddress;
  /** The key that identities are signed with in every database of the cluster. */
  readonly identityKey: Buffer;
  /** The keys that texts are sealed with in every database of the cluster. */
  readonly keyring: Keyring;
  /** How to connect as any role, the superuser too, to any database. */
  optionsFor(role: string, database: string): pg.ClientConfig;
  /** A new database with all migrations. Dropped with the cluster, or by `drop`. */
  createDatabase(): Promise<TestDatabase>;
  /** A new database with everything that another one holds, whose connections end. */
  copyOf(name: string): Promise<TestDatabase>;
  /** Stops the server if this process started it, and removes its folder. */
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly name: string;
  readonly identityKey: Buffer;
  readonly keyring: Keyring;
  /** Holds the secrets, for a process of its own. */
  readonly dataFolder: string;
  optionsFor(login: DatabaseLogin): pg.ClientConfig;
  drop(): Promise<void>;
}

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
const jobs = new URL('../../src/platform/jobs.sql', import.meta.url);
const oneTemplateMakerAtATime = 7_446_003;

let shared: Promise<TestCluster> | undefined;

/** The cluster of this test run: the one that TP_TEST_CLUSTER names, or one of this process's own. */
export function testCluster(): Promise<TestCluster> {
  shared ??= openCluster();
  return shared;
}

/** A new database with all migrations, dropped when the test or the file that asked for it is over. */
export async function freshDatabase(): Promise<TestDatabase> {
  const cluster = await testCluster();
  const database = await cluster.createDatabase();
  after(() => database.drop());
  return database;
}

async function openCluster(): Promise<TestCluster> {
  const named = process.env['TP_TEST_CLUSTER'];
  return named ? clusterAt(JSON.parse(named) as ClusterAddress, async () => undefined) : startCluster();
}

/** Starts a quick cluster that is lost with this process. TP_TEST_POSTGRES names the programs of another PostgreSQL. */
export async function startCluster(): Promise<TestCluster> {
  const parent = quickFolder();
  sweep(parent);
  const dataFolder = mkdtempSync(join(parent, `tp-test-${process.pid}-`));
  const binaries = process.env['TP_TEST_POSTGRES'] || undefined;
  const server = await startEmbedded({ dataFolder, durable: false, log: () => undefined, binaries });
  const remove = () => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  const abandon = () => {
    server.stopNow();
    remove();
  };
  process.once('exit', abandon);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return clusterAt({ socketFolder: server.socketFolder, dataFolder }, async () => {
    process.off('exit', abandon);
    await server.stop();
    remove();
  });
}

// A test process that was killed could not stop its server: whoever starts one next does.
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const owner = /^tp-test-(\d+)-/.exec(name)?.[1];
    const isMine = statSync(join(parent, name), { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (owner === undefined || !isMine || isAlive(Number(owner))) continue;
    const folder = join(parent, name, 'postgres');
    const left = readPidFile(folder);
    if (left?.isRunning) stopServerNow(left.pid, folder);
    removeRunFolder(left?.socketFolder);
    rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

// A clone is a thousand small files: measured 30 ms in memory, 400 to 800 ms on a disk that others use too.
function quickFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 1_500_000_000 ? memory : tmpdir();
}

function clusterAt(address: ClusterAddress, stop: () => Promise<void>): TestCluster {
  const secrets = secretsIn(address.dataFolder);
  const key = identityKey(secrets.secret('identity'));
  const optionsFor = (role: string, database: string): pg.ClientConfig => ({
    host: address.socketFolder,
    user: role,
    password: databasePassword(secrets, role),
    database,
  });
  const keyring = keyringIn(secrets);
  keyring.make(1);
  const cluster = { address, identityKey: key, keyring, optionsFor, stop };
  return {
    ...cluster,
    createDatabase: () => cloneTemplate(cluster),
    copyOf: (name) => clone(cluster, (client) => letGoOf(client, name)),
  };
}

type Place = Pick<TestCluster, 'optionsFor' | 'identityKey' | 'keyring' | 'address'>;

let clones = 0;

function cloneTemplate(place: Place): Promise<TestDatabase> {
  return clone(place, (client) => ensureTemplate(place, client));
}

// A database that somebody is connected to cannot be copied; pools connect again when they are asked next.
async function letGoOf(client: pg.Client, name: string): Promise<string> {
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  return name;
}

async function clone(place: Place, ready: (client: pg.Client) => Promise<string>): Promise<TestDatabase> {
  const { optionsFor } = place;
  clones += 1;
  const name = `t${process.pid}_${clones}`;
  await asSuperuser(place, async (client) => {
    const template = await ready(client);
    await client.query(`create database ${name} template ${template} strategy file_copy owner tp_migrator`);
    await sealDatabase(client, name);
  });
  return {
    name,
    identityKey: place.identityKey,
    keyring: place.keyring,
    dataFolder: place.address.dataFolder,
    optionsFor: (login) => optionsFor(login, name),
    drop: () =>
      asSuperuser(place, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** Makes the migrated database that all others are copies of, once a cluster and state of the migrations. */
async function ensureTemplate(place: Place, client: pg.Client): Promise<string> {
  const name = `tp_template_${fingerprint()}`;
  if (await exists(client, name)) return name;
  await client.query('select pg_advisory_lock($1)', [oneTemplateMakerAtATime]);
  if (!(await exists(client, name))) await makeTemplate(place, client, name);
  await client.query('select pg_advisory_unlock($1)', [oneTemplateMakerAtATime]);
  return name;
}

async function makeTemplate(
  { optionsFor, identityKey, address }: Place,
  client: pg.Client,
  name: string,
): Promise<void> {
  const making = `${name}_making`;
  const secrets = secretsIn(address.dataFolder);
  await client.query(`drop database if exists ${making} with (force)`);
  await client.query(`create database ${making} owner tp_migrator`);
  const server = {
    optionsFor: (login: DatabaseLogin) => optionsFor(login, making),
    passwordFor: (login: DatabaseLogin) => databasePassword(secrets, login),
  };
  await migrate({ server, folder: migrations, identityKey });
  // Named only when whole, and shut to connections, for a template that is in use cannot be copied.
  await client.query(`alter database ${making} rename to ${name}`);
  await client.query(`alter database ${name} allow_connections false`);
}

async function exists(client: pg.Client, database: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [database])).rowCount === 1;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(jobs));
  for (const file of readMigrations(migrations)) hash.update(file.name).update(file.sha256);
  return hash.digest('hex').slice(0, 12);
}

async function asSuperuser(place: Place, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(place.optionsFor(superuser, 'postgres'));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
