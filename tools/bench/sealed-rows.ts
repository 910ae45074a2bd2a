import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { sealText, wrapKey } from '#platform/envelope.ts';
import type { Keyring } from '#platform/keyring.ts';

/** Whose key seals the texts of a table: a participant's, by `participant_id`, or the case's. */
type Whose = 'participant' | 'case';

/** The tables with sealed texts that are filled, each with its sealed columns and whose they are. */
const sealedTables: Readonly<Record<string, readonly [Whose, ...string[]]>> = {
  notes: ['participant', 'words'],
  preparation_sessions: ['participant', 'account', 'impact'],
  letters: ['participant', 'body'],
};

const ownerOf: Readonly<Record<Whose, string>> = {
  participant: `'person ' || (select q.person_id from app.participants q where q.service_id = p.service_id and q.case_id = p.case_id and q.id = p.participant_id)`,
  case: `'case ' || p.case_id`,
};

const atOnce = 20_000;

/** Makes a place where rows wait in clear before they are sealed. */
export async function makeWaitingTables(client: pg.Client): Promise<void> {
  await client.query('create schema waiting');
  for (const table of Object.keys(sealedTables)) {
    await client.query(
      `create unlogged table waiting.${table} (like app.${table} including defaults, nth int generated always as identity)`,
    );
  }
}

/** Whether a statement fills a place where rows wait, and which. */
export function waitingTable(statement: string): string | undefined {
  return /^insert into waiting\.(\w+)/.exec(statement)?.[1];
}

interface Place {
  readonly client: pg.Client;
  readonly serviceId: string;
  readonly keyring: Keyring;
}

type Row = Readonly<Record<string, string>>;
type Keys = Map<string, { readonly id: string; readonly key: Buffer }>;

/** Seals the rows that wait for a table and puts them into it, each under the key of whom it is about. */
export function pouring(place: Place): (table: string) => Promise<void> {
  const keys: Keys = new Map();
  return (table) => pour(place, keys, table);
}

async function pour(place: Place, keys: Keys, table: string): Promise<void> {
  const { client, serviceId } = place;
  const [whose, ...columns] = sealedTables[table] ?? [];
  if (whose === undefined) throw new Error(`Nobody said whose the texts of ${table} are`);
  const others = await otherColumns(client, table, columns);
  const seal = (owner: string, text: string): string => {
    const { id, key } = keys.get(owner) ?? lost();
    return sealText(key, { serviceId, id }, text);
  };
  for (let from = 0; ; from += atOnce) {
    const { rows } = await client.query<Row>(
      `select nth, owner, ${columns.join(', ')} from waiting.${table} p
         cross join lateral (select ${ownerOf[whose]}) as o (owner) where nth > $1 and nth <= $2 order by nth`,
      [from, from + atOnce],
    );
    if (rows.length === 0) return;
    await makeKeys(place, keys, new Set(rows.map(({ owner }) => owner ?? lost())));
    await client.query(
      `insert into app.${table} (${[...others, ...columns].join(', ')})
       select ${[...others.map((name) => `p.${name}`), ...columns.map((name) => `s.${name}`)].join(', ')}
         from unnest($1::int[]${columns.map((_, at) => `, $${at + 2}::text[]`).join('')}) as s (nth, ${columns.join(', ')})
         join waiting.${table} p on p.nth = s.nth order by s.nth`,
      [
        rows.map(({ nth }) => nth),
        ...columns.map((column) => rows.map((row) => seal(row['owner'] ?? lost(), row[column] ?? ''))),
      ],
    );
  }
}

function lost(): never {
  throw new Error('A row is about nobody');
}

async function otherColumns(client: pg.Client, table: string, sealed: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attidentity = '' and not attisdropped
        and attname <> all ($2) order by attnum`,
    [`app.${table}`, sealed],
  );
  return rows.map(({ name }) => name);
}

async function makeKeys({ client, serviceId, keyring }: Place, keys: Keys, owners: ReadonlySet<string>): Promise<void> {
  const installation = keyring.find(1) ?? lost();
  const made = [...owners]
    .filter((owner) => !keys.has(owner))
    .map((owner) => ({ owner, id: randomUUID(), key: randomBytes(32) }));
  for (const { owner, id, key } of made) keys.set(owner, { id, key });
  await client.query(
    `insert into app.data_keys (service_id, id, owner_kind, owner_id, wrapped, wrapped_by)
     select $1, k.id, k.kind, k.owner, k.wrapped, 1 from unnest($2::uuid[], $3::text[], $4::uuid[], $5::bytea[]) as k (id, kind, owner, wrapped)`,
    [
      serviceId,
      made.map(({ id }) => id),
      made.map(({ owner }) => owner.split(' ')[0]),
      made.map(({ owner }) => owner.split(' ')[1]),
      made.map(({ id, key }) => wrapKey(installation, { serviceId, id }, key)),
    ],
  );
}
