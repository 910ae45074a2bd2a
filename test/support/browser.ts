import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { buildAssets } from '#platform/assets.ts';
import type { Provider } from '#platform/openid.ts';
import { sql } from '#platform/sql.ts';
import { hashOf } from '#platform/token.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { findChromium, findWholeChromium } from '../../tools/chromium.ts';
import { freePort } from './child-service.ts';
import { aHouse, type House } from './house.ts';

/** The whole product in a real browser: each person in a window of their own, on the pages the doors really send. */
export interface Town {
  readonly house: House;
  readonly address: string;
  /** A window of somebody who works here, signed in. */
  staff(id: StaffId, wish?: Window): Promise<Page>;
  /** A window of a participant, signed in. */
  participant(id: ParticipantId, wish?: Window): Promise<Page>;
  /** A window of nobody in particular. */
  stranger(wish?: Window): Promise<Page>;
}

interface Window {
  readonly phone?: boolean | undefined;
  readonly scripts?: boolean | undefined;
}

const phone = { width: 360, height: 740 };

// Without these Chromium looks for its makers at every start, which a closed network answers slowly.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a browser; it closes when the file is over. On wish, one that shows a page again from memory, as people's own do. */
export async function aBrowser({ remembersPages = false } = {}): Promise<Browser> {
  const executablePath = remembersPages ? findWholeChromium() : findChromium();
  if (executablePath === undefined) throw new Error('The stories need Chromium: npm test says how to get it');
  // Chromium refuses its sandbox to root.
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
  const ignoreDefaultArgs = remembersPages ? ['--disable-back-forward-cache'] : [];
  const browser = await chromium.launch({ executablePath, args, ignoreDefaultArgs });
  after(() => browser.close());
  return browser;
}

/** Opens the doors on a free port and a browser before them. A real one is at a name, since browsers keep no passkeys for a number. */
export async function aTown(
  wish: {
    readonly now?: Date;
    readonly isReal?: boolean;
    readonly remembersPages?: boolean;
    /** Where staff sign in besides here, once it is known where we are. */
    readonly provider?: (baseUrl: string) => Promise<Provider>;
  } = {},
): Promise<Town> {
  const assets = await buildAssets({ intoFolder: join(tmpdir(), 'talking-piece-test-assets') });
  const [host, port] = wish.isReal ? ['localhost', await freePort()] : ['127.0.0.1', 0];
  const baseUrl = wish.isReal ? `http://${host}:${port}` : undefined;
  const { provider: askProvider, ...plain } = wish;
  const provider = baseUrl === undefined ? undefined : await askProvider?.(baseUrl);
  const house = await aHouse({
    ...{ ...plain, assets },
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(provider === undefined ? {} : { provider }),
  });
  const listening = await house.server.listen({ host, port });
  const address = wish.isReal ? house.ports.baseUrl : listening;
  const browser = await aBrowser(wish);

  async function open(
    cookie: { name: string; value: string } | undefined,
    { phone: isPhone = false, scripts = true }: Window = {},
  ) {
    const context = await browser.newContext({
      baseURL: address,
      javaScriptEnabled: scripts,
      viewport: isPhone ? phone : { width: 1280, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    context.setDefaultTimeout(10_000);
    if (cookie) await context.addCookies([{ ...cookie, url: address, httpOnly: true, sameSite: 'Lax' }]);
    watch(context);
    return context.newPage();
  }

  async function session(kind: 'staff' | 'participant', id: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const until = new Date(Date.now() + 7_200_000);
    const rows = await house.ports.database.ask(
      'tp_doorkeeper',
      sql<{
        opened: boolean;
      }>`select doorkeeper.open_demonstration_session(${kind}, ${id}, ${hashOf(token)}, ${until}) as opened`,
    );
    assert.ok(rows[0]?.opened, `nobody to be: ${kind} ${id}`);
    return token;
  }

  return {
    house,
    address,
    staff: async (id, window) => open({ name: 'tp_staff', value: await session('staff', id) }, window),
    participant: async (id, window) => open({ name: 'tp_my', value: await session('participant', id) }, window),
    stranger: async (window) => open(undefined, window),
  };
}

// A script that breaks or a style the policy refuses is a fault of the page, whatever else the story looks at.
function watch(context: BrowserContext): void {
  context.on('weberror', (error) => assert.fail(`A script broke: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) assert.fail(message.text());
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing for axe to find, one h1, and no sideways scrolling at 360 px. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  await assertReadable(page, where);
  const size = page.viewportSize();
  await page.setViewportSize(phone);
  await assertFitsPhone(page, where);
  if (size) await page.setViewportSize(size);
}

/** Nothing for axe to find, and one h1. */
export async function assertReadable(page: Page, where: string): Promise<void> {
  const found = await axeFindings(page);
  assert.deepEqual(found, [], `axe on ${where}`);
  assert.equal(await page.locator('h1').count(), 1, `one h1 on ${where}`);
}

/** No sideways scrolling in a window of a phone's width, or narrower. */
export async function assertFitsPhone(page: Page, where: string): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  const most = Math.min(phone.width, page.viewportSize()?.width ?? phone.width);
  assert.ok(Number(width) <= most, `${where} is ${String(width)} px wide at ${most} px`);
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  // Reading the tool in takes longer than a look with it: once a document is enough.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axeSource);
  const found: unknown = await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // What it need not name it need not describe.
    resultTypes: ['violations'],
    // GOV.UK radios that reveal a part say aria-expanded on the input: its makers tested it with people and keep it.
    rules: { 'aria-allowed-attr': { enabled: false } },
  }).then((result) => result.violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' | ').slice(0, 300)))`);
  return found as readonly string[];
}
