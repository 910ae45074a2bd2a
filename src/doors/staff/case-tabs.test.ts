import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseTabs } from './case-tabs.ts';

const tabsAt = (path: string) => String(caseTabs('4CDA-9Q7W', `/cases/4CDA-9Q7W${path}`));

test('where a phone folds away the tab one is on, the word that opens the rest says which it is', () => {
  assert.match(tabsAt('/consent/new'), /<summary[^>]*>\s*<strong>More: Consent<\/strong>/);
  assert.match(tabsAt('/people/add'), /<summary[^>]*>\s*More\s*<\/summary>/);
  assert.match(tabsAt(''), /<summary[^>]*>\s*More\s*<\/summary>/);
});

test('one tab is where one is, and no tab is there twice', () => {
  for (const path of ['', '/people', '/people/add', '/follow-up', '/closure']) {
    assert.equal(tabsAt(path).match(/aria-current/g)?.length, 1, path);
    assert.equal(tabsAt(path).match(/href="\/cases\/4CDA-9Q7W\/notes"/g)?.length, 1, path);
  }
});
