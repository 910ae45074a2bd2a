import assert from 'node:assert/strict';
import test from 'node:test';
import { migratedSchema } from '../migrated-schema.ts';
import { madeUpTree } from './made-up-tree.ts';
import { schemaInStep } from './schema-in-step.ts';

test('a schema that lacks what the migrations make is named by its first wrong line', async (context) => {
  const right = await migratedSchema();
  const lines = right.split('\n');
  const sealed = lines.findIndex((line) => line.endsWith('force row level security;'));
  const wrong = lines.toSpliced(sealed, 1).join('\n');
  const { problems } = await schemaInStep(madeUpTree(context, { 'migrations/schema.sql': wrong }));
  assert.equal(problems.length, 1);
  assert.ok(problems[0]?.startsWith(`migrations/schema.sql:${sealed + 1} `), problems[0]);
  assert.deepEqual((await schemaInStep(madeUpTree(context, { 'migrations/schema.sql': right }))).problems, []);
});
