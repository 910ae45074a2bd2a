import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { refusedBy } from '#platform/database.ts';
import { openMail } from '#platform/mail.ts';
import { sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aProgram, cameIn } from '../../../test/support/programs.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import { aNotice, canBeReached, settled } from '../../../test/support/reaching.ts';
import { aReceiver } from '../../../test/support/receiver.ts';
import { openWorker } from '../../wiring/worker.ts';
import { messageOf } from './facts.ts';
import { sendWebhook, type Telling } from './sending-actions.ts';
import type { WebhookMessageId } from './rules.ts';
import { addMessages, keepWebhook, letGoOfLines } from './store.ts';

const house = await aHouse({ mayTellInside: true });
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const anwar = await aReferrer(house, corby, 'PC Anwar');
const program = await aProgram(house, corby, lewis);
const records = await cameIn(house, program);
const other = await cameIn(house, await aProgram(house, corby, anwar));
const receiver = await aReceiver();
const amara = await house.asStaff(house.staff.amara);
const telling: Telling = {
  act: house.ports.act,
  clock: house.now,
  mark: (text) => house.ports.sealer.mark(text),
  mayBeInside: true,
};

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    assert.ok(tries < 300, 'It never came so far');
    await pause(50);
  }
}

interface Line {
  readonly id: WebhookMessageId;
  readonly reference: string;
  readonly status: string;
  readonly outcome: string;
  readonly tries: number;
  readonly because: string;
}
const messages = async (of = records) => (await of.get('/webhook/messages')).body['messages'] as readonly Line[];
const newest = async (): Promise<Line> => (await messages())[0] as Line;
const tell = (id: WebhookMessageId) => sendWebhook(telling, { serviceId: house.serviceId, messageId: id });

async function acknowledged(): Promise<string> {
  const { reference } = await aSentReferral(house, lewis);
  await amara.post(`/referrals/${reference}/acknowledge`);
  return reference;
}

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.actInService(house.staff.amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('WHK-2 a program is told of its own referrals in the allowed words, signed, and nobody else is', async () => {
  assert.equal((await records.send('PUT', '/webhook', { url: receiver.url })).status, 200);
  assert.equal((await other.send('PUT', '/webhook', { url: receiver.url })).status, 200);
  const reference = await acknowledged();
  const { id, status, outcome } = await newest();
  assert.deepEqual([status, outcome], ['read', 'waiting']);
  assert.deepEqual(await messages(other), []);
  await tell(id);
  const [came] = receiver.told;
  assert.ok(came);
  const { timestamp, ...said } = JSON.parse(came.body) as Record<string, unknown>;
  assert.deepEqual(said, { type: 'referral.status-changed', data: { reference, status: 'read' } });
  assert.equal(typeof timestamp, 'string');
  const secret = String((await records.get('/webhook')).body['secret']);
  const signed = `${id}.${came.headers['webhook-timestamp']}.${came.body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  assert.equal(key.length, 32);
  assert.equal(came.headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  assert.notEqual((await other.get('/webhook')).body['secret'], secret);
  assert.deepEqual([(await newest()).outcome, (await newest()).because], ['delivered', 'answered-204']);
  await tell(id);
  assert.equal(receiver.told.length, 1, 'what is told is not told again by itself');
});

test('WHK-3 who cannot be told is tried later, given up at 410, and told again when asked', async () => {
  await acknowledged();
  const { id } = await newest();
  receiver.answer(500);
  await tell(id);
  assert.deepEqual([(await newest()).outcome, (await newest()).because], ['waiting', 'answered-500']);
  const before = receiver.told.length;
  await tell(id);
  assert.equal(receiver.told.length, before, 'not before it is due');
  const now = house.now();
  house.setNow(new Date(now.getTime() + 61_000));
  receiver.answer(410);
  await tell(id);
  house.setNow(now);
  assert.deepEqual([(await newest()).outcome, (await newest()).tries], ['given-up', 2]);
  assert.equal((await records.get('/webhook')).body['stoppedBecause'], 'gone');
  const stopped = await records.send('POST', `/webhook/messages/${id}/replay`);
  assert.equal(stopped.body['code'], 'webhook-is-stopped');
  await acknowledged();
  assert.equal((await newest()).id, id, 'a program that is gone is told no more');
  await records.send('PUT', '/webhook', { url: receiver.url });
  assert.equal((await other.send('POST', `/webhook/messages/${id}/replay`)).status, 404);
  assert.equal((await records.send('POST', `/webhook/messages/${id}/replay`)).status, 200);
  await tell(id);
  assert.equal(receiver.told.at(-1)?.headers['webhook-id'], id);
  const at = `/agencies/${corby}/programs/${program.id}`;
  assert.match((await amara.get(at)).body, /Told, one try: answered 204/);
  assert.match((await amara.get(`/agencies/${corby}/programs`)).body, new RegExp(`${at}"`));
  await amara.post(`${at}/again`, { message: id });
  assert.equal((await newest()).outcome, 'waiting');
  await amara.post(`/agencies/${corby}/programs/end`, { program: program.id });
  const told = receiver.told.length;
  await tell(id);
  assert.equal(receiver.told.length, told, 'a program that was ended is told nothing');
});

test('WHK-2 whoever answers for a program and whose last day is over is told nothing', async () => {
  const gone = await aReferrer(house, corby, 'PC Osei');
  const theirs = await cameIn(house, await aProgram(house, corby, gone));
  assert.equal((await theirs.send('PUT', '/webhook', { url: receiver.url })).status, 200);
  const { reference } = await aSentReferral(house, gone);
  await amara.post(`/referrals/${reference}/acknowledge`);
  const [{ id } = { id: '' as WebhookMessageId }] = await messages(theirs);
  const told = receiver.told.length;
  await house.actInService(house.staff.adil, (hand) =>
    hand.run(sql`update app.staff set ends_on = current_date - 1 where id = ${gone}`),
  );
  await tell(id);
  assert.equal(receiver.told.length, told);
  const read = (staffId: StaffId) => house.readAsStaff(staffId, (db) => messageOf(db, theirs.clientId, id));
  const kept = await read(house.staff.amara);
  assert.deepEqual([kept?.outcome, kept?.because], ['given-up', 'told-no-more']);
  for (const bystander of [house.staff.leo, house.staff.jo, house.staff.dana])
    assert.equal(await read(bystander), undefined, 'WHK-5');
});

test('WHK-1 WHK-2 WHK-3 the database takes no other address, no other word and no end without a reason', async () => {
  const { id: referralId, reference } = await aSentReferral(house, anwar);
  const client = await aProgram(house, corby, anwar);
  assert.equal(await wallOf((hand) => keepWebhook(hand, client.id, 'ftp://police.example')), 'whk_1_is_an_address');
  const stop = sql`update app.webhooks set stopped_because = 'gone'`;
  assert.equal(await wallOf((hand) => hand.run(stop)), 'whk_3_stopped_has_reason');
  const said = await wallOf(async (hand) => {
    await keepWebhook(hand, client.id, receiver.url);
    await addMessages(hand, [client.id], { referralId, reference, status: 'she said no' });
  });
  assert.equal(said, 'whk_2_allowed_words');
  const often = sql`update app.webhook_messages set replays = 11`;
  assert.equal(await wallOf((hand) => hand.run(often)), 'whk_3_replays_end');
  const end = sql`update app.webhook_messages set outcome = 'given-up', ended_at = null`;
  assert.equal(await wallOf((hand) => hand.run(end)), 'whk_3_ended_or_waiting');
});

test('WHK-4 a program that takes its time holds up what is for itself, and no other program and no notice', async () => {
  const slow = await aReceiver();
  let letGo = (): void => undefined;
  slow.hold(new Promise((resolve) => (letGo = resolve)));
  const slowOne = await cameIn(house, await aProgram(house, corby, lewis));
  assert.equal((await slowOne.send('PUT', '/webhook', { url: slow.url })).status, 200);
  assert.equal((await other.send('PUT', '/webhook', { url: receiver.url })).status, 200);
  const post = await aMailServer();
  const worker = await openWorker(house.ports, openMail({ url: post.url, from: 'hello@rp.example' }));
  try {
    for (let many = 0; many < 2; many += 1) await acknowledged();
    await until(() => slow.told.length === 1);
    const made = await house.aCase();
    const joanne = made.who['Joanne'] as ParticipantId;
    await canBeReached(house, made, joanne);
    const notice = await aNotice(house, made, joanne);
    const told = receiver.told.length;
    const { reference } = await aSentReferral(house, anwar);
    await amara.post(`/referrals/${reference}/acknowledge`);
    await settled(house, joanne, notice, 'sent');
    await until(() => receiver.told.length === told + 1);
    assert.equal(slow.told.length, 1, 'what is behind it waits');
    letGo();
    await until(() => slow.told.length === 2);
  } finally {
    letGo();
    await worker.stop();
  }
});

test('WHK-4 what a killed worker held is let go', async () => {
  const { database } = house.ports;
  const queue = { ask: <Row>(query: Query<Row>) => database.ask('tp_worker', query) };
  await acknowledged();
  const hold = (ago: string) =>
    queue.ask(sql`
    update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now() - ${ago}::interval`);
  const held = async () => (await queue.ask(sql`select 1 from graphile_worker.jobs where locked_by = 'killed'`)).length;
  await hold('1 minute');
  await letGoOfLines(queue);
  assert.ok((await held()) > 0, 'it may still be at it');
  await hold('6 minutes');
  await letGoOfLines(queue);
  assert.equal(await held(), 0);
});
