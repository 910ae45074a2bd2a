import assert from 'node:assert/strict';
import test from 'node:test';
import { format } from './format.ts';
import { lendFromProject, madeUpTree } from './made-up-tree.ts';

test('a file that the formatter would change is named', async (context) => {
  const root = madeUpTree(context, {
    'src/untidy.ts': 'export  const   days=2',
    'src/tidy.ts': 'export const days = 2;\n',
  });
  lendFromProject(root, '.oxfmtrc.json');
  const { looked, problems } = await format(root);
  assert.ok(looked >= 2);
  assert.equal(problems.length, 1);
  assert.match(problems.join('\n'), /^src\/untidy\.ts /);
});
