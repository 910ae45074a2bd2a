import { existsSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { folderProblem, prepareDataFolder } from './data-folder.ts';
import { databasePassword, scramVerifier, type DatabaseServer } from './database-logins.ts';
import { binariesIn, bundledBinaries } from './postgres-binaries.ts';
import * as cluster from './postgres-cluster.ts';
import { readPidFile, stopServer, stopServerNow, type PidFile } from './postgres-process.ts';
import { codeOf, Problem } from './problem.ts';
import { secretsIn, type Secrets } from './secrets.ts';

export interface EmbeddedOptions {
  readonly dataFolder: string;
  /** False for tests: quick, and lost when the machine stops. */
  readonly durable: boolean;
  readonly log: (sentence: string) => void;
  /** A folder with the programs of another PostgreSQL. */
  readonly binaries?: string | undefined;
  /** Use the server of a Talking Piece that runs already, rather than refuse: for an operator's commands. */
  readonly join?: boolean | undefined;
  /** Told when the server went away without being asked to. */
  readonly onLost?: ((problem: Problem) => void) | undefined;
}

export interface EmbeddedPostgres extends DatabaseServer {
  /** The folder of the socket, which is the `host` of every connection. */
  readonly socketFolder: string;
  /** How to connect as any role to any database of the cluster; the database is `talking_piece` when not named. */
  optionsFor(role: string, database?: string): pg.ClientConfig;
  /** Stops at once, for the moment the process exits. What was committed is safe; the next start recovers it. */
  stopNow(): void;
}

/** What the attempts to get a server share. */
interface Attempt {
  readonly options: EmbeddedOptions;
  readonly cluster: cluster.Cluster;
  readonly secrets: Secrets;
  readonly socketFolder: string;
}

/** The right to use the cluster, held in the database itself, so that it ends with the process that holds it. */
interface Owned {
  readonly pid: number;
  readonly client: pg.Client;
  readonly socketFolder: string;
  readonly isOurs: boolean;
}

const ownership = 7_446_001; // the advisory lock of the process that runs a cluster

/**
 * Starts the PostgreSQL that Talking Piece brings, on a unix socket only, or takes over the one that a killed start left
 * running. Never two servers on one folder (PostgreSQL sees to it), never two owners of one server (the lock does).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  prepareDataFolder(options.dataFolder);
  const dataFolder = realpathSync(options.dataFolder);
  const folder = join(dataFolder, 'postgres');
  const account = cluster.accountFor(folder);
  const secrets = secretsIn(dataFolder);
  const { run, socketFolder } = cluster.makeRunFolder(tmpdir(), account);
  try {
    const binaries = options.binaries
      ? await binariesIn(options.binaries)
      : await bundledBinaries(join(run, 'postgres'), account !== undefined);
    const logFile = join(dataFolder, 'postgres.log');
    setAsideLongLog(logFile);
    const made = { folder, binaries, account, logFile, durable: options.durable };
    await cluster.ensureCluster(made, run, databasePassword(secrets, cluster.superuser));
    cluster.checkVersion(made);
    const owned = await own({ options, cluster: made, secrets, socketFolder });
    if (owned.socketFolder !== socketFolder) cluster.removeRunFolder(socketFolder);
    return await embedded(options, owned, made, secrets);
  } catch (error) {
    // A server of ours that somebody else took over still needs its socket.
    if (readPidFileQuietly(folder)?.socketFolder !== socketFolder) cluster.removeRunFolder(socketFolder);
    throw folderProblem(error, dataFolder);
  }
}

function readPidFileQuietly(folder: string): PidFile | undefined {
  try {
    return readPidFile(folder);
  } catch {
    return undefined;
  }
}

function setAsideLongLog(file: string): void {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
}

async function own(attempt: Attempt): Promise<Owned> {
  const { folder } = attempt.cluster;
  for (let launches = 1; launches <= 12;) {
    const found = readPidFile(folder);
    const owned = found?.isRunning ? await takeOver(attempt, found) : await launch(attempt, found);
    if (owned) return owned;
    if (found?.isRunning) continue;
    await pause(100 * launches); // the last processes of a killed server need a moment to see that they are alone
    launches += 1;
  }
  const { logFile } = attempt.cluster;
  throw new Problem(`The database in ${folder} does not start (${lastComplaint(logFile)}). More is in ${logFile}.`);
}

function lastComplaint(logFile: string): string {
  const complaints = readFileSync(logFile, 'utf8').match(/(?<=(FATAL|PANIC): +).*/g);
  return complaints?.at(-1) ?? 'it gave no reason';
}

/** Takes over a server that is already there; nothing when it had to be stopped, or ended by itself. */
async function takeOver(attempt: Attempt, found: PidFile): Promise<Owned | undefined> {
  const { options, cluster: made } = attempt;
  const { socketFolder } = found;
  if (!socketFolder) {
    await pause(20); // it is just starting, and will write down where it listens
    return undefined;
  }
  const deadline = Date.now() + 10_000;
  const mayAnswer = () => isStill(made.folder, found) && (existsSync(socketFolder) || Date.now() < deadline);
  const client = await connectWhile(attempt, socketFolder, mayAnswer);
  if (!client) {
    await stopServer(found.pid, made.folder); // already ending; or its socket was swept away, and nobody can reach it
    return undefined;
  }
  const isOurs = await takeOwnership(client);
  if (!isOurs && !options.join) {
    await client.end();
    throw new Problem(
      `Another Talking Piece is already running on the data folder ${options.dataFolder}. Stop it first, or name another folder in DATA_DIR.`,
    );
  }
  const { rows } = await client.query<{ cluster_name: string }>('show cluster_name');
  if (!isOurs || rows[0]?.cluster_name === cluster.nameOf(made)) {
    options.log(
      isOurs
        ? 'Took over the database server that an earlier start left running.'
        : 'Using the database server that is running.',
    );
    return { pid: found.pid, client, socketFolder, isOurs };
  }
  await client.end();
  await stopServer(found.pid, made.folder);
  cluster.removeRunFolder(socketFolder);
  return undefined;
}

/** Starts a server of our own; nothing when it ended at once or somebody else took it over first. */
async function launch(attempt: Attempt, stale: PidFile | undefined): Promise<Owned | undefined> {
  const { cluster: made, socketFolder } = attempt;
  if (stale && stale.socketFolder !== socketFolder) cluster.removeRunFolder(stale.socketFolder);
  const launched = cluster.launchServer(made, socketFolder, stale);
  let hasEnded = false;
  void launched.ended.then(() => (hasEnded = true));
  const client = await connectWhile(attempt, socketFolder, () => !hasEnded);
  if (!client) return undefined;
  if (await takeOwnership(client)) return { pid: launched.pid, client, socketFolder, isOurs: true };
  await client.end();
  return undefined;
}

function isStill(folder: string, found: PidFile): boolean {
  const now = readPidFile(folder);
  return now?.pid === found.pid && now.isRunning;
}

/** Tries to connect for as long as there is a server to wait for; it may have much to recover. */
async function connectWhile(
  attempt: Attempt,
  host: string,
  isWorthWaiting: () => boolean,
): Promise<pg.Client | undefined> {
  const patience = Date.now() + 120_000;
  const password = databasePassword(attempt.secrets, cluster.superuser);
  while (isWorthWaiting()) {
    const client = new pg.Client({
      host,
      user: cluster.superuser,
      password,
      database: 'postgres',
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined); // what breaks later is told by 'end'
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      refuseHopeless(error, attempt, Date.now() > patience);
    }
    await pause(15);
  }
  return undefined;
}

function refuseHopeless(error: unknown, { cluster: made, options }: Attempt, isOutOfPatience: boolean): void {
  if (codeOf(error) === '28P01') {
    throw new Problem(
      `The database in ${made.folder} does not know the password in ${join(options.dataFolder, 'secrets')}: the two belong to different installations. Put back the folder that belongs to it.`,
    );
  }
  if (!isOutOfPatience) return;
  throw new Problem(
    `The database in ${made.folder} runs but does not answer. The last lines of ${made.logFile} may say why.`,
  );
}

async function takeOwnership(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownership]);
  return rows[0]?.taken ?? false;
}

async function embedded(
  options: EmbeddedOptions,
  { pid, client, socketFolder, isOurs }: Owned,
  { folder }: cluster.Cluster,
  secrets: Secrets,
): Promise<EmbeddedPostgres> {
  if (isOurs) await prepareDatabase(client, databasePassword(secrets, 'tp_migrator'));
  let isStopping = false;
  client.on('end', () => {
    if (!isStopping)
      options.onLost?.(new Problem(`The database server of ${folder} has stopped. Start Talking Piece again.`));
  });
  const held = client as pg.Client & { ref(): void; unref(): void };
  held.unref(); // the lock alone keeps no process alive
  return {
    socketFolder,
    optionsFor: (role, database = 'talking_piece') => {
      const password = databasePassword(secrets, role);
      return { host: socketFolder, user: role, password, database };
    },
    passwordFor: (login) => databasePassword(secrets, login),
    stop: async () => {
      isStopping = true;
      held.ref();
      await client.end();
      if (!isOurs) return;
      await stopServer(pid, folder);
      cluster.removeRunFolder(socketFolder);
    },
    stopNow: () => {
      isStopping = true;
      if (!isOurs) return;
      stopServerNow(pid, folder);
      cluster.removeRunFolder(socketFolder);
    },
  };
}

/** The migrator is no superuser: it makes the roles of the doors and owns its database, and that is all. */
async function prepareDatabase(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ migrator: boolean; database: boolean }>(`
    select exists (select from pg_roles where rolname = 'tp_migrator') as migrator,
           exists (select from pg_database where datname = 'talking_piece') as database`);
  if (!rows[0]?.migrator) await client.query('create role tp_migrator');
  await client.query(`alter role tp_migrator with login createrole password '${scramVerifier(password)}'`);
  if (!rows[0]?.database) await client.query('create database talking_piece owner tp_migrator');
}
