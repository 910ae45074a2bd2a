import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aReferrer, anAgency } from '../support/agencies.ts';
import { aTown } from '../support/browser.ts';
import { asThief } from '../support/dump.ts';
import { aMeeting } from '../support/meeting.ts';
import { aPlay, doesNotRead, follow, open, reads, send } from '../support/play.ts';
import { supporterInvited } from '../support/supporters.ts';

/*
 * A browser of today keeps the pages one came from whole in its memory, those too that say that nobody may store them, and shows them
 * again at once when somebody presses back. In one that does: at every door somebody reads, signs out and goes; whoever sits down next
 * presses back.
 */
const act = aPlay();
const town = await aTown({ remembersPages: true });
const { house } = town;
const { made, companionId } = await aMeeting(house, 'booked');
const joanne = made.who['Joanne'] as ParticipantId;

async function watched(page: Page): Promise<Page> {
  // A page keeps this list while it is kept in memory; one that is asked for anew begins another.
  await page.addInitScript(`addEventListener('pageshow', ({ persisted }) => (window.shown ??= []).push(persisted));`);
  return page;
}

// Asked again and again from here: a function that waits in the page is an eval there, which our pages forbid.
async function isShown(page: Page): Promise<boolean> {
  const asked = page.evaluate<boolean>(`window.shown?.length > 0 && document.querySelector('h1') !== null`);
  return asked.catch(() => false);
}

/** Presses back and says how the page came: from memory, from memory and then at once anew, or anew. */
async function goesBack(page: Page): Promise<'from memory' | 'anew after memory' | 'anew'> {
  await page.goBack({ waitUntil: 'commit' });
  while (!(await isShown(page))) await pause(50);
  const [isFromMemory, type] = await page.evaluate<readonly [boolean, string]>(
    `[window.shown.at(-1), performance.getEntriesByType('navigation')[0].type]`,
  );
  if (isFromMemory) return 'from memory';
  return type === 'reload' ? 'anew after memory' : 'anew';
}

act('a page that is for everybody is shown again from memory: this browser remembers', async () => {
  const page = await watched(await town.stranger());
  await open(page, '/how-it-works');
  await open(page, '/questions');
  assert.equal(await goesBack(page), 'from memory');
});

/** Somebody at a door: two pages of theirs, and what nobody may read after them. */
interface Reader {
  readonly page: Page;
  readonly paths: readonly [string, string];
  readonly words: string;
}

/** Somebody goes from page to page in two windows and signs out in one; whoever presses back in either finds nothing. */
async function leavesNothing({ page: plain, paths: [first, second], words }: Reader): Promise<void> {
  const page = await watched(plain);
  await open(page, first);
  await reads(page, words);
  await open(page, '/questions');
  // The browser did keep it: while they are signed in it is shown from memory, taken off, and asked for again.
  assert.equal(await goesBack(page), 'anew after memory');
  await open(page, second);
  const other = await watched(await page.context().newPage());
  await open(other, first);
  await open(other, '/questions');
  await follow(page, 'Sign out');
  await reads(page, 'You are signed out');
  for (const window of [page, page, other]) {
    assert.equal(await goesBack(window), 'anew', window.url());
    await doesNotRead(window, words);
  }
}

act('staff sign out of a case', async () => {
  const page = await town.staff(house.staff.jo);
  await leavesNothing({ page, paths: [`/cases/${made.reference}/people`, '/venues'], words: 'Joanne' });
});

act('a participant signs out of their own page', async () => {
  const page = await town.participant(joanne);
  await leavesNothing({ page, paths: ['/my', '/my/choices'], words: 'Joanne' });
});

act('a supporter signs out of the page of the day', async () => {
  const page = await town.stranger();
  const { link, code } = await supporterInvited(house, made, companionId);
  await open(page, `/day/enter/${link}`);
  await send(page, 'Continue', { 'What is your code?': code });
  await leavesNothing({ page, paths: ['/day', '/day'], words: 'Jo Whitfield' });
});

act('an officer who refers signs out', async () => {
  const officer = await aReferrer(house, await anAgency(house, 'Corby neighbourhood team', 'police'), 'PC Lewis Grant');
  await leavesNothing({
    page: await town.staff(officer),
    paths: ['/agency', '/agency/refer'],
    words: 'Corby neighbourhood',
  });
});

act('where no script runs, signing out alone takes what was kept in memory away', async () => {
  const page = await town.staff(house.staff.jo, { scripts: false });
  await open(page, `/cases/${made.reference}/people`);
  await open(page, '/venues');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  for (const path of ['/venues', `/cases/${made.reference}/people`]) {
    await page.goBack({ waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await doesNotRead(page, 'Joanne');
    assert.equal(new URL(page.url()).searchParams.get('to'), path);
  }
});

act(
  'where no script runs and a session ended by itself, the first answer takes it away; what was shown before that, memory has',
  async () => {
    const page = await town.staff(house.staff.jo, { scripts: false });
    await open(page, `/cases/${made.reference}/people`);
    await open(page, '/venues');
    await asThief(house.test, `update app.sessions set seen_at = now() - interval '1 day'`);
    await open(page, '/work');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    for (const path of ['/venues', `/cases/${made.reference}/people`]) {
      await page.goBack({ waitUntil: 'commit' });
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await doesNotRead(page, 'Joanne');
      assert.equal(new URL(page.url()).searchParams.get('to'), path);
    }
  },
);
