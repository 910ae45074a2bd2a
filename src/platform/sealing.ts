import { randomBytes, randomUUID } from 'node:crypto';
import {
  keyedMark,
  openText,
  readSealed,
  sealText,
  unlikeSealed,
  unwrapKey,
  wrapKey,
  type KeyName,
} from './envelope.ts';
import type { Keyring } from './keyring.ts';
import { OpenedKeys, type Moment, type OpenedKey } from './opened-keys.ts';
import { Problem } from './problem.ts';
import { isMarked, isMarkedEverywhere, isSealed, sql, type KeyOwner, type Marked, type Query } from './sql.ts';

/** Asks the database in the transaction that is going on. */
export type Ask = <Row>(query: Query<Row>) => Promise<readonly Row[]>;

/** What a transaction is of: one service, and how often data keys had been destroyed when it began. */
export interface Transaction {
  readonly serviceId: string;
  /** Undefined until it has begun: nothing is opened before. */
  readonly destroyed: number | undefined;
}

function momentOf({ transaction: { destroyed } }: Reading): Moment {
  if (destroyed === undefined) throw new Error('Nothing is opened in a transaction that has not begun');
  return { at: Date.now(), destroyed };
}

/** What stands where a text was whose key is destroyed. */
export const erased = 'This was erased';
/** What stands where a sealed text was changed by somebody without its key. */
export const damaged = '[damaged]';

/** Seals what goes into the database and opens what comes out of it, for one transaction. */
export interface TransactionSeal {
  /** The values of a query with everything sealed that is to be. */
  seal(values: readonly unknown[]): Promise<readonly unknown[]>;
  /** Opens, in place, every sealed text in the rows, also within lists and JSON. */
  open(rows: readonly unknown[]): Promise<void>;
}

/** Of more keys than this, made at once, none is remembered for whoever asks next. */
const mostKept = 100;

/** How many keys a transaction remembers. */
const mostOwned = 2000;

/** Makes the seals of transactions; what was unwrapped lately is shared among those of one process. */
export function sealing(
  keyring: Keyring,
): (transaction: Transaction, ask: Ask, may?: 'write' | 'read') => TransactionSeal {
  const opened = new OpenedKeys();
  const numbers = { inForce: 1 };
  return (transaction, ask, may = 'write') => {
    const owned = new Map<string, OpenedKey>();
    return {
      seal: async (values) => {
        const owners = ownersIn(values).filter((owner) => !owned.has(nameOf(owner)));
        if (owners.length > 0) {
          const asking = { keyring, opened, numbers, transaction, ask };
          const keys = may === 'read' ? await keysThere(asking, owners) : await keysFor(asking, owners);
          for (const [name, key] of keys) owned.set(name, key);
        }
        const sealed = values.map((value) => sealValue(value, owned));
        // A long list has a key for each of its people; one that is wanted again is asked for again.
        if (owned.size > mostOwned) owned.clear();
        return sealed;
      },
      open: (rows) => openRows({ keyring, opened, transaction, ask }, rows),
    };
  };
}

/**
 * Makes the values of the doorkeeper's queries: it knows no service yet, so a text that is to be found becomes its digests
 * under the keys that all services make theirs with.
 */
export function markingEverywhere(keyring: Keyring): (ask: Ask, values: readonly unknown[]) => Promise<unknown[]> {
  const opened = new OpenedKeys();
  return async (ask, values) => {
    if (!values.some(isMarkedEverywhere)) return [...values];
    const rows = await ask(sql<WrappedKey & { readonly serviceId: string }>`
      select service_id as "serviceId", id, wrapped, by_number as by from doorkeeper.index_keys()`);
    const keys = rows.map((row) =>
      unwrap({ keyring, opened, ask, transaction: { serviceId: row.serviceId, destroyed: 0 } }, row),
    );
    return values.map((value) =>
      isMarkedEverywhere(value)
        ? keys.flatMap(({ key, ...name }) => (key ? keyedMark(key, name, value.markedInEveryService) : []))
        : value,
    );
  };
}

interface Reading {
  readonly keyring: Keyring;
  readonly opened: OpenedKeys;
  readonly transaction: Transaction;
  readonly ask: Ask;
}

interface Writing extends Reading {
  /** Shared by the process: the number of the installation's key that wraps new data keys. */
  readonly numbers: { inForce: number };
}

interface WrappedKey {
  readonly id: string;
  readonly wrapped: Buffer | null;
  readonly by: number;
}

function nameOf({ kind, id }: KeyOwner): string {
  return `${kind} ${id}`;
}

function lost(): never {
  throw new Error('A data key was asked for and did not come');
}

// In one order, so that two who make the keys of the same people at once do not wait for each other.
function ownersIn(values: readonly unknown[]): readonly KeyOwner[] {
  const found = new Map<string, KeyOwner>();
  for (const value of values.flat()) {
    if (isSealed(value) && value.text !== '') found.set(nameOf(value.sealedFor), value.sealedFor);
    if (isMarked(value) && value.text !== '') found.set(nameOf(value.markedFor), value.markedFor);
  }
  return [...found.values()].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function sealValue(value: unknown, keys: ReadonlyMap<string, OpenedKey>): unknown {
  if (typeof value === 'string') return unlikeSealed(value);
  if (Array.isArray(value)) return value.map((each) => sealValue(each, keys));
  if (isMarked(value)) return markValue(value, keys);
  if (!isSealed(value)) return value;
  if (value.text === '') return '';
  const { key, ...name } = keys.get(nameOf(value.sealedFor)) ?? lost();
  return sealText(key ?? lost(), name, value.text);
}

// Where there is no key nothing was kept under it, and nothing is the same.
function markValue({ markedFor, text }: Marked, keys: ReadonlyMap<string, OpenedKey>): string {
  const found = keys.get(nameOf(markedFor));
  return found?.key ? keyedMark(found.key, found, text) : '';
}

/** The keys of these owners, for whoever only reads: those that are there. */
async function keysThere(reading: Reading, owners: readonly KeyOwner[]): Promise<ReadonlyMap<string, OpenedKey>> {
  const rows = await reading.ask(sql<WrappedKey & { readonly place: number }>`
    select place, id, wrapped, by_number as by from app.marking_keys(${owners.map(({ kind }) => kind)}, ${owners.map(({ id }) => id)})`);
  return new Map(rows.map((row) => [nameOf(owners[row.place - 1] ?? lost()), unwrap(reading, row)]));
}

/** The keys of these owners, made where there is none yet. */
async function keysFor(writing: Writing, owners: readonly KeyOwner[]): Promise<ReadonlyMap<string, OpenedKey>> {
  const { keyring, numbers, ask } = writing;
  const { serviceId } = writing.transaction;
  for (let attempt = 1; ; attempt += 1) {
    const installationKey = keyring.find(numbers.inForce) ?? missing(numbers.inForce);
    const fresh = owners.map(() => ({ serviceId, id: randomUUID(), key: randomBytes(32) }));
    const rows = await ask(sql<WrappedKey & { readonly place: number }>`
      select place, id, wrapped, by_number as by
        from app.sealing_keys(${owners.map(({ kind }) => kind)}, ${owners.map(({ id }) => id)}, ${fresh.map(({ id }) => id)},
                              ${fresh.map((made) => wrapKey(installationKey, made, made.key))}, ${numbers.inForce})`);
    const newer = rows.find(({ wrapped }) => wrapped === null);
    if (!newer) {
      return new Map(
        rows.map((row) => {
          const made = fresh[row.place - 1];
          // Of a long list hardly anybody is looked at soon.
          const keep = (key: OpenedKey) =>
            owners.length > mostKept ? key : writing.opened.keep(key, momentOf(writing));
          const key = made?.id === row.id ? keep(made) : unwrap(writing, row);
          return [nameOf(owners[row.place - 1] ?? lost()), key];
        }),
      );
    }
    // Another process put a newer key of the installation in force: new data keys are wrapped by that one.
    if (attempt > 3) lost();
    numbers.inForce = newer.by;
  }
}

function unwrap(reading: Reading, { id, wrapped, by }: WrappedKey): OpenedKey {
  const { keyring, opened } = reading;
  const { serviceId } = reading.transaction;
  const name: KeyName = { serviceId, id };
  if (wrapped === null) return opened.keep({ ...name, key: null }, momentOf(reading));
  const key = unwrapKey(keyring.find(by) ?? missing(by), name, wrapped);
  if (!key)
    throw new Problem(
      `The sealing key number ${by} in the secrets folder is not the one that the database was sealed with.`,
    );
  return opened.keep({ ...name, key }, momentOf(reading));
}

function missing(number: number): never {
  throw new Problem(
    `The sealing key number ${number} is not in the secrets folder. Put back the copy that is kept apart.`,
  );
}

interface Slot {
  readonly holder: Record<string | number, unknown>;
  readonly at: string | number;
  readonly keyId: string;
  readonly box: string;
}

async function openRows(reading: Reading, rows: readonly unknown[]): Promise<void> {
  const slots: Slot[] = [];
  for (const row of rows) collect(row, slots);
  if (slots.length === 0) return;
  const keys = await keysById(reading, new Set(slots.map(({ keyId }) => keyId)));
  for (const { holder, at, keyId, box } of slots) {
    const key = keys.get(keyId)?.key ?? null;
    const name = { serviceId: reading.transaction.serviceId, id: keyId };
    holder[at] = key === null ? erased : (openText(key, name, box) ?? damaged);
  }
}

function collect(value: unknown, slots: Slot[]): void {
  if (typeof value !== 'object' || value === null || value instanceof Date || Buffer.isBuffer(value)) return;
  const holder = value as Record<string | number, unknown>;
  for (const at of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const each = holder[at];
    if (typeof each === 'string') {
      const found = readSealed(each);
      if (found) slots.push({ holder, at, ...found });
    } else collect(each, slots);
  }
}

async function keysById(reading: Reading, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, OpenedKey>> {
  const { opened, ask } = reading;
  const { serviceId } = reading.transaction;
  const known = new Map<string, OpenedKey>();
  for (const id of ids) {
    const key = opened.find(serviceId, id, momentOf(reading));
    if (key) known.set(id, key);
  }
  const unknown = [...ids].filter((id) => !known.has(id));
  if (unknown.length === 0) return known;
  const rows = await ask(sql<WrappedKey>`select id, wrapped, by_number as by from app.opening_keys(${unknown})`);
  for (const row of rows) known.set(row.id, unwrap(reading, row));
  return known;
}
