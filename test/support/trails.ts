import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { readAsOwner } from '#platform/database-owner.ts';
import { keyFor } from '#platform/fingerprint.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { keepHead, sealTrails } from '#service/trails/actions.ts';
import { lastSeal, services, type Sealer } from '#service/trails/store.ts';
import { verifyTrails, type Verified } from '#service/trails/verifying-actions.ts';
import { trails } from '#vocabulary/trails.ts';
import { testCluster } from './cluster.ts';
import type { House } from './house.ts';

/** The trails of a house: sealed, verified, and tampered with by somebody who may do everything. */
export interface Trails {
  readonly headsFile: string;
  readonly key: Buffer;
  readonly sealer: Sealer;
  /** Seals what is there, and writes the heads outside. */
  seal(): Promise<number>;
  /** `later` in milliseconds from now; with another key as if ours were lost. */
  verify(later?: number, withKey?: Buffer): Promise<Verified>;
  /** What verifying finds, as `changes: row 3 was altered` without the service. */
  found(): Promise<readonly string[]>;
  /** A statement by the superuser with every trigger off: nothing in the database stops it. */
  tamper(text: string, values?: readonly unknown[]): Promise<number>;
  /** Rows as the superuser sees them. */
  rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

const aKey = keyFor('a secret of the test', 'seal');

/** Opens the trails of a house with a file of heads of their own. */
export async function trailsOf(house: House, key: Buffer = aKey): Promise<Trails> {
  const folder = mkdtempSync(join(tmpdir(), 'tp-heads-'));
  const headsFile = join(folder, 'trail-heads.jsonl');
  const sealer: Sealer = { ask: (query) => house.ports.database.ask('tp_worker', query) };
  const strong = new pg.Pool({ ...(await testCluster()).optionsFor(superuser, house.test.name), max: 1 });
  strong.on('error', () => undefined);
  after(async () => {
    await strong.end();
    rmSync(folder, { recursive: true, force: true });
  });

  async function seal(): Promise<number> {
    const sealed = await sealTrails({ sealer, key, jobs: [], clock: () => new Date() });
    for (const serviceId of await services(sealer)) {
      for (const trail of trails) {
        const last = await lastSeal(sealer, serviceId, trail);
        if (last && sealed > 0) await keepHead(sealer, last, headsFile);
      }
    }
    return sealed;
  }

  async function verify(later = 0, withKey = key): Promise<Verified> {
    const now = new Date(Date.now() + later);
    return readAsOwner(house.test, (db) => verifyTrails({ db, key: withKey, headsFile, now }));
  }

  return {
    headsFile,
    key,
    sealer,
    seal,
    verify,
    found: async () => (await verify()).findings.map((each) => told(each)),
    tamper: async (text, values = []) => {
      const client = await strong.connect();
      try {
        await client.query('set session_replication_role = replica');
        return (await client.query(text, [...values])).rowCount ?? 0;
      } finally {
        await client.query('reset session_replication_role');
        client.release();
      }
    },
    rows: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await strong.query<Row>(text, [...values])).rows,
  };
}

function told({ trail, fault, place, from, seal }: Verified['findings'][number]): string {
  return [`${trail}:`, place ?? `seal ${seal}`, fault, from === undefined ? '' : `from ${from}`].join(' ').trim();
}
