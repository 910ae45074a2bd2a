import { brotliCompressSync, constants } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Identity } from '#platform/identity.ts';
import { bare, needed, type Asked, type Listener } from './bare-sql.ts';
import { median } from './medians.ts';

/** One kind of page, looked at in several places. */
export interface Subject {
  readonly name: string;
  readonly cookie: string;
  readonly reader: Identity;
  readonly paths: readonly string[];
  /** The schema that holds its bare tables. */
  readonly schema: string;
}

export interface PageTime {
  readonly name: string;
  readonly queries: number;
  /** Medians in milliseconds. */
  readonly bareMs: number;
  readonly pageMs: number;
  /** Packed with brotli as browsers get it. */
  readonly packedMs: number;
  readonly bytes: number;
  readonly packedBytes: number;
}

interface Place {
  readonly path: string;
  readonly statements: readonly pg.QueryConfig[];
  readonly body: string;
}

interface Prepared {
  readonly subject: Subject;
  readonly places: readonly Place[];
  readonly times: { readonly bare: number[]; readonly page: number[]; readonly packed: number[] };
}

export interface Bench {
  readonly server: FastifyInstance;
  readonly listener: Listener;
  /** A connection that no policy stops. */
  readonly bareClient: pg.Client;
}

/** Page against bare SQL, request by request and by turns: what else the machine does meets both. */
export async function pageTimes(
  bench: Bench,
  subjects: readonly Subject[],
  rounds: number,
): Promise<readonly PageTime[]> {
  const names = new Map<string, string>();
  const prepared: Prepared[] = [];
  for (const subject of subjects) prepared.push(await prepare(bench, subject, names));
  const start = performance.now();
  // On a busy machine fewer rounds, so that a run stays a few minutes; the first of all warms up and is not kept.
  for (let round = -1; round < 1 || (round < rounds && performance.now() - start < 45_000); round += 1) {
    for (const each of prepared) await oneRound(bench, each, round >= 0);
  }
  return prepared.map(({ subject, places, times }) => ({
    name: subject.name,
    queries: median(places.map(({ statements }) => statements.length)),
    bareMs: median(times.bare),
    pageMs: median(times.page),
    packedMs: median(times.packed),
    bytes: median(places.map(({ body }) => Buffer.byteLength(body))),
    packedBytes: median(places.map(({ body }) => packed(body))),
  }));
}

function packed(body: string): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }).length;
}

async function prepare(bench: Bench, subject: Subject, names: Map<string, string>): Promise<Prepared> {
  const places: Place[] = [];
  for (const path of subject.paths) {
    const { asked, body } = await listenTo(bench, subject, path);
    places.push({ path, statements: asked.map((each) => bare(each, subject.schema, names)), body });
  }
  return { subject, places, times: { bare: [], page: [], packed: [] } };
}

/** A page, and the statements it needed. */
export async function listenTo(
  { server, listener }: Pick<Bench, 'server' | 'listener'>,
  subject: Subject,
  path: string,
): Promise<{ readonly asked: readonly Asked[]; readonly body: string }> {
  const all: Asked[] = [];
  listener.asked = all;
  const body = await look(server, subject, path);
  listener.asked = undefined;
  const asked = needed(all);
  if (asked.length === 0) throw new Error(`${path} asked for nothing`);
  return { asked, body };
}

/** A page, looked at. */
export async function look(
  server: FastifyInstance,
  { cookie }: Subject,
  url: string,
  encoding = 'identity',
): Promise<string> {
  const answer = await server.inject({ url, headers: { cookie, 'accept-encoding': encoding } });
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  return answer.body;
}

async function oneRound(
  { server, bareClient }: Bench,
  { subject, places, times }: Prepared,
  isKept: boolean,
): Promise<void> {
  for (const { path, statements } of places) {
    const took = {
      bare: await timed(async () => {
        for (const statement of statements) await bareClient.query(statement);
      }),
      page: await timed(() => look(server, subject, path)),
      packed: await timed(() => look(server, subject, path, 'br')),
    };
    if (isKept) for (const way of ['bare', 'page', 'packed'] as const) times[way].push(took[way]);
  }
}

/** How long something took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
