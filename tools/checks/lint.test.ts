import assert from 'node:assert/strict';
import test from 'node:test';
import { lint } from './lint.ts';
import { lendFromProject, madeUpTree } from './made-up-tree.ts';

const broken = {
  'src/door.ts': `
export default function open(choice: 'yes' | 'no', anything: any) {
  Promise.resolve();
  console.log(process.env['PORT']);
  switch (choice) {
    case 'yes':
      return anything;
  }
}
`,
};

test('the linter names what types reveal and what the house forbids', async (context) => {
  const root = madeUpTree(context, broken);
  lendFromProject(root, 'tsconfig.json', '.oxlintrc.json');
  const { looked, problems } = await lint(root);
  assert.equal(looked, 1);
  for (const rule of ['floating', 'exhaustiveness', 'no-explicit-any', 'default-export', 'process-env', 'no-console'])
    assert.ok(
      problems.some((problem) => problem.startsWith('src/door.ts:') && problem.includes(rule)),
      `${rule}\n${problems.join('\n')}`,
    );
});

test('a test from the runner may float, and main.ts may speak', async (context) => {
  const root = madeUpTree(context, {
    'src/main.ts': "console.log('http://localhost:3000');\n",
    'src/main.test.ts': "import test from 'node:test';\n\ntest('a thing is so', () => {});\n",
  });
  lendFromProject(root, 'tsconfig.json', '.oxlintrc.json');
  assert.deepEqual(await lint(root), { looked: 2, problems: [] });
});

test('linting nothing is a problem', async (context) => {
  const root = madeUpTree(context, {});
  lendFromProject(root, 'tsconfig.json', '.oxlintrc.json');
  assert.match((await lint(root)).problems.join('\n'), /looked at no files/);
});
