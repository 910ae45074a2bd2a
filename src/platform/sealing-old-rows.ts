import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { DatabaseServer } from './database-logins.ts';
import { connectTo } from './database-problems.ts';
import { isKeyed, keyedMark, openText, readSealed, sealText, unwrapKey, wrapKey, type KeyName } from './envelope.ts';
import type { Keyring } from './keyring.ts';
import { Problem } from './problem.ts';
import type { Marked } from './sql.ts';

/** A table with texts that are sealed, and whose key they are under. */
export interface SealedTable {
  /** Its name in the schema `app`. */
  readonly table: string;
  readonly columns: readonly string[];
  /** Digests of texts, which are kept under the key of the case. */
  readonly digests?: readonly string[];
  /** Blind indexes that stand beside a sealed column: made of the text in clear, under the key of the service. */
  readonly indexes?: readonly BesideText[];
  readonly owner: RowOwner;
  /** Its texts were under the key of their case first: what still is comes under the key of whose it is. */
  readonly isMoved?: true;
  /** What follows from it in other tables. */
  readonly afterwards?: string;
}

export interface BesideText {
  readonly column: string;
  /** The column whose text it is the index of. */
  readonly of: string;
  /** SQL on the row `r` that says what kind of text it is. */
  readonly kind: string;
  /** What is indexed: the text written in one way, with its kind. */
  readonly mark: (service: { readonly serviceId: string }, kind: string, text: string) => Marked;
}

/**
 * Where the row `r` says whose its texts are: what names a participant (the case's own where it is null) and the tables that
 * are asked for it, or what else has a key of its own and its id, both as SQL. Where there is no participant it is the case, or `otherwise`.
 */
export type RowOwner =
  | { readonly participant: string; readonly reads?: readonly string[]; readonly otherwise?: KeyOfRow }
  | KeyOfRow;

interface KeyOfRow {
  readonly kind: string;
  readonly id: string;
  /** The tables that are asked for it. */
  readonly reads?: readonly string[];
}

interface Place {
  readonly server: Pick<DatabaseServer, 'optionsFor'>;
  readonly keyring: Keyring;
}

interface Owner {
  readonly serviceId: string;
  readonly ownerKind: string;
  readonly ownerId: string;
}

interface ClearRow extends Owner {
  readonly at: string;
  readonly caseId: string;
  readonly texts: readonly string[];
  readonly digests: readonly string[];
  readonly kinds: readonly string[];
}

type OpenedName = KeyName & { readonly key: Buffer };

const oneSealerAtATime = 7_446_006; // an advisory lock

/**
 * Seals what was written before its column was sealed: a migration cannot, for the key is never in the database. A constraint
 * that is not validated yet says where such rows may be; it is validated in the transaction that sealed them, so that the next
 * start finds nothing to do. Answers how many rows it sealed, and how many lines of the change trail lost the values that
 * repeated them in clear.
 */
export async function sealOldRows(
  { server, keyring }: Place,
  tables: readonly SealedTable[],
): Promise<{ readonly rows: number; readonly lines: number }> {
  const client = await connectTo(server.optionsFor('tp_migrator'));
  try {
    await client.query('set role tp_owner');
    if ((await unproven(client)).length === 0) return { rows: 0, lines: 0 };
    await client.query('select pg_advisory_lock($1)', [oneSealerAtATime]);
    let rows = 0;
    let lines = 0;
    for (const { table, constraints } of await unproven(client)) {
      const found = tables.find((each) => each.table === table);
      if (!found) throw new Error(`Nothing says whose key seals the texts of ${table}`);
      await inTransaction(client, async () => {
        rows += await sealTable(client, keyring, found);
        lines += await eraseFromTrail(client, found);
        if (found.afterwards !== undefined) await run(client, found.afterwards);
        for (const name of constraints) await run(client, `alter table app.${table} validate constraint ${name}`);
      });
    }
    return { rows, lines };
  } finally {
    await client.end();
  }
}

async function unproven(client: pg.Client) {
  const { rows } = await client.query<{ table: string; constraints: readonly string[] }>(`
    select c.relname as table, array_agg(k.conname::text order by k.conname) as constraints
      from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.connamespace = 'app'::regnamespace and k.conname like 'sea\\_%' and not k.convalidated
     group by c.relname order by c.relname`);
  return rows;
}

// PostgreSQL takes no parameters where names of tables stand; all that is put together here is of the list and of the schema.
async function run(client: pg.Client, statement: string, values: readonly unknown[] = []): Promise<void> {
  await client.query(statement, [...values]);
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/*
 * The owner meets the policies too, and a rule such as "only grows" forbids the change: both are put aside within this
 * transaction, which holds the table alone. The trail is among them: it must not repeat in clear what is sealed here.
 */
async function sealTable(client: pg.Client, keyring: Keyring, table: SealedTable): Promise<number> {
  const name = `app.${table.table}`;
  const asked = [...('participant' in table.owner ? ['participants'] : []), ...(table.owner.reads ?? [])];
  await run(client, `alter table ${name} disable trigger user, no force row level security`);
  for (const each of asked) await run(client, `alter table app.${each} no force row level security`);
  await run(client, `declare clear no scroll cursor for ${clearRows(table)}`);
  const keys = new Map<string, OpenedName>();
  let sealed = 0;
  for (;;) {
    const { rows } = await client.query<ClearRow>('fetch 500 from clear');
    if (rows.length === 0) break;
    await findKeys(client, keyring, keys, [
      ...rows,
      ...(table.digests ? rows.map(caseOf) : []),
      ...(table.indexes ? rows.map(serviceOf) : []),
    ]);
    const before = table.isMoved ? await keysBefore(client, keyring, rows) : new Map<string, OpenedName>();
    await run(client, update(table), [
      rows.map(({ at }) => at),
      ...table.columns.map((_, nth) => rows.map((row) => sealOne(keyOf(keys, row), row.texts[nth] ?? '', before))),
      ...(table.digests ?? []).map((_, nth) =>
        rows.map((row) => keyOne(keyOf(keys, caseOf(row)), row.digests[nth] ?? '')),
      ),
      ...(table.indexes ?? []).map((index, nth) =>
        rows.map((row) =>
          indexOne(keyOf(keys, serviceOf(row)), index.mark, row.kinds[nth] ?? '', textOf(table, row, index.of)),
        ),
      ),
    ]);
    sealed += rows.length;
  }
  await client.query('close clear');
  await run(client, `alter table ${name} enable trigger user, force row level security`);
  for (const each of asked) await run(client, `alter table app.${each} force row level security`);
  return sealed;
}

/*
 * The trail cannot be sealed: its digests are of the values as they were written. So it loses them, as when a data officer
 * erases them, and a line of the security trail says why. (TRL-3)
 */
async function eraseFromTrail(client: pg.Client, { table, columns, digests = [] }: SealedTable): Promise<number> {
  await client.query('alter table trails.changes no force row level security');
  const { rows: found } = await client.query<{ serviceId: string; places: readonly string[] }>(
    `select service_id as "serviceId", array_agg(seq order by seq) as places from (
       select c.service_id, c.seq, (row_number() over (partition by c.service_id order by c.seq) - 1) / 500 as part
         from trails.changes c
        where c.table_name = $1 and c.erased_in is null and exists (
          select from (select * from jsonb_each_text(c.old) union all select * from jsonb_each_text(c.new)) as each (name, value)
           where value <> '' and (name = any ($2) and value !~ '^tp1\\.[0-9a-f-]{36}\\.' or name = any ($3) and value !~ '^m1\\.'))) lines
      group by service_id, part order by service_id, part`,
    [table, columns, digests],
  );
  const because = 'The record is sealed now; these lines held its texts in clear.';
  for (const { serviceId, places } of found) {
    await client.query(
      `with said as materialized (select trails.add_security($1, 'system', null, 'values-erased', '', null, null, null, null,
         jsonb_build_object('trail', 'changes', 'places', to_jsonb($2::bigint[]), 'because', $3::text)) as seq)
       update trails.changes c set salt = null, old = null, new = null, erased_in = said.seq from said
        where c.service_id = $1 and c.seq = any ($2)`,
      [serviceId, places, because],
    );
  }
  await client.query('alter table trails.changes force row level security');
  return found.reduce((sum, { places }) => sum + places.length, 0);
}

function caseOf({ serviceId, caseId }: ClearRow): Owner {
  return { serviceId, ownerKind: 'case', ownerId: caseId };
}

function serviceOf({ serviceId }: ClearRow): Owner {
  return { serviceId, ownerKind: 'service', ownerId: serviceId };
}

function textOf({ columns }: SealedTable, row: ClearRow, column: string): string {
  return row.texts[columns.indexOf(column)] ?? '';
}

// What is sealed already has its index; it cannot be made from here.
function indexOne(name: OpenedName, mark: BesideText['mark'], kind: string, text: string): string | null {
  return readSealed(text) ? null : keyedMark(name.key, name, mark(name, kind, text).text);
}

function sealOne(name: OpenedName, text: string, before: ReadonlyMap<string, OpenedName>): string {
  const sealed = readSealed(text);
  if (!sealed) return sealText(name.key, name, text);
  const old = before.get(sealed.keyId);
  const opened = old && old.id !== name.id ? openText(old.key, old, sealed.box) : undefined;
  return opened === undefined ? text : sealText(name.key, name, opened);
}

function keyOne(name: OpenedName, digest: string): string {
  return isKeyed(digest) ? digest : keyedMark(name.key, name, digest);
}

function clearRows({ table, columns, digests = [], indexes = [], owner, isMoved }: SealedTable): string {
  const own = 'participant' in owner;
  const clear = [
    ...columns.map((column) => `(r.${column} <> '' and r.${column} !~ '^tp1\\.[0-9a-f-]{36}\\.')`),
    ...digests.map((column) => `(r.${column} <> '' and r.${column} !~ '^m1\\.')`),
  ];
  const { kind: otherKind, id: otherId } = own ? (owner.otherwise ?? { kind: "'case'", id: 'r.case_id' }) : owner;
  const kind = own
    ? `case when q.person_id is not null then 'person' when q.organisation_id is not null then 'organisation' else ${otherKind} end`
    : otherKind;
  const id = own ? `coalesce(q.person_id, q.organisation_id, ${otherId})` : otherId;
  // Of somebody who was erased meanwhile, nothing comes under a key again.
  const elsewhere = columns.map(
    (
      column,
    ) => `exists (select from app.data_keys k where k.service_id = r.service_id and k.id::text = split_part(r.${column}, '.', 2)
      and k.destroyed_at is null and k.owner_kind = 'case' and ${kind} <> 'case'
      and not exists (select from app.data_keys gone where gone.service_id = k.service_id and gone.owner_kind = ${kind}
        and gone.owner_id = ${id} and gone.destroyed_at is not null))`,
  );
  return `
    select r.ctid::text as at, r.service_id as "serviceId", ${kind} as "ownerKind",
           ${id} as "ownerId", ${digests.length > 0 ? 'r.case_id' : 'null'} as "caseId",
           ${listOf(columns)} as texts, ${listOf(digests)} as digests, array[${indexes.map(({ kind: each }) => each).join(', ')}]::text[] as kinds
      from app.${table} r
      ${own ? `left join app.participants q on q.service_id = r.service_id and q.case_id = r.case_id and q.id = ${owner.participant}` : ''}
     where ${[...clear, ...(isMoved ? elsewhere : [])].join(' or ')}`;
}

function listOf(columns: readonly string[]): string {
  return `array[${columns.map((column) => `coalesce(r.${column}, '')`).join(', ')}]::text[]`;
}

function update({ table, columns, digests = [], indexes = [] }: SealedTable): string {
  const all = [...columns, ...digests, ...indexes.map(({ column }) => column)];
  return `
    update app.${table} r set ${all.map((column, nth) => `${column} = case when r.${column} is null then null else coalesce(v.c${nth}, r.${column}) end`).join(', ')}
      from unnest($1::text[]::tid[], ${all.map((_, nth) => `$${nth + 2}::text[]`).join(', ')})
        as v (at, ${all.map((_, nth) => `c${nth}`).join(', ')})
     where r.ctid = v.at`;
}

function ownerOf({ serviceId, ownerKind, ownerId }: Owner): string {
  return `${serviceId} ${ownerKind} ${ownerId}`;
}

function keyOf(keys: ReadonlyMap<string, OpenedName>, row: Owner): OpenedName {
  const key = keys.get(ownerOf(row));
  if (!key) throw new Error('A data key was made and is not there');
  return key;
}

interface KeyRow extends Owner {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly by: number;
}

async function findKeys(
  client: pg.Client,
  keyring: Keyring,
  keys: Map<string, OpenedName>,
  rows: readonly Owner[],
): Promise<void> {
  const owners = [...new Map(rows.map((row) => [ownerOf(row), row])).values()].filter((row) => !keys.has(ownerOf(row)));
  if (owners.length === 0) return;
  const { rows: inForce } = await client.query<{ number: number }>('select number from app.key_in_force for share');
  const number = inForce[0]?.number ?? 1;
  const installationKey = keyring.find(number) ?? missing(number);
  const columns = [
    owners.map(({ serviceId }) => serviceId),
    owners.map(({ ownerKind }) => ownerKind),
    owners.map(({ ownerId }) => ownerId),
  ];
  const fresh = owners.map(({ serviceId }) => ({ serviceId, id: randomUUID() }));
  await client.query(
    `insert into app.data_keys (service_id, owner_kind, owner_id, id, wrapped, wrapped_by)
     select service_id, kind, owner, id, wrapped, $6 from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::bytea[])
         as v (service_id, kind, owner, id, wrapped)
     on conflict do nothing`,
    [
      ...columns,
      fresh.map(({ id }) => id),
      fresh.map((name) => wrapKey(installationKey, name, randomBytes(32))),
      number,
    ],
  );
  const { rows: found } = await client.query<KeyRow>(
    `select k.service_id as "serviceId", k.owner_kind as "ownerKind", k.owner_id as "ownerId", k.id, k.wrapped, k.wrapped_by as by
       from unnest($1::uuid[], $2::text[], $3::uuid[]) as v (service_id, kind, owner)
       join app.data_keys k on k.service_id = v.service_id and k.owner_kind = v.kind and k.owner_id = v.owner and k.destroyed_at is null`,
    columns,
  );
  for (const row of found) keys.set(ownerOf(row), openedName(keyring, row));
}

/** The keys that texts of these rows are under now. */
async function keysBefore(
  client: pg.Client,
  keyring: Keyring,
  rows: readonly ClearRow[],
): Promise<ReadonlyMap<string, OpenedName>> {
  const ids = new Set(rows.flatMap(({ texts }) => texts.flatMap((text) => readSealed(text)?.keyId ?? [])));
  const { rows: found } = await client.query<KeyRow>(
    `select service_id as "serviceId", id, wrapped, wrapped_by as by from app.data_keys
      where id = any ($1) and destroyed_at is null`,
    [[...ids]],
  );
  return new Map(found.map((row) => [row.id, openedName(keyring, row)]));
}

function openedName(keyring: Keyring, { serviceId, id, wrapped, by }: KeyRow): OpenedName {
  const name = { serviceId, id };
  return { ...name, key: unwrapKey(keyring.find(by) ?? missing(by), name, wrapped) ?? missing(by) };
}

function missing(number: number): never {
  throw new Problem(
    `The sealing key number ${number} is not in the secrets folder. Put back the copy that is kept apart.`,
  );
}
