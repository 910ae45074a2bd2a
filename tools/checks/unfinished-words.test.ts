import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { unfinishedWords } from './unfinished-words.ts';

const marker = ['TO', 'DO'].join('');

test('unfinished words and tests that are put off are named by their line', async (context) => {
  const root = madeUpTree(context, {
    'migrations/0001-first.sql': `create table app.cases ();\n-- ${marker}: policies\n`,
    'src/main.ts': "export const said = 'Nothing to do, no hackers';\n",
    'src/main.test.ts': "test.skip('later', () => {});\n",
  });
  assert.deepEqual(await unfinishedWords(root), {
    looked: 3,
    problems: [
      'src/main.test.ts:1 puts a test off or leaves others out',
      'migrations/0001-first.sql:2 is marked as unfinished',
    ],
  });
});

test('a tree without files is a problem', async (context) => {
  assert.match((await unfinishedWords(madeUpTree(context, {}))).problems.join(), /looked at no files/);
});
