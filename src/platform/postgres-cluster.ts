import { spawn, type SpawnOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
} from 'node:fs';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.ts';
import { isOpenToAll, type Binaries } from './postgres-binaries.ts';
import type { PidFile } from './postgres-process.ts';

export const superuser = 'tp_superuser';

/** One database cluster: its folder, the programs that serve it, and the account they run under. */
export interface Cluster {
  /** Everything of the installation; the cluster's folder is in it. */
  readonly dataFolder: string;
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly logFile: string;
  readonly durable: boolean;
}

/** An account that is not the one we run under. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account for the server: our own, or as root the owner of what is there, or else `nobody`. */
export function accountFor(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = existsSync(folder) ? statSync(folder) : { uid: 0, gid: 0 };
  return uid === 0 ? nobody() : { uid, gid };
}

// The account must be in the passwd file, or initdb stops. `nobody` always is, but its number differs by system.
function nobody(): Account {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m);
  return { uid: Number(line?.[1] ?? 65_534) >>> 0, gid: Number(line?.[2] ?? 65_534) >>> 0 };
}

/** Hands a path to the account of the server. */
function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Makes the cluster if it is not there. It is made aside and renamed, so half a cluster is never taken for one. */
export async function ensureCluster(cluster: Cluster, spare: string, password: string): Promise<void> {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return;
  const aside = mkdtempSync(`${cluster.folder}.new-`);
  const passwordFile = join(spare, 'password');
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    giveTo(cluster.account, passwordFile);
    giveTo(cluster.account, aside);
    await initialise({ ...cluster, folder: aside }, passwordFile);
    renameSync(aside, cluster.folder);
  } catch (error) {
    // Another start made it first: theirs serves as well.
    if (!existsSync(join(cluster.folder, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}

async function initialise(cluster: Cluster, passwordFile: string): Promise<void> {
  const options = ['-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  const language = ['--locale-provider=icu', '--icu-locale=en-GB', '--locale=C'];
  const asked = [
    ...options,
    ...language,
    '--data-checksums',
    '--no-instructions',
    ...(cluster.durable ? [] : ['--no-sync']),
  ];
  // The alphabet of the character type decides which letters a search takes for letters; not every system has this one.
  const alphabet = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  let said = '';
  for (const type of [alphabet, 'C']) {
    said = await runToEnd(cluster, 'initdb', [...asked, `--lc-ctype=${type}`]);
    if (said === '') return;
    if (!said.includes('invalid locale name')) break;
  }
  throw new Problem(`The database in ${cluster.folder} could not be made: ${said}`);
}

/** Runs a program of the cluster; what it complained of, or an empty text when it went well. */
async function runToEnd(cluster: Cluster, program: string, options: readonly string[]): Promise<string> {
  const child = launch(cluster, program, options, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return code === 0 ? '' : said.trim() || `${program} ended with ${code}`;
}

/** Refuses data that another major version of PostgreSQL wrote. */
export function checkVersion(cluster: Cluster): void {
  const written = Number.parseInt(readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8'), 10);
  if (written === cluster.binaries.major) return;
  throw new Problem(
    `The data in ${cluster.folder} was written by PostgreSQL ${written}, and this Talking Piece runs PostgreSQL ${cluster.binaries.major}. ` +
      'Start the version of Talking Piece that wrote it, take a copy of the database there, and bring that copy here; or name another folder in DATA_DIR.',
  );
}

function settingsOf({ durable }: Cluster): Record<string, string> {
  const always = {
    listen_addresses: '',
    port: '5432',
    unix_socket_permissions: '0700',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] %u@%d ',
    // Details of errors and the text of statements would carry people's names into a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
  const forTests = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };
  const lessWriting = { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '2GB' };
  return durable
    ? { ...always, max_connections: '60' }
    : { ...always, max_connections: '200', ...forTests, ...lessWriting };
}

/** A name that a running server carries, so that the next start sees whether it would start just the same one. */
export function nameOf(cluster: Cluster): string {
  const described = JSON.stringify([cluster.binaries.version, settingsOf(cluster)]);
  return `talking-piece-${createHash('sha256').update(described).digest('hex').slice(0, 12)}`;
}

export interface Launched {
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

/** Starts the server, out of reach of the terminal's signals: it is stopped by us, after our own work is done. */
export function launchServer(cluster: Cluster, socketFolder: string, stale: PidFile | undefined): Launched {
  const settings = Object.entries({ ...settingsOf(cluster), cluster_name: nameOf(cluster) });
  const options = ['-k', socketFolder, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(cluster.logFile, 'a', 0o600);
  // PostgreSQL refuses to start while the process in an old pid file lives. When that number belongs to another program
  // by now, this setting says so; everything else that PostgreSQL checks about the file, it still checks.
  const env = stale ? { PG_GRANDPARENT_PID: String(stale.pid) } : {};
  const child = launch(cluster, 'postgres', options, { detached: true, env, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return {
    pid: child.pid ?? 0,
    ended: new Promise((resolve) => child.on('error', () => resolve()).on('exit', () => resolve())),
  };
}

/**
 * Runs a program on the cluster. Where the server's account cannot enter a parent of the folder (root's home), it is
 * handed the opened folder instead, and reaches it by the name that Linux gives to an opened file.
 */
function launch(cluster: Cluster, program: string, options: readonly string[], how: SpawnOptions) {
  const { folder, account, binaries } = cluster;
  const direct = !account || isOpenToAll(join(realpathSync(folder), '..'));
  if (!direct && !existsSync('/proc/self/fd')) {
    throw new Problem(
      `Talking Piece was started as root, and the database may not run as root; its folder ${folder} lies in a folder that only root may enter. ` +
        'Start Talking Piece from an ordinary account, or name a folder that all may enter in DATA_DIR.',
    );
  }
  const handed = direct ? [] : [openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY)];
  const stdio = [...(Array.isArray(how.stdio) ? how.stdio : []), ...handed];
  try {
    return spawn(join(binaries.folder, program), ['-D', direct ? folder : '/proc/self/fd/3', ...options], {
      ...how,
      ...account,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', ...how.env },
      stdio,
    });
  } finally {
    for (const open of handed) closeSync(open);
  }
}

/** Makes the short-lived folder for the socket: short, for a socket's path may have 107 bytes at most (103 on macOS). */
export function makeRunFolder(temporary: string, account: Account | undefined): { run: string; socketFolder: string } {
  const isFit = (folder: string) => folder.length < 60 && (!account || isOpenToAll(folder));
  const parent = [realpathSync(temporary), '/tmp'].find(isFit) ?? '/tmp';
  const run = mkdtempSync(join(parent, 'tp-'));
  if (account) chmodSync(run, 0o755);
  const socketFolder = join(run, 's');
  mkdirSync(socketFolder, { mode: 0o700 });
  giveTo(account, socketFolder);
  return { run, socketFolder };
}

/** Removes the short-lived folder that held a socket, also when an earlier start made it. Removes nothing else. */
export function removeRunFolder(socketFolder: string | undefined): void {
  const run = socketFolder && /^(.*\/tp-[A-Za-z0-9]{6})\/s$/.exec(socketFolder)?.[1];
  if (run) rmSync(run, { recursive: true, force: true });
}
