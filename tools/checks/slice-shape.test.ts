import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { sliceShape } from './slice-shape.ts';

const sound = {
  'src/main.ts': '',
  'src/vocabulary/ids.ts': '',
  'src/journey/order.json': '["consent"]',
  'src/journey/reactions.ts': '',
  'src/journey/consent/README.md': '# Consent',
  'src/journey/consent/rules.ts': '',
  'src/journey/consent/guardian-rules.ts': '',
  'src/journey/consent/rules.test.ts': '',
  'src/journey/consent/walls.test.ts': '',
};

test('a slice of the known shape is left in peace', async (context) => {
  assert.deepEqual(await sliceShape(madeUpTree(context, sound)), { looked: 1, problems: [] });
});

for (const [path, text, fault] of [
  ['src/doors/staff/utils.ts', '', 'junk drawer'],
  ['src/platform/common/mail.ts', '', 'junk drawer'],
  ['src/platform/helper.ts', '', 'junk drawer'],
  ['src/journey/consent/presenter.ts', '', 'no file of a slice'],
  ['src/journey/consent/deep/rules.ts', '', 'no file of a slice'],
  ['src/casefile/notes/rules.ts', '', 'src/casefile/notes/README.md is missing'],
  ['src/journey/closure/README.md', '', 'src/journey/closure is not in order.json'],
  ['src/journey/order.json', '["consent", "closure"]', 'order.json names closure'],
  ['src/engine/rules.ts', '', 'src/engine is not a room'],
  ['src/casefile/loose.ts', '', 'stands outside a slice'],
  ['src/server.ts', '', 'stands outside a slice'],
  ['src/journey/consent/store.ts', '\n'.repeat(2001), 'over 2000'],
] as const)
  test(`the shape of slices: ${path} is named, because: ${fault}`, async (context) => {
    const { problems } = await sliceShape(madeUpTree(context, { ...sound, [path]: text }));
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.ok(problems[0]?.includes(fault), problems.join('\n'));
  });

test('a slice with sixteen source files is asked to split by noun', async (context) => {
  const many = Object.fromEntries(
    'abcdefghijklmn'.split('').map((noun) => [`src/journey/consent/${noun}-rules.ts`, '']),
  );
  const { problems } = await sliceShape(madeUpTree(context, { ...sound, ...many }));
  assert.match(problems.join('\n'), /16 source files, over 15/);
});

test('a house without slices is a problem', async (context) => {
  assert.match((await sliceShape(madeUpTree(context, {}))).problems.join(), /looked at no slices/);
});
