import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { declareConflict } from '#casefile/allocation/actions.ts';
import { recordSafeContact } from '#casefile/people/actions.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { looked } from '../../../test/support/looked.ts';
import { aNotice, canBeReached, noticesTo, settled } from '../../../test/support/reaching.ts';
import { openWorker } from '../../wiring/worker.ts';
import type { NoticeId } from './rules.ts';
import { markReady } from './store.ts';

const house = await aHouse();
const words = {
  channel: 'email',
  to: 'joanne@example.org',
  subject: 'Your appointment',
  body: 'One.\n\nTwo.',
} as const;

async function readyByHand() {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne);
  const id = (await aNotice(house, made, joanne)) as NoticeId;
  await house.act(made, house.staff.jo, async (hand) => {
    await looked(hand, 'notice', id, [joanne]);
    await markReady(hand, { id, participantId: joanne, referralId: null }, 'by-hand', words);
  });
  return { made, joanne, id };
}

test('a coordinator sees what waits for a hand, opens it and says that it was sent', async () => {
  const { made, joanne, id } = await readyByHand();
  const amara = await house.asStaff(house.staff.amara);
  const outbox = await amara.get('/outbox?show=by-hand');
  assert.match(outbox.body, new RegExp(made.reference));
  assert.doesNotMatch(outbox.body, /Joanne|joanne@example/, 'an outbox is read over shoulders');
  const one = await amara.get(`/outbox/${id}`);
  assert.match(one.body, /joanne@example\.org/);
  assert.match(one.body, /<p>One\.<\/p>/);
  assert.equal((await amara.post(`/outbox/${id}`, { settling: 'it-went' })).location, '/outbox');
  assert.equal((await noticesTo(house, joanne))[0]?.status, 'sent');
  assert.match((await amara.get('/outbox?show=sent')).body, new RegExp(id));
  assert.doesNotMatch((await amara.get('/outbox?show=by-hand')).body, new RegExp(id));
});

test('saying it twice changes nothing and says so', async () => {
  const { id } = await readyByHand();
  const amara = await house.asStaff(house.staff.amara);
  await amara.post(`/outbox/${id}`, { settling: 'it-went' });
  const again = await amara.post(`/outbox/${id}`, { settling: 'it-went' });
  assert.equal(again.status, 422);
  assert.match(again.body, /dealt with this message already/);
});

test('H16 what is not safe any more cannot be called sent; it can be let go', async () => {
  const { made, joanne, id } = await readyByHand();
  await house.act(made, house.staff.jo, async (hand) => {
    const { safe } = await safeContactOf(hand, joanne);
    if (safe) await recordSafeContact(hand, joanne, { ...safe, mayEmail: false });
  });
  const amara = await house.asStaff(house.staff.amara);
  const refused = await amara.post(`/outbox/${id}`, { settling: 'it-went' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /not safe any more/);
  assert.equal((await amara.post(`/outbox/${id}`, { settling: 'let-go' })).status, 303);
  assert.equal((await noticesTo(house, joanne))[0]?.because, 'let-go-by-a-person');
});

test('what stopped says why', async () => {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  const id = await aNotice(house, made, joanne);
  const worker = await openWorker(house.ports, undefined);
  await settled(house, joanne, id, 'stopped');
  await worker.stop();
  const page = await (await house.asStaff(house.staff.priya)).get('/outbox?show=did-not-go');
  assert.match(page.body, new RegExp(id));
  assert.match(page.body, /They have not said how it is safe to reach them/);
});

test('a facilitator finds no outbox, and a message of a case that is shut to somebody is not there for them', async () => {
  const { made, id } = await readyByHand();
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.get('/outbox')).status, 404);
  assert.equal((await jo.post(`/outbox/${id}`, { settling: 'it-went' })).status, 404);
  await house.act(made, house.staff.jo, (hand) => declareConflict(hand, house.staff.amara, 'Their cousin'));
  const amara = await house.asStaff(house.staff.amara);
  assert.equal((await amara.get(`/outbox/${id}`)).status, 404);
  assert.equal((await amara.post(`/outbox/${id}`, { settling: 'it-went' })).status, 404);
});

test('odd forms and addresses are met kindly', async () => {
  const { id } = await readyByHand();
  const amara = await house.asStaff(house.staff.amara);
  for (const settling of ['', '📮', 'x'.repeat(10_000), 'sent']) {
    assert.equal((await amara.post(`/outbox/${id}`, { settling })).status, 422);
  }
  assert.equal((await amara.post(`/outbox/${id}`)).status, 422);
  for (const other of [randomUUID(), 'nothing', '1 or 1']) {
    assert.equal((await amara.get(`/outbox/${encodeURIComponent(other)}`)).status, 404);
    assert.equal((await amara.post(`/outbox/${encodeURIComponent(other)}`, { settling: 'let-go' })).status, 404);
  }
  for (const query of ['show=nothing', 'after=x', 'after=2026-99-01T00:00:00.000Z_x', 'show=__proto__']) {
    assert.equal((await amara.get(`/outbox?${query}`)).status, 200);
  }
});

test('older messages follow on the next page, each once', async () => {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  const ids = new Set<string>();
  for (let each = 0; each < 60; each += 1) ids.add(await aNotice(house, made, joanne));
  const amara = await house.asStaff(house.staff.amara);
  const seen: string[] = [];
  for (let path: string | undefined = '/outbox?show=waiting'; path;) {
    const { body }: { body: string } = await amara.get(path);
    seen.push(...[...body.matchAll(/href="\/outbox\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id));
    path = /href="(\/outbox\?[^"]*after=[^"]*)"(?!>Stay)/.exec(body)?.[1]?.replaceAll('&amp;', '&');
  }
  assert.deepEqual(seen.filter((id) => ids.has(id)).toSorted(), [...ids].toSorted());
});
