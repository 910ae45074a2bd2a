import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { rowSecurity } from './row-security.ts';

const table = `
create table app.notes (
  service_id uuid not null,
  constraint notes_pkey PRIMARY KEY (service_id, id)
);
alter table app.notes enable row level security;
alter table app.notes force row level security;
create policy own on app.notes to tp_hand;
`;
const routine = `
CREATE OR REPLACE FUNCTION app.search_cases(wanted text)
 RETURNS uuid
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select 1 $function$;
-- may be called by: tp_staff
`;

async function problemsOf(context: test.TestContext, schema: string): Promise<readonly string[]> {
  return (await rowSecurity(madeUpTree(context, { 'migrations/schema.sql': schema }))).problems;
}

test('a sealed table and a reviewed function are left in peace', async (context) => {
  assert.deepEqual(await problemsOf(context, table + routine), []);
});

for (const [without, fault] of [
  ['alter table app.notes enable row level security;', 'does not enable row level security'],
  ['alter table app.notes force row level security;', 'does not force row level security'],
  ['create policy own on app.notes to tp_hand;', 'has no policy'],
  ['service_id, id', 'begins with service_id'],
  [" SET search_path TO 'pg_catalog'\n", 'does not set its search_path'],
  ['search_cases', 'is not on the reviewed list'],
  ['tp_staff', 'may be called by anybody'],
] as const)
  test(`the database without "${without.trim()}" is named: it ${fault}`, async (context) => {
    const instead = without === 'tp_staff' ? 'public, tp_staff' : without === 'search_cases' ? 'read_all' : '';
    const problems = await problemsOf(context, (table + routine).replace(without, instead));
    assert.equal(problems.length, 1);
    assert.ok(problems[0]?.includes(fault), problems[0]);
  });

test('a table that no policy guards may be granted to nobody', async (context) => {
  const key = 'create table app.identity_key (\n  pad bytea\n);\n';
  const problems = await problemsOf(context, `${table}${key}grant select on app.identity_key to tp_staff;\n`);
  assert.ok(problems.some((problem) => problem.includes('nobody may be granted')));
});

test('a schema without tables is a problem', async (context) => {
  assert.match((await problemsOf(context, '')).join(), /looked at no tables/);
});
