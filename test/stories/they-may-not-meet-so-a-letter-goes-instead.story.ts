import assert from 'node:assert/strict';
import { plusDays } from '#vocabulary/dates.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import {
  aPlay,
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  fitsPhone,
  follow,
  givesCase,
  neverReads,
  open,
  prepares,
  reads,
  saidYes,
  send,
  sendInVain,
  tells,
} from '../support/play.ts';

/*
 * A boy hurt a woman, and an order keeps him from meeting her. He writes instead, two people read it, his mother agrees too,
 * and she decides herself whether she wants it. Words in capitals are for one side only; the words of the letter are his
 * until she has said yes and it is delivered.
 */
const hers = { account: 'HER-ACCOUNT-31', call: 'HER-CALL-31', words: 'HER-WORDS-31', number: '07700 900131' };
const his = { account: 'HIS-ACCOUNT-37', call: 'HIS-CALL-37', mother: 'HIS-MOTHER-37', advice: 'READER-ADVICE-37' };
const letter = { begun: 'LETTER-BEGUN-37', whole: 'LETTER-WHOLE-37' };
const inTheFile = ['FILE-RISK-31', 'FILE-ORDER-31', 'FILE-REFERRER-31'];

const act = aPlay();
const town = await aTown();
const { house } = town;
const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const sam = await town.staff(house.staff.sam);
const priya = await town.staff(house.staff.priya);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const nadia = await town.stranger();
const reece = await town.stranger({ phone: true, scripts: false });
const approach = 'May we speak with the other person about what happened?';
let reference = '';
const at = (path: string) => `/cases/${reference}${path}`;

act('the police refer Nadia, and Amara writes it down', async () => {
  await open(amara, '/referrals');
  await follow(amara, 'Write down a referral');
  await assertAccessible(amara, 'writing down a referral');
  await send(amara, 'Write it down', {
    'The day it reached us': house.today(),
    'Who it is from': 'Police',
    'Name and role of who referred, if it is an agency': `PC Green ${inTheFile[2]}`,
    'Does the person know of the referral, and agree to it?': 'Yes',
    'Their part': 'Person harmed',
    'Full name': 'Nadia Malik',
    'Ways that are safe': ['Phone', 'E-mail'],
    'Phone number': hers.number,
    'E-mail address': 'nadia@example.org',
    Kind: 'Assault',
    'What happened, in plain words': 'She was pushed at the bus stop and broke her wrist.',
    'Or roughly when': 'Last winter',
    Where: 'At a bus stop',
  });
  reference = /([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(amara.url())?.[1] ?? '';
  await reads(amara, 'Nadia Malik', 'Police', 'The person is not written to.');
  await send(amara, 'Acknowledge');
  await send(amara, 'Add this person', { 'Full name': 'Reece Doyle', Age: ['Under 18'] });
  await reads(amara, 'The case starts as complex, because a child is involved.');
  await send(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' });
  await givesCase(amara, reference, { to: 'Jo Whitfield, advanced', as: 'Lead' });
  await givesCase(amara, reference, { to: 'Sam Reyes, intermediate', as: 'Co-facilitator' });
});

act('Nadia says yes on the phone, and Jo writes it down for her', async () => {
  assert.deepEqual(await tells(jo, reference, { whom: 'Nadia', on: house.today(), note: hers.call }), []);
  await saidYes(jo, reference, { who: 'Nadia', to: approach, on: house.today() });
  await comesIn(jo, nadia, { reference, called: 'Nadia' });
  await assertAccessible(nadia, 'her first page');
  for (const question of ['mode-letter', 'mode-meeting', 'follow-up']) await chooses(nadia, question, 'Yes');
  await open(nadia, '/my/choices');
  await reads(nadia, approach);
  await assertAccessible(nadia, 'her choices');
  await prepares(jo, reference, 'Nadia', { 'What happened, in their words': hers.account });
});

act('Reece says yes, and so does his mother, because he is a child', async () => {
  assert.deepEqual(await tells(jo, reference, { whom: 'Reece', on: house.today(), note: his.call }), []);
  await open(jo, at('/people'));
  await follow(jo, 'Add a supporter, guardian, interpreter or representative beside Reece');
  await send(jo, 'Add them', {
    'Who they are here': 'Guardian',
    'Full name': `Paula ${his.mother}`,
    'How they like to be called': 'Paula',
    'What they are to them': 'his mother',
  });
  await comesIn(jo, reece, { reference, called: 'Reece' });
  for (const question of ['mode-letter', 'mode-meeting', 'follow-up']) await chooses(reece, question, 'Yes');
  await prepares(jo, reference, 'Reece', {
    'What happened, in their words': his.account,
    'How they feel about it': 'Ashamed.',
  });
  await open(jo, at('/suitability'));
  await follow(jo, 'Assess responsibility');
  await send(jo, 'Add to the history', {
    'How far they take responsibility': 'In full',
    'What you heard or saw': 'Says so.',
  });
  await follow(jo, 'Assess the risk');
  await send(jo, 'Save the assessment', {
    'When it is assessed': 'Before a new way of communicating',
    'What is left of the risk when all that is planned is done': 'Low',
    'Why you judge it so': inTheFile[0] ?? '',
  });
  await open(jo, at(''));
  await reads(jo, 'Reece is a child and agrees to a letter, but their guardian has not said yes.');
  for (const to of [
    'Would you like to communicate by a letter?',
    'Would you like to communicate by meeting in person?',
  ]) {
    await saidYes(jo, reference, { who: 'Reece', to, on: house.today(), guardian: true });
  }
  await open(jo, at(''));
  await doesNotRead(jo, 'but their guardian has not said yes');
});

act('an order keeps him from meeting her: meeting is shut, a letter is not', async () => {
  await open(jo, at('/suitability'));
  await follow(jo, 'Put a legal order on file');
  await assertAccessible(jo, 'a legal order');
  await send(jo, 'Put on file', {
    'Kind of order': 'Restraining order',
    'Whom it binds': 'Reece',
    'From whom it keeps them': 'Nadia',
    'What it covers': 'Meeting and video only',
    'First day': plusDays(house.today(), -30),
    'Where the order can be found': inTheFile[1] ?? '',
  });
  await reads(jo, inTheFile[1] ?? '');
  await open(jo, at(''));
  await reads(jo, 'A legal order keeps Reece from Nadia.');
  await assertAccessible(jo, 'a case in which an order stands');
  await neitherReadsTheOther();
});

act('Reece writes in his own time; one reader sends it back, two find it ready', async () => {
  await open(reece, '/my/letters');
  await fitsPhone(reece);
  await send(reece, 'Write a letter');
  await fitsPhone(reece);
  await send(reece, 'Save', { 'Your letter': `I am writing to say what I did. ${letter.begun}` });
  await reads(reece, letter.begun);
  await send(reece, 'Save and send it to be read');
  await reads(reece, 'Two people who work here are reading it.');

  await theLetter(sam);
  await assertAccessible(sam, 'a letter to read');
  await send(sam, 'Save my reading', { 'What you found': 'It goes back to be changed', 'Your advice': his.advice });
  await open(reece, '/my/letters');
  await follow(reece, /^The letter you began on/);
  await reads(reece, his.advice);
  await doesNotRead(reece, 'Sam Reyes');
  await send(reece, 'Save and send it to be read', { 'Your letter': `I pushed you. ${letter.whole}` });
  for (const reader of [sam, priya]) {
    await theLetter(reader);
    await reads(reader, letter.whole);
    await send(reader, 'Save my reading', { 'What you found': 'It is ready' });
  }
  await theLetter(jo);
  await reads(jo, 'Found ready by Sam Reyes and Priya Nair');
  await neitherReadsTheOther();
});

act('it is offered only when Reece and his mother say yes to sharing it', async () => {
  await reads(jo, 'Reece has not said yes to sharing this letter with Nadia.');
  await neverReads(nadia, '/my', ['There is a letter for you', 'There is something for you to read']);
  await open(reece, '/my/letters');
  await follow(reece, /^The letter you began on/);
  await send(reece, 'Save my answer', {
    'May we pass this letter on to the person it is for, if they want to have it?': 'Yes',
  });
  await theLetter(jo);
  await reads(jo, 'Reece is a child, and their guardian has not said yes to sharing this letter.');
  await send(jo, 'Add to the ledger', {
    'Their answer': 'Yes',
    'Who spoke': 'Their guardian',
    'How they said it': 'By phone',
    'The day they said it': house.today(),
  });
  await assertAccessible(jo, 'a letter to offer');
  await send(jo, 'Offer it to Nadia');
  await neitherReadsTheOther();
});

act('Nadia decides: first later, then she reads it, and he does not learn of it', async () => {
  await open(nadia, '/my');
  await follow(nadia, 'There is something for you to read, if and when you want to');
  await assertAccessible(nadia, 'her letters');
  await follow(nadia, 'A letter for you');
  await reads(nadia, 'There is a letter for you');
  await doesNotRead(nadia, letter.whole, 'Reece');
  await assertAccessible(nadia, 'a letter that is offered');
  assert.match(
    (await sendInVain(nadia, 'Save my answer', { 'What would you like?': 'Keep it for later' })).join(),
    /day/,
  );
  await send(nadia, 'Save my answer', {
    'What would you like?': 'Keep it for later',
    'When may we ask again?': plusDays(house.today(), 3),
  });
  await reads(nadia, 'We will ask you again after');
  await doesNotRead(nadia, letter.whole);
  house.setNow(new Date(`${plusDays(house.today(), 3)}T10:00:00Z`));
  await open(jo, '/work');
  await reads(jo, 'Somebody keeps a letter for later. They are happy to be asked again from today.');
  await open(nadia, '/my/letters');
  await follow(nadia, 'A letter for you');
  await send(nadia, 'Save my answer', {
    'What would you like?': 'Read it here',
    'May we tell the person who wrote it when you have had it?': 'No',
  });
  await doesNotRead(nadia, letter.whole);
  await send(nadia, 'Open the letter');
  await reads(nadia, letter.whole);
  await doesNotRead(nadia, letter.begun, his.advice);
  await assertAccessible(nadia, 'a letter');

  await open(reece, '/my/letters');
  await follow(reece, /^The letter you began on/);
  await reads(reece, 'you may never hear');
  await doesNotRead(reece, 'has had your letter');
  await neverReads(leo, '/work', everySecret());
});

act('she lets him know when she wants to, and only then he reads that she has had it', async () => {
  await send(nadia, 'Let them know');
  await open(reece, '/my/letters');
  await follow(reece, /^The letter you began on/);
  await reads(reece, 'The other person has had your letter. They wanted you to know.');
});

act('both are asked how they are, and the case ends well without a meeting', async () => {
  house.setNow(new Date(`${plusDays(house.today(), 8)}T10:00:00Z`));
  await open(nadia, '/my');
  await follow(nadia, 'Tell us how it was, if you like');
  await assertAccessible(nadia, 'how it was');
  await send(nadia, 'Send', {
    'All in all, how satisfied are you with how it went?': 'Fairly satisfied',
    'Anything you want to say': hers.words,
  });
  await open(jo, at('/follow-up'));
  await reads(jo, hers.words);
  for (const called of ['Nadia', 'Reece']) {
    await open(jo, at('/follow-up'));
    await send(jo, 'Save follow-up', {
      Which: `${called}, the next day`,
      'The day you spoke': house.today(),
      'How they are': 'Better.',
    });
  }
  await open(jo, at('/closure'));
  await send(jo, 'Close the case', {
    'Why it ends': 'Completed: a letter or another indirect way',
    'Why it closes with follow-ups still to come': 'Nadia wants to be left in peace now.',
  });
  await open(nadia, '/my/letters');
  await follow(nadia, 'A letter for you');
  await reads(nadia, letter.whole);
  await open(amara, '/figures');
  await reads(amara, 'Letters');
  await open(jo, at('/history'));
  await reads(jo, 'letter');
  await neverReads(stranger, '/', everySecret());
  await neverReads(leo, '/work', everySecret());
  await findsNothingAt(leo, ['', '/letters', '/suitability', '/history'].map(at));
  await neverReads(reece, '/my', [...Object.values(hers), ...inTheFile, 'Nadia', 'Malik']);
});

async function theLetter(window: typeof jo): Promise<void> {
  await open(window, at('/letters'));
  await follow(window, 'Letter of explanation from Reece to Nadia');
}

/** Before anything is delivered: she reads nothing of his, letter and all, he nothing of hers, nobody else anything. */
async function neitherReadsTheOther(): Promise<void> {
  await neverReads(nadia, '/my', [
    ...Object.values(his),
    ...Object.values(letter),
    ...inTheFile,
    'Reece',
    'Doyle',
    'Paula',
  ]);
  await neverReads(reece, '/my', [...Object.values(hers), ...inTheFile, 'Nadia', 'Malik', 'nadia@example.org']);
  await neverReads(stranger, '/', everySecret());
  await neverReads(leo, '/work', everySecret());
  await findsNothingAt(leo, ['', '/letters', '/suitability', '/consent'].map(at));
}

function everySecret(): readonly string[] {
  return [
    reference,
    'Nadia',
    'Reece',
    ...Object.values(hers),
    ...Object.values(his),
    ...Object.values(letter),
    ...inTheFile,
  ];
}
