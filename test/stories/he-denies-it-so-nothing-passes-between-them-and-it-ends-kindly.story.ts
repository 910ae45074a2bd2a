import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openWorker } from '../../src/wiring/worker.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import {
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  follow,
  givesCase,
  neverReads,
  open,
  gatesOf,
  outboxHolds,
  reads,
  send,
  sendInVain,
  tells,
  unfolds,
} from '../support/play.ts';

/*
 * Marta was attacked and would like an answer. Kieran says that he did nothing. So nothing may pass between them, whatever
 * both say yes to, and it ends: she is told kindly and not why, he is told and not blamed. Words in capitals are told to
 * one person only; whoever else reads one has read too much.
 */
const hers = { hopes: 'HER-HOPES-31', account: 'HER-ACCOUNT-31', impact: 'HER-IMPACT-31', call: 'HER-CALL-31' };
const his = { account: 'HIS-ACCOUNT-47', feelings: 'HIS-FEELINGS-47', call: 'HIS-CALL-47', evidence: 'HE-DENIES-47' };
const ours = {
  risk: 'OUR-RISK-53',
  note: 'OUR-NOTE-53',
  refused: 'OUR-REASON-53',
  cancelled: 'OUR-CANCEL-53',
  happened: 'REFERRED-WORDS-53',
};
const everySecret = [...Object.values(hers), ...Object.values(his), ...Object.values(ours)];
const neverHers = [
  ...Object.values(his),
  ...Object.values(ours),
  'Kieran',
  'kieran@',
  'responsibility',
  'denie',
  'Leo',
];
const neverHis = [...Object.values(hers), ...Object.values(ours), his.evidence, 'Marta', 'marta@', 'denie', 'Leo'];

// Asked for before the house is opened: hooks run in the order in which they were asked for.
let stopWorker = async (): Promise<void> => undefined;
after(() => stopWorker());
const town = await aTown();
const { house } = town;
const worker = await openWorker(house.ports, undefined);
stopWorker = () => worker.stop();

const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const priya = await town.staff(house.staff.priya);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const marta = await town.stranger({ phone: true });
const kieran = await town.stranger({ phone: true, scripts: false });
let reference = '';
const at = (path: string) => `/cases/${reference}${path}`;

test('a victim service refers Marta, and the coordinator writes it down and opens a case', async () => {
  await open(amara, '/referrals');
  await assertAccessible(amara, 'the referrals');
  await open(amara, '/referrals/new');
  await assertAccessible(amara, 'writing down a referral');
  await send(amara, 'Write it down', {
    'Who it is from': 'Victim service',
    'Name and role of who referred, if it is an agency': 'Bea Lund, caseworker',
    'Does the person know of the referral, and agree to it?': 'Yes',
    'Their part': 'Person harmed',
    'Full name': 'Marta Nowak',
    'Ways that are safe': ['Phone', 'E-mail'],
    'Phone number': '07700 900131',
    'E-mail address': 'marta@example.org',
    Kind: 'Assault',
    'What happened, in plain words': `She was pushed and hit outside a shop. ${ours.happened}`,
    'What they hope for': hers.hopes,
  });
  reference = (await amara.getByRole('heading', { level: 1 }).innerText()).replace('Referral ', '');
  await assertAccessible(amara, 'a referral');
  await send(amara, 'Acknowledge');
  await unfolds(amara, 'Add a person');
  await send(amara, 'Add this person', { 'Full name': 'Kieran Doyle', 'Phone, if known': '07700 900147' });
  await reads(amara, 'Kieran Doyle', ours.happened, hers.hopes);
  await send(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' });
  await reads(amara, 'Assault', 'Marta', 'Kieran', 'Nobody yet: give the case to somebody');
  await givesCase(amara, reference, { to: 'Jo Whitfield, advanced', as: 'Lead' });
});

test('Jo may not speak with Kieran before Marta has said that we may', async () => {
  await open(jo, '/work');
  await reads(jo, reference, 'Marta, Kieran', 'You lead');
  await assertAccessible(jo, 'my work');
  const [first] = await gatesOf(jo, reference);
  assert.deepEqual(
    [first?.name, first?.about],
    ['Speak with the person responsible Shut, 1 reason', 'Speaking with Kieran for the first time'],
  );
  const refused = await tells(jo, reference, { whom: 'Kieran', on: house.today(), note: his.call });
  assert.match(refused.join(), /Not everybody they harmed has agreed that we speak with them/);
  await assertAccessible(jo, 'the contacts');
});

test('Marta talks with Jo, comes in on her phone and says yes to everything', async () => {
  assert.deepEqual(await tells(jo, reference, { whom: 'Marta', on: house.today(), note: hers.call }), []);
  await open(jo, at('/people'));
  await assertAccessible(jo, 'the people');
  await follow(jo, /^Check it ?: marta@example.org/);
  await send(jo, 'It is checked', { 'How did you check it?': 'They told me in person' });
  await open(jo, at('/preparation'));
  await follow(jo, 'Record a session with Marta');
  await assertAccessible(jo, 'a session');
  await send(jo, 'Save the session', {
    'What happened, in their words': hers.account,
    'What it did to them': hers.impact,
  });
  await reads(jo, hers.account, hers.impact);
  await comesIn(jo, marta, { reference, called: 'Marta' });
  await assertAccessible(marta, 'her page');
  await follow(marta, 'Say what is all right with you');
  await assertAccessible(marta, 'her choices');
  for (const question of [...bothAreAsked, 'approach-other']) await chooses(marta, question, 'Yes');
  await open(marta, '/my/choices');
  assert.equal(await marta.getByText('Yes', { exact: true }).count(), 7);
});

const bothAreAsked = ['be-contacted', 'mode-letter', 'mode-shuttle', 'mode-video', 'mode-meeting', 'follow-up'];

test('Kieran talks with Jo and denies, though he says yes to everything too', async () => {
  assert.deepEqual(await tells(jo, reference, { whom: 'Kieran', on: house.today(), note: his.call }), []);
  await open(jo, at('/people'));
  await follow(jo, 'Add a number or an address of Kieran');
  await send(jo, 'Add it', { 'What it is': 'E-mail address', 'The number or address': 'kieran@example.org' });
  await follow(jo, /^Check it ?: kieran@example.org/);
  await send(jo, 'It is checked', { 'How did you check it?': 'They told me in person' });
  await follow(jo, 'Say how it is safe to reach Kieran');
  await assertAccessible(jo, 'how it is safe');
  await send(jo, 'Save what is safe', {
    'Which ways are safe': ['E-mail'],
    'May we leave a voicemail?': 'No',
    'May we say who calls?': 'No',
  });
  await open(jo, at('/preparation'));
  await follow(jo, 'Record a session with Kieran');
  await send(jo, 'Save the session', {
    'What happened, in their words': his.account,
    'How they feel about it': his.feelings,
  });
  await comesIn(jo, kieran, { reference, called: 'Kieran' });
  for (const question of bothAreAsked) await chooses(kieran, question, 'Yes');
});

test('Jo writes down that he takes no responsibility, and every way between them is shut', async () => {
  await open(jo, at('/suitability'));
  await follow(jo, 'Assess the risk');
  await assertAccessible(jo, 'assessing the risk');
  await send(jo, 'Save the assessment', {
    'When it is assessed': 'After a first meeting',
    'What is left of the risk when all that is planned is done': 'Low',
    'Why you judge it so': ours.risk,
  });
  await follow(jo, 'Assess responsibility');
  await assertAccessible(jo, 'assessing responsibility');
  await send(jo, 'Add to the history', {
    'How far they take responsibility': 'None',
    'What you heard or saw': his.evidence,
  });
  await reads(jo, his.evidence, ours.risk, 'While Kieran takes no responsibility, nothing passes between the sides.');
  await assertAccessible(jo, 'suitability');
  const between = (await gatesOf(jo, reference)).filter(({ name }) => name.startsWith('Communicate'));
  await assertAccessible(jo, 'the case');
  assert.deepEqual(
    between.map(({ about }) => about),
    ['A letter', 'Messages through a facilitator', 'A video meeting', 'Meeting in person'].map(
      (way) => `${way} between Kieran and Marta`,
    ),
  );
  for (const { name, about, reasons } of between) {
    assert.equal(name, 'Communicate Shut, 1 reason', about);
    assert.match(
      reasons.join(),
      /^Kieran takes no responsibility for the harm\. What opens it: Kieran acknowledges their part/,
    );
  }
});

test('nobody can wave it through: not a supervisor, not by planning a meeting', async () => {
  await open(priya, at('/suitability'));
  await doesNotRead(priya, 'Sign off for Kieran');
  await open(priya, at(`/suitability/sign-off/${await idOf('Kieran')}`));
  const refused = await sendInVain(priya, 'Sign off', { 'Why it is right to go on': ours.refused });
  assert.deepEqual(refused, ['Somebody who takes no responsibility cannot go on']);
  await open(amara, '/venues');
  await follow(amara, 'Add a venue');
  await send(amara, 'Save the venue', {
    Name: 'Corby Cube',
    Address: '1 George Street, Corby',
    'Can we use it now?': 'Yes',
  });
  await open(jo, at('/conference'));
  await follow(jo, 'Plan a conference');
  await send(jo, 'Plan it', {
    'How they meet': 'In person, at a neutral venue',
    Venue: 'Corby Cube',
    Day: plusDays(house.today(), 9),
    Start: '2pm',
  });
  for (const [called, shownAs] of [
    ['Marta', 'The person harmed'],
    ['Kieran', 'The other person'],
  ] as const) {
    await send(jo, 'Add to the list', { Who: called, 'How the others are told of them': shownAs });
  }
  await open(jo, at('/conference'));
  assert.match((await sendInVain(jo, 'Book it')).join(), /It cannot be booked yet/);
  await reads(jo, 'Kieran takes no responsibility for the harm.');
  await follow(jo, 'Cancel or postpone');
  await send(jo, 'Cancel it', { 'Why it is cancelled': ours.cancelled });
});

test('until here neither has learnt anything of the other', async () => {
  await eachReadsOnlyTheirOwn();
});

test('Jo closes it, and each is written to kindly, without the reason and without the other', async () => {
  await open(jo, at('/closure'));
  await assertAccessible(jo, 'closing');
  await send(jo, 'Close the case', { 'Why it ends': 'No responsibility taken', 'Note for the file': ours.note });
  await reads(jo, 'This case is closed', 'No responsibility taken', ours.note);
  const links = await outboxHolds(amara, 'The case has ended', { times: 2, status: 'Send by hand' });
  await assertAccessible(amara, 'the outbox');
  const letters = new Map<string, string>();
  for (const link of links) {
    await open(amara, link);
    letters.set(await amara.getByText(/@example\.org$/).innerText(), await amara.getByRole('article').innerText());
    await send(amara, 'It was sent');
  }
  const [toHer = '', toHim = ''] = [letters.get('marta@example.org'), letters.get('kieran@example.org')];
  assert.match(toHer, /This is not because of anything you said or did\.[^]*Our door stays open\./);
  assert.match(toHim, /our work on this has ended for now\. There is nothing you need to do\./);
  for (const told of [toHer, toHim]) {
    assert.doesNotMatch(told, /Marta|Kieran|assault|responsib|denie|Northamptonshire|restorative/i);
  }
});

test('their own pages say that it has ended, and no more than that', async () => {
  for (const window of [marta, kieran]) {
    await open(window, '/my');
    await reads(window, 'We have finished our part for now.', 'You are welcome at any time.');
    await doesNotRead(window, 'You can stop at any time');
  }
  await assertAccessible(marta, 'her page when it has ended');
  await eachReadsOnlyTheirOwn();
});

test('nothing moves in a closed case, and all of it can be read back by those who work on it', async () => {
  await open(jo, at('/suitability/responsibility'));
  const refused = await sendInVain(jo, 'Add to the history', {
    'How far they take responsibility': 'In full',
    'What you heard or saw': 'x',
  });
  assert.deepEqual(refused, ['This case is closed. To change it, open it again on the Closing page']);
  await open(jo, at('/history'));
  await assertAccessible(jo, 'the history');
  await reads(
    jo,
    'The referral was accepted',
    'Jo Whitfield was given the case to lead',
    'Marta was told about restorative practice, first of all',
    'Preparation with Kieran',
    'Kieran said yes: a meeting in person',
    'Responsibility taken by Kieran was looked at: none',
    'The conference was cancelled',
    'The case was closed: no responsibility taken',
    'A message was sent to Marta',
    'A message was sent to Kieran',
  );
  await doesNotRead(jo, ...everySecret);
  await open(jo, at('/contacts'));
  await reads(jo, hers.call, his.call);
  await open(amara, `/referrals/${reference}`);
  await reads(amara, 'This referral is now', ours.happened, hers.hopes);
  await open(amara, '/caseload?status=closed');
  await reads(amara, reference);
});

/** Each side's pages, those of a colleague who does not work on it and those of a stranger say nothing that is not theirs. */
async function eachReadsOnlyTheirOwn(): Promise<void> {
  assert.ok((await neverReads(marta, '/my', neverHers)) >= 8);
  assert.ok((await neverReads(kieran, '/my', neverHis)) >= 8);
  assert.ok((await neverReads(leo, '/work', [...everySecret, reference, 'Marta', 'Kieran'])) >= 4);
  await findsNothingAt(leo, [at(''), at('/people'), at('/suitability'), at('/history'), `/referrals/${reference}`]);
  await findsNothingAt(stranger, [at('')]);
}

async function idOf(called: string): Promise<string> {
  await open(jo, at('/preparation'));
  const address = await jo.getByRole('link', { name: `Checklist of ${called}` }).getAttribute('href');
  return address?.split('/').at(-2) ?? '';
}
