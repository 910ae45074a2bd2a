import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inWords, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { openWorker } from '../../src/wiring/worker.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import {
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  follow,
  gatesOf,
  givesCase,
  neverReads,
  open,
  reads,
  send,
  sendInVain,
  tells,
  unfolds,
  wordsIn,
} from '../support/play.ts';

/*
 * Ruth is asked whether we may speak with the lad who broke her fence. Not now, she says: ask me after Christmas. Until that
 * day nobody is asked, told, reminded or moved on; on the day it lies on the list of her facilitator, and still nothing
 * happens before she herself says so. Words in capitals are told to one person only.
 */
const hers = { call: 'HER-CALL-61', account: 'HER-ACCOUNT-61' };
const his = { call: 'HIS-CALL-67' };
const ours = { happened: 'REFERRED-WORDS-71', asked: 'OUR-ASKING-71' };
const everySecret = [...Object.values(hers), ...Object.values(his), ...Object.values(ours)];

// Asked for before the house is opened: hooks run in the order in which they were asked for.
let stopWorker = async (): Promise<void> => undefined;
after(() => stopWorker());
const town = await aTown();
const { house } = town;
const worker = await openWorker(house.ports, undefined);
stopWorker = () => worker.stop();

const firstDay = house.today();
// The Christmas that comes, and not so soon that there is nothing to wait for.
const christmas = [0, 1]
  .map((years) => `${Number(firstDay.slice(0, 4)) + years}-12-25` as PlainDate)
  .find((day) => day > plusDays(firstDay, 14)) as PlainDate;
const tooSoon = plusDays(christmas, -7);
const theDay = plusDays(christmas, 3);

const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const sam = await town.staff(house.staff.sam);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const ruth = await town.stranger({ phone: true });
const tyler = await town.stranger({ phone: true });
let reference = '';
let before = '';
const at = (path: string) => `/cases/${reference}${path}`;

test('the council refers Ruth, and Jo tells her what there is', async () => {
  await open(amara, '/referrals/new');
  await send(amara, 'Write it down', {
    'Who it is from': 'Council',
    'Does the person know of the referral, and agree to it?': 'Yes',
    'Their part': 'Person harmed',
    'Full name': 'Ruth Appleby',
    'Ways that are safe': ['Phone', 'E-mail'],
    'Phone number': '07700 900161',
    'E-mail address': 'ruth@example.org',
    Kind: 'Criminal damage',
    'What happened, in plain words': `Her fence was kicked in at night. ${ours.happened}`,
  });
  reference = (await amara.getByRole('heading', { level: 1 }).innerText()).replace('Referral ', '');
  await unfolds(amara, 'Add a person');
  await send(amara, 'Add this person', { 'Full name': 'Tyler Webb' });
  await send(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' });
  await givesCase(amara, reference, { to: 'Jo Whitfield, advanced', as: 'Lead' });
  assert.deepEqual(await tells(jo, reference, { whom: 'Ruth', on: firstDay, note: hers.call }), []);
  await open(jo, at('/people'));
  for (const point of [/^Check it ?: 07700/, /^Check it ?: ruth@/]) {
    await follow(jo, point);
    await send(jo, 'It is checked', { 'How did you check it?': 'They told me in person' });
  }
  await comesIn(jo, ruth, { reference, called: 'Ruth' });
});

test('Ruth says not now, changes the day, and reads that nothing happens until then', async () => {
  await open(ruth, '/my/choices/approach-other');
  await assertAccessible(ruth, 'one of her choices');
  const question = 'May we speak with the other person about what happened?';
  const noDay = await sendInVain(ruth, 'Save my answer', { [question]: 'Not now' });
  assert.deepEqual(noDay, ['Tell us the day we can ask again']);
  assert.ok(await ruth.getByRole('radio', { name: 'Not now' }).isChecked(), 'what she chose is still chosen');
  const passed = { 'When may we ask again?': plusDays(firstDay, -1) };
  assert.deepEqual(await sendInVain(ruth, 'Save my answer', passed), ['The day to ask again must be after today']);
  await assertAccessible(ruth, 'a choice that was refused');
  await send(ruth, 'Save my answer', { 'When may we ask again?': tooSoon });
  await reads(ruth, `Not now. We may ask again from ${inWords(tooSoon)}`);
  await chooses(ruth, 'approach-other', 'Not now', theDay);
  await chooses(ruth, 'be-contacted', 'Not now', theDay);
  await doesNotRead(ruth, inWords(tooSoon));
  await reads(ruth, `Not now. We may ask again from ${inWords(theDay)}`);
});

test('Jo reads it wherever she might get in touch, and on nobody’s list is anything', async () => {
  const [gate] = await gatesOf(jo, reference);
  assert.equal(gate?.name, 'Speak with the person responsible Shut, 1 reason');
  assert.match(gate.reasons.join(), /^Ruth has not said yes to us speaking with the other person\./);
  await open(jo, at('/consent'));
  await assertAccessible(jo, 'consent');
  await reads(jo, `Not now, ask again from ${inWords(theDay)}`);
  await open(jo, at('/contacts'));
  await reads(jo, `Do not get in touch before ${inWords(theDay)}. Ruth asked us to wait.`);
  await doesNotRead(jo, 'You may ring now');
  before = await wordsIn(jo, at('/history'));
});

test('until the day nothing happens: nothing due, nobody written to, no step forward', async () => {
  for (const day of [tooSoon, christmas, plusDays(theDay, -1)]) {
    house.setNow(new Date(`${day}T10:00:00Z`));
    for (const window of [jo, sam, amara]) {
      await open(window, '/work');
      await doesNotRead(window, 'asked again', 'Ruth, case', 'Tyler, case');
    }
    await reads(jo, 'Nothing is due, Jo.', 'Ruth, Tyler', 'First contact');
  }
  assert.equal(await wordsIn(jo, at('/history')), before, 'nothing has happened');
  await open(amara, '/outbox');
  await reads(amara, 'Nothing here.');
  const refused = await tells(jo, reference, { whom: 'Tyler', on: house.today(), note: his.call });
  assert.match(refused.join(), /Not everybody they harmed has agreed that we speak with them/);
  await open(ruth, '/my');
  await reads(ruth, 'If you do nothing, nothing happens.');
});

test('on the day it is on the list of Jo and of nobody else, and still nothing moves by itself', async () => {
  house.setNow(new Date(`${theDay}T08:00:00Z`));
  await open(jo, '/work');
  await assertAccessible(jo, 'my work with something due');
  const task = jo.getByRole('listitem').filter({ hasText: 'They are happy to be asked again from today.' });
  await reads(jo, `Ruth, case ${reference}`, 'Due today');
  assert.equal(await task.count(), 2, 'for each of her answers');
  for (const window of [sam, amara, leo]) {
    await open(window, '/work');
    await doesNotRead(window, 'asked again');
  }
  assert.equal(await wordsIn(jo, at('/history')), before);
  const [gate] = await gatesOf(jo, reference);
  assert.equal(gate?.name, 'Speak with the person responsible Shut, 1 reason');
  await reads(jo, 'They are happy to be asked again from today.');
});

test('Jo asks, Ruth says yes, what was to do is done, and only now Tyler is spoken with', async () => {
  await open(jo, at('/contacts'));
  await doesNotRead(jo, 'Do not get in touch');
  await reads(jo, 'You may ring now: 07700 900161');
  await chooses(ruth, 'be-contacted', 'Yes');
  await open(jo, '/work');
  await send(jo, /^Done ?: Somebody said “not now”/, { 'How it was done': ours.asked });
  await reads(jo, 'Nothing is due, Jo.');
  await open(jo, at('/consent'));
  await send(jo, 'Add to the ledger', {
    Who: 'Ruth',
    'What they were asked': 'May we speak with the other person about what happened?',
    'Their answer': 'Yes',
    'How they said it': 'By phone',
    'The day they said it': house.today(),
  });
  await open(ruth, '/my/choices');
  await doesNotRead(ruth, 'Not now');
  await open(jo, '/work');
  await reads(jo, 'Nothing is due, Jo.');
  const [gate] = await gatesOf(jo, reference);
  assert.equal(gate?.name, 'Speak with the person responsible Open');
  assert.deepEqual(await tells(jo, reference, { whom: 'Tyler', on: house.today(), note: his.call }), []);
  await comesIn(jo, tyler, { reference, called: 'Tyler' });
  await open(jo, at('/history'));
  await reads(
    jo,
    `Ruth said not now, ask again from ${inWords(theDay)}: speaking with the other person`,
    'Ruth said yes: speaking with the other person',
    'A task was done: ask again',
    'Tyler was told about restorative practice',
  );
});

test('nobody reads what is not theirs', async () => {
  await neverReads(ruth, '/my', [...everySecret, 'Tyler']);
  await neverReads(tyler, '/my', [...everySecret, 'Ruth', inWords(theDay), 'ruth@']);
  await neverReads(leo, '/work', [...everySecret, reference, 'Ruth', 'Tyler']);
  await findsNothingAt(leo, [at(''), at('/consent'), at('/history')]);
  await findsNothingAt(stranger, [at(''), at('/consent')]);
});
