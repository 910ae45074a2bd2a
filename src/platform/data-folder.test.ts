import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folderProblem, prepareDataFolder } from './data-folder.ts';
import { Problem } from './problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
after(() => rmSync(folder, { recursive: true }));

test('the folder is made with its parents, and others may pass through it', () => {
  prepareDataFolder(join(folder, 'a', 'b'));
  assert.equal(statSync(join(folder, 'a', 'b')).mode & 0o777, 0o755);
});

test('a folder that cannot be is named in one sentence', () => {
  writeFileSync(join(folder, 'file'), '');
  const impossible = join(folder, 'file', 'data');
  assert.throws(
    () => prepareDataFolder(impossible),
    (error) => error instanceof Problem && error.message.includes(impossible),
  );
  assert.equal(existsSync(impossible), false);
});

test('where the system has no room for a folder, that is said at once', () => {
  // On Linux this folder exists and nothing can be made in it, not even by root; elsewhere it has no parent to be in.
  assert.throws(() => prepareDataFolder('/proc/nowhere/data'), Problem);
});

for (const [code, word] of [
  ['EACCES', /no permission/],
  ['EROFS', /cannot be written/],
  ['ENOSPC', /is full/],
] as const) {
  test(`${code} becomes a sentence that names the folder`, () => {
    const problem = folderProblem(Object.assign(new Error('from the system'), { code }), '/srv/data');
    assert(problem instanceof Problem);
    assert.match(problem.message, word);
    assert.match(problem.message, /\/srv\/data/);
  });
}

test('a fault of another kind stays what it was', () => {
  const fault = new TypeError('ours');
  assert.equal(folderProblem(fault, '/srv/data'), fault);
});
