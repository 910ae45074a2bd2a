import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOf } from './rules.ts';

test('LST-11 an agency is told the same of a list that waits and one that is being taken in, and of one let go and one undone', () => {
  assert.equal(standingOf('checked'), standingOf('importing'));
  assert.equal(standingOf('let-go'), standingOf('undone'));
  const told = (['new', 'checking', 'checked', 'imported', 'undone', 'failed'] as const).map(standingOf);
  assert.deepEqual(told, [
    ...(['columns-to-choose', 'being-read', 'with-us', 'taken-in'] as const),
    ...(['not-taken-in', 'could-not-be-read'] as const),
  ]);
});
