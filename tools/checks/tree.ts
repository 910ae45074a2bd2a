import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const neverOurs = new Set(['node_modules', '.git', '.cache', 'data']);

/** The files below a folder of the project, as sorted paths from the root with forward slashes. */
export function filesBelow(root: string, folder: string, ending = ''): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !neverOurs.has(entry.name)) found.push(...filesBelow(root, path, ending));
    if (entry.isFile() && entry.name.endsWith(ending)) found.push(path);
  }
  return found.toSorted();
}

/** The folders directly inside a folder of the project, by name. */
export function foldersIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** The text of a file of the project, or nothing where there is no such file. */
export function textOf(root: string, path: string): string | undefined {
  const full = join(root, path);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

/** The lines of a file of the project with their numbers, counted from one. */
export function linesOf(root: string, path: string): readonly (readonly [number, string])[] {
  return (textOf(root, path) ?? '').split('\n').map((line, at) => [at + 1, line] as const);
}
