import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays } from '#vocabulary/dates.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import {
  chooses,
  comesIn,
  doesNotRead,
  findsNothingAt,
  fitsPhone,
  follow,
  neverReads,
  open,
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
};
const his = { account: 'HIS-ACCOUNT-23', feelings: 'HIS-FEELINGS-23', note: 'HIS-CALL-23', number: '07700 900223' };

const town = await aTown();
const { house } = town;
const amara = await town.staff(house.staff.amara);
const jo = await town.staff(house.staff.jo);
const leo = await town.staff(house.staff.leo);
const stranger = await town.stranger();
const joanne = await town.stranger({ phone: true, scripts: false });
const dylan = await town.stranger({ phone: true });
let reference = '';
const at = (path: string) => `/cases/${reference}${path}`;

test('Joanne asks for help on her phone, without scripts', async () => {
  await open(joanne, '/');
  await fitsPhone(joanne);
  await follow(joanne, 'Ask us for help: I was harmed');
  await send(joanne, 'Continue', { 'Which is closest to you?': 'I was harmed by what happened' });
  await send(joanne, 'Continue', { 'Your full name': 'Joanne Hartley', 'Are you under 18?': 'No' });
  await send(joanne, 'Continue', {
    'We may': ['Phone you', 'Send you an e-mail'],
    'If you do not answer, may we leave a voicemail?': 'No',
    'Your e-mail address': 'joanne@example.org',
    'Your phone number, if we may phone or text you': hers.number,
    'A word that only you and we know': hers.codeword,
  });
  await send(joanne, 'Continue', {
    'What kind of thing was it?': 'A break-in',
    'Tell us in your own words': `Somebody broke in while we slept. ${hers.happened}`,
  });
  await send(joanne, 'Continue', { 'When was it?': 'In the spring', 'Where was it?': 'At home', 'Postcode of the place, if you know it': 'NN16 8AA' });
  await send(joanne, 'Continue', { 'Who is responsible for it?': 'The police said he is called Dylan.' });
  await send(joanne, 'Continue', { 'What would make things better?': hers.hopes });
  await reads(joanne, 'Check your answers', hers.happened, hers.codeword, hers.hopes);
  await fitsPhone(joanne);
  await send(joanne, 'Send');
  await reads(joanne, 'We have your message');
  reference = (await joanne.locator('.govuk-panel strong').innerText()).trim();
  assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
});
