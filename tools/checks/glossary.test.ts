import assert from 'node:assert/strict';
import test from 'node:test';
import { glossary } from './glossary.ts';
import { madeUpTree } from './made-up-tree.ts';

const files = {
  'src/vocabulary/parts.ts':
    'export type HarmLink = 1;\nexport type CaseId = 2;\nexport type Unsaid = 3;\ntype Own = 4;\nexport function partsOf() {}\n',
  'migrations/schema.sql': 'create table app.follow_ups (\n);\ncreate table app.sealings (\n);\n',
};

test('a type and a table that the glossary does not explain are named', async (context) => {
  const root = madeUpTree(context, {
    ...files,
    'docs/glossary.md': '| harm link | who harmed whom |\n| Follow-up | |',
  });
  assert.deepEqual(await glossary(root), {
    looked: 4,
    problems: [
      'docs/glossary.md does not explain unsaid (Unsaid, src/vocabulary/parts.ts)',
      'docs/glossary.md does not explain sealings (sealings, migrations/schema.sql)',
    ],
  });
});

test('a project without words is a problem', async (context) => {
  assert.match((await glossary(madeUpTree(context, {}))).problems.join(), /looked at no words/);
});
