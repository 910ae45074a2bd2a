import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { explain, sayWish, wishes, wishWords } from './rules.ts';

const today = '2026-11-25' as PlainDate;

test('WIS-2 refuses: said-in-the-future', () => {
  assert.deepEqual(sayWish({ wish: 'woman', saidOn: plusDays(today, 1) }, today), refuse('said-in-the-future'));
  assert.match(explain('said-in-the-future'), /after today/);
});

test('WIS-2 what was said by today is a wish, and each has words', () => {
  for (const wish of wishes) {
    assert.deepEqual(sayWish({ wish, saidOn: today }, today), allow({ wish, saidOn: today }));
    assert.match(wishWords(wish), /\w+ \w+/);
  }
});
