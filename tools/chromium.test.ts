import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { madeUpTree } from './checks/made-up-tree.ts';
import { findChromium } from './chromium.ts';

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
