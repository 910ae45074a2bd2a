import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { launchServer, nameOf, removeRunFolder, superuser, type Cluster } from './postgres-cluster.ts';
import { readPidFile, stopServer, type PidFile } from './postgres-process.ts';
import { codeOf, Problem } from './problem.ts';

/** What it takes to get a server for a cluster. */
export interface Attempt {
  readonly cluster: Cluster;
  readonly password: string;
  /** Where a server of our own would listen. */
  readonly socketFolder: string;
  /** Use a server that somebody else owns, rather than refuse. */
  readonly join: boolean;
  readonly log: (sentence: string) => void;
}

/** The right to use a cluster, held in the database itself, so that it ends with the process that holds it. */
export interface Owned {
  readonly pid: number;
  readonly client: pg.Client;
  readonly socketFolder: string;
  /** False when we joined a server that somebody else owns. */
  readonly isOurs: boolean;
}

const ownership = 7_446_001; // the advisory lock of the process that runs a cluster

/**
 * Starts a server or takes over the one that a killed start left running, until this process is the owner of one.
 * Never two servers on one folder: PostgreSQL sees to it. Never two owners of one server: the lock does.
 */
export async function own(attempt: Attempt): Promise<Owned> {
  const { folder, logFile } = attempt.cluster;
  for (let launches = 1; launches <= 12;) {
    const found = readPidFile(folder);
    const owned = found?.isRunning ? await takeOver(attempt, found) : await launch(attempt, found);
    if (owned) return owned;
    if (found?.isRunning) continue;
    await pause(100 * launches); // the last processes of a killed server need a moment to see that they are alone
    launches += 1;
  }
  throw new Problem(`The database in ${folder} does not start (${lastComplaint(logFile)}). More is in ${logFile}.`);
}

function lastComplaint(logFile: string): string {
  const complaints = readFileSync(logFile, 'utf8').match(/(?<=(FATAL|PANIC): +)\S.*/g);
  return complaints?.at(-1) ?? 'it gave no reason';
}

/** Takes over a server that is already there; nothing when it had to be stopped, or ended by itself. */
async function takeOver(attempt: Attempt, found: PidFile): Promise<Owned | undefined> {
  const { cluster, log } = attempt;
  const { pid, socketFolder } = found;
  if (!socketFolder) {
    await pause(20); // it is just starting, and will write down where it listens
    return undefined;
  }
  const deadline = Date.now() + 10_000;
  const mayAnswer = () => isStill(cluster.folder, pid) && (existsSync(socketFolder) || Date.now() < deadline);
  const client = await connectWhile(attempt, socketFolder, mayAnswer);
  if (!client) {
    await stopServer(pid, cluster.folder); // already ending; or its socket was swept away, and nobody can reach it
    return undefined;
  }
  const isOurs = await takeOwnership(client);
  if (!isOurs && !attempt.join) throw await alreadyRunning(client, cluster);
  if (!isOurs || (await carriesOurName(client, cluster))) {
    log(
      isOurs
        ? 'Took over the database server that an earlier start left running.'
        : 'Using the running database server.',
    );
    return { pid, client, socketFolder, isOurs };
  }
  await client.end();
  await stopServer(pid, cluster.folder);
  removeRunFolder(socketFolder);
  return undefined;
}

async function alreadyRunning(client: pg.Client, { dataFolder }: Cluster): Promise<Problem> {
  await client.end();
  return new Problem(
    `Another Talking Piece is already running on the data folder ${dataFolder}. Stop it first, or name another folder in DATA_DIR.`,
  );
}

async function carriesOurName(client: pg.Client, cluster: Cluster): Promise<boolean> {
  const { rows } = await client.query<{ cluster_name: string }>('show cluster_name');
  return rows[0]?.cluster_name === nameOf(cluster);
}

/** Starts a server of our own; nothing when it ended at once or somebody else took it over first. */
async function launch(attempt: Attempt, stale: PidFile | undefined): Promise<Owned | undefined> {
  const { cluster, socketFolder } = attempt;
  if (stale && stale.socketFolder !== socketFolder) removeRunFolder(stale.socketFolder);
  const launched = launchServer(cluster, socketFolder, stale);
  let hasEnded = false;
  void launched.ended.then(() => (hasEnded = true));
  const client = await connectWhile(attempt, socketFolder, () => !hasEnded);
  if (!client) return undefined;
  if (await takeOwnership(client)) return { pid: launched.pid, client, socketFolder, isOurs: true };
  await client.end();
  return undefined;
}

function isStill(folder: string, pid: number): boolean {
  const now = readPidFile(folder);
  return now?.pid === pid && now.isRunning;
}

/** Tries to connect for as long as there is a server to wait for; it may have much to recover. */
async function connectWhile(
  attempt: Attempt,
  host: string,
  isWorthWaiting: () => boolean,
): Promise<pg.Client | undefined> {
  const patience = Date.now() + 120_000;
  const options = { host, user: superuser, password: attempt.password, database: 'postgres' };
  while (isWorthWaiting()) {
    const client = new pg.Client({ ...options, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // what breaks later is told by 'end'
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      refuseHopeless(error, attempt.cluster, Date.now() > patience);
    }
    await pause(15);
  }
  return undefined;
}

function refuseHopeless(error: unknown, { folder, dataFolder, logFile }: Cluster, isOutOfPatience: boolean): void {
  if (codeOf(error) === '28P01') {
    throw new Problem(
      `The database in ${folder} does not know the password in ${dataFolder}/secrets: the two belong to different installations. Put back the folder that belongs to it.`,
    );
  }
  if (!isOutOfPatience) return;
  throw new Problem(`The database in ${folder} runs but does not answer. The last lines of ${logFile} may say why.`);
}

async function takeOwnership(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownership]);
  return rows[0]?.taken ?? false;
}
