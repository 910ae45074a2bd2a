import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { settings } from './settings.ts';

const table = '| Setting | Usually |\n|---|---|\n| `PORT` | `3000` |\n| `HOST` | |\n';

test('the guide that holds the table is left in peace', async (context) => {
  const root = madeUpTree(context, { 'docs/guides/settings.md': `# Settings\n\n${table}\nAnd so on.\n` });
  assert.deepEqual(await settings(root, table), { looked: 2, problems: [] });
});

test('a setting that the guide lacks, and one that only the guide has, are named', async (context) => {
  const root = madeUpTree(context, { 'docs/guides/settings.md': table.replace('3000', '8080') });
  const { problems } = await settings(root, table);
  assert.match(problems.join('\n'), /lacks this row of src\/config\.ts: \| `PORT` \| `3000` \|/);
  assert.match(problems.join('\n'), /a row that src\/config\.ts does not: \| `PORT` \| `8080` \|/);
});

test('a program without settings is a problem', async (context) => {
  assert.match((await settings(madeUpTree(context, {}), '')).problems.join(), /looked at no settings/);
});
