import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.ts';

export interface MigrationFile {
  readonly name: string;
  readonly text: string;
  /** The fingerprint by which a later change to the file is noticed. */
  readonly sha256: string;
  /** Who runs it: the owner of all tables, or the migrator for what only it may do. */
  readonly runAs: 'tp_owner' | 'migrator';
}

/** A file that a database says it has run. */
export type AppliedFile = Pick<MigrationFile, 'name' | 'sha256'>;

/** The migrations of a folder in their order, whose names must be `0001-some-words.sql` with each number once. */
export function readMigrations(folder: string): readonly MigrationFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'schema.sql')
    .toSorted();
  const numbers = new Set<string>();
  return names.map((name) => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (number === undefined) throw new Problem(`The migration ${name} must be named like 0001-some-words.sql.`);
    if (numbers.has(number))
      throw new Problem(`Two migrations have the number ${number}. Give ${name} the next free one.`);
    numbers.add(number);
    return readMigration(folder, name);
  });
}

function readMigration(folder: string, name: string): MigrationFile {
  // Git may check files out with other line ends; that is no change.
  const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  const runAs = /^-- run as: migrator *\n/.test(text) ? 'migrator' : 'tp_owner';
  return { name, text, runAs, sha256: createHash('sha256').update(text).digest('hex') };
}

/** The files that a database still lacks. Refuses when its past is not the past of these files. */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedFile[],
): readonly MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  const strange = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (strange.length > 0) {
    throw new Problem(
      `The database is from a newer version of Talking Piece: it has ${strange.join(', ')}, which this version does not know. Update Talking Piece. Nothing was changed.`,
    );
  }
  const edited = applied.filter(({ name, sha256 }) => known.get(name)?.sha256 !== sha256).map(({ name }) => name);
  if (edited.length > 0) {
    throw new Problem(
      `${edited.join(', ')} changed after the database ran it. Put the file back as it was, and write the change as a new migration. Nothing was changed.`,
    );
  }
  return inOrder(files, applied);
}

function inOrder(files: readonly MigrationFile[], applied: readonly AppliedFile[]): readonly MigrationFile[] {
  const done = new Set(applied.map(({ name }) => name));
  const last =
    applied
      .map(({ name }) => name)
      .toSorted()
      .at(-1) ?? '';
  const pending = files.filter(({ name }) => !done.has(name));
  const late = pending.find(({ name }) => name < last);
  if (!late) return pending;
  throw new Problem(
    `${late.name} comes before ${last}, which the database has already run. Give it the next free number. Nothing was changed.`,
  );
}
