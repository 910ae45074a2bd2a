import type pg from 'pg';
import type { DatabaseServer } from './database-logins.ts';
import { connectTo } from './database-problems.ts';
import { unwrapKey, wrapKey } from './envelope.ts';
import { keyFile, type Keyring } from './keyring.ts';
import { Problem } from './problem.ts';

interface Place {
  readonly server: Pick<DatabaseServer, 'optionsFor'>;
  readonly keyring: Keyring;
}

interface WrappedRow {
  readonly serviceId: string;
  readonly id: string;
  readonly wrapped: Buffer;
  readonly by: number;
}

const oneRotationAtATime = 7_446_005; // an advisory lock
const atOnce = 500;

/**
 * Refuses, before anything is changed, to go on with a database whose texts no key of this folder opens. Makes the first key
 * where nothing is sealed yet, and says whether it did.
 */
export async function checkKeys({ server, keyring }: Place): Promise<'made-the-first' | 'fits'> {
  const client = await connectTo(server.optionsFor('tp_migrator'));
  try {
    const { rows } = await client.query<{ exists: boolean }>(
      `select to_regclass('app.data_keys') is not null as exists`,
    );
    if (rows[0]?.exists !== true) return keyring.make(1) ? 'made-the-first' : 'fits';
    await client.query('set role tp_owner');
    const inForce = await numberInForce(client);
    let samples = 0;
    for (let last = 0; ; samples += 1) {
      const sample = await firstWrappedAfter(client, last);
      if (!sample) break;
      if (!open(keyring, sample)) throw doesNotFit(sample.by);
      last = sample.by;
    }
    if (keyring.find(inForce)) return 'fits';
    if (samples > 0 || inForce > 1) throw doesNotFit(inForce);
    keyring.make(1);
    return 'made-the-first';
  } finally {
    await client.end();
  }
}

function doesNotFit(number: number): Problem {
  return new Problem(
    `What people wrote in this database is sealed with the key number ${number}, and the secrets folder does not have it. Put back the copy of the file ${keyFile(number)}; nothing was changed.`,
  );
}

/**
 * Makes the next key of the installation and wraps every data key anew with it, in small steps while the service runs. One
 * that was cut off goes on where it stopped. Answers the number of the key and how many data keys it wrapped.
 */
export async function rotateKeys({
  server,
  keyring,
}: Place): Promise<{ readonly number: number; readonly wrapped: number }> {
  const client = await connectTo(server.optionsFor('tp_migrator'));
  try {
    await client.query('set role tp_owner');
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      oneRotationAtATime,
    ]);
    if (rows[0]?.held !== true) throw new Problem('The keys are being rotated already. Wait until that is done.');
    const before = await numberInForce(client);
    const first = await firstWrappedAfter(client, 0);
    const number = first && first.by < before ? before : await putNextInForce(client, keyring, before);
    let wrapped = 0;
    for (;;) {
      const some = await wrapSome(client, keyring, number);
      if (some === 0) return { number, wrapped };
      wrapped += some;
    }
  } finally {
    await client.end();
  }
}

async function numberInForce(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ number: number }>('select number from app.key_in_force');
  if (!rows[0]) throw new Error('No key is in force');
  return rows[0].number;
}

async function firstWrappedAfter(client: pg.Client, number: number): Promise<WrappedRow | undefined> {
  const { rows } = await client.query<WrappedRow>(
    `select service_id as "serviceId", id, wrapped, wrapped_by as by from app.data_keys
      where destroyed_at is null and wrapped_by > $1 order by wrapped_by, service_id, id limit 1`,
    [number],
  );
  return rows[0];
}

// The file is there before the database says so: whoever meets the new number finds it.
async function putNextInForce(client: pg.Client, keyring: Keyring, before: number): Promise<number> {
  const number = before + 1;
  keyring.make(number);
  await client.query('update app.key_in_force set number = $1 where number = $2', [number, before]);
  return number;
}

async function wrapSome(client: pg.Client, keyring: Keyring, number: number): Promise<number> {
  const newest = keyring.find(number);
  if (!newest) throw doesNotFit(number);
  await client.query('begin');
  try {
    const { rows } = await client.query<WrappedRow>(
      `select service_id as "serviceId", id, wrapped, wrapped_by as by from app.data_keys
        where destroyed_at is null and wrapped_by < $1 order by wrapped_by, service_id, id limit $2 for update`,
      [number, atOnce],
    );
    const anew = rows.map((row) => wrapKey(newest, row, open(keyring, row) ?? lost(row.by)));
    await client.query(
      `update app.data_keys k set wrapped = each.wrapped, wrapped_by = $1
         from unnest($2::uuid[], $3::uuid[], $4::bytea[]) as each (service_id, id, wrapped)
        where k.service_id = each.service_id and k.id = each.id`,
      [number, rows.map(({ serviceId }) => serviceId), rows.map(({ id }) => id), anew],
    );
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function open(keyring: Keyring, { by, wrapped, ...name }: WrappedRow): Buffer | undefined {
  const key = keyring.find(by);
  return key && unwrapKey(key, name, wrapped);
}

function lost(number: number): never {
  throw doesNotFit(number);
}
