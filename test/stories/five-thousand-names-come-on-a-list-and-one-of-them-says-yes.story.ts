import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { anAgency } from '../support/agencies.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import { sendList, takenIn, workerReads } from '../support/lists.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { aPlay, follow, open, reads, send } from '../support/play.ts';

/*
 * On Monday the police send the names of 5,000 people who were harmed. 200 rows are wrong in one way or another. Amara sees
 * what is wrong, keeps those rows as a file for whoever sent them, takes the others in, and rings the first of them. Moira
 * says yes; and the same burglary is a case already.
 */
const act = aPlay();
const town = await aTown();
const { house } = town;
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const amara = await town.staff(house.staff.amara);
const moira = { name: 'Moira Kettering', phone: '01604 496 0123' };

const headings = 'Name,DOB,Mobile,Email,Crime number,Offence,What happened,Postcode';
const row = (cells: { name?: string; born?: string; phone?: string; email?: string; number: string }) =>
  `${cells.name ?? ''},${cells.born ?? ''},${cells.phone ?? ''},${cells.email ?? ''},${cells.number},Burglary,Somebody came in at night.,NN8 1AA`;

// Two came last week, and one of this week's is Moira, whose neighbours' referral is a case.
const lastWeek = ['Ann Rushden', 'Ted Weedon'].map((name, at) =>
  row({ name, phone: `07700 90090${at}`, number: `L${at}` }),
);
const good = Array.from({ length: 4799 }, (_, at) =>
  row({ name: `Person${at} Wellingborough`, born: '09/03/1971', phone: `07700 ${100_000 + at}`, number: `G${at}` }),
);
const bad = [
  ...Array.from({ length: 80 }, (_, at) => row({ born: '01/01/1980', number: `N${at}` })),
  ...Array.from({ length: 60 }, (_, at) => row({ name: `Una${at} Oundle`, born: '31/02/1980', number: `D${at}` })),
  ...Array.from({ length: 40 }, (_, at) => row({ name: `Ada${at} Raunds`, email: 'at home', number: `E${at}` })),
  ...good.slice(0, 18),
  ...lastWeek,
];
const file = Buffer.from([headings, row({ ...moira, number: 'M1' }), ...good, ...bad].join('\r\n'));

async function known(): Promise<string> {
  const reference = newReference();
  const contact = { ...aReferral().contact, phone: moira.phone };
  await house.actInService(house.staff.amara, async (hand) => {
    const typed = aReferral({ fullName: 'Moira Ketering', called: 'Moira', contact, receivedOn: house.today() });
    await enterReferral(hand, typed, reference);
    await addOtherTo(hand, reference, anOther());
  });
  const caller = await house.asStaff(house.staff.amara);
  assert.equal((await caller.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const before = await sendList(caller, corby, {
    name: 'week 47.csv',
    bytes: Buffer.from([headings, ...lastWeek].join('\n')),
  });
  const columns = { 'column-full-name': '0', 'column-date-of-birth': '1', 'column-phone': '2', 'column-email': '3' };
  const more = { 'column-reference': '4', 'column-kind': '5', 'column-what-happened': '6', 'column-postcode': '7' };
  await takenIn(house, caller, before, { ...columns, ...more });
  return reference;
}
const caseReference = await known();
let list = '' as ListId;
let referral = '';

act('she sends the list of the week, and the columns are as they were the last time', async () => {
  await open(amara, '/lists');
  await reads(amara, 'Corby neighbourhood team', 'Taken in', '2 taken in');
  await follow(amara, 'Add a list');
  await amara
    .getByLabel('The list', { exact: true })
    .setInputFiles({ name: 'week 48.csv', mimeType: 'text/csv', buffer: file });
  await send(amara, 'Look at it', {
    'Who sent the list': 'Corby neighbourhood team',
    'Who is on it': 'Person harmed',
    'Ways that the agency says are safe for everybody on it': ['By phone'],
  });
  await reads(amara, 'As it was chosen for this agency the last time', 'Name (Moira Kettering)');
  list = amara.url().slice(-36) as ListId;
  await send(amara, 'Check the list');
  await reads(amara, 'We are checking the list');
});

act('she sees what is wrong with each of 200 rows, and who is there twice; nobody is taken in by that', async () => {
  await workerReads(house, list);
  await follow(amara, 'Look again');
  await reads(amara, 'Checked, not taken in', 'Take in 4,800 people', 'Rows left out 200');
  await reads(amara, 'The name is missing 80', 'The same person is in a row before this one 18');
  await reads(
    amara,
    'The same person came with an earlier list, about the same thing 2',
    'Row 4802: The name is missing.',
  );
  await assertAccessible(amara, 'a list that was checked');
  await open(amara, `/lists/${list}?after=4970`);
  await reads(amara, 'Row 4982 (Person0 Wellingborough): The same person is in a row before this one (row 3).');
  await open(amara, '/offers');
  await reads(amara, 'Ann Rushden');
  assert.equal(await amara.getByText('Moira Kettering').count(), 0, 'nobody is taken in by a check');
});

act('she keeps the rows that are wrong as a file, each with its reason, for whoever sent them', async () => {
  await open(amara, `/lists/${list}`);
  const [kept] = await Promise.all([
    amara.waitForEvent('download'),
    amara.getByRole('link', { name: 'Keep them as a file, with the reasons' }).click(),
  ]);
  const lines = readFileSync(await kept.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  assert.equal(lines.length, 201);
  assert.match(lines[0] ?? '', /Row in the file,Why it was left out,Name,DOB,Mobile/);
  assert.match(lines[81] ?? '', /^4882,"?The date of birth is not a day we can read.*,Una0 Oundle,31\/02\/1980,/);
});

act('she takes the good ones in, and the run stands in the history', async () => {
  await send(amara, 'Take in 4,800 people');
  await workerReads(house, list);
  await open(amara, '/lists');
  await reads(amara, '4,800 taken in, 200 left out', '2 taken in');
  await follow(amara, /^Corby neighbourhood team/);
  await reads(amara, 'It was taken in on', 'Undo it', 'Amara Okafor', 'week 48.csv');
});

act('she rings Moira, who says yes, and that becomes a referral', async () => {
  await follow(amara, 'See who of it was asked, and who was not');
  await reads(amara, 'Never asked', 'Moira Kettering');
  await send(amara, 'Show', { 'Or find a full name, or the agency’s number': 'M-1' });
  await follow(amara, 'Moira Kettering');
  await reads(amara, 'May be with us already', `Case ${caseReference}`, 'Nobody asked them yet', moira.phone);
  await send(amara, 'Write it down', { 'How they were asked': 'By phone' });
  await reads(amara, 'No answer yet');
  await assertAccessible(amara, 'somebody who was asked');
  await send(amara, 'Write the answer down', {
    'What they said': 'Yes, they want to hear more',
    'Ways they say are safe': ['By phone'],
  });
  await reads(amara, 'Yes, on', 'It is referral');
  await follow(amara, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  referral = amara.url().slice(-9);
});

act('she triages it: it is like a case that is open, and she links it', async () => {
  await open(amara, '/referrals');
  await follow(amara, new RegExp(referral));
  await send(amara, 'Acknowledge');
  await reads(amara, 'May be with us already', `Case ${caseReference}`, 'Likely the same', 'the same phone number');
  await follow(amara, `Link to case ${caseReference}`);
  await send(amara, /^Link/);
  await reads(amara, 'Linked', `case ${caseReference}`);
});

act('she gives the case to Jo, and the offer says what became of it', async () => {
  await open(amara, `/cases/${caseReference}/allocation/suggestion`);
  await send(amara, /^Give Jo .* the case$/);
  await reads(amara, 'Jo', 'Lead');
  await open(amara, `/offers?standing=yes&list=${list}`);
  await reads(amara, 'Moira', 'Said yes');
});
