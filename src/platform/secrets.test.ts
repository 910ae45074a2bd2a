import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { Problem } from './problem.ts';
import { secretsIn } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
after(() => rmSync(folder, { recursive: true }));

test('a secret is 32 random bytes, the same ever after', () => {
  const secret = secretsIn(folder).secret('first');
  assert.equal(Buffer.from(secret, 'base64url').length, 32);
  assert.equal(secretsIn(folder).secret('first'), secret);
  assert.notEqual(secretsIn(folder).secret('second'), secret);
});

test('only the account that runs us may look', () => {
  secretsIn(folder).secret('first');
  assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'secrets', 'first')).mode & 0o777, 0o600);
});

test('several processes at once agree on one secret, and leave nothing else behind', async () => {
  const module = JSON.stringify(new URL('secrets.ts', import.meta.url).href);
  const code = `import { secretsIn } from ${module}; process.stdout.write(secretsIn(${JSON.stringify(folder)}).secret('raced'));`;
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
  const answers = await Promise.all([run(), run(), run(), run()]);
  assert.equal(new Set(answers.map(({ stdout }) => stdout)).size, 1);
  assert.deepEqual(
    readdirSync(join(folder, 'secrets')).filter((name) => name.startsWith('raced')),
    ['raced'],
  );
});

test('a damaged secret is named, not replaced', () => {
  writeFileSync(join(folder, 'secrets', 'damaged'), 'short\n');
  assert.throws(
    () => secretsIn(folder).secret('damaged'),
    (error) => error instanceof Problem && /damaged/.test(error.message),
  );
});

test('a name cannot lead out of the folder', () => {
  assert.throws(() => secretsIn(folder).secret('../outside'));
});
