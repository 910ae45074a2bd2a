import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { pinnedPackages } from './pinned-packages.ts';

test('a loose version and a registry address are named', async (context) => {
  const root = madeUpTree(context, {
    'package.json':
      '{ "dependencies": { "pg": "8.1.0", "zod": "^4.0.0" }, "optionalDependencies": { "node": "1.0.0-beta.17" } }',
    'package-lock.json': '{\n  "resolved": "https://registry.example/zod.tgz",\n  "funding": "https://example.org"\n}',
  });
  assert.deepEqual(await pinnedPackages(root), {
    looked: 3,
    problems: [
      'package.json: zod is "^4.0.0": name one exact version',
      'package-lock.json:2 names the address of a registry',
    ],
  });
});

test('a project without packages or lock is a problem', async (context) => {
  const { problems } = await pinnedPackages(madeUpTree(context, {}));
  assert.deepEqual(problems, ['package-lock.json is missing', 'This check looked at no packages']);
});
