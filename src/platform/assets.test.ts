import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Asset, type Assets, buildAssets } from './assets.ts';

const styles = ['public.css', 'participant.css', 'staff.css'];
const everything = [
  ...styles,
  'public.js',
  'staff.js',
  'passkey.js',
  'favicon.svg',
  'plain.woff2',
  'latin.woff2',
  'latin-ext.woff2',
];
let folder = '';
let assets: Assets;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  // Two at once, as two server processes do on their first start: both are served.
  const [first, second] = await Promise.all([buildAssets({ intoFolder: folder }), buildAssets({ intoFolder: folder })]);
  assert.equal(first.url('staff.css'), second.url('staff.css'));
  assets = first;
});

after(() => rm(folder, { recursive: true, force: true }));

function asset(logicalName: string): Asset {
  const found = assets.find(assets.url(logicalName));
  assert.ok(found, `${logicalName} is not found under its own address`);
  return found;
}

function text(logicalName: string): string {
  return asset(logicalName).body.identity.toString('utf8');
}

async function builtFolder(): Promise<string> {
  const builds = await readdir(folder);
  assert.equal(builds.length, 1, 'one build, and nothing left lying about');
  return join(folder, builds[0] ?? '');
}

test('every asset has an address with its content in the name, and is found there', () => {
  for (const logicalName of everything) {
    assert.match(assets.url(logicalName), /^\/assets\/[a-z-]+-[0-9a-f]{10}\.(css|js|svg|woff2)$/);
    assert.ok(asset(logicalName).body.identity.length > 100);
  }
  assert.equal(asset('staff.css').type, 'text/css; charset=utf-8');
  assert.equal(asset('public.js').type, 'text/javascript; charset=utf-8');
});

test('an address nobody built is not found, and a name nobody wrote is a fault', () => {
  assert.equal(assets.find('/assets/staff.css'), undefined);
  assert.equal(assets.find('/assets/../package.json'), undefined);
  assert.throws(() => assets.url('nobody.css'), /No asset is called nobody\.css/);
});

test('the smaller bodies unpack to the whole one', () => {
  for (const logicalName of everything.filter((name) => !name.endsWith('.woff2'))) {
    const { identity, br, gzip } = asset(logicalName).body;
    assert.ok(br && gzip, `${logicalName} is not compressed`);
    assert.deepEqual(brotliDecompressSync(br), identity);
    assert.deepEqual(gunzipSync(gzip), identity);
  }
});

test('the styles and scripts of a first visit stay light', () => {
  const limits = {
    'public.css': 8.2,
    'participant.css': 8.2,
    'staff.css': 14,
    // A fifth of it keeps what somebody types.
    'public.js': 6.5,
    'staff.js': 8,
    'passkey.js': 2,
  };
  for (const [logicalName, kilobytes] of Object.entries(limits)) {
    const size = asset(logicalName).body.br?.length ?? Number.POSITIVE_INFINITY;
    assert.ok(size <= kilobytes * 1024, `${logicalName} is ${size} bytes in brotli, more than ${kilobytes} KB`);
  }
});

test('styles ask only for our own fonts, and nothing of the brand of the government is in them', () => {
  for (const logicalName of styles) {
    const css = text(logicalName);
    const addresses = [...css.matchAll(/url\("?([^")]+)"?\)/g)].map(([, address]) => address ?? '');
    assert.equal(addresses.length, 3);
    for (const address of addresses) assert.equal(assets.find(address)?.type, 'font/woff2');
    assert.equal(/GDS Transport|crown|@import/i.exec(css), null);
  }
});

test('scripts mark the page themselves, since the security policy allows no script inside it', () => {
  for (const logicalName of ['public.js', 'staff.js']) assert.match(text(logicalName), /govuk-frontend-supported/);
});

test('a second start reads what the first one built', async () => {
  const marker = join(await builtFolder(), 'still-here');
  await writeFile(marker, '');
  const again = await buildAssets({ intoFolder: folder });
  assert.equal(again.url('staff.css'), assets.url('staff.css'));
  assert.ok((await readdir(await builtFolder())).includes('still-here'));
});

test('a file that was cut short is built again', async () => {
  await truncate(join(await builtFolder(), basename(assets.url('staff.css'))), 10);
  const again = await buildAssets({ intoFolder: folder });
  assert.deepEqual(again.find(again.url('staff.css'))?.body.identity, asset('staff.css').body.identity);
});

test('a folder that cannot be made is named', async () => {
  const file = join(await builtFolder(), 'manifest.json');
  await assert.rejects(buildAssets({ intoFolder: file }), /could not be built into .*manifest\.json/);
});
