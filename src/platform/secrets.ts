import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { folderProblem, prepareDataFolder } from './data-folder.ts';
import { codeOf, Problem } from './problem.ts';

export interface Secrets {
  /** The secret of that name, made at its first use: 32 random bytes as base64url. */
  secret(name: string): string;
  /** The secret of that name if it is there; never makes one. */
  find(name: string): string | undefined;
}

/** The secrets of an installation: one file each in the data folder, for nobody else's eyes. */
export function secretsIn(dataFolder: string): Secrets {
  const folder = join(dataFolder, 'secrets');
  const known = new Map<string, string>();

  function remember(name: string, get: (file: string) => string | undefined): string | undefined {
    if (!/^[a-z][a-z0-9_-]*$/.test(name)) throw new Error(`A secret cannot be called ${JSON.stringify(name)}`);
    try {
      const kept = known.get(name) ?? get(join(folder, name));
      if (kept !== undefined) known.set(name, kept);
      return kept;
    } catch (error) {
      throw folderProblem(error, folder);
    }
  }

  return {
    find: (name) => remember(name, read),
    secret(name) {
      const kept = remember(name, (file) => read(file) ?? make(folder, file));
      if (kept === undefined) throw new Error(`The secret ${name} was neither there nor made`);
      return kept;
    },
  };
}

function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (Buffer.from(text, 'base64url').length >= 32) return text;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  throw new Problem(`The secret in ${file} is damaged. Put back the copy from your last backup.`);
}

function make(folder: string, file: string): string {
  prepareDataFolder(dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const written = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(written, randomBytes(32).toString('base64url'));
    // A link is made whole or not at all, and only once: of two processes the second takes what the first made.
    linkSync(written, file);
    syncFolder(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(written, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

// A password that the database remembers and the disk forgot would lock everybody out.
function writeDurably(file: string, text: string): void {
  const open = openSync(file, 'wx', 0o600);
  try {
    writeSync(open, `${text}\n`);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

function syncFolder(folder: string): void {
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}
