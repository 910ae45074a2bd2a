import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pendingMigrations, readMigrations } from './migration-files.ts';
import { Problem } from './problem.ts';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  process.on('exit', () => rmSync(folder, { recursive: true }));
  return folder;
}

function saying(words: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof Problem && words.test(error.message);
}

test('files come in the order of their numbers, and schema.sql is none of them', () => {
  const folder = folderWith({ '0002-b.sql': '', '0001-a.sql': '', 'schema.sql': '', 'README.md': '' });
  assert.deepEqual(
    readMigrations(folder).map(({ name }) => name),
    ['0001-a.sql', '0002-b.sql'],
  );
});

test('the first line says who runs a file, tp_owner if nobody', () => {
  const folder = folderWith({ '0001-a.sql': '-- run as: migrator\nselect 1', '0002-b.sql': 'select 1' });
  assert.deepEqual(
    readMigrations(folder).map(({ runAs }) => runAs),
    ['migrator', 'tp_owner'],
  );
});

test('other line ends are no change', () => {
  const [windows] = readMigrations(folderWith({ '0001-a.sql': 'select 1;\r\nselect 2;\r\n' }));
  const [unix] = readMigrations(folderWith({ '0001-a.sql': 'select 1;\nselect 2;\n' }));
  assert.equal(windows?.sha256, unix?.sha256);
});

test('a name without a number is refused', () => {
  assert.throws(() => readMigrations(folderWith({ 'add-things.sql': '' })), saying(/add-things\.sql must be named/));
});

test('a number used twice is refused', () => {
  const folder = folderWith({ '0001-a.sql': '', '0001-b.sql': '' });
  assert.throws(() => readMigrations(folder), saying(/number 0001/));
});

const files = readMigrations(folderWith({ '0001-a.sql': 'a', '0002-b.sql': 'b', '0003-c.sql': 'c' }));
const [first, second, third] = files;
assert(first && second && third);

test('what the database lacks is pending', () => {
  assert.deepEqual(pendingMigrations(files, [first]), [second, third]);
  assert.deepEqual(pendingMigrations(files, files), []);
});

test('refuses a file that changed after it was run, by its name', () => {
  assert.throws(() => pendingMigrations(files, [{ ...first, sha256: 'other' }]), saying(/0001-a\.sql changed/));
});

test('refuses a database from a newer version', () => {
  const newer = { name: '0004-d.sql', sha256: 'd' };
  assert.throws(() => pendingMigrations(files, [...files, newer]), saying(/newer version.*0004-d\.sql/));
});

test('refuses a file that comes before one already run', () => {
  assert.throws(() => pendingMigrations(files, [first, third]), saying(/0002-b\.sql comes before 0003-c\.sql/));
});
