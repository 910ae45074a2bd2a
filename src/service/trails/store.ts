import { sql, type Db, type Query } from '#platform/sql.ts';
import type { Part } from '#platform/fingerprint.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import type { ClosedDoor, Trail } from '#vocabulary/trails.ts';

/** A login that asks one statement at a time. The worker's reads what is sealed, never the values, and adds seals. */
export interface Sealer {
  ask<Row>(query: Query<Row>): Promise<readonly Row[]>;
}

const moment = sql`to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
const whoAndWhen = sql`service_id::text, ${moment}, login, actor_kind, actor_id::text`;
const digest = sql`encode(digest, 'hex')`;

// Every column but the values, as texts: what a mark is made of. A new column of a trail belongs here.
const told: Readonly<Record<Trail, Query<unknown>>> = {
  changes: sql`array[${whoAndWhen}, table_name, operation, key::text, case_id::text, participant_id::text, person_id::text,
    referral_id::text, ${digest}]`,
  reads: sql`array[${whoAndWhen}, what, place, case_id::text, participant_id::text, person_id::text, referral_id::text, item_id::text,
    is_own_worker::text, ${digest}]`,
  security: sql`array[${whoAndWhen}, event, because, about_kind, about_id::text, case_id::text, tried, ${digest}]`,
};
const values: Readonly<Record<Trail, Query<unknown>>> = {
  changes: sql`array[old::text, new::text]`,
  reads: sql`array[detail::text, null]`,
  security: sql`array[detail::text, null]`,
};
const tables: Readonly<Record<Trail, Query<unknown>>> = {
  changes: sql`trails.changes`,
  reads: sql`trails.reads`,
  security: sql`trails.security`,
};

/** A row as it is sealed. */
export interface ToldRow {
  readonly place: number;
  readonly told: readonly Part[];
}

/** A row as it is verified. */
export interface WholeRow extends ToldRow {
  readonly digest: Buffer;
  /** Null once the values are erased. */
  readonly salt: Buffer | null;
  readonly values: readonly Part[];
  readonly isErasedWithRecord: boolean;
}

/** The newest place that a trail has given out; places below it may still be on their way. */
export async function newestPlace(sealer: Sealer, trail: Trail): Promise<number> {
  const [row] = await sealer.ask(sql<{ place: number | null }>`
    select pg_sequence_last_value(pg_get_serial_sequence(${`trails.${trail}`}, 'seq')::regclass) as place`);
  return row?.place ?? 0;
}

/** The number that the next transaction will have, and the oldest that still runs. */
export async function transactions(sealer: Sealer): Promise<{ readonly next: number; readonly oldest: number }> {
  const [row] = await sealer.ask(sql<{ next: number; oldest: number }>`
    select pg_snapshot_xmax(taken)::text::bigint as next, pg_snapshot_xmin(taken)::text::bigint as oldest
      from pg_current_snapshot() as taken`);
  if (!row) throw new Error('The database does not say which transactions run');
  return row;
}

export async function services(sealer: Sealer): Promise<readonly ServiceId[]> {
  const rows = await sealer.ask(sql<{ id: ServiceId }>`select service_id as id from app.services order by service_id`);
  return rows.map(({ id }) => id);
}

/** The rows of a trail after a place, up to another, in order. */
export async function rowsToSeal(
  sealer: Sealer,
  {
    serviceId,
    trail,
    after,
    until,
    most,
  }: { serviceId: ServiceId; trail: Trail; after: number; until: number; most: number },
): Promise<readonly ToldRow[]> {
  return sealer.ask(sql<ToldRow>`
    select seq as place, ${told[trail]} as told from ${tables[trail]}
     where service_id = ${serviceId} and seq > ${after} and seq <= ${until} order by seq limit ${most}`);
}

export interface Seal {
  readonly serviceId: ServiceId;
  readonly trail: Trail;
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly entries: Buffer;
  readonly root: Buffer;
  readonly before: Buffer;
  readonly mac: Buffer;
  readonly keyName: string;
  /** As `toISOString` writes it. */
  readonly sealedAt: string;
}

const sealColumns = sql`
  service_id as "serviceId", trail, number, from_seq as "from", to_seq as "to", count, entries, root, before, mac, key_name as "keyName",
  to_char(sealed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt"`;

export async function lastSeal(sealer: Sealer, serviceId: ServiceId, trail: Trail): Promise<Seal | undefined> {
  const [seal] = await sealer.ask(sql<Seal>`
    select ${sealColumns} from trails.seals where service_id = ${serviceId} and trail = ${trail} order by number desc limit 1`);
  return seal;
}

export async function oneSeal(
  sealer: Sealer,
  { serviceId, trail, number }: Pick<Seal, 'serviceId' | 'trail' | 'number'>,
): Promise<Seal | undefined> {
  const [seal] = await sealer.ask(sql<Seal>`
    select ${sealColumns} from trails.seals where service_id = ${serviceId} and trail = ${trail} and number = ${number}`);
  return seal;
}

/** Adds a seal, and the jobs that take its head out of the database, in one step. */
export async function addSeal(sealer: Sealer, seal: Seal, jobs: readonly string[]): Promise<void> {
  const { serviceId, trail, number } = seal;
  await sealer.ask(sql`
    with added as (
      insert into trails.seals (service_id, trail, number, from_seq, to_seq, count, entries, root, before, mac, key_name, sealed_at)
      values (${serviceId}, ${trail}, ${number}, ${seal.from}, ${seal.to}, ${seal.count}, ${seal.entries}, ${seal.root}, ${seal.before},
              ${seal.mac}, ${seal.keyName}, ${seal.sealedAt}) returning 1)
    select jobs.enqueue(job, jsonb_build_object('serviceId', ${serviceId}::text, 'trail', ${trail}::text, 'number', ${number}::int))
      from added cross join unnest(${jobs}::text[]) as job`);
}

/** The seals of a service after a number, in order, a batch at a time; read as the owner of the tables. */
export async function sealsAfter(
  db: Db,
  { serviceId, trail, after, most }: { serviceId: string; trail: Trail; after: number; most: number },
): Promise<readonly Seal[]> {
  return db.rows(sql<Seal>`
    select ${sealColumns} from trails.seals
     where service_id = ${serviceId} and trail = ${trail} and number > ${after} order by number limit ${most}`);
}

/** The services that have rows or seals; also of one that is gone itself. */
export async function servicesWithTrails(db: Db, trail: Trail): Promise<readonly string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    with recursive each (id) as (
      (select service_id from ${tables[trail]} order by service_id limit 1)
      union all
      select (select service_id from ${tables[trail]} where service_id > each.id order by service_id limit 1) from each where each.id is not null)
    select id from each where id is not null
    union select service_id from trails.seals where trail = ${trail} group by service_id order by id`);
  return rows.map(({ id }) => id);
}

/** The rows between two places with their values, a batch at a time. */
export async function rowsToVerify(
  db: Db,
  {
    serviceId,
    trail,
    after,
    until,
    most,
  }: { serviceId: string; trail: Trail; after: number; until: number | null; most: number },
): Promise<readonly WholeRow[]> {
  return db.rows(sql<WholeRow>`
    select seq as place, ${told[trail]} as told, digest, salt, ${values[trail]} as values,
           erased_in is not null and exists (select from trails.security said
             where said.service_id = row.service_id and said.seq = row.erased_in and said.event = 'values-erased') as "isErasedWithRecord"
      from ${tables[trail]} row
     where service_id = ${serviceId} and seq > ${after} and (${until}::bigint is null or seq <= ${until}) order by seq limit ${most}`);
}

/** A look as the read trail keeps it. */
export interface LookedAt {
  readonly what: string;
  readonly place: string;
  readonly caseId: string | null;
  readonly participantId: string | null;
  readonly referralId: string | null;
  readonly itemId: string | null;
  readonly detail: object | null;
}

/** Writes down a look, as whoever the signed identity says; one statement, in a transaction of its own. */
export async function addClosedDoor(asker: Sealer, signed: string, { event, place, tried }: ClosedDoor): Promise<void> {
  await asker.ask(sql`select trails.note_closed_door(${signed}, ${event}, ${place}, ${tried})`);
}

export async function addReads(reader: Sealer, signed: string, reads: readonly LookedAt[]): Promise<void> {
  await reader.ask(sql`
    select trails.note_read(${signed}, r.what, r.place, r."caseId", r."participantId", r."referralId", r."itemId", r.detail)
      from jsonb_to_recordset(${JSON.stringify(reads)}::jsonb)
        as r(what text, place text, "caseId" uuid, "participantId" uuid, "referralId" uuid, "itemId" uuid, detail jsonb)`);
}
