import assert from 'node:assert/strict';
import test from 'node:test';
import { lendFromProject, madeUpTree } from './made-up-tree.ts';
import { typecheck } from './typecheck.ts';

test('the compiler names the file, on a first run and on a remembered one', async (context) => {
  const root = madeUpTree(context, {
    'src/wrong.ts': "export const days: number = 'two';\n",
    'src/right.ts': 'export const weeks = 6;\n',
  });
  lendFromProject(root, 'tsconfig.json');
  for (const run of ['first', 'second']) {
    const { looked, problems } = await typecheck(root);
    assert.equal(looked, 2, run);
    assert.match(problems.join('\n'), /^src\/wrong\.ts.*TS2322/, run);
  }
});

test('compiling nothing is a problem', async (context) => {
  const root = madeUpTree(context, {});
  lendFromProject(root, 'tsconfig.json');
  assert.notDeepEqual((await typecheck(root)).problems, []);
});
