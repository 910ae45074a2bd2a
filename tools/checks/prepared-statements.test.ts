import assert from 'node:assert/strict';
import test from 'node:test';
import { madeUpTree } from './made-up-tree.ts';
import { preparedStatements } from './prepared-statements.ts';

const reviewed = { 'src/platform/logins.ts': ['`create role ${name}`'] };
const tag = 'sql`';

test('a statement with typed text in it is named, however it is put together', async (context) => {
  const root = madeUpTree(context, {
    'src/platform/logins.ts': 'await client.query(`create role ${name}`); await client.query(`drop role ${name}`);',
    'src/platform/joined.ts':
      "await client.query('select ' + typed); await client.query({ text: 'a' + typed, values: [] });",
    'src/casefile/notes/store.ts': `run(${tag}insert into app.notes values (\${words})\`); run(sql(words)); pool.query('x');`,
    'src/casefile/notes/facts.ts': 'db.rows({ text: `select ${typed}`, values: [], name: undefined });',
    'src/doors/own.ts': "import pg from 'pg';",
  });
  const { looked, problems } = await preparedStatements(root, reviewed);
  assert.equal(looked, 6);
  const named = problems.map((problem) => /^(\S+) (\w+ \w+)/.exec(problem)?.slice(1).join(' ') ?? problem);
  assert.deepEqual(
    new Set(named),
    new Set([
      'src/casefile/notes/facts.ts:1 makes a',
      'src/casefile/notes/store.ts:1 asks PostgreSQL',
      'src/casefile/notes/store.ts:1 calls sql',
      'src/doors/own.ts:1 talks to',
      'src/platform/joined.ts:1 puts a',
      'src/platform/logins.ts:1 puts a',
    ]),
  );
  assert.equal(named.length, 7);
});

test('what is fixed, or made by the tag, is fine; a reviewed statement that is gone is not', async (context) => {
  const root = madeUpTree(context, {
    'src/platform/database.ts':
      "client.query('commit'); client.query(`select 1`); client.query(query.text, [...query.values]);",
    'src/casefile/notes/facts.ts': `db.rows(${tag}select \${id}\`);`,
  });
  const { problems } = await preparedStatements(root, reviewed);
  assert.deepEqual(problems.length, 1);
  assert.match(problems[0] ?? '', /src\/platform\/logins\.ts no longer holds/);
});

test('a tree without statements is a problem', async (context) => {
  assert.match((await preparedStatements(madeUpTree(context, {}), {})).problems.join(), /looked at no statements/);
});
