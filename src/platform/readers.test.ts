import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Login } from '#platform/identity.ts';
import { sql } from '#platform/sql.ts';
import { logins } from './database-logins.ts';
import { forReaders, type Reader, type ReadersDatabase } from './readers.ts';
import { aHouse } from '../../test/support/house.ts';

const house = await aHouse();
const database = forReaders(house.ports.database);
const as = (login: Login) => ({ login, serviceId: house.serviceId, kind: 'visitor', id: '', caseId: '' }) as Reader;
const services = sql<{ id: string }>`select service_id as id from app.services`;

test('doors read as their readers', async () => {
  assert.equal((await database.read(as('tp_public'), (db) => db.rows(services))).length, 1);
  await database.ask('tp_doorkeeper', sql`select 1`);
  await database.answers();
});

test('whoever goes round the types reaches neither the hand nor the worker, and nothing can be written from a door', async () => {
  const acting = logins.filter((login) => ['tp_hand', 'tp_worker', 'tp_doorkeeper'].includes(login));
  assert.equal(acting.length, 3);
  for (const login of acting)
    await assert.rejects(
      database.read(as(login), (db) => db.rows(services)),
      /A door does not read as/,
    );
  const ask = database.ask as (login: Login, query: typeof services) => Promise<unknown>;
  for (const login of logins.filter((each) => each !== 'tp_doorkeeper'))
    await assert.rejects(ask(login, services), /A door asks the doorkeeper/, login);
  const ways: readonly (keyof ReadersDatabase)[] = ['read', 'ask', 'answers'];
  assert.deepEqual(Object.keys(database), ways);
});
