import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { madeUpTree } from './checks/made-up-tree.ts';
import type { Counts } from './test-counts.ts';

const made = `
import assert from 'node:assert/strict';
import test from 'node:test';
test('holds', () => {});
test('does not hold', () => assert.equal('kept', 'broken'));
test('is put off', { skip: true }, () => {});
`;
const script = `
import { runTests } from ${JSON.stringify(new URL('test-run.ts', import.meta.url).href)};
console.log(JSON.stringify(await runTests(import.meta.dirname, [import.meta.dirname + '/made-up.test.ts'], 1)));
`;

test('a made-up file is counted, and its failure is told with its place and its values', (context) => {
  const root = madeUpTree(context, { 'made-up.test.ts': made, 'go.mjs': script });
  // The runner refuses to run inside itself, which it knows from this variable.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const said = execFileSync(process.execPath, [join(root, 'go.mjs')], { encoding: 'utf8', env });
  assert.match(said, /FAILED made-up\.test\.ts:5 does not hold/);
  assert.match(said, /'kept' !== 'broken'/);
  const { tests, passed, failed, skipped } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Counts;
  assert.deepEqual({ tests, passed, failed, skipped }, { tests: 3, passed: 1, failed: 1, skipped: 1 });
});

const cutOff = `
import test from 'node:test';
test('holds', () => {});
test('ends the process', () => process.exit(0));
test('is never told', () => {});
`;

test('a file whose process ends before it told all its tests is a failure with its name', (context) => {
  const root = madeUpTree(context, { 'made-up.test.ts': cutOff, 'go.mjs': script });
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const said = execFileSync(process.execPath, [join(root, 'go.mjs')], { encoding: 'utf8', env });
  assert.match(said, /FAILED made-up\.test\.ts ended before it had told all its tests/);
  const { failed } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Counts;
  assert.equal(failed, 1);
});

const leftOpen = `
import assert from 'node:assert/strict';
import test from 'node:test';
test('opens something and fails', () => {
  setInterval(() => {}, 1000);
  assert.fail('before it could close it');
});
test('holds', () => {});
`;

test('a file that fails before it could close what it had opened ends, and tells why', (context) => {
  const root = madeUpTree(context, { 'made-up.test.ts': leftOpen, 'go.mjs': script });
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const said = execFileSync(process.execPath, [join(root, 'go.mjs')], { encoding: 'utf8', env });
  assert.match(said, /FAILED made-up\.test\.ts:4 opens something and fails/);
  const { tests, passed, failed } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Counts;
  assert.deepEqual({ tests, passed, failed }, { tests: 2, passed: 1, failed: 1 });
});

const waits = `
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout } from 'node:timers/promises';
test('holds', () => {});
await setTimeout(3500);
test('holds too, and takes long', () => setTimeout(2500));
test('comes last', () => assert.fail('and is told'));
`;

test('a file that waits between two of its tests is asked to its end', (context) => {
  const root = madeUpTree(context, { 'made-up.test.ts': waits, 'go.mjs': script });
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const said = execFileSync(process.execPath, [join(root, 'go.mjs')], { encoding: 'utf8', env });
  assert.match(said, /FAILED made-up\.test\.ts:8 comes last/);
  const { tests, passed, failed } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Counts;
  assert.deepEqual({ tests, passed, failed }, { tests: 3, passed: 2, failed: 1 });
});
