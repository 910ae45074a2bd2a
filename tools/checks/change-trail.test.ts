import assert from 'node:assert/strict';
import test from 'node:test';
import { changeTrail } from './change-trail.ts';
import { madeUpTree } from './made-up-tree.ts';

const notes = `
create table app.notes (
  service_id uuid not null
);
CREATE TRIGGER trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE ON app.notes FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
`;
const sessions = '\ncreate table app.sessions (\n  token_hash text\n);\n';

async function problemsOf(context: test.TestContext, schema: string): Promise<readonly string[]> {
  return (await changeTrail(madeUpTree(context, { 'migrations/schema.sql': schema }))).problems;
}

test('a watched table and a reviewed one are left in peace', async (context) => {
  assert.deepEqual(await problemsOf(context, notes + sessions), []);
});

test('a table without a trail is named', async (context) => {
  const [problem] = await problemsOf(context, notes.replace(/CREATE TRIGGER.*\n/, ''));
  assert.match(problem ?? '', /app\.notes leaves no trail/);
});

test('a trigger that sees only some changes is none', async (context) => {
  const [problem] = await problemsOf(context, notes.replace('INSERT OR DELETE OR UPDATE', 'UPDATE'));
  assert.match(problem ?? '', /app\.notes leaves no trail/);
});

test('where many rows come at once their statements are watched, and no change between', async (context) => {
  const many = notes.replace(
    /CREATE TRIGGER.*\n/,
    `CREATE TRIGGER trl_2_change_is_written AFTER UPDATE ON app.notes FOR EACH ROW EXECUTE FUNCTION trails.note_change('id', '');
CREATE TRIGGER trl_2_many_came_is_written AFTER INSERT ON app.notes REFERENCING NEW TABLE AS many FOR EACH STATEMENT EXECUTE FUNCTION trails.note_many('id', '');
CREATE TRIGGER trl_2_many_went_is_written AFTER DELETE ON app.notes REFERENCING OLD TABLE AS many FOR EACH STATEMENT EXECUTE FUNCTION trails.note_many('id', '');
`,
  );
  assert.deepEqual(await problemsOf(context, many), []);
  const [problem] = await problemsOf(context, many.replace(/CREATE TRIGGER trl_2_many_went.*\n/, ''));
  assert.match(problem ?? '', /app\.notes leaves no trail/);
});

test('a reviewed table that has a trail, or is gone, is named', async (context) => {
  const [problem] = await problemsOf(context, notes.replaceAll('app.notes', 'app.sessions'));
  assert.match(problem ?? '', /app\.sessions has a change trail/);
  const key = '\ncreate table app.identity_key (\n  inner_pad bytea\n);\n';
  const gone = await problemsOf(context, notes + key);
  assert.ok(gone.some((each) => /app\.sessions is on the reviewed list/.test(each)));
});

test('a schema without tables is a problem', async (context) => {
  assert.match((await problemsOf(context, '')).join(), /looked at no tables/);
});
