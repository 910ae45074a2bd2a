import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { inWordsWithWeekday, plusDays } from '#vocabulary/dates.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import {
  answersAbout,
  checklist,
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  follow,
  gatesOf,
  givesCase,
  neverReads,
  open,
  prepares,
  reads,
  send,
  tells,
  unfolds,
} from '../support/play.ts';

/*
 * Val and Wes live wall to wall. His music, her shouting over the fence at his children: each was harmed and each did harm.
 * Both speak as both, each takes their own part of it, they meet, and each promises the other something. Words in capitals
 * are told to one person only; whoever else reads one has read too much.
 */
const hers = {
  call: 'HER-CALL-83',
  account: 'HER-ACCOUNT-83',
  impact: 'HER-IMPACT-83',
  part: 'HER-PART-83',
  evidence: 'HER-EVIDENCE-83',
  progress: 'HER-PROGRESS-83',
  feedback: 'HER-FEEDBACK-83',
};
const his = {
  call: 'HIS-CALL-89',
  account: 'HIS-ACCOUNT-89',
  impact: 'HIS-IMPACT-89',
  part: 'HIS-PART-89',
  evidence: 'HIS-EVIDENCE-89',
  progress: 'HIS-PROGRESS-89',
  feedback: 'HIS-FEEDBACK-89',
};
const ours = {
  happened: 'REFERRED-WORDS-97',
  referrer: 'REFERRER-97',
  signedOff: 'OUR-SIGN-OFF-97',
  risk: 'OUR-RISK-97',
  plan: 'OUR-PLAN-97',
  held: 'OUR-MEETING-97',
  closed: 'OUR-NOTE-97',
};
const inTheFile = Object.values(ours);

const town = await aTown();
const { house } = town;
const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const sam = await town.staff(house.staff.sam);
const priya = await town.staff(house.staff.priya);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const val = await town.stranger({ phone: true });
const wes = await town.stranger({ phone: true });
const firstDay = house.today();
const meetingDay = plusDays(firstDay, 8);
let reference = '';
const at = (path: string) => `/cases/${reference}${path}`;

test('the housing officer refers neighbours, and the case takes in that each harmed the other', async () => {
  await open(amara, '/referrals');
  await follow(amara, 'Write down a referral');
  await send(amara, 'Write it down', {
    'Who it is from': 'Housing',
    'Name and role of who referred, if it is an agency': `${ours.referrer}, housing officer`,
    'Does the person know of the referral, and agree to it?': 'Yes',
    'Their part': 'Person harmed',
    'Full name': 'Valerie Stone',
    'How they like to be called': 'Val',
    'Ways that are safe': ['Phone'],
    'Phone number': '07700 900183',
    Kind: 'Neighbour dispute',
    'What happened, in plain words': `Music at night, and shouting over the fence. ${ours.happened}`,
  });
  reference = (await amara.getByRole('heading', { level: 1 }).innerText()).replace('Referral ', '');
  await unfolds(amara, 'Add a person');
  await send(amara, 'Add this person', { 'Full name': 'Wesley Carr', Called: 'Wes' });
  await send(amara, 'Accept and open the case', {
    'Which process fits': 'Mediation',
    'Both ways': ['Each side harmed the other'],
  });
  await reads(amara, 'Mediation', 'Neighbour dispute');
  assert.equal(await amara.getByText('Harmed and responsible', { exact: true }).count(), 2);
  await givesCase(amara, reference, { to: 'Jo Whitfield, advanced', as: 'Lead' });
  await givesCase(amara, reference, { to: 'Sam Reyes, intermediate', as: 'Co-facilitator' });
  await open(jo, at('/people'));
  await reads(jo, 'Valerie Stone', 'Wesley Carr', 'Val harmed Wes', 'Wes harmed Val');
  await assertAccessible(jo, 'people who are both harmed and responsible');
});

test('one of them is spoken with first, and the other when she has said that we may', async () => {
  const before = await gatesOf(jo, reference);
  assert.deepEqual(
    before.slice(0, 2).map(({ name, about }) => `${name}: ${about}`),
    ['Val', 'Wes'].map(
      (called) => `Speak with the person responsible Open: Speaking with ${called} for the first time`,
    ),
  );
  assert.deepEqual(await tells(jo, reference, { whom: 'Val', on: firstDay, note: hers.call }), []);
  assert.match(
    (await tells(jo, reference, { whom: 'Wes', on: firstDay, note: his.call })).join(),
    /Not everybody they harmed/,
  );
  await comesIn(jo, val, { reference, called: 'Val' });
  await saysYesToAll(val);
  assert.deepEqual(await tells(jo, reference, { whom: 'Wes', on: firstDay, note: his.call }), []);
  await comesIn(jo, wes, { reference, called: 'Wes' });
  await saysYesToAll(wes);
  await open(wes, '/my/choices');
  await reads(wes, 'May we speak with the other person about what happened?');
});

test('each is heard twice: as the one who was harmed, and as the one who did harm', async () => {
  for (const [called, theirs] of [
    ['Val', hers],
    ['Wes', his],
  ] as const) {
    await prepares(jo, reference, called, {
      'What happened, in their words': theirs.account,
      'What it did to them': theirs.impact,
    });
    await open(jo, at('/preparation'));
    await follow(jo, `Record a session with ${called}`);
    await follow(jo, 'They spoke as the person responsible instead');
    await send(jo, 'Save the session', {
      'What happened, in their words': theirs.part,
      'Who was affected, as they see it': 'The children next door.',
    });
  }
  // What was said before is folded away.
  for (const earlier of await jo.locator('summary').filter({ hasText: 'as person harmed' }).all())
    await earlier.click();
  await reads(jo, hers.account, hers.part, his.account, his.part, 'as person responsible');
  await assertAccessible(jo, 'preparation of people who are both');
  for (const called of ['Val', 'Wes']) {
    await open(jo, at('/preparation'));
    await follow(jo, `Checklist of ${called}`);
    await send(jo, 'Save the checklist', Object.fromEntries(checklist.map((item) => [item, 'Done'])));
  }
  await reads(jo, '9 of 9 items of the checklist are settled.');
});

test('the way is open only when each of them takes their own part of it', async () => {
  await open(jo, at('/suitability'));
  await follow(jo, 'Assess the risk');
  await send(jo, 'Save the assessment', {
    'When it is assessed': 'Before a conference',
    'What is left of the risk when all that is planned is done': 'Low',
    'Why you judge it so': ours.risk,
  });
  await assessesResponsibility('Val', 'In full', hers.evidence);
  assert.deepEqual(await betweenThem(), ['Meeting in person: How far Wes takes responsibility has not been assessed.']);
  await assessesResponsibility('Wes', 'In part', his.evidence);
  assert.match(
    String(await betweenThem()),
    /Wes takes responsibility only in part, and no supervisor has signed that off\./,
  );
  await open(priya, '/work');
  await reads(priya, 'Somebody takes responsibility only in part.', `Wes, case ${reference}`);
  await open(priya, at('/suitability'));
  await follow(priya, 'Sign off for Wes');
  await assertAccessible(priya, 'signing off');
  await send(priya, 'Sign off', { 'Why it is right to go on': ours.signedOff });
  await reads(priya, 'Signed off by Priya Nair', ours.signedOff, his.evidence, hers.evidence);
  assert.deepEqual(await betweenThem(), ['Meeting in person: open']);
});

test('until here neither has read a word of the other', async () => {
  await neitherReadsTheOther();
});

test('they are asked to a meeting, each agrees to the other, and it is booked', async () => {
  await open(amara, '/venues/new');
  await send(amara, 'Save the venue', {
    Name: 'Desborough Library',
    Address: '1 High Street, Desborough',
    'It has': ['Two waiting rooms'],
    'Can we use it now?': 'Yes',
  });
  await open(jo, at('/conference/new'));
  await send(jo, 'Plan it', {
    'How they meet': 'In person, at a neutral venue',
    Venue: 'Desborough Library',
    Day: meetingDay,
    Start: '6pm',
    'Second facilitator': 'Sam Reyes',
  });
  for (const [who, shownAs] of comers) {
    await send(jo, 'Add to the list', { Who: who, 'How the others are told of them': shownAs });
  }
  for (const [who, shownAs] of comers) {
    await send(jo, 'Add to the ledger', {
      'Who said it': who,
      'About whom': shownAs,
      'Their answer': 'Yes',
      'How they said it': 'In person',
    });
  }
  await open(jo, at('/conference'));
  await send(jo, 'Ask everyone');
  await answersAbout(val, 'Wes from number 9', 'Yes');
  await answersAbout(wes, 'Val from number 7', 'Yes');
  for (const window of [val, wes]) await send(window, 'These are all right with me');
  await open(jo, at('/conference/day'));
  await send(jo, 'Save the plan', {
    'What keeps everyone safe': ours.plan,
    'Who sits where, and who comes in first': 'In a circle.',
    'How it is stopped, and what happens then': 'Anybody raises a hand.',
  });
  await send(jo, 'Save the arrivals', {
    'When they arrive: Val from number 7': '5:30pm',
    'Where they wait: Val from number 7': 'The reading room',
    'When they arrive: Wes from number 9': '5:45pm',
    'Where they wait: Wes from number 9': 'Upstairs',
  });
  await open(sam, at('/conference/day'));
  await send(sam, 'Approve the plan');
  await open(jo, at('/conference'));
  await send(jo, 'Book it');
  await reads(jo, 'Booked', 'Desborough Library');
  for (const window of [val, wes]) {
    await open(window, '/my/conference');
    await reads(window, 'Desborough Library', '1 High Street, Desborough');
  }
  await doesNotRead(val, 'Upstairs', ours.plan);
  await doesNotRead(wes, 'The reading room', ours.plan);
});

test('they meet, and each promises the other something', async () => {
  house.setNow(new Date(`${meetingDay}T20:00:00Z`));
  await open(jo, at('/conference/held'));
  await send(jo, 'Save that it was held', {
    'Who came': comers.map(([, shownAs]) => shownAs),
    'What happened': ours.held,
  });
  await open(jo, at('/agreement'));
  await reads(jo, 'Nothing has been agreed with Val.', 'Nothing has been agreed with Wes.');
  for (const { by, to, words } of promises) {
    await open(jo, at('/agreement'));
    await send(jo, `Draft an agreement with ${by}`);
    await follow(jo, 'Add something that is promised');
    await send(jo, 'Add to the agreement', {
      'What kind of amends': 'Something to do, or to stop doing',
      'What is promised, in their own words': words,
      'To whom': to,
      'By when': plusDays(meetingDay, 28),
    });
    await follow(jo, 'Put it before everyone');
    await send(jo, 'Put it before everyone');
  }
  const proposals = new Set<string>();
  for (const window of [val, wes]) {
    await open(window, '/my/agreement');
    await reads(window, ...promises.map(({ words }) => words));
    assert.equal(await window.getByRole('link', { name: 'Read it and answer' }).count(), 2);
    await assertAccessible(window, 'two agreements to think about');
    for (const link of await window.getByRole('link', { name: 'Read it and answer' }).all()) {
      proposals.add((await link.getAttribute('href')) ?? '');
    }
    for (const proposal of proposals) {
      await open(window, proposal);
      await send(window, 'Save my answer', { 'Do you agree to this?': 'Yes' });
    }
  }
  await open(jo, at('/agreement'));
  assert.equal(await jo.getByText('In force', { exact: true }).count(), 2);
});

test('each keeps their word, and the one it was promised to says so', async () => {
  for (const [window, theirs] of [
    [val, hers],
    [wes, his],
  ] as const) {
    await open(window, '/my/agreement');
    await reads(window, `by ${inWordsWithWeekday(plusDays(meetingDay, 28))}`);
    await follow(window, 'Something to do, or to stop doing');
    await send(window, 'Tell my facilitator', { 'What did you do?': theirs.progress });
    await reads(window, theirs.progress);
  }
  for (const [window, promise] of [
    [val, promises[1]],
    [wes, promises[0]],
  ] as const) {
    await open(window, '/my/agreement');
    await open(window, await agreementOf(window, promise.words));
    await follow(window, /^Say that it is done, or that you no longer need it/);
    await assertAccessible(window, 'a promise made to somebody');
    await send(window, 'Save', { 'How does it stand?': 'It is done' });
    await open(window, '/my/agreement');
    await reads(window, `${promise.words} Done`);
  }
  for (const { by } of promises) {
    await open(jo, at('/agreement'));
    const theirs = jo.locator('section').filter({ has: jo.getByRole('heading', { level: 2, name: by }) });
    await open(jo, (await theirs.getByRole('link', { name: 'Agreement, version 1' }).getAttribute('href')) ?? '');
    await send(jo, 'End it: everything was kept');
    await reads(jo, 'Ended, kept');
  }
  await neitherReadsTheOther();
});

test('both say how it was when some days have passed, and the case closes as the mediation it was', async () => {
  house.setNow(new Date(`${plusDays(meetingDay, 1)}T10:00:00Z`));
  await open(jo, '/work');
  await reads(jo, 'Follow-ups due', `Val, case ${reference}`, `Wes, case ${reference}`);
  await open(val, '/my');
  await doesNotRead(val, 'Tell us how it was');
  house.setNow(new Date(`${plusDays(meetingDay, 7)}T10:00:00Z`));
  for (const [window, theirs] of [
    [val, hers],
    [wes, his],
  ] as const) {
    await open(window, '/my');
    await follow(window, 'Tell us how it was, if you like');
    await send(window, 'Send', {
      'All in all, how satisfied are you with how it went?': 'Fairly satisfied',
      'Anything you want to say': theirs.feedback,
    });
  }
  await open(jo, at('/follow-up'));
  await reads(jo, hers.feedback, his.feedback, 'Due now');
  await open(jo, at('/closure'));
  await send(jo, 'Close the case', {
    'Why it ends': 'Completed: mediation',
    'Why it closes with follow-ups still to come': 'Both would rather ring us.',
    'Note for the file': ours.closed,
  });
  await reads(jo, 'This case is closed', 'Completed: mediation', ours.closed);
  for (const window of [val, wes]) {
    await open(window, '/my');
    await reads(window, 'We have finished our part for now.');
  }
  await open(jo, at('/history'));
  await reads(
    jo,
    'The case was closed: completed mediation',
    'The agreement with Val ended: kept',
    'The agreement with Wes ended: kept',
    'The conference was held with Val, Wes',
    'Amends of Val are done',
    'Amends of Wes are done',
  );
  await open(amara, `/referrals/${reference}`);
  await reads(amara, ours.happened, ours.referrer);
  await neitherReadsTheOther();
});

const comers = [
  ['Val', 'Val from number 7'],
  ['Wes', 'Wes from number 9'],
] as const;

const promises = [
  { by: 'Val', to: 'Wes', words: 'I will knock on the door and not shout over the fence.' },
  { by: 'Wes', to: 'Val', words: 'I will turn the music off at ten.' },
] as const;

async function saysYesToAll(window: Page): Promise<void> {
  for (const question of ['be-contacted', 'approach-other', 'mode-meeting']) {
    await chooses(window, question, 'Yes');
  }
}

async function assessesResponsibility(called: string, level: string, evidence: string): Promise<void> {
  await open(jo, at('/suitability/responsibility'));
  await send(jo, 'Add to the history', {
    Who: called,
    'How far they take responsibility': level,
    'What you heard or saw': evidence,
  });
  await reads(jo, evidence);
}

/** The address of the one of several agreements that says this. */
async function agreementOf(window: Page, words: string): Promise<string> {
  const links = await window.getByRole('link', { name: 'Read the whole agreement' }).all();
  const addresses = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
  for (const address of addresses) {
    await open(window, address);
    if ((await window.getByText(words, { exact: true }).count()) > 0) return address;
  }
  throw new Error(`No agreement says “${words}”`);
}

/** What the case says of each way between the two: that it is open, or why not. */
async function betweenThem(): Promise<readonly string[]> {
  const ways = (await gatesOf(jo, reference)).filter(({ name }) => name.startsWith('Communicate'));
  return ways.map(
    ({ about, reasons }) =>
      `${about.split(' between ')[0] ?? ''}: ${reasons.join(' ').replace(/ What opens it.*$/, '') || 'open'}`,
  );
}

async function neitherReadsTheOther(): Promise<void> {
  await neverReads(val, '/my', [...Object.values(his), ...inTheFile, 'Wesley', 'Carr']);
  await neverReads(wes, '/my', [...Object.values(hers), ...inTheFile, 'Valerie', 'Stone', '900183']);
  await neverReads(leo, '/work', [
    ...Object.values(hers),
    ...Object.values(his),
    ...inTheFile,
    reference,
    'Val',
    'Wes',
  ]);
  await findsNothingAt(leo, [at(''), at('/preparation'), at('/agreement')]);
  await findsNothingAt(stranger, [at(''), at('/agreement')]);
}
