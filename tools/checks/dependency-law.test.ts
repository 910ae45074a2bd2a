import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { dependencyLaw } from './dependency-law.ts';
import { lendFromProject, madeUpTree } from './made-up-tree.ts';

const order = { 'src/journey/order.json': '["referral", "consent"]' };
const fact = 'export const fact = 1;\n';

function treeOf(context: TestContext, files: Readonly<Record<string, string>>): string {
  const root = madeUpTree(context, { ...order, ...files });
  lendFromProject(root, 'tsconfig.json', '.dependency-cruiser.json');
  return root;
}

test('a tree that keeps the law is left in peace, and every file of it is looked at', async (context) => {
  const root = treeOf(context, {
    'src/main.ts': "import { open } from './doors/staff/open.ts';\nopen();\n",
    'src/doors/staff/open.ts':
      "import { fact } from '#journey/consent/facts.ts';\nexport function open() {\n  return fact;\n}\n",
    'src/journey/consent/facts.ts':
      "import { fact as older } from '../referral/facts.ts';\nexport const fact = older;\n",
    'src/journey/referral/facts.ts': fact,
  });
  assert.deepEqual(await dependencyLaw(root), { looked: 4, problems: [] });
});

test('every way to break the law across files is named at once', async (context) => {
  const root = treeOf(context, {
    'src/journey/referral/rules.ts':
      "import type { Later } from '#journey/consent/facts.ts';\nexport type Rule = Later;\n",
    'src/journey/consent/facts.ts': 'export type Later = 1;\n',
    'src/journey/consent/store.ts': "import { gone } from './gone.ts';\nexport const store = gone;\n",
    'src/journey/consent/pages.ts':
      "import { hand } from '#platform/hand.ts';\nimport pg from 'pg';\nexport const page = [hand, pg];\n",
    'src/platform/hand.ts': "import { round } from './round.ts';\nexport const hand = round;\n",
    'src/platform/round.ts': "import { hand } from './hand.ts';\nexport const round = hand;\n",
    'src/vocabulary/all.ts': "export { hand } from '#platform/hand.ts';\n",
  });
  const { problems } = await dependencyLaw(root);
  for (const [file, fault] of [
    ['src/journey/referral/rules.ts', 'rules use only vocabulary'],
    ['src/journey/consent/store.ts', 'which is not there'],
    ['src/journey/consent/pages.ts', 'never touches the hand'],
    ['src/journey/consent/pages.ts', 'pages are pure: no pg'],
    ['src/platform/hand.ts', 'in a circle'],
    ['src/vocabulary/all.ts', 'only passes on'],
  ] as const)
    assert.ok(
      problems.some((problem) => problem.startsWith(file) && problem.includes(fault)),
      `${file}: ${fault}\n${problems.join('\n')}`,
    );
});

test('a tree without source is a problem', async (context) => {
  const { looked, problems } = await dependencyLaw(treeOf(context, {}));
  assert.equal(looked, 0);
  assert.match(problems.join('\n'), /looked at no modules/);
});
