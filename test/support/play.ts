import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';

/** What somebody writes, chooses or ticks, by the words beside each field. Several ticks are a list; a day is `2026-11-23`. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** The acts of one play in their order: when one fails the rest fail at once, since each begins where the last one ended. */
export function aPlay(): (name: string, act: () => Promise<void>) => void {
  let isBroken = false;
  return (name, act) => {
    void test(name, async () => {
      assert.ok(!isBroken, 'An act before this one failed');
      isBroken = true;
      await act();
      isBroken = false;
    });
  };
}

/** Opens an address; the page must be there. */
export async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  assert.equal(answer?.status(), 200, `${path} is there`);
}

/** Presses a link, or one that looks like a button, and waits for where it leads. */
export async function follow(page: Page, words: string | RegExp): Promise<void> {
  const name = typeof words === 'string' ? asHeard(words) : words;
  const link = page.getByRole('link', { name }).or(page.getByRole('button', { name }));
  await leadingOn(page, () => link.first().click());
}

// Words that only a screen reader says stand apart: a space comes before their comma or colon.
function asHeard(words: string): RegExp {
  const plain = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${plain.replaceAll(/[,:]/g, ' ?$&')}$`);
}

/** Fills in the form of a button and presses it; the page that comes must not say that there is a problem. */
export async function send(page: Page, button: string | RegExp, answers: Answers = {}): Promise<void> {
  await sendAnyway(page, button, answers);
  const problems = await problemsOn(page);
  assert.deepEqual(problems, [], `“${String(button)}” was refused`);
}

/** Fills in the form of a button and presses it; gives the reasons why it was refused. */
export async function sendInVain(
  page: Page,
  button: string | RegExp,
  answers: Answers = {},
): Promise<readonly string[]> {
  await sendAnyway(page, button, answers);
  const problems = await problemsOn(page);
  assert.notDeepEqual(problems, [], `“${String(button)}” was not refused`);
  return problems;
}

async function sendAnyway(page: Page, button: string | RegExp, answers: Answers): Promise<void> {
  const pressed = page.getByRole('button', { name: button, exact: true, includeHidden: true });
  assert.equal(await pressed.count(), 1, `one button “${String(button)}” on ${page.url()}`);
  const folded = page.locator('details:not([open])').filter({ has: pressed });
  if ((await folded.count()) > 0) await folded.locator('summary').first().click();
  const form = page.locator('form').filter({ has: pressed });
  for (const [question, answer] of Object.entries(answers)) await fillIn(form, question, answer);
  await leadingOn(page, () => pressed.click());
  assert.notEqual(
    await page.title().then((title) => title.split(',')[0]),
    'Something went wrong',
    `“${String(button)}”`,
  );
}

async function leadingOn(page: Page, press: () => Promise<void>): Promise<void> {
  // Longer than a press may take, so that a link that is not there is named.
  await Promise.all([page.waitForEvent('load', { timeout: 15_000 }), press()]);
}

/** The reasons at the top of a page that came back. */
export async function problemsOn(page: Page): Promise<readonly string[]> {
  return page.locator('.govuk-error-summary li').allInnerTexts();
}

async function fillIn(form: Locator, question: string, answer: string | readonly string[]): Promise<void> {
  const group = form.getByRole('group', { name: question, exact: true });
  if ((await group.count()) > 0) return fillGroup(group.first(), answer);
  const field = form.getByLabel(question, { exact: true });
  assert.equal(await field.count(), 1, `one field “${question}”`);
  const words = String(answer);
  const isList = (await field.and(form.page().locator('select')).count()) > 0;
  if (isList) await field.selectOption({ label: words });
  else await field.fill(words);
}

async function fillGroup(group: Locator, answer: string | readonly string[]): Promise<void> {
  const [year = '', month = '', day = ''] = typeof answer === 'string' ? answer.split('-') : [];
  if (/^\d{4}$/.test(year)) {
    await group.getByLabel('Day', { exact: true }).fill(String(Number(day)));
    await group.getByLabel('Month', { exact: true }).fill(String(Number(month)));
    return group.getByLabel('Year', { exact: true }).fill(year);
  }
  for (const name of typeof answer === 'string' ? [answer] : answer) {
    const choice = group
      .getByRole('radio', { name, exact: true })
      .or(group.getByRole('checkbox', { name, exact: true }));
    await choice.first().check();
  }
}

/** All that can be read on a page, in its fields too. */
async function wordsOf(page: Page): Promise<string> {
  const fields = page.locator('textarea, input[type=text]');
  const typed = await fields.evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
  return [await page.locator('body').innerText(), ...typed].join('\n');
}

/** All that can be read at an address, but for the head of the page. */
export async function wordsIn(page: Page, path: string): Promise<string> {
  await open(page, path);
  return page.getByRole('main').innerText();
}

/** Asserts that a page says each of these. */
export async function reads(page: Page, ...expected: readonly string[]): Promise<void> {
  const words = (await wordsOf(page)).replaceAll(/\s+/g, ' ');
  for (const each of expected) assert.ok(words.includes(each), `“${each}” is missing on ${page.url()}:\n${words}`);
}

/** Asserts that a page says none of these. */
export async function doesNotRead(page: Page, ...unexpected: readonly string[]): Promise<void> {
  const words = await page.content();
  for (const each of unexpected) assert.ok(!words.includes(each), `“${each}” can be read on ${page.url()}`);
}

/**
 * Every page somebody comes to from one of theirs, link by link, as it is sent to their window. Addresses with a question
 * mark are followed too; nothing is pressed.
 */
export async function everythingFrom(page: Page, start: string): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const answer = await page.request.get(path);
    const markup = await answer.text();
    assert.ok(answer.status() < 500, `${path} answers ${String(answer.status())}`);
    pages.set(path, markup);
    assert.ok(pages.size < 400, `too many pages from ${start}`);
    for (const [, found = ''] of markup.matchAll(/href="(\/[^"#]*)/g)) {
      const next = found.replaceAll('&amp;', '&');
      if (!next.startsWith('/assets/') && !next.startsWith('/demonstration')) waiting.push(next);
    }
  }
  return pages;
}

/** Asserts that none of these words is on any page somebody can come to. Gives how many pages were looked at. */
export async function neverReads(page: Page, start: string, secrets: readonly string[]): Promise<number> {
  const pages = await everythingFrom(page, start);
  for (const [path, markup] of pages) {
    for (const secret of secrets) assert.ok(!markup.includes(secret), `“${secret}” can be read on ${path}`);
  }
  return pages.size;
}

/** Asserts that each address answers as one that was never there: the same status and the same words. */
export async function findsNothingAt(page: Page, paths: readonly string[]): Promise<void> {
  const neverThere = '/cases/ZZZZ-ZZZZ';
  const never = await page.request.get(neverThere);
  const words = (await never.text()).replaceAll(neverThere, '');
  for (const path of paths) {
    const answer = await page.request.get(path);
    assert.equal(answer.status(), never.status(), `${path} is not there`);
    assert.equal((await answer.text()).replaceAll(path, ''), words, `${path} looks like a page that is not there`);
  }
}

/** Comes in by a link and a code that staff make on the People page, in a window that has been nobody's so far. */
export async function comesIn(staff: Page, window: Page, person: { reference: string; called: string }): Promise<void> {
  await open(staff, `/cases/${person.reference}/people`);
  await send(staff, `Give ${person.called} a page of their own`);
  const link = new URL(await staff.locator('.tp-sheet code').innerText());
  const code = await staff.locator('.tp-sheet strong').innerText();
  await open(window, link.pathname);
  await send(window, 'Continue', { 'What is your code?': code });
  await reads(window, `Hello ${person.called}`);
}

/** Says something to one of the usual questions, on one's own page. */
export async function chooses(
  window: Page,
  question: string,
  answer: 'Yes' | 'Not now' | 'No',
  askAgainOn?: string,
): Promise<void> {
  await open(window, `/my/choices/${question}`);
  const heading = await window.getByRole('heading', { level: 1 }).innerText();
  const day = askAgainOn === undefined ? {} : { 'When may we ask again?': askAgainOn };
  await send(window, 'Save my answer', { [heading]: answer, ...day });
}

/** Opens a part of a page that folds out, by the words one presses. */
export async function unfolds(page: Page, words: string): Promise<void> {
  await page.locator('summary').getByText(words, { exact: true }).click();
}

/** A coordinator gives a case to somebody, who is named with their practice level. */
export async function givesCase(
  coordinator: Page,
  reference: string,
  given: { readonly to: string; readonly as: 'Lead' | 'Co-facilitator' },
): Promise<void> {
  await open(coordinator, `/cases/${reference}/allocation`);
  await send(coordinator, 'Give the case', { Who: given.to, As: given.as });
  await reads(coordinator, given.to.split(',')[0] ?? '');
}

/** What the page of a case says about each of its gates: its name, whether it is open, and why not. */
export async function gatesOf(page: Page, reference: string): Promise<readonly Gate[]> {
  await open(page, `/cases/${reference}`);
  const gates = page.getByRole('region', { name: 'What may happen now' }).locator('li.tp-gate');
  return Promise.all(
    (await gates.all()).map(async (gate) => ({
      name: (await gate.getByRole('heading', { level: 3 }).innerText()).replaceAll(/\s+/g, ' '),
      about: await gate.locator('.tp-gate__note').innerText(),
      reasons: (await gate.locator('.tp-gate__reason').allInnerTexts()).map((each) => each.replaceAll(/\s+/g, ' ')),
    })),
  );
}

interface Gate {
  readonly name: string;
  readonly about: string;
  readonly reasons: readonly string[];
}

/** Looks at the outbox again and again until so many messages of a kind are where they are said to be. */
export async function outboxHolds(page: Page, kind: string, { times, status }: Awaited): Promise<readonly string[]> {
  const until = Date.now() + 15_000;
  for (;;) {
    await open(page, '/outbox');
    const rows = page.getByRole('listitem').filter({ hasText: kind }).filter({ hasText: status });
    const links = await rows.getByRole('link', { name: kind }).all();
    if (links.length === times) return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    assert.ok(Date.now() < until, `${String(links.length)} of ${String(times)} “${kind}” are “${status}”`);
    await page.waitForTimeout(100);
  }
}

interface Awaited {
  readonly times: number;
  /** As the tag beside it says. */
  readonly status: string;
}

/** Writes down on the Contacts page what happened with somebody today; the first time they hear of restorative practice. */
export async function tells(
  staff: Page,
  reference: string,
  told: { readonly whom: string; readonly on: string; readonly note: string; readonly isFirst?: boolean },
): Promise<readonly string[]> {
  await open(staff, `/cases/${reference}/contacts`);
  await sendAnyway(staff, 'Write it down', {
    'With whom': told.whom,
    How: 'In person',
    'How it ended': 'We talked',
    'The day it happened': told.on,
    Note: told.note,
    ...(told.isFirst === false
      ? {}
      : { 'Restorative practice': ['I told them about restorative practice, or we spoke of it for the first time'] }),
  });
  return problemsOn(staff);
}

/** One heading and no sideways scrolling in a window that runs no scripts, where axe cannot look. */
export async function fitsPhone(page: Page): Promise<void> {
  assert.equal(await page.locator('h1').count(), 1, `one h1 on ${page.url()}`);
  const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
  assert.ok(width <= 360, `${page.url()} is ${String(width)} px wide at 360 px`);
}

/** Says on one's own page whether somebody may come to the meeting. */
export async function answersAbout(window: Page, whom: string, answer: 'Yes' | 'Not now'): Promise<void> {
  await open(window, '/my/conference');
  await follow(window, `${answer}, about this person: ${whom}`);
}

/** Everything on the checklist of somebody who gets ready to meet. */
export const checklist = [
  'Understands what will happen',
  'What they want, and their limits, are written down',
  'What must not come up is written down',
  'Who comes with them is settled',
  'What they need to take part is arranged',
  'Travel and childcare are arranged',
  'Accepts the ground rules',
  'Somebody is named who is there afterwards',
  '“What if you do not get what you hope for?” is talked through',
];

/** Writes down a preparation session with somebody. */
export async function prepares(staff: Page, reference: string, called: string, words: Answers): Promise<void> {
  await open(staff, `/cases/${reference}/preparation`);
  await follow(staff, `Record a session with ${called}`);
  await send(staff, 'Save the session', words);
}

/** Writes down for somebody, on the consent page, that they said yes on a day. */
export async function saidYes(
  staff: Page,
  reference: string,
  said: { readonly who: string; readonly to: string; readonly on: string; readonly guardian?: boolean },
): Promise<void> {
  await open(staff, `/cases/${reference}/consent`);
  await send(staff, 'Add to the ledger', {
    Who: said.who,
    'What they were asked': said.to,
    'Their answer': 'Yes',
    ...(said.guardian ? { 'Who spoke': 'Their guardian' } : {}),
    'How they said it': 'By phone',
    'The day they said it': said.on,
  });
}
