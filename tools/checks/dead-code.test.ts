import assert from 'node:assert/strict';
import test from 'node:test';
import { deadCode } from './dead-code.ts';
import { madeUpTree } from './made-up-tree.ts';

const settings = {
  'package.json': '{ "name": "made-up", "type": "module" }',
  'knip.json': '{ "entry": ["src/main.ts!", "src/*.test.ts"], "project": ["src/*.ts!", "!src/*.test.ts!"] }',
};

test('an unused file, an unused export and one that only a test uses are named', async (context) => {
  const root = madeUpTree(context, {
    ...settings,
    'src/main.ts': "import { used } from './used.ts';\nused();\n",
    'src/used.ts':
      'export function used() {}\nexport function forgotten() {}\nexport function tested() {}\nexport const days = 1;\n',
    'src/lost.ts': 'export const lost = 1;\n',
    'src/used.test.ts': "import { tested } from './used.ts';\ntested();\n",
  });
  const { looked, problems } = await deadCode(root);
  const text = problems.join('\n');
  assert.ok(looked >= 3);
  assert.match(text, /lost\.ts.*file that nothing uses/);
  assert.match(text, /used\.ts: forgotten is exported but nothing uses it$/m);
  assert.match(text, /used\.ts: tested is exported but nothing uses it, apart from tests/);
  assert.doesNotMatch(text, /: used /);
});

test('finding nothing to read is a problem', async (context) => {
  const { problems } = await deadCode(madeUpTree(context, settings));
  assert.match(problems.join('\n'), /looked at no files/);
});
