import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { madeUpTree } from './checks/made-up-tree.ts';
import { findChromium, findWholeChromium } from './chromium.ts';

test('the browser that is named wins over one on the path, and one that cannot run is not found', (context) => {
  const root = madeUpTree(context, {
    'named/browser': '#!/bin/sh\n',
    'path/chromium': '#!/bin/sh\n',
    'path/other': '',
  });
  for (const path of ['named/browser', 'path/chromium']) chmodSync(join(root, path), 0o755);
  const PATH = join(root, 'path');
  assert.equal(findChromium({ PATH }), join(root, 'path/chromium'));
  assert.equal(findChromium({ PATH, CHROMIUM_PATH: join(root, 'named/browser') }), join(root, 'named/browser'));
  assert.equal(findChromium({ PATH, CHROMIUM_PATH: join(root, 'path/other') }), undefined);
});

test('a whole browser is found beside the build without a window, which is preferred for everything else', (context) => {
  const root = madeUpTree(context, {
    'path/chromium-headless-shell': '#!/bin/sh\n',
    'path/chromium': '#!/bin/sh\n',
    'only/chromium-headless-shell': '#!/bin/sh\n',
    'named/chrome': '#!/bin/sh\n',
  });
  for (const path of ['path/chromium-headless-shell', 'path/chromium', 'only/chromium-headless-shell', 'named/chrome'])
    chmodSync(join(root, path), 0o755);
  const shell = join(root, 'path/chromium-headless-shell');
  const whole = join(root, 'path/chromium');
  assert.equal(findChromium({ PATH: join(root, 'path') }), shell);
  assert.equal(findWholeChromium({ PATH: join(root, 'path'), CHROMIUM_PATH: shell }), whole);
  assert.equal(
    findWholeChromium({ PATH: join(root, 'path'), CHROMIUM_PATH: join(root, 'named/chrome') }),
    join(root, 'named/chrome'),
  );
  if (process.platform !== 'darwin') assert.equal(findWholeChromium({ PATH: join(root, 'only') }), undefined);
});
