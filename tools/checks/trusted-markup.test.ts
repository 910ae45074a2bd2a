import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { trustedMarkup } from './trusted-markup.ts';

test('raw markup outside platform is named, however it is made', async (context) => {
  const root = madeUpTree(context, {
    'src/platform/layout.ts': "import { trusted } from './html.ts';",
    'src/journey/consent/pages.ts': "import { html } from '#platform/html.ts'; // trusted\n",
    'src/journey/consent/letters.ts': "import {\n  html,\n  trusted,\n} from '#platform/html.ts';",
    'src/journey/closure/pages.ts': 'export const page = new Html(typed);',
  });
  const { looked, problems } = await trustedMarkup(root);
  assert.equal(looked, 3);
  assert.deepEqual(
    problems.map((problem) => problem.split(' ')[0]),
    ['src/journey/closure/pages.ts', 'src/journey/consent/letters.ts'],
  );
});

test('a tree without source is a problem', async (context) => {
  assert.match((await trustedMarkup(madeUpTree(context, {}))).problems.join(), /looked at no files/);
});
