import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { addNote } from '#casefile/notes/store.ts';
import { notesOf } from '#casefile/notes/facts.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { asThief } from '../../test/support/dump.ts';
import { aHouse } from '../../test/support/house.ts';
import { checkKeys, rotateKeys } from './key-rotation.ts';
import { keyringIn } from './keyring.ts';
import { Problem } from './problem.ts';
import { secretsIn } from './secrets.ts';
import { sealed, sql } from './sql.ts';

/* Each process reads the keys from the folder by itself: what one has seen, another has not. */
const folder = mkdtempSync(join(tmpdir(), 'tp-keys-'));
after(() => rmSync(folder, { recursive: true }));
const aKeyring = () => keyringIn(secretsIn(folder));
const keyring = aKeyring();
keyring.make(1);
const house = await aHouse({ keyring });
const server = house.test;
const made = await house.aCase();
const dylan = made.who['Dylan'] as ParticipantId;

async function write(words: string): Promise<void> {
  await house.act(made, house.staff.jo, (hand) =>
    addNote(hand, { participantId: dylan, words, happenedOn: house.today() }),
  );
}

async function read(): Promise<ReadonlySet<string>> {
  const notes = await house.readAsStaff(house.staff.jo, (db) => notesOf(db, made.caseId, null));
  return new Set(notes.map(({ words }) => words));
}

async function wrappedBy(): Promise<readonly { by: number; keys: number }[]> {
  return asThief(
    house.test,
    'select wrapped_by as by, count(*)::int as keys from app.data_keys where destroyed_at is null group by 1 order by 1',
  );
}

/** Data keys of people who are nobody yet. */
async function manyKeys(keys: number): Promise<void> {
  const texts = Array.from({ length: keys }, () => sealed({ kind: 'person', id: randomUUID() }, 'Words'));
  await house.act(made, house.staff.jo, (hand) => hand.rows(sql`select unnest(${texts}::text[])`));
}

test('a rotation wraps every key anew while others read and write, and what they wrote stays readable', async () => {
  await write('Before');
  const rotated = rotateKeys({ server, keyring: aKeyring() });
  await Promise.all([rotated, write('Meanwhile'), read(), write('Meanwhile too')]);
  await write('After');
  assert.equal((await rotated).number, 2);
  assert.deepEqual(await read(), new Set(['Before', 'Meanwhile', 'Meanwhile too', 'After']));
  // The process that serves never heard of the new key; it meets the number in the database.
  const other = await house.aCase();
  await house.act(other, house.staff.jo, (hand) =>
    addNote(hand, { participantId: null, words: 'A new key', happenedOn: house.today() }),
  );
  assert.deepEqual(
    (await wrappedBy()).map(({ by }) => by),
    [2],
  );
});

test('one that was cut off goes on where it stopped, with the key it had begun', async () => {
  await manyKeys(1200);
  const all = (await wrappedBy())[0]?.keys ?? 0;
  const whole = aKeyring();
  let found = 0;
  // The folder goes out of reach in the second step, as when the machine goes down.
  const cutOff = { ...whole, find: (number: number) => ((found += 1) > 700 ? undefined : whole.find(number)) };
  await assert.rejects(rotateKeys({ server, keyring: cutOff }), Problem);
  assert.deepEqual(await wrappedBy(), [
    { by: 2, keys: all - 500 },
    { by: 3, keys: 500 },
  ]);
  assert.ok((await read()).has('Before'), 'half way everything is readable');
  assert.deepEqual(await rotateKeys({ server, keyring: aKeyring() }), { number: 3, wrapped: all - 500 });
  assert.deepEqual(await wrappedBy(), [{ by: 3, keys: all }]);
  assert.ok((await read()).has('Before'));
});

test('SEA-4 no data key is wrapped by a key that is no longer in force', async () => {
  await assert.rejects(
    asThief(house.test, `update app.data_keys set wrapped_by = 1, wrapped = wrapped where wrapped_by = 3`),
    /sea_4_wrapped_by_the_key_in_force/,
  );
});

test('a folder without the key, or with another one, is refused before anything changes', async () => {
  assert.equal(await checkKeys({ server, keyring: aKeyring() }), 'fits');
  const elsewhere = mkdtempSync(join(tmpdir(), 'tp-no-keys-'));
  after(() => rmSync(elsewhere, { recursive: true }));
  const without = keyringIn(secretsIn(elsewhere));
  await assert.rejects(
    checkKeys({ server, keyring: without }),
    (error) => error instanceof Problem && /key number 3/.test(error.message),
  );
  assert.equal(without.find(1), undefined, 'no key was made');
  without.make(3);
  await assert.rejects(checkKeys({ server, keyring: without }), /key number 3/);
});

test('while one rotation goes on another is refused', async () => {
  const client = new pg.Client(server.optionsFor('tp_migrator'));
  await client.connect();
  await client.query('select pg_advisory_lock(7446005)');
  await assert.rejects(rotateKeys({ server, keyring: aKeyring() }), /rotated already/);
  await client.end();
  assert.equal((await rotateKeys({ server, keyring: aKeyring() })).number, 4);
});
