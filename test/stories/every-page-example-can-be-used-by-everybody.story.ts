import { test } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '#platform/assets.ts';
import { layout } from '../../src/doors/layout.ts';
import { aBrowser, assertAccessible } from '../support/browser.ts';
import { galleryExamples } from '../support/gallery.ts';

const assets = await buildAssets({ intoFolder: join(tmpdir(), 'talking-piece-test-assets') });
const examples = await galleryExamples();
const browser = await aBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: 'http://gallery.example' });
const page = await context.newPage();
// One browser, one window, many pages: each example is answered here, styles and all, and nothing leaves the machine.
const shown = { markup: '' };
await context.route('**/*', async (route) => {
  const path = new URL(route.request().url()).pathname;
  const asset = assets.find(path);
  if (asset) return route.fulfill({ body: asset.body.identity, contentType: asset.type });
  return route.fulfill({ body: shown.markup, contentType: 'text/html; charset=utf-8' });
});

for (const example of examples) {
  test(example.name, async () => {
    shown.markup = String(
      layout({
        door: example.door,
        assets,
        serviceName: 'Restorative practice',
        title: example.page.title,
        body: example.page.body,
        demonstration: true,
      }),
    );
    await page.goto('/');
    await assertAccessible(page, example.name);
  });
}
