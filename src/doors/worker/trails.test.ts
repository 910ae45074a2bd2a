import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { keyFor } from '#platform/fingerprint.ts';
import { sql } from '#platform/sql.ts';
import { postHead } from '#service/trails/actions.ts';
import { lastSeal, type Sealer } from '#service/trails/store.ts';
import { aHouse } from '../../../test/support/house.ts';
import { openWorker } from '../../wiring/worker.ts';

let stopWorker = async (): Promise<void> => undefined;
after(() => stopWorker());
const house = await aHouse();
await house.aCase();
const folder = mkdtempSync(join(tmpdir(), 'tp-heads-'));
const file = join(folder, 'heads.jsonl');
after(() => rmSync(folder, { recursive: true, force: true }));

interface Posted {
  readonly path: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

const posted: Posted[] = [];
let answers = 503;
const keeper = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text));
  request.on('end', () => {
    posted.push({ path: request.url, type: request.headers['content-type'], body });
    response.writeHead(answers).end();
  });
});
await new Promise<void>((resolve) => keeper.listen(0, '127.0.0.1', resolve));
after(() => keeper.close());
const { port } = keeper.address() as AddressInfo;

const worker = await openWorker(house.ports, undefined, {
  heads: {
    key: keyFor('a secret of the test', 'seal'),
    file,
    address: `http://127.0.0.1:${port}/heads`,
  },
});
stopWorker = () => worker.stop();

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 600) throw new Error('It never came');
    await pause(50);
  }
}

function fileLines(): readonly string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}

const isOf = (trail: string) => (line: string) => line.includes(`"trail":"${trail}"`);
const lineOf = (trail: string) => fileLines().find(isOf(trail));
const postedOf = (trail: string) => posted.filter(({ body }) => isOf(trail)(body));

test('the worker seals, writes each head to the file, and sends it until somebody has it', async () => {
  await house.ports.database.ask('tp_doorkeeper', sql`select jobs.enqueue('seal-trails', '{}')`);
  await until(() => lineOf('changes') !== undefined && postedOf('changes').length > 0);
  answers = 200;
  // A refused head is tried again by the queue; nobody needs to wait for its pause here.
  await house.ports.database.ask('tp_worker', sql`update graphile_worker._private_jobs set run_at = now()`);
  await house.ports.database.ask('tp_doorkeeper', sql`select jobs.enqueue('seal-trails', '{}')`);
  await until(() => postedOf('changes').length > 1);
  const [first, second] = postedOf('changes');
  assert.deepEqual([first?.path, first?.type], ['/heads', 'application/json']);
  assert.equal(second?.body, first?.body);
  assert.equal(first?.body, lineOf('changes'));
  const head = JSON.parse(first?.body ?? '{}') as Record<string, unknown>;
  assert.deepEqual([head['number'], head['from'], head['service']], [1, 1, house.serviceId]);
  assert.match(String(head['mac']), /^[0-9a-f]{64}$/);
  await until(() => lineOf('security') !== undefined && postedOf('security').length > 0);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a keeper of heads who sends us on is not followed', async () => {
  const asked: (string | undefined)[] = [];
  const sendsOn = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(url === '/heads' ? 307 : 200, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => sendsOn.listen(0, '127.0.0.1', resolve));
  after(() => sendsOn.close());
  const sealer: Sealer = { ask: (query) => house.ports.database.ask('tp_worker', query) };
  const seal = await lastSeal(sealer, house.serviceId, 'changes');
  assert.ok(seal);
  const at = `http://127.0.0.1:${(sendsOn.address() as AddressInfo).port}/heads`;
  await assert.rejects(postHead(sealer, seal, at));
  assert.deepEqual(asked, ['/heads']);
});
