import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { recordStatement } from '#journey/consent/actions.ts';
import { aSaying } from '#journey/consent/examples.ts';
import { openMail } from '#platform/mail.ts';
import { sql } from '#platform/sql.ts';
import { writeNotice } from '#service/notices/actions.ts';
import { enqueueUnfinished, sweep, type Keeper } from '#service/notices/store.ts';
import { about } from '#vocabulary/consent.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import {
  aNotice,
  canBeReached,
  noticeOnce,
  nudge,
  settled,
  tasksAboutMessages,
} from '../../../test/support/reaching.ts';
import { openWorker } from '../../wiring/worker.ts';

let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const house = await aHouse();
const post = await aMailServer();
const mail = openMail({ url: post.url, from: 'Northamptonshire RP <hello@rp.example>' });
const worker = await openWorker(house.ports, mail);
stopWorker = () => worker.stop();
const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };

async function joanneOfACase(reach: Parameters<typeof canBeReached>[3] = {}) {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne, reach);
  return { made, joanne };
}

test('a notice leaves by e-mail once, in neutral words, from nobody in particular', async () => {
  const { made, joanne } = await joanneOfACase();
  const id = await aNotice(house, made, joanne);
  const sent = await settled(house, joanne, id, 'sent');
  assert.equal(sent.to, 'joanne@example.org');
  const got = post.accepted.filter((each) => each.id === `<${id}@rp.example>`);
  assert.equal(got.length, 1);
  assert.match(got[0]?.text ?? '', /Subject: Your appointment/);
  assert.match(got[0]?.text ?? '', /localhost:3000\/my/);
  assert.equal(got[0]?.from, 'hello@rp.example');
  assert.doesNotMatch(got[0]?.text ?? '', /Northamptonshire|Restorative|Dylan|burglary/i);
  const history = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(
      sql<{ name: string }>`select name from app.history where case_id = ${made.caseId} and name like 'notice.%'`,
    ),
  );
  assert.deepEqual(history, [{ name: 'notice.sent' }]);
});

test('who says that we may say who we are reads our name, and the word we agreed on', async () => {
  const { made, joanne } = await joanneOfACase({ safe: { maySayWhoCalls: true, codeword: 'bluebell' } });
  const id = await aNotice(house, made, joanne);
  await settled(house, joanne, id, 'sent');
  const got = post.accepted.find((each) => each.id === `<${id}@rp.example>`);
  assert.match(got?.text ?? '', /Northamptonshire Restorative Practice/);
  assert.match(got?.text ?? '', /bluebell/);
  assert.match(got?.from ?? '', /Northamptonshire RP/);
});

test('a server that says not now is asked again later, and the message arrives once', async () => {
  const { made, joanne } = await joanneOfACase();
  post.expect(451);
  const id = await aNotice(house, made, joanne);
  const waits = await noticeOnce(house, joanne, id, ({ status, tries }) => status === 'waiting' && tries > 0);
  assert.equal(waits.tries, 1);
  assert.equal(waits.to, '', 'while it waits it has no address');
  assert.ok(waits.sendAfter > house.now());
  const now = house.now();
  house.setNow(new Date(now.getTime() + 120_000));
  await nudge(house, made, id);
  await settled(house, joanne, id, 'sent');
  house.setNow(now);
  assert.equal(post.accepted.filter((each) => each.id === `<${id}@rp.example>`).length, 1);
});

test('a server that is not there is asked again later', async () => {
  const gone = openMail({ url: 'smtp://127.0.0.1:1', from: 'hello@rp.example' });
  const answer = await gone.send({ id: 'x', to: 'a@example.org', subject: 's', text: 't', saysWho: false });
  assert.equal(answer.came, 'not-now');
});

test('a server that refuses for good leaves it to a person', async () => {
  const { made, joanne } = await joanneOfACase();
  post.expect(550);
  const id = await aNotice(house, made, joanne);
  const failed = await settled(house, joanne, id, 'failed');
  assert.equal(failed.because, 'the-mail-server-said-550');
  assert.deepEqual(
    (await tasksAboutMessages(house, made)).map(({ kind }) => kind),
    ['notice-failed'],
  );
});

test('a conversation that breaks before the words is begun again; after them, a person finds out', async () => {
  const { made, joanne } = await joanneOfACase();
  post.expect('break-after-words');
  const id = await aNotice(house, made, joanne);
  await settled(house, joanne, id, 'unsure');
  assert.deepEqual(
    (await tasksAboutMessages(house, made)).map(({ kind }) => kind),
    ['notice-unsure'],
  );
  post.expect('break-before-words');
  const before = await mail.send({ id: 'y', to: 'a@example.org', subject: 's', text: 't', saysWho: false });
  assert.equal(before.came, 'not-now');
});

test('H16 what is not safe does not leave: it stops, says why, and somebody is asked to decide', async () => {
  const { made, joanne } = await joanneOfACase({ safe: { mayEmail: false } });
  const id = await aNotice(house, made, joanne);
  const stopped = await settled(house, joanne, id, 'stopped');
  assert.equal(stopped.because, 'channel-is-not-safe');
  assert.equal(stopped.body, '');
  assert.equal((await tasksAboutMessages(house, made)).length, 1);
});

test('H16 outside the hours of a text it waits until they begin, then lies ready to be typed', async () => {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' }).format(
      house.now(),
    ),
  );
  const from = hour < 20 ? hour + 2 : 1;
  const { made, joanne } = await joanneOfACase({
    points: { phone: '07700 900123' },
    safe: { mayEmail: false, mayText: true, fromHour: from, untilHour: from + 1 },
  });
  const id = await aNotice(house, made, joanne);
  // It was written to leave at once, at an odd moment; put back, it waits for a whole hour.
  const waits = await noticeOnce(house, joanne, id, ({ sendAfter }) => sendAfter.getTime() % 3_600_000 === 0);
  assert.equal(waits.status, 'waiting');
  assert.ok(waits.sendAfter > house.now());
  const now = house.now();
  house.setNow(new Date(waits.sendAfter.getTime() + 60_000));
  await nudge(house, made, id);
  const ready = await settled(house, joanne, id, 'by-hand');
  house.setNow(now);
  assert.equal(ready.channel, 'text');
  assert.match(ready.body, /Your appointment is not going ahead/);
});

test('whoever said no to contact is not written to', async () => {
  const { made, joanne } = await joanneOfACase();
  await house.act(made, house.staff.jo, (hand) =>
    recordStatement(
      hand,
      aSaying({ participantId: joanne, ...about('be-contacted'), answer: 'declined', saidOn: house.today() }),
      { wording: 'Words', how: 'by-phone' },
    ),
  );
  const id = await aNotice(house, made, joanne);
  assert.equal((await settled(house, joanne, id, 'stopped')).because, 'said-no-to-contact');
});

test('what is no longer so is not said', async () => {
  const { made, joanne } = await joanneOfACase();
  const id = await aNotice(house, made, joanne, 'conference-booked');
  assert.equal((await settled(house, joanne, id, 'stopped')).because, 'no-longer-so');
  assert.deepEqual(await tasksAboutMessages(house, made), []);
});

test('without a mail server everything waits for a hand, with its words', async () => {
  await worker.stop();
  const byHand = await openWorker(house.ports, undefined);
  const { made, joanne } = await joanneOfACase();
  const id = await aNotice(house, made, joanne);
  const ready = await settled(house, joanne, id, 'by-hand');
  await byHand.stop();
  assert.equal(ready.channel, 'email');
  assert.equal(ready.to, 'joanne@example.org');
});

test('NTC-3 two workers that take the same notice send it once', async () => {
  const { made, joanne } = await joanneOfACase();
  const workers = await Promise.all([openWorker(house.ports, mail), openWorker(house.ports, mail)]);
  const id = await aNotice(house, made, joanne);
  await Promise.all([nudge(house, made, id), nudge(house, made, id), nudge(house, made, id)]);
  await settled(house, joanne, id, 'sent');
  await Promise.all(workers.map((each) => each.stop()));
  assert.equal(post.accepted.filter((each) => each.id === `<${id}@rp.example>`).length, 1);
});

test('the daily sweep forgets drafts and sessions that are over, and nothing else', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const past = new Date(house.now().getTime() - 60_000);
  const hash = (sign: string) => sign.repeat(64);
  await keeper.ask(
    sql`select doorkeeper.open_demonstration_session('staff', ${house.staff.jo}, ${hash('a')}, ${past})`,
  );
  await house.act({ caseId: '' as CaseId }, house.staff.jo, async (hand) => {
    for (const [visitor, expiresAt] of [
      [hash('b'), past],
      [hash('c'), new Date(house.now().getTime() + 60_000)],
    ] as const) {
      await hand.run(sql`
        insert into app.referral_drafts (service_id, visitor, expires_at) values (${house.serviceId}, ${visitor}, ${expiresAt})`);
    }
  });
  assert.deepEqual(await sweep(keeper), { drafts: 1, sessions: 1 });
  assert.deepEqual(await sweep(keeper), { drafts: 0, sessions: 0 });
  assert.equal((await jo.get('/venues')).status, 200);
});

test('what is due later is not taken up as unfinished', async () => {
  const { made, joanne } = await joanneOfACase();
  const sendAfter = new Date(house.now().getTime() + 86_400_000);
  await house.act(made, house.staff.jo, (hand) =>
    writeNotice(hand, { kind: 'follow-up-due', participantId: joanne, cause: 'later', sendAfter }),
  );
  assert.equal(await enqueueUnfinished(keeper), 0);
});
