import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { binariesIn, bundledBinaries, copyBinaries, isOpenToAll } from './postgres-binaries.ts';
import { Problem } from './problem.ts';

const folder = mkdtempSync('/tmp/binaries-');
after(() => rmSync(folder, { recursive: true }));

test('the PostgreSQL that npm brought runs, though npm packs no links and runs no scripts', async () => {
  const { major } = await bundledBinaries(join(folder, 'unused'), false);
  assert.equal(major, 18);
});

test('a copy has its own links, and any user may run it', async () => {
  const bundled = await bundledBinaries(join(folder, 'unused'), false);
  const copied = await binariesIn(join(copyBinaries(join(bundled.folder, '..'), join(folder, 'copy')), 'bin'));
  assert.equal(copied.version, bundled.version);
  assert.equal(statSync(join(copied.folder, 'postgres')).mode & 0o777, 0o755);
  assert.equal(existsSync(join(folder, 'copy', 'lib', 'libpq.a')), false);
});

test('programs that do not run here are refused in a sentence', async () => {
  await assert.rejects(
    binariesIn(join(folder, 'nothing')),
    (error) => error instanceof Problem && /does not run on this machine.*DATABASE_URL/.test(error.message),
  );
});

test('a folder is open to all only through open parents', () => {
  const inner = join(folder, 'outer', 'inner');
  mkdirSync(inner, { recursive: true });
  for (const each of [folder, join(folder, 'outer'), inner]) chmodSync(each, 0o755);
  assert.equal(isOpenToAll(inner), true);
  chmodSync(join(folder, 'outer'), 0o700);
  assert.equal(isOpenToAll(inner), false);
});
