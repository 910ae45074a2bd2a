import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Database } from '#platform/database.ts';
import { signIdentity, type Identity } from '#platform/identity.ts';
import type { Keyring } from '#platform/keyring.ts';
import { sealing, type Ask } from '#platform/sealing.ts';
import { bare, type Asked, type Listener } from './bare-sql.ts';
import { median } from './medians.ts';
import { look, timed, type Subject } from './page-time.ts';

/** What the pages of one kind ask for, and the three ways in which it is asked. */
export interface Walled {
  readonly name: string;
  /** The statements of each page. */
  readonly pages: readonly (readonly Asked[])[];
  readonly reader: Identity;
  readonly subject: Subject;
  /** Bare tables with the texts as they are, sealed, and with the same texts in clear. */
  readonly schemas: { readonly sealed: string; readonly clear: string };
}

export interface WallCost {
  readonly name: string;
  readonly queries: number;
  readonly clearMs: number;
  readonly readerMs: number;
  /** How many times as long with the walls as without; each the median of the pages of that kind. */
  readonly rowSecurity: number;
  readonly sealing: number;
  readonly both: number;
  /** Both, where the statements without walls are asked in one transaction too: what a page reads must agree with itself either way. */
  readonly bothInTransaction: number;
  /** Both, where no data key of the page was at hand. */
  readonly bothAtFirst: number;
  /** The page whole, from the request to its last byte, where only what its statements found came without walls. */
  readonly wholePage: number;
}

export interface WallBench {
  readonly server: FastifyInstance;
  readonly listener: Listener;
  /** The database as the doors read it. */
  readonly database: Database;
  readonly keyring: Keyring;
  readonly identityKey: Buffer;
  /** A connection that no policy stops, and one on the login of the staff door. */
  readonly bareClient: pg.Client;
  readonly doorClient: pg.Client;
}

const statementWays = ['clear', 'clear together', 'sealed', 'reader', 'at first'] as const;
type Way = (typeof statementWays)[number];
const pageWays = ['page', 'page without'] as const;
type PageWay = (typeof pageWays)[number];

/** Of a kind with few pages each is looked at more often, so that all kinds come to as many looks. */
const looksARound = 30;

/**
 * What row security and sealing cost: the statements of a page as its reader asks them, in one transaction under a signed
 * identity, opened afterwards; the same without policies and opened; the same without policies on texts in clear. By turns,
 * each time in another order. Of each page and way the quickest look counts: whatever else the machine does only adds to it.
 */
export async function wallCosts(
  bench: WallBench,
  subjects: readonly Walled[],
  rounds: number,
): Promise<readonly WallCost[]> {
  const bareNames = new Map<string, string>();
  const looks = looksOf(bench, bareNames);
  const pages = pagesOf(bench, bareNames);
  const least = subjects.map(({ subject }) => subject.paths.map(() => new Map<Way | PageWay, number>()));
  const start = performance.now();
  for (let round = -1; round < 1 || (round < rounds && performance.now() - start < 120_000); round += 1) {
    for (const [at, walled] of subjects.entries()) {
      for (let turn = 0; turn < looksARound; turn += 1) {
        const place = turn % walled.pages.length;
        const [page, path, quickest] = [walled.pages[place], walled.subject.paths[place], least[at]?.[place]];
        if (!page || path === undefined || !quickest) throw new Error(`${walled.name} has a page without a path`);
        const ways: readonly (readonly [Way | PageWay, () => Promise<unknown>])[] = [
          ...statementWays.map((way) => [way, () => looks[way](walled, page)] as const),
          ...pageWays.map((way) => [way, () => pages[way](walled, path)] as const),
        ];
        for (const [way, look] of turned(ways, round + turn)) {
          const took = await timed(look);
          if (round >= 0) quickest.set(way, Math.min(took, quickest.get(way) ?? took));
        }
      }
    }
  }
  return subjects.map(({ name, pages: asked }, at) => {
    const of = (way: Way | PageWay) => (least[at] ?? []).map((quickest) => quickest.get(way) ?? Number.NaN);
    return {
      name,
      queries: median(asked.map(({ length }) => length)),
      clearMs: median(of('clear')),
      readerMs: median(of('reader')),
      rowSecurity: timesAsLong(of('reader'), of('sealed')),
      sealing: timesAsLong(of('sealed'), of('clear')),
      both: timesAsLong(of('reader'), of('clear')),
      bothInTransaction: timesAsLong(of('reader'), of('clear together')),
      bothAtFirst: timesAsLong(of('at first'), of('clear')),
      wholePage: timesAsLong(of('page'), of('page without')),
    };
  });
}

function turned<Each>(list: readonly Each[], by: number): readonly Each[] {
  const at = (by + list.length) % list.length; // begins at -1
  return [...list.slice(at), ...list.slice(0, at)];
}

function timesAsLong(these: readonly number[], those: readonly number[]): number {
  return median(these.map((each, at) => each / (those[at] ?? Number.NaN)));
}

function pagesOf(
  { server, listener, bareClient }: WallBench,
  names: Map<string, string>,
): Record<PageWay, (walled: Walled, path: string) => Promise<unknown>> {
  return {
    page: ({ subject }, path) => look(server, subject, path),
    'page without': async ({ subject, schemas }, path) => {
      listener.instead = (asked) => bareClient.query(bare(asked, schemas.clear, names));
      await look(server, subject, path).finally(() => (listener.instead = undefined));
    },
  };
}

function looksOf(
  { database, keyring, identityKey, bareClient, doorClient }: WallBench,
  bareNames: Map<string, string>,
): Record<Way, (subject: Walled, page: readonly Asked[]) => Promise<unknown>> {
  const names = new Map<string, string>();
  const named = ({ text, values }: Asked) => {
    const name = names.get(text) ?? `door${names.size + 1}`;
    names.set(text, name);
    return { name, text, values: [...values] };
  };
  const openThere = sealing(keyring);
  const without = (schema: string) => (asked: Asked) => bareClient.query(bare(asked, schema, bareNames));

  // As a door reads, but that what opens the keys was begun a moment ago.
  async function atFirst({ reader }: Walled, page: readonly Asked[]): Promise<void> {
    const ask: Ask = async <Row>(asked: Asked) => (await doorClient.query(named(asked))).rows as Row[];
    const begun = Promise.all([
      doorClient.query('begin read only'),
      doorClient.query({
        name: 'begin-as',
        text: `select set_config('app.identity', $1, true), app.keys_destroyed()`,
        values: [signIdentity(reader, identityKey, new Date())],
      }),
    ]);
    const seal = sealing(keyring)({ serviceId: reader.serviceId, destroyed: 0 }, ask, 'read');
    for (const asked of page) {
      const [, { rows }] = await Promise.all([begun, doorClient.query(named(asked))]);
      await seal.open(rows);
    }
    await doorClient.query('commit');
  }

  return {
    clear: async ({ schemas }, page) => {
      const ask = without(schemas.clear);
      for (const asked of page) await ask(asked);
    },
    'clear together': async ({ schemas }, page) => {
      const ask = without(schemas.clear);
      await bareClient.query('begin read only');
      for (const asked of page) await ask(asked);
      await bareClient.query('commit');
    },
    sealed: async ({ schemas, reader }, page) => {
      const ask = without(schemas.sealed);
      const seal = openThere(
        { serviceId: reader.serviceId, destroyed: 0 },
        async <Row>(asked: Asked) => (await ask(asked)).rows as Row[],
        'read',
      );
      for (const asked of page) await seal.open((await ask(asked)).rows);
    },
    reader: ({ reader }, page) =>
      database.read(reader, async (db) => {
        for (const asked of page) await db.rows(named(asked));
      }),
    'at first': atFirst,
  };
}
