import { readLines } from '#platform/lines-file.ts';
import { keyName, saltedDigest } from '#platform/fingerprint.ts';
import type { Db } from '#platform/sql.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import { trails, type Trail } from '#vocabulary/trails.ts';
import { macOf, markOf, rootOf, unpacked, type Head } from './actions.ts';
import { compare, explain, placesIn, type Finding, type Found } from './rules.ts';
import * as store from './store.ts';
import type { Seal, WholeRow } from './store.ts';

/** What verifying reads: the database as the owner of its tables, the key, and the heads outside. */
export interface Verifying {
  readonly db: Db;
  readonly key: Buffer;
  readonly headsFile: string;
  readonly now: Date;
}

export interface Located extends Finding {
  readonly serviceId: string;
  readonly trail: Trail;
}

export interface Verified {
  readonly findings: readonly Located[];
  readonly rows: number;
  readonly seals: number;
  /** Rows that no seal covers yet. */
  readonly waiting: number;
  readonly oldestWaiting: string | null;
  readonly erased: number;
  readonly headsFile: 'read' | 'no-file';
  /** Lines of the file that are no heads of ours. */
  readonly strangeLines: readonly number[];
  /** Names of keys that made seals and are not the one that is here. */
  readonly otherKeys: readonly string[];
}

const aBatch = 5000;
// A head leaves the database moments after its seal: a younger one may be on its way.
const onItsWay = 10 * 60_000;

type Heads = ReadonlyMap<string, Head>;

const nameOf = (serviceId: string, trail: Trail, number: number): string => `${serviceId} ${trail} ${number}`;

/** Recomputes every seal of every trail and compares it with its rows and with its head outside the database. (TRL-4) */
export async function verifyTrails(verifying: Verifying): Promise<Verified> {
  const { heads, headsFile, strangeLines } = await readHeads(verifying.headsFile);
  const report = new Report(headsFile, strangeLines);
  for (const trail of trails) {
    const outside = [...heads.values()].filter((head) => head.trail === trail).map(({ service }) => service);
    const inside = await store.servicesWithTrails(verifying.db, trail);
    for (const serviceId of new Set([...inside, ...outside])) {
      await verifyTrail({ ...verifying, serviceId, trail, heads, hasHeads: headsFile === 'read', report });
    }
  }
  return report.told();
}

async function readHeads(path: string) {
  const heads = new Map<string, Head>();
  const strangeLines: number[] = [];
  const headsFile = await readLines(path, (line, number) => {
    const head = headIn(line);
    if (head) heads.set(nameOf(head.service, head.trail, head.number), head);
    else strangeLines.push(number);
  });
  return { heads, headsFile, strangeLines };
}

function headIn(line: string): Head | undefined {
  try {
    const head = JSON.parse(line) as Head;
    return (trails as readonly string[]).includes(head.trail) && Number.isInteger(head.number) ? head : undefined;
  } catch {
    return undefined;
  }
}

class Report {
  readonly #headsFile: Verified['headsFile'];
  readonly #strangeLines: readonly number[];
  readonly findings: Located[] = [];
  readonly otherKeys = new Set<string>();
  rows = 0;
  seals = 0;
  waiting = 0;
  erased = 0;
  oldestWaiting: string | null = null;

  constructor(headsFile: Verified['headsFile'], strangeLines: readonly number[]) {
    this.#headsFile = headsFile;
    this.#strangeLines = strangeLines;
  }

  told(): Verified {
    const { findings, rows, seals, waiting, oldestWaiting, erased } = this;
    const [headsFile, strangeLines] = [this.#headsFile, this.#strangeLines];
    return {
      findings,
      rows,
      seals,
      waiting,
      oldestWaiting,
      erased,
      headsFile,
      strangeLines,
      otherKeys: [...this.otherKeys],
    };
  }
}

interface OneTrail extends Verifying {
  readonly serviceId: string;
  readonly trail: Trail;
  readonly heads: Heads;
  readonly hasHeads: boolean;
  readonly report: Report;
}

interface Before {
  readonly to: number;
  readonly mac: string;
}

async function verifyTrail(one: OneTrail): Promise<void> {
  const { serviceId, trail, heads } = one;
  const newestHead = Math.max(
    0,
    ...[...heads.values()]
      .filter((each) => each.service === serviceId && each.trail === trail)
      .map(({ number }) => number),
  );
  let before: Before = { to: 0, mac: '' };
  let number = 1;
  for (let batch = await sealsAfter(one, 0); batch.length > 0; batch = await sealsAfter(one, number - 1)) {
    for (const seal of batch) {
      for (; number < seal.number; number += 1) before = await verifyLostSeal(one, number, before, seal.from - 1);
      before = await verifySeal(one, seal, before);
      number += 1;
    }
  }
  for (; number <= newestHead; number += 1) before = await verifyLostSeal(one, number, before, null);
  await verifyWaiting(one, before.to);
}

async function sealsAfter({ db, serviceId, trail }: OneTrail, after: number): Promise<readonly Seal[]> {
  return store.sealsAfter(db, { serviceId, trail, after, most: 100 });
}

function find({ report, serviceId, trail }: OneTrail, ...findings: readonly Finding[]): void {
  report.findings.push(...findings.map((finding) => ({ ...finding, serviceId, trail })));
}

async function verifySeal(one: OneTrail, seal: Seal, before: Before): Promise<Before> {
  const { key, report } = one;
  report.seals += 1;
  const entries = unpacked(seal.entries);
  const mac = seal.mac.toString('hex');
  const isOurs = seal.keyName === keyName(key);
  if (!isOurs) report.otherKeys.add(seal.keyName);
  const isSound =
    isOurs &&
    macOf(key, seal).equals(seal.mac) &&
    rootOf(entries).equals(seal.root) &&
    seal.before.toString('hex') === before.mac &&
    seal.from === before.to + 1;
  if (!isSound) find(one, { fault: 'seal-altered', seal: seal.number });
  const head = one.heads.get(nameOf(one.serviceId, one.trail, seal.number));
  verifyHead(one, seal, head, isSound);
  const rows = await rowsBetween(one, before.to, seal.to);
  const known = new Set(entries.map(({ place }) => place));
  const others = placesIn(head?.places ?? '').filter((place) => !known.has(place));
  find(one, ...compare([...entries, ...others.map((place) => ({ place, mark: null }))], rows));
  return { to: seal.to, mac };
}

function verifyHead(one: OneTrail, seal: Seal, head: Head | undefined, isSound: boolean): void {
  if (!one.hasHeads) return;
  const age = one.now.getTime() - new Date(seal.sealedAt).getTime();
  if (!head && age > onItsWay) find(one, { fault: 'head-missing', seal: seal.number });
  if (!head || head.mac === seal.mac.toString('hex')) return;
  // One of the two was altered; a seal that proves itself was not.
  find(one, isSound ? { fault: 'head-altered', seal: seal.number } : { fault: 'seal-altered', seal: seal.number });
}

/** A seal that is not there any more: its head outside says which rows it covered, and whether they are as they were. */
async function verifyLostSeal(one: OneTrail, number: number, before: Before, until: number | null): Promise<Before> {
  const head = one.heads.get(nameOf(one.serviceId, one.trail, number));
  find(one, { fault: 'seal-removed', seal: number });
  const to = Math.max(before.to, head?.to ?? until ?? before.to);
  const rows = await rowsBetween(one, before.to, to);
  if (head && isProven(one, head) && rootOf(rows).toString('hex') === head.root) return { to, mac: head.mac };
  const places = head ? placesIn(head.places) : [];
  const findings = compare(
    places.map((place) => ({ place, mark: null })),
    rows,
  );
  const isAtTheEnd = until === null;
  find(
    one,
    ...findings.map((each) => (each.fault === 'removed' && isAtTheEnd ? { ...each, fault: 'cut-off' as const } : each)),
  );
  return { to, mac: head?.mac ?? '' };
}

function isProven({ key }: OneTrail, head: Head): boolean {
  const bytes = (text: string) => Buffer.from(text, 'hex');
  const seal = {
    ...head,
    serviceId: head.service as ServiceId,
    root: bytes(head.root),
    before: bytes(head.before),
    keyName: head.key,
    sealedAt: head.at,
  };
  return macOf(key, seal).toString('hex') === head.mac;
}

async function verifyWaiting(one: OneTrail, after: number): Promise<void> {
  const rows = await rowsBetween(one, after, null);
  one.report.waiting += rows.length;
  find(
    one,
    ...rows.filter(({ values }) => values === 'changed').map(({ place }) => ({ fault: 'altered', place }) as const),
  );
  const oldest = rows[0]?.writtenAt;
  const { report } = one;
  if (oldest !== undefined && (report.oldestWaiting === null || oldest < report.oldestWaiting))
    report.oldestWaiting = oldest;
}

async function rowsBetween(
  one: OneTrail,
  after: number,
  until: number | null,
): Promise<readonly (Found & { readonly writtenAt: string })[]> {
  const { db, serviceId, trail, report } = one;
  const found: (Found & { readonly writtenAt: string })[] = [];
  // A place below the first is nobody's, so whatever stands there was put in.
  for (let from = after === 0 ? Number.MIN_SAFE_INTEGER : after; ;) {
    const rows = await store.rowsToVerify(db, { serviceId, trail, after: from, until, most: aBatch });
    report.rows += rows.length;
    for (const row of rows) found.push(asFound(one, row));
    const last = rows.at(-1);
    if (!last || rows.length < aBatch) return found;
    from = last.place;
  }
}

function asFound({ key, trail, report }: OneTrail, row: WholeRow): Found & { readonly writtenAt: string } {
  const { place, told, salt, digest } = row;
  const markAt = (at: number) => markOf(key, trail, at, told);
  if (salt === null) report.erased += 1;
  const values =
    salt === null
      ? row.isErasedWithRecord
        ? 'erased'
        : 'erased-without-record'
      : saltedDigest(salt, row.values).equals(digest)
        ? 'as-written'
        : 'changed';
  return { place, mark: markAt(place), markAt, values, writtenAt: told[1] ?? '' };
}

/** Whether nothing was found that should not be. */
export function isSound({ findings, strangeLines, headsFile, seals }: Verified): boolean {
  return findings.length === 0 && strangeLines.length === 0 && (headsFile === 'read' || seals === 0);
}

const mostTold = 200;

/** What verifying found, in lines for an operator. */
export function tell(verified: Verified): readonly string[] {
  const { findings, headsFile, strangeLines, otherKeys } = verified;
  const lines = findings
    .slice(0, mostTold)
    .map((each) => `${each.trail}: ${explain(each)} (service ${each.serviceId})`);
  if (findings.length > mostTold) lines.push(`... and ${findings.length - mostTold} more`);
  if (otherKeys.length > 0)
    lines.push(
      `Some seals were made with a key that is not here: ${otherKeys.join(', ')}. They prove nothing without it.`,
    );
  if (strangeLines.length > 0) lines.push(`The file of heads has lines that are no heads: ${strangeLines.join(', ')}`);
  if (headsFile === 'no-file' && verified.seals > 0)
    lines.push('The file of heads is not there: what was cut off from the end cannot be seen.');
  return [...lines, summary(verified)];
}

function summary({ findings, rows, seals, waiting, oldestWaiting, erased }: Verified): string {
  const many = findings.length === 1 ? '1 thing is' : `${findings.length} things are`;
  const verdict = findings.length === 0 ? 'All is as it was sealed' : `${many} not as it was sealed`;
  const since = oldestWaiting === null ? '' : `, the oldest written at ${oldestWaiting}Z`;
  return `${verdict}. Looked at ${rows} rows and ${seals} seals; ${waiting} rows wait to be sealed${since}; the values of ${erased} rows were erased.`;
}
