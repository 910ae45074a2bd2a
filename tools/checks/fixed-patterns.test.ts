import assert from 'node:assert/strict';
import test from 'node:test';
import { fixedPatterns } from './fixed-patterns.ts';
import { madeUpTree } from './made-up-tree.ts';

test('a pattern built while the service runs is named by its line; in tests it may be', async (context) => {
  const root = madeUpTree(context, {
    'src/one.ts': 'const fixed = /^a$/;\nconst built = new RegExp(typed);\n',
    'src/one.test.ts': 'new RegExp(name);\n',
  });
  assert.deepEqual(await fixedPatterns(root), {
    looked: 1,
    problems: ['src/one.ts:2 builds a pattern: write it out, or compare texts'],
  });
});
