import assert from 'node:assert/strict';
import { plusDays, plusMonths } from '#vocabulary/dates.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import {
  answersAbout,
  aPlay,
  checklist,
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  fitsPhone,
  follow,
  neverReads,
  open,
  outboxHolds,
  reads,
  send,
  sendInVain,
} from '../support/play.ts';

/*
 * The whole way: a person harmed asks for help, both prepare, they meet, what was promised is kept, both say how it was,
 * and the case closes. Words in capitals are told to one person only; whoever else reads one has read too much.
 */
const hers = {
  happened: 'HER-ASKING-17',
  number: '07700 900117',
  codeword: 'HER-CODEWORD-17',
  hopes: 'HER-HOPES-17',
  account: 'HER-ACCOUNT-17',
  impact: 'HER-IMPACT-17',
  note: 'HER-CALL-17',
  sister: 'HER-SISTER-17',
  words: 'HER-WORDS-17',
};
const his = {
  words: 'HIS-WORDS-23',
  progress: 'HIS-PROGRESS-23',
  evidence: 'HIS-EVIDENCE-23',
  account: 'HIS-ACCOUNT-23',
  feelings: 'HIS-FEELINGS-23',
  note: 'HIS-CALL-23',
  number: '07700 900223',
};

/** Words of the file: whoever works on the case reads them, no participant does. */
const inTheFile = ['CASE-RISK-5', 'CASE-PLAN-5', 'CASE-MEETING-5', 'CASE-CLOSING-5'];

const act = aPlay();
const town = await aTown();
const { house } = town;
const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const sam = await town.staff(house.staff.sam);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const joanne = await town.stranger({ phone: true, scripts: false });
const dylan = await town.stranger({ phone: true });
const meetingDay = plusDays(house.today(), 6);
const toAsk = 'Something that was promised is due. Ask how it stands and write it down.';
let reference = '';
const at = (path: string) => `/cases/${reference}${path}`;

act('Joanne asks for help on her phone, without scripts', async () => {
  await open(joanne, '/');
  await fitsPhone(joanne);
  await follow(joanne, 'Ask us for help: I was harmed');
  await send(joanne, 'Continue', { 'Which is closest to you?': 'I was harmed by what happened' });
  for (const said of [
    { 'Your full name': 'Joanne Hartley' },
    { 'Are you under 18?': 'No' },
    { 'How is it safe to reach you?': ['Phone you', 'Send you an e-mail'] },
    { 'Your phone number': hers.number, 'Your e-mail address': 'joanne@example.org' },
    {},
    { 'If you do not answer, may we leave a voicemail?': 'No' },
    {},
    { 'A word that only you and we know': hers.codeword },
    { 'What kind of thing was it?': 'A break-in' },
    { 'What happened?': `Somebody broke in while we slept. ${hers.happened}` },
    { 'When was it?': 'In the spring' },
    { 'Where was it?': 'At home' },
    { 'What is the postcode of the place?': 'NN16 8AA' },
    { 'Who is responsible for it?': 'The police said he is called Dylan.' },
    { 'What would make things better?': hers.hopes },
    {},
    {},
  ])
    await send(joanne, 'Continue', said);
  await reads(joanne, 'Check your answers', hers.happened, hers.codeword, hers.hopes);
  await fitsPhone(joanne);
  await send(joanne, 'Send');
  await reads(joanne, 'We have your message');
  reference = (await joanne.locator('.govuk-panel strong').innerText()).trim();
  assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
});

act('nobody else can read what she sent', async () => {
  await neverReads(stranger, '/', [reference, ...Object.values(hers)]);
  await neverReads(leo, '/work', [reference, ...Object.values(hers)]);
  // Not even her own phone shows again what she wrote.
  await neverReads(joanne, '/refer/sent', [hers.happened, hers.codeword, hers.hopes]);
});

act('Amara reads it, takes it on, and gives the case to Jo with Sam', async () => {
  await open(amara, '/referrals');
  await assertAccessible(amara, 'the referrals');
  await follow(amara, `${reference}, Burglary`);
  await reads(amara, hers.happened, hers.hopes, hers.codeword, 'No voicemail');
  await send(amara, 'Acknowledge');
  await reads(amara, 'The referral is acknowledged.');
  assert.deepEqual(
    await sendInVain(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' }),
    ['Add at least one person or organisation on the other side first'],
  );
  await send(amara, 'Add this person', { 'Full name': 'Dylan Price', 'Phone, if known': his.number });
  await reads(amara, 'Dylan Price');
  await assertAccessible(amara, 'a referral');
  await send(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' });
  await reads(amara, `Case ${reference}`, 'Joanne', 'Dylan');
  await assertAccessible(amara, 'a new case');
  await follow(amara, 'Nobody yet: give the case to somebody');
  await send(amara, 'Give the case', { Who: 'Jo Whitfield, advanced', As: 'Lead' });
  await send(amara, 'Give the case', { Who: 'Sam Reyes, intermediate', As: 'Co-facilitator' });
  await reads(amara, 'Jo Whitfield', 'Sam Reyes');
  await assertAccessible(amara, 'who works on a case');
});

act('Leo, who does not work on the case, does not learn that it exists', async () => {
  await findsNothingAt(leo, ['', '/people', '/contacts', '/preparation', '/consent', '/history'].map(at));
  await neverReads(leo, '/work', secrets());
  await neverReads(leo, '/search?words=hart', secrets());
});

act('Jo listens to Joanne first: nobody speaks with Dylan before she says yes', async () => {
  await open(jo, '/work');
  await follow(jo, reference);
  await follow(jo, 'Contacts');
  await reads(jo, hers.codeword, 'Dylan: not yet, and not before these agree that we speak with them: Joanne');
  await assertAccessible(jo, 'the contacts of a case');
  const talked = { How: 'Phone', 'How it ended': 'We talked', 'The day it happened': house.today() };
  const told = 'I told them about restorative practice, or we spoke of it for the first time';
  const early = { ...talked, 'With whom': 'Dylan', 'Restorative practice': told };
  assert.match((await sendInVain(jo, 'Write it down', early)).join(), /Not everybody they harmed has agreed/);
  await open(jo, at('/contacts'));
  await send(jo, 'Write it down', { ...talked, 'With whom': 'Joanne', Note: hers.note, 'Restorative practice': told });
  await reads(jo, hers.note);
  await open(jo, at('/people'));
  await reads(jo, 'Joanne Hartley', 'Dylan Price', 'E-mail: joanne@example.org (checked with the referral');

  await comesIn(jo, joanne, { reference, called: 'Joanne' });
  await fitsPhone(joanne);
  await follow(joanne, 'Say what is all right with you');
  await fitsPhone(joanne);
  for (const question of ['be-contacted', 'approach-other', 'mode-letter', 'mode-meeting', 'follow-up']) {
    await chooses(joanne, question, 'Yes');
  }
  await chooses(joanne, 'share-name', 'No');
  await open(jo, at('/consent'));
  await reads(jo, 'May we speak with the other person about what happened?');
  await assertAccessible(jo, 'the consents of a case');
});

act('Joanne prepares, in her own words', async () => {
  await open(jo, at('/preparation'));
  await follow(jo, 'Record a session with Joanne');
  await assertAccessible(jo, 'a session');
  await send(jo, 'Save the session', {
    'What happened, in their words': hers.account,
    'What it did to them': hers.impact,
    'What it did to others: family, friends, the wider community': 'Her children sleep in her room.',
    'What would make it better': 'To know why our house.',
    'Questions they want to ask': 'Did you know we were at home?',
    'What they do not want': 'To talk about the ring.',
  });
  await reads(jo, hers.impact);
  await assertAccessible(jo, 'preparation');
  await addSupporter();
});

act('Jo speaks with Dylan, who takes responsibility and says yes', async () => {
  const today = house.today();
  await open(jo, at('/contacts'));
  await send(jo, 'Write it down', {
    'With whom': 'Dylan',
    How: 'In person',
    'How it ended': 'We talked',
    'The day it happened': today,
    Note: his.note,
    'Restorative practice': 'I told them about restorative practice, or we spoke of it for the first time',
  });
  await comesIn(jo, dylan, { reference, called: 'Dylan' });
  await assertAccessible(dylan, 'the first page of a participant');
  await open(dylan, '/my/choices/mode-meeting');
  await assertAccessible(dylan, 'a question about consent');
  for (const question of ['be-contacted', 'mode-letter', 'mode-meeting', 'follow-up']) {
    await chooses(dylan, question, 'Yes');
  }
  await open(jo, at('/preparation'));
  await follow(jo, 'Record a session with Dylan');
  await send(jo, 'Save the session', {
    'What happened, in their words': his.account,
    'Who was affected, as they see it': 'The whole family.',
    'What they could do to make amends': 'Pay for the window.',
    'How they feel about it': his.feelings,
  });
  await reads(jo, his.account, hers.account);
});

act('neither reads a word of the other', async () => {
  await neitherReadsTheOther();
  await findsNothingAt(joanne, [at(''), at('/people')]);
  await findsNothingAt(stranger, [at(''), at('/people')]);
});

act('everything has to be in place before they may meet', async () => {
  await open(jo, at(''));
  await reads(jo, 'How far Dylan takes responsibility has not been assessed.', 'The risk has not been assessed.');
  await open(jo, at('/suitability'));
  await follow(jo, 'Assess responsibility');
  await assertAccessible(jo, 'assessing responsibility');
  await send(jo, 'Add to the history', {
    'How far they take responsibility': 'In full',
    'What you heard or saw': his.evidence,
  });
  await reads(jo, his.evidence, 'In full');
  await follow(jo, 'Assess the risk');
  await assertAccessible(jo, 'assessing risk');
  await send(jo, 'Save the assessment', {
    'When it is assessed': 'Before a conference',
    Strengths: 'Both have somebody beside them.',
    'What is left of the risk when all that is planned is done': 'Low',
    'Why you judge it so': 'CASE-RISK-5',
  });
  await reads(jo, 'CASE-RISK-5');
  await assertAccessible(jo, 'suitability');
  for (const called of ['Joanne', 'Dylan']) {
    await open(jo, at('/preparation'));
    await follow(jo, `Checklist of ${called}`);
    await send(jo, 'Save the checklist', Object.fromEntries(checklist.map((item) => [item, 'Done'])));
  }
  await open(jo, at(''));
  await doesNotRead(jo, 'has not been assessed');
  await assertAccessible(jo, 'a case that is ready');
});

act('Jo plans a meeting on neutral ground, and each agrees to whoever comes', async () => {
  await open(amara, '/venues');
  await follow(amara, 'Add a venue');
  await send(amara, 'Save the venue', {
    Name: 'The Old Library',
    Address: '4 Station Road, Kettering',
    'Getting there and getting in': 'A ramp at the side door.',
    'Why it is neutral ground': 'Neither of them goes there.',
    'It has': ['Two waiting rooms', 'Two entrances'],
    'Can we use it now?': 'Yes',
  });
  await reads(amara, 'The Old Library');
  await open(jo, at('/conference'));
  await follow(jo, 'Plan a conference');
  await assertAccessible(jo, 'planning a conference');
  await send(jo, 'Plan it', {
    'How they meet': 'In person, at a neutral venue',
    Venue: 'The Old Library',
    Day: meetingDay,
    Start: '2pm',
    'How many minutes': '90',
    'Lead facilitator': 'Jo Whitfield',
    'Second facilitator': 'Sam Reyes',
  });
  for (const [who, shownAs] of comers) {
    await send(jo, 'Add to the list', { Who: who, 'How the others are told of them': shownAs });
  }
  for (const [said, about] of [
    ['Joanne', 'The person who was burgled'],
    ['Joanne', 'Her sister'],
    ['Dylan', 'The young man who did it'],
  ]) {
    await send(jo, 'Add to the ledger', {
      'Who said it': String(said),
      'About whom': String(about),
      'Their answer': 'Yes',
      'How they said it': 'In person',
    });
  }
  await assertAccessible(jo, 'who comes');
  await neverReads(dylan, '/my', ['The Old Library', 'The person who was burgled', 'Her sister']);
  await open(jo, at('/conference'));
  await send(jo, 'Ask everyone');

  await open(joanne, '/my');
  await follow(joanne, 'Say whether a meeting would suit you');
  await reads(joanne, 'The Old Library', 'The young man who did it', 'Jo Whitfield and Sam Reyes');
  await fitsPhone(joanne);
  await answersAbout(joanne, 'The young man who did it', 'Yes');
  await send(joanne, 'These are all right with me');
  await open(dylan, '/my/conference');
  await assertAccessible(dylan, 'the meeting of a participant');
  await answersAbout(dylan, 'The person who was burgled', 'Yes');
  await answersAbout(dylan, 'Her sister', 'Yes');
  await send(dylan, 'These are all right with me');
});

act('Sam approves the plan, and the meeting is booked', async () => {
  await open(jo, at('/conference/day'));
  await assertAccessible(jo, 'the day of a conference');
  await send(jo, 'Save the plan', {
    'What keeps everyone safe': 'CASE-PLAN-5',
    'Who sits where, and who comes in first': 'In a circle. Joanne is in the room first.',
    'How it is stopped, and what happens then': 'Anybody raises a hand; each side goes back to its own room.',
  });
  await send(jo, 'Save who accepts', { 'Who told you that they accept them': ['Her sister'] });
  await send(jo, 'Save the arrivals', {
    'When they arrive: The person who was burgled': '1:30pm',
    'Where they wait: The person who was burgled': 'The reading room',
    'When they arrive: Her sister': '1:30pm',
    'Where they wait: Her sister': 'The reading room',
    'When they arrive: The young man who did it': '1:45pm',
    'Where they wait: The young man who did it': 'Upstairs',
  });
  await open(sam, at('/conference/day'));
  await reads(sam, 'CASE-PLAN-5');
  await send(sam, 'Approve the plan');
  await open(jo, at('/conference/run-sheet'));
  await assertAccessible(jo, 'a run sheet');
  await send(jo, 'Save the run sheet');
  await open(jo, at('/conference'));
  await send(jo, 'Book it');
  await reads(jo, 'Booked', 'The Old Library');
  await assertAccessible(jo, 'a booked conference');
  await outboxHolds(amara, 'A meeting is booked', { times: 2, status: 'Waiting' });
  await outboxHolds(amara, 'Reminder of a meeting', { times: 2, status: 'Waiting' });
  await assertAccessible(amara, 'the outbox');
  await open(joanne, '/my/conference');
  await reads(joanne, 'Your meeting', 'Please arrive at 1:30pm.', 'The reading room');
  await doesNotRead(joanne, 'Upstairs');
  await open(dylan, '/my/conference');
  await reads(dylan, 'Please arrive at 1:45pm.');
  await doesNotRead(dylan, 'The reading room');
});

act('what was agreed about the meeting crosses, and nothing else does', async () => {
  await neitherReadsTheOther();
});

act('they meet, and Jo writes down what happened', async () => {
  house.setNow(new Date(`${meetingDay}T16:00:00Z`));
  await open(jo, at('/conference'));
  await follow(jo, 'Write down what happened');
  await assertAccessible(jo, 'what happened');
  await send(jo, 'Save that it was held', {
    'Who came': comers.map(([, shownAs]) => shownAs),
    'What happened': 'CASE-MEETING-5',
  });
  await reads(jo, 'CASE-MEETING-5');
  await open(joanne, '/my/conference');
  await reads(joanne, 'The meeting was on');
  await open(jo, at('/follow-up'));
  await reads(jo, 'Joanne', 'Dylan');
  await assertAccessible(jo, 'the follow-ups of a case');
});

act('they agree on a letter, a payment in three parts and twenty hours of work', async () => {
  await open(jo, at('/agreement'));
  await send(jo, 'Draft an agreement with Dylan');
  for (const promise of promises) {
    await follow(jo, 'Add something that is promised');
    await send(jo, 'Add to the agreement', promise);
  }
  await assertAccessible(jo, 'a draft of an agreement');
  await neverReads(
    dylan,
    '/my',
    promises.map((promise) => promise['What is promised, in their own words']),
  );
  await follow(jo, 'Put it before everyone');
  await assertAccessible(jo, 'an agreement before it is put to everyone');
  await send(jo, 'Put it before everyone');

  await open(joanne, '/my');
  await follow(joanne, 'Read what might be agreed, and say what you think');
  await follow(joanne, 'Read it and answer');
  await reads(joanne, 'I will explain why I did it.', '£120, in 3 parts', '20 hours');
  await fitsPhone(joanne);
  await send(joanne, 'Save my answer', { 'Do you agree to this?': 'Yes' });
  await open(jo, at('/agreement'));
  await reads(jo, 'Waiting for answers');
  await open(dylan, '/my/agreement');
  await follow(dylan, 'Read it and answer');
  await send(dylan, 'Save my answer', { 'Do you agree to this?': 'Yes' });
  await open(jo, at('/agreement'));
  await reads(jo, 'In force');
  await open(joanne, '/my/agreement');
  await follow(joanne, 'Read the whole agreement');
  await send(joanne, 'Save', { 'Would you like us to tell you how it goes?': 'Yes, tell me' });
});

act('what was promised is kept, and Joanne hears of it because she asked to', async () => {
  await open(dylan, '/my/agreement');
  await assertAccessible(dylan, 'the agreement of a participant');
  await follow(dylan, 'Letter of explanation');
  await assertAccessible(dylan, 'a promise of a participant');
  await send(dylan, 'Tell my facilitator', { 'What did you do?': `I wrote it with my mum. ${his.progress}` });
  await neverReads(joanne, '/my', [his.progress]);

  for (const [month, kind, note] of [
    [1, 'Payment for damage', { 'How much was paid': '40' }],
    [2, 'Payment for damage', { 'How much was paid': '40' }],
    [3, 'Payment for damage', { 'How much was paid': '40' }],
    [3, 'Voluntary work', { 'How many hours were worked': '20' }],
  ] as const) {
    house.setNow(new Date(`${plusMonths(meetingDay, month)}T10:00:00Z`));
    await open(jo, '/work');
    await reads(jo, toAsk);
    await promise(sam, kind);
    await send(sam, 'Write it down', { ...note, 'What shows it': 'CASE-RECEIPT-5' });
    await reads(sam, 'CASE-RECEIPT-5', month < 3 ? 'To pay' : 'So far');
  }
  await assertAccessible(sam, 'a promise');
  for (const kind of ['Letter of explanation', 'Payment for damage', 'Voluntary work']) {
    await promise(sam, kind);
    await send(sam, 'Save', {
      'How it came out': 'Done, and I have verified it',
      'Why, or what shows it': 'CASE-KEPT-5',
    });
    await reads(sam, 'Done', 'CASE-KEPT-5');
  }
  await open(jo, '/work');
  await doesNotRead(jo, toAsk);
  await open(joanne, '/my/agreement');
  await reads(joanne, 'I will pay for the window. Done', 'I will work in the community garden. Done');
  await open(sam, at('/agreement'));
  await reads(sam, '£120 of £120', '20 hours of 20 hours');
  await follow(sam, 'Agreement, version 1');
  await send(sam, 'End it: everything was kept');
  await reads(sam, 'Ended, kept');
  // Joanne asked to hear; Dylan knows already.
  await outboxHolds(amara, 'News of amends', { times: 3, status: 'Waiting' });
});

act('both are asked how it was, and neither reads what the other said', async () => {
  for (const [window, words] of [
    [joanne, hers.words],
    [dylan, his.words],
  ] as const) {
    await open(window, '/my');
    await follow(window, 'Tell us how it was, if you like');
    await fitsPhone(window);
    await send(window, 'Send', {
      'All in all, how satisfied are you with how it went?': 'Very satisfied',
      'Would you tell a friend in the same place to try it?': 'Yes',
      'Anything you want to say': words,
    });
    await reads(window, 'Thank you');
  }
  await open(jo, at('/follow-up'));
  await reads(jo, hers.words, his.words);
  await neitherReadsTheOther();
});

act('each is asked how they are, until nothing is left to ask', async () => {
  const occasions = ['the next day', 'after two weeks', 'after six weeks', 'after three months'];
  for (const called of ['Joanne', 'Dylan']) {
    for (const occasion of occasions) {
      await open(jo, at('/follow-up'));
      await send(jo, 'Save follow-up', {
        Which: `${called}, ${occasion}`,
        'The day you spoke': house.today(),
        'How they are': `CASE-AFTERWARDS-5 ${called} ${occasion}`,
      });
    }
  }
  await reads(jo, 'CASE-AFTERWARDS-5 Joanne the next day');
});

act('Jo closes the case, and both read the same kind words', async () => {
  await open(jo, at('/closure'));
  await assertAccessible(jo, 'closing a case');
  const why = { 'Why it ends': 'Completed: they met', 'Note for the file': 'CASE-CLOSING-5' };
  assert.match((await sendInVain(jo, 'Close the case', why)).join(), /still to come/);
  await send(jo, 'Close the case', { ...why, 'Why it closes with follow-ups still to come': 'Both asked for it.' });
  await reads(jo, 'Closed', 'This case is closed', 'CASE-CLOSING-5');
  for (const window of [joanne, dylan]) {
    await open(window, '/my');
    await reads(window, 'We have finished our part for now.');
  }
  await neitherReadsTheOther();
});

act('the history tells it all, and the figures count it', async () => {
  await open(jo, at('/history'));
  await reads(
    jo,
    'The case was closed',
    'The agreement with Dylan ended: kept',
    'The conference was held with Joanne, Dylan',
  );
  await assertAccessible(jo, 'the history of a case');
  while ((await jo.getByRole('link', { name: /^Older/ }).count()) > 0) await follow(jo, /^Older/);
  await reads(jo, 'The case was opened', 'Joanne was added to the case');
  await open(amara, '/figures');
  await reads(amara, 'Met 1 Conferences held', 'Amends kept 100%', 'Satisfied, people harmed 100%');
  await assertAccessible(amara, 'the figures');
  await open(amara, '/caseload?status=closed');
  await reads(amara, reference);
  await assertAccessible(amara, 'the caseload');
  await open(jo, '/work');
  await assertAccessible(jo, 'my work');
  await open(jo, '/search?words=hart');
  await reads(jo, reference);
  await assertAccessible(jo, 'a search');
});

const promises = [
  {
    'What kind of amends': 'Letter of explanation',
    'What is promised, in their own words': 'I will explain why I did it.',
    'To whom': 'Joanne',
    'By when': plusDays(meetingDay, 14),
  },
  {
    'What kind of amends': 'Payment for damage',
    'How much altogether': '120',
    'In how many parts': '3',
    'A part is paid every': 'Month',
    'What is promised, in their own words': 'I will pay for the window.',
    'To whom': 'Joanne',
    'By when': plusMonths(meetingDay, 1),
  },
  {
    'What kind of amends': 'Voluntary work',
    'How many hours': '20',
    'What is promised, in their own words': 'I will work in the community garden.',
    'To whom': 'The community',
    'By when': plusMonths(meetingDay, 3),
  },
] as const;

async function promise(window: typeof sam, kind: string): Promise<void> {
  await open(window, at('/agreement'));
  await follow(window, 'Agreement, version 1');
  await follow(window, kind);
}

const comers = [
  ['Joanne', 'The person who was burgled'],
  ['Ruth, her sister (Joanne)', 'Her sister'],
  ['Dylan', 'The young man who did it'],
] as const;

async function neitherReadsTheOther(): Promise<void> {
  await neverReads(joanne, '/my', [...Object.values(his), ...inTheFile, 'Dylan', 'Price']);
  await neverReads(dylan, '/my', [...Object.values(hers), ...inTheFile, 'Joanne', 'Hartley', 'joanne@example.org']);
  await neverReads(stranger, '/', secrets());
  await neverReads(leo, '/work', secrets());
  await findsNothingAt(leo, ['', '/conference', '/agreement', '/follow-up'].map(at));
}

async function addSupporter(): Promise<void> {
  await open(jo, at('/people'));
  await follow(jo, 'Add a supporter, guardian, interpreter or representative beside Joanne');
  await send(jo, 'Add them', {
    'Who they are here': 'Supporter',
    'Full name': 'Ruth HER-SISTER-17',
    'How they like to be called': 'Ruth',
    'What they are to them': 'her sister',
  });
  await reads(jo, 'HER-SISTER-17');
  await assertAccessible(jo, 'the people of a case');
}

function secrets(): readonly string[] {
  return [reference, 'Joanne', 'Dylan', ...Object.values(hers), ...Object.values(his), ...inTheFile];
}
