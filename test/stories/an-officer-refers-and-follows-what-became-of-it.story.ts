import { aTown } from '../support/browser.ts';
import { anAgency, aReferrer } from '../support/agencies.ts';
import { aPlay, doesNotRead, fitsPhone, follow, open, reads, send, sendInVain } from '../support/play.ts';

/*
 * A police officer, between two visits and on a phone, refers a woman whose flat was burgled. The coordinator reads it; the
 * officer corrects the number, learns that people are talked with and no more, and takes back what a colleague sent too.
 */
const act = aPlay();
const town = await aTown();
const { house } = town;
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const officer = await town.staff(await aReferrer(house, corby, 'PC Lewis Grant'), { phone: true, scripts: false });
const amara = await town.staff(house.staff.amara);
let reference = '';

act('he refers her, and what he left out is asked for with nothing lost', async () => {
  await open(officer, '/agency');
  await reads(officer, 'You have not referred anybody yet');
  await fitsPhone(officer);
  await follow(officer, 'Refer somebody');
  await fitsPhone(officer);
  const problems = await sendInVain(officer, 'Send the referral', {
    'Their part': 'They were harmed',
    'Full name': 'Joanne Hartley',
    'Did they agree to be referred?': 'Yes',
    'Who told them of us, and when': 'PC Grant, on Monday',
    'Ways that are safe': ['Phone'],
    Kind: 'Burglary',
    'What happened, in plain words': 'Somebody broke in while the family was asleep.',
    'Crime reference': '26/514820',
  });
  await reads(officer, 'Somebody broke in while the family was asleep.', ...problems);
  await send(officer, 'Send the referral', { 'Phone number': '07700 900123' });
  await reads(officer, 'The referral is sent.', 'We have it', '26/514820');
  await fitsPhone(officer);
  reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(officer.url())?.[0] ?? '';
});

act('the coordinator finds it in the inbox and says that it was read', async () => {
  await open(amara, '/referrals');
  await follow(amara, new RegExp(`Joanne|${reference}`));
  await reads(amara, 'PC Lewis Grant, Corby neighbourhood team', 'Police');
  await send(amara, 'Acknowledge');
  await follow(amara, 'what they said');
  await reads(amara, '26/514820', 'PC Grant, on Monday');
});

act('he corrects her number with the reason, and both stand there', async () => {
  await open(officer, `/agency/referrals/${reference}`);
  await reads(officer, 'We have read it');
  await follow(officer, 'Change something');
  await send(officer, 'Send the change', {
    'What to change': 'Phone number',
    'What it should say': '07700 900456',
    Why: 'She has a new phone.',
  });
  await reads(officer, '07700 900456', '07700 900123', 'She has a new phone.');
  await fitsPhone(officer);
  await open(amara, `/referrals/${reference}`);
  await reads(amara, '07700 900456');
});

act('it becomes a case, and all he learns is that people are talked with', async () => {
  await send(amara, 'Add this person', { 'Their part': 'Person responsible', 'Full name': 'Dylan Marsh' });
  await send(amara, 'Accept and open the case', { 'Which process fits': 'Restorative justice' });
  await open(officer, `/agency/referrals/${reference}`);
  await reads(officer, 'In touch with people', 'What they say stays with them and us.');
  await doesNotRead(officer, 'Dylan', 'Take it back');
});

act('when the work is over he reads that it is finished, and not why', async () => {
  await open(amara, `/cases/${reference}/closure`);
  await send(amara, 'Close the case', {
    'Why it ends': 'No responsibility taken',
    'Note for the file': 'He denies it all.',
  });
  await reads(amara, 'This case is closed');
  await open(officer, `/agency/referrals/${reference}`);
  await reads(officer, 'Finished', 'What was said stays with the people it is about.');
  await doesNotRead(officer, 'responsibility', 'denies', 'Dylan', 'In touch with people');
  await fitsPhone(officer);
});

act('what cannot be taken on he reads with a reason that lies with nobody', async () => {
  await open(officer, '/agency/refer');
  await send(officer, 'Send the referral', {
    'Their part': 'They were harmed',
    'Full name': 'Marta Nowak',
    'Did they agree to be referred?': 'Yes',
    'Ways that are safe': ['None of these, or not known'],
    Kind: 'Burglary',
    'What happened, in plain words': 'Somebody took her bicycle, in Leicester.',
  });
  const other = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(officer.url())?.[0] ?? '';
  await open(amara, `/referrals/${other}`);
  await send(amara, 'See the words first', { Reason: 'It is outside our area' });
  await send(amara, 'Decline it');
  await reads(amara, 'Declined on');
  await open(officer, `/agency/referrals/${other}`);
  await reads(officer, 'Not taken on', 'Why: outside the places where we work.');
  await fitsPhone(officer);
  await follow(officer, 'Read the letter');
  await reads(officer, 'Thank you for your referral');
  await fitsPhone(officer);
});

act('what was sent twice he takes back', async () => {
  await open(officer, '/agency/refer');
  await send(officer, 'Send the referral', {
    'Their part': 'They were harmed',
    'Full name': 'Joanne Hartley',
    'Did they agree to be referred?': 'Yes',
    'Ways that are safe': ['None of these, or not known'],
    Kind: 'Burglary',
    'What happened, in plain words': 'The same again.',
  });
  await follow(officer, 'Take it back');
  await fitsPhone(officer);
  await send(officer, 'Take it back', { Why: 'It was sent twice' });
  await reads(officer, 'You took the referral back.', 'Withdrawn');
  await open(officer, '/agency');
  await reads(officer, 'Finished', 'Not taken on', 'Withdrawn');
});
