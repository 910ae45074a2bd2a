import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from './own-process.ts';

const command = fileURLToPath(new URL('../../bin/talking-piece', import.meta.url));

/** A Talking Piece in processes of its own, started with the command that an operator types. */
export interface ChildService {
  readonly address: string;
  /** The command, the server that it started, the database that this started: parents first. */
  processes(): readonly number[];
  /** Ends node and every postgres at the same moment, without a chance to finish anything. */
  kill(): Promise<void>;
  /** Asks it to end, as Ctrl-C does; answers with its exit code. */
  stop(): Promise<number | null>;
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const end = (): void => process.exit(1);

/** Starts `talking-piece serve` on a data folder and waits until it answers; throws with what it said when it does not. */
export async function startChild(dataFolder: string, port: number): Promise<ChildService> {
  const address = `http://127.0.0.1:${port}`;
  const settings = {
    PORT: String(port),
    HOST: '127.0.0.1',
    BASE_URL: address,
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [command, 'serve', '--with-worker'], {
    env: { ...bareEnvironment(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const root = pidOf(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  // Whatever ends this test ends what it started.
  const abandon = () => killTree(root);
  process.once('exit', abandon);
  for (const name of endings) if (!process.listeners(name).includes(end)) process.on(name, end);
  child.once('exit', () => process.off('exit', abandon));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function kill(): Promise<void> {
    killTree(root);
    await ended;
  }

  for (const patience = Date.now() + 150_000; !(await answers(address)); await pause(20)) {
    if (!hasEnded() && Date.now() < patience) continue;
    if (!hasEnded()) await kill();
    throw new Error(`The service did not start by itself. It said:\n${said}`);
  }
  return {
    address,
    processes: () => processesFrom(root),
    kill,
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The service could not be started');
  return pid;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  server.close();
  await once(server, 'close');
  if (place === null || typeof place === 'string') throw new Error('No port is free');
  return place.port;
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/health/ready`)).ok;
  } catch {
    return false;
  }
}

// First all stand still, so that none is born between being listed and being killed.
function killTree(root: number): void {
  for (const pid of processesFrom(root)) signal(pid, 'SIGSTOP');
  for (const pid of processesFrom(root)) signal(pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** A process and everything that it, or what it started, has started: parents first. */
export function processesFrom(root: number): readonly number[] {
  const parents = parentsOfAll();
  const found = [root];
  for (const parent of found) {
    for (const [pid, its] of parents) if (its === parent) found.push(pid);
  }
  return found;
}

// Linux tells without `ps`, which small systems do not have.
function parentsOfAll(): ReadonlyMap<number, number> {
  if (process.platform !== 'linux') {
    const lines = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout.trim().split('\n');
    return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  }
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(all.map((pid) => [Number(pid), parentOf(pid)]));
}

function parentOf(pid: string): number {
  try {
    // The name of a program stands in brackets and may hold anything; the parent is the second field after it.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0; // it has ended meanwhile
  }
}
