import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { sealedColumns } from './sealed-columns.ts';

const notes = `
create table app.notes (
  service_id uuid not null,
  words text not null,
  kind text not null,
  constraint notes_kind_check CHECK ((kind = ANY (ARRAY['one'::text, 'two'::text]))),
  constraint sea_1_notes_words_is_sealed CHECK ((app.is_sealed(words, 20000) AND (words <> ''::text)))
);
`;
const staff = '\ncreate table app.staff (\n  name text not null\n);\n';

async function problemsOf(context: test.TestContext, schema: string): Promise<readonly string[]> {
  return (await sealedColumns(madeUpTree(context, { 'migrations/schema.sql': schema }))).problems;
}

test('a sealed column, a code and one with a reason are left in peace', async (context) => {
  assert.deepEqual(await problemsOf(context, notes + staff), []);
});

for (const [what, from, to] of [
  ['a new column of text', '  kind text', '  said text not null,\n  kind text'],
  ['a new column of JSON', '  kind text', "  answers jsonb default '{}'::jsonb not null,\n  kind text"],
  ['a new list of texts', '  kind text', '  all_words text[],\n  kind text'],
  ['a column that lost its wall', /\n {2}constraint sea_1.*/, ''],
  ['a code that lost its list', /\n {2}constraint notes_kind.*/, ''],
] as const) {
  test(`${what} is named`, async (context) => {
    const problems = await problemsOf(context, notes.replace(from, to));
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /app\.notes\.\w+ is neither sealed nor on the list/);
  });
}

test('a column on the list that is sealed, or gone, is named', async (context) => {
  const sealed = staff.replace('not null', 'not null,\n  constraint sea_1_staff_name_is_sealed CHECK (true)');
  assert.match((await problemsOf(context, sealed)).join(), /app\.staff\.name is sealed, yet/);
  const people = '\ncreate table app.people (\n  full_name text not null\n);\n';
  assert.ok((await problemsOf(context, people)).some((each) => /app\.staff\.name is on the list/.test(each)));
});

test('a schema without tables is a problem', async (context) => {
  assert.match((await problemsOf(context, '')).join(), /looked at no columns/);
});
