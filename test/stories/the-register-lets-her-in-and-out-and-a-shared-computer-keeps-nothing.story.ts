import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { makeLink } from '#service/staff/actions.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { aReferrer, anAgency } from '../support/agencies.ts';
import { aTown } from '../support/browser.ts';
import { isInvited } from '../support/coming-back.ts';
import { withDevice } from '../support/passkey-device.ts';
import { aPlay, doesNotRead, follow, open, reads, send } from '../support/play.ts';

/*
 * In a real service. Adil keeps the register: Nia is let in by a link, suspended while she is at work, and leaves. Joanne comes back with
 * a passkey of her own. Whoever sits down after them, or after an officer who refers, presses back and finds nothing.
 */
const act = aPlay();
const town = await aTown({ isReal: true });
const { house } = town;
const { adil, jo } = house.staff;
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;

/** Comes in by a link of the register in a window with a device of its own. */
async function joins(link: string): Promise<Page> {
  const page = await town.stranger();
  await withDevice(page);
  await open(page, link);
  await follow(page, 'Begin');
  await page.getByLabel('What do you call this device?').fill('Work phone');
  await follow(page, 'Make a passkey');
  return page;
}

async function linkFor(id: StaffId): Promise<string> {
  const link = await house.actInService(id === adil ? jo : adil, (hand) => makeLink(hand, id));
  assert.ok(link.ok);
  return `/join/${link.value}`;
}

/** Presses back as often as there is a page, and asserts that none of before is shown. */
async function backShowsNothing(page: Page, ...words: readonly string[]): Promise<void> {
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack({ waitUntil: 'load' }).catch(() => null);
    if (page.url() === 'about:blank') return assert.ok(steps > 0, 'there was nothing to go back to');
    await page.locator('h1').first().waitFor();
    await doesNotRead(page, ...words);
  }
}

let register: Page;
let nia: Page;
let entry = '';

act('Adil writes Nia into the register and hands her a link; she comes in by it with a passkey', async () => {
  register = await joins(await linkFor(adil));
  await open(register, '/staff/new');
  await send(register, 'Add to the register', {
    Name: 'Nia Bright',
    'Work e-mail address': 'nia@rp.example',
    'What they do here': ['Coordinator', 'Manager'],
    'Level of practice': 'Foundation',
  });
  entry = new URL(register.url()).pathname;
  await send(register, 'Show a link once, to hand over');
  const link = /\/join\/[\w-]{43}/.exec(await register.locator('main').innerText())?.[0] ?? '';
  nia = await joins(link);
  await open(nia, `/cases/${made.reference}`);
  await reads(nia, 'Joanne');
});

act(
  'she is suspended while she is at work: her next step leads out, her passkey opens nothing, back shows nothing',
  async () => {
    await open(nia, `/cases/${made.reference}/people`);
    await open(register, entry);
    await send(register, 'Suspend');
    await follow(nia, 'History');
    await reads(nia, 'Sign in');
    await doesNotRead(nia, 'Joanne');
    await nia.getByRole('button', { name: 'Sign in with a passkey', exact: true }).click();
    await nia.getByText('We could not sign you in with that passkey').first().waitFor();
    await backShowsNothing(nia, 'Joanne');
  },
);

act(
  'she is reinstated and comes back with her passkey; signing out in one window shuts the others, and back shows nothing',
  async () => {
    await send(register, 'Reinstate');
    await nia.goto(`/sign-in?to=/cases/${made.reference}`);
    await follow(nia, 'Sign in with a passkey');
    await reads(nia, 'Joanne');
    const other = await nia.context().newPage();
    await open(other, `/cases/${made.reference}/people`);
    await open(other, `/cases/${made.reference}/notes`);
    await open(nia, `/cases/${made.reference}/history`);
    await open(nia, '/venues');
    await follow(nia, 'Sign out');
    await backShowsNothing(nia, 'Joanne');
    await backShowsNothing(other, 'Joanne');
  },
);

act('she leaves: nothing of hers opens anything any more', async () => {
  await nia.goto('/sign-in');
  await follow(nia, 'Sign in with a passkey');
  await open(register, entry);
  await send(register, 'They have left');
  await nia.goto(`/cases/${made.reference}`);
  await reads(nia, 'Sign in');
  await nia.getByRole('button', { name: 'Sign in with a passkey', exact: true }).click();
  await nia.getByText('We could not sign you in with that passkey').first().waitFor();
  await backShowsNothing(nia, 'Joanne');
});

let hers: Page;

act('Joanne comes in by her link, makes a passkey, and comes back with it', async () => {
  hers = await town.stranger({ phone: true });
  await withDevice(hers);
  const { link, code } = await isInvited(house, made, joanne);
  await open(hers, `/my/enter/${link}`);
  await send(hers, 'Continue', { 'What is your code?': code });
  await open(hers, '/my/passkey');
  await follow(hers, 'Nobody else uses this: make a passkey');
  await reads(hers, 'Next time you can come back with your passkey.');
  await open(hers, '/my/choices');
  await follow(hers, 'Sign out');
  await reads(hers, 'You are signed out');
  await backShowsNothing(hers, 'Joanne');
  await open(hers, '/my/back');
  await follow(hers, 'Use my passkey');
  await reads(hers, 'Hello Joanne');
});

act('she takes the passkey away, and it opens nothing', async () => {
  await open(hers, '/my/passkey');
  await follow(hers, /^Take away the one made/);
  await reads(hers, 'It is taken away. A code still works.');
  await follow(hers, 'Sign out');
  await open(hers, '/my/back');
  await hers.getByRole('button', { name: 'Use my passkey' }).click();
  await hers.getByText('That passkey does not work here').first().waitFor();
});

act('an officer who refers signs out, and back shows nothing', async () => {
  const officer = await aReferrer(house, await anAgency(house, 'Corby neighbourhood team', 'police'), 'PC Lewis Grant');
  const his = await joins(await linkFor(officer));
  await open(his, '/agency');
  await reads(his, 'Corby neighbourhood team');
  await open(his, '/agency/refer');
  await follow(his, 'Sign out');
  await backShowsNothing(his, 'Corby neighbourhood team', 'Lewis Grant');
});
