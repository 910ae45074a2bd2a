import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openMail } from '#platform/mail.ts';
import { sql } from '#platform/sql.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { openWorker } from '../../src/wiring/worker.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import { aMailServer } from '../support/mail-server.ts';
import { ahead, aMeeting, prepareTheDay } from '../support/meeting.ts';
import {
  aPlay,
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  fitsPhone,
  follow,
  gatesOf,
  neverReads,
  open,
  outboxHolds,
  prepares,
  reads,
  send,
} from '../support/play.ts';
import { canBeReached, noticesTo, nudge, settled } from '../support/reaching.ts';

/*
 * Everything is arranged: a meeting tomorrow, a letter that waits for her, messages on their way. Then she changes her mind,
 * with one press, and it all stops in the moment of that press. He hears that it is off, and not from whom or why.
 */
const hers = { account: 'HER-ACCOUNT-61' };
const his = { account: 'HIS-ACCOUNT-67' };
const letter = 'LETTER-WHOLE-67';
// What would tell him who changed their mind: none of these may reach him.
const telling = ['Joanne', 'joanne@', 'changed', 'withdr', 'took back', 'said no', 'her mind'];

let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const act = aPlay();
const town = await aTown();
const { house } = town;
const post = await aMailServer();
const worker = await openWorker(house.ports, openMail({ url: post.url, from: 'hello@rp.example' }));
stopWorker = () => worker.stop();

const meeting = await aMeeting(house, 'agreed');
await prepareTheDay(house, meeting);
const { made } = meeting;
const { reference } = made;
const joanneId = made.who['Joanne'] as ParticipantId;
const dylanId = made.who['Dylan'] as ParticipantId;
await canBeReached(house, made, joanneId, { points: { email: 'joanne@example.org' } });
await canBeReached(house, made, dylanId, { points: { email: 'dylan@example.org' } });
const dayBefore = plusDays(dayOf(ahead(house, 9)), -1);

const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const sam = await town.staff(house.staff.sam);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const joanne = await town.stranger({ phone: true, scripts: false });
const dylan = await town.stranger({ phone: true });
const at = (path: string) => `/cases/${reference}${path}`;

act('both come in, and the meeting is booked', async () => {
  await comesIn(jo, joanne, { reference, called: 'Joanne' });
  await comesIn(jo, dylan, { reference, called: 'Dylan' });
  for (const window of [joanne, dylan]) {
    for (const question of ['be-contacted', 'mode-letter']) await chooses(window, question, 'Yes');
  }
  await prepares(jo, reference, 'Joanne', { 'What happened, in their words': hers.account });
  await prepares(jo, reference, 'Dylan', { 'What happened, in their words': his.account });
  await open(jo, at('/conference'));
  await send(jo, 'Book it');
  await reads(jo, 'Booked');
  for (const window of [joanne, dylan]) {
    await open(window, '/my');
    await follow(window, 'See when and where you meet');
    await reads(window, 'Your meeting');
    await fitsPhone(window);
  }
  await outboxHolds(amara, 'A meeting is booked', { times: 2, status: 'Sent' });
  await outboxHolds(amara, 'Reminder of a meeting', { times: 2, status: 'Waiting' });
  assert.deepEqual(post.accepted.map(({ to }) => to).toSorted(), ['dylan@example.org', 'joanne@example.org']);
});

act('Dylan has written to her, and she keeps the letter for later', async () => {
  await open(dylan, '/my/letters');
  await send(dylan, 'Write a letter');
  await send(dylan, 'Save and send it to be read', { 'Your letter': `I want you to know. ${letter}` });
  for (const reader of [sam, jo]) {
    await theLetter(reader);
    await send(reader, 'Save my reading', { 'What you found': 'It is ready' });
  }
  await hisLetter();
  await send(dylan, 'Save my answer', {
    'May we pass this letter on to the person it is for, if they want to have it?': 'Yes',
  });
  await theLetter(jo);
  await send(jo, 'Offer it to Joanne');
  await open(joanne, '/my/letters');
  await follow(joanne, 'A letter for you');
  await send(joanne, 'Save my answer', {
    'What would you like?': 'Keep it for later',
    'When may we ask again?': plusDays(house.today(), 20),
  });
});

act('the day before, she says with one press that she does not want us in touch', async () => {
  house.setNow(new Date(`${dayBefore}T08:00:00Z`));
  await open(joanne, '/my');
  await reads(joanne, 'You can stop at any time');
  await follow(joanne, 'See what you have said, and change it');
  await fitsPhone(joanne);
  await chooses(joanne, 'be-contacted', 'No');
  await reads(joanne, 'Your answer is saved.', 'No. You said yes before and changed your mind');
});

act('booking, letter and messages stopped in that moment, all together', async () => {
  await open(jo, at('/conference'));
  await reads(jo, 'Cancelled');
  await doesNotRead(jo, 'Write down what happened');
  await assertAccessible(jo, 'a cancelled conference');
  await theLetter(jo);
  await reads(jo, 'Stopped', 'Joanne does not want us in touch now.');
  await assertAccessible(jo, 'a letter that stopped');
  await outboxHolds(amara, 'Reminder of a meeting', { times: 2, status: 'Stopped' });
  await open(jo, at('/history'));
  await reads(jo, 'Joanne took a yes back', 'The conference was cancelled', 'A letter stopped: Joanne took a yes back');
  assert.equal(await transactionsOfTheStop(), 1);

  await open(joanne, '/my/conference');
  await reads(joanne, 'The meeting is not going ahead.');
  await neverReads(joanne, '/my', ['There is a letter for you', 'There is something for you to read', letter]);
});

act('nothing can go on against her no', async () => {
  const gates = await gatesOf(jo, reference);
  const delivering = gates.find(({ name }) => name.startsWith('Deliver a letter'));
  assert.match(delivering?.reasons.join() ?? '', /Joanne does not want us in touch now\./);
  await theLetter(jo);
  await reads(jo, 'It can be taken up again when the yes that was taken back is given again');
  await doesNotRead(jo, 'Take the letter up again', 'Offer it to Joanne');
  await open(sam, at('/conference'));
  await doesNotRead(sam, 'Book it', 'The reading room');
  assert.equal((await sam.request.get(at('/conference/held'))).status(), 404);
});

act('Dylan hears that it is off, in words that tell nothing about her', async () => {
  const off = (await noticesTo(house, dylanId)).find(({ kind }) => kind === 'conference-off');
  assert.ok(off);
  await nudge(house, made, off.id);
  await settled(house, dylanId, off.id, 'sent');
  const mail = post.accepted.at(-1);
  assert.equal(mail?.to, 'dylan@example.org');
  assert.match(mail?.text ?? '', /Your appointment is not going ahead/);
  for (const each of telling) assert.ok(!mail?.text.includes(each), each);

  await open(dylan, '/my/conference');
  await reads(dylan, 'The meeting is not going ahead.', 'You do not have to do anything.');
  await assertAccessible(dylan, 'a meeting that is off');
  await hisLetter();
  await reads(dylan, 'you may never hear');
  await doesNotRead(dylan, 'stopped');
  await neverReads(dylan, '/my', [...telling, ...Object.values(hers)]);
});

act('and she hears nothing more: that was her wish', async () => {
  const waiting = (await noticesTo(house, joanneId)).filter(({ status }) => status !== 'sent' && status !== 'stopped');
  assert.deepEqual(waiting, []);
  const lettersToHer = post.accepted.filter(({ to }) => to === 'joanne@example.org');
  assert.equal(
    lettersToHer.some(({ text }) => text.includes('not going ahead')),
    false,
  );
});

act('nobody else learns of any of it', async () => {
  const secrets = [reference, 'Joanne', 'Dylan', letter, ...Object.values(hers), ...Object.values(his)];
  await neverReads(stranger, '/', secrets);
  await neverReads(leo, '/work', secrets);
  await findsNothingAt(leo, ['', '/conference', '/letters', '/consent', '/history'].map(at));
  await neverReads(joanne, '/my', [...Object.values(his), letter, 'Dylan', 'dylan@']);
});

async function theLetter(window: typeof jo): Promise<void> {
  await open(window, at('/letters'));
  await follow(window, 'Letter of explanation from Dylan to Joanne');
}

async function hisLetter(): Promise<void> {
  await open(dylan, '/my/letters');
  await follow(dylan, /^The letter you began on/);
}

/** In how many transactions the rows were written that say that it is over: her no, the conference, the letter, the notices. */
async function transactionsOfTheStop(): Promise<number> {
  const [row] = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ transactions: number }>`
      select count(distinct stopped.xmin::text)::int as transactions from (
        select xmin from app.consents where case_id = ${made.caseId} and answer = 'withdrawn'
        union all select xmin from app.conferences where case_id = ${made.caseId} and status = 'cancelled'
        union all select xmin from app.letters where case_id = ${made.caseId} and status = 'frozen'
        union all select xmin from app.notices where case_id = ${made.caseId} and status = 'stopped') stopped`),
  );
  return row?.transactions ?? 0;
}
