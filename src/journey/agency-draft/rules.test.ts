import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { explain, goesAt, keepDraft } from './rules.ts';

test('DRF-3 a draft holds something, fits, and is one of twenty', () => {
  const fields = { 'full-name': 'Joanne' };
  assert.deepEqual(keepDraft(fields, 19), allow('{"full-name":"Joanne"}'));
  assert.deepEqual(keepDraft(fields, 20), refuse('too-many-drafts'));
  assert.deepEqual(keepDraft({ hopes: '', ways: [] }, 0), refuse('draft-is-empty'));
  assert.deepEqual(keepDraft({ hopes: 'x'.repeat(30_001) }, 0), refuse('draft-is-too-long'));
});

test('DRF-2 it is deleted fourteen days after it was kept', () => {
  assert.deepEqual(goesAt(new Date('2026-11-02T10:00:00Z')), new Date('2026-11-16T10:00:00Z'));
});

test('every refusal has words', () => {
  for (const reason of ['draft-is-empty', 'draft-is-too-long', 'too-many-drafts'] as const)
    assert.match(explain(reason), /^[A-Z]/);
});
