import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openWorker } from '../../src/wiring.ts';
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
  wordsOf,
} from '../support/play.ts';

/*
 * Marta was attacked and would like an answer. Kieran says that he did nothing. So nothing may pass between them, whatever
 * both say yes to, and it ends: she is told kindly and not why, he is told and not blamed. Words in capitals are told to
 * one person only; whoever else reads one has read too much.
 */
const hers = { hopes: 'HER-HOPES-31', account: 'HER-ACCOUNT-31', impact: 'HER-IMPACT-31', call: 'HER-CALL-31' };
const his = { account: 'HIS-ACCOUNT-47', feelings: 'HIS-FEELINGS-47', call: 'HIS-CALL-47', evidence: 'HE-DENIES-47' };
const ours = { risk: 'OUR-RISK-53', note: 'OUR-NOTE-53', refused: 'OUR-REASON-53', happened: 'REFERRED-WORDS-53' };
const everySecret = [...Object.values(hers), ...Object.values(his), ...Object.values(ours)];
const neverHers = [...Object.values(his), ...Object.values(ours), 'Kieran', 'kieran@', 'responsibility', 'denie', 'Leo'];
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
  assert.deepEqual([first?.name, first?.about], ['Speak with the person responsible Shut, 1 reason', 'Speaking with Kieran for the first time']);
  const refused = await tells(jo, reference, { whom: 'Kieran', on: house.today(), note: his.call });
  assert.match(refused.join(), /Not everybody they harmed has agreed that we speak with them/);
  await assertAccessible(jo, 'the contacts');
});

test('Marta talks with Jo, comes in on her phone and says yes to everything', async () => {
  assert.deepEqual(await tells(jo, reference, { whom: 'Marta', on: house.today(), note: hers.call }), []);
  await open(jo, at('/people'));
  await assertAccessible(jo, 'the people');
  await follow(jo, 'Check it: marta@example.org');
  await send(jo, 'It is checked', { 'How did you check it?': 'They told me in person' });
  await open(jo, at('/preparation'));
  await follow(jo, 'Record a session with Marta');
  await assertAccessible(jo, 'a session');
  await send(jo, 'Save the session', { 'What happened, in their words': hers.account, 'What it did to them': hers.impact });
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
  await follow(jo, 'Check it: kieran@example.org');
  await send(jo, 'It is checked', { 'How did you check it?': 'They told me in person' });
  await follow(jo, 'Say how it is safe to reach Kieran');
  await assertAccessible(jo, 'how it is safe');
  await send(jo, 'Save what is safe', { 'Which ways are safe': ['E-mail'], 'May we leave a voicemail?': 'No', 'May we say who calls?': 'No' });
  await open(jo, at('/preparation'));
  await follow(jo, 'Record a session with Kieran');
  await send(jo, 'Save the session', { 'What happened, in their words': his.account, 'How they feel about it': his.feelings });
  await comesIn(jo, kieran, { reference, called: 'Kieran' });
  for (const question of bothAreAsked) await chooses(kieran, question, 'Yes');
});

test('Jo writes down that he takes no responsibility, and every way between them is shut', async () => {
  await open(jo, at('/suitability'));
  await follow(jo, 'Assess the risk');
  await assertAccessible(jo, 'assessing the risk');
  await send(jo, 'Save the assessment', { 'When it is assessed': 'After a first meeting', 'What is left of the risk when all that is planned is done': 'Low', 'Why you judge it so': ours.risk });
  await follow(jo, 'Assess responsibility');
  await assertAccessible(jo, 'assessing responsibility');
  await send(jo, 'Add to the history', { 'How far they take responsibility': 'None', 'What you heard or saw': his.evidence });
  await reads(jo, his.evidence, ours.risk, 'While Kieran takes no responsibility, nothing passes between the sides.');
  await assertAccessible(jo, 'suitability');
  const between = (await gatesOf(jo, reference)).filter(({ name }) => name.startsWith('Communicate'));
  await assertAccessible(jo, 'the case');
  assert.deepEqual(between.map(({ about }) => about), ['A letter', 'Messages through a facilitator', 'A video meeting', 'Meeting in person'].map((way) => `${way} between Kieran and Marta`));
  for (const { name, about, reasons } of between) {
    assert.equal(name, 'Communicate Shut, 1 reason', about);
    assert.match(reasons.join(), /^Kieran takes no responsibility for the harm\. What opens it: Kieran acknowledges their part/);
  }
});

test('nobody can wave it through: not a supervisor, not by planning a meeting', async () => {
  await open(priya, at('/suitability'));
  await doesNotRead(priya, 'Sign off for Kieran');
  const { pathname } = new URL(await kieranIsAt());
  await open(priya, pathname);
  const refused = await sendInVain(priya, 'Sign off', { 'Why it is right to go on': ours.refused });
  assert.deepEqual(refused, ['Somebody who takes no responsibility cannot go on']);
  await open(jo, at('/conference'));
  await follow(jo, 'Plan a conference');
  await assertAccessible(jo, 'planning a conference');
});
