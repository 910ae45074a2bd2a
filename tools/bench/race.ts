import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#platform/database.ts';
import { filesIn } from '#platform/file-store.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { openServer } from '../../src/doors/server.ts';
import { load } from './http-load.ts';
import { median } from './medians.ts';
import { neutral, ours, visibleText } from './neutral-page.ts';
import { usualStack } from './usual-stack.ts';

export type Stack = 'ours' | 'usual';

/** One stack over one stretch of time. */
interface Stretch {
  readonly pages: number;
  readonly seconds: number;
  readonly processorSeconds: number;
}

type Order = { readonly render: number } | { readonly tell: 'address' | 'page' | 'processor' };

export interface RaceResult {
  readonly bytes: Readonly<Record<Stack, number>>;
  /** Pages made a second, in the process, to their last byte. */
  readonly renders: Readonly<Record<Stack, readonly number[]>>;
  /** Requests answered a second over HTTP, and the processor time of each in milliseconds. */
  readonly requests: Readonly<Record<Stack, readonly number[]>>;
  readonly cost: Readonly<Record<Stack, readonly number[]>>;
}

const stacks = ['ours', 'usual'] as const;

/** The life of one racer, in a process of its own: it does what it is told and says how that went. */
export async function beRacer(stack: Stack): Promise<void> {
  const { render, address } = stack === 'ours' ? await startOurs() : await startUsual();
  process.on('message', (order: Order) =>
    process.send?.('render' in order ? stretch(render, order.render) : told(order.tell)),
  );
  process.on('disconnect', () => process.exit());
  process.send?.('ready');

  function told(what: 'address' | 'page' | 'processor'): unknown {
    if (what === 'address') return address;
    return what === 'page' ? render() : processorSeconds();
  }
}

// The door's own server with its headers and hooks. Its database is never asked, so it is never connected to.
async function startOurs() {
  const keyring = { find: () => undefined, make: () => false };
  const database = openDatabase({ optionsFor: () => ({}), identityKey: Buffer.alloc(32), keyring });
  const { server } = await openServer({
    database,
    act: () => Promise.reject(new Error('Nobody acts here')),
    noteRead: () => Promise.reject(new Error('Nobody reads here')),
    noteClosedDoor: () => Promise.reject(new Error('No door is closed here')),
    clock: () => new Date(),
    assets: { url: (name) => `/assets/${name}`, find: () => undefined },
    baseUrl: 'http://localhost',
    provider: undefined,
    sealer: sealerOf('the secret of a bench'),
    files: filesIn(join(tmpdir(), 'tp-no-files')),
    lookForViruses: undefined,
    log: { info: () => undefined, error: () => undefined },
  });
  server.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(ours(neutral)));
  return { render: () => ours(neutral), address: await server.listen({ port: 0, host: '127.0.0.1' }) };
}

async function startUsual() {
  const { app, render } = usualStack(neutral);
  return { render, address: await listening(createServer(app)) };
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  return `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

// To bytes: joined strings are not written out before they have to be.
function stretch(render: () => string, milliseconds: number): Stretch {
  const [start, processor] = [performance.now(), processorSeconds()];
  let pages = 0;
  while (performance.now() - start < milliseconds) {
    Buffer.from(render());
    pages += 1;
  }
  return { pages, seconds: (performance.now() - start) / 1000, processorSeconds: processorSeconds() - processor };
}

/** A racer's process, and what it says next. */
interface Racer {
  readonly child: ChildProcess;
  readonly messages: AsyncIterator<unknown[]>;
}

function start(stack: Stack): Racer {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), ['racer', stack]);
  return { child, messages: on(child, 'message', { close: ['exit'] }) };
}

async function heard({ messages }: Racer): Promise<unknown> {
  const next = await messages.next();
  if (next.done === true) throw new Error('A racer ended before the race did');
  return next.value[0];
}

function tell(racer: Racer, order: Order): Promise<unknown> {
  racer.child.send(order);
  return heard(racer);
}

/** Both stacks by turns, stretch by stretch, so that whatever else the machine does meets both. */
export async function race(rounds: number): Promise<RaceResult> {
  const racers = { ours: start('ours'), usual: start('usual') };
  try {
    for (const stack of stacks) await heard(racers[stack]);
    const pages = { ours: await pageOf(racers.ours), usual: await pageOf(racers.usual) };
    if (visibleText(pages.ours) !== visibleText(pages.usual)) throw new Error('The two pages do not say the same');
    const result = { renders: twoLists(), requests: twoLists(), cost: twoLists() };
    for (let round = -1; round < rounds; round += 1) {
      for (const stack of stacks) await run(racers[stack], stack, round < 0 ? undefined : result);
    }
    return { bytes: { ours: Buffer.byteLength(pages.ours), usual: Buffer.byteLength(pages.usual) }, ...result };
  } finally {
    for (const stack of stacks) racers[stack].child.kill();
  }
}

const twoLists = (): Record<Stack, number[]> => ({ ours: [], usual: [] });

async function pageOf(racer: Racer): Promise<string> {
  return String(await tell(racer, { tell: 'page' }));
}

/** One turn of one racer; the first of all warms it up and is not kept. */
async function run(racer: Racer, stack: Stack, kept: Omit<RaceResult, 'bytes'> | undefined): Promise<void> {
  const rendered = (await tell(racer, { render: 700 })) as Stretch;
  const address = String(await tell(racer, { tell: 'address' }));
  const before = Number(await tell(racer, { tell: 'processor' }));
  const answered = await load([{ address, cookie: '' }], { milliseconds: 1000, atOnce: 8, encoding: 'identity' });
  const processor = Number(await tell(racer, { tell: 'processor' })) - before;
  (kept?.renders[stack] as number[] | undefined)?.push(rendered.pages / rendered.seconds);
  (kept?.requests[stack] as number[] | undefined)?.push(answered.requests / answered.seconds);
  (kept?.cost[stack] as number[] | undefined)?.push((processor * 1000) / answered.requests);
}

/** How many times quicker ours is, taken within each round: the machine's own pace falls out. */
export function timesQuicker(lists: Readonly<Record<Stack, readonly number[]>>): number {
  return median(lists.ours.map((mine, at) => mine / (lists.usual[at] ?? Number.NaN)));
}
