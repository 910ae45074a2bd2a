import { setTimeout as pause } from 'node:timers/promises';
import { digestOf, keyedDigest, keyName, type Part } from '#platform/fingerprint.ts';
import { appendLine } from '#platform/lines-file.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import { trails, type Trail } from '#vocabulary/trails.ts';
import { placesAsText, type Entry } from './rules.ts';
import * as store from './store.ts';
import type { Seal, Sealer } from './store.ts';

/** What sealing needs from outside. */
export interface Sealing {
  readonly sealer: Sealer;
  /** Kept outside the database. */
  readonly key: Buffer;
  /** The jobs that take each head out of the database. */
  readonly jobs: readonly string[];
  readonly clock: () => Date;
  /** How long to wait for transactions that were under way, at most. */
  readonly patience?: number;
}

const mostInASeal = 5000;
const entryLength = 24;

/**
 * Seals what was written to the trails since the last time; nobody who writes waits for it. A row may be given its place long
 * before its transaction ends, so places are sealed only once every transaction is over that could still fill one. (TRL-4)
 */
export async function sealTrails(sealing: Sealing): Promise<number> {
  const newest = new Map<Trail, number>();
  for (const trail of trails) newest.set(trail, await store.newestPlace(sealing.sealer, trail));
  if (!(await everythingUnderWayIsOver(sealing))) return 0;
  let sealed = 0;
  for (const serviceId of await store.services(sealing.sealer)) {
    for (const [trail, until] of newest) sealed += await sealTrail(sealing, serviceId, trail, until);
  }
  return sealed;
}

// Asked in a snapshot of its own, after the places were read: whoever took one of them has a number below `next`.
async function everythingUnderWayIsOver({ sealer, patience = 20_000 }: Sealing): Promise<boolean> {
  const { next } = await store.transactions(sealer);
  for (const until = performance.now() + patience; ; await pause(50)) {
    if ((await store.transactions(sealer)).oldest >= next) return true;
    if (performance.now() >= until) return false;
  }
}

async function sealTrail(sealing: Sealing, serviceId: ServiceId, trail: Trail, until: number): Promise<number> {
  const { sealer, key, jobs, clock } = sealing;
  let last = await store.lastSeal(sealer, serviceId, trail);
  let sealed = 0;
  for (;;) {
    const after = last?.to ?? 0;
    const rows = await store.rowsToSeal(sealer, { serviceId, trail, after, until, most: mostInASeal });
    const newest = rows.at(-1);
    if (!newest) return sealed;
    const entries = packed(rows.map(({ place, told }) => ({ place, mark: markOf(key, trail, place, told) })));
    const seal: Omit<Seal, 'mac'> = {
      serviceId,
      trail,
      number: (last?.number ?? 0) + 1,
      from: after + 1,
      to: rows.length < mostInASeal ? until : newest.place,
      count: rows.length,
      entries,
      root: digestOf(entries),
      before: last?.mac ?? Buffer.alloc(0),
      keyName: keyName(key),
      sealedAt: clock().toISOString(),
    };
    last = { ...seal, mac: macOf(key, seal) };
    await store.addSeal(sealer, last, jobs);
    sealed += rows.length;
  }
}

/** What only who holds the key can make of a row at its place. */
export function markOf(key: Buffer, trail: Trail, place: number, told: readonly Part[]): string {
  return keyedDigest(key, [trail, String(place), ...told]).toString('hex', 0, 16);
}

function packed(entries: readonly Entry[]): Buffer {
  const bytes = Buffer.alloc(entries.length * entryLength);
  entries.forEach(({ place, mark }, at) => {
    bytes.writeBigUInt64BE(BigInt(place), at * entryLength);
    bytes.write(mark, at * entryLength + 8, 'hex');
  });
  return bytes;
}

/** The rows that the entries of a seal stand for. */
export function unpacked(bytes: Buffer): readonly Entry[] {
  return Array.from({ length: Math.floor(bytes.length / entryLength) }, (_, at) => ({
    place: Number(bytes.readBigUInt64BE(at * entryLength)),
    mark: bytes.toString('hex', at * entryLength + 8, (at + 1) * entryLength),
  }));
}

/** The root that rows would have if they were sealed now. */
export function rootOf(entries: readonly Entry[]): Buffer {
  return digestOf(packed(entries));
}

/** What only who holds the key can make of a seal. */
export function macOf(key: Buffer, seal: Omit<Seal, 'mac' | 'entries'>): Buffer {
  const { serviceId, trail, number, from, to, count, root, before, sealedAt } = seal;
  const numbers = [number, from, to, count].map(String);
  return keyedDigest(key, [serviceId, trail, ...numbers, root.toString('hex'), before.toString('hex'), sealedAt]);
}

/** A seal as it is written outside the database: enough to say which rows there were. */
export interface Head {
  readonly service: string;
  readonly trail: Trail;
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly places: string;
  readonly root: string;
  readonly before: string;
  readonly mac: string;
  readonly key: string;
  readonly at: string;
}

/** The head of a seal. */
export function headOf(seal: Seal): Head {
  return {
    service: seal.serviceId,
    trail: seal.trail,
    number: seal.number,
    from: seal.from,
    to: seal.to,
    count: seal.count,
    places: placesAsText(unpacked(seal.entries).map(({ place }) => place)),
    root: seal.root.toString('hex'),
    before: seal.before.toString('hex'),
    mac: seal.mac.toString('hex'),
    key: seal.keyName,
    at: seal.sealedAt,
  };
}

type Named = Pick<Seal, 'serviceId' | 'trail' | 'number'>;

async function headNamed(sealer: Sealer, named: Named): Promise<string> {
  const seal = await store.oneSeal(sealer, named);
  if (!seal) throw new Error('The seal whose head should be kept is not there');
  return JSON.stringify(headOf(seal));
}

/** Writes the head of a seal to the file outside the database. */
export async function keepHead(sealer: Sealer, named: Named, file: string): Promise<void> {
  appendLine(file, await headNamed(sealer, named));
}

/** Sends the head of a seal to somebody who keeps it; a failure is tried again by the queue. */
export async function postHead(sealer: Sealer, named: Named, address: string): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await headNamed(sealer, named),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`The keeper of heads answered ${answer.status}`);
}
