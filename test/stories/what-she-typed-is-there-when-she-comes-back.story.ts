import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { setPassword } from '#service/credentials/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aReferrer, anAgency } from '../support/agencies.ts';
import { assertAccessible, aTown } from '../support/browser.ts';
import { asThief } from '../support/dump.ts';
import { aPlay, follow, open, send } from '../support/play.ts';
import { codeAt, comesInFirst } from '../support/real-staff.ts';

/*
 * Jo writes a note on a computer that others use too. Her session ends in the middle of a sentence. The page goes, her words
 * stay kept; she signs in again where she is, and they are there. Whoever comes after her finds nothing.
 * And where a tab breaks down five seconds after somebody typed, in the next one their words are offered back, at every door.
 */
const town = await aTown();
const { house } = town;
const made = await house.aCase();
const path = `/cases/${made.reference}/notes`;
const jo = { email: 'jo@rp.example', password: 'three blind mice at tea' };
await house.actInService(house.staff.amara, (hand) =>
  setPassword(hand, { staffId: house.staff.jo, name: 'Jo', email: jo.email }, jo.password),
);
const { secret } = await comesInFirst(house, house.asStranger(), jo);
const page = await town.staff(house.staff.jo);
await page.clock.install();
const act = aPlay();

const kept = () => page.waitForResponse((answer) => answer.url().endsWith('/kept'));
const seen = (ago: string) => asThief(house.test, `update app.sessions set seen_at = now() - $1::interval`, [ago]);

act('before her session ends she is asked, and stays', async () => {
  await open(page, path);
  await page.getByLabel('Note').pressSequentially('She sleeps badly, ');
  await Promise.all([kept(), page.clock.fastForward(3_100)]);
  await seen('27 minutes');
  await page.clock.fastForward(24 * 60_000);
  const dialog = page.getByRole('alertdialog', { name: 'Are you still there?' });
  await dialog.waitFor();
  assert.equal(await page.evaluate('document.activeElement.textContent.trim()'), 'Stay signed in');
  await assertAccessible(page, 'the question before a session ends');
  const stays = page.waitForResponse((answer) => answer.url().endsWith('/session'));
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await stays;
  assert.equal(await dialog.count(), 0);
});

act('it ends in the middle of a sentence: nothing stays readable, and she signs in again where she is', async () => {
  await seen('1 day');
  await page.getByLabel('Note').pressSequentially('and asks about the dog.');
  await page.clock.fastForward(3_100);
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await page.getByLabel('Work e-mail address').waitFor();
  assert.doesNotMatch(await page.content(), /sleeps badly|the dog|Joanne/);
  await assertAccessible(page, 'where a session ended');
  await page.getByLabel('Work e-mail address').fill(jo.email);
  await page.getByLabel('Password', { exact: true }).fill(jo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('What is your code?').fill(codeAt(secret, new Date(house.now().getTime() + 30_000)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('It is not sent yet').waitFor();
  assert.equal(await page.getByLabel('Note').inputValue(), 'She sleeps badly, and asks about the dog.');
  await assertAccessible(page, 'what she typed, brought back');
});

act('in another window of hers she is told that she writes there too, and both are kept', async () => {
  await page.getByLabel('Note').pressSequentially(' Bess.');
  await Promise.all([kept(), page.clock.fastForward(3_100)]);
  const other = await page.context().newPage();
  await open(other, path);
  await other.getByText('You were writing something here').first().waitFor();
  await assertAccessible(other, 'what she typed, offered back');
  await other.getByLabel('Note').pressSequentially('Something else');
  await other.getByText('You are writing here in another window too').waitFor();
  await other.getByRole('button', { name: 'Bring it back' }).first().waitFor();
  await other.close();
});

act('she signs out, and neither the back button nor whoever comes next shows a word', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await page.goBack();
  await page.waitForLoadState();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.doesNotMatch(await page.content(), /sleeps badly|Joanne/);
  await open(page, '/demonstration');
  await page.getByRole('button', { name: 'Sam Reyes' }).click();
  await page.waitForURL('**/work');
  await open(page, path);
  assert.doesNotMatch(await page.content(), /sleeps badly|You were writing/);
  assert.equal(await page.getByLabel('Note').inputValue(), '');
});

/** Somebody types, five seconds later the tab breaks down with everything in it, and they open another. */
async function inATabThatBreaksDown(page: Page, path: string, words: string): Promise<void> {
  await page.clock.install();
  await open(page, path);
  await wordsOf(page).pressSequentially(words);
  await Promise.all([kept(), page.clock.fastForward(5_000)]);
  const broken = page.waitForEvent('crash');
  const browser = await page.context().newCDPSession(page);
  // It is never answered: whoever could is gone.
  browser.send('Page.crash').catch(() => undefined);
  await broken;
  const next = await page.context().newPage();
  await open(next, path);
  await next.getByText('You were writing something here').first().waitFor();
  assert.equal(await wordsOf(next).inputValue(), '');
  await follow(next, /^Bring it back/);
  assert.equal(await wordsOf(next).inputValue(), words);

  function kept() {
    return page.waitForResponse((answer) => answer.url().endsWith('/kept') && answer.ok());
  }
}

const wordsOf = (page: Page) => page.locator('main form[method=post] textarea').first();

act('a tab breaks down while staff write a note, and the words are offered back in the next one', async () => {
  await inATabThatBreaksDown(await town.staff(house.staff.jo), path, 'The dog is called Bess.');
});

act('so it is where a participant writes on their own page', async () => {
  const own = await town.participant(made.who['Joanne'] as ParticipantId);
  await inATabThatBreaksDown(own, '/my/messages', 'Is the cat all right?');
});

/** A page of hers that somebody may look at over her shoulder, and the weather, which is not asked of the world here. */
async function watchedOver(whose = town.participant(made.who['Joanne'] as ParticipantId)): Promise<Page> {
  const page = await whose;
  const weather = { contentType: 'text/html', body: '<h1>The weather</h1>' };
  await page.context().route('https://www.bbc.co.uk/weather', (route) => route.fulfill(weather));
  return page;
}

const presses = async (page: Page, times: number) => {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press('Escape');
};
const sees = (page: Page, heading: string) => page.getByRole('heading', { name: heading, level: 1 }).waitFor();

act('whoever is watched leaves with Escape three times: Back shows nothing, and what was typed is kept', async () => {
  const own = await watchedOver();
  await open(own, '/how-it-works');
  await open(own, '/my/messages');
  await wordsOf(own).pressSequentially('He reads this. Hers');
  await presses(own, 2);
  assert.equal(await own.getByRole('status').last().textContent(), 'Press Escape 1 more time to leave.');
  await own.keyboard.press('e');
  await presses(own, 2);
  assert.ok(own.url().endsWith('/my/messages'), 'another key between them begins the count anew');
  await presses(own, 1);
  await sees(own, 'The weather');
  await own.goBack({ waitUntil: 'commit' });
  await sees(own, 'The weather');
  assert.equal(own.url(), 'https://www.bbc.co.uk/weather', 'the page before it goes too');
  // What the browser sends as it leaves may arrive after what it asks for next.
  const offered = own.getByText('You were writing something here');
  for (let asked = 0; asked < 20 && (await offered.count()) === 0; asked += 1) await open(own, '/my/messages');
  await follow(own, /^Bring it back/);
  assert.equal(await wordsOf(own).inputValue(), 'He reads this. Herse');
  await own.getByRole('button', { name: /Exit this page/ }).click();
  await sees(own, 'The weather');
});

act(
  'so does whoever asks us for help and has begun to write what happened; nobody finds a word by going back',
  async () => {
    const asking = await watchedOver(town.stranger());
    await open(asking, '/refer');
    await send(asking, 'Continue', { 'Which is closest to you?': 'I was harmed by what happened' });
    await open(asking, '/refer/happened');
    await wordsOf(asking).pressSequentially('He reads this over my');
    await presses(asking, 3);
    await sees(asking, 'The weather');
    await asking.goBack({ waitUntil: 'commit' });
    await sees(asking, 'The weather');
    await open(asking, '/refer/happened');
    assert.equal(await wordsOf(asking).inputValue(), '', 'what was not sent is nowhere');
    assert.doesNotMatch(await asking.content(), /He reads this/);
  },
);

act('where she is asked whether she is still there, Escape answers that, and twice more leaves', async () => {
  const own = await watchedOver();
  await own.clock.install();
  await open(own, '/my/messages');
  await seen('17 minutes');
  await own.clock.fastForward(16 * 60_000);
  const dialog = own.getByRole('alertdialog', { name: 'Are you still there?' });
  await dialog.waitFor();
  const stays = own.waitForResponse((answer) => answer.url().endsWith('/my/session'));
  await presses(own, 1);
  await stays;
  assert.equal(await dialog.count(), 0);
  await presses(own, 2);
  await sees(own, 'The weather');
});

act('and where an officer writes a referral', async () => {
  const agency = await anAgency(house, 'Corby neighbourhood team', 'police');
  const officer = await town.staff(await aReferrer(house, agency, 'PC Lewis Grant'));
  await inATabThatBreaksDown(officer, '/agency/refer', 'Somebody broke in while they slept.');
});
