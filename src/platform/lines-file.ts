import { closeSync, createReadStream, fchmodSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { codeOf } from './problem.ts';

/** Adds a line to the end of a file that nobody else may read, and returns once it is on the disk. */
export function appendLine(path: string, line: string): void {
  const open = openSync(path, 'a', 0o600);
  try {
    fchmodSync(open, 0o600);
    writeSync(open, `${line}\n`);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/** The lines of a file one after another; undefined when there is no such file. */
export async function readLines(
  path: string,
  each: (line: string, number: number) => void,
): Promise<'read' | 'no-file'> {
  const stream = createReadStream(path, 'utf8');
  let number = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      number += 1;
      each(line, number);
    }
    return 'read';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'no-file';
    throw error;
  }
}
