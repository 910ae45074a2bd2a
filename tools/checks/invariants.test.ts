import assert from 'node:assert/strict';
import test from 'node:test';
import { invariants } from './invariants.ts';
import { madeUpTree } from './made-up-tree.ts';

const sound = {
  'src/journey/consent/README.md':
    '- CON-1 (H1 H2 H3 H4 H5 H6 H7) one current consent\n| CON-2 | H8, H9, H11 rule only | kind words |\n- **CON-3** H12 H14 H16 H17 H18 wall only\n',
  'src/journey/consent/rules.test.ts': "test('CON-1 is refused', () => {});\n// CON-2\n",
  'src/journey/consent/guardian-walls.test.ts': "test('CON-1 and CON-3 are walls; PEO-1 is a neighbour', () => {});\n",
};

test('invariants cited at the walls they name are left in peace', async (context) => {
  assert.deepEqual(await invariants(madeUpTree(context, sound)), { looked: 3, problems: [] });
});

for (const [path, text, fault] of [
  [
    'src/journey/consent/rules.test.ts',
    '// CON-2',
    'src/journey/consent: CON-1 is in README.md, but no rules.test.ts cites it',
  ],
  [
    'src/journey/consent/guardian-walls.test.ts',
    '// CON-1',
    'src/journey/consent: CON-3 is in README.md, but no walls.test.ts cites it',
  ],
  [
    'src/journey/consent/walls.test.ts',
    '// CON-9',
    'src/journey/consent: a test cites CON-9, which README.md does not state',
  ],
  ['src/journey/closure/README.md', '- CON-2 rule only', 'CON-2 is stated twice: an id means one invariant'],
] as const)
  test(`the invariants: ${fault}`, async (context) => {
    const { problems } = await invariants(madeUpTree(context, { ...sound, [path]: text }));
    assert.ok(problems.includes(fault), problems.join('\n'));
  });

test('a hard rule that no slice holds is named', async (context) => {
  const readme = sound['src/journey/consent/README.md'].replace('H9', '');
  const { problems } = await invariants(madeUpTree(context, { ...sound, 'src/journey/consent/README.md': readme }));
  assert.deepEqual(problems, ["The hard rule H9 is in no slice's README"]);
});

test('READMEs without invariants are a problem', async (context) => {
  assert.match((await invariants(madeUpTree(context, {}))).problems.join(), /looked at no invariants/);
});
