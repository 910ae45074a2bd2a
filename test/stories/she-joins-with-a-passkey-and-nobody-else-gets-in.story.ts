import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { makeLink } from '#service/staff/actions.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { assertReadable, aTown } from '../support/browser.ts';
import { withDevice } from '../support/passkey-device.ts';
import { codeAt } from '../support/real-staff.ts';

const town = await aTown({ isReal: true });
const { house } = town;
const { amara, jo, adil } = house.staff;

async function linkFor(id: StaffId): Promise<string> {
  const link = await house.actInService(adil, (hand) => makeLink(hand, id));
  assert.ok(link.ok);
  return `/join/${link.value}`;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('Amara joins by a link with a passkey, signs out, comes back with it, and adds and removes one', async () => {
  const page = await town.stranger();
  const takeAnother = await withDevice(page);
  const link = await linkFor(amara);
  await page.goto(link);
  await heading(page, 'Welcome, Amara Okafor');
  await press(page, 'Begin');
  await heading(page, 'How will you sign in?');
  await assertReadable(page, 'choosing how to sign in');
  await page.getByLabel('What do you call this device?').fill('Work phone');
  await press(page, 'Make a passkey');
  await heading(page, /work/i);

  await press(page, 'Sign out');
  await heading(page, 'You are signed out');
  await page.goto(link);
  await heading(page, 'This link does not work any more');

  await page.goto('/account');
  await heading(page, 'Sign in');
  await assertReadable(page, 'signing in');
  await press(page, 'Sign in with a passkey');
  await heading(page, 'Your account');
  await assertReadable(page, 'the account');
  await page.getByText('Work phone', { exact: true }).waitFor();
  await page
    .getByText(/Last used/)
    .first()
    .waitFor();

  await press(page, 'Remove Work phone');
  await page.getByText('This is your only way to sign in').first().waitFor();
  await takeAnother();
  await page.goto('/account');
  await page.getByLabel('What do you call this device?').fill('New phone');
  await press(page, 'Make a passkey');
  await page.getByText('The passkey is made').waitFor();
  await press(page, 'Remove Work phone');
  await page.getByText('The passkey is removed').waitFor();
  await press(page, 'Sign out');
  await page.goto('/sign-in');
  await press(page, 'Sign in with a passkey');
  await heading(page, /work/i);
});

test('Jo has a browser without scripts: a password and a code from an app are the other way', async () => {
  const page = await town.stranger({ scripts: false });
  await page.goto(await linkFor(jo));
  await press(page, 'Begin');
  assert.equal(await page.getByRole('button', { name: 'Make a passkey' }).isVisible(), false);
  await page.getByRole('link', { name: 'Set up a password and a code' }).click();
  await page.getByLabel('New password').fill('three blind mice at tea');
  await press(page, 'Continue');
  await heading(page, 'Set up an app that shows codes');
  const secret = (await page.locator('strong.tp-break').innerText()).replaceAll(' ', '');
  await page.getByLabel('The code that the app shows now').fill(codeAt(secret, house.now()));
  await press(page, 'Continue');
  await heading(page, 'Your recovery codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await heading(page, /work/i);

  await press(page, 'Sign out');
  await page.goto('/sign-in');
  await page.getByLabel('Work e-mail address').fill('Jo@rp.example');
  await page.getByLabel('Password', { exact: true }).fill('three blind mice at tea');
  await press(page, 'Sign in');
  await heading(page, 'What is your code?');
  await page.getByLabel('What is your code?').fill(codeAt(secret, new Date(house.now().getTime() + 30_000)));
  await press(page, 'Sign in');
  await heading(page, /work/i);
});

/** As a program that tries: over HTTP, without a browser. */
async function tries(path: string, form: Record<string, string>) {
  const answer = await fetch(`${town.address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: town.address },
    body: new URLSearchParams(form),
  });
  const words = (await answer.text()).replaceAll(/ value="[^"]*"/g, '');
  const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'content-length');
  return { status: answer.status, words, headers };
}

test('somebody who tries addresses learns nothing: every answer is the same', async () => {
  const known = await tries('/sign-in', { email: 'amara@rp.example', password: 'not the password' });
  assert.equal(known.status, 422);
  for (const [email, password] of [
    ['nobody@rp.example', 'not the password'],
    ['sam@rp.example', 'not the password'],
    ['leo@rp.example', ''],
  ] as const)
    assert.deepEqual(await tries('/sign-in', { email, password }), known, email);
  const madeUp = await tries('/sign-in/passkey', { passkey: '{}' });
  const named = {
    id: 'A'.repeat(43),
    type: 'public-key',
    response: { clientDataJSON: '', authenticatorData: '', signature: '' },
  };
  assert.deepEqual(await tries('/sign-in/passkey', { passkey: JSON.stringify(named) }), madeUp);
  const links = await Promise.all([tries('/join/nothing', {}), tries(`/join/${'A'.repeat(43)}`, {})]);
  assert.deepEqual(links[0], links[1]);
});

test('somebody who tries passwords by the dozen does not get in, with the right one neither', async () => {
  const guesses = Array.from({ length: 12 }, (_, at) => `guess number ${at}`);
  const answers = await Promise.all(guesses.map((password) => tries('/sign-in', { email: 'jo@rp.example', password })));
  assert.ok(answers.every(({ status }) => status === 422));
  const right = await tries('/sign-in', { email: 'jo@rp.example', password: 'three blind mice at tea' });
  assert.deepEqual(right, answers[0], 'the account waits, and nobody is told');
});
