import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { recordStatement } from '#journey/consent/actions.ts';
import { aSaying } from '#journey/consent/examples.ts';
import type { SafeContact } from '#casefile/people/rules.ts';
import { openTexts } from '#platform/texts.ts';
import { writeNotice } from '#service/notices/actions.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import { markReady } from '#service/notices/store.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { looked } from '../../../test/support/looked.ts';
import {
  aNotice,
  canBeReached,
  noticeOnce,
  noticesTo,
  nudge,
  settled,
  tasksAboutMessages,
} from '../../../test/support/reaching.ts';
import { aTextServer } from '../../../test/support/text-server.ts';
import { openWorker } from '../../wiring/worker.ts';

let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const house = await aHouse();
const server = await aTextServer();
const worker = await openWorker(house.ports, undefined, { texts: openTexts({ ...server, patienceMs: 4000 }) });
stopWorker = () => worker.stop();
const amara = await house.asStaff(house.staff.amara);
let people = 0;

/** Joanne of a case, with a number of her own, where only texts are safe. */
async function joanneOfACase({
  phone = `07700 900${String(100 + ++people)}`,
  safe = {},
}: { readonly phone?: string; readonly safe?: Partial<SafeContact> } = {}) {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne, { points: { phone }, safe: { mayEmail: false, mayText: true, ...safe } });
  return { made, joanne, to: phone.replace(/^0/, '+44').replaceAll(' ', '') };
}

const takenFor = (to: string) => server.taken.filter((each) => each.to === to);

/** Does something five minutes ago: what is to be looked at two minutes later is looked at now. */
async function fiveMinutesAgo<Value>(work: () => Promise<Value>): Promise<Value> {
  const shift = (seconds: number) => house.setNow(new Date(house.now().getTime() + seconds * 1000));
  shift(-300);
  try {
    return await work();
  } finally {
    shift(300);
  }
}

test('a notice leaves by text once, in neutral words, to the number as networks write it', async () => {
  const { made, joanne, to } = await joanneOfACase();
  const id = await aNotice(house, made, joanne);
  const sent = await settled(house, joanne, id, 'sent');
  assert.equal(sent.channel, 'text');
  const [got, ...more] = takenFor(to);
  assert.deepEqual(more, []);
  assert.equal(got?.reference, id);
  assert.match(got?.words ?? '', /^Your appointment is not going ahead[\s\S]*localhost:3000\/my$/);
  assert.doesNotMatch(got?.words ?? '', /Northamptonshire|Restorative|Dylan|burglary/i);
});

test('who may know who writes reads our name, and the word we agreed on', async () => {
  const { made, joanne, to } = await joanneOfACase({ safe: { maySayWhoCalls: true, codeword: 'bluebell' } });
  await settled(house, joanne, await aNotice(house, made, joanne), 'sent');
  assert.match(takenFor(to)[0]?.words ?? '', /Northamptonshire Restorative Practice[\s\S]*bluebell$/);
});

test('what is longer than a text may be lies ready to be typed', async () => {
  const { made, joanne, to } = await joanneOfACase({ safe: { codeword: 'bluebell '.repeat(100) } });
  const ready = await settled(house, joanne, await aNotice(house, made, joanne), 'by-hand');
  assert.equal(ready.channel, 'text');
  assert.deepEqual(takenFor(to), []);
});

test('H16 outside the hours that are safe a text waits, and then it leaves by itself', async () => {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' }).format(
      house.now(),
    ),
  );
  const fromHour = hour < 20 ? hour + 2 : 1;
  const { made, joanne, to } = await joanneOfACase({ safe: { fromHour, untilHour: fromHour + 1 } });
  const id = await aNotice(house, made, joanne);
  const waits = await noticeOnce(house, joanne, id, ({ sendAfter }) => sendAfter.getTime() % 3_600_000 === 0);
  assert.equal(waits.status, 'waiting');
  assert.deepEqual(takenFor(to), []);
  const now = house.now();
  house.setNow(new Date(waits.sendAfter.getTime() + 60_000));
  await nudge(house, made, id);
  await settled(house, joanne, id, 'sent');
  house.setNow(now);
  assert.equal(takenFor(to).length, 1);
});

for (const [because, wish] of [
  ['channel-is-not-safe', { safe: { mayText: false, mayPhone: true } }],
  ['number-takes-no-texts', { phone: '01604 496 0123' }],
] as const)
  test(`H16 nothing leaves by text: ${because}`, async () => {
    const before = server.taken.length;
    const { made, joanne } = await joanneOfACase(wish);
    const id = await aNotice(house, made, joanne);
    assert.equal((await settled(house, joanne, id, 'stopped')).because, because);
    assert.equal(server.taken.length, before);
    assert.equal((await tasksAboutMessages(house, made)).length, 1);
    assert.match((await amara.get('/outbox?show=did-not-go')).body, new RegExp(id));
  });

test('PRO-6 a text that would hold something protected stays, and goes once a person cleared it', async () => {
  const { made, joanne, to } = await joanneOfACase();
  const jo = await house.asStaff(house.staff.jo);
  const stopped = `/cases/${made.reference}/stopped`;
  const dylan = made.who['Dylan'] as ParticipantId;
  const word = { owner: dylan, kind: 'workplace', 'protected-words': 'Going Ahead' };
  assert.equal((await jo.post(`${stopped}/protected`, word)).status, 303);
  const id = await aNotice(house, made, joanne);
  assert.equal((await settled(house, joanne, id, 'failed')).because, 'holds-what-is-protected');
  assert.deepEqual(takenFor(to), []);
  const [, ending = ''] = /action="([^"]*\/stopped\/protected\/[0-9a-f-]+)"/.exec((await jo.get(stopped)).body) ?? [];
  assert.equal((await jo.post(ending)).status, 303);
  assert.equal((await amara.post(`/outbox/${id}`, { settling: 'try-again' })).status, 303);
  await settled(house, joanne, id, 'sent');
  assert.equal(takenFor(to).length, 1);
});

test('NTC-5 whoever said no to contact gets no text', async () => {
  const { made, joanne, to } = await joanneOfACase();
  await house.act(made, house.staff.jo, (hand) =>
    recordStatement(
      hand,
      aSaying({ participantId: joanne, ...about('be-contacted'), answer: 'declined', saidOn: house.today() }),
      { wording: 'Words', how: 'by-phone' },
    ),
  );
  const id = await aNotice(house, made, joanne);
  assert.equal((await settled(house, joanne, id, 'stopped')).because, 'said-no-to-contact');
  assert.deepEqual(takenFor(to), []);
});

for (const fate of [403, 429, 500] as const)
  test(`NTC-6 after ${fate} a text is tried again later, and arrives once`, async () => {
    const { made, joanne, to } = await joanneOfACase();
    server.expect(fate);
    const id = await aNotice(house, made, joanne);
    const waits = await noticeOnce(house, joanne, id, ({ status, tries }) => status === 'waiting' && tries > 0);
    assert.deepEqual([waits.tries, waits.to], [1, '']);
    const now = house.now();
    house.setNow(new Date(now.getTime() + 120_000));
    await nudge(house, made, id);
    await settled(house, joanne, id, 'sent');
    house.setNow(now);
    assert.equal(takenFor(to).length, 1);
  });

test('a number that the text service refuses is told in plain words, and a person decides', async () => {
  const { made, joanne } = await joanneOfACase();
  server.expect(400);
  const id = await aNotice(house, made, joanne);
  await settled(house, joanne, id, 'failed');
  assert.match((await amara.get(`/outbox/${id}`)).body, /this number takes no texts\. Check it with them/);
  assert.deepEqual(
    (await tasksAboutMessages(house, made)).map(({ kind }) => kind),
    ['notice-failed'],
  );
});

for (const [fate, status, because] of [
  ['hang', 'unsure', 'never-came'],
  ['take-and-break', 'sent', ''],
] as const)
  test(`NTC-3 NTC-8 after ${fate} nobody knows, nothing goes twice, and asking tells`, () =>
    fiveMinutesAgo(async () => {
      const { made, joanne, to } = await joanneOfACase();
      server.expect(fate);
      const id = await aNotice(house, made, joanne);
      await noticeOnce(house, joanne, id, (notice) => notice.status === status && notice.because === because);
      assert.deepEqual(
        (await tasksAboutMessages(house, made)).map(({ kind }) => kind),
        ['notice-unsure'],
      );
      assert.equal(takenFor(to).length, fate === 'hang' ? 0 : 1);
    }));

test('NTC-3 NTC-8 a text that was cut off while leaving is never sent again, and asked about', () =>
  fiveMinutesAgo(async () => {
    const { made, joanne, to } = await joanneOfACase();
    const sendAfter = new Date(house.now().getTime() + 60_000);
    await house.act(made, house.staff.jo, (hand) =>
      writeNotice(hand, { kind: 'conference-off', participantId: joanne, cause: 'cut off', sendAfter }),
    );
    const [waiting] = await noticesTo(house, joanne);
    const id = waiting?.id as NoticeId;
    const words = { channel: 'text', to: to.replace('+44', '0'), subject: 'Your appointment', body: 'Words' } as const;
    await house.act(made, house.staff.jo, async (hand) => {
      await looked(hand, 'notice', id, [joanne]);
      await markReady(hand, { id, participantId: joanne, referralId: null }, 'leaving', words);
    });
    await nudge(house, made, id);
    await noticeOnce(house, joanne, id, ({ because }) => because === 'never-came');
    assert.deepEqual(takenFor(to), []);
  }));

for (const [became, status, words] of [
  ['delivered', 'sent', /It arrived on their phone/],
  ['permanent-failure', 'failed', /Did not arrive[\s\S]*The number does not work/],
  ['temporary-failure', 'failed', /Their phone was off/],
  ['technical-failure', 'failed', /could not pass it on/],
] as const)
  test(`NTC-8 what the networks call ${became} is told in plain words`, () =>
    fiveMinutesAgo(async () => {
      const { made, joanne, to } = await joanneOfACase();
      server.becomes(to, became);
      const id = await aNotice(house, made, joanne);
      await noticeOnce(house, joanne, id, (notice) => notice.status === status && notice.because !== '');
      assert.match((await amara.get(`/outbox/${id}`)).body, words);
      assert.equal((await tasksAboutMessages(house, made)).length, status === 'failed' ? 1 : 0);
      assert.equal(takenFor(to).length, 1);
    }));

test('without what carries texts, one lies ready to be typed, with its words', async () => {
  await worker.stop();
  const byHand = await openWorker(house.ports, undefined);
  const { made, joanne, to } = await joanneOfACase();
  const id = await aNotice(house, made, joanne);
  const ready = await settled(house, joanne, id, 'by-hand');
  await byHand.stop();
  assert.equal(ready.channel, 'text');
  assert.match(ready.body, /Your appointment/);
  assert.deepEqual(takenFor(to), []);
});
