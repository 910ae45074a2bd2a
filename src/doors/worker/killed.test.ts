import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { logins } from '#platform/database-logins.ts';
import { openMail } from '#platform/mail.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import { aNotice, canBeReached, noticesTo, settled, tasksAboutMessages } from '../../../test/support/reaching.ts';
import type { WorkerOrders } from '../../../test/support/worker-process.ts';
import { openWorker } from '../../wiring/worker.ts';

const house = await aHouse();
const post = await aMailServer();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
await canBeReached(house, made, joanne);
const program = fileURLToPath(new URL('../../../test/support/worker-process.ts', import.meta.url));

function aWorkerProcess(): ChildProcess {
  const orders: WorkerOrders = {
    connections: Object.fromEntries(
      logins.map((login) => [login, house.test.optionsFor(login)]),
    ) as WorkerOrders['connections'],
    identityKey: house.test.identityKey.toString('base64'),
    dataFolder: house.test.dataFolder,
    mailServer: post.url,
  };
  return spawn(process.execPath, [program], {
    env: { ...process.env, WORKER: JSON.stringify(orders) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function ready(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit').then(() => {
    throw new Error('The worker ended before it was ready');
  });
  ended.catch(() => undefined);
  if (worker.stdout) await Promise.race([once(worker.stdout, 'data'), ended]);
}

const points = ['connected', 'named', 'words', 'accepted', 'on its way'] as const;

test('NTC-3 killed ten times in the middle of sending, nothing arrives twice and nothing is lost unnoticed', async (t) => {
  const written: string[] = [];
  const cutAt: Record<string, number> = {};
  for (let kill = 0; kill < 10; kill += 1) {
    const point = points[kill % points.length] ?? 'connected';
    const worker = aWorkerProcess();
    const ended = once(worker, 'exit');
    await ready(worker);
    post.onPoint((reached) => {
      if (reached !== point || worker.killed) return;
      worker.kill('SIGKILL');
      cutAt[point] = (cutAt[point] ?? 0) + 1;
    });
    written.push(await aNotice(house, made, joanne));
    if (point === 'on its way') {
      await pause(Math.random() * 25);
      worker.kill('SIGKILL');
      cutAt[point] = (cutAt[point] ?? 0) + 1;
    }
    await ended;
    post.onPoint(() => undefined);
  }
  const last = await openWorker(house.ports, openMail({ url: post.url, from: 'hello@rp.example' }));
  for (const id of written) await settled(house, joanne, id, 'sent', 'unsure');
  await last.stop();

  const found = await noticesTo(house, joanne);
  assert.deepEqual(found.map(({ id }) => id).toSorted(), written.toSorted());
  const arrivals = written.map((id) => post.accepted.filter((mail) => mail.id === `<${id}@rp.example>`).length);
  assert.ok(
    arrivals.every((times) => times <= 1),
    `nothing twice: ${arrivals.join(' ')}`,
  );
  const unsure = found.filter(({ status }) => status === 'unsure');
  for (const { id, status } of found) {
    const arrived = post.accepted.some((mail) => mail.id === `<${id}@rp.example>`);
    if (status === 'sent') assert.ok(arrived, 'what is called sent arrived');
  }
  const tasks = (await tasksAboutMessages(house, made)).filter(({ kind }) => kind === 'notice-unsure');
  for (const { id } of unsure) assert.equal(tasks.filter(({ cause }) => cause.includes(id)).length, 1);
  assert.ok(unsure.length > 0, 'some were cut off on their way');
  t.diagnostic(`cut off at ${JSON.stringify(cutAt)}; ${unsure.length} unsure, ${found.length - unsure.length} sent`);
});
