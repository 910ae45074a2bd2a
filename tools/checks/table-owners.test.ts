import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { tableOwners } from './table-owners.ts';

const sound = {
  'migrations/schema.sql':
    'create table app.cases (\n);\ncreate table app.consents (\n);\ncreate table app.sessions (\n);\nCREATE OR REPLACE FUNCTION doorkeeper.end()\n delete from app.sessions;',
  'src/casefile/cases/store.ts': 'sql`insert into app.cases (id) values (${id})`',
  'src/journey/consent/store.ts': 'sql`update app.consents set at = ${at}`',
  'src/journey/consent/facts.ts': '// from app.anything\nsql`select 1 from app.consents join app.cases on true`',
};

test('one owner a table, and facts that read their own tables and the case, are left in peace', async (context) => {
  assert.deepEqual(await tableOwners(madeUpTree(context, sound)), { looked: 3, problems: [] });
});

for (const [path, text, fault] of [
  ['src/journey/closure/store.ts', 'sql`delete from app.consents`', /consents is written by .*closure and .*consent/],
  ['src/journey/consent/store.ts', 'sql`select 1 from app.consents`', /No slice's store writes the table consents/],
  [
    'src/casefile/cases/facts.ts',
    'sql`select 1 from app.consents`',
    /reads consents, which belongs to src\/journey\/consent/,
  ],
  ['src/journey/consent/facts.ts', 'sql`insert into app.consents (id)`', /facts only read/],
] as const)
  test(`the owners of tables: ${path} is stopped, because: ${fault.source}`, async (context) => {
    const { problems } = await tableOwners(madeUpTree(context, { ...sound, [path]: text }));
    assert.match(problems.join('\n'), fault);
  });

test('a schema without tables is a problem', async (context) => {
  assert.match((await tableOwners(madeUpTree(context, {}))).problems.join(), /looked at no tables/);
});
