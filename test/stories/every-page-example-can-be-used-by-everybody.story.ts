import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildAssets } from '#platform/assets.ts';
import { layout } from '../../src/doors/layout.ts';
import { aBrowser, assertFitsPhone, assertReadable } from '../support/browser.ts';
import { galleryExamples, type Example } from '../support/gallery.ts';

const assets = await buildAssets({ intoFolder: join(tmpdir(), 'talking-piece-test-assets') });
const examples = await galleryExamples();
const browser = await aBrowser();
const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 740 };
// The public site is read by everybody: 1280 pixels at 400 % are 320.
const zoomed = { width: 320, height: 256 };

function markupOf({ door, page }: Example): string {
  const { title, body } = page;
  const serviceName = 'Restorative practice';
  return String(layout({ door, assets, serviceName, title, body, demonstration: true }));
}

// Two windows a door, whose documents stay: each example is put into them, styles and scripts at work, and nothing leaves
// the machine. Opening a page and reading axe in anew for every example took three times as long.
async function windowsFor(first: Example): Promise<readonly [wide: Page, narrow: Page]> {
  const open = async (viewport: typeof wide) => {
    const context = await browser.newContext({ viewport, baseURL: 'http://gallery.example' });
    await context.route('**/*', async (route) => {
      const asset = assets.find(new URL(route.request().url()).pathname);
      if (asset) return route.fulfill({ body: asset.body.identity, contentType: asset.type });
      return route.fulfill({ body: markupOf(first), contentType: 'text/html; charset=utf-8' });
    });
    const window = await context.newPage();
    await window.goto('/');
    return window;
  };
  return [await open(wide), await open(first.door === 'public' ? zoomed : narrow)];
}

let shown = 0;

async function show(window: Page, example: Example): Promise<void> {
  shown += 1;
  await window.evaluate(
    `(async (markup, turn) => {
      const next = new DOMParser().parseFromString(markup, 'text/html');
      document.title = next.title;
      document.body.replaceWith(document.adoptNode(next.body));
      // A script runs once an address, so that each example has one of its own.
      await import(document.querySelector('script[type=module]').src + '?' + turn);
      window.scrollTo(0, 0);
    })(${JSON.stringify(markupOf(example))}, ${shown})`,
  );
}

/** At four times the size no word of the page is cut off, and none lies under something else once it is scrolled to. */
async function assertNothingHides(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(`(() => {
    const all = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, blockquote)')];
    const words = all.filter((one) => one.textContent.trim() !== '' && !one.closest('.govuk-visually-hidden, [hidden]') && !one.querySelector('p, li'));
    const cut = words.filter((one) => getComputedStyle(one).overflow !== 'visible' && (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight));
    const outside = words.filter((one) => [...one.getClientRects()].some((box) => box.left < 0 || box.right > innerWidth));
    const covered = words.filter((one) => {
      one.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.selectNodeContents(one);
      const middle = (box) => Math.abs((box.top + box.bottom) / 2 - innerHeight / 2);
      const [line] = [...range.getClientRects()].filter((box) => box.width > 1).sort((one, other) => middle(one) - middle(other));
      if (!line) return true;
      const there = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
      return !(one.contains(there) || there?.contains(one));
    });
    const exit = document.querySelector('.govuk-exit-this-page')?.getBoundingClientRect();
    return { looked: words.length, stays: exit ? exit.height / innerHeight : 0, hidden: [...cut, ...outside, ...covered].map((one) => one.textContent.trim().slice(0, 80)) };
  })()`);
  const { looked, stays, hidden } = found as {
    readonly looked: number;
    readonly stays: number;
    readonly hidden: readonly string[];
  };
  assert.ok(looked > 3, `${where}: ${looked} pieces of text`);
  assert.ok(stays > 0 && stays < 0.4, `${where}: what stays at the top takes ${stays} of the window`);
  assert.deepEqual(hidden, [], where);
}

/** On paper stand the words: nothing to press, no way to move about, and no address that says what somebody read. */
async function assertPrintsWords(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate(`(() => {
    const seen = (one) => one.getClientRects().length > 0;
    const press = [...document.querySelectorAll('button, .govuk-button, nav, .govuk-exit-this-page, .govuk-skip-link')];
    // Answers keep for the screen which question each way to change one belongs to.
    const words = [...document.querySelectorAll('main :is(h1, h2, p, li, dt, dd, strong)')].filter((one) => !one.closest('nav, .tp-onwards, .govuk-visually-hidden, .govuk-summary-list__actions, [hidden]'));
    const links = [...document.querySelectorAll('a')].filter((one) => !['none', 'normal'].includes(getComputedStyle(one, '::after').content));
    return {
      heading: [...document.querySelectorAll('h1')].filter(seen).length,
      press: press.filter(seen).map((one) => one.className || one.tagName),
      addresses: links.map((one) => one.textContent.trim()),
      lost: words.filter((one) => one.textContent.trim() !== '' && !seen(one)).map((one) => one.textContent.trim()),
    };
  })()`);
  await page.emulateMedia({ media: 'screen' });
  assert.deepEqual(printed, { heading: 1, press: [], addresses: [], lost: [] }, where);
}

/** What somebody may take home on paper: pages of words, their reference, the code to come back by, what they are about to send. */
function isPrinted({ door, page }: Example): boolean {
  return door === 'public' && !/<(?:textarea|select|input(?![^>]*(?:hidden|tabindex="-1")))/.test(String(page.body));
}

test('the reference, the code to come back by and the check are looked at as they print', () => {
  const printed = examples.filter(isPrinted).map(({ name }) => name);
  for (const words of ['A referral was sent', 'Answers are kept for later', 'Checking every answer before sending'])
    assert.ok(
      printed.some((name) => name.endsWith(words)),
      words,
    );
});

for (const [door, theirs] of Map.groupBy(examples, (example) => example.door)) {
  const windows = windowsFor(theirs[0] as Example);
  for (const example of theirs) {
    test(`${door}: ${example.name}`, async () => {
      const [onDesk, onPhone] = await windows;
      await show(onDesk, example);
      await assertReadable(onDesk, example.name);
      await show(onPhone, example);
      await assertFitsPhone(onPhone, example.name);
      if (example.name.startsWith('content: ')) {
        await assertReadable(onPhone, `${example.name}, zoomed`);
        await assertNothingHides(onPhone, example.name);
      }
      if (isPrinted(example)) await assertPrintsWords(onDesk, example.name);
    });
  }
}
