import assert from 'node:assert/strict';
import test from 'node:test';
import { databaseReach } from './database-reach.ts';
import { madeUpTree } from './made-up-tree.ts';

test('what goes past read, act and the doorkeeper is named by its line, but where the list says why', async (context) => {
  const root = madeUpTree(context, {
    'src/one/store.ts': "const a = 1;\nawait ports.database.write(identity, work);\nawait ask('tp_hand', query);\n",
    'src/one/pages.ts': 'await db.rows(query);\nawait keeper.ask(query);\nawait database.read(reader, work);\n',
    'src/one/actions.test.ts': 'database.pool(login);\n',
    'src/hand.ts': 'return await database.write(\n',
    'src/old.ts': 'const nothing = 1;\n',
  });
  assert.deepEqual(await databaseReach(root, { 'src/hand.ts': 'is act', 'src/old.ts': 'was needed once' }), {
    looked: 4,
    problems: [
      'src/one/store.ts:2 goes past read, act and the doorkeeper: see tools/checks/database-reach.ts',
      'src/one/store.ts:3 goes past read, act and the doorkeeper: see tools/checks/database-reach.ts',
      'src/old.ts is on the list of tools/checks/database-reach.ts and needs it no longer',
    ],
  });
});
