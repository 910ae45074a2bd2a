import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { setPassword } from '#service/credentials/actions.ts';
import { assertReadable, aTown } from '../support/browser.ts';
import { aProvider, type ProviderAtWork } from '../support/provider.ts';
import { codeAt } from '../support/real-staff.ts';

let countyHall: ProviderAtWork | undefined;
const town = await aTown({
  isReal: true,
  provider: async (baseUrl) => {
    countyHall = await aProvider(baseUrl);
    return countyHall.ours;
  },
});
const { house } = town;
const password = 'three blind mice at tea';
await house.actInService(house.staff.adil, (hand) =>
  setPassword(hand, { staffId: house.staff.amara, name: 'Amara Okafor', email: 'amara@rp.example' }, password),
);

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function signsInThere(page: Page, subject: string): Promise<void> {
  await heading(page, 'Sign in at County Hall');
  await page.getByLabel('Staff number').fill(subject);
  await press(page, 'Continue');
}

test('Amara links her account, signs out, and comes in by her organisation, without a script', async () => {
  const page = await town.stranger({ scripts: false });
  await page.goto('/account');
  await page.getByLabel('Work e-mail address').fill('amara@rp.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  await page.getByRole('link', { name: 'Set up a password and a code' }).click();
  const secret = (await page.locator('strong.tp-break').textContent()) ?? '';
  await page.getByLabel('The code that the app shows now').fill(codeAt(secret.replaceAll(' ', ''), house.now()));
  await press(page, 'Continue');
  await page
    .getByRole('link', { name: 'I have kept them' })
    .or(page.getByRole('button', { name: 'I have kept them' }))
    .click();
  await heading(page, 'Your account');
  await press(page, 'Link your account: County Hall');
  await signsInThere(page, 'S-1001');
  await heading(page, 'Your account');
  await page.getByText('You can sign in with County Hall.').first().waitFor();
  await press(page, 'Sign out');
  await heading(page, 'You are signed out');
  await page.context().clearCookies();
  await page.goto('/caseload');
  await heading(page, 'Sign in');
  await press(page, 'Sign in with County Hall');
  await signsInThere(page, 'S-1001');
  await page.waitForURL('**/caseload');
});

test('somebody whose account nobody linked is told kindly', async () => {
  const page = await town.stranger();
  await page.goto('/sign-in');
  await press(page, 'Sign in with County Hall');
  await signsInThere(page, 'S-4040');
  await page.getByText('We could not sign you in with that account').first().waitFor();
  await assertReadable(page, 'an account that nobody linked');
  const { issuer } = countyHall ?? assert.fail('the provider is there');
  assert.ok((await page.context().cookies(issuer)).length > 0, 'it was a real one, at an address of its own');
});
