import assert from 'node:assert/strict';
import test from 'node:test';
import { docLinks } from './doc-links.ts';
import { madeUpTree } from './made-up-tree.ts';

test('links, headings, commands and paths that lead nowhere are named, sound ones are not', async (context) => {
  const root = madeUpTree(context, {
    'package.json': '{ "scripts": { "check": "x", "start": "x" } }',
    'tools/check.ts': '',
    'README.md': [
      '[guide](docs/guide.md) [heading](docs/guide.md#two-words-here) [web](https://example.org) `npm run check` `node tools/check.ts`',
      '[lost](docs/lost.md) [no heading](docs/guide.md#three) `npm run chekc` `npm test` `node tools/chekc.ts` `src/lost/`',
    ].join('\n'),
    'docs/guide.md': '# Guide\n## Two words: here\n[back](../README.md)\n',
  });
  assert.deepEqual(await docLinks(root), {
    looked: 2,
    problems: [
      'README.md links to docs/lost.md, which is not there',
      'README.md links to docs/guide.md#three: no such heading',
      'README.md names npm run chekc, which package.json lacks',
      'README.md names npm run test, which package.json lacks',
      'README.md names tools/chekc.ts, which is not there',
    ],
  });
});

test('a project without documents is a problem', async (context) => {
  assert.match((await docLinks(madeUpTree(context, {}))).problems.join(), /looked at no documents/);
});
