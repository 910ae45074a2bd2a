import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { whereItBroke } from '#platform/log.ts';
import { sql } from '#platform/sql.ts';
import { processesFrom } from '../../../test/support/child-service.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anAgency, sendList } from '../../../test/support/lists.ts';
import { readListsApart } from './reading-lists.ts';

const house = await aHouse();
const agencyId = await anAgency(house);
const amara = await house.asStaff(house.staff.amara);
const { dataFolder: dataDir, identityKey } = house.test;
const orders = { identityKey, dataDir, filesFolder: house.filesFolder, caFile: '' };
const read = readListsApart({ ...orders, connection: house.test.optionsFor('tp_hand') });
const rows = Array.from({ length: 1200 }, (_, at) => `Moira${at} Kettering,01/01/1980,A${at}`);
const list = await sendList(amara, agencyId, {
  name: 'a.csv',
  bytes: Buffer.from(['Name,DOB,Crime number', ...rows].join('\n')),
});
const job = { serviceId: house.serviceId, listId: list };

async function people(): Promise<number> {
  const found = await house.readAsStaff(house.staff.amara, (db) =>
    db.row(sql<{ count: number }>`select count(*)::int as count from app.listed_people where list_id = ${list}`),
  );
  return found?.count ?? -1;
}

function readers(): readonly number[] {
  return processesFrom(process.pid).filter((id) => /list-reader/.test(readFileSync(`/proc/${id}/cmdline`, 'utf8')));
}

test('LST-1 a list is read in a process of its own; killed in the middle it takes nobody in, and begun again it takes in everybody', async () => {
  await amara.post(`/lists/${list}/columns`, { 'column-full-name': '0', 'column-date-of-birth': '1' });
  await read(job);
  assert.match((await amara.get(`/lists/${list}`)).body, /Take in 1,200 people/);
  assert.deepEqual(readers(), [], 'what was read takes no memory any more');

  await amara.post(`/lists/${list}/take-in`);
  const owner = new pg.Client(house.test.optionsFor('tp_migrator'));
  await owner.connect();
  // A row that comes late in the list waits, so that the reader surely stands in the middle of it.
  await owner.query(`
    set role tp_owner;
    create function app.waits() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(71); return new; end';
    create trigger waits before insert on app.listed_people for each row when (new.row_number = 1150) execute function app.waits();
    select pg_advisory_lock(71)`);
  const reading = assert.rejects(read(job), /ended before its work was done \(SIGKILL\)/);
  const waits = `select 1 from pg_locks where locktype = 'advisory' and objid = 71 and not granted`;
  while ((await owner.query(waits)).rowCount === 0) await pause(20);
  for (const id of readers()) process.kill(id, 'SIGKILL');
  await reading;
  await owner.end();
  assert.equal(await people(), 0);
  await read(job);
  assert.equal(await people(), 1200);
});

test('what broke apart is told by where it broke, and by no word of it', async () => {
  const nowhere = readListsApart({ ...orders, connection: { host: '/nowhere', user: 'tp_hand' } });
  const error: unknown = await nowhere(job).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  const { kind, code } = whereItBroke(error) as { readonly kind: string; readonly code: string };
  assert.deepEqual({ kind, code }, { kind: 'Error', code: 'ENOENT' });
});
