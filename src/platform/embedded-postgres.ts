import { existsSync, realpathSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { folderProblem, prepareDataFolder } from './data-folder.ts';
import { databasePassword, scramVerifier, type DatabaseServer } from './database-logins.ts';
import { binariesIn, bundledBinaries } from './postgres-binaries.ts';
import { accountFor, checkVersion, ensureCluster, superuser, type Cluster } from './postgres-cluster.ts';
import { makeRunFolder, removeRunFolder } from './postgres-cluster.ts';
import { own, type Owned } from './postgres-ownership.ts';
import { readPidFile, stopServer, stopServerNow } from './postgres-process.ts';
import { Problem } from './problem.ts';
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

/**
 * Starts the PostgreSQL that Talking Piece brings, on a unix socket only, or takes over the one that a killed start left
 * running. One Talking Piece at a time may own a data folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  prepareDataFolder(options.dataFolder);
  const dataFolder = realpathSync(options.dataFolder);
  const folder = join(dataFolder, 'postgres');
  const account = accountFor(folder);
  const { run, socketFolder } = makeRunFolder(tmpdir(), account);
  try {
    const binaries = options.binaries
      ? await binariesIn(options.binaries)
      : await bundledBinaries(join(run, 'postgres'), account !== undefined);
    const logFile = join(dataFolder, 'postgres.log');
    setAsideLongLog(logFile);
    const cluster = { dataFolder, folder, binaries, account, logFile, durable: options.durable };
    const secrets = secretsIn(dataFolder);
    const password = databasePassword(secrets, superuser);
    await ensureCluster(cluster, run, password);
    checkVersion(cluster);
    const owned = await own({ cluster, password, socketFolder, join: options.join ?? false, log: options.log });
    if (owned.socketFolder !== socketFolder) removeRunFolder(socketFolder);
    if (owned.isOurs) await prepareOrStop(owned, folder, databasePassword(secrets, 'tp_migrator'));
    return serving(options, owned, cluster, secrets);
  } catch (error) {
    // A server of ours that somebody else took over meanwhile still needs its socket.
    if (socketInUse(folder) !== socketFolder) removeRunFolder(socketFolder);
    throw folderProblem(error, dataFolder);
  }
}

function socketInUse(folder: string): string | undefined {
  try {
    return readPidFile(folder)?.socketFolder;
  } catch {
    return undefined; // the folder cannot be read, which is what is being told already
  }
}

function setAsideLongLog(file: string): void {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
}

function serving(options: EmbeddedOptions, owned: Owned, { folder }: Cluster, secrets: Secrets): EmbeddedPostgres {
  const { pid, isOurs, socketFolder } = owned;
  const client = owned.client as pg.Client & { ref(): void; unref(): void };
  let isStopping = false;
  client.on('end', () => {
    const problem = new Problem(`The database server of ${folder} has stopped. Start Talking Piece again.`);
    if (!isStopping) options.onLost?.(problem);
  });
  client.unref(); // the lock alone keeps no process alive
  return {
    socketFolder,
    optionsFor: (role, database = 'talking_piece') => {
      const password = databasePassword(secrets, role);
      return { host: socketFolder, user: role, password, database };
    },
    passwordFor: (login) => databasePassword(secrets, login),
    stop: async () => {
      isStopping = true;
      client.ref();
      await client.end();
      if (!isOurs) return;
      await stopServer(pid, folder);
      removeRunFolder(socketFolder);
    },
    stopNow: () => {
      isStopping = true;
      if (!isOurs) return;
      stopServerNow(pid, folder);
      removeRunFolder(socketFolder);
    },
  };
}

async function prepareOrStop({ client, pid }: Owned, folder: string, password: string): Promise<void> {
  try {
    await prepareDatabase(client, password);
  } catch (error) {
    await client.end();
    await stopServer(pid, folder);
    throw error;
  }
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
