import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './problem.ts';

/** What a cluster's folder says about its server: that it runs, or what a killed one left behind. */
export interface PidFile {
  readonly pid: number;
  readonly isRunning: boolean;
  /** Missing while the server is still starting. */
  readonly socketFolder: string | undefined;
}

/** Reads `postmaster.pid`, and looks whether the process it names is truly the server of this folder. */
export function readPidFile(cluster: string): PidFile | undefined {
  const lines = pidLines(cluster);
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 1) return undefined;
  return { pid, socketFolder: lines[4]?.trim() || undefined, isRunning: isServerOf(pid, cluster) };
}

function pidLines(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

// A postmaster works in its cluster's folder, whatever the name by which it was given that folder. The number alone
// says nothing: in a container a new process very soon gets the number of a killed one.
function isServerOf(pid: number, cluster: string): boolean {
  if (pid === process.pid || !isAlive(pid)) return false;
  try {
    if (process.platform === 'linux') {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    }
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}

/** Whether any process has that number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Stops a server: asks it to end its sessions and leave, insists after 15 seconds, and after 5 more gives it no choice. */
export async function stopServer(pid: number, cluster: string): Promise<void> {
  const insistence = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patience] of insistence) {
    if (!isServerOf(pid, cluster)) return;
    signalServer(pid, signal);
    if (await isGoneWithin(patience, pid, cluster)) return;
  }
  throw new Error(`The database server, process ${pid}, does not end`);
}

/** Stops a server without giving way to other work, for a process that is ending. */
export function stopServerNow(pid: number, cluster: string): void {
  if (!isServerOf(pid, cluster)) return;
  signalServer(pid, 'SIGQUIT');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (const end = Date.now() + 3_000; isServerOf(pid, cluster) && Date.now() < end;) Atomics.wait(clock, 0, 0, 5);
}

function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error; // it has ended meanwhile
  }
}

async function isGoneWithin(milliseconds: number, pid: number, cluster: string): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(10)) {
    if (!isServerOf(pid, cluster)) return true;
  }
  return false;
}
